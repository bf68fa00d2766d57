"""Weeks and conditions of a dose -> where they stand on the page: none is made up, none lost."""

from __future__ import annotations

import pytest

from clinicplan.dose import exactly
from clinicplan.doses import Said, Unclear, as_written, read_dose, set_aside


def read(typed: str) -> Said:
    """What is read of it, whole."""
    said = read_dose(typed)
    assert isinstance(said, Said), said
    return said


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 yellow band bd, if easy after 1 wk go to red",
        "3x10 yellow band bd, if easy, after 1 wk go to red",
        "3x10 bd, if pain free from week 3: 15",
    ],
)
def test_a_change_keeps_its_condition(typed: str) -> None:
    """It was: from week 2 go to red, for everybody."""
    said = read_dose(typed)
    assert isinstance(said, Unclear) or all("if" in step.note for step in said.steps)


def test_a_posture_of_the_first_weeks_begins_with_them() -> None:
    said = read("wk 8-10: 10cm step 2x10 eod. wk 11+: 20cm step 3x10 eod")
    assert said.notes == ("Weeks 8 to 10: 10cm step",)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("20 jumps wk1, 40 wk2, 60 wk3, 3x week", True),
        ("20 jumps wk1, 40 wk2, 60 wk3 on, 3x week", False),
        ("20 jumps wk1, 40 wk2, 60 from wk3, 3x week", False),
        ("3x10 wk 1, 3x15 wk 2-3, daily", False),
        ("3x10 wk 1, 3x15 wk 2, daily", False),
    ],
)
def test_a_last_week_that_goes_on_is_told(typed: str, told: bool) -> None:
    assert ("week-goes-on" in [doubt.code for doubt in read(typed).doubts]) is told


def test_ed_is_every_day() -> None:
    assert read("3x20 ed").dose.days == read("3x20 every day").dose.days


@pytest.mark.parametrize(
    ("typed", "last", "later"),
    [
        ("20 each way, 4x a day, this first week, leg up", 1, {}),
        ("10 bd this week only", 1, {}),
        ("10 bd for this wk", 1, {}),
        ("10 bd for a fortnight", 2, {}),
        ("10 daily, first fortnight", 2, {}),
        ("10 daily wearing boot for a fortnight", 0, {}),
        ("first fortnight 10 bd, then 15 bd", 0, {3: 15}),
        ("10 bd this week, then 15", 0, {2: 15}),
        ("this week 10 bd, next week 20 bd", 0, {2: 20}),
        ("3 x 10 bd. Next week 3 x 15", 0, {2: 15}),
        ("first 2 weeks: 10 bd, weeks 3-4: 15 bd", 4, {3: 15}),
    ],
)
def test_this_week_and_a_fortnight_are_weeks_of_the_plan(
    typed: str, last: int, later: dict[int, int]
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert said.last_week == last
    assert said.dose.reps in (exactly(10), exactly(20))
    found = {step.week: step.dose.reps.low for step in said.steps if step.dose.reps}
    assert found == later


@pytest.mark.parametrize("typed", ["no running this week, 10 bd", "10 bd, this week sitting"])
def test_what_is_said_aside_of_this_week_ends_nothing(typed: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear), asked
    said = set_aside(typed, asked)
    assert said is not None
    assert not said.last_week


@pytest.mark.parametrize(
    "typed", ["first 2 weeks 10 bd, weeks 3-4 15 bd", "First 3 days 10 bd, then 20 bd"]
)
def test_the_amount_of_the_first_days_is_never_how_often(typed: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear), asked
    assert set_aside(typed, asked) is None
    own = as_written(typed, asked)
    assert own is not None
    assert own.dose.reps is not None
    assert own.dose.reps.words.casefold().startswith("first")
