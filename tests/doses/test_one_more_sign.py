"""A dose without a blank, or with an amount before its hold -> what it says with them."""

from __future__ import annotations

import pytest

from clinicplan.doses.read import read_dose


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("30sx3 bd", "30 s x 3 bd"), ("30SX3 BD", "30 s x 3 bd"), ("45secsx2 od", "45 secs x 2 od"),
        ("1minx5 eod", "1 min x 5 eod"), ("10x 1-2 x/day", "10 times, 1-2 x/day"),
        ("12 x 2-3 x day", "12 times, 2-3 x day"), ("8x 1-2 x daily", "8 times, 1-2 x daily"),
        ("3x10 5 of 7 days", "3 x 10, 5 days a week"), ("3x10 5 out of 7", "3x10 5 days a week"),
        ("5 sec hold 10 each leg bd", "5 sec hold, 10, each leg, bd"),
        ("10s hold x5 bd", "10 s hold, 5 times, bd"), ("3 s hold 2 x 8 od", "3 s hold, 2 x 8, od"),
    ],
)  # fmt: skip
def test_a_sign_that_is_missing_changes_nothing(typed: str, same: str) -> None:
    one, other = read_dose(typed), read_dose(same)
    assert one.facts() == other.facts()  # type: ignore[union-attr]  # both are said


@pytest.mark.parametrize(
    "typed", ["5s hold 10 s rest, bd", "10 s hold 2 x a day", "30 s hold 3 times a day", "sx3", ""]
)
def test_what_is_not_missing_is_not_added(typed: str) -> None:
    said = read_dose(typed)
    reps = getattr(getattr(said, "dose", None), "reps", None)
    assert reps is None
