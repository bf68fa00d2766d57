"""A sheet or heading that was renamed, emptied or deleted -> an error: no dose goes unseen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from clinicplan.findings import Severity
from tests.workbook.workbooks import CLINIC, OWN, book, patient, read, row

OURS = {"Programme": "Ours", "Exercise": "towel-stretch"}


def full() -> Workbook:
    """A workbook with something on every sheet; every heading is where `columns` has it."""
    made = book(
        clinic={**CLINIC, "Pain guide cut-offs": "2 and 4"},
        patients=[patient(Programme="Ours")],
        exercises=[row(Side="left", Reps=5)],
        Programmes=[OURS],
        My_exercises=[OWN],
    )
    made.create_sheet("Rota").append(["Day", "Who"])
    return made


def told(made: Workbook, folder: Path) -> Mapping[str, str]:
    """The errors of the workbook as a whole, by place, and no plan where there are any."""
    reading = read(made, folder)
    found = {
        str(item.place): f"{item.code} {item.message} {item.hint}"
        for item in reading.findings
        if item.severity is Severity.ERROR and not item.plan
    }
    assert bool(reading.plans) is not bool(found)
    return found


def headed(made: Workbook, sheet: str, heading: str) -> str:
    """The cell of a heading."""
    return next(
        str(cell.coordinate) for cells in made[sheet].iter_rows() for cell in cells
        if cell.value == heading
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [
        ("Exercises", "Side"),
        ("Exercises", "Reps"),
        ("Exercises", "Rest"),
        ("Exercises", "Times a day"),
        ("Exercises", "Progression"),
        ("Exercises", "Note to the patient"),
        ("Programmes", "Days"),
        ("Patients", "Take care"),
        ("Patients", "Last name"),
        ("Patients", "Weeks"),
        ("Patients", "Programme"),
        ("Patients", "Version"),
        ("My exercises", "Both together"),
        ("Clinic", "Emergency region"),
        ("Clinic", "Pain guide cut-offs"),
    ],
)
@pytest.mark.parametrize("now", ["Quite other", None])
def test_a_heading_that_patients_depend_on(
    sheet: str, heading: str, now: str | None, tmp_path: Path
) -> None:
    made = full()
    cell = headed(made, sheet, heading)
    made[sheet][cell] = now
    (found,) = {place for place in told(made, tmp_path) if place.startswith(sheet)}
    if now:
        assert found == f"{sheet}!{cell}"
        assert heading in told(made, tmp_path)[found]
        assert f'{cell} "Quite other"' in told(made, tmp_path)[found]


def test_values_whose_heading_was_emptied_are_told_where_they_stand(tmp_path: Path) -> None:
    made = full()
    cell = headed(made, "Exercises", "Side")
    made["Exercises"][cell] = None
    (place,) = told(made, tmp_path)
    assert place == f"Exercises!{cell}"


@pytest.mark.parametrize(
    ("sheet", "headings", "costs"),
    [
        ("Exercises", ["Side"], True),
        ("Exercises", ["Sets", "Hold", "Progression"], True),
        ("Programmes", ["Reps"], True),
        ("Exercises", ["Override reason"], False),
        ("Patients", ["Goals", "Date of birth", "Password"], False),
        ("Practitioners", ["Role", "Phone"], False),
        ("My exercises", ["Why", "Picture descriptions"], False),
    ],
)
def test_a_column_that_was_deleted(
    sheet: str, headings: list[str], costs: bool, tmp_path: Path
) -> None:
    made = full()
    for heading in headings:
        made[sheet].delete_cols(made[sheet][headed(made, sheet, heading)].column)
    found = told(made, tmp_path)
    assert list(found) == ([f"{sheet} row 1"] if costs else [])
    assert all(", ".join(headings) in text for text in found.values())


def test_settings_that_an_older_workbook_does_not_have(tmp_path: Path) -> None:
    made = full()
    sheet = made["Clinic"]
    for heading in ("People in pictures", "Date order", "Colour"):
        sheet.delete_rows(sheet[headed(made, "Clinic", heading)].row)
    assert told(made, tmp_path) == {}


def test_several_that_are_missing_are_told_with_those_they_may_be(tmp_path: Path) -> None:
    made = full()
    sheet = made["Exercises"]
    for heading, now in (("Side", "Which one"), ("Reps", "Repetitions")):
        sheet[headed(made, "Exercises", heading)] = now
    (text,) = told(made, tmp_path).values()
    assert "Side, Reps" in text
    assert 'C1 "Which one", D1 "Repetitions"' in text


@pytest.mark.parametrize("sheet", ["Exercises", "Programmes"])
def test_a_sheet_without_rows_has_lost_nothing(sheet: str, tmp_path: Path) -> None:
    made = book(patients=[patient(Programme="daily")], exercises=[], Programmes=[])
    made[sheet].delete_cols(4, 99)
    assert told(made, tmp_path) == {}


@pytest.mark.parametrize(
    ("sheet", "now", "code"),
    [
        ("Clinic", "Practice", "renamed-sheet"),
        ("Practitioners", "Staff", "renamed-sheet"),
        ("Patients", "December", "renamed-sheet"),
        ("Exercises", "Dec exercises", "renamed-sheet"),
        ("Exercises", None, "missing-sheet"),
        ("Programmes", "Sets", "renamed-sheet"),
        ("My exercises", "Home-made", "renamed-sheet"),
        ("Programmes", "Programs", "misspelt-sheet"),
        ("My exercises", None, ""),
    ],
)
def test_a_sheet_that_was_renamed_or_deleted(
    sheet: str, now: str | None, code: str, tmp_path: Path
) -> None:
    made = full()
    if now:
        made[sheet].title = now
    else:
        del made[sheet]
    of_sheets = [text.split()[0] for text in told(made, tmp_path).values()]
    assert [text for text in of_sheets if "sheet" in text] == ([code] if code else [])


def test_sheets_of_the_clinics_own_are_left_alone(tmp_path: Path) -> None:
    made = book(patients=[patient(Programme="daily")])
    archive = made.copy_worksheet(made["Exercises"])
    archive.title = "November"
    made.create_sheet("Suppliers").append(["Code", "Name", "Phone"])
    assert told(made, tmp_path) == {}


def test_an_emptied_sheet_of_exercises_is_no_sheet(tmp_path: Path) -> None:
    made = full()
    made["Exercises"].delete_rows(1, 9)
    assert list(told(made, tmp_path)) == ["Exercises"]


def without(sheet: str, *headings: str) -> Workbook:
    """A workbook without these columns of a sheet."""
    made = book()
    for heading in headings:
        (at,) = (cell.column for cell in made[sheet][1] if cell.value == heading)
        made[sheet].delete_cols(at)
    return made


def versioned(made: Workbook) -> Workbook:
    made.defined_names["clinicplan_version_2"] = DefinedName(
        "clinicplan_version_2", attr_text="Clinic!$A$1"
    )
    return made


def invoiced(made: Workbook) -> Workbook:
    made["Patients"]["Z1"], made["Patients"]["Z2"] = "Invoice", 3
    return made


@pytest.mark.parametrize(
    ("made", "codes", "plans"),
    [
        # one that was made before: what is new is told, and counts as empty
        (without("Patients", "Side"), ["older-workbook", "side-not-said"], 1),
        (without("Exercises", "Dose", "Load", "Tempo"), ["older-workbook"], 1),
        (without("Exercises", "Patient"), [], 1),
        # one of today: a heading is gone, and with it left and right
        (versioned(without("Patients", "Side")), ["missing-heading", "side-not-said"], 0),
        # another heading may be it
        (invoiced(without("Patients", "Side")), ["renamed-heading", "side-not-said"], 0),
    ],
)
def test_a_column_that_an_older_workbook_did_not_have(
    made: Workbook, codes: list[str], plans: int, tmp_path: Path
) -> None:
    reading = read(made, tmp_path)
    assert [item.code for item in reading.findings] == codes
    assert len(reading.plans) == plans


@pytest.mark.parametrize("heading", ["Sied", "Sides"])
def test_a_misspelt_side_of_the_whole_plan_is_no_each(heading: str, tmp_path: Path) -> None:
    made = book(patients=[patient(Side="left")])
    made["Patients"]["G1"] = heading
    reading = read(made, tmp_path)
    assert [item.code for item in reading.findings] == ["misspelt-heading", "side-not-said"]
    assert reading.plans == ()
