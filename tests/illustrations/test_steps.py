"""Words and pictures agree: which step shows which picture, and what each picture stands for."""

from __future__ import annotations

import re
from typing import Any

import pytest

from clinicplan.catalogue.read import read_catalogue
from tests.illustrations.art import ALT, ROOT, recipes
from tools.illustrator.recipes import Book
from tools.illustrator.review import FILE, Line, page, signatures, table

CATALOGUE = read_catalogue(ROOT / "templates")
RECIPES = recipes()
BOOK = Book()

# What must stand beside a picture (in its step, its start, or the exercise's caution), by frame.
SAYS = {
    "ankle-circles-chair-start": "lift your {side} foot",
    "ankle-circles-standing-start": "lift your {side} foot",
    "ankle-circles-lying-start": "thigh with both hands",
    "ankle-circles-up": "toes up",
    "ankle-circles-down": "toes down",
    "ankle-circles-clockwise": "clockwise",
    "ankle-circles-anticlockwise": "other way|anticlockwise",
    "ball-roll-chair-start": "ball under your {side} arch",
    "massage-ball-chair-start": "ball under your {side} arch",
    "ball-roll-standing-start": "ball under your {side} arch",
    "bottle-roll-chair-start": "sock",
    "ball-roll-heel": "heel",
    "ball-roll-toes": "toes",
    "ball-roll-circles": "circles",
    "massage-ball-heel": "heel",
    "massage-ball-toes": "toes",
    "massage-ball-circles": "circles",
    "bottle-roll-heel": "heel",
    "bottle-roll-toes": "toes",
    "bottle-roll-circles": "circles",
    "band-press-chair-start": "band round",
    "band-press-chair-press": "press",
    "band-press-floor-start": "band round",
    "band-press-floor-press": "press",
    "band-pull-back-start": "table",
    "band-pull-back-pull": "pull your .*toes|toes .*to your shin",
    "heel-raise-double-chair-start": "both feet flat",
    "heel-raise-double-chair-up": "toes",
    "heel-raise-double-wall-start": "both feet flat",
    "heel-raise-double-wall-up": "toes",
    "heel-raise-single-chair-start": "lift your {other} foot",
    "heel-raise-single-chair-up": "raise your {side} heel",
    "heel-raise-single-wall-start": "lift your {other} foot",
    "heel-raise-single-wall-up": "raise your {side} heel",
    "lying-towel-raise-start": "towel round",
    "lying-towel-raise-lift": "straighten your knee",
    "lying-towel-raise-hold": "hold",
    "seated-heel-stretch-start": "bend your {other} knee",
    "seated-heel-stretch-reach": "reach",
    "seated-heel-stretch-move": "move your {side} foot",
    "toe-curl-spread-start": "relax",
    "toe-curl-spread-curl": "curl",
    "toe-curl-spread-spread": "spread",
    "toe-pencil-chair-start": "pencil",
    "toe-pencil-standing-start": "bend your knees",
    "toe-pencil-reach": "toes on",
    "toe-pencil-grip": "curl",
    "toe-pencil-lift": "lift",
    "toe-press-start": "bend your knees",
    "toe-press-grip": "press",
    "toe-stretch-chair-start": "cross your {side}",
    "toe-stretch-floor-start": "cross your {side}",
    "toe-stretch-up": "up",
    "toe-stretch-down": "down",
    "toe-stretch-spread": "spread",
    "toe-walk-start": "hand on it.*toes",
    "toe-walk-step": "walk",
    "toe-walk-straight": "straight",
    "toe-walk-out": "out",
    "toe-walk-in": "in",
    "towel-scrunch-start": "your {side} foot on it",
    "towel-scrunch-towards": "towards you",
    "towel-scrunch-away": "push it",
    "towel-scrunch-wiggle": "wiggle",
    "towel-stretch-start": "towel (round|under)",
    "towel-stretch-pull": "pull",
    "wall-calf-stretch-start": "heel down",
    "wall-calf-stretch-lean": "hips",
}

SHOTS = [
    (
        f"{exercise.code}-{variant.code}-{number + 1}",
        " ".join(("" if number else variant.start, *shot.lines, exercise.caution)),
        shot.frame,
    )
    for exercise in CATALOGUE.exercises.values()
    for variant in exercise.variants
    for number, shot in enumerate(variant.shots)
]
"""Every step: its name, the words that stand beside its picture, the picture."""


