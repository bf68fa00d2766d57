"""The clinic's own words of a dose -> the side and the weeks that nobody can doubt."""

from __future__ import annotations

import pytest

from clinicplan.dose import Days, Rhythm
from clinicplan.doses import Unclear, read_dose, set_aside
from clinicplan.doses.certain import with_certain
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Said
from clinicplan.doses.unclear import of_bouts_daily
from tests.doses.own_words import in_own_words


@pytest.mark.parametrize(
    ("typed", "side"),
    [
        ("3 x 8 on the left, band: red", "left"),
        ("15 Minuten R leg, twice per day", "right"),
        ("5x12 hold 10s L only 20s pause TID", "left"),
        ("10 either way R leg / daily", "right"),
        ("3 sets of 10, each held 5 seconds on the left, 1/day", "left"),
        ("total 1 min right side Alternate Days.", "right"),
        ("10-minute session R leg, 4x/day.", "right"),
        ("Reps 10 R, two times a week.", "right"),
        ("2 x 15 right side. 2-3 times a day. Week 2+: 25.", "right"),
        ("3 sets of 10 on the right - and hold 10 s; two minute rest - every morning", "right"),
        ("5x12 hold 10s L only 20s pause TID + go up by 2 a week", "left"),
        ("6 - 8 x 3 sets left / (red band). 45 seconds rest in between sets. X 2 a day", "left"),
        ("Reps 12 right leg only; Mon-Fri; progress by 5 reps per week, on a step", "right"),
        ("6 or 8 times, 3 sets R only; hold 3 seconds each; after each meal", "right"),
        ("3 rounds of 10 L, 3 times per day / every 3 days", "left"),
        ("3 x 30-second bouts left leg only. 1 x day. in standing.", "left"),
        ("3 x AMRAP L leg, 2 x daily", "left"),
        ("2 or 3 x 12 x 3 sec hold right leg, daily except Sunday", "right"),
        ("repeat 15 times left side 3 x daily wk 2+ 17 reps", "left"),
        ("2 minute left side / x2 per day every other day", "left"),
        ("after every meal. 3 sets - 15 reps left leg only. 90 s break. 20 from week 2.", "left"),
        # what is near it
        ("lie on the left, 10 lifts", ""),
        ("stand on left, swing right, 10", ""),
        ("hold on with left hand, 10", ""),
        ("turn to the left 10x", ""),
        ("L 3 sets, R 1 set", ""),
        ("10 reps left knee bent", ""),
        ("10, left leg first", ""),
        ("10 each, left", ""),
        ("10 on the left, other leg bent", ""),
        ("3 x 10 bd (left only 5)", ""),
        ("3 x 10, 2 kg (L 1 kg)", ""),
        ("10 reps bd, 5 on the left", ""),
        ("10 circles and 5 left", ""),
        ("3x10 bd, extra set on left", ""),
        ("left 5, 10 as well for balance", ""),
        ("extra set on left, 3 x 10", ""),
        ("3 x 10, hold right hand on wall", ""),
        ("3 x 10 both legs, wk 3+ left", ""),
        ("20 s on left, 30 s", ""),
        ("3 x 10 left, then 3 x 15", ""),
        ("10 left, 15 reps", ""),
        ("3x10 bd, left if able", ""),
        ("left when able, 3x10 bd", ""),
        ("3x10 left if able", "left"),
    ],
)
def test_a_side_in_own_words(typed: str, side: str) -> None:
    assert with_certain(Said(), typed).side == side


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("2x12 reps; every day of the week; first 3 weeks only", (0, 3)),
        ("20 minutes each time. 3 x daily x 3 weeks", (0, 3)),
        ("twenty minutes + 3 x per day, x 2 weeks + use a chair", (0, 2)),
        ("3 x 10, 3x/week, 3 weeks", (0, 3)),
        ("10 twice a week, x 6/52", (0, 6)),
        ("3 goes, daily, not before week 2, at 50% effort", (2, 0)),
        ("3 sets until tired / 2 times daily / Tue, Thu / for 3 weeks only", (0, 3)),
        ("2 sets of max reps / 45 s rest in between / before bed / week 1-3", (1, 3)),
        ("5 either way both L and R - until end of week 2 - RPE 6", (0, 2)),
        # what is near it
        ("for 3 weeks then twice a week", (0, 0)),
        ("10 each, for 2 weeks if no better", (0, 0)),
        ("10 week 1, 15 for 2 weeks", (0, 0)),
        ("10, from week 3, 15 reps", (0, 0)),
        ("10 a day 2 weeks before surgery", (0, 0)),
        ("10 for 2 weeks after surgery", (0, 0)),
        ("10, rest 2 weeks", (0, 0)),
        ("10, rest for 2 weeks", (0, 0)),
        ("10 every 3 weeks", (0, 0)),
        ("10 wobbles bd, in boot for 4 weeks", (0, 0)),
        ("10 wobbles bd, no running for 6 weeks", (0, 0)),
        ("10 wobbles, hold on. Brace for 6 weeks", (0, 0)),
        ("10 wobbles, hold on, twice a day for 6 weeks", (0, 6)),
        ("10, add 2 for 2 weeks", (0, 0)),
        ("3x/week more if tolerated", (0, 0)),
        ("W1-3 3x15, W4-6 3x12, W7-9 4x10. 6 secs per rep", (0, 9)),
        ("wk 1 10, wk 2-4 15", (0, 4)),
        ("wk 1-3 3x15, wk 5-6 4x10", (0, 0)),
        ("wk 1-3 3x15, wk 4 4x10", (0, 0)),
        ("wk 1-3 3x15, wk 4-6 4x10 then 5x5", (0, 0)),
        ("wk 1-3 3x15, wk 4-6 4x10, wk 7 on 5x5", (0, 0)),
    ],
)
def test_weeks_in_own_words(typed: str, weeks: tuple[int, int]) -> None:
    said = with_certain(Said(), typed)
    assert (said.first_week, said.last_week) == weeks


