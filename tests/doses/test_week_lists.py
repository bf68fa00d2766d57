"""Weeks told one by one -> the stretch that they are, and never a week that nobody typed."""

from __future__ import annotations

import pytest

from clinicplan.dose import Days, Rhythm
from tests.doses.own_words import printed


@pytest.mark.parametrize(
    "typed",
    ["3x15 od wks 1+2", "3x15 od wk 1 + 2", "3x15 od weeks 1 and 2", "3x15 od wks 1&2",
     "3x15 od, weeks 1, 2", "wk 1+2 3x15 od", "wks 1+2: 3x15 od", "3x15 od (wks 1+2)"],
)  # fmt: skip
def test_weeks_beside_one_another_are_a_stretch(typed: str) -> None:
    said = printed(typed)
    assert said.first_week in (0, 1)
    assert said.last_week == 2
    assert said.dose.reps is not None
    assert said.dose.reps.high == 15


@pytest.mark.parametrize(
    ("typed", "reps"),
    [
        ("wk 1+2 2x10 od, wk 3+4 3x15 od", {3: 15}),
        ("wks 1-3 3x15 daily, 4-6 3x12", {4: 12}),
        ("wk 1-2 10, 3-4 15, 5+ 20 daily", {3: 15, 5: 20}),
    ],
)
def test_each_stretch_has_its_amount(typed: str, reps: dict[int, int]) -> None:
    said = printed(typed)
    assert {step.week: step.dose.reps.high for step in said.steps if step.dose.reps} == reps


@pytest.mark.parametrize("typed", ["3x15 od wks 1+3", "weeks 1 + 3 3x10 daily"])
def test_weeks_apart_have_no_boxes_in_all_weeks(typed: str) -> None:
    said = printed(typed)
    assert said.dose.days == Days(Rhythm.AS_WRITTEN)
    assert not said.last_week


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("wk 1, 2 sets of 10, wk 2, 3 sets of 10 daily", "week 1, 2 sets of 10"),
        ("3x10 od, wk 3 + 4x10", "week 3 + 4 sets of 10"),
        ("3x10 daily after weeks 1 and 2", "daily after week 2"),
    ],
)
def test_what_is_counted_is_no_week(typed: str, words: str) -> None:
    said = printed(typed)
    assert said.dose.reps is not None
    assert words in said.dose.reps.words
    assert not said.steps
    assert not said.last_week


@pytest.mark.parametrize("typed", ["wks 1,2: 2x10, 3,4: 3x10 daily", "3x10 daily after weeks 1-2"])
def test_no_end_before_what_comes_later(typed: str) -> None:
    assert printed(typed).last_week == 0


@pytest.mark.parametrize(
    "typed",
    ["wk 1-2 10, 3-4 times a day", "wk 1-2 10 daily, 3-4 sets", "wk 1-4 daily, 5-10 gentle"],
)
def test_a_range_behind_weeks_may_be_counted(typed: str) -> None:
    assert not printed(typed).steps