@pytest.mark.parametrize(("step", "words", "frame"), SHOTS, ids=[step for step, _, _ in SHOTS])
def test_a_step_says_what_its_picture_shows(step: str, words: str, frame: str) -> None:
    assert re.search(SAYS[frame], words.casefold()), f"{step}, {frame}: {words}"


def test_every_picture_stands_beside_a_step() -> None:
    """What is drawn and not shown is not kept: nobody looks at it."""
    assert {frame for _, _, frame in SHOTS} == set(SAYS) == set(RECIPES) == set(ALT)


# What holds where in a picture, from its recipe: the ten mistakes of the second look, and such.

BARE_ON_ICE = [n for n in RECIPES if n.startswith("bottle-roll")]


@pytest.mark.parametrize("name", BARE_ON_ICE)
def test_no_bare_foot_on_ice(name: str) -> None:
    frame = whole(name)
    limbs = frame.get("feet") or {"right": frame["legs"]["right"]}
    assert all(limb["wear"] == "sock" for limb in limbs.values())


def test_hands_hold_the_thigh() -> None:
    arms = whole("ankle-circles-lying-start")["arms"]
    assert all(arm["grip"] == "cup" and arm["wrist"][1] > 200 for arm in arms.values())


@pytest.mark.parametrize("kind", ["ball-roll", "massage-ball", "bottle-roll"])
def test_a_roll_goes_from_under_the_heel_to_under_the_toes(kind: str) -> None:
    """Along the foot, mm from the ankle: the heel ends at -60, the ball of the foot is at 122."""
    at_heel, at_toes = (
        frame["props"][0]["at"][0] - frame["feet"]["right"]["ankle"][0]
        for frame in (whole(f"{kind}-heel"), whole(f"{kind}-toes"))
    )
    assert -60 < at_heel < -30
    assert 110 < at_toes < 150


def test_a_band_pulls_on_something_heavy() -> None:
    kinds = [prop["kind"] for prop in whole("band-pull-back-start")["props"]]
    assert "table" in kinds
    assert "chair" not in kinds


def test_straight_is_straight() -> None:
    feet = whole("toe-walk-straight")["feet"]
    assert all(foot["yaw"] == 0 for foot in feet.values())


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_an_arrow_holds_on_to_what_moves(name: str) -> None:
    frame = whole(name)
    closer = [mark for inset in frame.get("insets", []) for mark in inset.get("marks", [])]
    for mark in [*frame.get("marks", []), *closer]:
        if mark["kind"] == "arrow":
            assert "on" in mark["at"], mark


def test_a_movement_in_a_series_shows_where_it_began() -> None:
    for name in ("towel-stretch-pull", "band-pull-back-pull", "wall-calf-stretch-lean"):
        assert whole(name)["ghost"] == name.rpartition("-")[0] + "-start"


def test_a_hold_has_no_arrow() -> None:
    frame = whole("lying-towel-raise-hold")
    assert [mark["kind"] for mark in frame["marks"]] == ["target"]


def test_a_foot_starts_square_and_presses_well_past_it() -> None:
    """Degrees, toes up; the shin leans about 56 degrees."""
    frames = whole("band-press-chair-start"), whole("band-press-chair-press")
    start, end = (frame["legs"]["right"]["down"] for frame in frames)
    assert start <= -45
    assert end - start >= 25


def test_all_toes_press() -> None:
    marks = whole("toe-press-grip")["marks"]
    assert [mark["at"]["on"][-1] for mark in marks] == ["1", "3", "5"]


# The table that is signed.


def test_the_table_to_be_signed_is_up_to_date() -> None:
    """Written by `python -m tools.illustrator.review`."""
    assert FILE.read_text("utf-8") == page()


def test_nobody_is_said_to_have_signed_where_nobody_has() -> None:
    text = FILE.read_text("utf-8")
    signed = [marks for marks in signatures(text).values() if any(marks)]
    assert bool(signed) != ("Nobody has signed" in text)


def test_a_signature_falls_with_its_drawing() -> None:
    line = Line("Toe walk", "walking", "Walk.", "toe-walk-step", "12345678")
    signed = {line.cells(): ("x", "", "A. B., 1 Dec 2026")}
    assert "1 of 1 lines" in table(iter([line]), signed)
    other = Line("Toe walk", "walking", "Walk.", "toe-walk-step", "87654321")
    assert "Nobody has signed" in table(iter([other]), signed)


def whole(name: str) -> dict[str, Any]:
    """A frame's recipe with all that it is like."""
    return BOOK.frame(name)
