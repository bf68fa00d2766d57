"""A dose in the clinic's words -> how often as a fact, and the words without it."""

from __future__ import annotations

import pytest

from clinicplan.dose import AS_WRITTEN, Days, Dose, Rhythm, Times
from clinicplan.doses import Said, Unclear, as_written, read_dose
from clinicplan.doses.often import set_apart
from clinicplan.doses.shorthand import spelt
from clinicplan.workbook.sheets.retyped import retyped
from tests.doses.own_words import in_own_words


def apart(typed: str) -> tuple[str, str] | None:
    """How often, as it could be typed, and the rest as it is printed."""
    said = as_written(typed, not_read(typed))
    if set_apart(spelt(typed)) is None or said is None:
        return None
    reps = said.dose.reps
    assert reps is not None
    assert reps.wording == AS_WRITTEN
    return often(said), reps.words


def not_read(typed: str) -> Unclear:
    """What the reader asks; where it takes the dose in, as if it did not."""
    said = read_dose(typed)
    return said if isinstance(said, Unclear) else Unclear("dose-piece-unclear", {"value": typed})


def often(said: Said) -> str:
    dose = said.dose
    found = [retyped(name, fact) for name, fact in (("times", dose.times), ("days", dose.days))
             if fact is not None]  # fmt: skip
    weeks = [str(week) for week in (said.first_week, said.last_week)] * bool(said.last_week)
    return "; ".join((*found, *(["-".join(weeks)] if weeks else [])))


