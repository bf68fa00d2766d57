"""Change: a plan of the workbook is filled in as it is typed, and just what differs is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from clinicplan.tasks.papers import note, printed
from tests.desk.forms import posted
from tests.desk.test_pages import words
from tests.desk.test_saving import file_of
from tests.desk.windows import Running, Window

PLAN = "HS-0417"
EVERY = [f"HS-{number:04}" for number in (417, *range(431, 438))]


def open_plan(window: Window, plan: str = PLAN) -> tuple[str, str]:
    """The address of the plan that is being changed, and its page."""
    path = window.post(f"/plan/{plan}/change").headers["location"]
    return path, window.get(path).text


def press(window: Window, path: str, page: str, do: str, **changed: str) -> str:
    """The page after a button was pressed, with some fields typed anew."""
    answer = window.post(path, {**posted(page), **changed, "do": do})
    assert answer.status == 303, words(answer.text)
    return window.get(answer.headers["location"]).text


def answer_in(page: str, button: str) -> str:
    """What the button of an answer posts: what was shown comes with it."""
    return str(re.findall(rf'value="({button}[^"]*)"', page)[0])


def cells(file: Path) -> Mapping[tuple[str, str], object]:
    """Every cell that holds something, whatever the sheets say of their size."""
    with closing(load_workbook(file, read_only=True)) as book:
        for sheet in book:
            sheet.reset_dimensions()
        return {(sheet.title, cell.coordinate): cell.value
                for sheet in book for row in sheet.iter_rows() for cell in row
                if cell.value is not None}  # fmt: skip


def differing(one: Mapping[tuple[str, str], object], two: Mapping[tuple[str, str], object]
              ) -> dict[str, object]:  # fmt: skip
    return {" ".join(at): two.get(at) for at in {*one, *two} if one.get(at) != two.get(at)}


def rewritten(own: Running, spoil: object) -> None:
    """The workbook after somebody has worked in it."""
    book: Workbook = load_workbook(file_of(own))
    spoil(book)  # type: ignore[operator]  # a function of the workbook
    book.save(file_of(own))
    own.desk.read_again()


def print_now(own: Running, plan: str = PLAN) -> None:
    own.window().post("/print", {"plan": plan})


@pytest.mark.parametrize("plan", EVERY)
def test_what_is_opened_says_what_the_workbook_says(shared: Running, plan: str) -> None:
    """All fields go to the browser and come back, of each exercise in turn."""
    window, before = shared.window(), file_of(shared).read_bytes()
    path, page = open_plan(window, plan)
    for at in range(page.count('name="exercise"')):
        page = press(window, path, page, f"open:{at}")
        page = press(window, path, page, "look")
    page = press(window, path, page, "save")
    assert "Nothing has been changed" in page
    assert file_of(shared).read_bytes() == before


def odd(book: Workbook) -> None:
    """Cells that no field shows as they are typed."""
    patients, exercises = book["Patients"], book["Exercises"]
    found = {cell.value: cell.column for cell in patients[1]}
    for heading, value in {
        "First name": "Sam\u00a0Otto",
        "Practitioner": "alex example",
        "Date of birth": "14.03.1961 or so",
        "Condition": "HEEL PAIN (plantar fasciitis)",
        "Goals": "  Walk.\n\nStand. ",
        "Consent to email": "Y",
        "Take care": "balance or falls",
        "Edition": "large",
        "Side": "L",
        "Footwear advice": "none",
        "Version": "2",
    }.items():
        patients.cell(2, found[heading]).value = value
    found = {cell.value: cell.column for cell in exercises[1]}
    for row, heading, text in (
        (2, "Exercise", "towel-stretch"), (2, "Side", "L"), (2, "Note to the patient", "A\nB"),
        (3, "Dose", "5 times,\ntwice a day, every day"), (3, "Side", "left then right"),
        (4, "Exercise", "Heal rise"), (4, "Override reason", "Beside\nme"), (5, "Side", "both"),
        (6, "Preset", "Nobody's"), (7, "Sets", "3"), (7, "Link", "https://example.org/x"),
    ):  # fmt: skip
        exercises.cell(row, found[heading]).value = text


def test_what_no_field_can_hold_stays_as_it_was_typed(own: Running) -> None:
    rewritten(own, odd)
    window, before = own.window(), file_of(own).read_bytes()
    path, page = open_plan(window)
    for at in range(6):
        page = press(window, path, page, f"open:{at}")
        page = press(window, path, page, "look")
    assert "14.03.1961 or so" in page
    page = press(window, path, page, "save")
    assert "Nothing has been changed" in page
    assert file_of(own).read_bytes() == before


def test_a_dose_is_changed_and_nothing_else(own: Running) -> None:
    window, old = own.window(), cells(file_of(own))
    path, page = open_plan(window)
    page = press(window, path, page, "open:2")
    page = press(window, path, page, "save", **{"dose-2": "3 x 8, every other day"})
    assert "Saved. Nobody has version 2 yet, so it stays version 2." in words(page)
    assert differing(old, cells(file_of(own))) == {"Exercises E4": "3 x 8, every other day"}
    assert "3 sets" in words(window.get(f"/plan/{PLAN}").text)


def test_facts_in_cells_of_their_own_are_changed_there(own: Running) -> None:
    window, old = own.window(), cells(file_of(own))
    path, page = open_plan(window, "HS-0432")
    assert "Typed one by one in the workbook" not in page
    page = press(window, path, page, "open:0")
    assert "Typed one by one in the workbook" in page
    page = press(window, path, page, "save", **{"reps-0": "12"})
    assert differing(old, cells(file_of(own))) == {"Exercises K8": "12"}


def test_the_patients_row_is_changed_where_its_fields_are(own: Running) -> None:
    window, old = own.window(), cells(file_of(own))
    path, page = open_plan(window)
    page = press(window, path, page, "save", weeks="6", start="2026-12-08", consent="")
    new = differing(old, cells(file_of(own)))
    assert {key: str(value) for key, value in new.items()} == {
        "Patients F2": "None", "Patients M2": "2026-12-08 00:00:00", "Patients N2": "6",
    }  # fmt: skip


def test_an_exercise_is_added_moved_and_taken_out(own: Running) -> None:
    window, old = own.window(), cells(file_of(own))
    path, page = open_plan(window)
    page = press(window, path, page, "remove:4")
    page = press(window, path, page, "add:towel-scrunch")
    page = press(window, path, page, "save", **{"side-5": "left", "dose-5": "10 times, daily"})
    assert "Saved." in page
    new = differing(old, cells(file_of(own)))
    assert {key for key in new if re.fullmatch(r"Exercises [A-Z]+6", key)} == {
        f"Exercises {column}6" for column in "ACDEI"
    }
    assert [key for key, value in new.items() if value == "Towel scrunch"] == ["Exercises C29"]
    plan = own.desk.view.checked.reading.plans[0]  # type: ignore[union-attr]  # read
    assert [item.exercise for item in plan.prescriptions][-2:] == ["wall-calf-stretch",
                                                                  "towel-scrunch"]  # fmt: skip
    page = press(window, path, page, "up:5")
    page = press(window, path, page, "save")
    plan = own.desk.view.checked.reading.plans[0]  # type: ignore[union-attr]  # read
    assert [item.exercise for item in plan.prescriptions][-2:] == ["towel-scrunch",
                                                                  "wall-calf-stretch"]  # fmt: skip


def test_undo_takes_one_save_back_and_then_no_more(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    path, page = open_plan(window)
    page = press(window, path, page, "remove:0")
    page = press(window, path, page, "save")
    assert 'value="undo"' in page
    page = press(window, path, page, "undo")
    assert file_of(own).read_bytes() == old
    assert "is as it was before" in page
    assert page.count('name="exercise"') == 5
    page = press(window, path, page, "save")
    assert "Saved." in page
    assert len(own.desk.view.checked.reading.plans[0].prescriptions) == 5  # type: ignore[union-attr]


def test_a_new_plan_that_was_saved_is_changed_by_the_next_save(own: Running) -> None:
    window = own.window()
    form = {**posted(window.get("/new").text), "first_name": "Mira", "last_name": "Madeup"}
    path = window.post("/new", {**form, "do": "add:towel-scrunch"}).headers["location"]
    page = window.get(path).text
    page = press(window, path, page, "save", **{"side-0": "left", "dose-0": "10 times, daily"})
    assert "Saved in clinic.xlsx, row 10." in words(page)
    first = file_of(own).read_bytes()
    page = press(window, path, page, "look", **{"dose-0": "8 times, daily"})
    assert "since you saved is not in the workbook" in words(page)
    page = press(window, path, page, "save")
    assert "Saved. Nobody has version 1 yet" in words(page)
    assert load_workbook(file_of(own))["Patients"]["A11"].value is None
    page = press(window, path, page, "undo")
    assert file_of(own).read_bytes() == first


def kept_of(own: Running) -> dict[str, bytes]:
    """What lies in Earlier, by name."""
    return {path.name: path.read_bytes() for path in (own.desk.folder / "Earlier").iterdir()}


def test_a_plan_that_was_printed_becomes_the_next_version(own: Running) -> None:
    window = own.window()
    print_now(own)
    handout = own.desk.folder / f"{PLAN}.pdf"
    given = handout.read_bytes()
    path, page = open_plan(window)
    page = press(window, path, page, "open:2")
    page = press(window, path, page, "look", **{"dose-2": "3 x 8, every other day"})
    assert "HS-0417, version 3" in words(page)
    page = press(window, path, page, "save")
    said = words(page)
    assert "HS-0417 is now version 3. Version 2 went out today" in said
    assert "Its PDF is kept." in said
    assert own.desk.view.checked.reading.plans[0].version == 3  # type: ignore[union-attr]  # read
    assert handout.read_bytes() == given
    print_now(own)
    assert handout.read_bytes() != given
    assert kept_of(own) == {"HS-0417 version 2, 2026-11-21.pdf": given}
    listed = window.get(f"/plan/{PLAN}").text
    assert words(listed).count("Version 3") == 1
    assert re.search(r"Version 2 .*Opened for printing today", words(listed))
    addresses = re.findall(r'href="([^"]+/given/[^"]+)"', listed)
    assert [window.get(address).body for address in addresses] == [handout.read_bytes(), given]
    assert window.get(f"/plan/{PLAN}/given/{'0' * 64}.pdf").status == 404


def test_what_does_not_show_on_paper_needs_no_new_version(own: Running) -> None:
    window = own.window()
    print_now(own)
    path, page = open_plan(window)
    page = press(window, path, page, "save", consent="", email="s@example.net")
    assert "On paper it says what it said, so it stays version 2." in words(page)
    assert not (own.desk.folder / "Earlier").exists()


def test_a_handout_that_is_another_by_now_is_not_kept_for_it(own: Running) -> None:
    window = own.window()
    print_now(own)
    (own.desk.folder / f"{PLAN}.pdf").write_bytes(b"%PDF of somebody else")
    path, page = open_plan(window)
    page = press(window, path, page, "save", weeks="6")
    assert "HS-0417 is now version 3." in words(page)
    assert "Its PDF is kept" not in page
    assert not (own.desk.folder / "Earlier").exists()


def test_a_plan_with_a_mistake_is_mended(own: Running) -> None:
    rewritten(own, lambda book: book["Patients"].__setitem__("M2", "soon"))
    window = own.window()
    assert "data-change" in window.get(f"/plan/{PLAN}").text
    path, page = open_plan(window)
    page = press(window, path, page, "save")
    assert "Nothing has been changed" in page
    page = press(window, path, page, "save", start="2026-12-01")
    assert "Saved." in page
    assert PLAN in {plan.id for plan in own.desk.view.checked.reading.plans}  # type: ignore[union-attr]


def test_what_was_changed_in_excel_too_is_not_written_over(own: Running) -> None:
    window = own.window()
    path, page = open_plan(window)
    rewritten(own, lambda book: book["Patients"].__setitem__("N2", "9"))
    theirs = file_of(own).read_bytes()
    page = press(window, path, page, "save", weeks="6")
    assert "HS-0417 was changed in Excel, too, so nothing was written." in words(page)
    assert "Here Weeks Patients N2 9 Take Excel's 6 Take mine" in words(page)
    assert file_of(own).read_bytes() == theirs
    page = press(window, path, page, answer_in(page, "cell-mine"))
    assert "Saved." in page
    assert load_workbook(file_of(own))["Patients"]["N2"].value == 6


def test_rows_that_moved_in_excel_are_no_other_plan(own: Running) -> None:
    window = own.window()
    path, page = open_plan(window)
    rewritten(own, lambda book: book["Exercises"].insert_rows(2))
    page = press(window, path, page, "save", weeks="6")
    assert "Saved." in page


def test_while_excel_has_it_open_what_is_typed_stays(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    path, page = open_plan(window)
    lock = file_of(own).with_name("~$clinic.xlsx")
    lock.write_bytes(b"")
    page = press(window, path, page, "save", weeks="6")
    assert "Excel has clinic.xlsx open The change is kept here and nothing is lost." in words(page)
    assert file_of(own).read_bytes() == old
    lock.unlink()
    assert "Saved." in press(window, path, page, "save")


def test_save_and_print_opens_the_printers_page_of_this_plan(own: Running) -> None:
    window = own.window()
    path, page = open_plan(window)
    answer = window.post(path, {**posted(page), "weeks": "6", "do": "save:print"})
    assert answer.headers["location"] == "/print/1"
    assert "1 plan to print" in window.get("/print/1").text
    assert (own.desk.folder / f"{PLAN}.pdf").exists()
    answer = window.post(path, {**posted(page), "weeks": "99", "do": "save:print"})
    assert answer.headers["location"] == path
    assert "Weeks" in words(window.get(path).text)


def test_an_unknown_plan_and_one_without_a_usable_id_cannot_be_opened(own: Running) -> None:
    window = own.window()
    assert window.post("/plan/HS-9999/change").status == 404
    rewritten(own, lambda book: book["Patients"].__setitem__("A3", PLAN))
    assert window.post(f"/plan/{PLAN}/change").status == 409


def test_a_plans_id_is_not_changed_by_what_is_posted(own: Running) -> None:
    window, old = own.window(), cells(file_of(own))
    path, page = open_plan(window)
    press(window, path, page, "save", plan_id="HS-0431", weeks="6")
    assert differing(old, cells(file_of(own))) == {"Patients N2": 6}


def test_a_version_that_went_out_counts_whatever_the_workbook_says(own: Running) -> None:
    from dataclasses import replace

    plan = own.desk.view.checked.reading.plans[0]  # type: ignore[union-attr]  # read
    note(own.desk.folder, [printed(replace(plan, version=4), now=own.clock())])
    window = own.window()
    path, page = open_plan(window)
    page = press(window, path, page, "save", weeks="6")
    assert "HS-0417 is now version 5." in words(page)


def test_whom_the_pictures_show_is_said_where_nobody_was_chosen(own: Running) -> None:
    """It stands beside the name, and not among what is folded up."""
    window = own.window()
    path, page = open_plan(window)
    ready = own.desk.view.checked.ready  # type: ignore[union-attr]  # read
    code = ready.press.person(ready.reading.plans[0])
    name = ready.catalogue.names[f"person.{code}"]
    shown = f"The pictures show: {name[:1].lower()}{name[1:]}"
    assert f"{shown}, by the clinic's setting" in words(page)
    assert page.index('name="person"') < page.index("Goals, e-mail, more")
    page = press(window, path, page, "look", person="person-d")
    assert "The pictures show: man of about 70 " in words(page)
    page = press(window, path, page, "save", person="person-d")
    assert own.desk.view.checked.reading.plans[0].person == "person-d"  # type: ignore[union-attr]
