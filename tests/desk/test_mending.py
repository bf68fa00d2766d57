"""A finding is answered where it stands: by a button, or in its field; then it is gone."""

from __future__ import annotations

import html
import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.desk.monday import monday, typed, value
from tests.desk.test_pages import words
from tests.desk.test_watch import until
from tests.desk.windows import Answer, Running, Window

FORM = re.compile(r'<form method="post" action="/mend/write".*?</form>', re.DOTALL)
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


def forms(page: str, *, near: str = "") -> list[dict[str, str]]:
    """The forms of a page, or of the finding whose cell is named, as they stand."""
    start = page.rindex(f'data-copy="{near}"') if near else 0
    part = page[start:].partition('<div class="finding')[0] if near else page
    found = []
    for form in FORM.findall(part):
        fields = [(name, html.unescape(text)) for name, text in FIELD.findall(form)]
        own = {name: text for name, text in fields if name not in ("fix", "token")}
        fixes = [{**own, "fix": text} for name, text in fields if name == "fix"]
        found += fixes or [own if "value" in own else {**own, "value": ""}]
    return found


def press(window: Window, cell: str, fix: str, *, path: str = "/mend") -> Answer:
    """Press the button of this cell's finding, and follow to the page that comes back."""
    page = window.get(path).text
    (form,) = [form for form in forms(page, near=cell) if form.get("fix") == fix]
    return window.get(window.post("/mend/write", form).headers["location"])


def type_in(window: Window, cell: str, text: str, *, path: str = "/mend") -> Answer:
    """Type into the field of this cell's finding, write it, and follow."""
    page = window.get(path).text
    (form,) = [form for form in forms(page, near=cell) if "fix" not in form]
    posted = window.post("/mend/write", {**form, "value": text})
    return window.get(posted.headers["location"])


def bytes_of(desk: Running) -> bytes:
    assert desk.desk.view
    return desk.desk.view.file.read_bytes()


BUTTONS = [
    ("Patients M2", "03/12/2026", "2026-12-03", datetime(2026, 12, 3)),  # noqa: DTZ001
    ("Patients D3", "03/12/1961", "1961-12-03", datetime(1961, 12, 3)),  # noqa: DTZ001
    ("Patients L4", "Five exercise, every other day", "Five exercises, every other day", None),
    ("Patients E6", "ivo.invented at example.org", "ivo.invented@example.org", None),
    ("Exercises D12", "left", "both", None),
    ("Exercises C17", "Toe strech", "Toe stretch", None),
    ("Exercises R19", "evry other day", "every other day", None),
    ("Patients N9", "3 months", "12", 12),
]  # fmt: skip


def test_each_button_writes_its_cell_and_nothing_else(tmp_path: Path) -> None:
    slips = {cell.replace(" ", "!"): slip for cell, slip, *_ in BUTTONS}
    with monday(tmp_path, slips) as desk:
        window, left = desk.window(), dict(slips)
        for cell, _, fix, held in BUTTONS:
            page = press(window, cell, fix).text
            assert f"Saved in clinic.xlsx, {cell}" in words(page)
            assert value(desk, cell.replace(" ", "!")) == (held or fix)
            del left[cell.replace(" ", "!")]
            assert {place: value(desk, place) for place in left} == left
        assert "Nothing has to be mended." in words(page)
        assert (tmp_path / "Before").exists()


