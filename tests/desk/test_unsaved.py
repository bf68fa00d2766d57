"""A half-typed plan is never lost, and one that waits for Excel is written once, and only once."""

from __future__ import annotations

import os
import re
import shutil
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.desk import waiting
from clinicplan.desk.keeping import write as write_draft
from clinicplan.tasks.drafts import Unsaved, drafts_folder, read_drafts
from clinicplan.tasks.drafts import keep as keep_draft
from tests.desk.test_drafting import HEEL, MIRA, Form, value, write
from tests.desk.test_pages import words
from tests.desk.test_saving import file_of
from tests.desk.test_watch import until
from tests.desk.windows import Running, Window, running, sample_in

HALF: Form = {"plan_id": "HS-0438", "first_name": "Mira", "start": "2026-12-01"}


def drafts_of(desk: Running) -> tuple[Unsaved, ...]:
    return read_drafts(drafts_folder(file_of(desk))).kept


def mark_of(desk: Running) -> Path:
    """The mark that Excel leaves beside the workbook that it has open."""
    return file_of(desk).with_name("~$clinic.xlsx")


def plans_of(desk: Running) -> str:
    return words(desk.window().get("/plans").text)


def ids_in(desk: Running) -> list[object]:
    return [row[0].value for row in load_workbook(file_of(desk))["Patients"].iter_rows(min_row=2)]


def waiting_plan(desk: Running, **changed: str) -> tuple[Window, str]:
    """A window with a plan that waits for Excel, and its address."""
    mark_of(desk).touch()
    window = desk.window()
    path = window.post("/new", {**MIRA, **HEEL, **changed, "do": "save"}).headers["location"]
    return window, path


def excel_saves(desk: Running, *rows: tuple[str, list[object]]) -> None:
    """Excel adds rows to sheets, by the columns' order in the sample, and saves."""
    book = load_workbook(file_of(desk))
    for title, values in rows:
        sheet = book[title]
        row = next(at for at in range(2, 999) if sheet.cell(at, 1).value is None)
        for at, item in enumerate(values, start=1):
            if item not in (None, ""):
                sheet.cell(row, at).value = item
    book.save(file_of(desk))


def pasted(window: Window, path: str) -> tuple[tuple[str, list[object]], ...]:
    """The rows that the page offers, as Excel has them after pasting."""
    page = window.get(path).text
    patient = page.partition('id="row-patient"')[2].partition(">")[2].partition("</textarea>")[0]
    exercise = page.partition('id="row-exercises"')[2].partition(">")[2]
    exercise = exercise.partition("</textarea>")[0]
    return (
        ("Patients", list(patient.strip("\r\n").split("\t"))),
        ("Exercises", list(exercise.strip("\r\n").split("\t"))),
    )


def test_a_half_typed_plan_survives_the_program(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        write(desk.window(), HALF)
    with running(tmp_path, workbook=file) as desk:
        window = desk.window()
        listed = words(window.get("/plans").text)
        assert "Mira HS-0438 1 Dec Not in the workbook yet Discard" in listed
        page = window.get(window.get("/draft/1").headers["location"]).text
        assert value(page, "first_name") == "Mira"
        assert value(page, "start") == "01/12/2026"
        assert value(window.get("/new").text, "plan_id") == "HS-0439"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_draft_is_its_owners_only_and_says_no_name_outside(own: Running) -> None:
    write(own.window(), HALF)
    folder = drafts_folder(file_of(own))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "1.json").stat().st_mode) == 0o600
    assert not [path for path in folder.rglob("*") if "mira" in path.name.lower()]


def test_what_only_was_filled_in_is_no_draft(own: Running) -> None:
    window = own.window()
    page = window.get("/new").text
    filled = {key: value(page, key) for key in ("plan_id", "start", "weeks")}
    write(window, {**filled, "practitioner": "PP"})
    assert drafts_of(own) == ()


