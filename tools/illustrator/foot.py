"""Builds a foot with its toes, shank and thigh; mm from the ankle's foot on the floor."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .footwear import add_artificial_leg, add_shoe, add_sock, artificial_toes
from .geometry import Place, Vec, across, unit, vec
from .shapes import Bead, Model

ANKLE = vec(0, 72, 0)
"""The ankle joint above the sole, foot-local."""
BALL = vec(122, 0, 0)
"""The point of the ball of the foot about which it rolls on to the toes, foot-local."""
THIGH, SHANK = 421.0, 423.0
"""Bone lengths for a figure of 1720 mm: 0.245 and 0.246 of it."""

ToeBend = tuple[float, float, float, float]
"""Added to a resting toe, degrees: lift at the root, spread, curl of the middle and end joint."""


@dataclass(frozen=True, slots=True)
class Toe:
    """Root joint, its radius, phalanges and their radii, outward turn, resting lift and curls."""

    root: tuple[float, float, float]
    girth: float
    bones: tuple[float, ...]
    radii: tuple[float, ...]
    turn: float
    rest: tuple[float, float, float]
    spread: float


TOES: Mapping[int, Toe] = {
    1: Toe((128, 24, -28), 18.5, (33, 23), (14.2, 14.0), 3, (2, 10, 0), -1),
    2: Toe((134, 23, -7), 13, (27, 14, 11), (9.0, 8.8, 8.3), 3, (14, 28, 12), -0.35),
    3: Toe((129, 21.5, 10), 12.5, (24, 12, 10), (8.5, 8.2, 7.9), 4, (14, 30, 14), 0.25),
    4: Toe((118, 19.5, 25), 12, (21, 11, 9.5), (8.1, 7.9, 7.7), 5, (13, 32, 14), 0.7),
    5: Toe((101, 17.5, 38), 12, (18, 10, 9), (8.0, 7.8, 7.8), 3, (10, 32, 12), 1.0),
}

FOOT_STRANDS = (
    ((-33, 31, 2, 29), (-26, 27, 3, 27)),  # heel
    ((-36, 40, 1, 24), (-22, 62, 0, 27)),
    ((0, 66, -1, 33), (40, 58, -6, 27.5)),  # talus
    ((-25, 28, 6, 26), (30, 26, 19, 22), (62, 23, 27, 18.5), (100, 17, 36, 16)),  # outer border
    ((-20, 40, -6, 26), (35, 51, -11, 25), (62, 47, -17, 23), (98, 33, -24, 20.5),
     (128, 23.5, -29, 21)),  # arch
    ((38, 50, -4, 26), (75, 41, -4, 22), (108, 29, -7, 17.5), (134, 21, -8, 15.5)),  # rays
    ((38, 44, 6, 25), (75, 34, 8, 20), (106, 25, 10, 16.5), (129, 19, 10, 14.5)),
    ((35, 36, 14, 23), (75, 28, 19, 18.5), (118, 17, 25, 14)),
    ((122, 15.5, -29, 15), (126, 13.5, -6, 13), (116, 13, 18, 12.5), (99, 12.5, 35, 12)),  # ball
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nail:
    """Where a nail sits: a point in the last joint, its axes (forward, up, across), its radius."""

    toe: int
    place: Place
    radius: float


@dataclass(frozen=True, slots=True)
class Leg:
    """What other parts hold on to: the places of foot, shank, toes, and the nails."""

    side: str
    foot: Place
    shank: Place
    tips: Mapping[int, Place]
    roots: Mapping[int, Place]
    nails: tuple[Nail, ...]
    knee: Vec
    covered: bool = False
    """By a sock or shoe, or artificial: no nails and ankle bones show."""


@dataclass(frozen=True, slots=True)
class Outfit:
    """How a leg differs from a bare one of slim build.

    `girth` widens calf and thigh, the foot stays; `wear` is "", "sock" or "shoe".
    """

    girth: float = 1.0
    wear: str = ""
    artificial: bool = False


BARE = Outfit()


@dataclass(frozen=True, slots=True)
class Joints:
    """Where a leg's joints are, and how its foot and knee are turned."""

    ankle: Vec
    knee: Vec
    foot: Vec
    """The foot's rotation: columns forward, up, right."""
    front: Vec
    """Where the shin faces."""
    hip: Vec | None = None


