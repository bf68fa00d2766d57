"""Shorthand in notes and in the clinic's own words -> what a patient can follow."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, as_written, read_dose
from clinicplan.doses.written_out import written_out
from tests.doses.own_words import printed


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("add 1 rep each session till 2x15", "add 1 repetition each session till 2 sets of 15"),
        ("drop to 2x10 until it settles", "drop to 2 sets of 10 until it settles"),
        ("go back to 2x10", "go back to 2 sets of 10"),
        ("for 2 weeks then 5x8 heavier", "for 2 weeks then 5 sets of 8 heavier"),
        ("progress to 3x15", "progress to 3 sets of 15"),
        ("run 2 walk 1 x8", "run 2 walk 1, 8 times"),
        ("hold 10 s then 3 x 30 s", "hold 10 seconds then 3 times for 30 seconds"),
        ("first one before 1st step in AM", "first one before 1st step in the morning"),
        ("if AM pain >5/10", "if morning pain more than 5 out of 10"),
        ("10 am and pm", "10 am and pm"),
        ("NOT to end range", "NOT as far as it goes"),
        ("not right to end of range", "not as far as it goes"),
        ("hold at end range", "hold at the end of the movement"),
        ("full range", "full range"),
        ("4 in step", "4 inch step"),
        ("if no pain go to 6 in", "if no pain go to 6 inch"),
        ("breathe 5 in, 5 out", "breathe 5 in, 5 out"),
        ("non consecutive", "on days that do not follow one another"),
        ("3x/wk, not on consecutive days",
         "3 times a week, on days that do not follow one another"),
        ("3x/wk non-consecutive days", "3 times a week, on days that do not follow one another"),
    ],
)  # fmt: skip
def test_it_is_written_out(typed: str, words: str) -> None:
    assert written_out(typed) == words


@pytest.mark.parametrize(
    ("typed", "times"),
    [("3x10 qd", 1), ("10 reps q.d.", 1), ("3x10 QD slow", 1), ("3x10 qid", 4), ("3x10 qds", 4)],
)
def test_qd_is_once_a_day_and_told(typed: str, times: int) -> None:
    said = printed(typed)
    assert said.dose.times
    assert said.dose.times.count == times
    assert ("qd-taken" in [doubt.code for doubt in said.doubts]) is (times == 1)


def test_qhs_is_at_bedtime() -> None:
    times = printed("1-2 min qhs").dose.times
    assert times
    assert times.named == ("bedtime",)


@pytest.mark.parametrize(
    "typed", ["A-Z 1x, 3 times a day", "A-Z, tds", "A-Z once tds", "a-z x2 bd", "alphabet 2x od"]
)
def test_the_alphabet_is_an_amount(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.reps
    assert said.dose.reps.words


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("3x10 w 5 sec hold, bd", 5), ("3x10 w 5s hold bd", 5), ("3x10 with 5 sec hold bd", 5)],
)
def test_w_is_with(typed: str, seconds: int) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.hold
    assert said.dose.hold.low == seconds
    assert not said.first_week


@pytest.mark.parametrize(
    "typed",
    ["10 reps 1x/day first week then 2x/day", "10 reps 1x/day for 1 week then 2x/day",
     "10 reps once a day the first week, then twice a day"],
)  # fmt: skip
def test_the_first_week_then_more_often(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    (step,) = said.steps
    assert step.dose.times
    assert (step.week, step.dose.times.count) == (2, 2)
    assert said.dose.times
    assert said.dose.times.count == 1


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("30 sec x 3 in AM before getting up", "in the morning before you get up"),
        ("30 sec x 3 am before getting up", "in the morning before you get up"),
        ("30 sec x 3 every morning before getting up", "every morning before you get up"),
        ("10, in bath", "in the bath"),
        ("10 once a day in bath", "once a day, in the bath"),
    ],
)
def test_an_occasion_is_a_sentence_with_a_box_each_day(typed: str, when: str) -> None:
    times = printed(typed).dose.times
    assert times
    assert (times.occasion, times.is_fixed) == (when, True)


@pytest.mark.parametrize(
    "typed",
    [
        "3x12 for 2 weeks, then 4x10 w/ backpack of books for 2 weeks then 5x8 heavier backpack. "
        "every other day",
        "2 min walk with a stick then 3 min without stick then 4x2 min. Every other day",
    ],
)
def test_how_often_in_its_own_sentence_has_boxes(typed: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    own = as_written(typed, asked)
    assert own
    assert own.dose.days
    assert own.dose.days.rhythm.value == "every-other-day"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("R 5x20 sec, L 2x20 sec, once a day",
         "right 5 times for 20 seconds, left 2 times for 20 seconds"),
        ("10 steps x 4 lengths, once a day", "10 steps x 4 lengths"),
        ("10 steps x 4 lengths, once daily", "10 steps x 4 lengths"),
    ],
)  # fmt: skip
def test_once_a_day_is_set_apart(typed: str, words: str) -> None:
    own = printed(typed)
    assert own.dose.reps
    assert own.dose.reps.words == words
    assert own.dose.times
    assert own.dose.times.count == 1


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("20 secs x 3 daily and after football", "once a day, and after football"),
        ("10 steps x 4 lengths, once the boot is off", "once the boot is off"),
        ("10 steps x 4 lengths, once a day and when stiff", "once a day and when stiff"),
    ],
)
def test_how_often_with_more_behind_it_stays(typed: str, left: str) -> None:
    reps = printed(typed).dose.reps
    assert reps
    assert left in reps.words


def test_days_apart_are_a_note() -> None:
    said = read_dose("3x10 twice a wk, at least 2 days apart")
    assert isinstance(said, Said)
    assert said.notes == ("at least 2 days apart",)


@pytest.mark.parametrize(
    ("typed", "side"),
    [
        ("3x10 bd, most of wt on the good (R) leg", ""),
        ("3x10 bd, wobble things on right leg", ""),
        ("3x10 bd, odd wobble (R leg)", "right"),
    ],
)
def test_the_good_leg_is_no_side(typed: str, side: str) -> None:
    assert printed(typed).side == side


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ("10, 3 up 3 down then 6 heavier eod", True),
        ("5x8 3 up 3 down then 3x6 heavier eod", False),
        ("5x8 3 s up 3 s down then 3x6 heavier eod", False),
        ("5x8 slow then 3x6 heavier eod", False),
    ],
)
def test_a_tempo_without_its_unit_is_told(typed: str, is_told: bool) -> None:
    codes = [doubt.code for doubt in printed(typed).doubts]
    assert ("tempo-without-unit" in codes) is is_told
