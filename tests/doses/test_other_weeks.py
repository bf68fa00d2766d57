"""Weeks since an operation, or to the next appointment, are no weeks of the plan."""

from __future__ import annotations

import pytest

from clinicplan.doses.said import Said
from clinicplan.schedule import has_boxes
from clinicplan.workbook.sheets.cells.doses import told


@pytest.mark.parametrize(
    "typed",
    [
        "2 x 10 tds yellow. from wk 9 post op 3x10 red", "3x10 daily from wk 9 post op",
        "3x10 daily, wk 10 post op: 3x15", "3x15 bd for 6 weeks after the operation",
        "10 tds until 6 weeks after surgery, then 20", "3x10 daily for 6/52 post op",
    ],
)  # fmt: skip
def test_weeks_since_an_operation_are_printed_as_typed(typed: str) -> None:
    said = told(typed)
    assert isinstance(said, Said)
    assert said.dose.reps
    assert said.dose.reps.words
    assert not said.steps
    assert (said.first_week, said.last_week) == (0, 0)
    assert not has_boxes(said.dose)


@pytest.mark.parametrize(
    "typed", ["10 bd, aim 25 by next appt (4/52)", "3 x to fatigue eod. aim 25 by next appt (4/52)"]
)
def test_an_appointment_is_no_end_of_the_dose(typed: str) -> None:
    said = told(typed)
    assert isinstance(said, Said)
    assert said.last_week == 0


def test_what_a_week_is_is_no_change_of_the_dose() -> None:
    said = told("3x10 daily, week 6 = full WB")
    assert isinstance(said, Said)
    assert not said.steps


def test_weeks_of_the_plan_stay_its_weeks() -> None:
    said = told("3x10 bd, from week 3: 3x15")
    assert isinstance(said, Said)
    assert [step.week for step in said.steps] == [3]