def add_leg(
    model: Model, side: str, joints: Joints, *, toes: Mapping[int, ToeBend], outfit: Outfit = BARE
) -> Leg:
    """Adds a leg to the model. Without a hip it ends at the knee (close-ups)."""
    mirror = np.diag([1.0, 1.0, 1.0 if side == "right" else -1.0])
    foot = Place(joints.ankle - joints.foot @ ANKLE, joints.foot @ mirror)
    up = unit(joints.knee - joints.ankle)
    front = unit(across(joints.front, up))
    turn = np.c_[front, up, np.cross(front, up)]
    shank = Place(joints.ankle - turn @ ANKLE, turn @ mirror)
    group = model.group("leg", side=side)
    if joints.hip is not None:
        _add_thigh(model, group, joints, turn, outfit.girth, 1.0 if side == "right" else -1.0)
    if outfit.artificial:
        add_artificial_leg(model, side, foot, shank, joints.knee, FOOT_STRANDS)
        if outfit.wear == "shoe":
            add_shoe(model, side, foot, FOOT_STRANDS, artificial_toes(foot))
        return Leg(side, foot, shank, {}, {}, (), joints.knee, covered=True)
    _add_foot(model, group, foot)
    tips, roots, nails, beads = _add_toes(model, group, side, foot, toes)
    _add_shank(model, group, foot, shank, joints, outfit.girth)
    if outfit.wear:
        top = 176 if outfit.wear == "sock" else 150
        add_sock(model, side, foot, shank, FOOT_STRANDS, beads, top=top)
    if outfit.wear == "shoe":
        add_shoe(model, side, foot, FOOT_STRANDS, beads)
    shown = () if outfit.wear else nails
    return Leg(side, foot, shank, tips, roots, shown, joints.knee, covered=bool(outfit.wear))


def _add_foot(model: Model, group: int, foot: Place) -> None:
    blend = 16
    for strand in FOOT_STRANDS:
        model.strand(group, [(foot.at(*bead[:3]), bead[3]) for bead in strand], blend=blend)
    model.ball(group, foot.at(2, 66, -2), 34, blend=blend)
    model.ball(group, foot.at(122, 21, -34), 16.5, blend=blend)


def _toe_joints(toe: Toe, bend: ToeBend, foot: Place) -> tuple[list[Vec], list[Vec], Vec]:
    """The toe's joints from root to tip, the direction of each bone, and across."""
    lift, spread, middle, end = bend
    yaw = math.radians(toe.turn + toe.spread * spread)
    flat = foot.axes @ vec(math.cos(yaw), 0, math.sin(yaw))
    up = foot.axes[:, 1]
    pitch = toe.rest[0] + lift
    curls = (0, toe.rest[1] + middle, toe.rest[2] + end)
    joints, directions = [foot.at(*toe.root)], []
    for bone, curl in zip(toe.bones, curls, strict=False):
        pitch -= curl
        turn = math.radians(pitch)
        directions.append(flat * math.cos(turn) + up * math.sin(turn))
        joints.append(joints[-1] + directions[-1] * bone)
    return joints, directions, np.cross(flat, up)


def _add_toes(
    model: Model, leg: int, side: str, foot: Place, toes: Mapping[int, ToeBend]
) -> tuple[dict[int, Place], dict[int, Place], tuple[Nail, ...], dict[int, list[Bead]]]:
    """The places of tips and roots, the nails, and the toes' joints with their radii."""
    tips, roots, nails = {}, {}, []
    beads: dict[int, list[Bead]] = {}
    for number, toe in TOES.items():
        joints, directions, lateral = _toe_joints(toe, toes[number], foot)
        group = model.group(
            "toe", side=side, index=number, parent=leg, blend=9 if number == 1 else 7
        )
        ahead = directions[-1]
        above = np.cross(lateral, ahead)
        axes = np.c_[ahead, above, lateral]
        if number == 1:
            _add_big_toe(model, group, toe, joints, axes)
        else:
            _add_small_toe(model, group, toe, joints, axes)
        tips[number] = Place(joints[-1] + ahead * toe.radii[-1], axes)
        roots[number] = Place(joints[0], axes)
        radii = (toe.girth, *toe.radii)
        beads[number] = [(p, r) for p, r in zip(joints, radii, strict=False)]
        back = 5 if number == 1 else 2.5
        nails.append(Nail(number, Place(joints[-1] - ahead * back, axes), toe.radii[-1]))
    return tips, roots, tuple(nails), beads


