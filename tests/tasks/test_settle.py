"""The clinic's own cells are written if all plans stay, or the workbook is as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.tasks import settle
from clinicplan.tasks.ready import Ready, make_ready
from clinicplan.tasks.rewrite import ChangedMeanwhile, GivenBack
from clinicplan.tasks.settle import (
    LosesPlans,
    Staff,
    Wish,
    people_in,
    save_settings,
    save_staff,
    settings_in,
    shown,
    try_settings,
    try_staff,
)
from clinicplan.workbook.columns import CLINIC
from clinicplan.workbook.writing.refused import Refused
from tests.desk.windows import sample_in
from tests.tasks.samples import TODAY

NAME = {"name": Wish("Harbour Street Foot Clinic", "Somewhere else")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return sample_in(tmp_path)


def read(file: Path) -> Ready:
    return make_ready(file, today=TODAY)


def changed(file: Path, sheet: str, cells: dict[str, object]) -> Ready:
    """The workbook with other cells, read."""
    book = load_workbook(file)
    for at, value in cells.items():
        book[sheet][at] = value
    book.save(file)
    return read(file)


def at(file: Path, setting: str) -> str:
    """Where the value of a setting stands."""
    sheet = load_workbook(file)["Clinic"]
    return next(f"B{row[0].row}" for row in sheet.iter_rows() if row[0].value == setting)


def save(ready: Ready, wishes: dict[str, Wish]) -> Ready:
    tried = try_settings(ready, wishes, today=TODAY)
    assert tried.faults == {}
    save_settings(ready, wishes, tried=tried, today=TODAY)
    return read(ready.file)


@pytest.mark.parametrize(
    "attack", ["=1+1", "+44 1632", "@here", "-", '"quoted" & <b>', "_x0041_", "a" * 100, "Ø ß 'ẞ'"]
)
def test_a_text_is_that_text_and_no_formula(file: Path, attack: str) -> None:
    after = save(read(file), {"hours": Wish("", attack)})
    assert after.reading.clinic.hours == attack
    assert load_workbook(file)["Clinic"][at(file, "Opening hours")].data_type == "s"


def test_only_that_cell_is_another(file: Path) -> None:
    before = {cell.coordinate: cell.value for row in load_workbook(file)["Clinic"] for cell in row}
    plans = read(file).reading.plans
    after = save(read(file), NAME)
    now = {cell.coordinate: cell.value for row in load_workbook(file)["Clinic"] for cell in row}
    assert {key for key in now if now[key] != before.get(key)} == {at(file, "Name")}
    assert after.reading.plans == plans


def test_what_says_something_else_goes_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready, old = read(file), file.read_bytes()
    tried = try_settings(ready, NAME, today=TODAY)
    monkeypatch.setattr(settle, "_plans_stay", lambda *_, **__: False)
    with pytest.raises(GivenBack):
        save_settings(ready, NAME, tried=tried, today=TODAY)
    assert file.read_bytes() == old


def test_a_workbook_that_is_another_by_now_is_left_alone(file: Path) -> None:
    ready = read(file)
    tried = try_settings(ready, NAME, today=TODAY)
    changed(file, "Patients", {"B2": "Somebody"})
    theirs = file.read_bytes()
    with pytest.raises(ChangedMeanwhile):
        try_settings(ready, NAME, today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        save_settings(ready, NAME, tried=tried, today=TODAY)
    assert file.read_bytes() == theirs


@pytest.mark.parametrize("title", [" clinic ", "C linic"])
def test_the_sheet_may_be_written_otherwise(file: Path, title: str) -> None:
    book = load_workbook(file)
    book["Clinic"].title = title
    book.save(file)
    assert save(read(file), NAME).reading.clinic.name == "Somewhere else"


def test_a_formula_is_never_written_over(file: Path) -> None:
    where = at(file, "Opening hours")
    ready = changed(file, "Clinic", {where: '="Mon"&"day"'})
    wishes = {"hours": Wish("", "Tuesday")}
    tried = try_settings(ready, wishes, today=TODAY)
    old = file.read_bytes()
    with pytest.raises((Refused, GivenBack)):
        save_settings(ready, wishes, tried=tried, today=TODAY)
    assert file.read_bytes() == old


def test_a_mistake_that_was_there_keeps_no_other_setting_from_being_saved(file: Path) -> None:
    ready = changed(file, "Clinic", {at(file, "Pain guide cut-offs"): "eight"})
    assert ready.reading.plans == ()
    after = save(ready, NAME)
    assert after.reading.clinic.name == "Somewhere else"
    mended = save(after, {"pain_guide": Wish("eight", "2 and 4")})
    assert len(mended.reading.plans) == 8


def test_the_order_of_dates_moves_typed_dates_only_as_it_says(file: Path) -> None:
    sheet = load_workbook(file)["Patients"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "Start date")
    ready = changed(file, "Patients", {f"{column}2": "07/12/2026"})
    assert len(ready.reading.plans) == 7
    after = save(ready, {"date_order": Wish("", "day first")})
    assert after.reading.plans[0].start == date(2026, 12, 7)
    assert after.reading.plans[1:] == ready.reading.plans


def test_what_a_field_shows_of_a_cell(file: Path) -> None:
    ready = changed(file, "Clinic", {
        at(file, "Paper"): " us LETTER ", at(file, "Edition"): "big print",
        at(file, "Emergency region"): "Atlantis", at(file, "Address"): "1 Quay\r\nTown\u00a0 X ",
    })  # fmt: skip
    held = settings_in(ready)
    fields = {key: shown(held, CLINIC.column(key), ready.catalogue)
              for key in ("paper", "edition", "region", "address", "logo")}  # fmt: skip
    assert fields == {"paper": "Letter", "edition": "large print", "region": "Atlantis",
                      "address": "1 Quay\nTown  X", "logo": ""}  # fmt: skip


def test_a_code_that_rows_name_cannot_go(file: Path) -> None:
    ready = read(file)
    row = next(item for item in people_in(ready) if item.text("code") == "AE")
    with pytest.raises(LosesPlans) as raised:
        try_staff(ready, Staff({row.number: {"code": Wish("AE", "AX")}}, {}), today=TODAY)
    assert "HS-0417" in raised.value.plans
    assert "HS-0417" not in str(raised.value)


def test_a_person_who_has_another_ones_name_is_asked_about_by_the_plans(file: Path) -> None:
    ready = read(file)
    staff = Staff({}, {"code": "ZZ", "name": "Alex Example", "role": "Podiatrist"})
    tried = try_staff(ready, staff, today=TODAY)
    save_staff(ready, staff, tried=tried, today=TODAY)
    after = read(file).reading
    assert {who.code for who in after.practitioners} == {"AE", "PP", "ZZ"}
    assert after.plans == ready.reading.plans  # whose rows name them by code


def test_a_code_that_is_there_is_refused(file: Path) -> None:
    tried = try_staff(read(file), Staff({}, {"code": "ae", "name": "Anna Else"}), today=TODAY)
    assert [key for _, key in tried.faults] == ["code"]
