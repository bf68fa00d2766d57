"""What a clinician says of a topic -> our texts of it leave the page, or give way in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import AS_WRITTEN, Amount
from clinicplan.plan import Prescription, Side
from tests.handout.plans import CLINIC, ISSUED, PLAN, STRETCH, TWICE, press
from tests.handout.reading import words

Way = tuple[str, str]
RAISE, ONE_LEG, ROLL = ("heel-raise-double", "wall"), ("heel-raise-single", "chair"), (
    "foot-ball-roll", "ball-chair"
)  # fmt: skip
TOES, TOWEL, CURL = ("toe-stretch", "chair"), ("towel-stretch", "floor"), (
    "toe-curl-spread", "chair"
)  # fmt: skip
BAND, WALK = ("band-plantarflexion", "chair"), ("toe-walk", "walking")

WALL, FLAT, FALLING = (
    "Keep both hands on the wall",
    "both hands flat on it",
    "Lower your heels slowly",
)
BARE, RISING, AFTER = "Bare feet, or socks", "First steps in the morning", "When your plan ends"


def printed(way: Way, note: str = "", *, dose: str = "", plan_note: str = "") -> str:
    side = Side.BOTH if way in (RAISE, WALK) else Side.LEFT
    amount = Amount(10, 10, words=dose, wording=AS_WRITTEN) if dose else STRETCH.reps
    item = Prescription(*way, side, replace(TWICE, reps=amount), note=note)
    plan = replace(PLAN, prescriptions=(item,), note=plan_note, version=1, replaces="")
    return words(press(CLINIC).print(plan, issued=ISSUED).pdf)


@pytest.mark.parametrize(
    ("way", "typed", "lost"),
    [
        (RAISE, "no wall", WALL),
        (RAISE, "without the wall", FLAT),
        (RAISE, "not holding the wall", "A clear wall"),
        (RAISE, "hands free", FLAT),
        (RAISE, "fingertips only", WALL),
        (RAISE, "Hold on lightly, back straight.", WALL),
        (ONE_LEG, "with one hand only", "Keep hold of a worktop"),
        (RAISE, "let the heels fall firmly", FALLING),
        (RAISE, "let your heels drop", "Move slowly, up and down"),
        (ONE_LEG, "fast up, slow down", "dropping down fast"),
        (BAND, "1 s push, 3 s back", "Press your foot away slowly"),
        (ROLL, "pressure firm but max 3/10", "Press gently"),
        (ROLL, "firm pressure", "pressing too hard"),
        (ROLL, "soft ball", "tennis ball"),
        (ROLL, "Soft ball.", "firm, never sharp"),
        (ROLL, "frozen ball", "tennis ball"),
        (TOES, "bending it DOWN", "toes up"),
        (TOES, "pull them up only", "down. Relax"),
        (TOES, "small pulses at the end", "Do not bounce"),
        (CURL, "heel up on a block", "lifting your heel"),
        (CURL, "if it cramps hold on", "Ease off if your foot cramps"),
        (ROLL, "barefoot", BARE),
        (WALK, "10 steps, socks off", BARE),
        (CURL, "not till the wound is closed", BARE),
        (CURL, "Right foot: keep on a stool till the wound is closed", RISING),
        (CURL, "right foot: no exercise", "Walk gently for 5"),
        (CURL, "NWB", RISING),
        (CURL, "x 6 weeks", AFTER),
        (CURL, "thereafter once a week", AFTER),
        (CURL, "once a week as long as you run", AFTER),
        (CURL, "in any order", "Keep the order"),
        (CURL, "instead of exercise 2", "Keep the order"),
        (CURL, "if you miss one, catch it up next day", "Do not double up"),
        (CURL, "ring me if it gets worse", "Call us if you are worse after 2 weeks"),
    ],
)
def test_a_fixed_text_does_not_say_what_the_clinician_says_otherwise(
    way: Way, typed: str, lost: str
) -> None:
    assert lost in printed(way), "as it is without own words"
    assert lost not in printed(way, typed)
    assert lost not in printed(way, dose=f"10, {typed}")


@pytest.mark.parametrize(
    ("way", "typed", "kept"),
    [
        (RAISE, "near a wall", WALL),
        (RAISE, "do not let go of the wall", WALL),
        (RAISE, "both hands on", WALL),
        (RAISE, "don't let the heels drop", FALLING),
        (RAISE, "not fast", FALLING),
        (RAISE, "after a fast walk", FALLING),
        (ROLL, "never press hard", "Press gently"),
        (ROLL, "tennis ball", "tennis ball"),
        (TOES, "15 s up, 15 s down", "Bend them down"),
        (TOES, "when it cramps pull up. Also before a swim", "Bend them down"),
        (TOES, "no bouncing", "Do not bounce"),
        (CURL, "if it cramps, stop", "Ease off if your foot cramps"),
        (ROLL, "barefoot at home ok", BARE),
        (ROLL, "Barefoot or grip socks", BARE),
        (ROLL, "when your shoes are off", BARE),
        (ROLL, "no weight in the other hand", RISING),
        (CURL, "for 6 minutes", AFTER),
        (CURL, "after breakfast", "Keep the order"),
        (CURL, "before the run", "Keep the order"),
        (CURL, "do not miss a step", "Do not double up"),
        (CURL, "ring me if you have questions", "Call us if you are worse after 2 weeks"),
    ],
)
def test_other_words_leave_the_fixed_texts(way: Way, typed: str, kept: str) -> None:
    assert kept in printed(way, typed)


def test_where_the_plan_says_what_to_hold_the_caution_gives_way() -> None:
    told = "What to hold on to: as your dose or note says, whatever the pictures show."
    said = printed(RAISE, "no wall")
    assert "Stand tall, without the wall in the pictures." in said
    assert told in said
    assert told in printed(ONE_LEG, "one hand")
    assert told not in printed(RAISE, "shoes on")


def test_a_note_of_the_plan_counts_as_one_of_the_exercise() -> None:
    assert WALL not in printed(RAISE, plan_note="Do them all with one hand.")
    assert RISING not in printed(CURL, plan_note="Still NWB on the left.")


def test_bare_feet_alone_are_asked_for_where_a_note_does() -> None:
    assert "Bare feet." in printed(ROLL, "barefoot")
    other = Prescription(*CURL, Side.LEFT, TWICE)
    item = Prescription(*ROLL, Side.LEFT, TWICE, note="Barefoot.")
    plan = replace(PLAN, prescriptions=(item, other), note="")
    said = words(press(CLINIC).print(plan, issued=ISSUED).pdf)
    assert "Bare feet where a note or dose says so. Else bare feet, or socks" in said


def test_a_ball_of_another_kind_is_needed_as_it_is_named() -> None:
    said = printed(ROLL, "soft ball, sitting")
    assert "The ball that your dose or note names and a steady chair" in said
    assert "Press a little more" not in said


def test_a_rest_on_a_chair_is_no_way_to_do_it() -> None:
    raised = printed(ONE_LEG, dose="3x8, in between 1-2 min sitting")
    assert "For sitting: sit tall on a chair." not in raised
    assert "For sitting: sit tall on a chair." in printed(ONE_LEG, "sitting")


def test_the_first_of_the_day_in_bed_and_the_others_on_the_floor() -> None:
    said = printed(TOWEL, "1st one before out of bed")
    assert "Sit up in bed with your legs straight. Not in bed? Sit on the floor" in said
    assert "When you wake up, exercise 1 needs no warm-up" in said


@pytest.mark.parametrize(
    ("typed", "case"),
    [
        ("Not if light headed", "if you feel dizzy"),
        ("Dizzy day: not this one", "if you feel dizzy"),
        ("Sharp in front of the ankle: foot nearer to the wall", "if it feels sharp"),
        ("flare day (warm/swollen) only 1 set of 5", "if it swells"),
        ("A little swelling is ok", "if it swells"),
        ("Worse next day: half the time for 3 days", "if you are worse the next day"),
        ("stop before joint pain", "in pain"),
    ],
)
def test_the_guide_gives_way_where_own_words_say_what_to_do_at_a_sign(
    typed: str, case: str
) -> None:
    told = f"Exercise 1 says for itself what to do {case}. There, that counts more than this page."
    assert told in printed(CURL, typed)
    assert told in printed(CURL, dose=f"10. {typed}")


@pytest.mark.parametrize(
    "typed",
    [
        "Stop if dizzy",
        "dizzy: ring us",
        "Sharp pain: stop and call",
        "hot swollen foot: skip it",
        "no swelling so far",
        "sharp pencil",
        "worse in the evening",
    ],
)
def test_what_the_guide_says_itself_is_no_rule_of_the_exercise(typed: str) -> None:
    said = printed(CURL, typed)
    assert not any(
        f"what to do {case}" in said
        for case in ("if you feel dizzy", "if it feels sharp", "if it swells", "if you are worse")
    )


def test_the_plans_note_may_say_it_as_well() -> None:
    said = printed(CURL, plan_note="If you feel dizzy, sit and do only exercise 1.")
    assert "The note from Alex says what to do if you feel dizzy." in said


def test_what_is_added_without_pain_is_no_limit() -> None:
    assert "names its own limit" not in printed(CURL, "No pain, then add 5 kg.")
    assert "names its own limit" not in printed(CURL, "No pain anymore => +5 kg")
    assert "names its own limit" in printed(CURL, "No pain at all")
