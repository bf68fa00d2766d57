"""What no typeface of the clinic can print is told at its cell, by name, and costs its plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.handout.printable import unprintable_in
from clinicplan.plan import Clinic
from clinicplan.workbook.columns import SHEETS, Kind
from clinicplan.workbook.plans.printing import LONGEST, NEVER_PRINTED, is_printed
from clinicplan.workbook.read import Reading, read_workbook
from tests.workbook.workbooks import CLINIC, OWN, PERSON, TODAY, book, patient, row, to_bytes

GRIN = "\N{GRINNING FACE}"


@cache
def test_of(clinic: Clinic) -> Callable[[str], tuple[str, ...]]:
    return unprintable_in(templates_folder())(clinic)


test_of.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test


def read(made: Workbook, folder: Path) -> Reading:
    path = folder / "plans.xlsx"
    path.write_bytes(to_bytes(made))
    catalogue = read_catalogue(templates_folder())
    return read_workbook(path, catalogue=catalogue, today=TODAY, unprintable=test_of)


def told(reading: Reading, *codes: str) -> list[str]:
    codes = codes or ("unprintable",)
    return [f"{item.place} {item.message}" for item in reading.findings if item.code in codes]


BYSTANDER = patient(Plan_ID="P-2", First_name="Bo", Last_name="Bystander", Practitioner="BB")
GOOD = {
    "patients": (patient(), BYSTANDER),
    "practitioners": (PERSON, {"Code": "BB", "Name": "Bea Better"}),
    "exercises": (row(), row(Plan_ID="P-2")),
}


@pytest.mark.parametrize(
    ("changes", "says", "plans"),
    [
        ({}, [], ["P-1", "P-2"]),
        (
            {"patients": (patient(Note_to_the_patient=f"Well done {GRIN}"), BYSTANDER)},
            [f'Note to the patient has what the handout\'s typeface cannot print: "{GRIN}" '
             "(grinning face)."],
            ["P-2"],
        ),
        (
            {"patients": (patient(Goals=f"Walk.\nDance {GRIN}."), BYSTANDER)},
            [f'Goals has what the handout\'s typeface cannot print: "{GRIN}" (grinning face).'],
            ["P-2"],
        ),
        (
            {"patients": (patient(First_name="小明", Last_name="王"), BYSTANDER)},
            ["First name has what the handout's typeface cannot print: 2 letters (Chinese script).",
             "Last name has what the handout's typeface cannot print: 1 letter (Chinese script)."],
            ["P-2"],
        ),
        ({"patients": (patient(First_name="Ẹ̀bùn", Last_name="J̌i̇́"), BYSTANDER)}, [],
         ["P-1", "P-2"]),
        (
            {"practitioners": (PERSON, {"Code": "BB", "Name": "Bea", "Role": "Boss ☃"})},
            ['Role has what the handout\'s typeface cannot print: "☃" (snowman).'],
            ["P-1"],
        ),
        (
            {"exercises": (row(), row(Plan_ID="P-2", Note_to_the_patient="6\u0301 times"))},
            ['Note to the patient has what the handout\'s typeface cannot print: "6\u0301" '
             "(digit six + combining acute accent)."],
            ["P-1"],
        ),
        (
            {"patients": (patient(), BYSTANDER | {"Note to the patient": "☃⚐🐶🐱🐮"})},
            ['Note to the patient has what the handout\'s typeface cannot print: "☃" (snowman), '
             '"⚐" (white flag), "🐶" (dog face) and 2 more.'],
            ["P-1"],
        ),
        ({"clinic": dict(CLINIC) | {"Name": f"Happy Feet {GRIN}"}},
         [f'Name has what the handout\'s typeface cannot print: "{GRIN}" (grinning face).'], []),
        ({"clinic": dict(CLINIC) | {"Sender name": f"Happy Feet {GRIN}"}}, [], ["P-1", "P-2"]),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_told_at_its_cell(
    tmp_path: Path, changes: dict[str, object], says: list[str], plans: list[str]
) -> None:
    reading = read(book(**(GOOD | changes)), tmp_path)  # type: ignore[arg-type]
    assert [line.partition(" ")[2] for line in told(reading)] == says
    assert [plan.id for plan in reading.plans] == plans


OWN_CELLS = {
    "Name": "Arch lift", "Steps": "Lift.\nLet go.", "Why": "It helps.", "Caution": "Stop.",
    "Position": "Sit.", "Equipment": "A chair",
}  # fmt: skip


@pytest.mark.parametrize("heading", OWN_CELLS)
def test_every_text_of_an_own_exercise_is_looked_at(tmp_path: Path, heading: str) -> None:
    """It costs the plans that name the exercise, and no other."""
    own = dict(OWN) | OWN_CELLS
    own[heading] = f"{own[heading]} {GRIN}"
    mine = row(Plan_ID="P-2", Exercise="arch-lift")
    made = book(**(GOOD | {"exercises": (row(), mine)}), My_exercises=(own,))  # type: ignore[arg-type]
    reading = read(made, tmp_path)
    (line,) = told(reading)
    assert line.startswith("My exercises!")
    assert heading in line
    assert [plan.id for plan in reading.plans] == ["P-1"]


@pytest.mark.parametrize("heading", ["Name", "Address", "Phone", "Opening hours", "Website",
                                     "Other formats"])  # fmt: skip
def test_every_text_of_the_clinic_is_looked_at(tmp_path: Path, heading: str) -> None:
    """Told once, at its cell, whatever the number of plans."""
    clinic = dict(CLINIC) | {heading: f"{CLINIC.get(heading, '')} ☃"}
    reading = read(book(**(GOOD | {"clinic": clinic})), tmp_path)  # type: ignore[arg-type]
    (line,) = told(reading)
    assert line.startswith("Clinic!B")
    assert (reading.plans, reading.refused) == ((), 2)


@pytest.mark.parametrize(
    ("heading", "length", "kept"),
    [("Why", 400, True), ("Why", 401, False), ("Caution", 700, False), ("Equipment", 500, False)],
)
def test_a_text_without_room_on_the_page_is_told_by_how_much(
    tmp_path: Path, heading: str, length: int, kept: bool
) -> None:
    own = dict(OWN) | {heading: "x" * length}
    mine = row(Plan_ID="P-2", Exercise="arch-lift")
    made = book(**(GOOD | {"exercises": (row(), mine)}), My_exercises=(own,))  # type: ignore[arg-type]
    reading = read(made, tmp_path)
    assert [plan.id for plan in reading.plans] == ["P-1", "P-2"][: 1 + kept]
    lines = told(reading, "too-long")
    assert [f"{heading} has {length} characters" in line for line in lines] == [True] * (not kept)


def test_every_text_column_is_looked_at_unless_it_is_said_why_not() -> None:
    """A new column of words is looked at of itself; a name in a list must be a column's."""
    typed = {Kind.TEXT, Kind.NAME, Kind.LINES, Kind.PHONE, Kind.ID, Kind.DOSE}
    columns = {(sheet.key, item.key): item for sheet in SHEETS for item in sheet.columns}
    assert {*NEVER_PRINTED, *LONGEST} <= set(columns)
    left_out = {
        key
        for sheet in SHEETS
        for item in sheet.columns
        if item.kind in typed and not is_printed(sheet, item)
        for key in [(sheet.key, item.key)]
    }
    assert left_out == NEVER_PRINTED & set(columns)
