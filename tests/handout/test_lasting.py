"""What is typed of days and of the end -> what the diary and the tips say of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import AS_WRITTEN, Amount
from clinicplan.plan import Plan, Prescription, Side
from tests.handout.plans import CLINIC, ISSUED, PLAN, STRETCH, press
from tests.handout.reading import words

MISSED, ENDS, HARDER = (
    "A missed day is fine",
    "When your plan ends",
    "Spread your toes a little wider",
)


def printed(note: str = "", *, dose: str = "") -> str:
    reps = Amount(10, 10, words=dose, wording=AS_WRITTEN) if dose else STRETCH.reps
    told = replace(STRETCH, reps=reps)
    item = Prescription("toe-curl-spread", "chair", Side.LEFT, told, note=note)
    return of(replace(PLAN, prescriptions=(item,), note="", version=1, replaces=""))


def of(plan: Plan) -> str:
    return words(press(CLINIC).print(plan, issued=ISSUED).pdf)


@pytest.mark.parametrize(
    "note",
    [
        "Never nothing.",
        "never zero",
        "Don't skip a day",
        "Do not miss any",
        "every day without fail",
        "no missed days",
    ],
)
def test_no_missed_day_is_fine_where_each_one_counts(note: str) -> None:
    assert MISSED not in printed(note)
    assert MISSED not in printed(dose=f"good day 10, bad day 5. {note}")


@pytest.mark.parametrize(
    "note",
    [
        "Skip a day when it is sore.",
        "Do not skip meals",
        "not on rest days",
        "nothing on race days",
        "Don't miss a step",
    ],
)
def test_a_missed_day_stays_fine_elsewhere(note: str) -> None:
    assert MISSED in printed(note)


@pytest.mark.parametrize(
    "note",
    [
        "8 weeks then in the morning only",
        "Then review.",
        "then stop",
        "twice a week upkeep",
        "after that see me",
        "From then on only before a race, then finish",
        "thereafter once a week to keep it",
        "After that the one-leg version comes instead.",
    ],
)
def test_who_is_told_what_comes_after_reads_no_other_end(note: str) -> None:
    assert ENDS not in printed(note)
    assert ENDS not in printed(dose=f"5 times. {note}")


@pytest.mark.parametrize(
    "note",
    [
        "rest as long as you need",
        "banister, then nothing as able",
        "then the other way",
        "10, then 12 after a week",
    ],
)
def test_what_comes_within_the_plan_is_no_end_of_it(note: str) -> None:
    assert ENDS in printed(note)


@pytest.mark.parametrize(
    "note",
    [
        "Don't do more on a good day.",
        "no extra",
        "never do more",
        "dont do any more",
        "nothing more",
        "10 is plenty",
    ],
)
def test_who_is_to_do_no_more_reads_of_no_harder_way(note: str) -> None:
    assert HARDER in printed("Make it a game")
    assert HARDER not in printed(note)


def test_who_is_not_up_yet_reads_of_no_warm_up() -> None:
    said = printed(dose="5 times at night + first thing in the morning before up")
    assert "When you wake up, exercise 1 needs no warm-up" in said
