"""A figure that one reading makes sense of -> that reading, told; others stay asked or as typed."""

from __future__ import annotations

import pytest

from clinicplan.doses import as_written, what_to_ask
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said, Unclear
from clinicplan.doses.taken import as_taken
from tests.doses.own_words import in_own_words


@pytest.mark.parametrize(
    ("typed", "taken", "code"),
    [
        ("3/20 BD", "3 x 20 BD", "sets-taken"), ("3/8 eod", "3 x 8 eod", "sets-taken"),
        ("2/10 bd dont hold", "2 x 10 bd dont hold", "sets-taken"),
        ("3/15, each leg, daily", "3 x 15, each leg, daily", "sets-taken"),
        ("30 on 30 off x 6 Tue/Thu", "30 s on 30 s off x 6 Tue/Thu", "seconds-taken"),
        ("45 on, 20 off, 5 rounds", "45 s on 20 s off, 5 rounds", "seconds-taken"),
        ("walk 4 run 1 x5", "walk 4 min run 1 min x5", "minutes-taken"),
        ("3/10 daily, stop if pain >4/10", "3 x 10 daily, stop if pain >4/10", "sets-taken"),
        ("3/12-15 bd", "3/12-15 bd", ""),
        # a letter that may be two things, beside the other one
        ("3s 10r daily", "3 x 10 daily", "sets-taken"), ("10R 3S bd", "3 x 10 bd", "sets-taken"),
        ("3 s 12 r, slow", "3 x 12, slow", "sets-taken"), ("3s/8-12r", "3 x 8-12", "sets-taken"),
        # so many days a week
        ("2s 15r L, od", "2 x 15 L, od", "sets-taken"),
        ("3x10 od 5/7", "3x10 od, 5 days a week", "days-taken"),
        ("3x10 4-5/7", "3x10, 4-5 days a week", "days-taken"),
        ("3x10 5/7 days", "3x10, 5 days a week", "days-taken"),
        ("3/7 bd", "3 days a week, bd", "days-taken"), ("3X10 TDS 6/7", "3X10 TDS, 6 days a week",
         "days-taken"),
        ("3x10 3/7 not consecutive days", "3x10, 3 days a week, not consecutive days",
         "days-taken"),
        ("2 x 10 (5/7)", "2 x 10 (5 days a week)", "days-taken"),
        ("3x15 bd 7/7 for 12/52", "3x15 bd, 7 days a week, for 12/52", ""),
    ],
)  # fmt: skip
def test_a_figure_is_taken_and_told(typed: str, taken: str, code: str) -> None:
    text, doubts = as_taken(typed)
    assert (text, [doubt.code for doubt in doubts]) == (taken, [code] if code else [])


@pytest.mark.parametrize(
    "typed",
    [
        "3/10", "3/10 pain, 3x10", "2/10 bd, pain 2/10", "3/12 bd", "2/52 bd", "1/2 bd",
        "3/10 twaddle, bd", "3/10 max", "3/20 bd, 3 sets", "3/10 daily x3", "15/3 bd",
        "30 on 30 off", "5 on 5 off x20", "30 on 30 off x6, rest 2 min", "20 on 10 off x8", "",
        "3s 10r 10l", "hold 3s 10r", "6s 10r", "10r", "3s", "2x3s 10r", "3s 10rm",
        "3x10 for 5/7", "10 tds 3/7 only",
        "ice, rest 3/7", "3x10 5/7 then 3/7", "3x10 daily 5/7", "10 bd, pain 5/7",
        "bd 2/7, then od", "day 3/7: 10", "3x10 Mon Wed 2/7", "10 first 3/7, then 20",
        "15/7", "1/7 10",
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_left(typed: str) -> None:
    assert as_taken(typed) == (typed, ())


def test_sets_that_are_taken_are_facts_or_words() -> None:
    said = read_dose("3/20 BD")
    assert isinstance(said, Said)
    assert said.dose.sets is not None
    assert said.dose.reps is not None
    assert (said.dose.sets.low, said.dose.reps.low) == (3, 20)
    own = in_own_words("2/10 bd 2 blorp")
    assert own.dose.reps is not None
    assert own.dose.reps.words.startswith("2 sets of 10")


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("10 secs each foot in front x3 daily", 3), ("10s gently x5 every day", 5),
        ("wk1 10s, wk2 20s, wk3 30s. x3 every day", 3),
    ],
)  # fmt: skip
def test_bouts_by_daily_are_once_a_day_wherever_it_stands(typed: str, count: int) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times is not None
    assert said.dose.sets is not None
    assert (said.dose.sets.low, said.dose.times.count) == (count, 1)
    assert "bouts-taken" in [doubt.code for doubt in said.doubts]


