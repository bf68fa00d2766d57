"""A plan that was changed at the desk and in Excel: both are kept, or each cell is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.tasks.drafts import drafts_folder
from tests.desk.forms import posted
from tests.desk.test_changing import answer_in, cells, differing, open_plan, press
from tests.desk.test_pages import words
from tests.desk.test_saving import file_of
from tests.desk.test_unsaved import drafts_of, mark_of, plans_of
from tests.desk.test_unsaved_changes import go_on, in_excel
from tests.desk.test_watch import until
from tests.desk.windows import Running, Window, running, sample_in

HEEL = {"dose": "E4", "side": "D4", "note": "F4"}
"""Cells of the plan's third exercise."""


def exercises(desk: Running, **put: object) -> None:
    """Excel changes cells of Exercises, and saves."""
    book = load_workbook(file_of(desk))
    for cell, value in put.items():
        book["Exercises"][cell].value = value
    book.save(file_of(desk))
    desk.desk.read_again()


def typed(window: Window, **changed: str) -> tuple[str, str]:
    """The plan with its third exercise open, and some fields typed anew."""
    path, page = open_plan(window)
    page = press(window, path, page, "open:2")
    return path, press(window, path, page, "look", **changed)


@pytest.mark.parametrize(
    ("mine", "theirs", "written", "told"),
    [
        ({"weeks": "6"}, {"F4": "Hold on."}, {"Patients N2": 6, "Exercises F4": "Hold on."},
         "note to the patient: Hold on."),
        ({"dose-2": "3 x 8, daily"}, {"D3": "right"},
         {"Exercises E4": "3 x 8, daily", "Exercises D3": "right"}, "side: right"),
        ({"note-2": "Mine."}, {"E4": "3 x 9, daily"},
         {"Exercises F4": "Mine.", "Exercises E4": "3 x 9, daily"}, "dose: 3 x 9, daily"),
    ],
)  # fmt: skip
def test_both_changes_are_saved_and_excels_is_told(
    own: Running,
    mine: dict[str, str],
    theirs: dict[str, str],
    written: dict[str, object],
    told: str,
) -> None:
    """What was merged is what the page shows, and what the workbook holds."""
    window, old = own.window(), cells(file_of(own))
    path, page = typed(window, **mine)
    exercises(own, **theirs)
    excels = file_of(own).read_bytes()
    page = press(window, path, page, "save")
    assert "Saved." in page
    assert "Changed in Excel meanwhile, and kept: " in words(page)
    assert told in words(page)
    assert differing(old, cells(file_of(own))) == written
    again = open_plan(window)[1]
    for at in (1, 2):
        shown, fresh = (posted(press(window, path, each, f"open:{at}")) for each in (page, again))
        assert {**shown, "open": "", "base": ""} == {**fresh, "open": "", "base": ""}
    assert drafts_of(own) == ()
    page = press(window, path, window.get(path).text, "undo")
    assert file_of(own).read_bytes() == excels
    assert [item.changes for item in drafts_of(own)] == ["HS-0417"]


def test_what_nobody_has_seen_is_not_printed_at_once(own: Running) -> None:
    window = own.window()
    path, page = typed(window, weeks="6")
    exercises(own, F4="Hold on.")
    answer = window.post(path, {**posted(page), "do": "save:print"})
    assert answer.headers["location"] == path
    page = window.get(path).text
    assert "Hold on." in page
    assert window.post(path, {**posted(page), "do": "save:print"}).headers["location"] == "/print/1"


@pytest.mark.parametrize("starts", [1, 2])
def test_a_change_that_waits_is_merged_when_excel_lets_go(tmp_path: Path, starts: int) -> None:
    file = sample_in(tmp_path)
    old = cells(file)
    with running(tmp_path, workbook=file) as desk:
        mark_of(desk).touch()
        window = desk.window()
        path, page = typed(window, **{"note-2": "Mine."})
        press(window, path, page, "save")
        if starts == 1:
            exercises(desk, E4="3 x 9, daily")
            mark_of(desk).unlink()
            until(lambda: drafts_of(desk) == ())
    if starts == 2:
        exercises(desk, E4="3 x 9, daily")
        mark_of(desk).unlink()
        with running(tmp_path, workbook=file) as desk:
            said = "HS-0417: Saved. Changed in Excel meanwhile, and kept: Heel raise on one leg, "
            until(lambda: said in plans_of(desk))
            assert drafts_of(desk) == ()
    assert differing(old, cells(file)) == {
        "Exercises F4": "Mine.",
        "Exercises E4": "3 x 9, daily",
    }


