"""Draws one frame: its recipe and a person become a scene and the facts on the SVG's root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from . import marks
from .body import ArmPose, Body, BodyPose, LegPose, add_body, turned
from .camera import Sight, View, Window, look, looking, view
from .foot import ANKLE, BALL, SHANK, Joints, Leg, ToeBend, add_leg
from .geometry import Place, Vec, unit, vec
from .inking import BODY, CLOSE, Inker, Target
from .people import Person
from .propping import add_props
from .reading import Table, number, numbers, optional, point, table, tables, text
from .recipes import Book, RecipeError
from .scene import Scene, box_of
from .shapes import Model

SIZES = {"low": (153.0, 119.0), "tall": (153.0, 130.4)}
"""Points of the two picture panels, 54 x 42 and 54 x 46 mm."""

FINE, DRAFT = 0.14, 0.28
"""Points a pixel."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A model with everything that props and marks can hold on to."""

    model: Model
    legs: Mapping[str, Leg]
    places: Mapping[str, Place]
    body: Body | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished frame."""

    scene: Scene
    attributes: Mapping[str, str]


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
    return add_leg(model, side, joints, toes=toe_bends(pose.get("toes", "rest"), book))


def set_up(recipe: Table, book: Book, person: Person) -> Stage:
    """The model of a frame: the person or the lone feet, and the props."""
    model = Model()
    feet = table(recipe, "feet")
    if feet:
        legs = {side: _lone_leg(model, side, table(feet, side), book) for side in feet}
        body, places = None, {}
    else:
        body = add_body(model, body_pose(recipe, book), person)
        legs, places = dict(body.legs), dict(body.places)
        places |= {f"{side}-thigh": _thigh(body, side) for side in legs}
    for leg in legs.values():
        places |= _leg_places(leg)
    add_props(model, tables(recipe, "props"), places)
    return Stage(model, legs, places, body)


def _view(camera: Table) -> View:
    if "into" in camera:
        return looking(numbers(camera["into"]), numbers(camera["up"]))
    return view(number(camera, "azimuth", 90), number(camera, "elevation", 10))


def _window(camera: Table, v: View, places: Mapping[str, Place]) -> Window:
    """The whole of `fit` on the sheet, or `scale` points a mm round `centre`."""
    size = SIZES[text(camera, "size", "low")]
    if "fit" not in camera:
        return Window(size, v.flat(point(camera["centre"], places)), number(camera, "scale", 0.5))
    points = camera["fit"]
    assert isinstance(points, list)
    flat = np.array([v.flat(point(p, places)) for p in points])
    low, high = flat.min(0), flat.max(0)
    room = np.array(size) - 2 * number(camera, "margin", 5)
    return Window(size, (low + high) / 2, float(min(room / (high - low))))


def draw(name: str, book: Book, person: Person, *, pixel: float = FINE) -> Drawing:
    """One frame as a scene. Refuses a limb out of reach and a recipe it cannot read."""
    recipe = book.frame(name)
    stage = set_up(recipe, book, person)
    camera = book.cameras[text(recipe, "camera")]
    v = _view(camera)
    window = _window(camera, v, stage.places)
    sight = look(stage.model, v, window, pixel=pixel)
    scene = Scene(*window.size)
    _ink(scene, sight, stage, recipe)
    _mark(scene, sight, stage, recipe)
    return Drawing(scene, _attributes(recipe, scene, sight))


def _ink(scene: Scene, sight: Sight, stage: Stage, recipe: Table) -> None:
    close = stage.body is None
    far = text(recipe, "far", "" if close else "left")
    inker = Inker(sight, scene, CLOSE if close else BODY, far)
    v = sight.view
    if recipe.get("shadow", True):
        inker.shadow()
    inker.fills(unit(-v.into * 0.72 + v.up * 0.55 - v.right * 0.62))  # from the upper left
    for mark in tables(recipe, "marks"):
        if mark["kind"] == "target":
            inker.target(_target(mark, stage))
    if close:
        inker.nails(tuple(stage.legs.values()))
        inker.ankle_bones(tuple(stage.legs.values()))
    inker.lines()
    if stage.body is not None:
        inker.face(stage.body.head)


def _target(mark: Table, stage: Stage) -> Target:
    where = mark["at"]
    assert isinstance(where, dict)
    axes = stage.places[where["on"]].axes
    a, b, c = numbers(mark["radii"])
    side = text(mark, "side") or str(where["on"]).partition("-")[0]
    return Target(side, Place(point(where, stage.places), axes), (float(a), float(b), float(c)))


def _mark(scene: Scene, sight: Sight, stage: Stage, recipe: Table) -> None:
    for mark in tables(recipe, "marks"):
        if mark["kind"] == "arrow":
            _arrow(scene, sight, stage, mark)
        elif mark["kind"] == "ring":
            _ring(scene, sight, stage, mark)
        elif mark["kind"] == "frost":
            _frost(scene, sight, stage, mark)


def _arrow(scene: Scene, sight: Sight, stage: Stage, mark: Table) -> None:
    """`through` world points, or `path` in points on the paper (down is positive) from `at`."""
    through = mark.get("through")
    if isinstance(through, list):
        line = np.array([sight.paper(point(p, stage.places)) for p in through])
    else:
        line = sight.paper(point(mark["at"], stage.places)) + numbers(mark["path"])
    marks.arrow(
        scene,
        line,
        width=number(mark, "width", 2.6),
        head=number(mark, "head", 8),
        both=bool(mark.get("both", False)),
    )


def _ring(scene: Scene, sight: Sight, stage: Stage, mark: Table) -> None:
    """A circle of `radius` mm round `at`, its plane given by `across` and `up` in the place's
    axes; drawn from angle `start` to `end`, counted from across towards up."""
    where = mark["at"]
    place = stage.places[where["on"]] if isinstance(where, dict) else Place(vec(0, 0, 0), np.eye(3))
    radius = number(mark, "radius", 90)
    marks.ring(
        scene,
        sight,
        point(where, stage.places),
        place.axes @ numbers(mark.get("across", (0, 0, 1))) * radius,
        place.axes @ numbers(mark.get("up", (0, 1, 0))) * radius,
        start=number(mark, "start", 0),
        end=number(mark, "end", 300),
        width=number(mark, "width", 2.4),
        head=number(mark, "head", 8),
        behind=bool(mark.get("behind", True)),
    )


def _frost(scene: Scene, sight: Sight, stage: Stage, mark: Table) -> None:
    """A snowflake of `radius` mm on a surface through `at`, spanned by `across` and `up`."""
    centre = sight.paper(point(mark["at"], stage.places))
    radius = number(mark, "radius", 12)
    ends = [
        sight.paper(point(mark["at"], stage.places) + numbers(mark[key]) * radius) - centre
        for key in ("across", "up")
    ]
    marks.snowflake(scene, centre, ends[0], ends[1], width=number(mark, "width", 0.8))


def _attributes(recipe: Table, scene: Scene, sight: Sight) -> dict[str, str]:
    """What the handout must know: side, content, bleeding edges, camera, mirror twin."""
    box = box_of(scene, ignoring=("shadow",))
    found = {
        "data-side": text(recipe, "side", "right"),
        "data-content": " ".join(f"{x:.1f}" for x in box),
        "data-bleed": " ".join(_bleeding(sight)),
        "data-camera": text(recipe, "camera"),
    }
    if "mirror" in recipe:
        found["data-mirror"] = text(recipe, "mirror")
    return found


def _bleeding(sight: Sight) -> list[str]:
    """The edges of the sheet that the art runs over."""
    seen = sight.label >= 0
    edges = {"top": seen[0], "right": seen[:, -1], "bottom": seen[-1], "left": seen[:, 0]}
    return [name for name, pixels in edges.items() if pixels.any()]