def test_own_words_end_when_they_say() -> None:
    typed = "20 minutes each go. 3 x daily x 3 weeks"
    said = in_own_words(typed)
    assert said.last_week == 3


@pytest.mark.parametrize("typed", ["bds except sun, 10 reps", "10 reps, qhs", "10 reps, prn bds"])
def test_an_abbreviation_is_no_note(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear) or not said.notes


def test_so_many_more_a_week_is_no_frequency() -> None:
    typed = "12 x 4 sets / one minute rest / before bed / +1 weekly"
    own = in_own_words(typed)
    assert own.dose.days == Days(Rhythm.AS_WRITTEN)


def test_so_far_each_time_is_no_growth() -> None:
    assert isinstance(read_dose("BID + 30 metres each time"), Unclear)


@pytest.mark.parametrize("typed", ["reps: 25/side, hold 2 s, at weekends", "3 x 5/leg, hold 2 s"])
def test_an_amount_for_a_side_is_no_note(typed: str) -> None:
    said = set_aside(typed, asked) if isinstance(asked := read_dose(typed), Unclear) else asked
    assert said is None or said.dose.reps is not None


def test_each_time_alone_is_no_occasion() -> None:
    """It was: `Each time left leg Mon, Fri`, five days turned into two."""
    typed = "10 metres each time L leg Mon - Fri, keep knees soft"
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert set_aside(typed, asked) is None
    assert in_own_words(typed).side == "left"


@pytest.mark.parametrize(
    "typed",
    ["10 repeats, hold for 2 seconds. x2 daily.", "10, hold 2 s x2 daily", "8 each, 5 s x3 daily"],
)
def test_bouts_are_none_where_a_count_is_typed(typed: str) -> None:
    """It was: `2 x 2 seconds hold, once a day`, with the ten of it."""
    assert of_bouts_daily(plain(typed)) is None


def test_each_before_first_thing_is_of_the_sides() -> None:
    said = read_dose("2 minutes each first thing in the morning")
    assert isinstance(said, Said)
    assert (said.side, said.dose.times and said.dose.times.named) == ("each", ("first-thing",))
