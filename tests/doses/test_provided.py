"""A condition of the whole dose -> stands with how often, and the diary keeps its boxes."""

from __future__ import annotations

import pytest

from clinicplan.dose import Rhythm
from clinicplan.doses import with_company, with_condition
from clinicplan.doses.said import Said
from clinicplan.schedule import has_boxes
from clinicplan.wording.frequency import how_often
from tests.doses.own_words import printed
from tests.wording.doses import WORDING


def read(typed: str) -> Said:
    """What is printed of it, its condition with how often."""
    return with_condition(printed(typed))


@pytest.mark.parametrize(
    ("typed", "often"),
    [
        ("3x10 daily only if pain free", "once a day, only if pain free"),
        ("3x10 daily, if able", "once a day, if able"),
        ("3x10 bd when able", "twice a day, when able"),
        ("3x10 Mon if no pain", "Mondays, if no pain"),
        ("3x10 daily from wk 3 only if pain free", "once a day, only if pain free"),
        ("3x10 daily but not if swollen", "once a day, but not if swollen"),
        ("3x10 eod as able", "every other day, as able"),
    ],
)
def test_a_condition_is_said_with_how_often(typed: str, often: str) -> None:
    said = read(typed)
    assert how_often(said.dose, WORDING.catalogue) == often
    assert has_boxes(said.dose)
    assert not said.notes


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 daily, stop if sore", "3x10 daily, if it hurts use less band", "3x10 daily, gently",
        "3x10 daily, on the stairs if able", "3x10 daily, if easy add a set",
    ],
)  # fmt: skip
def test_what_to_do_then_stays_a_note(typed: str) -> None:
    assert read(typed).dose.provided == ""


def test_a_condition_of_more_often_gives_no_boxes() -> None:
    (step,) = read("3x10 daily, wk 3 bd if pain free").steps
    assert step.dose.days
    assert step.dose.days.rhythm is Rhythm.OCCASION
    assert step.dose.days.occasion == "if pain free"


def test_two_conditions_stay_notes() -> None:
    said = read("3x10 daily, if able, unless swollen")
    assert said.dose.provided == ""
    assert len(said.notes) == 2


@pytest.mark.parametrize(
    ("typed", "often"),
    [
        ("5 mins in front of telly each night", "at night, in front of telly"),
        ("5x15 sec am & pm with cares", "in the morning and in the evening, with cares"),
        ("3x12 Mon Wed Fri at the gym", "Mondays, Wednesdays and Fridays, at the gym"),
    ],
)
def test_what_one_does_meanwhile_is_said_with_how_often(typed: str, often: str) -> None:
    said = with_company(printed(typed), typed)
    assert how_often(said.dose, WORDING.catalogue) == often
    assert not said.notes


@pytest.mark.parametrize(
    "typed", ["10 bd, with a chair", "3x10 daily on a step", "3x10 bd with increased load"]
)
def test_what_stands_apart_from_how_often_stays_a_note(typed: str) -> None:
    said = printed(typed)
    assert with_company(said, typed) == said