@pytest.mark.parametrize(
    ("typed", "how_often", "words"),
    [
        ("10 gentle, bd. Stop if P&N last more than a few mins", "2",
         "10 gentle. Stop if pins and needles last more than a few minutes"),
        ("3x10 od, quick pull, slow release 4 sec", "1",
         "3 sets of 10, quick pull, slow release 4 seconds"),
        ("3x15 OD, slow lower 3 sec. Pain up to 5/10 ok if settled next am", "1",
         "3 sets of 15, slow lower 3 seconds. Pain up to 5/10 ok if settled next morning"),
        ("10 up 10 down, 10s each, tds, as tolerated", "3",
         "10 up 10 down, 10 seconds each, as tolerated"),
        ("5 -> 10 -> 15 as able, b.d., hold on", "2",
         "start with 5, build up to 10, then 15 as able, hold on"),
        ("20 fwd/back, 20 sideways, od, hold on", "1", "20 forward/back, 20 sideways, hold on"),
        ("L (bad) 4x30s, R 2x30s, daily", "1; every day",
         "left (bad) 4 times for 30 seconds, "
         "right 2 times for 30 seconds"),
        ("5 mins each BD, after warm water soak", "2", "5 minutes each, after warm water soak"),
        ("4 x 30s on 30s off every morning", "morning",
         "4 \N{MULTIPLICATION SIGN} 30 seconds on 30 seconds off"),
        ("10 slow reps am + nocte, breathe out as you round", "morning and night",
         "10 slow repetitions, breathe out as you round"),
        ("2x2min morning + before bed, if it starts shaking ease off", "morning and bedtime",
         "2 times for 2 minutes, if it starts shaking ease off"),
        ("10 reps 3x/day WITH SHOES, hold sink", "3", "10 repetitions, WITH SHOES, hold sink"),
        ("2 min 3x/d, count out loud", "3", "2 minutes, count out loud"),
        ("10 wobbles (bd) hold the sink", "2", "10 wobbles, hold the sink"),
        ("3x15 daily. Pain 0-3 carry on, 4-5 stay at this level, >5 halve reps", "1; every day",
         "3 sets of 15. Pain 0-3 carry on, 4-5 stay at this level, more than 5 halve repetitions"),
        ("3x15 1/d, +5 reps each week to max 30", "1",
         "3 sets of 15, +5 repetitions each week to max 30"),
        ("3 series of 10x, 1 min rest, 3x pw. Goes easy -> 15x", "3 days a week",
         "3 series of 10 times, 1 minute rest. If it goes easy, 15 times"),
        ("3x6 fwd, stick 3 secs, 3 sessions/wk. Only start once 20 SL heel raises ok",
         "3 days a week",
         "3 sets of 6 forward, stick 3 seconds. Only start once 20 single-leg heel raises ok"),
        ("x3/wk: jog 1 min walk 4, x5 rounds. Each week +1 jog -1 walk till jog 5 walk 0",
         "3 days a week",
         "jog 1 minute walk 4, 5 rounds. Each week + 1 jog -1 walk till jog 5 walk 0"),
        ("15 e/w out of boot sitting tds wk 4-8", "3; 4-8",
         "15 each way out of boot sitting"),
        ("3x10, 30s each position, 3x/day x 2/52", "3; 0-2",
         "3 sets of 10, 30 seconds each position"),
        ("12/10/8, 2 min rest, Mo We Sa", "Mon Wed Sat", "12/10/8, 2 minutes rest"),
        ("wk1 2x15, from wk2 3x15, MWF, squeeze 2s", "Mon Wed Fri",
         "week 1: 2 sets of 15, from week 2: 3 sets of 15, squeeze 2 seconds"),
        ("3x10 5 days/wk slow, not right to end of range", "5 days a week",
         "3 sets of 10, slow, not as far as it goes"),
        ("5 mins twice daily once fully healed", "2", "5 minutes, once fully healed"),
        ("2x5 2/wk, not day before match", "2 days a week", "2 sets of 5, not day before match"),
        ("2 x 8-10 alt days, knee over 2nd toe", "every other day",
         "2 sets of 8-10, knee over 2nd toe"),
        ("3 sets to fatigue 3x/wk not 2 days running", "3 days a week",
         "3 sets to fatigue, not 2 days running"),
        ("10 rounds BD, 1 hr after medicine", "2", "10 rounds, 1 hour after medicine"),
        ("2 sets of 10, 5 secs, 3 times a day at kitchen sink", "3",
         "2 sets of 10, 5 seconds, at kitchen sink"),
        ("3x10 od, slow down. increase 1-2 reps per wk to 15", "1",
         "3 sets of 10, slow down. Increase 1-2 repetitions per week to 15"),
        ("10 mins 5 days a week, add 2 mins a wk up to 30", "5 days a week",
         "10 minutes, add 2 minutes a week up to 30"),
        ("4 x 30s daily, eyes shut after 2 wks", "1; every day",
         "4 times for 30 seconds, eyes shut after 2 weeks"),
        ("10 x tds, stop if tingling lasts > 10 mins after", "3",
         "10 times, stop if tingling lasts more than 10 minutes after"),
        ("3 x 10 od, up to 3 x 15 when easy", "1",
         "3 sets of 10, up to 3 sets of 15 when easy"),
        ("length of the hall x 4, 5 days a week", "5 days a week",
         "length of the hall, 4 times"),
        ("45s x 2 bd, one knee straight one knee bent", "2",
         "45 seconds, 2 times, one knee straight one knee bent"),
    ],
)  # fmt: skip
def test_how_often_by_itself_is_a_fact(typed: str, how_often: str, words: str) -> None:
    assert apart(typed) == (how_often, words)