def _add_big_toe(model: Model, group: int, toe: Toe, joints: list[Vec], axes: Vec) -> None:
    a, b, c = joints
    ahead, above = axes[:, 0], axes[:, 1]
    model.strand(group, [(a, toe.girth), ((a + b) / 2, 14.0), (b, 13.6)], blend=7)
    model.cone(group, (b + ahead * 2, 14.2), (c - ahead * 4 - above * 0.5, 14.6), blend=7)
    model.cone(group, (c - ahead * 6, 14.2), (c - ahead - above * 2, 12.6), blend=6)


def _add_small_toe(model: Model, group: int, toe: Toe, joints: list[Vec], axes: Vec) -> None:
    a, b, c, d = joints
    r1, r2, r3 = toe.radii
    ahead, above = axes[:, 0], axes[:, 1]
    model.strand(group, [(a, toe.girth), (a * 0.45 + b * 0.55, r1 * 0.98), (b, r1 * 1.04)], blend=5)
    model.strand(group, [(b, r1), ((b + c) / 2, r2 * 0.95), (c, r2)], blend=4)
    model.cone(group, (c, r2), (d - ahead * 2, r3 * 1.08), blend=4)
    model.ball(group, d - above - ahead * 2.5, r3 * 1.02, blend=4)


def _add_shank(
    model: Model, group: int, foot: Place, shank: Place, joints: Joints, girth: float
) -> None:
    """Shin, calf, Achilles tendon and ankle bones; heights stretch with the bone."""
    stretch = float(np.linalg.norm(joints.knee - joints.ankle)) / SHANK
    on = shank.at

    def y(height: float) -> float:
        return 72 + (height - 72) * stretch

    g = girth
    main: list[Bead] = [
        (on(-2, 72, 0), 30), (on(-4, 104, 0), 29), (on(-3, 135, 0), 30.5), (on(2, 200, 0), 35),
        (on(3, y(330), 0), 42 * g), (on(0, y(430), 0), 48 * g), (on(0, y(495), 0), 50),
    ]  # fmt: skip
    shin: list[Bead] = [
        (on(6, 120, -3), 25), (on(9, y(200), -3), 27), (on(12, y(330), -4), 31 * g),
        (on(14, y(440), 0), 34 * g),
    ]  # fmt: skip
    tendon: list[Bead] = [
        (foot.at(-42, 44, 1), 17), (on(-36, 92, 1), 12.5), (on(-33, 130, 1), 14),
        (on(-29, 190, 0), 22),
    ]  # fmt: skip
    calf: list[Bead] = [
        (on(-14, 150, 0), 27), (on(-18, y(215), -2), 39 * g), (on(-21, y(275), -3), 47 * g),
        (on(-21, y(335), -3), 51 * g), (on(-14, y(400), -1), 49 * g), (on(-6, y(470), 0), 44),
    ]  # fmt: skip
    model.strand(group, main, blend=22)
    model.strand(group, shin, blend=22)
    model.strand(group, tendon, blend=19)
    model.strand(group, calf, blend=22)
    model.ball(group, on(3, 84, -24), 11.5, blend=20)
    model.ball(group, on(-8, 74, 24), 11.0, blend=20)


def _add_thigh(
    model: Model, group: int, joints: Joints, shank: Vec, girth: float, outward: float
) -> None:
    """Knee and thigh; the skin stops at two thirds, under the shorts."""
    assert joints.hip is not None
    knee, hip = joints.knee, joints.hip
    up = unit(hip - knee)
    front = across(shank[:, 0], up)
    front = unit(front) if np.linalg.norm(front) > 0.15 else unit(np.cross(up, shank[:, 2]))
    cap = unit(front + shank[:, 0])
    model.ball(group, knee, 50, blend=26)
    model.strand(
        group, [(knee + cap * 21 + up * 14, 32), (knee + cap * 21 - up * 10, 31)], blend=22
    )
    model.ball(group, knee + shank[:, 0] * 16 - shank[:, 1] * 42, 30, blend=20)
    side = np.cross(front, up) * outward

    def on(share: float, ahead: float = 0, out: float = 0) -> Vec:
        return knee + (hip - knee) * share + front * ahead + side * out

    g = girth
    quads: list[Bead] = [
        (on(0), 50), (on(0.15, 3), 55), (on(0.4, 8), 66 * g), (on(0.66, 9), 74 * g),
    ]  # fmt: skip
    hams: list[Bead] = [
        (on(0.02, -12), 40), (on(0.25, -14), 50), (on(0.55, -18), 60 * g), (on(0.66, -18), 63 * g),
    ]  # fmt: skip
    model.strand(group, quads, blend=26)
    model.strand(group, hams, blend=26)
    model.ball(group, on(0.16, 12, -16), 34, blend=26)
