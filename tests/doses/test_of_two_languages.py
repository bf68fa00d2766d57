"""Doses as they are typed by people of several languages, or in haste -> facts with boxes."""

from __future__ import annotations

import pytest

from clinicplan.dose import Days, Rhythm, Times
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said

OTHER = Days(Rhythm.EVERY_OTHER_DAY)


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("3x 1 min daily week 4 till 8", (4, 8)), ("3x10 daily weeks 4 until 8", (4, 8)),
        ("3x10 daily, week 4 t/m 8", (4, 8)), ("3x10 daily wk 2 til wk 6", (2, 6)),
        ("3x10 daily until week 8", (0, 8)), ("3x10 daily", (0, 0)),
    ],
)  # fmt: skip
def test_weeks_with_till_are_weeks(typed: str, weeks: tuple[int, int]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert (said.first_week, said.last_week) == weeks


@pytest.mark.parametrize(
    "typed", ["week 4 until 20 reps", "10 reps daily, add 2 from week 4 until 20"]
)
def test_a_number_of_something_is_no_last_week(typed: str) -> None:
    assert not isinstance(read_dose(typed), Said)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("3x10 alt day", OTHER), ("3x10 alternate day", OTHER), ("3x10 on alt days", OTHER),
        ("3x10 3x/wk non consec days", Days(Rhythm.PER_WEEK, per_week=3)),
        ("3x10, one day on one day off", OTHER),
        ("3x10, 4 days on 1 day off", Days(Rhythm.OCCASION, occasion="4 days on 1 day off")),
    ],
)
def test_one_day_and_not_the_next_is_every_other_day(typed: str, days: Days) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.days == days


@pytest.mark.parametrize(
    ("typed", "reps", "times"),
    [
        ("10 reps, 1 a 2 x per day", 10, Times(2, least=1)),
        ("10 à 15 reps bd", 15, Times(2)), ("25x 1x dd", 25, Times(1)),
        ("12x 2x daily", 12, Times(2)), ("10 reps just before bed", 10, Times(1, ("bedtime",))),
    ],
)  # fmt: skip
def test_how_often_is_read(typed: str, reps: int, times: Times) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.reps
    assert (said.dose.reps.high, said.dose.times) == (reps, times)


@pytest.mark.parametrize("typed", ["3x 2x a day", "10 reps a 2 x a day", "5x 3x daily"])
def test_what_may_be_sets_stays_asked(typed: str) -> None:
    assert not isinstance(read_dose(typed), Said)


def test_hld_is_hold() -> None:
    said = read_dose("10 reps, 5 sec hld, mrng & night")
    assert isinstance(said, Said)
    assert said.dose.hold
    assert said.dose.hold.high == 5
