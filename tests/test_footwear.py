"""A note on shoes -> what page one asks to wear: never bare feet beside a note that says shoes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.footwear import Feet, feet_noted, uncovered, worn
from clinicplan.handout.feet import feet_of
from clinicplan.plan import Prescription, Side
from tests.handout.plans import PLAN, SIX, catalogue

BARE = ("bare_feet",)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Hold a chair, shoes on.", "shoes on"), ("In shoes please.", "In shoes"),
        ("with your trainers", "with your trainers"), ("Keep the boot on", "Keep the boot on"),
        ("wear supportive shoes", "wear supportive shoes"), ("in the boot", "in the boot"),
        ("", ""), ("Shoes off", ""), ("No shoes on, please", ""), ("without shoes", ""),
        ("Wear socks, never barefoot. Check your feet after", "Wear socks"),
        ("Never barefoot", "Never barefoot"), ("not in bare feet", "not in bare feet"),
        ("Never do these barefoot on a hard floor", "Never do these barefoot"),
        ("NO BARE FEET", "NO BARE FEET"), ("Don't go barefoot", "Don't go barefoot"),
        ("Keep socks on.", "Keep socks on"), ("keep a sock on", "keep a sock on"),
        ("Wear your slippers", "Wear your slippers"), ("Barefoot on the mat", ""),
        ("Keep slippers at hand", ""), ("socks off", ""), ("no socks", ""),
        ("can do in shoes at work", ""), ("ok in trainers", ""), ("in shoes is fine", ""),
        ("may be done in socks", ""), ("You can stop. Wear shoes", "Wear shoes"),
        ("out of the boot", ""), ("New shoes are on their way", ""), ("take your shoes off", ""),
    ],
)  # fmt: skip
def test_what_a_note_says_to_wear(note: str, words: str) -> None:
    assert worn(note) == words


@pytest.mark.parametrize(
    ("notes", "cares", "feet"),
    [
        (("", ""), (), BARE), (("Slowly.", ""), (), BARE),
        (("Shoes on.", "In trainers."), (), ("shoes_noted",)),
        (("Shoes on.", ""), (), ("shoes_noted_some", "feet_others")),
        (("Boot on.", "Boot on."), (), ("worn_noted",)),
        (("Never barefoot", "Keep socks on."), (), ("covered_feet", "feet_shown")),
        (("Never barefoot", ""), (), ("socks_noted_some", "feet_others")),
        (("Never barefoot", "shoes on"), (), ("worn_noted",)),
        (("Never barefoot", "Socks on"), ("diabetes",), ("covered_feet", "feet_shown")),
        (("Wear your slippers", "slippers on"), (), ("worn_noted",)),
        (("", "In the boot"), (), ("worn_noted_some", "feet_others")),
        (("Shoes on.", ""), ("diabetes",), ("covered_feet", "shoes_noted_some", "feet_shown")),
        (("Shoes on.", ""), ("balance",), ("firm_shoes", "shoes_noted_some")),
        (("", ""), ("balance",), ("firm_shoes",)),
        (("Shoes on.", "Shoes on."), ("diabetes", "balance"),
         ("shoes_noted", "firm_shoes", "feet_shown")),
        (("In your sandals.", ""), (), ("worn_noted_some", "feet_others")),
        (("Shoes on.", ""), ("recent-surgery", "diabetes"), ("allowed_feet", "feet_shown")),
    ],
)
def test_page_one_follows_the_notes(
    notes: tuple[str, ...], cares: tuple[str, ...], feet: tuple[str, ...]
) -> None:
    items = tuple(replace(SIX[0], note=note) for note in notes)
    made = replace(PLAN, prescriptions=items, take_care=cares, note="")
    assert feet_of(made, catalogue().exercises) == feet


@pytest.mark.parametrize(
    ("code", "way", "cares", "feet"),
    [
        ("toe-curl-spread", "chair", ("diabetes",), ("covered_toes", "feet_shown")),
        ("heel-raise-double", "chair", ("diabetes",), ("covered_feet", "feet_shown")),
        ("wall-calf-stretch", "wall", ("diabetes",), ("covered_feet",)),
        ("toe-press", "chair", ("balance",), ("firm_shoes_toes",)),
        ("toe-pencil", "chair", ("balance",), ("firm_shoes",)),
        ("wall-calf-stretch", "wall", ("balance",), ("firm_shoes",)),
        ("toe-curl-spread", "chair", ("recent-surgery",), ("allowed_feet",)),
    ],
)
def test_what_to_wear_fits_the_exercises(
    code: str, way: str, cares: tuple[str, ...], feet: tuple[str, ...]
) -> None:
    item = Prescription(code, way, Side.LEFT, SIX[0].dose)
    made = replace(PLAN, prescriptions=(item,), take_care=cares, note="")
    assert feet_of(made, catalogue().exercises) == feet


def test_a_note_of_the_whole_plan_is_for_all() -> None:
    plan = replace(PLAN, note="Do them all with trainers on.")
    assert feet_noted(plan) == Feet("shoes", is_all=True)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("5 minutes barefoot", "barefoot"), ("Shoes off", "Shoes off"),
        ("in bare feet", "bare feet"),
        ("never barefoot", ""), ("no shoes", "no shoes"), ("Bare your foot", ""), ("", ""),
    ],
)  # fmt: skip
def test_who_asks_for_bare_feet(note: str, words: str) -> None:
    assert uncovered(note) == words
