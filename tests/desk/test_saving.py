"""Save: the plan is in the workbook and can be taken back, or the rows to paste stand there."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.desk.test_drafting import HEEL, MIRA, value, write
from tests.desk.test_pages import words
from tests.desk.windows import Running, running, sample_in


def file_of(desk: Running) -> Path:
    assert desk.desk.view
    return desk.desk.view.file


def test_a_plan_is_saved_and_stands_in_the_list(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    path = window.post("/new", {**MIRA, **HEEL, "do": "save"}).headers["location"]
    page = window.get(path).text
    assert "Saved in clinic.xlsx, row 10." in words(page)
    assert 'value="undo"' in page
    assert "row-patient" not in page
    sheet = load_workbook(file_of(own))["Patients"]
    assert [cell.value for cell in sheet[10]][:3] == ["HS-0438", "Mira", "Madeup"]
    said = words(window.get("/plan/HS-0438").text)
    assert "Left leg Twice a day: 10 times with your left leg." in said
    (copy,) = (file_of(own).parent / "Before").iterdir()
    assert copy.read_bytes() == old
    assert value(window.get("/new").text, "plan_id") == "HS-0439"


def test_undo_gives_the_workbook_back_and_keeps_the_plan(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    path = window.post("/new", {**MIRA, **HEEL, "do": "save"}).headers["location"]
    page = write(window, {**MIRA, **HEEL}, do="undo", path=path)
    assert file_of(own).read_bytes() == old
    assert "clinic.xlsx is as it was before." in words(page)
    assert value(page, "first_name") == "Mira"
    assert 'value="undo"' not in page
    assert window.get("/plan/HS-0438").status != 200
    again = write(window, {**MIRA, **HEEL}, do="save", path=path)
    assert "Saved in clinic.xlsx, row 10." in words(again)


def test_undo_leaves_what_was_saved_since(own: Running) -> None:
    window = own.window()
    path = window.post("/new", {**MIRA, **HEEL, "do": "save"}).headers["location"]
    book = load_workbook(file_of(own))
    book.save(file_of(own))
    theirs = file_of(own).read_bytes()
    page = write(window, {**MIRA, **HEEL}, do="undo", path=path)
    assert "was changed since, so it stays as it is." in words(page)
    assert file_of(own).read_bytes() == theirs


def test_saved_twice_is_one_plan(own: Running) -> None:
    window = own.window()
    path = window.post("/new", {**MIRA, **HEEL, "do": "save"}).headers["location"]
    after = file_of(own).read_bytes()
    write(window, {**MIRA, **HEEL}, do="save", path=path)
    write(window, {**MIRA, **HEEL}, do="save")  # from a second window
    assert file_of(own).read_bytes() == after


def test_what_is_changed_after_saving_is_said_not_to_be_saved(own: Running) -> None:
    window = own.window()
    path = window.post("/new", {**MIRA, **HEEL, "do": "save"}).headers["location"]
    after = file_of(own).read_bytes()
    changed = {**MIRA, **HEEL, "was-0": "1", "dose-0": "2 x 8, daily"}
    page = words(write(window, changed, path=path))
    assert "since you saved is not in the workbook" in page
    assert "Saved in" not in page
    assert file_of(own).read_bytes() == after
    assert "Saved. Nobody has version 1 yet" in words(write(window, changed, "save", path))
    assert load_workbook(file_of(own))["Patients"]["A11"].value is None
    write(window, changed, do="undo", path=path)
    assert file_of(own).read_bytes() == after


def test_the_id_of_another_plan_is_not_taken(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    there = own.desk.view.checked.reading.ids[0]  # type: ignore[union-attr]  # read
    page = words(write(window, {**MIRA, **HEEL, "plan_id": there}, do="save"))
    assert f"The workbook has a plan {there} already, so nothing was written." in page
    assert "is in the workbook now" not in page
    assert file_of(own).read_bytes() == old


def test_while_excel_has_it_open_the_rows_are_there_to_paste(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    lock = file_of(own).with_name("~$clinic.xlsx")
    lock.write_bytes(b"")
    path = window.post("/new", {**MIRA, **HEEL, "do": "save"}).headers["location"]
    page = window.get(path).text
    assert "Excel has clinic.xlsx open The plan is kept here and nothing is lost." in words(page)
    assert "row-patient" in page
    assert file_of(own).read_bytes() == old
    lock.unlink()
    assert "Saved in clinic.xlsx" in write(window, {**MIRA, **HEEL}, do="save", path=path)


def test_a_workbook_that_was_changed_is_read_and_not_written(
    own: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = own.window()
    monkeypatch.setattr(own.desk, "_look", lambda view: None)  # the desk has not seen it yet
    book = load_workbook(file_of(own))
    book["Patients"]["B2"].value = "Somebody"
    book.save(file_of(own))
    theirs = file_of(own).read_bytes()
    path = window.post("/new", {**MIRA, **HEEL, "do": "save"}).headers["location"]
    page = window.get(path).text
    assert "clinic.xlsx was changed in Excel, too, so nothing was written." in words(page)
    assert "row-patient" in page
    assert file_of(own).read_bytes() == theirs
    assert "Saved in clinic.xlsx" in write(window, {**MIRA, **HEEL}, do="save", path=path)
    assert load_workbook(file_of(own))["Patients"]["B2"].value == "Somebody"


def test_what_is_missing_keeps_it_out_of_the_workbook(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    page = write(window, {**MIRA, **HEEL, "side-0": ""}, do="save")
    assert "Heel raise on one leg: say which side." in words(page)
    assert file_of(own).read_bytes() == old


def test_a_sheet_that_is_protected_is_left_alone(own: Running) -> None:
    window = own.window()
    book = load_workbook(file_of(own))
    book["Exercises"].protection.sheet = True
    book.save(file_of(own))
    own.desk.read_again()
    old = file_of(own).read_bytes()
    page = write(window, {**MIRA, **HEEL}, do="save")
    assert "The sheet Exercises is protected in Excel. Paste the rows yourself:" in words(page)
    assert "row-patient" in page
    assert file_of(own).read_bytes() == old


def test_switched_off_nothing_is_written(tmp_path: Path) -> None:
    with running(tmp_path, workbook=sample_in(tmp_path), saves=False) as desk:
        window, old = desk.window(), file_of(desk).read_bytes()
        page = write(window, {**MIRA, **HEEL}, do="save")
        assert 'value="save"' not in page
        assert "row-patient" in page
        assert file_of(desk).read_bytes() == old
        assert not (tmp_path / "Before").exists()
