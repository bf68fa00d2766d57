"""Poses what a recipe describes: its tables become a model and the places on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .body import ArmPose, Body, BodyPose, LegPose, add_body, turned
from .foot import ANKLE, BALL, SHANK, Joints, Leg, Outfit, ToeBend, add_leg
from .geometry import Place, Vec, unit, vec
from .people import Person
from .propping import add_props, add_stick
from .reading import Table, number, numbers, optional, table, tables, text
from .recipes import Book, RecipeError
from .shapes import Model


@dataclass(frozen=True, slots=True)
class Stage:
    """A model with everything that props and marks can hold on to."""

    model: Model
    legs: Mapping[str, Leg]
    places: Mapping[str, Place]
    body: Body | None


def toe_bends(value: object, book: Book) -> dict[int, ToeBend]:
    """Bends for all five toes from a preset's name or a table (all, big, 2 to 5)."""
    asked = book.toes[value] if isinstance(value, str) else value
    if not isinstance(asked, dict):
        raise RecipeError(f"toes: {value}")
    every = asked.get("all", (0, 0, 0, 0))
    bends = {}
    for toe in range(1, 6):
        key = "big" if toe == 1 else str(toe)
        lift, spread, middle, end = numbers(asked.get(key, every))
        bends[toe] = (float(lift), float(spread), float(middle), float(end))
    return bends


def _foot_turn(pose: Table, side: str) -> Vec:
    return turned(
        down=number(pose, "down", 0),
        yaw=number(pose, "yaw", 0),
        roll=number(pose, "roll", 0),
        side=side,
    )


def _leg_pose(pose: Table, side: str, book: Book) -> LegPose:
    out = 1 if side == "right" else -1
    knee = numbers(pose.get("knee", (1, 0, 0.12 * out)))
    return LegPose(
        _foot_turn(pose, side),
        optional(pose, "ankle"),
        optional(pose, "ball"),
        knee,
        optional(pose, "front"),
        toe_bends(pose.get("toes", "rest"), book),
        text(pose, "wear"),
    )


def _arm_pose(pose: Table) -> ArmPose:
    return ArmPose(
        numbers(pose["wrist"]),
        numbers(pose["elbow"]),
        optional(pose, "fingers"),
        numbers(pose["palm"]),
        text(pose, "grip", "relaxed"),
        numbers(pose.get("reach", (0, 0, 0))),
    )


def body_pose(recipe: Table, book: Book) -> BodyPose:
    """The whole person's pose that a recipe asks for."""
    body = table(recipe, "body")
    low, high = numbers(body.get("spine", (0, 0)))
    legs, arms = table(recipe, "legs"), table(recipe, "arms")
    return BodyPose(
        numbers(body["hips"]),
        number(body, "pitch", 0),
        number(body, "yaw", 0),
        (float(low), float(high)),
        number(body, "neck", 0),
        number(body, "head", 0),
        number(body, "look", 0),
        {side: _leg_pose(table(legs, side), side, book) for side in legs},
        {side: _arm_pose(table(arms, side)) for side in arms},
        "left" if recipe.get("side") == "left" else "right",
    )


def _leg_places(leg: Leg) -> dict[str, Place]:
    places = {f"{leg.side}-foot": leg.foot, f"{leg.side}-shank": leg.shank}
    for toe, place in leg.tips.items():
        places[f"{leg.side}-toe-{toe}"] = place
        places[f"{leg.side}-root-{toe}"] = leg.roots[toe]
    return places


def _thigh(body: Body, side: str) -> Place:
    leg = body.legs[side]
    up = unit(body.places["hips"].at(0, 0, 86 if side == "right" else -86) - leg.knee)
    front = leg.shank.axes[:, 0]
    front = unit(front - up * (front @ up))
    return Place(leg.knee, np.c_[front, up, np.cross(front, up)])


def _lone_leg(model: Model, side: str, pose: Table, book: Book) -> Leg:
    """A leg to the knee only, for a close-up: where its foot is, which way its shank goes."""
    turn = _foot_turn(pose, side)
    if "ball" in pose:
        ankle = numbers(pose["ball"]) - turn @ (BALL - ANKLE)
    else:
        ankle = numbers(pose.get("ankle", ANKLE))
    knee = ankle + unit(numbers(pose.get("shank", (0, 1, 0)))) * SHANK
    front = numbers(pose["front"]) if "front" in pose else turn @ vec(1, 0, 0)
    joints = Joints(ankle, knee, turn, front)
    bends = toe_bends(pose.get("toes", "rest"), book)
    return add_leg(model, side, joints, toes=bends, outfit=Outfit(wear=text(pose, "wear")))


def set_up(recipe: Table, book: Book, person: Person) -> Stage:
    """The model of a frame: the person or the lone feet, and the props."""
    feet = table(recipe, "feet")
    model = Model(fine=5 if feet else 3)
    if feet:
        legs = {side: _lone_leg(model, side, table(feet, side), book) for side in feet}
        body, places = None, {}
    else:
        body = add_body(model, body_pose(recipe, book), person)
        legs, places = dict(body.legs), dict(body.places)
        places |= {f"{side}-thigh": _thigh(body, side) for side in legs}
    for leg in legs.values():
        places |= _leg_places(leg)
    places |= add_props(model, tables(recipe, "props"), places)
    if person.stick and "stick" in recipe:
        add_stick(model, table(recipe, "stick"), places)
    return Stage(model, legs, places, body)