def test_looking_at_what_was_merged_does_not_end_its_waiting(own: Running) -> None:
    """An open window fetches the fields anew by itself; nobody has typed in it."""
    window = own.window()
    path, page = typed(window, **{"note-2": "Mine."})
    mark_of(own).touch()
    stale = press(window, path, page, "save")
    exercises(own, E4="3 x 9, daily")
    until(lambda: "Changed in Excel meanwhile" in window.get(path).text)
    page = press(window, path, stale, "look")
    assert "3 x 9, daily" in page
    assert [item.waits for item in drafts_of(own)] == [True]
    mark_of(own).unlink()
    until(lambda: drafts_of(own) == ())
    assert load_workbook(file_of(own))["Exercises"]["F4"].value == "Mine."


ASKED = (
    ({"dose-2": "3 x 8, daily"}, {"E4": "3 x 9, daily"}, "dose Exercises E4 3 x 9, daily"),
    ({"dose-2": "3 x 8, daily"}, {"D4": "right"}, "side, dose Exercises D4, E4 Side: right Dose:"),
    ({"side-2": "right"}, {"E4": "3 x 9, daily"}, "side, dose Exercises D4, E4 Side:"),
)


@pytest.mark.parametrize("button", ["cell-theirs", "cell-mine"])
@pytest.mark.parametrize(("mine", "theirs", "asks"), ASKED)
def test_a_side_or_a_dose_of_both_is_asked_and_taken_whole(
    own: Running, mine: dict[str, str], theirs: dict[str, str], asks: str, button: str
) -> None:
    window, old = own.window(), cells(file_of(own))
    path, page = typed(window, weeks="6", **mine)
    exercises(own, **theirs, F3="Excel's.")
    excels = cells(file_of(own))
    page = press(window, path, page, "save")
    assert asks in words(page)
    assert "Take Excel's for all" not in page
    assert cells(file_of(own)) == excels
    assert [item.changes for item in drafts_of(own)] == ["HS-0417"]
    page = press(window, path, page, answer_in(page, button))
    assert "Saved." in page
    names = {"dose-2": ("Exercises E4", "3 x 8, daily"), "side-2": ("Exercises D4", "right")}
    own_cells = dict(names[key] for key in mine)
    taken = {f"Exercises {cell}": text for cell, text in theirs.items()}
    chosen = own_cells if button == "cell-mine" else taken
    rest = {"Patients N2": 6, "Exercises F3": "Excel's."}
    assert differing(old, cells(file_of(own))) == {**rest, **chosen}
    assert drafts_of(own) == ()


@pytest.mark.parametrize(
    ("buttons", "weeks", "note"),
    [
        (["cell-theirs", "cell-mine"], 9, "Mine."),
        (["cell-mine", "cell-theirs"], 6, "Excel's."),
        (["all cell-mine"], 6, "Mine."),
        (["all cell-theirs"], 9, "Excel's."),
    ],
)
@pytest.mark.parametrize("starts", [1, 2])
def test_each_cell_is_answered_by_itself_or_all_at_once(
    tmp_path: Path, buttons: list[str], weeks: int, note: str, starts: int
) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        window = desk.window()
        path, page = typed(window, weeks="6", **{"note-2": "Mine."})
        in_excel(desk, N2=9)
        exercises(desk, F4="Excel's.")
        page = press(window, path, page, "save")
        assert "Take Excel's for all Take mine for all" in words(page)
        if starts == 1:
            _answer(window, path, page, buttons)
    if starts == 2:
        with running(tmp_path, workbook=file) as desk:
            window, path, page = go_on(desk)
            _answer(window, path, page, buttons)
            assert drafts_of(desk) == ()
    book = load_workbook(file)
    assert (book["Patients"]["N2"].value, book["Exercises"]["F4"].value) == (weeks, note)


