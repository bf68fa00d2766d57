"""Everyday ways to type a dose -> the phrases that are read, and what is read of them."""

from __future__ import annotations

import pytest

from clinicplan.dose import exactly
from clinicplan.doses import Said, read_dose
from clinicplan.doses.everyday import everyday


def read(typed: str) -> Said:
    said = read_dose(typed)
    assert isinstance(said, Said), typed
    return said


@pytest.mark.parametrize(
    ("typed", "rounds", "words"),
    [
        ("run 1 min walk 2 min x6, every other day", 6, "run 1 min then walk 2 min"),
        ("5 mins jog/1 min walk x4 3x/wk", 4, "5 mins jog then 1 min walk"),
        ("30s on 30s off x5 bd", 5, "30s on then 30s off"),
        ("RUN 1 MIN, WALK 2 MIN X 8 EOD", 8, "RUN 1 MIN then WALK 2 MIN"),
        ("walk 4 run 1 x5, 3x week", 5, "walk 4 min then run 1 min"),
    ],
)
def test_a_bout_of_two_parts(typed: str, rounds: int, words: str) -> None:
    dose = read(typed).dose
    assert dose.reps is not None
    assert dose.duration is not None
    assert (dose.reps.high, dose.duration.words.casefold()) == (rounds, words.casefold())


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        ("3 sets to fatigue max 12, alt days", 12),
        ("3 sets max 15 (as many as you can), eod", 15),
        ("3 x as many as possible, max 20, daily", 20),
        ("as many as you can up to 25, once a day", 25),
        ("3 sets max 12 or as many as you can, bd", 12),
    ],
)
def test_as_many_as_one_can_up_to_a_number(typed: str, most: int) -> None:
    reps = read(typed).dose.reps
    assert reps is not None
    assert (reps.high, reps.words) == (most, f"as many as you can up to {most}")


@pytest.mark.parametrize(
    ("typed", "low", "words"),
    [
        ("across the room & back x5 once a day", 5, "times across the room and back"),
        ("up & down hall 5 times, am and pm", 5, "times up and down hall"),
        ("length of the hall x 4, 5 days a week", 4, "times the length of the hall"),
        ("end of hall & back x3, bd", 3, "times to end of hall and back"),
        ("there and back x 3, eod", 3, "times there and back"),
    ],
)
def test_a_way_that_is_gone_so_often(typed: str, low: int, words: str) -> None:
    reps = read(typed).dose.reps
    assert reps is not None
    assert (reps.low, reps.words) == (low, words)


@pytest.mark.parametrize(
    ("typed", "count", "occasion"),
    [
        ("5 min end of day", 1, "at the end of the day"),
        ("10, morning/after school/bedtime", 3, "in the morning, after school and at bedtime"),
        ("20 before getting up & 20 before bed", 2, "before you get up and before bed"),
    ],
)
def test_occasions_of_a_day(typed: str, count: int, occasion: str) -> None:
    times = read(typed).dose.times
    assert times is not None
    assert (times.count, times.occasion) == (count, occasion)


def test_a_run_of_weeks_may_begin_later() -> None:
    said = read("30s on 30s off x5, 2 x wk week 8, 3 x wk from week 9")
    assert (said.first_week, [step.week for step in said.steps]) == (8, [9])


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 12 eod. After 2 wks 4x10, after 4 wks 5x8",
        "3 x 30s od, from wk 3: 45s, from wk 5: 60s",
    ],
)
def test_weeks_that_change_a_whole_dose_are_not_its_first(typed: str) -> None:
    said = read(typed)
    assert said.first_week == 0
    assert [step.week for step in said.steps] == [3, 5]


def test_strokes_between_weeks_and_how_often_in_front() -> None:
    said = read("3x/wk. Wk1 3x15 / wk2-3 3x12 / wk4-5 4x10 / wk6-8 4x8. Rest 2-3mins")
    assert said.dose.days is not None
    assert (said.dose.days.per_week, said.last_week) == (3, 8)
    assert [step.week for step in said.steps] == [2, 4, 6]


@pytest.mark.parametrize(
    ("typed", "phrased"),
    [
        ("10 gentle reps tds", "10 reps, gentle, tds"),
        ("no hold 2-3/day", "no hold, 2-3/day"),
        ("3x12 tempo 2 out 4 back", "3x12 2 s out 4 s back"),
        ("10 up 10 down", "10 up 10 down"),
        ("5 min rest 10 min walk", "5 min rest 10 min walk"),
    ],
)
def test_phrases(typed: str, phrased: str) -> None:
    assert everyday(typed) == phrased


def test_the_dose_of_all_weeks_may_stand_behind_the_last() -> None:
    said = read("wk 1-2 floor, wk 3-4 on cushion, 30 sec x3 every day")
    assert said.notes == ("Weeks 1 to 2: floor",)
    assert [(step.week, step.note) for step in said.steps] == [(3, "on cushion")]
    assert (said.dose.has_amount, said.last_week) == (True, 4)


@pytest.mark.parametrize(
    ("typed", "occasion", "named"),
    [
        ("3x12 bd, skip match days", "not on match days", ()),
        ("3x12 bd, avoid race days", "not on race days", ()),
    ],
)
def test_days_that_are_left_out(typed: str, occasion: str, named: tuple[int, ...]) -> None:
    days = read(typed).dose.days
    assert days is not None
    assert (days.occasion, days.named) == (occasion, named)


@pytest.mark.parametrize(
    "typed",
    ["3 x 10, a minute in between, eod", "3 x 10 eod, a minute's rest", "3 x 10, eod, a min rest"],
)
def test_a_minute_between_sets_is_their_rest(typed: str) -> None:
    assert read(typed).dose.rest == exactly(60)
