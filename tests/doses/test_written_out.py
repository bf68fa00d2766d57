"""Shorthand that is printed -> words a patient can read, and what it must never become."""

from __future__ import annotations

import re

import pytest

from clinicplan.doses.shorthand import spelt
from clinicplan.doses.written_out import written_out

TIMES = "\N{MULTIPLICATION SIGN}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        # how often
        ("10 2xd", "10 twice a day"),
        ("10, 5x/d wk 1", "10, 5 times a day week 1"),
        ("1/wk", "once a week"),
        ("2/wk", "twice a week"),
        ("4x p/w", "4 times a week"),
        ("x3 daily", "3 times daily"),
        ("1-2x/day", "1-2 times a day"),
        ("10 x3/day", "10, 3 times a day"),
        ("20/day", "20 a day"),
        ("2/d", "twice a day"),
        ("3 sess/wk", "3 sessions a week"),
        ("3-5 d/wk", "3-5 days a week"),
        ("170 steps/min", "170 steps/min"),
        ("q2h", "every 2 hours"),
        # what is added is not how often
        ("+1/day as able", "+1 each day as able"),
        ("+2/wk", "+2 each week"),
        ("add 1 set/wk", "add 1 set a week"),
        # so often, and sets
        ("5 right + 5 left x4", "5 right + 5 left, 4 times"),
        ("only 1x if sore", "only once if sore"),
        ("x2 only on good days", "twice only on good days"),
        ("push 6 s, x4", "push 6 seconds, 4 times"),
        ("then x5 on heels", "then 5 times on heels"),
        ("3x(10 s on 5 s off)", "3 times (10 seconds on 5 seconds off)"),
        ("5x(1 min on/1 min off)", "5 times (1 minute on/1 minute off)"),
        ("BW x2wks", "body weight for 2 weeks"),
        ("1/1 min", "1/1 minutes"),
        ("3x10 reps, slow", "3 sets of 10 repetitions, slow"),
        ("4 x 3 times a day", f"4 {TIMES} 3 times a day"),
        ("until burn, max 20, eod", "until burn, max 20, every other day"),
        ("relax 10, then hold", "relax 10, then hold"),
        ("hold, x2 rounds", "hold, 2 rounds"),
        ("15x3 bd", "15 repetitions, 3 sets twice a day"),
        ("10 x 10", f"10 {TIMES} 10"),
        ("12 x 8", f"12 {TIMES} 8"),
        ("20 x 30 s", "20 times for 30 seconds"),
        ("W1 2x5 1/wk; W5+ 12-10-8", "week 1: 2 sets of 5 once a week; from week 5: 12-10-8"),
        ("10 sec hold x 10 reps x 2 sets", "10 seconds hold, 10 repetitions, 2 sets"),
        ("1x8 wk 1, to max 3x8", "1 set of 8 week 1, to max 3 sets of 8"),
        # no number of times: days, circles, evenings, metres
        ("30 s x 5 evenings", "30 seconds x 5 evenings"),
        ("20 s x 5 circles", "20 seconds x 5 circles"),
        ("BD x 1 wk f/b OD x 2/52", "twice a day for 1 week followed by once a day for 2 weeks"),
        ("4x5 30cm", f"4 {TIMES} 5 30cm"),
        ("3x1 min", "3 times for 1 minute"),
        ("4 x 5/day", "4 sets of 5 a day"),
        ("20 x 3/day rest when tired", "20, 3 times a day, rest when tired"),
        ("20 x 3 times a day", "20 times, 3 times a day"),
        ("20 x 3 daily", f"20 {TIMES} 3 daily"),
        ("3x8 2x4kg dumbbells", f"3 sets of 8, 2 {TIMES} 4kg dumbbells"),
        ("3x8 2.5kg", "3 sets of 8, 2.5kg"),
        ("3x15 @15RM",
         "3 sets of 15 with a weight you can lift 15 times"),
        ("3x5 at 1RM", "3 sets of 5 at 1RM"),
        ("21 min", "21 minutes"),
        ("1-2 min", "1-2 minutes"),
        # signs
        ("10 each dir. Then 5 in 3 dirs", "10 each direction. Then 5 in 3 directions"),
        ("10 per dirn., slowly", "10 per direction, slowly"),
        ("5 -> 10", "start with 5, build up to 10"),
        ("3 sets --> 4 sets", "start with 3 sets, build up to 4 sets"),
        ("5kg\u21927.5kg, daily", "start with 5kg, build up to 7.5kg, daily"),
        ("easy -> 15x", "if easy, 15 times"),
        ("10 squats -> 5 lunges", "10 squats, then 5 lunges"),
        ("30s -> 5 squats", "30 seconds, then 5 squats"),
        ("1 week -> 10 min --> 5 min", "1 week, then 10 minutes, then 5 minutes"),
        ("drive > 1 h", "drive more than 1 hour"),
        ("pain >= 4", "pain at least 4"),
        ("~10 at 70% BW", "about 10 at 70% body weight"),
        ("2' rest", "2 minutes rest"),
        ("RPE 7", "effort 7 out of 10"),
        ("VAS 3/10", "pain 3 out of 10"),
        ("min 4 days/wk", "at least 4 days a week"),
        ("10 min 4 days", "10 minutes 4 days"),
        ("10/leg", "10 each leg"),
        ("daily exc. Sun", "daily except Sun"),
        # left and right, and a rest
        ("10 R, 10L", "10 right, 10 left"),
        ("4x5, r 90s", "4 sets of 5, r 90 seconds"),
        ("R 90s", "right 90 seconds"),
        ("5 x8, rest 30 secs b/w sets", "5 sets of 8, rest 30 seconds between sets"),
        ("hold 6 x 10", "hold 6 seconds, 10 times"),
        ("hold 3 x 10 s", "hold 3 times for 10 seconds"),
        ("2 secs out 4 secs back", "2 seconds out, 4 seconds back"),
        ("5r", "5r"), ("5r 5l", "5 right 5 left"),
        ("", ""),
        ("Hold on!", "Hold on"),
    ],
)
def test_shorthand_is_written_out(typed: str, words: str) -> None:
    assert written_out(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2x15 CW/ACW", "2x15 clockwise/anticlockwise"),
        ("am + nocte", "am + at night"),
        ("10 ea way, 5 e/w", "10 each way, 5 each way"),
        ("floor EO, then EC", "floor eyes open, then eyes closed"),
        ("20 SL heel raises", "20 single-leg heel raises"),
        ("hold, ED", "hold, every day"),
        ("w/ 5 kg, if poss", "with 5 kg, if possible"),
        ("nil rest, then nil", "no rest, then nothing"),
        # what is no abbreviation there
        ("SL clams", "SL clams"),
        ("edge of bed", "edge of bed"),
        ("ed", "ed"),
        ("eo", "eo"),
        ("tea with dad", "tea with dad"),
        ("20/d", "20 a day"),
        ("forward", "forward"),
        ("two-way", "two-way"),
        ("sea", "sea"),
        ("read", "read"),
    ],
)
def test_what_has_one_meaning_is_spelt(typed: str, words: str) -> None:
    assert spelt(typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "3x8 @ 40 kg, 2-3x/d",
        "10x10s: 5x/d wk 1, then 3x/d wk 2",
        "2x20 L, 3x12 R, r 30s, q3h",
        "4/2 x8, 15x3, 12-10-8, 3/5",
        "6 on/6 off x10",
        "10 @ 6 pm, +5%/wk to 45",
    ],
)
def test_every_number_stays_in_its_place(typed: str) -> None:
    before, after = (re.findall("[0-9]+", text) for text in (typed, written_out(typed)))
    assert before == after