@pytest.mark.parametrize(
    "typed",
    [
        "10 squats daily 20 curls", "10 squats bd, 20 curls", "5 reps TDS; 10 reps from 2nd week",
        "4x20s 1x/day, game days 2x20s", "10 wobbles daily if swollen",
        "10 wobbles rest Sundays", "10 wobbles, rest Sundays", "10 wobbles exept Sundays",
        "10 gentle daily if no pain, else every other day", "if swollen, 10 wobbles daily",
        "if swollen: 10 wobbles daily", "10 wobbles. If swollen, daily",
        "hot day: 10 wobbles daily", "10 wobbles daily until pain free then 3x/week",
        "10 wobbles bd (3x/day if stiff)", "15 reps tid, only 1x if swollen",
        "10 wobbles daily, alternate days if sore", "10 wobbles daily or when sore",
        "10 wobbles daily, miss a day if sore", "10 wobbles daily + prn",
        "6x10s bd, leave out on burning days", "10 wobbles daily, twice on Sundays",
        "R 3x20, L 2x20, red band, daily except performance days",
        "10 wobbles at least twice a day", "10 min after activity, max 4x/day",
        "10 wobbles 2-3x/day, more if you can", "4 bouts, sit 2 min. Daily if poss, min 4 days/wk",
        "10 wobbles, progress to daily", "10 wobbles daily, increase to twice daily",
        "10 wobbly ones bd wk 1, 15 tds wk 2", "10x10s: 5x/d wk 1, 3x/d wk 2, then 1x/d",
        "10 wobbles, first week daily, second week bd", "wk 1 10 wobbles, wk 2 15 wobbles daily",
        "10 wobbles daily in week 1", "review in 2 weeks, 10 wobbles daily",
        "4x12 3x/wk to wk 4, wk 5 2 sets only (easy week), wk 6 on 4 sets again",
        "left 10 daily, right 5 bd", "left 10 bd, right 5", "10 squats, 3 x 30 s plank daily",
        "5 wobbles mon, 10 wobbles thu", "Daily: 10 wobbles. Weekends: 20 wobbles",
        "push 6s, stretch 20s, x4, after training, rest days 1x",
        "3 sessions daily of 10 wobbles", "20 wobbles over the day, daily",
        "10 wobbly ones, pain <=3/10 that night", "5x after every 30 min sitting",
        "10 wobbles, ice bd", "10 wobbles, review weekly", "10 wobbles. Next visit Tuesday",
        "10 wobbles, never daily", "10 wobbles; in boot for 4 weeks",
        "10 wobbles, no running daily",
        "10 wobbles, check skin every evening", "10 wobbles, no running for 6 weeks",
        "10 wobbles hourly, not at night", "10 wobbles per week \u200b",
    ],
)  # fmt: skip
def test_what_holds_for_a_part_stays_in_the_words(typed: str) -> None:
    assert apart(typed) is None


def test_how_often_is_said_once() -> None:
    typed = "3x10 od, quick pull, slow release 4 sec"
    said = in_own_words(typed)
    assert (said.dose.times, said.dose.days) == (Times(1), None)
    assert dict(said.typed)["times"] == "od"


def test_weeks_alone_leave_how_often_to_the_words() -> None:
    typed = "3 slow ones at each nappy change, weeks 1 to 2"
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    said = as_written(typed, asked)
    assert said is None or said.dose.days in (None, Days(Rhythm.AS_WRITTEN))
    assert said is None or said.dose != Dose()


@pytest.mark.parametrize(
    ("typed", "piece"),
    [
        ("10 gentle daily if no pain, else every other day", "else every other day"),
        ("10 on the stairs then 12 in the hall, daily", "10 on the stairs then 12 in the hall"),
        ("15 reps tid, only 1x if swollen in the hall", "only 1x if swollen in the hall"),
        ("10 Wobbly Knees, hold the sink please so, bd", "hold the sink please so"),
    ],
)
def test_the_piece_that_was_not_understood_goes_with_the_words(typed: str, piece: str) -> None:
    said = in_own_words(typed)
    assert [dict(doubt.values).get("piece") for doubt in said.doubts] == [piece]


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("R 3x10, L 2x10 - Mon Wed Fri Sat", "R 3x10, L 2x10"),
        ("R 3x10, L 2x10 \u2013 every other day", "R 3x10, L 2x10"),
    ],
)
def test_how_often_behind_a_dash_is_of_all(typed: str, rest: str) -> None:
    apart = set_apart(typed)
    assert apart is not None
    assert apart[1] == rest
    assert apart[0].dose.days is not None


@pytest.mark.parametrize("typed", ["R 3x10, L 2x10 - if no pain", "R 3x10 - daily, L 2x10 - Mon"])
def test_what_else_stands_behind_a_dash_stays(typed: str) -> None:
    assert set_apart(typed) is None
