"""Builds a hand at the end of a forearm: palm, four fingers, thumb."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .geometry import Place, Vec, across, unit, vec
from .shapes import Bead, Model


@dataclass(frozen=True, slots=True)
class Grip:
    """Curl of the three finger joints, thumb (out, towards the palm), spread; degrees."""

    curl: tuple[float, float, float]
    thumb: tuple[float, float]
    spread: float


GRIPS: Mapping[str, Grip] = {
    "relaxed": Grip((12, 22, 16), (30, 12), 1),
    "rest": Grip((8, 14, 12), (20, 4), 0),
    "flat": Grip((-14, 4, 4), (38, 0), 4),
    "prop": Grip((4, 8, 8), (40, 6), 5),
    "hook": Grip((14, 40, 34), (25, 5), 1),
    "fist": Grip((72, 82, 48), (40, 60), 0),
    "cup": Grip((30, 34, 26), (35, 30), 1),
}

PALM = (
    ((-8, 0, 25), (20, 2, 23), (45, 6, 20)),
    ((10, 10, 20), (50, 20, 17.5), (84, 27, 13)),
    ((10, 0, 20), (50, 6, 16), (88, 9, 12.5)),
    ((10, -8, 20), (48, -10, 15.5), (84, -10, 12)),
    ((8, -14, 19), (45, -22, 14.5), (76, -27, 11.5)),
)
"""Strands from wrist to knuckles: forward, towards the thumb, radius."""

FINGERS = (
    (84, 27, (42, 25, 20), 9.6),
    (88, 9, (46, 28, 21), 9.8),
    (84, -10, (42, 26, 20), 9.3),
    (76, -27, (33, 20, 17), 8.4),
)
"""Knuckle (forward, towards the thumb), bones, radius; index to little finger."""


def hand_place(side: str, wrist: Vec, fingers: Vec, palm: Vec) -> Place:
    """The hand's axes: forward, out of the palm, towards the thumb."""
    forward = unit(fingers)
    out = unit(across(np.asarray(palm, float), forward))
    thumb = np.cross(forward, out) * (1 if side == "right" else -1)
    return Place(wrist, np.c_[forward, out, thumb])


def add_hand(model: Model, arm: int, side: str, place: Place, grip: Grip) -> None:
    """Adds a hand in that grip to an arm."""
    hand = model.group("hand", side=side, parent=arm, blend=14)

    def on(ahead: float, thumb: float, out: float = 0) -> Vec:
        return place.at(ahead, out, thumb)

    for strand in PALM:
        model.strand(hand, [(on(a, b), r) for a, b, r in strand], blend=14)
    if grip.curl[0] + grip.curl[1] > 110:  # a fist would have a hole
        model.ball(hand, on(72, 2, 26), 26, blend=12)
        model.ball(hand, on(84, 18, 22), 18, blend=10)
        model.ball(hand, on(80, -14, 22), 18, blend=10)
    for number in range(4):
        _add_finger(model, hand, side, place, grip, number)
    _add_thumb(model, hand, side, place, grip)


def _add_finger(model: Model, hand: int, side: str, place: Place, grip: Grip, number: int) -> None:
    ahead, thumb, bones, radius = FINGERS[number]
    group = model.group("finger", side=side, index=number, parent=hand, blend=6)
    yaw = math.radians((1.5 - number) * grip.spread)
    straight = place.axes @ vec(math.cos(yaw), 0, math.sin(yaw))
    point, turn = place.at(ahead, 0, thumb), 0.0
    beads: list[Bead] = [(point, 12 if number < 3 else 11)]
    for bone, curl in zip(bones, grip.curl, strict=True):
        turn += math.radians(curl)
        point = point + (straight * math.cos(turn) + place.axes[:, 1] * math.sin(turn)) * bone
        beads.append((point, radius))
    beads[-1] = (beads[-1][0], radius * 0.9)
    model.strand(group, beads, fine=1)


def _add_thumb(model: Model, hand: int, side: str, place: Place, grip: Grip) -> None:
    group = model.group("thumb", side=side, parent=hand, blend=10)
    out, inward = (math.radians(a) for a in grip.thumb)
    first = place.axes @ unit(vec(math.cos(out), math.sin(inward), math.sin(out)))
    last = unit(first + place.axes[:, 0] * 0.35)
    root = place.at(22, 4, 22)
    knuckle = root + first * 36
    end = knuckle + first * 28
    model.strand(group, [(root, 17), (knuckle, 13.5), (end, 11), (end + last * 22, 9.5)], fine=3)
