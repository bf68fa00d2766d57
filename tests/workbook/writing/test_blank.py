"""The blank workbook: a form with every column, its list and its message."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import UnwritableFile
from clinicplan.findings import column_letters
from clinicplan.illustrations.thumbnails import find_illustration
from clinicplan.workbook.columns import FACTS, PATIENTS, SHEETS, Column, Kind, Layout, Sheet
from clinicplan.workbook.read import read_workbook
from clinicplan.workbook.writing.blank import fill_workbook, write_blank
from clinicplan.workbook.writing.dropdowns import DEPENDENT, list_formula
from clinicplan.workbook.writing.sample import Filling
from clinicplan.workbook.writing.save import LAST_ROW

TABLES = [sheet for sheet in SHEETS if sheet.layout is Layout.TABLE]
FORMS = [sheet for sheet in SHEETS if sheet.layout is not Layout.PROSE]
COLUMNS = [
    pytest.param(sheet, number, column, id=f"{sheet.key}-{column.key}")
    for sheet in FORMS
    for number, column in enumerate(sheet.columns, start=1)
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(templates_folder())


@pytest.fixture(scope="module")
def content(catalogue: Catalogue) -> bytes:
    return fill_workbook(Filling(), catalogue=catalogue, templates=templates_folder())


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def cell_of(sheet: Sheet, number: int) -> tuple[int, int]:
    """Row and column of the first cell to fill in: settings run down, tables across."""
    return (number + 1, 2) if sheet.layout is Layout.SETTINGS else (2, number)


def validation_of(target: Worksheet, row: int, column: int) -> DataValidation:
    coordinate = target.cell(row, column).coordinate
    (found,) = [
        rule for rule in target.data_validations.dataValidation if coordinate in rule.sqref
    ]
    return found


def test_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == [*(sheet.title for sheet in SHEETS), "Lists"]
    assert book["Lists"].sheet_state == "hidden"
    assert book.active.title == "Start"


@pytest.mark.parametrize(("sheet", "number", "column"), COLUMNS)
def test_every_column_has_its_heading_message_and_list(
    book: Workbook, sheet: Sheet, number: int, column: Column
) -> None:
    target = book[sheet.title]
    row, at = cell_of(sheet, number)
    heading = target.cell(row, 1) if sheet.layout is Layout.SETTINGS else target.cell(1, at)
    rule = validation_of(target, row, at)
    assert heading.value == column.heading
    assert rule.showInputMessage
    assert rule.prompt == (column.prompt or column.doc)
    assert len(rule.prompt) <= 255
    assert len(rule.promptTitle) <= 32
    assert rule.errorStyle == "warning"
    if column.choices:
        assert rule.type == "list"
        assert f"_{column.choices}" in rule.formula1
        assert len(rule.formula1) <= 255


@pytest.mark.parametrize(("sheet", "number", "column"), COLUMNS)
def test_the_format_keeps_what_is_typed(
    book: Workbook, sheet: Sheet, number: int, column: Column
) -> None:
    row, at = cell_of(sheet, number)
    expected = {
        Kind.ID: "@", Kind.CODE: "@", Kind.PHONE: "@", Kind.COUNT: "@", Kind.SECONDS: "@",
        Kind.TIMES: "@", Kind.DATE: "dd mmm yyyy", Kind.WHOLE: "0", Kind.LINES: "General",
    }
    if column.kind in expected and sheet.layout is Layout.SETTINGS:
        assert book[sheet.title].cell(row, at).number_format == expected[column.kind]
    if column.kind in expected and sheet.layout is Layout.TABLE:
        letter = book[sheet.title].cell(row, at).column_letter
        whole = book[sheet.title].column_dimensions[letter]
        assert whole.number_format == expected[column.kind]


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.key)
def test_a_table_grows_is_open_and_has_no_example(book: Workbook, sheet: Sheet) -> None:
    target = book[sheet.title]
    (table,) = target.tables.values()
    assert table.ref.startswith("A1:")
    assert not target.protection.sheet
    assert target.freeze_panes
    assert target.print_title_rows == "$1:$1"
    typed = {
        cell.value
        for row in target.iter_rows(min_row=2)
        for cell in row
        if not str(cell.value).startswith("=")
    }
    assert typed <= {None}


def test_the_patients_name_stands_beside_the_plan_id(book: Workbook) -> None:
    target = book["Exercises"]
    (table,) = target.tables.values()
    formula = table.tableColumns[1].calculatedColumnFormula.attr_text
    last = int(re.sub("^.*[A-Z]", "", table.ref))
    assert [target.cell(1, at).value for at in (1, 2, 3)] == ["Plan ID", "Patient", "Exercise"]
    assert {target.cell(row, 2).value for row in range(2, last + 1)} == {f"={formula}"}
    assert set(words_of(formula)) & {"list_plan_ids"} <= set(book.defined_names)


def test_single_facts_lie_under_an_outline(book: Workbook) -> None:
    target = book["Exercises"]
    heads = {cell.value: target.column_dimensions[cell.column_letter] for cell in target[1]}
    outlined = {head for head, column in heads.items() if column.outlineLevel}
    assert outlined == {column.heading for column in FACTS}
    assert not any(column.hidden for column in heads.values())


def test_the_start_sheet_shows_an_example(book: Workbook) -> None:
    shown = [cell.value for row in book["Start"].iter_rows() for cell in row]
    assert "Sam Sample" in shown
    assert "left" in shown


def test_every_name_that_a_rule_uses_is_there(book: Workbook) -> None:
    for sheet in FORMS:
        for rule in book[sheet.title].data_validations.dataValidation:
            if rule.type == "list":
                used = [part for part in words_of(rule.formula1) if "_" in part]
                assert set(used) <= set(book.defined_names), rule.formula1


def words_of(formula: str) -> list[str]:
    return "".join(c if c.isalnum() or c in "_$" else " " for c in formula).split()


@pytest.mark.parametrize("name", DEPENDENT)
def test_what_depends_on_an_exercise_stands_together(book: Workbook, name: str) -> None:
    """OFFSET takes one block: an exercise's entries must not be torn apart."""
    keys = [cell.value for row in book["Lists"][book.defined_names[f"of_{name}"].attr_text
            .split("!")[1].replace("$", "")] for cell in row]
    changes = sum(a != b for a, b in pairwise(keys))
    assert len(set(keys)) == changes + 1
    assert "$B2" in list_formula(name, exercise="$B2")


