"""Dates of a plan and its patient that do not go together -> their findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.workbook.workbooks import PATIENT, book, read


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"Start date": date(2026, 11, 21), "Review date": date(2026, 12, 18)}, set()),
        ({"Start date": date(2026, 10, 25)}, set()),  # its last day is today
        ({"Start date": date(2026, 10, 24)}, {"plan-over"}),
        ({"Start date": date(2026, 9, 26), "Weeks": 12}, set()),
        ({"Start date": date(2026, 9, 25), "Weeks": 12}, {"start-long-ago"}),
        ({"Start date": date(2026, 9, 25), "Weeks": None}, {"start-long-ago"}),
        ({"Start date": date(2027, 11, 22)}, set()),
        ({"Start date": date(2027, 11, 23)}, {"start-far-away"}),
        ({"Start date": date(2026, 1, 12)}, {"plan-over", "day-and-month"}),
        ({"Start date": date(2026, 12, 12), "Review date": date(2026, 9, 1)},
         {"review-before-start"}),
        ({"Start date": date(2026, 12, 8), "Review date": date(2026, 5, 12)},
         {"review-before-start"}),
        ({"Start date": date(2026, 12, 1), "Review date": date(2026, 5, 12), "Weeks": 1},
         {"review-before-start", "day-and-month"}),
        ({"Review date": date(2027, 12, 31)}, {"review-late"}),
        ({"Date of birth": date(1956, 4, 3)}, set()),
        ({"Date of birth": date(2026, 4, 3)}, {"age-unusual"}),
        ({"Date of birth": date(1910, 11, 22)}, set()),
        ({"Date of birth": date(1910, 11, 21)}, {"age-unusual"}),
        ({"Date of birth": date(2026, 12, 10)}, {"born-in-future"}),
    ],
)
def test_dates_that_do_not_go_together(
    cells: dict[str, object], codes: set[str], tmp_path: Path
) -> None:
    """Today is 21 November 2026; a plan lasts four weeks where nothing is said."""
    reading = read(book(patients=[{**PATIENT, **cells}]), tmp_path)
    assert {item.code for item in reading.findings} == codes
