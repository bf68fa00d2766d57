"""An aside of the first weeks says until when it holds where another takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.workbooks import book, patient, read, row


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