@pytest.mark.parametrize(
    "typed",
    ["30 s rest x3 daily", "10 reps, hold 5 s, x3 daily", "30 s, 3x daily", "30 s, x3 daily"],
)
def test_three_times_a_day_stays_so(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times is not None
    assert said.dose.times.count == 3


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("20 am + 20 pm", "20, am and pm"),
        ("20 an hour while awake", "20, every hour while awake"),
        ("10 reps for 3 sets, bd", "3 x 10, bd"), ("10 reps/2-3 sets, bd", "2-3 x 10, bd"),
        ("Sets: 3 Reps: 10, bd", "3 x 10, bd"), ("Do it for 5 minutes, bd", "5 minutes, bd"),
        ("3x10 against red band, bd", "3x10 with red band, bd"),
        ("10, 3 non-consecutive days a week", "10, 3 days a week, non-consecutive"),
        ("10 reps/hr", "10 reps, every hour"), ("2x10, e.o.d.", "2x10, every other day"),
        ("3 times an hour", "3 times, every hour"), ("10 od-bd", "10, 1-2 times a day"),
        ("3x12 c red band, daily", "3x12 with red band, daily"),
        ("2x10 dont hold, bd", "2x10, no hold, bd"), ("10, nr a wall, bd", "10, near a wall, bd"),
        ("up to 30 secs, 3 reps, daily", "3 reps, up to 30 secs, daily"),
    ],
)  # fmt: skip
def test_two_spellings_say_the_same(typed: str, same: str) -> None:
    one, other = read_dose(typed), read_dose(same)
    assert isinstance(one, Said)
    assert isinstance(other, Said)
    assert (one.facts(), one.notes) == (other.facts(), other.notes)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("10 of each daily", "10 of each"), ("3x15 no weight eod", "3 sets of 15 no weight"),
        ("20secs x 5 gentle ones, daily", "20 seconds x 5 gentle ones"),
        ("45s x 2 bd, one knee straight one knee bent",
         "45 seconds, 2 times, one knee straight one knee bent"),
        ("10 mins of each run", "10 minutes of each run"),
    ],
)  # fmt: skip
def test_words_that_hid_a_fact_stay_in_their_place(typed: str, words: str) -> None:
    own = in_own_words(typed)
    assert own.dose.reps is not None
    assert own.dose.days or own.dose.times
    assert own.dose.reps.words == words


@pytest.mark.parametrize("typed", ["20 am, 30 pm", "20 am + 10 pm", "walk 5 km an hour"])
def test_no_other_number_becomes_of(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear)


def test_only_the_work_and_rest_with_rounds_are_seconds() -> None:
    words, _ = as_taken("30 on 30 off, then 30 on 30 off x6")
    assert words == "30 on 30 off, then 30 s on 30 s off x6"


@pytest.mark.parametrize("typed", ["then " * 2_000, "3x10 then " * 900, "hold 5 " * 200])
def test_what_is_no_dose_is_not_looked_through(typed: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert asked.code == "dose-too-long"
    assert as_written(typed, asked) is None
    assert what_to_ask(typed, asked) == asked
