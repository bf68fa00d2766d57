"""A dose with one slip of the keyboard -> the dose without it, and what is told; or None."""

from __future__ import annotations

import pytest

from clinicplan.doses import Unclear, put_right, read_dose
from tests.doses.test_dose_in_words import short


@pytest.mark.parametrize(
    ("typed", "read", "told"),
    [
        ("3x10 evry day", "sets 3 · reps 10 · days every-day", ("evry", "every")),
        ("3x10 bd, 30 secnds rest", "sets 3 · reps 10 · rest 30 · times 2",
         ("secnds", "seconds")),
        ("3x10 twise a day", "sets 3 · reps 10 · times 2", ("twise", "twice")),
        ("3x10 tiwce daily", "sets 3 · reps 10 · times 2", ("tiwce", "twice")),
        ("10 x each mornig", "reps 10 · times 1", ("mornig", "morning")),
    ],
)  # fmt: skip
def test_one_slip_is_put_right_and_told(typed: str, read: str, told: tuple[str, str]) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    said = put_right(typed, asked)
    assert said is not None
    assert short(said) == read
    (doubt,) = (doubt for doubt in said.doubts if doubt.code == "slip-taken")
    assert tuple(value for _, value in doubt.values) == told


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 tens a day",  # a number
        "3x10 rigt od",  # a side
        "3x10 evry dya",  # two of them
        "3x10 bd, 30 mins evry now and then",
        "3x10 nto daily",
    ],
)
def test_numbers_sides_and_more_than_one_slip_stay_asked(typed: str) -> None:
    asked = read_dose(typed)
    assert not isinstance(asked, Unclear) or put_right(typed, asked) is None
