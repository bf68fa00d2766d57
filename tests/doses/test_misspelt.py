"""A dose with slips of the keyboard -> the dose without them, and what is told of each."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, read_dose, told_slips, without_slips
from tests.doses.test_dose_in_words import short

Slips = tuple[tuple[str, str], ...]


def slips_of(typed: str) -> tuple[str, Slips]:
    """The text as it is read, and each slip with the word it is taken for."""
    text, slips = without_slips(typed)
    return text, tuple((slip.values[0][1], slip.values[1][1]) for slip in slips)


@pytest.mark.parametrize(
    ("typed", "read", "told"),
    [
        ("3x10 evry day", "sets 3 · reps 10 · days every-day", (("evry", "every"),)),
        ("3x10 bd, 30 secnds rest", "sets 3 · reps 10 · rest 30 · times 2",
         (("secnds", "seconds"),)),
        ("3x10 twise a day", "sets 3 · reps 10 · times 2", (("twise", "twice"),)),
        ("3x10 tiwce daily", "sets 3 · reps 10 · times 2", (("tiwce", "twice"),)),
        ("10 x each mornig", "reps 10 · times 1", (("mornig", "morning"),)),
        ("3x10 bd, rets 90 s", "sets 3 · reps 10 · rest 90 · times 2", (("rets", "rest"),)),
        ("3x10 twce a dya", "sets 3 · reps 10 · times 2", (("twce", "twice"), ("dya", "day"))),
        ("3 stes of 10 bd", "sets 3 · reps 10 · times 2", (("stes", "sets"),)),
        ("3x1o daily", "sets 3 · reps 10 · times 1 · days every-day", (("1o", "10"),)),
        ("hodl 5 s, 10 reps bd", "reps 10 · hold 5 · times 2", (("hodl", "hold"),)),
    ],
)  # fmt: skip
def test_slips_are_put_right_and_told(typed: str, read: str, told: Slips) -> None:
    text, slips = without_slips(typed)
    said = read_dose(text)
    assert isinstance(said, Said)
    assert short(said) == read
    assert slips_of(typed)[1] == told
    doubts = told_slips(said, slips).doubts
    assert [doubt.code for doubt in doubts] == ["slip-taken"] * len(told)
    assert {doubt.fact for doubt in doubts} <= said.facts().keys()


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 tens a day",  # a number
        "3x10 rigt od",  # a side
        "3x10 nto daily",  # what denies
        "hole in the middle, rested, wrist, nests, sits, might, tight, holds, ever so slow",
        "30s heel to wall, timer on, breathe, breathing, events, house, peers, minted",
        "not Sundays, Mondays, weds, tues, mornings, evenings, nights, weeknights",
        "knees moaning, in the dairy, press weakly, thrive, a breadth apart",
        "30 o clock",
        "dance, then last stand; nosed; sake; mine; weeds; seats; wedge; star",
    ],
)
def test_numbers_sides_and_words_of_their_own_stay(typed: str) -> None:
    assert slips_of(typed) == (typed, ())
