"""Doses that look plain, and are of two uses, a limit or another time -> the clinic's own words."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, as_written, read_dose, set_aside
from clinicplan.doses.spans import last_named
from clinicplan.doses.tens import without_tens


def _printed(typed: str) -> Said | None:
    said = read_dose(typed)
    if isinstance(said, Said):
        return said
    return set_aside(typed, said) or as_written(typed, said)


@pytest.mark.parametrize("deed", ["walk", "balance", "stand"])
def test_what_is_done_is_printed(deed: str) -> None:
    said = _printed(f"10 reps {deed} bd")
    assert said is None or (said.dose.reps and deed in said.dose.reps.words)


@pytest.mark.parametrize(
    "typed", ["walk 10 min daily, max +5 min a week", "3x10 daily, at most +2 reps a week"]
)
def test_a_limit_is_not_what_is_added(typed: str) -> None:
    said = _printed(typed)
    assert said is None or said.growth is None


def test_so_much_a_week_up_to_a_most_still_grows() -> None:
    said = _printed("10 min daily, +5 min a week to 30 max")
    assert said is not None
    assert said.growth is not None


def test_two_bouts_at_two_occasions_may_be_one_at_each() -> None:
    said = _printed("2x 3 min at lunch and after work")
    assert said is None or (said.dose.sets is None and said.dose.duration is None)


def test_a_band_behind_how_often_later_may_be_of_the_whole() -> None:
    said = _printed("3x15, daily x 2/52 then 3x/wk, green band")
    assert said is None or not said.steps


@pytest.mark.parametrize(
    "typed",
    [
        "3x15 daily, red band, for 2 weeks then 3x/wk, green band",
        "3x15 daily for 2 weeks, then 3x/wk with green band",
    ],
)
def test_another_band_later_is_a_stage(typed: str) -> None:
    said = _printed(typed)
    assert said is not None
    assert said.steps[-1].dose.load


def test_a_goal_of_many_by_a_week_stays_seconds() -> None:
    assert "20s" in without_tens("3x10 daily, goal 20s by week 6")
    assert "8s" not in without_tens("5 reps, then 5 more. Goal 8s by wk 4")


def test_repetitions_behind_weeks_name_no_week() -> None:
    assert last_named("after 2 weeks 10 x4, after 4 weeks 8 x 5") == 0
    assert last_named("3 sets of 10, twice a day weeks 10 times") == 0
