"""A half-typed change of a plan is never lost, and never written over what Excel has saved."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.desk.opened import opened
from clinicplan.desk.written import fields_of, written_of
from clinicplan.tasks.amend import cells_of
from clinicplan.tasks.check import check
from clinicplan.tasks.ready import make_ready
from tests.desk.test_changing import PLAN, answer_in, cells, differing, open_plan, press
from tests.desk.test_pages import words
from tests.desk.test_saving import file_of
from tests.desk.test_unsaved import drafts_of, mark_of, plans_of
from tests.desk.test_watch import until
from tests.desk.windows import SAMPLE, Running, Window, running, sample_in

WEEKS = "N2"
"""The cell of the weeks of the plan."""


def weeks(desk: Running) -> object:
    return load_workbook(file_of(desk))["Patients"][WEEKS].value


def in_excel(desk: Running, **put: object) -> None:
    """Excel changes cells of Patients, and saves."""
    book = load_workbook(file_of(desk))
    for cell, value in put.items():
        book["Patients"][cell].value = value
    book.save(file_of(desk))


def waiting_change(desk: Running, **changed: str) -> tuple[Window, str, str]:
    """A window with a change that waits for Excel, its address, and its page."""
    mark_of(desk).touch()
    window = desk.window()
    path, page = open_plan(window)
    page = press(window, path, page, "save", **{"weeks": "6", **changed})
    return window, path, page


def go_on(desk: Running) -> tuple[Window, str, str]:
    """The draft of the list, gone on with."""
    window = desk.window()
    path = window.get(f"/draft/{drafts_of(desk)[0].number}").headers["location"]
    return window, path, window.get(path).text


def test_every_plan_of_the_sample_comes_back_from_its_fields() -> None:
    checked = check(make_ready(SAMPLE, today=date(2026, 11, 21)))
    for plan in checked.reading.plans:
        found = opened(cells_of(checked.ready, plan.id), checked).written
        assert written_of(fields_of(found), open_=-1) == found


def test_a_half_typed_change_survives_the_program(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    old = cells(file)
    with running(tmp_path, workbook=file) as desk:
        window = desk.window()
        path, page = open_plan(window)
        press(window, path, page, "look", weeks="6")
    with running(tmp_path, workbook=file) as desk:
        assert re.search(rf"{PLAN} .{{0,99}}Not in the workbook yet Discard", plans_of(desk))
        window, path, page = go_on(desk)
        assert "Change the plan" in page
        assert window.post(f"/plan/{PLAN}/change").headers["location"] == "/draft/1"
        page = press(window, path, page, "save")
        assert "Saved." in page
        assert drafts_of(desk) == ()
        assert differing(old, cells(file)) == {f"Patients {WEEKS}": 6}
        page = press(window, path, page, "undo")
        assert cells(file) == old
        assert [item.changes for item in drafts_of(desk)] == [PLAN]


def test_what_is_as_it_was_is_no_draft(own: Running) -> None:
    window = own.window()
    path, page = open_plan(window)
    page = press(window, path, page, "look", weeks="6")
    assert len(drafts_of(own)) == 1
    press(window, path, page, "look", weeks="4")
    assert drafts_of(own) == ()


def test_a_change_waits_for_excel_and_is_written_once(own: Running) -> None:
    old = cells(file_of(own))
    window, path, page = waiting_change(own)
    assert "Excel has clinic.xlsx open The change is kept here and nothing is lost." in words(page)
    assert "row-patient" not in page
    assert f"{PLAN} " in plans_of(own)
    assert "Waits for Excel" in plans_of(own)
    assert cells(file_of(own)) == old
    mark_of(own).unlink()
    until(lambda: weeks(own) == 6)
    until(lambda: drafts_of(own) == ())
    assert differing(old, cells(file_of(own))) == {f"Patients {WEEKS}": 6}
    until(lambda: "Undo" in words(window.get(path).text))


def test_a_change_waits_from_one_start_to_the_next(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        waiting_change(desk)
    mark_of(desk).unlink()
    with running(tmp_path, workbook=file) as desk:
        until(lambda: weeks(desk) == 6)
        until(lambda: drafts_of(desk) == ())


def test_excel_saved_another_plan_meanwhile(own: Running) -> None:
    waiting_change(own)
    in_excel(own, N3=11)
    mark_of(own).unlink()
    until(lambda: weeks(own) == 6)
    assert load_workbook(file_of(own))["Patients"]["N3"].value == 11


@pytest.mark.parametrize(("button", "then"), [("cell-mine", 6), ("cell-theirs", 9)])
@pytest.mark.parametrize("starts", [1, 2])
def test_what_excel_has_changed_too_is_a_question(
    tmp_path: Path, button: str, then: int, starts: int
) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        window, path, page = waiting_change(desk)
        if starts == 1:
            in_excel(desk, **{WEEKS: 9})
            mark_of(desk).unlink()
            until(lambda: "Not saved: look at it" in plans_of(desk))
            page = window.get(path).text
            answer(desk, window, path, page, button=button, then=then)
    if starts == 2:
        in_excel(desk, **{WEEKS: 9})
        mark_of(desk).unlink()
        with running(tmp_path, workbook=file) as desk:
            until(lambda: "Not saved: look at it" in plans_of(desk))
            window, path, page = go_on(desk)
            answer(desk, window, path, page, button=button, then=then)


def answer(
    desk: Running, window: Window, path: str, page: str, *, button: str, then: int
) -> None:
    """Typing on and saving again change nothing; only an answer does."""
    said = f"{PLAN} was changed in Excel, too"
    assert said in words(page)
    page = press(window, path, page, "look", note="One more thing.")
    page = press(window, path, page, "save")
    assert said in words(page)
    assert "What In Excel Here" in words(page)
    assert "Weeks Patients N2 9 Take Excel's 6 Take mine" in words(page)
    assert 'class="button first"' not in page.partition('id="kept"')[2]
    assert weeks(desk) == 9
    press(window, path, page, answer_in(page, button))
    assert weeks(desk) == then
    assert drafts_of(desk) == ()


@pytest.mark.parametrize("then", [{"B2": "Noa"}, {WEEKS: 11}, {"B2": "Noa", "C2": "Notional"}])
def test_an_answer_is_one_to_what_was_shown(own: Running, then: dict[str, object]) -> None:
    window, path, page = waiting_change(own)
    in_excel(own, **{WEEKS: 9})
    mark_of(own).unlink()
    until(lambda: "Take mine" in window.get(path).text)
    page = window.get(path).text
    in_excel(own, **then)  # another plan, or another patient's
    own.desk.read_again()
    theirs = file_of(own).read_bytes()
    press(window, path, page, answer_in(page, "cell-mine"))
    assert file_of(own).read_bytes() == theirs
    assert [item.changes for item in drafts_of(own)] == [PLAN]


def test_the_same_change_typed_in_excel_is_known_again(own: Running) -> None:
    window, path, _ = waiting_change(own)
    in_excel(own, **{WEEKS: 6})
    until(lambda: drafts_of(own) == ())  # Excel has it open still
    until(lambda: f"{PLAN} is in the workbook now." in words(window.get(path).text))


def test_a_plan_that_has_left_the_workbook_is_not_changed(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        waiting_change(desk)
    in_excel(desk, A2="HS-0001")
    theirs = file.read_bytes()
    mark_of(desk).unlink()
    with running(tmp_path, workbook=file) as desk:
        until(lambda: "Not saved: look at it" in plans_of(desk))
        assert desk.window().get("/draft/1").headers["location"] == "/plans"
        assert f"{PLAN} is not in the workbook any more" in plans_of(desk)
        assert file.read_bytes() == theirs
        assert len(drafts_of(desk)) == 1


def test_what_was_printed_before_it_could_be_saved_keeps_its_version(own: Running) -> None:
    window = own.window()
    window.post("/print", {"plan": PLAN})
    assert "version 2" in words(window.get(f"/plan/{PLAN}").text)
    window, path, page = waiting_change(own)
    assert "version 3" in words(page)
    assert window.post(path, {"do": "print", **fields(page)}).headers["location"].startswith("/pr")
    mark_of(own).unlink()
    until(lambda: weeks(own) == 6)
    until(lambda: drafts_of(own) == ())
    said = words(window.get(f"/plan/{PLAN}").text)
    assert "version 3" in said
    assert "version 4" not in said


def fields(page: str) -> dict[str, str | list[str]]:
    from tests.desk.forms import posted

    return posted(page)


def test_a_window_of_a_change_that_was_discarded_makes_no_new_plan(own: Running) -> None:
    window = own.window()
    path, page = open_plan(window)
    page = press(window, path, page, "look", weeks="6")
    window.post("/draft/1/discard")
    assert window.post(path, {**fields(page), "do": "save"}).headers["location"] == "/plans"
    assert drafts_of(own) == ()


def test_pasted_differently_and_mine_while_excel_is_open_waits_as_a_change(own: Running) -> None:
    from tests.desk.test_drafting import HEEL, MIRA
    from tests.desk.test_unsaved import excel_saves, pasted, waiting_plan

    window, path = waiting_plan(own)
    patient, exercise = pasted(window, path)
    patient[1][patient[1].index("4")] = "9"
    excel_saves(own, patient, exercise)
    until(lambda: "Take mine" in window.get(path).text)
    mine = answer_in(window.get(path).text, "mine")
    found = window.post(path, {**MIRA, **HEEL, "do": mine})
    page = words(window.get(found.headers["location"]).text)
    assert "Excel has clinic.xlsx open The change is kept here" in page
    assert [(item.changes, item.waits) for item in drafts_of(own)] == [("HS-0438", True)]
    mark_of(own).unlink()
    until(lambda: drafts_of(own) == ())
    rows = [row for row in load_workbook(file_of(own))["Patients"].values if row[0] == "HS-0438"]
    assert len(rows) == 1
    assert 4 in rows[0] or "4" in rows[0]