def test_a_saved_plan_leaves_no_draft_and_undo_brings_it_back(own: Running) -> None:
    window = own.window()
    path = window.post("/new", {**MIRA, **HEEL}).headers["location"]
    assert [item.plan for item in drafts_of(own)] == ["HS-0438"]
    write(window, {**MIRA, **HEEL}, do="save", path=path)
    assert drafts_of(own) == ()
    page = write(window, {**MIRA, **HEEL}, do="undo", path=path)
    assert "The plan is kept here as a draft." in words(page)
    assert [item.plan for item in drafts_of(own)] == ["HS-0438"]


def test_a_draft_is_discarded_and_taken_back(own: Running) -> None:
    window = own.window()
    write(window, HALF)
    page = window.get(window.post("/draft/1/discard").headers["location"]).text
    assert "The draft HS-0438 is gone. Undo" in words(page)
    assert drafts_of(own) == ()
    assert 'formaction="/draft/back"' in page
    assert "Mira HS-0438" in words(window.get(window.post("/draft/back").headers["location"]).text)
    assert window.post("/draft/back").status == 303  # nothing to take back
    assert len(drafts_of(own)) == 1


def test_that_a_draft_is_gone_is_said_for_a_minute(own: Running) -> None:
    window = own.window()
    write(window, HALF)
    window.post("/draft/1/discard")
    own.clock.forward(seconds=59)
    assert "The draft HS-0438 is gone. Undo" in words(window.get("/plans").text)
    own.clock.forward(seconds=1)
    assert "is gone" not in words(window.get("/plans").text)


def test_a_damaged_draft_costs_nothing_but_itself(own: Running) -> None:
    window = own.window()
    write(window, HALF)
    (drafts_folder(file_of(own)) / "2.json").write_bytes(b'{"form": 1, "fields": {"a')
    said = plans_of(own)
    assert "Draft 2 Cannot be read any more Discard" in said
    assert "Mira HS-0438" in said
    assert window.get("/draft/2").headers["location"] == "/plans"
    window.post("/draft/2/discard")
    assert "Draft 2" not in plans_of(own)


def test_while_excel_has_it_open_the_plan_waits(own: Running) -> None:
    window, path = waiting_plan(own)
    old = file_of(own).read_bytes()
    page = window.get(path).text
    assert (
        "Excel has clinic.xlsx open The plan is kept here and nothing is lost. Close the workbook "
        "in Excel: it is written at once. Or paste the rows yourself:" in words(page)
    )
    assert "Copy 1 row for Patients Copy 1 row for Exercises" in words(page)
    assert "Mira Madeup 3 Jan 1945 HS-0438 Heel raise on one leg 1 Dec Waits for Excel" in (
        plans_of(own)
    )
    assert file_of(own).read_bytes() == old
    mark_of(own).unlink()
    until(lambda: "HS-0438" in ids_in(own))
    until(lambda: drafts_of(own) == ())
    until(lambda: "Saved in clinic.xlsx, row 10. Undo" in words(window.get(path).text))
    until(lambda: "HS-0438: Saved in clinic.xlsx, row 10." in plans_of(own))
    assert ids_in(own).count("HS-0438") == 1


