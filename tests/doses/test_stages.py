"""Weeks, stages and conditions in one cell -> the weeks of the dose, its stages, and its notes."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, read_dose
from tests.doses.own_words import in_own_words
from tests.doses.test_dose_in_words import short

DAILY = "days every-day"


def _read(typed: str) -> Said:
    said = read_dose(typed)
    assert isinstance(said, Said), typed
    return said


@pytest.mark.parametrize(
    ("typed", "first", "note"),
    [
        ("3x10 3 x wk from wk 6 only if walking pain free", 6,
         "from wk 6 only if walking pain free"),
        ("3x10 bd from week 4 once pain free", 4, "from week 4 once pain free"),
        ("3x10 bd, from wk 6 if pain <3/10", 6, "from wk 6 if pain <3/10"),
        ("3 x 10 daily from week 3 if pain allows", 3, "from week 3 if pain allows"),
    ],
)  # fmt: skip
def test_a_week_with_a_condition_holds_back_the_whole_dose(
    typed: str, first: int, note: str
) -> None:
    said = _read(typed)
    assert (said.first_week, said.steps, said.notes) == (first, (), (note,))


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 bd from week 6 when easy",  # a sign to go on, and no start
        "3x10 bd from wk 3 once pain free, hold 5 s",
        "3x10 bd from week 3 if pain free 15",
        "3x10 bd from week 6 post op",
    ],
)
def test_other_conditions_leave_the_weeks_to_the_reader(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear) or not said.first_week


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("3x20 bd wk 1", (1, 1)),
        ("3x20 bd, wk 1.", (1, 1)),
        ("10 reps od (week 1)", (1, 1)),
        ("wks 3-6: 3x8 alt days", (3, 6)),
        ("wk 1: 3x8 eod", (1, 1)),
    ],
)
def test_weeks_beside_one_dose_are_all_of_its_weeks(typed: str, weeks: tuple[int, int]) -> None:
    said = _read(typed)
    assert (said.first_week, said.last_week, said.steps) == (*weeks, ())


@pytest.mark.parametrize(
    "typed",
    ["3x10 x wk 1", "3x15 2x week 1", "wks 3-6: 3x8 alt days. stop if sore", "3x10 bd week 3"],
)
def test_what_may_be_no_weeks_is_not_read_as_such(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)


# What is typed, the first stage, the week of the second, and that.
STAGES = [
    ("wk 1: 15s x5 od. then 30s x3 bd", "reps 5 · duration 15 · times 1", 2,
     "reps 3 · duration 30 · times 2"),
    ("first week 5 x 20s od, after that 3 x 30s bd", "sets 5 · duration 20 · times 1", 2,
     "sets 3 · duration 30 · times 2"),
    ("wk1-2 3x10 bd then 3x15 eod", f"sets 3 · reps 10 · times 2 · {DAILY}", 3,
     "sets 3 · reps 15 · times 1 · days every-other-day"),
    ("wk1-2 3x10 eod then 3x15 bd", "sets 3 · reps 10 · times 1 · days every-other-day", 3,
     f"sets 3 · reps 15 · times 2 · {DAILY}"),
    ("to wk 4 3x10 od then 3x15 od", "sets 3 · reps 10 · times 1", 5,
     "sets 3 · reps 15 · times 1"),
    ("3x10 od until week 4, then 3x15 od", "sets 3 · reps 10 · times 1", 5,
     "sets 3 · reps 15 · times 1"),
    ("wk 1 only 10 daily, then 20 daily", f"reps 10 · times 1 · {DAILY}", 2,
     f"reps 20 · times 1 · {DAILY}"),
    ("first 2 weeks 10 reps hold 5s od then 15 reps hold 5s bd", "reps 10 · hold 5 · times 1", 3,
     "reps 15 · hold 5 · times 2"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "first", "week", "then"), STAGES)
def test_two_stages_have_each_their_own_dose(
    typed: str, first: str, week: int, then: str
) -> None:
    said = _read(typed)
    (step,) = said.steps
    assert short(Said(said.dose)) == first
    assert (step.week, short(Said(step.dose))) == (week, then)
    assert not said.last_week


@pytest.mark.parametrize(
    "typed",
    [
        "wk1-2 10 x 5s hold eod then 3x15 od",  # held then, too?
        "wk1-2 10 reps left od then 3x15 right od",
        "wk 1-2: 3x10 od, then 3x15 eod, then 3x20 eod",
        "first week 3x10 od then 3x15 od if pain free",
        "first 2 weeks 5 min daily then 10 reps daily",
    ],
)
def test_stages_that_are_not_whole_stay_together(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)


def test_own_words_keep_the_end_of_a_stage() -> None:
    typed = "wk 1: 10 x 5s hold od. then 3x15 bd"
    own = in_own_words(typed)
    assert own.dose.reps
    assert "once a day; then" in own.dose.reps.words


@pytest.mark.parametrize(
    ("typed", "note", "week", "then"),
    [
        ("10 x 5-10s bd. sitting 2 wks then standing", "Weeks 1 to 2: sitting", 3, "standing"),
        ("3x10 bd (sitting for 2 weeks then standing)", "Weeks 1 to 2: sitting", 3, "standing"),
    ],
)
def test_a_manner_of_the_first_weeks_has_its_end(
    typed: str, note: str, week: int, then: str
) -> None:
    said = _read(typed)
    (step,) = said.steps
    assert (said.notes, step.week, step.note) == ((note,), week, then)


def test_a_band_of_the_first_weeks_is_no_manner() -> None:
    said = _read("3x10 bd. red band 2 wks then green")
    assert not said.notes
    assert said.steps[0].dose.load


def test_weeks_after_an_operation_give_no_boxes_from_the_first_day() -> None:
    typed = "3x10 bd, from week 6 post op"
    own = in_own_words(typed)
    assert own.dose.times is None
    assert not own.first_week


@pytest.mark.parametrize(
    "typed",
    [
        "wk1-2 10s x5, wk3-4 20s x5, wk5+ 30s x5 daily",
        "10s x5 daily wk 1-2, 20s x5 daily wk 3-4, 30s x5 daily from wk 5",
        "wk 1-2 5 x 10s, wk 3-4 20s x5, wk 5+ 5 x 30s, daily",
        "start 10 s x 5, wk 3 20 s x 5, wk 5 30 s x5 daily",
    ],
)
def test_so_many_bouts_are_as_many_in_each_stage(typed: str) -> None:
    """Never sets of the repetitions before: 5 holds, and not 25."""
    said = _read(typed)
    dose = said.dose
    for step in said.steps:
        dose = step.dose.over(dose)
        assert sorted(it.low for it in (dose.sets, dose.reps) if it) == [5], (typed, dose)


def test_stages_that_go_on_have_no_end() -> None:
    own = in_own_words("x5 10s wk1-2, x5 20s wk3-4, x5 30s wk5+ daily")
    assert not own.last_week