def test_six_plans_are_mended_and_counted_down(tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        window = desk.window()
        assert "3 of 8 plans are ready" in words(window.get("/mend").text)
        steps = [
            press(window, "Patients M2", "2026-12-03"),
            type_in(window, "Patients E3", "tess.testwell@example.org"),
            press(window, "Patients L4", "Five exercises, every other day"),
            press(window, "Exercises D12", "both"),
            press(window, "Exercises C17", "Toe stretch"),
            type_in(window, "Exercises C29", "Seen walking well on 20 November"),
            type_in(window, "Exercises L20", "20 s"),
            press(window, "Exercises K22", "10 to 15"),
        ]
        said = [re.search(r"(\d) of 8 plans? (?:is|are) ready", words(page.text)) for page in steps]
        assert [found[1] for found in said if found] == ["4", "4", "5", "6", "6", "7", "7", "8"]
        assert value(desk, "Exercises!W29") == "Seen walking well on 20 November"
        assert value(desk, "Exercises!K22") == "10 to 15"


def test_two_findings_of_a_plan_are_answered_one_by_one(tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        page = press(desk.window(), "Exercises C17", "Toe stretch", path="/plan/HS-0435").text
        assert 'data-copy="Exercises C17"' not in page
        assert 'data-copy="Exercises C29"' in page
        assert "Petra Placeholder" in page


def test_the_same_words_in_two_rows_are_mended_in_the_right_one(tmp_path: Path) -> None:
    slip = "Five exercise, every other day"
    with monday(tmp_path, {"Patients!L3": slip, "Patients!L4": slip}) as desk:
        window = desk.window()
        press(window, "Patients L4", "Five exercises, every other day")
        assert value(desk, "Patients!L4") == "Five exercises, every other day"
        assert value(desk, "Patients!L3") == slip
        assert 'data-copy="Patients L3"' in window.get("/mend").text


def test_undo_stands_where_it_was_done_and_on_its_own_plan(tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        window = desk.window()
        press(window, "Exercises C17", "Toe stretch")
        said = {path: words(window.get(path).text).count("Undo: Toe stretch")
                for path in ("/mend", "/plan/HS-0435", "/plan/HS-0437", "/print")}  # fmt: skip
        assert list(said.values()) == [1, 1, 0, 0]
        assert "Saved in clinic.xlsx, Exercises C17." in words(window.get("/mend").text)
        other = words(window.get("/plan/HS-0437").text)
        assert "Saved in clinic.xlsx, Exercises C17." not in other
        desk.clock.forward(minutes=1)
        later = words(window.get("/mend").text)
        assert "Saved in clinic.xlsx, Exercises C17." not in later
        assert "Undo: Toe stretch" in later


def test_undo_gives_the_last_one_back(tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        window = desk.window()
        press(window, "Exercises D12", "both")
        after_one = bytes_of(desk)
        page = press(window, "Exercises C17", "Toe stretch").text
        assert "Undo: Toe stretch" in words(page)
        page = window.get(window.post("/mend/undo", {}).headers["location"]).text
        assert bytes_of(desk) == after_one
        assert "clinic.xlsx is as it was before." in words(page)
        assert 'data-copy="Exercises C17"' in page
        assert "Undo:" not in words(page)


def test_what_would_not_mend_it_is_said_and_not_written(tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        window, old = desk.window(), bytes_of(desk)
        for text in ("x", "tess.testwell@example", "a@b@c"):
            page = type_in(window, "Patients E3", text).text
            assert "That would not mend it, so nothing was written." in words(page)
            assert f'value="{text}"' in page
            assert 'aria-invalid="true"' in page
        page = type_in(window, "Patients E3", "").text
        assert "Nothing was typed." in words(page)
        assert bytes_of(desk) == old
        assert not (tmp_path / "Before").exists()


def test_a_date_that_is_typed_both_ways_is_asked_about_at_once(tmp_path: Path) -> None:
    """Where an answer is not clear in its turn, what it may mean is a click away."""
    with monday(tmp_path, {"Patients!M2": "31/02/2026"}) as desk:
        window = desk.window()
        page = words(window.get("/mend").text)
        assert "a day that the calendar does not have: that month has 28 days." in page
        page = type_in(window, "Patients M2", "3/12/2026").text
        assert "3 December 2026" in page
        assert "12 March 2026" in page
        assert "Date order" not in words(page)
        assert 'name="value" value="2026-12-03"' in page
        posted = {**forms(page, near="Patients M2")[0], "value": "2026-12-03"}
        page = words(window.get(window.post("/mend/write", posted).headers["location"]).text)
        assert "Saved in clinic.xlsx, Patients M2: 3 December 2026." in page
        assert "Undo: 3 December 2026" in page
        assert value(desk, "Patients!M2") == datetime(2026, 12, 3)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("cell", "day", "typed"),
    [
        ("Exercises!E3", datetime(2026, 10, 15), ["10 to 15"]),  # noqa: DTZ001
        ("Exercises!K22", datetime(2015, 10, 1), ["10 to 15", "1 to 10"]),  # noqa: DTZ001
        ("Exercises!H22", datetime(2026, 3, 2), []),  # noqa: DTZ001
    ],
)
def test_what_excel_made_a_date_of_is_offered_as_it_was_typed(
    tmp_path: Path, cell: str, day: datetime, typed: list[str]
) -> None:
    """Never the day: neither as a button, nor in the field."""
    with monday(tmp_path, {cell: day}) as desk:
        page = desk.window().get("/mend").text
        found = forms(page, near=cell.replace("!", " "))
        assert [form["fix"] for form in found if "fix" in form] == typed
        assert day.date().isoformat() not in page
        assert "Format the cell as Text" not in page
        if typed:
            press(desk.window(), cell.replace("!", " "), typed[0])
            assert value(desk, cell) == typed[0]


def test_a_caution_asks_for_a_few_words(tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        window, old = desk.window(), bytes_of(desk)
        page = window.get("/mend").text
        assert "Give it all the same, with a reason" in words(page)
        assert [form for form in forms(page, near="Exercises C29") if "fix" in form] == []
        for reason in ("", ".", "ok", "because", "x y", "1 2 3 4 5 6 7 8 9"):
            page = type_in(window, "Exercises C29", reason).text
            assert "Say why in a few words." in words(page)
        assert bytes_of(desk) == old


def test_a_finding_that_is_out_of_date_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monday(tmp_path) as desk:
        window = desk.window()
        forms_then = forms(window.get("/mend").text, near="Patients L4")
        monkeypatch.setattr(desk.desk, "_look", lambda view: None)  # the desk has not seen it yet
        assert desk.desk.view
        typed(desk.desk.view.file, {"Patients!B4": "Zoe"})
        theirs = bytes_of(desk)
        for _ in range(2):  # before the desk has read it, and after
            page = window.get(window.post("/mend/write", forms_then[0]).headers["location"]).text
            assert "The workbook was changed meanwhile, so nothing was written." in words(page)
            assert bytes_of(desk) == theirs
        press(window, "Patients L4", "Five exercises, every other day")
        assert value(desk, "Patients!B4") == "Zoe"


def test_only_what_is_offered_can_be_pressed(tmp_path: Path) -> None:
    changes: list[dict[str, str]] = [
        {"fix": "Ten exercises, twice a day"},
        {"fix": ""},
        {"finding": "0" * 32},
        {"finding": ""},
        {"finding": "Patients!A2"},
    ]
    with monday(tmp_path) as desk:
        window, old = desk.window(), bytes_of(desk)
        form = forms(window.get("/mend").text, near="Patients L4")[0]
        for changed in changes:
            posted = window.post("/mend/write", {**form, **changed, "cell": "Patients!A2"})
            page = window.get(posted.headers["location"]).text
            assert "so nothing was written" in words(page)
        assert bytes_of(desk) == old


def test_odd_text_in_a_field_does_nothing_else(tmp_path: Path) -> None:
    odd = ('=HYPERLINK("http://x")', "<script>alert(1)</script>", "a\x00b", "x" * 5000, "\u202e")
    with monday(tmp_path) as desk:
        window, old = desk.window(), bytes_of(desk)
        for text in odd:
            page = type_in(window, "Patients L4", text).text
            assert "<script>alert" not in page
        assert bytes_of(desk) == old


def test_one_comes_back_to_a_page_of_the_desk(window: Window) -> None:
    for plan in ("../../clinic", "//example.org", "HS-9999", "\r\nX: y"):
        posted = window.post("/mend/write", {"plan": plan})
        assert posted.headers["location"] == "/mend"


def test_while_excel_has_it_open_one_is_told_what_to_do_there(tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        window, old = desk.window(), bytes_of(desk)
        before = forms(window.get("/mend").text, near="Exercises D12")
        (tmp_path / "~$clinic.xlsx").write_bytes(b"")
        desk.desk._look(desk.desk.view)  # type: ignore[arg-type]  # there is one
        page = window.get("/mend").text
        assert forms(page) == []
        assert "write both into Exercises D12 there, and save." in words(page)
        page = window.get(window.post("/mend/write", before[0]).headers["location"]).text
        assert "Excel has clinic.xlsx open." in words(page)
        assert bytes_of(desk) == old


def test_without_saving_there_are_no_buttons(tmp_path: Path) -> None:
    with monday(tmp_path, saves=False) as desk:
        window, old = desk.window(), bytes_of(desk)
        page = window.get("/mend").text
        assert forms(page) == []
        assert 'data-copy="Exercises D12"' in page
        assert window.post("/mend/write", {"finding": "x", "fix": "both"}).status == 303
        assert bytes_of(desk) == old


def test_what_to_look_at_has_its_answers_too(tmp_path: Path) -> None:
    with monday(tmp_path, {"Patients!F4": None}) as desk:
        page = press(desk.window(), "Patients E4", "yes", path="/mend?show=look").text
        assert value(desk, "Patients!F4") == "yes"
        assert 'data-copy="Patients E4"' not in page


def test_a_no_is_an_answer_that_no_button_turns_round(tmp_path: Path) -> None:
    with monday(tmp_path, {"Patients!F4": "no"}) as desk:
        window = desk.window()
        page = window.get("/mend?show=look").text
        assert "the patient has not agreed to e-mail" in words(page)
        with pytest.raises(ValueError, match="unpack"):
            press(window, "Patients E4", "yes", path="/mend?show=look")
        assert value(desk, "Patients!F4") == "no"


def test_a_mistake_of_the_clinic_sheet_stops_all_and_is_mended(tmp_path: Path) -> None:
    with monday(tmp_path, {"Practitioners!B2": None}) as desk:
        window = desk.window()
        before = words(window.get("/mend").text)
        page = type_in(window, "Practitioners B2", "Alex Example").text
        assert "8 of 8 plans are ready" in words(page), before
        assert value(desk, "Practitioners!B2") == "Alex Example"


def test_an_id_that_others_use_is_not_changed_behind_their_back(tmp_path: Path) -> None:
    """Its exercises would lose their plan: that is done in Excel, on both sheets."""
    cells = {"Patients!A2": "sample-1", **{f"Exercises!A{row}": "sample-1" for row in range(2, 8)}}
    with monday(tmp_path, cells) as desk:
        window, old = desk.window(), bytes_of(desk)
        page = type_in(window, "Patients A2", "HS-0999").text
        assert "That would change other plans, too" in words(page)
        assert bytes_of(desk) == old


def test_plans_to_look_at_are_counted_among_the_ready_ones(tmp_path: Path) -> None:
    """A plan that is not made is not one of those, whatever else is told of it."""
    with monday(tmp_path) as desk:
        said = words(desk.window().get("/mend").text)
        found = re.search(r"(\d+) of the ready ones", said)
        assert int(found[1] if found else 0) <= 3
        assert "3 of 8 plans are ready" in said


def test_a_question_at_the_desk_names_no_columns(tmp_path: Path) -> None:
    with monday(tmp_path, {"Exercises!E7": "3 x 10"}) as desk:
        page = words(desk.window().get("/mend").text)
        assert "nothing says how often. Type how often, like every day or twice a day." in page
        assert "Write under Days" not in page
        page = type_in(desk.window(), "Exercises C7", "twice a day").text
        assert "Nothing has to be mended." in words(page)
        assert "Undo: twice a day" in words(page)


def test_the_exercise_is_taken_and_then_how_often_is_asked_in_its_place(tmp_path: Path) -> None:
    cells = {"Exercises!C7": "Wal calf stretch", "Exercises!E7": "3 times, hold 30 s"}
    with monday(tmp_path, cells) as desk:
        page = press(desk.window(), "Exercises C7", "Wall calf stretch").text
        assert "Saved in clinic.xlsx, Exercises C7" in words(page)
        assert value(desk, "Exercises!C7") == "Wall calf stretch"
        assert "nothing says how often. Type how often" in words(page)
        page = type_in(desk.window(), "Exercises C7", "twice a day").text
        assert "Nothing has to be mended." in words(page)


def test_whoever_has_a_field_reads_of_no_cells(tmp_path: Path) -> None:
    cells = {"Exercises!D12": "lefft", "Exercises!E2": "as it goes, some of it, then more"}
    with monday(tmp_path, cells) as desk:
        page = desk.window().get("/mend").text
        for path in ("/mend", "/mend?show=look", "/plan/HS-0417"):
            page = desk.window().get(path).text
            said = words(page)
            for cell in ("Exercises D12", "Exercises E2", "Read it in the check", "Times a day a"):
                assert cell not in said, (path, cell)
        assert 'data-copy="Exercises E2"' in page
        file = desk.desk.folder.parent / "~$clinic.xlsx"
        file.write_bytes(b"")  # Excel has it open: then it is the cell that counts
        desk.desk.read_again()
        desk.clock.forward(seconds=1)
        until(lambda: "Exercises E2" in words(desk.window().get("/plan/HS-0417").text))


def test_a_plan_with_a_mistake_shows_what_can_be_read_of_it(tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        window = desk.window()
        said = words(window.get("/plans").text)
        assert "HS-0435 Foot roll, Towel scrunch and Toe walk, three ways 1 Dec" in said
        assert "HS-0431 Three exercises, every day 2 Dec Letter to mend: email" in said
        assert "HS-0417 Towel stretch, Ankle circles and 4 more To mend" in said  # no day is read
        assert re.search(r"All 8 To mend 6 To look at \d To give out 3", said)
        given = words(window.get("/plans?show=open").text)
        assert "To mend:" not in given
        assert words(window.get("/mend").text).count("3 of 8 plans are ready") == 1
        assert "3 of 8 plans are ready" in words(window.get("/print").text)
        assert "Ticked: 3 of 3" in words(window.get("/print").text)


def test_a_message_names_its_exercise_and_of_several_rows_its_row(tmp_path: Path) -> None:
    with monday(tmp_path, {"Exercises!D2": None, "Exercises!E2": "10r, daily"}) as desk:
        page = desk.window().get("/mend").text
        assert 'Towel stretch: "r" may be reps, or right.' in words(page)
        fixes = [form["fix"] for form in forms(page, near="Exercises E2") if "fix" in form]
        assert fixes == ["10 reps, daily", "10 right, daily"]
    (tmp_path / "again").mkdir()
    once_more = {"Exercises!C3": "Towel stretch", "Exercises!E3": "3 times, hold 30 s, daily"}
    with monday(tmp_path / "again", {"Exercises!E2": "10r, daily", **once_more}) as desk:
        for path in ("/mend", "/plan/HS-0417"):
            said = words(desk.window().get(path).text)
            assert 'Towel stretch, row 2: "r" may be reps, or right.' in said, path


def test_an_exercise_is_named_once(tmp_path: Path) -> None:
    with monday(tmp_path, {"Exercises!D2": None, "Exercises!C17": "Toe strech"}) as desk:
        for path in ("/mend", "/mend?show=look", "/print"):
            said = words(desk.window().get(path).text)
            assert not re.search(r"(Towel stretch|Toe strech):[^.]*\1", said), path


def test_where_the_note_is_to_say_it_the_box_is_the_notes(tmp_path: Path) -> None:
    cells = {"Exercises!E3": "5 times, hold 3 s, every day", "Exercises!F3": "Slowly."}
    with monday(tmp_path, cells) as desk:
        window, look = desk.window(), "/mend?show=look"
        assert "Say in the note where, like: hold with the toes" in words(window.get(look).text)
        page = type_in(window, "Exercises E3", "Slowly. Hold at the top.", path=look).text
        assert "none of its steps says where" not in words(page)
        assert value(desk, "Exercises!F3") == "Slowly. Hold at the top."
        assert value(desk, "Exercises!E3") == "5 times, hold 3 s, every day"


@pytest.mark.parametrize(
    ("cell", "typed_", "told"),
    [("M2", "30/11/26", "30 November 2026"), ("D2", "14/3/58", "14 March 1958"),
     ("M2", "301126", "30 November 2026")],
)  # fmt: skip
def test_a_day_is_typed_in_to_mend_as_in_a_new_plan_and_told(
    tmp_path: Path, cell: str, typed_: str, told: str
) -> None:
    with monday(tmp_path, {f"Patients!{cell}": "31/11/2026"}) as desk:
        page = type_in(desk.window(), f"Patients {cell}", typed_).text
        assert f"Saved in clinic.xlsx, Patients {cell}: {told}." in words(page)
        assert isinstance(value(desk, f"Patients!{cell}"), datetime)


def test_a_day_that_may_be_two_is_asked_about_in_to_mend(tmp_path: Path) -> None:
    with monday(tmp_path, {"Patients!M2": "31/11/2026"}) as desk:
        page = type_in(desk.window(), "Patients M2", "3/12/26").text
        assert "it is not clear which of the two numbers is the month" in words(page)
        assert value(desk, "Patients!M2") == "31/11/2026"
