"""New plan: what is typed is read back, side and dose are asked for, rows go into the workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from openpyxl import load_workbook

from clinicplan.desk.pictures import LARGE
from clinicplan.tasks.draft import next_id
from clinicplan.tasks.preview import page_pictures
from tests.desk.test_pages import words
from tests.desk.test_watch import until
from tests.desk.windows import Running, Window

Form = dict[str, str | list[str]]
MIRA: Form = {
    "plan_id": "HS-0438",
    "first_name": "Mira",
    "last_name": "Madeup",
    "born": "1945-01-03",
    "start": "2026-12-01",
    "weeks": "4",
    "practitioner": "PP",
}
HEEL: Form = {
    "exercise": ["heel-raise-single"],
    "exercise-0": "heel-raise-single",
    "side-0": "left",
    "dose-0": "3 x 10, twice a day, from week 3: 15",
    "open": "0",
}


@pytest.fixture
def window(writing: Running) -> Window:
    """A window of that desk."""
    return writing.window()


def write(window: Window, form: Form, do: str = "look", path: str = "/new") -> str:
    """The page after a button was pressed."""
    found = window.post(path, {**form, "do": do})
    assert found.status == 303, words(found.text)
    return window.get(found.headers["location"]).text


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def test_what_can_be_known_is_filled_in(window: Window) -> None:
    page = window.get("/new").text
    assert value(page, "plan_id") == "HS-0438"
    assert value(page, "start") == "21/11/2026"
    assert page.count('value="add:') == 18  # the library and the clinic's own
    assert "The page stands here as soon as" in page


def test_the_dose_is_read_back_in_the_patients_words(window: Window) -> None:
    page = write(window, {**MIRA, **HEEL})
    assert "The patient reads: Left leg. Twice a day: 10 times" in words(page)
    assert "Not typed: every day. Week 3 begins on 15 December." in words(page)
    assert "10 times with your left leg. 3 sets. From week 3: 15 times" in words(page)
    assert "Page 2 of" in page  # that of the exercise
    (picture,) = re.findall(r'<img src="(/new/\d+/\d+/large/2.png)"', page)
    assert window.get(picture).body.startswith(b"\x89PNG")
    assert window.get(picture.replace("/2.png", "/99.png")).status == 404
    number = picture.split("/")[2]
    assert window.get(f"/new/{number}/handout.pdf").body.startswith(b"%PDF")


def test_the_page_that_is_looked_at_is_drawn_once_and_before_it_is_asked_for(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def counted(pdf: bytes, *, dpi: int, first: int, last: int) -> Iterator[bytes]:
        drawn.append(dpi)
        return page_pictures(pdf, dpi=dpi, first=first, last=last)

    monkeypatch.setattr("clinicplan.desk.drafting.page_pictures", counted)
    page = write(window, {**MIRA, **HEEL, "dose-0": "3 x 11, twice a day"})
    until(lambda: drawn == [LARGE])
    (picture,) = re.findall(r'<img src="(/new/\d+/\d+/large/\d.png)"', page)
    assert window.get(picture).body.startswith(b"\x89PNG")
    assert drawn == [LARGE]


def test_a_chosen_exercise_has_a_usual_dose_and_no_side(window: Window) -> None:
    page = write(window, MIRA, do="add:wall-calf-stretch")
    assert "Which leg?" in page
    assert "checked" not in page.partition("side-0")[2].partition("dose-0")[0]
    assert "All from the usual dose: nothing was typed." in page
    both = write(window, MIRA, do="add:heel-raise-double")
    assert "Which" not in words(both).replace("Which position", "")
    assert "side-0" not in both


PROGRAMME: Form = {"programme": "Five exercises, every other day"}
USUAL: Form = {"dose-0": "", "preset-0": "five-alternate-days"}
ASKS = "As long as nobody says which, the patient reads: Each leg"
TOGETHER: Form = {"exercise": ["toe-walk"], "exercise-0": "toe-walk", "side-0": ""}


@pytest.mark.parametrize(
    ("form", "reads", "is_ticked"),
    [
        ({}, "The patient reads: Left leg.", True),
        (USUAL, "All from the usual dose: nothing was typed.", True),
        (PROGRAMME, "The patient reads: Left leg.", True),
        (TOGETHER, "The patient reads: Both feet.", True),
        # nobody has said which: a question, and nothing looks approved
        ({"side-0": ""}, ASKS, False),
        ({"side-0": "", **USUAL}, ASKS, False),
        ({"side-0": "", **PROGRAMME}, ASKS, False),
        # the whole plan's side is an answer
        ({"side-0": "", **PROGRAMME, "side": "left"}, "The patient reads: Left leg", True),
        # another thing to look at is no tick, either
        ({**PROGRAMME, "side": "left", **TOGETHER}, "The patient reads: Both feet.", False),
    ],
)
def test_a_side_that_nobody_named_is_asked_for_and_not_ticked(
    window: Window, form: Form, reads: str, *, is_ticked: bool
) -> None:
    page = write(window, {**MIRA, **HEEL, **form})
    said = page.partition('id="reads-0"')[2].partition("</div>")[0]
    assert reads in words(f"<{said}")
    assert ("<p><svg" in said) is is_ticked
    assert ("Which leg?" in said) is ("nobody says" in reads)


@pytest.mark.parametrize(
    ("side", "is_kept_back"), [("", True), ("left", False), ("each", False)]
)
def test_a_programme_without_sides_is_asked_about_as_a_whole(
    own: Running, side: str, *, is_kept_back: bool
) -> None:
    assert own.desk.view
    book = load_workbook(own.desk.view.file)
    sheet = book["Programmes"]
    at = [cell.value for cell in sheet[1]].index("Side") + 1
    sheet.cell(2, at).value = sheet.cell(3, at).value = None
    book.save(own.desk.view.file)
    own.desk.read_again()
    form: Form = {**MIRA, "programme": "Harbour starter", "side": side}
    page = write(own.window(), form, do="rows")
    asks = "Which side? Harbour starter does not say it for every exercise."
    assert (asks in words(page)) is is_kept_back
    assert ("Harbour starter: say which side." in words(page)) is is_kept_back
    assert ("row-patient" in page) is not is_kept_back


def test_a_typed_dose_has_nothing_of_the_usual_one(window: Window) -> None:
    form = {**MIRA, **HEEL, "preset-0": "five-alternate-days"}
    page = words(write(window, form))
    assert "From the usual dose" not in page
    assert "All from the usual dose" not in page
    assert "every other day" not in page.partition("The patient reads:")[2][:200]


def test_the_person_in_the_pictures_can_be_chosen(own: Running) -> None:
    page = write(own.window(), {**MIRA, **HEEL, "person": "person-g"}, do="save")
    assert "Saved in clinic.xlsx" in words(page)
    assert own.desk.view
    assert own.desk.view.checked
    plans = own.desk.view.checked.reading.plans
    assert next(plan.person for plan in plans if plan.id == "HS-0438") == "person-g"


def test_whoever_wrote_the_last_plan_is_said_to_be_taken_over(window: Window) -> None:
    page = window.get("/new").text
    assert "As in the last plan: is it yours?" in words(page)
    assert re.search(r"look-at.{0,400}As in the last plan", page, re.DOTALL), "to be seen"
    (last,) = re.findall(r'<option value="(\w+)" selected>Pat Pretend', page)
    for who, is_said in ((last, True), ("AE", False)):
        said = words(write(window, {**MIRA, "practitioner": who}))
        assert ("As in the last plan" in said) is is_said, who
    opened = window.post("/plan/HS-0417/change", {}).headers["location"]
    assert "As in the last plan" not in words(window.get(opened).text)


def test_a_dose_that_is_typed_has_no_usual_one_beside_it(window: Window) -> None:
    assert "No dose typed: a usual one, as it is in" not in words(write(window, {**MIRA, **HEEL}))
    page = write(window, {**MIRA, **HEEL, "dose-0": "", "preset-0": "five-alternate-days"})
    assert "No dose typed: a usual one, as it is in" in words(page)
    kept = write(window, {**MIRA, **HEEL, "preset-0": "five-alternate-days"})
    assert value(kept, "preset-0") == "five-alternate-days"  # it is there again without a dose


def test_no_programme_names_minutes_beside_ours(window: Window) -> None:
    page = window.get("/new").text
    cards = page[page.index('id="scroll-cards"') : page.index('id="plan"')]
    assert "minutes" not in cards


def test_weeks_are_not_those_of_another_patient(own: Running) -> None:
    window = own.window()
    write(window, {**MIRA, **HEEL, "weeks": "6"}, do="save")
    page = window.get("/new").text
    assert (value(page, "plan_id"), value(page, "weeks")) == ("HS-0439", "")


def test_a_programme_says_how_many_exercises_it_has_besides(window: Window) -> None:
    cards = window.get("/new").text.partition('id="scroll-cards"')[2].partition("</ul>")[0]
    for card in cards.split("<li>")[1:]:
        if "Ten exercises" in card:
            assert (card.count("<img"), "+6" in card) == (4, True)
        else:
            assert "and-more" not in card or card.count("<img") == 4


def test_a_remark_is_said_to_be_a_note(window: Window) -> None:
    form = {**MIRA, **HEEL, "dose-0": "10 times daily, with shoes on, stop if it hurts"}
    page = words(write(window, form))
    assert "10 times with your left leg. + a note: With shoes on. Stop if it hurts." in page
    assert "Not typed" not in page


@pytest.mark.parametrize(
    ("dose", "says"),
    [
        ("a bit", "does not say how long"),
        ("3 x 10", "nothing says how often"),
        ("<b>10</b>", "is not understood"),
    ],
)
def test_what_is_not_understood_is_asked_about(window: Window, dose: str, says: str) -> None:
    page = write(window, {**MIRA, **HEEL, "dose-0": dose})
    assert says in words(page)
    assert "<b>10" not in page
    assert value(page, "dose-0") == dose


def test_the_last_good_page_stays(window: Window) -> None:
    found = window.post("/new", {**MIRA, **HEEL, "do": "look"})
    path = found.headers["location"]
    page = write(window, {**MIRA, **HEEL, "dose-0": "a bit"}, path=path)
    assert 'class="sheet old"' in page
    assert "Page as it was before the mistake" in page


def test_exercises_are_moved_and_taken_out(window: Window) -> None:
    form: Form = {**MIRA, **HEEL, "exercise": ["heel-raise-single", "towel-scrunch"],
                  "exercise-1": "towel-scrunch", "dose-1": "10 times, daily"}  # fmt: skip

    def order(page: str) -> list[str]:
        return re.findall(r'name="exercise" value="([^"]+)"', page)

    assert order(write(window, form, do="down:0")) == ["towel-scrunch", "heel-raise-single"]
    assert order(write(window, form, do="up:0")) == ["heel-raise-single", "towel-scrunch"]
    assert order(write(window, form, do="remove:0")) == ["towel-scrunch"]
    assert order(write(window, form, do="remove:7")) == ["heel-raise-single", "towel-scrunch"]
    assert order(write(window, form, do="add:nothing")) == ["heel-raise-single", "towel-scrunch"]
    assert value(write(window, form, do="down:0"), "dose-0") == "10 times, daily"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"first_name": ""}, "First name is needed."),
        ({"side-0": ""}, "Heel raise on one leg: say which side."),
        ({"dose-0": "a bit"}, "does not say how long"),
        ({"exercise": []}, "The plan has no exercises yet."),
        ({"start": "soon"}, "soon"),
        ({"weeks": "99"}, "Weeks"),
        ({"take_care": ["balance"]}, "does not go with what is to be taken care of"),
    ],
)
def test_what_is_missing_keeps_the_rows_back(window: Window, changed: Form, says: str) -> None:
    page = write(window, {**MIRA, **HEEL, **changed}, do="rows")
    assert "This is needed first" in page
    assert says in words(page)
    assert "row-patient" not in page


def test_a_caution_is_overridden_with_a_reason_only(window: Window) -> None:
    form: Form = {**MIRA, **HEEL, "take_care": ["balance"]}
    asked = write(window, form)
    assert "Give it all the same, with a reason" in asked
    given = write(window, {**form, "override-0": "Stands beside the rail with me."}, do="rows")
    assert "row-patient" in given


def test_rows_are_pasted_and_the_plan_is_there(own: Running) -> None:
    window = own.window()
    path = window.post("/new", {**MIRA, **HEEL, "do": "rows"}).headers["location"]
    page = window.get(path).text
    rows = [unescape(text) for text in re.findall(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>",
                                                  page, flags=re.DOTALL)]  # fmt: skip
    assert own.desk.view
    file = own.desk.view.file
    book = load_workbook(file)
    for title, text in zip(("Patients", "Exercises"), rows, strict=True):
        sheet = book[title]
        (line,) = csv.reader(io.StringIO(text), dialect="excel-tab")
        number = max(cell.row for cell in sheet["A"] if cell.value) + 1
        for column, cell in enumerate(line, start=1):
            sheet.cell(number, column).value = cell or None
    book.save(file)
    until(lambda: "HS-0438" in own.desk.view.checked.reading.ids)  # type: ignore[union-attr]  # read
    assert "HS-0438 is in the workbook now." in window.get(path).text
    said = words(window.get("/plan/HS-0438").text)
    assert "Mira Madeup" in said
    assert "Left leg Twice a day: 10 times with your left leg." in said
    assert value(window.get("/new").text, "plan_id") == "HS-0439"


def test_a_plan_that_is_being_written_is_in_no_address_and_no_file(own: Running) -> None:
    window = own.window()
    found = window.post("/new", {**MIRA, **HEEL, "do": "look"})
    assert found.headers["location"] == "/new/1"
    assert not own.desk.folder.exists()
    assert window.get("/new/77").headers["location"] == "/new"
    title = re.findall("<title>(.*?)</title>", window.get("/new/1").text)
    assert title == ["New plan - Exercise plans"]


@pytest.mark.parametrize(
    ("ids", "new"),
    [
        (["HS-0417", "HS-0437", "HS-0431"], "HS-0438"),
        (["HS-0999"], "HS-1000"),
        (["12", "7"], "13"),
        (["Walk-in"], "Walk-in-2"),
        ([], "P-0001"),
    ],
)
def test_the_next_plan_id(ids: list[str], new: str) -> None:
    assert next_id(ids) == new


CAREFUL: Form = {**MIRA, "take_care": ["balance"]}


def test_what_does_not_go_with_care_stays_and_says_why(window: Window) -> None:
    page = write(window, CAREFUL)
    tile = page.partition('data-code="toe-walk"')[2].partition("</button>")[0]
    assert "Not with balance or falls : it is a balance task" in words(tile)
    other = page.partition('data-code="towel-scrunch"')[2].partition("</button>")[0]
    assert "Not with" not in other


@pytest.mark.parametrize(
    ("why", "is_in"), [("", False), ("yes", False), ("walks with a frame", True)]
)
def test_a_reason_is_asked_for_before_it_is_put_in(window: Window, why: str, is_in: bool) -> None:
    found = window.post("/new", {**CAREFUL, "do": "add:toe-walk"})
    place = found.headers["location"]
    asking = window.get(place).text
    assert 'name="why"' in asking
    assert "1. Toe walk" not in words(asking)
    page = write(window, {**CAREFUL, "why": why}, do="add:toe-walk", path=place)
    assert ("1. Toe walk" in words(page)) is is_in
    assert value(page, "override-0") == (why if is_in else "")
    assert ('name="why"' in page) is not is_in
    left = write(window, CAREFUL, do="leave", path=place)
    assert 'name="why"' not in left


def test_a_programme_is_chosen_by_its_card_and_says_its_doses(window: Window) -> None:
    found = window.post("/new", {**MIRA, "do": "programme:Three exercises, every day"})
    place = found.headers["location"]
    page = window.get(place).text
    assert "From Three exercises, every day" in page
    assert "Every day: 3 to 5 times with each foot." in words(page)
    assert "Page 1 of" in page
    assert page.count('aria-pressed="true"') == 1
    named = {**MIRA, "programme": "Three exercises, every day"}
    again = write(window, named, do="programme:Three exercises, every day", path=place)
    assert "Choose pictures, or a programme." in again  # a second click takes it out


def test_tiles_are_found_by_body_position_and_tool(window: Window) -> None:
    page = window.get("/new").text
    tile = page.partition('data-code="towel-scrunch"')[2].partition(">")[0]
    assert 'data-body="toes sole"' in tile
    assert 'data-position="chair"' in tile
    assert 'data-tool="towel"' in tile
    offers = page.partition('id="body"')[2].partition("</select>")[0]
    assert re.findall(r'value="(\w+)"', offers) == ["toes", "sole", "ankle", "calf", "leg"]


@pytest.mark.parametrize(
    ("dose", "is_told"), [("2-3 mins, twice a day", True), ("5 each way, twice a day", False)]
)
def test_that_it_is_not_for_each_way_is_said_while_it_is_typed(
    window: Window, dose: str, is_told: bool
) -> None:
    circles = {**HEEL, "exercise": ["ankle-circles"], "exercise-0": "ankle-circles"}
    page = write(window, {**MIRA, **circles, "dose-0": dose})
    said = words(page.partition('id="reads-0"')[2].partition("</div>")[0])
    assert ("is for each of its 2 ways" in said) is is_told
    assert "Exercises C" not in said


@pytest.mark.parametrize(
    ("code", "dose", "advice"),
    [("towel-stretch", "3 times qd, hold 30 s", "It is easily taken for qid, four times a day."),
     ("toe-press", "10 times, every day", "the word Hold is left out of its steps")],
)  # fmt: skip
def test_advice_about_a_dose_is_said_calmly_below_what_the_patient_reads(
    window: Window, code: str, dose: str, advice: str
) -> None:
    row = {**HEEL, "exercise": [code], "exercise-0": code, "dose-0": dose, "note-0": ""}
    page = write(window, {**MIRA, **row})
    reads = page.partition('id="reads-0"')[2].partition("</div>")[0]
    said = words(reads)
    assert advice in said
    assert said.index("The patient reads") < said.index(advice)
    assert 'class="fault' not in reads.partition("The patient reads")[2]
