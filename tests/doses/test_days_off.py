"""A day on which nothing is done -> no box on it, and never the one day with boxes."""

from __future__ import annotations

import pytest

from clinicplan.dose import Days, Rhythm
from tests.doses.own_words import printed


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("3x10 bd, nothing Tue Thu Sat", (0, 2, 4, 6)),
        ("3x10 daily nothing on Sun", (0, 1, 2, 3, 4, 5)),
        ("3x10 bd, none on Sundays", (0, 1, 2, 3, 4, 5)),
        ("3x10 daily, no exercises Sunday", (0, 1, 2, 3, 4, 5)),
        ("3x10 bd Sun: nothing", (0, 1, 2, 3, 4, 5)),
        ("3x10 bd, Sundays nothing", (0, 1, 2, 3, 4, 5)),
        ("3x10 bd, nil Sun", (0, 1, 2, 3, 4, 5)),
        ("3x10 bd, Sat/Sun rest", (0, 1, 2, 3, 4)),
        ("3x10 daily, Mon off", (1, 2, 3, 4, 5, 6)),
        ("3x10 Mon Wed, nothing Sun", (0, 2)),
        ("3x10, hold 5 s, Mon-Fri. Not weekends", (0, 1, 2, 3, 4)),
    ],
)
def test_a_day_of_nothing_is_left_out(typed: str, named: tuple[int, ...]) -> None:
    said = printed(typed)
    assert said.dose.days == Days(Rhythm.NAMED, named=named)
    assert not said.notes


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("3x10 Sat & Sun off a box", "off a box"), ("3x10 Sat & Sun off season", "off season"),
        ("3x10 Sat and Sun off duty", "off duty"), ("3x10 Sat and Sun free leg", "free leg"),
    ],
)  # fmt: skip
def test_off_something_is_no_day_off(typed: str, note: str) -> None:
    said = printed(typed)
    assert said.dose.days == Days(Rhythm.NAMED, named=(5, 6))
    assert said.notes == (note,)


@pytest.mark.parametrize(
    "typed", ["3x10 daily, nothing Sunday evening", "3x10 daily, Sun rest 30 s"]
)
def test_a_part_of_a_day_is_printed_as_typed(typed: str) -> None:
    said = printed(typed)
    assert said.dose.days == Days(Rhythm.AS_WRITTEN)
    assert " not " not in str(said.dose.reps)
