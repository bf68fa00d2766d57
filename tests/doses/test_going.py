"""Walks and runs without a unit -> minutes, told; what may be something else is left as it is."""

from __future__ import annotations

import pytest

from clinicplan.doses.going import in_minutes
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said
from tests.doses.own_words import in_own_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("walk 4 run 1 x5, 3x week", "walk 4 min then run 1 min"),
        ("run 1 walk 2 x8, 3/week", "run 1 min then walk 2 min"),
        ("1 run 2 walk x8, 3 days a week", "1 min run then 2 min walk"),
        ("jog 1/walk 1 x10 eod", "jog 1 min then walk 1 min"),
    ],
)
def test_a_walk_without_a_unit_is_minutes_and_told(typed: str, words: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.duration is not None
    assert said.dose.days is not None
    assert said.dose.duration.words == words
    assert [doubt.code for doubt in said.doubts][:1] == ["minutes-taken"]


def test_minutes_in_brackets_stay_in_the_clinics_words() -> None:
    own = in_own_words("5 x (run 1, walk 2), 3/week")
    assert own.dose.reps is not None
    assert own.dose.reps.words == "5 times (run 1 minute, walk 2 minutes)"


@pytest.mark.parametrize(
    "typed",
    [
        "walk 100 run 50", "run 30 walk 30", "walk 1 run 1, 4 laps", "walk 5 run 1 km",
        "walk 4 min run 1 min", "run 30 s walk 1", "run 2-3 walk 1", "walk 10 walk 5",
        "run 1:30 walk 2", "walk 20", "walk 2 x 10", "", "run walk run",
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_left(typed: str) -> None:
    assert in_minutes(typed) == (typed, ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("20 pumps, leg up 15 mins, qds", "20 pumps, leg up 15 minutes"),
        ("20 reps, 2 min each time, bd", "20 repetitions, 2 minutes each time"),
    ],
)
def test_a_count_beside_a_long_time_is_not_multiplied(typed: str, words: str) -> None:
    own = in_own_words(typed)
    assert own.dose.reps is not None
    assert own.dose.reps.words.startswith(words)
    assert own.doubts[0].code == "count-in-time"


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("20 x 15 min, qds", 900), ("10 reps, 30 s, bd", 30), ("5 times, 1 min each time, bd", 60),
     ("5 minutes each time, twice a day", 300)],
)  # fmt: skip
def test_a_time_of_each_is_a_fact(typed: str, seconds: int) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.duration is not None
    assert said.dose.duration.low == seconds


def test_bouts_once_a_day_are_told_beside_words_that_nobody_knows() -> None:
    typed = "1 min x3 daily, arms 2 blorp"
    own = in_own_words(typed)
    assert own.dose.reps is not None
    assert own.dose.reps.words == "3 times for 1 minute, arms 2 blorp"
    assert own.doubts[0].code == "bouts-taken"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "walk 1 run 1 x5, then walk 1 run 10",
            "walk 1 min run 1 min x5, then walk 1 min run 10 min",
        ),
        ("walk 2 run 15, walk 2 run 1", "walk 2 min run 15 min, walk 2 min run 1 min"),
        ("1 run 1 walk, 11 run 1 walk", "1 min run 1 min walk, 11 min run 1 min walk"),
    ],
)
def test_one_walk_does_not_write_into_a_longer_one(typed: str, words: str) -> None:
    assert in_minutes(typed)[0] == words
