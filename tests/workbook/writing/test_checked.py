"""The checked copy: every finding coloured, explained and linked, the rest as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.findings import Finding, Place, Severity
from clinicplan.workbook.findings.causes import in_order
from clinicplan.workbook.read import read_workbook
from clinicplan.workbook.writing.checked import write_checked
from clinicplan.workbook.writing.problems import COLOURS, HEADING_ROW

MISTAKES = Path(__file__).parents[3] / "sample_plans" / "mistakes.xlsx"
E, W, A = Severity.ERROR, Severity.WARNING, Severity.ADVICE


def finding(
    place: Place, severity: Severity = E, *, message: str = "Wrong.", plan: str = ""
) -> Finding:
    return Finding(place, "code", severity, message, "Mend it.", plan)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(templates_folder())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A practitioner's workbook with what a copy must not lose."""
    book = Workbook()
    patients = book.active
    patients.title = "Patients"
    for row in (["Plan ID", "First name"], ["007", "Sam"], ["008", "Tess"], ["=1+1", None]):
        patients.append(row)
    patients["A2"].number_format = "@"
    patients["B2"].comment = Comment("Call first.", "Alex")
    patients["B3"].fill = PatternFill("solid", fgColor="00FF00")
    rule = DataValidation(type="list", formula1='"a,b"')
    rule.add("B2:B9")
    patients.add_data_validation(rule)
    patients.add_table(Table(displayName="t", ref="A1:B4"))
    patients.freeze_panes = "A2"
    book.create_sheet("Anna's notes").merge_cells("A1:A3")
    path = tmp_path / "my plans.xlsx"
    book.save(path)
    return path


def check(source: Path, findings: Sequence[Finding], catalogue: Catalogue) -> Workbook:
    target = source.with_name(f"{source.stem} - checked.xlsx")
    write_checked(source, target, findings, catalogue=catalogue)
    return load_workbook(target)


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        (Place("Patients", 2, 1), "Patients!A2"),
        (Place("Patients", 9, 2), "Patients!B9"),
        (Place("Patients", 3), "Patients!A3"),
        (Place("Patients"), "Patients!A1"),
        (Place("patients ", 2, 2), "Patients!B2"),
        (Place("Anna's notes", 3, 1), "Anna's notes!A1"),
    ],
)
@pytest.mark.parametrize("severity", list(Severity))
def test_a_finding_colours_its_cell(
    source: Path, catalogue: Catalogue, place: Place, cell: str, severity: Severity
) -> None:
    book = check(source, [finding(place, severity)], catalogue)
    sheet, coordinate = cell.split("!")
    marked = book[sheet][coordinate]
    assert marked.fill.fgColor.rgb == f"00{COLOURS[severity]}"
    assert marked.comment.text.startswith(f"{severity.capitalize()}: Wrong. Mend it.")


def test_several_findings_of_a_cell_become_one_comment(
    source: Path, catalogue: Catalogue
) -> None:
    place = Place("Patients", 2, 2)
    found = [finding(place, A, message="Think."), finding(place, E), finding(place, E)]
    marked = check(source, found, catalogue)["Patients"]["B2"]
    assert marked.fill.fgColor.rgb == f"00{COLOURS[E]}"
    assert marked.comment.text == (
        "Error: Wrong. Mend it.\n\nAdvice: Think. Mend it.\n\n* * *\nCall first."
    )


def test_the_list_of_problems_runs_through_the_workbook(
    source: Path, catalogue: Catalogue
) -> None:
    found = [
        finding(Place("Anna's notes", 1, 1), A),
        finding(Place("Patients", 3, 1), W, plan="008"),
        finding(Place("Patients", 2, 2), message="=2+2\x07"),
        finding(Place("Exercises")),
    ]
    book = check(source, found, catalogue)
    target = book.worksheets[0]
    rows = [
        [target.cell(row, column).value for column in range(1, 5)]
        for row in range(HEADING_ROW + 1, target.max_row + 1)
    ]
    links = [target.cell(row, 2).hyperlink for row in range(HEADING_ROW + 1, HEADING_ROW + 5)]
    assert book.active.title == target.title == "Problems"
    assert target["A2"].value == "2 errors, 1 warning, 1 piece of advice"
    assert rows == [
        ["Error", "Exercises", None, "Wrong."],
        ["Error", "Patients!B2", None, "=2+2"],
        ["Warning", "Patients!A3", "008", "Wrong."],
        ["Advice", "Anna's notes!A1", None, "Wrong."],
    ]
    assert target.cell(HEADING_ROW + 2, 4).data_type == "s"
    assert [link and link.location for link in links] == [
        None, "'Patients'!B2", "'Patients'!A3", "'Anna''s notes'!A1",
    ]
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Problems"]


