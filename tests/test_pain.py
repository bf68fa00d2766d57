"""A rule of pain in a note -> its words, where the clinic's limits differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.pain import own_limits, pain_rules, stop_rules
from clinicplan.plan import PainGuide
from tests.handout.plans import PLAN, SIX

USUAL = PainGuide()


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Slowly, no pain", "no pain"), ("Pain free.", "Pain free"),
        ("within a pain-free range", "pain-free"), ("Pain up to 5/10 is fine", "Pain up to 5/10"),
        ("Moderate pain ok", "Moderate pain"), ("0/10 pain", "0/10 pain"),
        ("pain <5/10", "pain <5/10"), ("max pain 5/10", "max pain 5/10"),
        ("up to 5/10 pain allowed", "up to 5/10 pain"), ("It must not hurt", "must not hurt"),
        ("Keep pain below 5/10", "pain below 5/10"),
        ("pain at most 5 out of 10", "pain at most 5 out of 10"),
        ("Stop if pain above 3/10", "Stop if pain above 3/10"), ("pain 0-5/10", "pain 0-5/10"),
        ("pain no more than 2/10", "pain no more than 2/10"), ("Pain max. 5", "Pain max. 5"),
        ("OK if pain under 6/10", "pain under 6/10"),
        ("Pain up to 5/10 ok if settled by next morning. If not do half", "Pain up to 5/10"),
        ("pain up to 4/10 is fine as long as it has settled by next morning", "pain up to 4/10"),
        ("Stop at the point of stretch, not pain", "not pain"),
        ("Will be uncomfortable. Stop if pain is disabling", "pain is disabling"),
        ("walk until moderate calf pain, rest until gone", "until moderate calf pain"),
        ("STOP IF KNEE PAIN MORE THAN 3/10", "STOP IF KNEE PAIN MORE THAN 3/10"),
        ("pain should not go over 5", "pain should not go over 5"),
        ("Well done. Stop at 3 out of 10.", "Stop at 3 out of 10"),
        ("stop if it gets above 3/10", "stop if it gets above 3/10"),
        ("up to 5/10 is fine", "up to 5/10"), ("slowly, to pain 3-4/5", "pain 3-4/5"),
        ("pain up to 3/5", "pain up to 3/5"),
        ("Walk till calf pain 3-4/5, stop till gone", "Walk till calf pain 3-4/5"),
        ("walk to pain 4/5", "walk to pain 4/5"),
        ("on until calf pain 7/10", "on until calf pain 7/10"),
    ],
)  # fmt: skip
def test_a_rule_of_its_own_is_told(note: str, said: str) -> None:
    assert list(pain_rules(note, USUAL)) == [said]


@pytest.mark.parametrize(
    "note",
    [
        "pain no more than 3/10", "pain up to 3/10", "Pain 0-3/10 is fine", "pain < 4/10",
        "max 3/10 pain", "pain \u2264 3/10", "keep your pain under 4", "stop if pain > 5/10",
        "Stop if pain reaches 6/10", "ease off if pain is above 3/10", "Mild pain is fine",
        "Add a set once pain free", "If no pain, do 12", "when pain free", "no pain relief before",
        "Start with the pain-free leg", "No pain the next morning", "Not pain free yet",
        "Your pain was 5/10", "Pain over 7/10: ring us", "Effort 5/10", "for heel pain",
        "pain up to 5 min after", "Stop if moderate pain", "pain up to 3 days is usual",
        "Pain no more than 3/10 during and back to normal in 24hrs",
        "Stop if knee pain more than 5/10", "Pain up to 3/10 if settled by morning",
        "Any pain should settle within 24 hrs", "It is not pain that matters", "not pain relief",
        "No painful shoes", "5/10", "", "Stop at 6 out of 10", "Stop if you are at 8/10 effort",
        "Stop at 5/10 effort", "effort up to 5/10 is fine", "pain 2/5 today", "calf 4/5 strength",
        "Rest when tired. Effort 3/10", "Write your pain, 0 to 10, up to 10",
    ],
)  # fmt: skip
def test_the_clinics_own_rule_and_what_is_none_are_not(note: str) -> None:
    assert not list(pain_rules(note, USUAL))


@pytest.mark.parametrize(
    ("note", "guide", "differs"),
    [
        ("pain up to 5/10", PainGuide(5, 7), False), ("pain up to 3/10", PainGuide(5, 7), True),
        ("moderate pain", PainGuide(5, 7), False), ("no pain", PainGuide(0, 2), False),
        ("pain up to 0/10", PainGuide(0, 2), False),
        ("stop if pain > 7/10", PainGuide(5, 7), False),
    ],
)  # fmt: skip
def test_the_limits_are_the_clinics(note: str, guide: PainGuide, *, differs: bool) -> None:
    assert bool(list(pain_rules(note, guide))) is differs


def test_a_goal_may_be_to_have_less_pain_but_not_another_limit() -> None:
    assert not [*stop_rules("Walk to the harbour with pain under 2/10, or no pain.", USUAL)]
    assert [*stop_rules("Walk, and stop at 3/10.", USUAL)] == ["stop at 3/10"]


@pytest.mark.parametrize("blanks", ["  ", " \t ", "\u00a0" * 1_900])
def test_a_rule_is_found_among_the_blanks_of_a_paste(blanks: str) -> None:
    assert [*pain_rules(f"Slowly.{blanks}Pain{blanks}up to 5/10", USUAL)] == ["Pain up to 5/10"]


@pytest.mark.parametrize(
    ("note", "whole"),
    [
        ("Stop at 3 out of 10.", True), ("Well done. No pain at any time, please.", True),
        ("Pain up to 5/10 in the stretch is fine", False), ("Exercise 2: pain free", False),
    ],
)  # fmt: skip
def test_a_sentence_of_little_else_is_for_all_exercises(note: str, *, whole: bool) -> None:
    limits = own_limits(replace(PLAN, note=note), USUAL)
    assert (limits.note, limits.whole, limits.exercises) == (True, whole, ())


def test_a_note_or_a_dose_names_its_own_limit_and_a_goal_when_to_stop() -> None:
    items = (SIX[0], replace(SIX[1], note="pain free"), SIX[2])
    limits = own_limits(replace(PLAN, prescriptions=items, goals=("Stop at 3/10.",)), USUAL)
    assert (limits.exercises, limits.goals, limits.note) == ((2,), True, False)
