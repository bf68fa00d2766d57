"""An aside of the first weeks says until when it holds where another takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.workbook.read import read_workbook
from tests.workbook.workbooks import TODAY, book, patient, read, row, to_bytes


@pytest.mark.parametrize(
    ("first", "then", "note", "later"),
    [
        ("5 s hold x10 bd sitting", "5 s hold x10 bd standing", "Weeks 1 to 2: Sitting.",
         "Standing."),
        ("5 s hold x10 bd. Most of your weight on the left", "5 s hold x10 bd. Equal weight now",
         "Weeks 1 to 2: Most of your weight on the left.", "Equal weight now."),
        ("5 s hold x10 bd. Hold the sink", "5 s hold x10 bd. Let go now",
         "Weeks 1 to 2: Hold the sink.", "Let go now."),
        # It says nothing of how: it may hold in all weeks.
        ("5 s hold x10 bd, stop if it hurts", "5 s hold x10 bd standing", "Stop if it hurts.",
         "Standing."),
        ("5 s hold x10 bd sitting", "5 s hold x12 bd", "Sitting.", ""),
        ("5 s hold x10 bd sitting", "5 s hold x12 bd sitting", "Sitting.", ""),
    ],
)  # fmt: skip
def test_rows_of_one_exercise(
    first: str, then: str, note: str, later: str, tmp_path: Path
) -> None:
    rows = [{**row(), "Dose": first, "To week": 2}, {**row(), "Dose": then, "From week": 3}]
    (plan,) = read(book(patients=[patient()], exercises=rows), tmp_path).plans
    (prescription,) = plan.prescriptions
    assert prescription.note == note
    assert [change.note for change in prescription.changes] == [later]


def test_a_note_of_two_rows_ends_where_the_third_has_another(tmp_path: Path) -> None:
    """It was: `With hands`, undated, beside `No hands` in week 3."""
    rows = [
        {**row(), "Dose": f"{count} times, 5 s hold, bd", "Note to the patient": note,
         "From week": week, "To week": week}
        for week, count, note in ((1, 5, "With hands"), (2, 8, "With hands"), (3, 10, "No hands"))
    ]  # fmt: skip
    (plan,) = read(book(patients=[patient()], exercises=rows), tmp_path).plans
    (prescription,) = plan.prescriptions
    assert prescription.note == "Weeks 1 to 2: With hands"
    assert [change.note for change in prescription.changes] == ["", "No hands"]


def test_a_tool_in_the_dose_is_shown(tmp_path: Path) -> None:
    """It was: `With the frozen bottle`, and every picture of a ball."""
    dose = "5 mins evenings with frozen bottle"
    made = book(patients=[patient()], exercises=[row(Exercise="foot-ball-roll", Dose=dose)])
    path = tmp_path / "plans.xlsx"
    path.write_bytes(to_bytes(made))
    library = read_catalogue(templates_folder())
    (plan,) = read_workbook(path, catalogue=library, today=TODAY).plans
    assert plan.prescriptions[0].variant.startswith("bottle")