def test_the_rest_stays_and_the_source_too(source: Path, catalogue: Catalogue) -> None:
    before = source.read_bytes()
    sheet = check(source, [finding(Place("Patients", 4, 2))], catalogue)["Patients"]
    assert source.read_bytes() == before
    assert [cell.value for cell in sheet["A"]] == ["Plan ID", "007", "008", "=1+1"]
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].comment.text == "Call first."
    assert sheet["B3"].fill.fgColor.rgb == "0000FF00"
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["B2:B9"]
    assert list(sheet.tables) == ["t"]
    assert sheet.freeze_panes == "A2"


def test_a_checked_copy_that_is_checked_again_starts_afresh(
    source: Path, catalogue: Catalogue
) -> None:
    check(source, [finding(Place("Patients", 2, 1))], catalogue)
    copy = source.with_name("my plans - checked.xlsx")
    book = check(copy, [finding(Place("Patients", 3, 1))], catalogue)
    assert book.sheetnames == ["Problems", "Patients", "Anna's notes"]
    assert book["Patients"]["A2"].comment is None
    assert book["Patients"]["A2"].fill.fill_type is None
    assert book["Patients"]["A3"].comment is not None
    assert book["Problems"].max_row == HEADING_ROW + 1


def test_a_comment_of_the_practitioner_outlives_two_checks(
    source: Path, catalogue: Catalogue
) -> None:
    check(source, [finding(Place("Patients", 2, 2))], catalogue)
    copy = source.with_name("my plans - checked.xlsx")
    cell = check(copy, [], catalogue)["Patients"]["B2"]
    assert (cell.comment.text, cell.comment.author) == ("Call first.", "Alex")


def test_places_that_share_a_cell_share_its_mark(source: Path, catalogue: Catalogue) -> None:
    found = [
        finding(Place("Anna's notes", 1, 1), E),
        finding(Place("Anna's notes", 2, 1), A, message="Think."),
        finding(Place("Anna's notes", 1), W, message="Look."),
    ]
    cell = check(source, found, catalogue)["Anna's notes"]["A1"]
    assert cell.fill.fgColor.rgb == f"00{COLOURS[E]}"
    assert cell.comment.text.count("Mend it.") == 3


def test_what_was_filled_in_stands_lighter_in_cells_that_are_empty(
    source: Path, catalogue: Catalogue
) -> None:
    target = source.with_name("copy.xlsx")
    filled = {Place("Patients", 2, 4): "30 s", Place("patients", 2, 1): "x", Place("Gone", 2): "y"}
    write_checked(source, target, [], catalogue=catalogue, filled=filled)
    sheet = load_workbook(target)["Patients"]
    assert (sheet["D2"].value, sheet["D2"].font.i, sheet["A2"].value) == ("30 s", True, "007")
    assert load_workbook(source)["Patients"]["D2"].value is None


def test_no_findings(source: Path, catalogue: Catalogue) -> None:
    assert check(source, [], catalogue)["Problems"]["A2"].value == "Nothing to mend."


def test_findings_are_put_in_the_order_of_sheets() -> None:
    places = [Place("B", 1), Place("A", 9, 2), Place("A", 9, 1), Place("A", 2), Place("C")]
    ordered = in_order([finding(place) for place in places], sheets=("A", "B"))
    assert [str(item.place) for item in ordered] == ["C", "A row 2", "A!A9", "A!B9", "B row 1"]


def test_every_mistake_of_the_sample_is_marked(catalogue: Catalogue, tmp_path: Path) -> None:
    reading = read_workbook(MISTAKES, catalogue=catalogue, today=date(2026, 11, 21))
    targets = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for target in targets:
        write_checked(MISTAKES, target, reading.findings, catalogue=catalogue)
    book = load_workbook(targets[0])
    assert targets[0].read_bytes() == targets[1].read_bytes()
    assert len(reading.findings) > 20
    for item in reading.findings:
        cell = book[item.place.sheet].cell(item.place.row, item.place.column or 1)
        assert item.message in cell.comment.text
        assert cell.fill.fgColor.rgb[2:] in COLOURS.values()


def test_no_colour_of_the_form_hides_a_mark(catalogue: Catalogue, tmp_path: Path) -> None:
    """A needed cell that is empty is amber in the form; as an error it must be red."""
    missing = Place("Patients", 4, 13)
    target = tmp_path / "checked.xlsx"
    write_checked(MISTAKES, target, [finding(missing)], catalogue=catalogue)
    areas = load_workbook(target)["Patients"].conditional_formatting
    rules = [(rule.priority, rule) for area in areas if "M4" in area for rule in area.rules]
    (first, rule), *others = sorted(rules, key=lambda pair: pair[0])
    assert rule.dxf.fill.bgColor.rgb[2:] == COLOURS[E]
    assert others
    assert all(priority > first for priority, _ in others)
