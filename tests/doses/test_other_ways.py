"""Other ways to say a rest, weeks, a day left out and both sides; and what is near them."""

from __future__ import annotations

import pytest

from clinicplan.dose import Days, Rhythm, exactly
from clinicplan.doses import Said, Unclear, read_dose


@pytest.mark.parametrize(
    "rest",
    [
        "30 s pause", "pause 30 s", "30 s break", "break of 30 s", "30 s recovery", "wait 30 s",
        "wait 30 s between sets", "take 30 s rest between sets", "rest period 30 s",
        "rest interval 30s", "RI 30s", "30 s break between sets", "rest 30 secs. between sets",
    ],
)  # fmt: skip
def test_a_rest_has_many_names(rest: str) -> None:
    said = read_dose(f"3 x 10, {rest}, daily")
    assert isinstance(said, Said), said
    assert (said.dose.rest, said.dose.duration, said.notes) == (exactly(30), None, ())


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 10, pause 2 s, daily",  # of the movement, as a hold
        "10 reps, 3 s pause, daily",
        "3 x 10, 30 s, daily",  # held, or rested?
        "hold 2 s, 5 sets of 10, 20 s, daily",
    ],
)
def test_seconds_of_nothing_are_no_bout(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)


@pytest.mark.parametrize(
    "hold",
    ["hold each for 5 s", "holding each for 5 s", "hold each rep 5 s", "hold it for 5 s",
     "hold each one for 5 s", "hold of 5 s", "5 sec. hold"],
)  # fmt: skip
def test_each_that_is_held_is_no_side(hold: str) -> None:
    said = read_dose(f"3 x 10, {hold}, daily")
    assert isinstance(said, Said), said
    assert (said.dose.hold, said.side, said.notes) == (exactly(5), "", ())


@pytest.mark.parametrize(
    ("typed", "side"),
    [
        ("3 x 10 L+R, daily", "each"),
        ("hold 45 s l+r - tds (tue & thu)", "each"),
        ("3 x 10 both L and R, daily", "each"),
        ("3 x 10 R & L, daily", "each"),
        ("3 x 10 left - daily", "left"),
        ("hold 10 s x 5 R, thrice daily", "right"),
        ("10s x 5 R, daily", "right"),
        ("3s x 10r daily", ""),
    ],
)
def test_both_sides_are_each(typed: str, side: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert (said.side, said.notes) == (side, ())


@pytest.mark.parametrize("typed", ["L 10 + R 5 daily", "10 x L5 and R5, daily"])
def test_numbers_of_two_sides_stay_two(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear) or said.side != "each"


ALL_BUT_SUNDAY = Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("excl. Sunday", ALL_BUT_SUNDAY),
        ("excl Sundays", ALL_BUT_SUNDAY),
        ("each third day", Days(Rhythm.EVERY_FEW_DAYS, every=3)),
        ("each other day", Days(Rhythm.EVERY_OTHER_DAY)),
        ("each second day", Days(Rhythm.EVERY_OTHER_DAY)),
    ],
)
def test_days_that_were_read_otherwise(typed: str, days: Days) -> None:
    said = read_dose(f"3 x 10, {typed}")
    assert isinstance(said, Said), said
    assert (said.dose.days, said.notes) == (days, ())


def test_no_day_is_of_its_number_alone() -> None:
    """`third days` is no kind of day as `training days` is."""
    assert isinstance(read_dose("3 x 10, third days"), Unclear)


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("from week 2 onwards", (2, 0)), ("from week 2 on", (2, 0)), ("starting week 2", (2, 0)),
        ("start in week 2", (2, 0)), ("begin week 2", (2, 0)), ("not before week 2", (2, 0)),
        ("from week 2 on, stop if sore", (2, 0)), ("Start in week 2. Stop if sore", (2, 0)),
        ("x 2 weeks", (0, 2)), ("x 2/52", (0, 2)), ("x2 wks", (0, 2)),
        ("stop after 2 weeks", (0, 2)), ("until end of week 2", (0, 2)),
        ("duration 2 weeks", (0, 2)), ("continue for 2 weeks", (0, 2)),
        ("for the next 2 weeks", (0, 2)), ("weeks 1-2 only", (1, 2)),
    ],
)  # fmt: skip
def test_weeks_of_the_whole_dose(typed: str, weeks: tuple[int, int]) -> None:
    said = read_dose(f"3 x 10, daily, {typed}")
    assert isinstance(said, Said), said
    assert (said.first_week, said.last_week) == weeks
    assert said.steps == ()


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 10, daily, stop after 2 weeks if no better",
        "3 x 10, daily, start in week 3 if pain allows",
        "3 x 10, daily, from week 3 as tolerated",
        "3 x 10, daily, from week 2 on, hold 5 s",  # all of it, or the hold?
        "3 x 10, daily, from week 2, with 5 kg",
        "3 x 10, daily, x 2/52-3",
    ],
)
def test_weeks_with_a_condition_or_two_readings_are_not_guessed(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)


@pytest.mark.parametrize("typed", ["starting week 3: 15 reps", "from wk 3: 15"])
def test_a_change_is_a_change_still(typed: str) -> None:
    said = read_dose(f"3 x 10, daily, {typed}")
    assert isinstance(said, Said), said
    assert [(step.week, step.dose.reps) for step in said.steps] == [(3, exactly(15))]


@pytest.mark.parametrize(
    "later",
    ["increase to 15 in week 3", "increase to 15 from week 3", "progress to 15 reps from week 3",
     "INCREASE TO 15 REPS AFTER 2 WEEKS", "go up to 15 after 2/52", "week 3: 15"],
)  # fmt: skip
def test_a_rise_with_its_week_is_a_change(later: str) -> None:
    said = read_dose(f"3 x 10, daily, {later}")
    assert isinstance(said, Said), said
    assert [(step.week, step.dose.reps) for step in said.steps] == [(3, exactly(15))]
    assert said.notes == ()


@pytest.mark.parametrize(
    ("typed", "weeks"), [("3 x daily 3 x 15 week 2: 25", [2]), ("3 x 15 bd wk 3: 20", [3])]
)
def test_the_number_before_a_week_is_not_of_weeks(typed: str, weeks: list[int]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert (said.dose.sets, said.dose.reps) == (exactly(3), exactly(15))
    assert [step.week for step in said.steps] == weeks


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 10 2 wk",  # for two weeks, or twice a week?
        "10 reps, 2 week",
        "6 goes (x3 daily) / every second day / only if pain-free",
    ],
)
def test_what_has_two_meanings_is_no_frequency(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear), said
