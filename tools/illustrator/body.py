"""Poses a whole person: pelvis, spine, head, arms and legs become one model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .foot import ANKLE, BALL, SHANK, THIGH, Joints, Leg, ToeBend, add_leg
from .geometry import Place, Vec, about_x, about_y, about_z, across, two_bones, unit, vec
from .hand import GRIPS, add_hand, hand_place
from .head import add_head
from .people import Person
from .shapes import Bead, Model, Plane

UPPER_ARM, FOREARM = 292.0, 248.0
HIP = 86.0
"""From the middle of the pelvis to a hip joint."""


@dataclass(frozen=True, slots=True)
class LegPose:
    """Where one leg is: the ball of the foot, else the ankle, and how the foot is turned.

    `knee` is the direction in which the knee bends, `front` the one the shin faces, if another.
    """

    foot: Vec
    ankle: Vec | None
    ball: Vec | None
    knee: Vec
    front: Vec | None
    toes: Mapping[int, ToeBend]


@dataclass(frozen=True, slots=True)
class ArmPose:
    """Where one hand is, how the elbow bends, where fingers and palm point."""

    wrist: Vec
    elbow: Vec
    fingers: Vec | None
    palm: Vec
    grip: str
    reach: Vec
    """How far the shoulder moves along, mm in the chest's axes."""


@dataclass(frozen=True, slots=True)
class BodyPose:
    """A whole person's pose; angles in degrees, positive bends forward."""

    hips: Vec
    pitch: float
    yaw: float
    spine: tuple[float, float]
    neck: float
    head: float
    look: float
    legs: Mapping[str, LegPose]
    arms: Mapping[str, ArmPose]


@dataclass(frozen=True, slots=True)
class Body:
    """A posed person: the places that props, marks and the face hold on to."""

    legs: Mapping[str, Leg]
    places: Mapping[str, Place]
    head: Place


@dataclass(frozen=True, slots=True)
class _Trunk:
    pelvis: Place
    waist: Place
    chest: Place
    neck: Place
    head: Place


def _trunk(pose: BodyPose, person: Person) -> _Trunk:
    pelvis = Place(pose.hips, about_y(-pose.yaw) @ about_z(-pose.pitch))
    waist = Place(pelvis.at(-4, 92, 0), pelvis.axes @ about_z(-pose.spine[0]))
    bend = about_z(-pose.spine[1] - person.stoop)
    chest = Place(waist.at(0, 132, 0), waist.axes @ bend)
    neck = Place(chest.at(-18, 292, 0), chest.axes @ about_z(-12 - pose.neck))
    turn = neck.axes @ about_z(12 - pose.head + person.stoop) @ about_y(-pose.look)
    skull = neck.at(2, 98, 0) + turn @ vec(22, 68, 0)
    return _Trunk(pelvis, waist, chest, neck, Place(skull, turn))


def add_body(model: Model, pose: BodyPose, person: Person) -> Body:
    """Adds a person in that pose. Refuses a limb that cannot reach."""
    trunk = _trunk(pose, person)
    _add_shirt(model, trunk, person)
    _add_shorts(model, trunk, person)
    add_head(model, trunk.head, trunk.neck, person)
    legs = {side: _pose_leg(model, side, leg, trunk, person) for side, leg in pose.legs.items()}
    places = {"hips": trunk.pelvis, "chest": trunk.chest, "head": trunk.head}
    for side, arm in pose.arms.items():
        places[f"{side}-hand"] = _pose_arm(model, side, arm, trunk, person)
    return Body(legs, places, trunk.head)


def _add_shirt(model: Model, trunk: _Trunk, person: Person) -> None:
    shirt = model.group("shirt")
    chest, waist, pelvis = trunk.chest, trunk.waist, trunk.pelvis
    wide = person.chest / 150
    model.ellipsoid(
        shirt, chest.at(2, 125, 0), (106 * wide, 165, person.chest), axes=chest.axes, blend=30
    )
    model.ellipsoid(shirt, chest.at(-38, 165, 0), (72, 125, 126 * wide), axes=chest.axes, blend=40)
    ahead, height = (38, 152) if person.bust else (32, 172)
    bust = (74 if person.bust else 66, 62, 72)
    for z in (-60, 60):
        model.ellipsoid(shirt, chest.at(ahead, height, z), bust, axes=chest.axes, blend=40)
    edge = person.shoulders - 26
    half: list[tuple[float, float, float, float]] = [
        (-14, 234, edge, 52), (-19, 258, 78, 46), (-18, 272, 30, 40),
    ]  # fmt: skip
    yoke = [(x, y, -z, r) for x, y, z, r in half] + half[::-1]
    beads: list[Bead] = [(chest.at(x, y, z), r) for x, y, z, r in yoke]
    model.strand(shirt, beads, blend=45)
    width = (128 if person.bust else 142) * person.belly
    model.ellipsoid(
        shirt,
        waist.at(4 + person.belly_ahead, 62, 0),
        (104 + person.belly_ahead, 130, width),
        axes=waist.axes,
        blend=60,
    )
    hem = Plane(-pelvis.axes[:, 1], pelvis.at(0, 4, 0))
    model.ellipsoid(
        shirt,
        pelvis.at(-3 + person.belly_ahead * 0.4, 66, 0),
        (128 + person.belly_ahead * 0.4, 150, 178 * person.hips),
        axes=pelvis.axes,
        blend=60,
        clip=hem,
    )