def test_a_plan_waits_from_one_start_to_the_next(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        waiting_plan(desk)
        assert desk.desk.is_busy  # it does not end with its last window
        assert "A plan waits for Excel: it is kept" in words(desk.window().post("/close").text)
    with running(tmp_path, workbook=file) as desk:
        assert "Waits for Excel" in plans_of(desk)
        mark_of(desk).unlink()
        until(lambda: "HS-0438" in ids_in(desk))
        until(lambda: not desk.desk.is_busy)


def test_excel_saved_other_things_meanwhile(own: Running) -> None:
    waiting_plan(own)
    book = load_workbook(file_of(own))
    book["Patients"]["B2"].value = "Somebody"
    book.save(file_of(own))
    mark_of(own).unlink()
    until(lambda: "HS-0438" in ids_in(own))
    assert load_workbook(file_of(own))["Patients"]["B2"].value == "Somebody"


def test_what_is_typed_further_does_not_go_by_itself(own: Running) -> None:
    window, path = waiting_plan(own)
    page = write(window, {**MIRA, **HEEL, "dose-0": "2 x"}, path=path)
    assert "it is written at once" not in words(page)
    mark_of(own).unlink()
    own.desk.read_again()
    until(lambda: not own.desk.view.in_excel)  # type: ignore[union-attr]  # there is one
    write(window, {**MIRA, **HEEL, "dose-0": "2 x"}, path=path)
    assert "HS-0438" not in ids_in(own)
    assert [item.waits for item in drafts_of(own)] == [False]


def test_looking_at_another_page_does_not_end_the_waiting(own: Running) -> None:
    window, path = waiting_plan(own)
    page = write(window, {**MIRA, **HEEL, "open": ""}, do="page:1", path=path)
    assert "it is written at once" in words(page)
    assert [item.waits for item in drafts_of(own)] == [True]


def test_a_plan_that_waits_is_printed_and_not_sent(own: Running) -> None:
    window, path = waiting_plan(own)
    found = window.post(path, {**MIRA, **HEEL, "do": "print"}).headers["location"]
    assert found.startswith("/print/")
    (file,) = re.findall(r'<iframe[^>]* src="([^"]+)"', window.get(found).text)
    assert window.get(file).body.startswith(b"%PDF")
    assert [item.waits for item in drafts_of(own)] == [True]
    assert "HS-0438" not in words(window.get("/letters").text)
    assert not (own.desk.folder / "HS-0438.pdf").exists()
    mark_of(own).unlink()
    until(lambda: "HS-0438" in ids_in(own))
    until(lambda: "Opened for printing today, 12:00" in plans_of(own).rpartition("HS-0438")[2][:80])


def test_rows_that_were_pasted_are_known_again(own: Running) -> None:
    window, path = waiting_plan(own)
    excel_saves(own, *pasted(window, path))
    until(lambda: drafts_of(own) == ())  # Excel has it open still
    until(lambda: "HS-0438 is in the workbook now." in words(window.get(path).text))
    until(lambda: "HS-0438 is in the workbook now." in plans_of(own))
    mark_of(own).unlink()
    own.desk.read_again()
    assert ids_in(own).count("HS-0438") == 1


def test_rows_that_were_pasted_differently_are_a_question(own: Running) -> None:
    window, path = waiting_plan(own)
    patient, exercise = pasted(window, path)
    exercise[1][exercise[1].index("3 x 10, twice a day, from week 3: 15")] = (
        "3 x 10, twice a day, from week 3: 12"
    )
    excel_saves(own, patient, exercise)
    theirs = file_of(own).read_bytes()
    until(lambda: "HS-0438 is in the workbook, but" in words(window.get(path).text))
    page = window.get(path).text
    said = "HS-0438 is in the workbook, but week 3 differs from what you typed here."
    assert said in words(page)
    assert "Take Excel's" in words(page)
    assert 'class="button first"' not in page.partition('id="kept"')[2]
    until(lambda: "Not saved: look at it" in plans_of(own))
    mark_of(own).unlink()
    own.desk.read_again()
    assert write(window, {**MIRA, **HEEL}, do="theirs", path=path)
    assert file_of(own).read_bytes() == theirs
    assert drafts_of(own) == ()


def test_two_that_wait_with_one_id_are_not_mixed_up(own: Running) -> None:
    waiting_plan(own)
    other, path = waiting_plan(own, first_name="Noa", last_name="Notional", born="1950-05-05")
    mark_of(own).unlink()
    until(lambda: "HS-0438" in ids_in(own))
    until(lambda: [item.waits for item in drafts_of(own)] == [False])
    assert ids_in(own).count("HS-0438") == 1
    book = load_workbook(file_of(own))["Patients"]
    assert "Noa" not in [cell.value for cell in book["B"]]
    page = words(other.get(path).text)
    assert "The workbook has a plan HS-0438 already, so nothing was written." in page
    assert "Take Excel's" not in page  # nobody chooses between two people's plans
    assert "Noa Notional" in plans_of(own)


def test_another_plan_of_that_id_that_excel_saved_is_left_alone(own: Running) -> None:
    window, path = waiting_plan(own)
    patient, exercise = pasted(window, path)
    patient[1][1:4] = ["Noa", "Notional", ""]
    excel_saves(own, patient, exercise)
    theirs = file_of(own).read_bytes()
    mark_of(own).unlink()
    until(lambda: [item.waits for item in drafts_of(own)] == [False])
    assert file_of(own).read_bytes() == theirs
    until(lambda: "The workbook has a plan HS-0438 already" in words(window.get(path).text))
    changed = {**MIRA, **HEEL, "plan_id": "HS-0439"}
    assert "Saved in clinic.xlsx" in write(window, changed, do="save", path=path)


def test_killed_before_the_draft_was_removed_nothing_is_written_twice(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        waiting_plan(desk)
        (draft,) = drafts_of(desk)
        mark_of(desk).unlink()
        until(lambda: drafts_of(desk) == ())
        after = file.read_bytes()
        keep_draft(drafts_folder(file), draft)  # as if it had not come so far
    with running(tmp_path, workbook=file) as desk:
        until(lambda: drafts_of(desk) == ())
        assert file.read_bytes() == after
        until(lambda: "HS-0438 is in the workbook now." in plans_of(desk))


def test_a_refusal_is_told_once_and_not_tried_again(
    own: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def written(*args: object, **named: object) -> None:
        tried.append(1)
        write_draft(*args, **named)  # type: ignore[arg-type]  # as they come

    monkeypatch.setattr(waiting, "write", written)
    window, path = waiting_plan(own)
    book = load_workbook(file_of(own))
    book["Exercises"].protection.sheet = True
    book.save(file_of(own))
    mark_of(own).unlink()
    until(lambda: [item.waits for item in drafts_of(own)] == [False])
    for _ in range(3):
        own.desk.at_rest()
    assert len(tried) == 1
    until(lambda: "The sheet Exercises is protected" in words(window.get(path).text))
    assert "Not saved: look at it" in plans_of(own)


def test_a_draft_of_a_copied_folder_stays_where_it_was_typed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with running(tmp_path, workbook=sample_in(tmp_path / "a")) as desk:
        waiting_plan(desk)
    mark_of(desk).unlink()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    old = (tmp_path / "b" / "clinic.xlsx").read_bytes()
    with running(tmp_path, workbook=tmp_path / "b" / "clinic.xlsx") as desk:
        assert "Mira" not in plans_of(desk)
        assert desk.window().get("/draft/1").headers["location"] == "/plans"
        for _ in range(3):
            desk.desk.at_rest()
        assert (tmp_path / "b" / "clinic.xlsx").read_bytes() == old


def test_a_moved_folder_shows_its_drafts_and_writes_none_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with running(tmp_path, workbook=sample_in(tmp_path / "a")) as desk:
        waiting_plan(desk)
    mark_of(desk).unlink()
    (tmp_path / "a").rename(tmp_path / "b")
    with running(tmp_path, workbook=tmp_path / "b" / "clinic.xlsx") as desk:
        assert "Typed for a workbook that is not here" in plans_of(desk)
        for _ in range(3):
            desk.desk.at_rest()
        assert "HS-0438" not in ids_in(desk)
        window = desk.window()
        path = window.get("/draft/1").headers["location"]
        assert "Saved in clinic.xlsx" in write(window, {**MIRA, **HEEL}, do="save", path=path)
        assert drafts_of(desk) == ()


def test_another_clinics_workbook_at_the_same_place_gets_nothing(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        waiting_plan(desk)
    mark_of(desk).unlink()
    book = load_workbook(file)
    cells = [cell for row in book["Clinic"].iter_rows() for cell in row]
    next(cell for cell in cells if cell.value == "Harbour Street Foot Clinic").value = "Another"
    book.save(file)
    with running(tmp_path, workbook=file) as desk:
        for _ in range(3):
            desk.desk.at_rest()
        assert "HS-0438" not in ids_in(desk)
        assert "Typed for a workbook that is not here" in plans_of(desk)


def test_a_window_of_another_workbook_writes_into_its_own_drafts(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with running(tmp_path, workbook=sample_in(tmp_path / "a")) as desk:
        window = desk.window()
        path = window.post("/new", HALF).headers["location"]
        desk.desk.open(sample_in(tmp_path / "b"))
        found = window.post(path, {**MIRA, **HEEL, "do": "save"})
        assert found.headers["location"] == "/plans"
        said = words(window.get("/plans").text)
        assert "That plan was typed for clinic.xlsx. It is kept there as a draft." in said
        assert drafts_of(desk) == ()
        assert "HS-0438" not in ids_in(desk)
        (draft,) = read_drafts(drafts_folder(tmp_path / "a" / "clinic.xlsx")).kept
        assert draft.fields["last_name"] == ("Madeup",)
        assert not draft.waits


def test_a_disk_that_refuses_is_said_and_nothing_is_lost(
    own: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file_of(own).parent / ".clinicplan").write_text("in the way")
    window = own.window()
    path = window.post("/new", {**MIRA, **HEEL}).headers["location"]
    said = words(window.get(path).text)
    assert "This plan cannot be kept on the disk." in said
    assert "Mira Madeup" in plans_of(own)
    for at in range(20):  # many others do not push it out
        window.post("/new", {**HALF, "first_name": f"A{at}"})
    assert value(window.get(path).text, "last_name") == "Madeup"
    (file_of(own).parent / ".clinicplan").unlink()
    said = words(write(window, {**MIRA, **HEEL}, path=path))
    assert "cannot be kept" not in said
    assert "HS-0438" in {item.plan for item in drafts_of(own)}


def test_two_desks_write_one_plan_once(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    with (
        running(tmp_path / "x", workbook=file) as one,
        running(tmp_path / "y", workbook=file) as two,
    ):
        waiting_plan(one)
        assert "Waits for Excel" in plans_of(two)
        mark_of(one).unlink()
        until(lambda: "HS-0438" in ids_in(one))
        until(lambda: drafts_of(two) == ())
        two.desk.read_again()
        one.desk.read_again()
        assert ids_in(one).count("HS-0438") == 1
        assert "Mira Madeup" in plans_of(two)


def test_an_old_mark_is_asked_about_and_only_then_passed_over(own: Running) -> None:
    window, path = waiting_plan(own)
    assert 'value="anyway"' not in window.get(path).text
    write(window, {**MIRA, **HEEL}, do="anyway", path=path)  # a new mark counts whatever is said
    assert "HS-0438" not in ids_in(own)
    old = own.clock().timestamp() - 25 * 3600
    os.utime(mark_of(own), (old, old))
    page = window.get(path).text
    assert "The mark that Excel leaves beside an open workbook is from 20 November 2026." in (
        words(page)
    )
    assert "Excel is not open: write it" in words(page)
    own.desk.at_rest()
    assert "HS-0438" not in ids_in(own)  # nobody has said so yet
    said = words(write(window, {**MIRA, **HEEL}, do="anyway", path=path))
    assert "Saved in clinic.xlsx, row 10." in said
    assert drafts_of(own) == ()


def test_switched_off_no_draft_is_written_by_itself(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        waiting_plan(desk)
    mark_of(desk).unlink()
    old = file.read_bytes()
    with running(tmp_path, workbook=file, saves=False) as desk:
        for _ in range(3):
            desk.desk.at_rest()
        assert file.read_bytes() == old
        assert len(drafts_of(desk)) == 1


def test_drafts_want_a_post(own: Running) -> None:
    window = own.window()
    write(window, HALF)
    assert window.get("/draft/1/discard").status == 405
    assert window.post("/draft/1/discard", Origin="http://127.0.0.1:1").status == 403
    assert len(drafts_of(own)) == 1