def test_an_empty_required_cell_and_an_id_given_twice_are_coloured(book: Workbook) -> None:
    formulas = {
        rule.formula[0]
        for area in book["Patients"].conditional_formatting
        for rule in area.rules
    }
    assert f'AND($A2<>"",SUMPRODUCT(--($A$2:$A${LAST_ROW}=$A2))>1)' in formulas
    last = column_letters(len(PATIENTS.columns))
    assert f"AND(COUNTA($A2:${last}2)>0,LEN(TRIM($B2))=0)" in formulas


def test_a_row_has_not_begun_because_the_workbook_fills_in_a_name(book: Workbook) -> None:
    rules = (rule for area in book["Exercises"].conditional_formatting for rule in area.rules)
    begun = [rule.formula[0] for rule in rules if "COUNTA" in rule.formula[0]]
    assert begun
    assert all(formula.startswith("AND(COUNTA($A2:$A2,$C2:$") for formula in begun)


def test_the_library_shows_every_exercise_and_programme(
    book: Workbook, catalogue: Catalogue
) -> None:
    target = book["Library"]
    shown = {cell.value for column in ("A", "B", "C") for cell in target[column]}
    assert {item.name for item in catalogue.exercises.values()} <= shown
    assert {item.name for item in catalogue.programmes.values()} <= shown
    drawn = sum(
        find_illustration(templates_folder(), item.thumbnail) is not None
        for item in catalogue.exercises.values()
    )
    assert len(target._images) == drawn


def test_the_blank_workbook_lacks_only_what_is_to_be_typed(
    content: bytes, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(content)
    reading = read_workbook(path, catalogue=catalogue, today=date(2026, 11, 21))
    assert reading.rows == 0
    assert sorted(finding.code for finding in reading.findings) == [
        "missing-value", "missing-value", "no-plans", "region-empty",
    ]


def test_the_same_bytes_twice_and_light(content: bytes, catalogue: Catalogue) -> None:
    again = fill_workbook(Filling(), catalogue=catalogue, templates=templates_folder())
    assert again == content
    assert len(content) < 1_500_000


@pytest.mark.parametrize(
    ("member", "pattern"),
    [
        ("docProps/core.xml", r"created[^>]*>(2026-11-21T00:00:00Z)<.*modified[^>]*>\1<"),
        ("xl/workbook.xml", r"'Patients'!\$A:\$A,'Patients'!\$1:\$1"),
        ("xl/worksheets/sheet4.xml", r"</headerFooter><ignoredErrors>.*</ignoredErrors><tableP"),
        ("xl/worksheets/sheet8.xml", r"</headerFooter><ignoredErrors>.*</ignoredErrors><drawing"),
    ],
)
def test_what_openpyxl_leaves_to_us(content: bytes, member: str, pattern: str) -> None:
    with ZipFile(BytesIO(content)) as archive:
        assert re.search(pattern, archive.read(member).decode())
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_folder_that_is_not_there_is_said(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile):
        write_blank(
            tmp_path / "none" / "plans.xlsx", catalogue=catalogue, templates=templates_folder()
        )