def _answer(window: Window, path: str, page: str, buttons: list[str]) -> None:
    for button in buttons:
        if button.startswith("all "):
            answer = page.rpartition(f'value="{button[4:]}:')[2].partition('"')[0]
            page = press(window, path, page, f"{button[4:]}:{answer}")
        else:
            page = press(window, path, page, answer_in(page, button))


def test_an_answer_to_what_excel_has_changed_again_is_none(own: Running) -> None:
    window = own.window()
    path, page = typed(window, **{"dose-2": "3 x 8, daily"})
    exercises(own, E4="3 x 9, daily")
    page = press(window, path, page, "save")
    exercises(own, E4="3 x 12, daily")
    answer = answer_in(page, "cell-mine")
    page = press(window, path, page, answer)
    assert "3 x 12, daily Take Excel's 3 x 8, daily Take mine" in words(page)
    assert load_workbook(file_of(own))["Exercises"]["E4"].value == "3 x 12, daily"


@pytest.mark.parametrize("others", [{"B2": "Noa"}, {"D2": None}, {"Q2": "right"}])
def test_in_doubt_the_plan_as_a_whole_is_asked_or_nothing(
    own: Running, others: dict[str, str | None]
) -> None:
    """Another person's plan is never merged, and never written over."""
    window = own.window()
    path, page = typed(window, **{"note-2": "Mine."})
    in_excel(own, **others)
    own.desk.read_again()
    excels = file_of(own).read_bytes()
    page = press(window, path, page, "save")
    assert "HS-0417 was changed in Excel, too, so nothing was written." in words(page)
    assert "cell-mine" not in page
    assert file_of(own).read_bytes() == excels


def test_a_window_that_shows_the_plan_of_before_takes_nothing_back(own: Running) -> None:
    """Its fields know nothing of what Excel has changed and another window has saved."""
    one, other = own.window(), own.window()
    path, page = typed(one, weeks="6")
    stale = other.get(path).text
    exercises(own, E4="3 x 9, daily")
    press(one, path, page, "save")
    assert drafts_of(own) == ()
    merged = file_of(own).read_bytes()
    page = press(other, path, stale, "look")
    assert "3 x 9, daily" in page
    assert drafts_of(own) == ()
    page = press(other, path, stale, "save", **{"note-2": "Later."})
    assert "Saved." in page
    book = load_workbook(file_of(own))["Exercises"]
    assert (book["E4"].value, book["F4"].value) == ("3 x 9, daily", "Later.")
    assert file_of(own).read_bytes() != merged


def test_a_button_of_such_a_window_means_the_exercise_that_it_shows(own: Running) -> None:
    one, other = own.window(), own.window()
    path, page = typed(one, weeks="6")
    stale = other.get(path).text
    book = load_workbook(file_of(own))
    gone = [cell.value for cell in book["Exercises"][2]]
    for cell in book["Exercises"][2]:
        cell.value = None
    book.save(file_of(own))
    own.desk.read_again()
    press(one, path, page, "save")
    before = posted(stale)["exercise"]
    page = press(other, path, stale, "remove:2")
    assert posted(page)["exercise"] == [*before[1:2], *before[3:]]
    assert gone


def test_a_draft_keeps_no_password_and_an_old_one_asks_as_ever(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    book = load_workbook(file)
    head = {cell.value: cell.column for cell in book["Patients"][1]}
    book["Patients"].cell(2, head["Password"]).value = "very-secret-7"
    book.save(file)
    with running(tmp_path, workbook=file) as desk:
        typed(desk.window(), **{"note-2": "Mine."})
    kept = next(drafts_folder(file).glob("*.json"))
    assert "very-secret-7" not in kept.read_text()
    assert "began" in kept.read_text()
    kept.write_text(json.dumps({key: said for key, said in json.loads(kept.read_text()).items()
                                if key != "began"}))  # fmt: skip
    book = load_workbook(file)
    book["Patients"]["N2"].value = 9
    book.save(file)
    with running(tmp_path, workbook=file) as desk:
        page = go_on(desk)[2]
        assert "was changed in Excel, too" in words(page)
        assert answer_in(page, "mine")
        assert "cell-mine" not in page