def _add_shorts(model: Model, trunk: _Trunk, person: Person) -> None:
    shorts = model.group("shorts")
    pelvis, h = trunk.pelvis, person.hips
    model.ellipsoid(shorts, pelvis.at(2, 35, 0), (104, 95, 156 * h), axes=pelvis.axes, blend=30)
    for z in (-70, 70):
        model.ellipsoid(
            shorts, pelvis.at(-46, -8, z * h), (82, 90, 84 * h), axes=pelvis.axes, blend=36
        )


def _pose_leg(model: Model, side: str, pose: LegPose, trunk: _Trunk, person: Person) -> Leg:
    z = HIP if side == "right" else -HIP
    hip = trunk.pelvis.at(0, 0, z)
    if pose.ball is not None:
        ankle = pose.ball - pose.foot @ (BALL - ANKLE)
    else:
        assert pose.ankle is not None
        ankle = pose.ankle
    knee = two_bones(hip, ankle, upper=THIGH, lower=SHANK, hint=pose.knee, what=f"{side} leg")
    front = pose.front
    if front is None:
        front = across(pose.knee, unit(knee - ankle))
    joints = Joints(ankle, knee, pose.foot, front, hip)
    leg = add_leg(model, side, joints, toes=pose.toes, girth=person.limbs)
    _add_trouser(model, trunk, leg, hip, person)
    return leg


def _add_trouser(model: Model, trunk: _Trunk, leg: Leg, hip: Vec, person: Person) -> None:
    """One leg of the shorts, cut flat at its hem, 10 mm or more outside the skin."""
    shorts = model.find("shorts")
    z = -8 if leg.side == "right" else 8
    down = unit(leg.knee - hip)
    front = across(leg.shank.axes[:, 0], down)
    if np.linalg.norm(front) <= 0.15:
        front = np.cross(down, leg.shank.axes[:, 2])
    front = unit(front)
    hem = hip + (leg.knee - hip) * person.shorts
    g = person.limbs
    narrow = 88 - 60 * max(person.shorts - 0.58, 0)
    beads: list[Bead] = [
        (hip + trunk.pelvis.axes @ vec(0, 10, z), 92 * g),
        (hip + (leg.knee - hip) * 0.28 + front * 2, 94 * g),
        (hem + front * 3, narrow * g),
        (hem + down * 60, narrow * g - 1),
    ]
    model.strand(shorts, beads, blend=36, clip=Plane(down, hem))


def _pose_arm(model: Model, side: str, pose: ArmPose, trunk: _Trunk, person: Person) -> Place:
    out = 1 if side == "right" else -1
    x, y, z = pose.reach
    shoulder = trunk.chest.at(-10 + x, 238 + y, (person.shoulders + z) * out)
    elbow = two_bones(
        shoulder, pose.wrist, upper=UPPER_ARM, lower=FOREARM, hint=pose.elbow, what=f"{side} arm"
    )
    group = model.group("arm", side=side)
    g = person.limbs
    upper, lower = elbow - shoulder, pose.wrist - elbow
    model.strand(
        group,
        [(shoulder + upper * t, r * (g if t < 0.8 else 1))
         for t, r in ((0, 48), (0.3, 46), (0.65, 43), (0.9, 38), (1, 36))],
        blend=18,
    )  # fmt: skip
    model.strand(
        group,
        [(elbow + lower * t, r) for t, r in ((0, 36), (0.22, 41), (0.5, 36), (0.8, 28), (1, 25))],
        blend=18,
    )
    _add_sleeve(model, trunk, shoulder, upper, person)
    fingers = lower if pose.fingers is None else pose.fingers
    place = hand_place(side, pose.wrist, fingers, pose.palm)
    add_hand(model, group, side, place, GRIPS[pose.grip])
    return place


def _add_sleeve(model: Model, trunk: _Trunk, shoulder: Vec, upper: Vec, person: Person) -> None:
    sleeve = model.group("sleeve", parent=model.find("shirt"), blend=34)
    g = person.limbs
    inward = unit(trunk.chest.origin - shoulder)
    beads: list[Bead] = [
        (shoulder + inward * 6, 55 * g),
        (shoulder + upper * 0.2, 56 * g),
        (shoulder + upper * 0.45, 55 * g),
        (shoulder + upper * 0.8, 54 * g),
    ]
    model.strand(sleeve, beads, clip=Plane(upper, shoulder + upper * person.sleeves))


def turned(*, down: float, yaw: float, roll: float, side: str) -> Vec:
    """A foot's rotation: toes down, toes outward, sole outward; degrees."""
    out = 1 if side == "right" else -1
    return about_y(-yaw * out) @ about_z(-down) @ about_x(roll * out)
