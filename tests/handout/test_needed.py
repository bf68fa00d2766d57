"""What a dose, a note or an own step names -> what page one says that the patient needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.dose import Load
from clinicplan.handout.press import open_press
from clinicplan.plan import Plan, Prescription, Side
from tests.handout.plans import CLINIC, ISSUED, PLAN, STRETCH, catalogue, press, templates
from tests.handout.reading import words
from tests.handout.test_own_exercises import own

BACKPACK, STEP, WEIGHT = "a backpack for the weight", "a step", "a weight"


def needs(said: str) -> str:
    """What stands between that heading and the table, in small letters."""
    if "You need" not in said:
        return ""
    return said.split("You need", 1)[1].split("Your exercises at a glance", 1)[0].lower()


def raised(note: str = "", *, load: str = "") -> str:
    dose = replace(STRETCH, load=Load(load) if load else None)
    item = Prescription("heel-raise-single", "chair", Side.LEFT, dose, note=note)
    return needs(words(press(CLINIC).print(of(item), issued=ISSUED).pdf))


def of(*items: Prescription) -> Plan:
    return replace(PLAN, prescriptions=items, note="", version=1, replaces="")


def of_own(*steps: str, note: str = "", equipment: tuple[str, ...] = ()) -> str:
    mine = own(name="Foot work", steps=steps, equipment=equipment)
    own_press = open_press(
        CLINIC, catalogue=catalogue(), templates=templates(), own=(mine,), folder=Path()
    )
    item = Prescription("mine", "own", Side.LEFT, STRETCH, note=note)
    return needs(words(own_press.print(of(item), issued=ISSUED).pdf))


@pytest.mark.parametrize(
    ("note", "thing"),
    [
        ("Weight in a backpack.", BACKPACK),
        ("5 kg in the rucksack from week 3", BACKPACK),
        ("Hold a 5 kg dumbbell", WEIGHT),
        ("off the step, slowly", STEP),
        ("On the edge of a stair.", STEP),
        ("Towel rolled up under your toes", "a towel"),
        ("Stand on a pillow when it is easy", "a cushion or pillow"),
        ("the other foot on a stool", "a stool"),
    ],
)
def test_what_a_note_names_is_on_the_list(note: str, thing: str) -> None:
    assert thing not in raised()
    assert thing in raised(note)


@pytest.mark.parametrize(
    "note",
    [
        "Flat floor, NOT over a step.",
        "Do not drop the heel below the floor / off a step",
        "Before the first step in the morning",
        "If it is sore go one step back",
        "Never with a backpack",
        "more weight on the left",
        "Cushioned shoes",
    ],
)
def test_what_is_denied_or_no_thing_is_not(note: str) -> None:
    said = raised(note)
    named = (BACKPACK, STEP, WEIGHT, "a cushion", "a towel")
    assert [thing for thing in named if thing in said] == []


def test_a_load_is_on_the_list_and_a_band_is_no_weight() -> None:
    assert WEIGHT in raised(load="5 kg")
    assert WEIGHT not in raised(load="the red band")
    both = raised("In a rucksack", load="5 kg")
    assert BACKPACK in both
    assert both.count("weight") == 1


def test_an_exercise_that_stands_twice_needs_what_either_row_says() -> None:
    first = Prescription("heel-raise-single", "chair", Side.LEFT, STRETCH, note="off a step")
    then = replace(first, side=Side.RIGHT, note="with a backpack")
    said = needs(words(press(CLINIC).print(of(first, then), issued=ISSUED).pdf))
    assert STEP in said
    assert BACKPACK in said


@pytest.mark.parametrize(
    ("step", "thing"),
    [
        ("Sit, band round both forefeet.", "an exercise band"),
        ("Stand on the bottom stair.", "a step"),
        ("Sit on a firm chair.", "a steady chair"),
        ("Put marbles on a towel.", "some marbles"),
        ("Firm cushion on the floor.", "a cushion or pillow"),
    ],
)
def test_what_own_steps_name_is_on_the_list(step: str, thing: str) -> None:
    assert thing in of_own(step, "Do it slowly.")
    assert thing not in of_own("Stand tall.", "Do it slowly.")


def test_the_list_that_a_clinic_has_typed_stays() -> None:
    said = of_own("Sit, band round both feet.", note="on a stool", equipment=("a red loop",))
    assert "a red loop" in said
    assert "exercise band" not in said
    assert "stool" not in said


@pytest.mark.parametrize("step", ["Step to the side.", "Pull the IT band long.", "No band yet."])
def test_other_words_of_own_steps_are_no_things(step: str) -> None:
    assert of_own(step) == ""


BARE = "bare feet, or socks that do not slip"
STEPS = "where steps say what to wear on your feet, wear that."


def test_own_steps_that_name_shoes_are_not_told_to_be_barefoot() -> None:
    assert BARE in of_own("Sit, band round both feet.")
    assert BARE not in of_own("Band round both feet.", "Good shoes, laces done up.")
    assert BARE not in of_own("Shoes off.", "Band round both feet.")


def test_beside_others_the_steps_count_for_theirs() -> None:
    mine = own(name="Walking", steps=("Walk in your trainers.", "Heel first."))
    own_press = open_press(
        CLINIC, catalogue=catalogue(), templates=templates(), own=(mine,), folder=Path()
    )
    stretch = Prescription("towel-stretch", "floor", Side.LEFT, STRETCH)
    plan = of(stretch, Prescription("mine", "own", None, STRETCH))
    said = needs(words(own_press.print(plan, issued=ISSUED).pdf))
    assert f"{STEPS} else {BARE}" in said


def test_no_foot_of_an_arm_is_bare() -> None:
    mine = own(name="Band external rotation of the shoulder", steps=("Band in both hands.",))
    own_press = open_press(
        CLINIC, catalogue=catalogue(), templates=templates(), own=(mine,), folder=Path()
    )
    plan = of(Prescription("mine", "own", Side.LEFT, STRETCH))
    assert needs(words(own_press.print(plan, issued=ISSUED).pdf)).strip() == "an exercise band."


@pytest.mark.parametrize(
    ("note", "bare"),
    [
        ("Left stays in the boot.", True),
        ("L stays in the boot, no exercises", True),
        ("Keep the boot on.", False),
        ("Right in the shoe. Left stays in the boot.", False),
    ],
)
def test_what_the_other_foot_wears_is_not_worn_on_this(note: str, bare: bool) -> None:
    item = Prescription("ankle-circles", "chair", Side.RIGHT, STRETCH, note=note)
    said = needs(words(press(CLINIC).print(of(item), issued=ISSUED).pdf))
    assert (BARE in said) is bare
