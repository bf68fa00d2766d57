"""Days that are misspelt, in letters, or left out: none falls out, and none is done unasked."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, without_slips
from clinicplan.workbook.sheets.cells.doses import told


def days_of(typed: str) -> tuple[int, ...]:
    found = told(without_slips(typed)[0])
    assert isinstance(found, Said)
    assert found.dose.days is not None
    assert not found.notes
    return found.dose.days.named


@pytest.mark.parametrize(
    ("typed", "days"),
    [("3x10 tues thrus", (1, 3)), ("3x10 mon & thrus", (0, 3)), ("3x10 mon, wden, fri", (0, 2, 4)),
     ("3x10 mon wed satt", (0, 2, 5)), ("3x10 Tues, Thurrs, Sat", (1, 3, 5)),
     ("3x10 mon weds frid", (0, 2, 4)), ("3x10 mon-fir bd", (0, 1, 2, 3, 4))],
)  # fmt: skip
def test_a_misspelt_day_among_days_is_that_day(typed: str, days: tuple[int, ...]) -> None:
    assert days_of(typed) == days
    assert without_slips(typed)[1]


@pytest.mark.parametrize(
    "typed", ["3x10 mon wdnesdy fri", "3x10 mon tus", "3x10 M-W-T", "3x10 M/W/T", "3x10 M, T, W, T"]
)
def test_what_may_be_two_days_is_asked(typed: str) -> None:
    assert isinstance(told(without_slips(typed)[0]), Unclear)


@pytest.mark.parametrize(
    "typed", ["3x10 Sat, sun run", "3x10 Mon, Fri stairs", "3x10 hourly when sat down, bd"]
)
def test_words_beside_a_day_stay(typed: str) -> None:
    assert without_slips(typed) == (typed, ())
    assert isinstance(told(typed), Said)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("weekends 3x15, weekdays nil", (5, 6)), ("nil weekdays, 3x10 weekends", (5, 6)),
     ("3x15 Sat Sun, Mon-Fri nothing", (5, 6)), ("3x10 Mon-Thu, Fri nil", (0, 1, 2, 3)),
     ("3x10 Mon-Fri, weekend nil", (0, 1, 2, 3, 4)), ("3x10 daily, nothing Mon-Wed", (3, 4, 5, 6)),
     ("3x10 M/T/W/T/F", (0, 1, 2, 3, 4)), ("3x10 mon-sat, sun off", (0, 1, 2, 3, 4, 5))],
)  # fmt: skip
def test_days_with_nothing_are_left_out(typed: str, days: tuple[int, ...]) -> None:
    assert days_of(typed) == days
