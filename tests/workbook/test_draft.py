"""Typed rows mean what the workbook would mean, and are pasted into its own columns."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.draft import Typed, headings_in, to_paste
from clinicplan.workbook.read import Reading, read_workbook
from clinicplan.workbook.writing.blank import write_blank

TODAY = date(2026, 11, 21)
PATIENT: Typed = {
    "plan_id": "HS-0438",
    "first_name": "Mira",
    "last_name": "Madeup",
    "practitioner": "PP",
    "start": date(2026, 12, 1),
    "goals": "Walk.\nStand.",
}
ROWS: tuple[Typed, ...] = (
    {"plan_id": "HS-0438", "exercise": "Towel stretch", "side": "left", "dose": "3 x 10, daily"},
    {"plan_id": "HS-0438", "exercise": "Toe walk", "dose": "3 min, every other day"},
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "clinic.xlsx"
    templates = templates_folder()
    write_blank(path, catalogue=read_catalogue(templates), templates=templates, sample=True)
    return path


def read(path: Path, *typed: tuple[object, object]) -> Reading:
    catalogue = read_catalogue(templates_folder())
    return read_workbook(path, catalogue=catalogue, today=TODAY, typed=typed)  # type: ignore[arg-type]  # pairs


def pasted(path: Path) -> Path:
    """The workbook after the rows were pasted below its last ones, as Excel does it."""
    book = load_workbook(path)
    for sheet, rows in ((PATIENTS, [PATIENT]), (EXERCISES, ROWS)):
        target = book[sheet.title]
        first = max(cell.row for cell in target["A"] if cell.value) + 1
        lines = csv.reader(io.StringIO(to_paste(path, sheet, rows)), dialect="excel-tab")
        for number, line in enumerate(lines, start=first):
            for column, text in enumerate(line, start=1):
                try:
                    value: str | date = date.fromisoformat(text)
                except ValueError:
                    value = text.replace("\r\n", "\n")
                if text:
                    target.cell(number, column).value = value
    path = path.with_name("pasted.xlsx")
    book.save(path)
    return path


def test_what_is_typed_means_what_the_workbook_means(sample: Path) -> None:
    drafted = read(sample, (PATIENTS, [PATIENT]), (EXERCISES, ROWS))
    (plan,) = drafted.plans
    after = read(pasted(sample))
    assert plan in after.plans
    assert len(after.plans) == 9
    assert plan.goals == ("Walk.", "Stand.")


def test_the_rest_of_the_workbook_is_as_it_is(sample: Path) -> None:
    drafted, whole = read(sample, (PATIENTS, [PATIENT]), (EXERCISES, ROWS)), read(sample)
    assert drafted.clinic == whole.clinic
    assert drafted.own == whole.own
    assert drafted.practitioners == whole.practitioners
    assert drafted.digest == whole.digest
    assert (drafted.rows, drafted.ids) == (1, ("HS-0438",))


def test_no_rows_and_rows_of_nothing(sample: Path) -> None:
    assert {item.code for item in read(sample, (PATIENTS, []), (EXERCISES, [])).findings} >= {
        "no-plans"
    }
    assert read(sample, (PATIENTS, [{}]), (EXERCISES, [{}])).rows == 0
    assert len(read(sample).plans) == 8


def test_rows_go_into_the_columns_that_the_workbook_has(sample: Path, tmp_path: Path) -> None:
    """Somebody has moved Last name to the front and put in a column of their own."""
    book = load_workbook(sample)
    sheet = book["Patients"]
    sheet.insert_cols(1)
    sheet.cell(1, 1).value = "Room"
    path = tmp_path / "moved.xlsx"
    book.save(path)
    (line,) = csv.reader(io.StringIO(to_paste(path, PATIENTS, [PATIENT])), dialect="excel-tab")
    assert line[:4] == ["", "HS-0438", "Mira", "Madeup"]
    assert headings_in(path)["Patients", 3] == "First name"
    assert headings_in(tmp_path / "nowhere.xlsx") == {}
    usual = to_paste(tmp_path / "nowhere.xlsx", PATIENTS, [PATIENT])
    assert usual.startswith("HS-0438\tMira\tMadeup\t")
    assert "\t2026-12-01\t" in usual
