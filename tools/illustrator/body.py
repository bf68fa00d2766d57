"""Poses a whole person: pelvis, spine, head, arms and legs become one model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .clothes import Trunk, add_shirt, add_shorts, add_shorts_leg, add_sleeve, add_trouser
from .foot import ANKLE, BALL, SHANK, THIGH, Joints, Leg, Outfit, ToeBend, add_leg
from .geometry import Place, Vec, about_x, about_y, about_z, across, two_bones, unit, vec
from .hand import GRIPS, add_hand, hand_place
from .head import add_head
from .people import Person
from .shapes import Model

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
    wear: str = ""
    """"sock", "shoe" or nothing."""


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
    working: str = "right"
    """The side of the foot that exercises: an artificial leg is the other one."""


@dataclass(frozen=True, slots=True)
class Body:
    """A posed person: the places that props, marks and the face hold on to."""

    legs: Mapping[str, Leg]
    places: Mapping[str, Place]
    head: Place


def _trunk(pose: BodyPose, person: Person) -> Trunk:
    pelvis = Place(pose.hips, about_y(-pose.yaw) @ about_z(-pose.pitch))
    waist = Place(pelvis.at(-4, 92, 0), pelvis.axes @ about_z(-pose.spine[0]))
    bend = about_z(-pose.spine[1] - person.stoop)
    chest = Place(waist.at(0, 132, 0), waist.axes @ bend)
    neck = Place(chest.at(-18, 292, 0), chest.axes @ about_z(-12 - pose.neck))
    turn = neck.axes @ about_z(12 - pose.head + person.stoop) @ about_y(-pose.look)
    skull = neck.at(2, 98, 0) + turn @ vec(22, 68, 0)
    return Trunk(pelvis, waist, chest, neck, Place(skull, turn))


def add_body(model: Model, pose: BodyPose, person: Person) -> Body:
    """Adds a person in that pose. Refuses a limb that cannot reach."""
    trunk = _trunk(pose, person)
    add_shirt(model, trunk, person)
    add_shorts(model, trunk, person)
    add_head(model, trunk.head, trunk.neck, person)
    legs = {
        side: _pose_leg(
            model, side, leg, trunk, person, artificial=person.prosthesis and side != pose.working
        )
        for side, leg in pose.legs.items()
    }
    places = {
        "hips": trunk.pelvis, "waist": trunk.waist, "chest": trunk.chest, "head": trunk.head,
    }  # fmt: skip
    for side, arm in pose.arms.items():
        places[f"{side}-hand"] = _pose_arm(model, side, arm, trunk, person)
    return Body(legs, places, trunk.head)


def _pose_leg(
    model: Model, side: str, pose: LegPose, trunk: Trunk, person: Person, *, artificial: bool
) -> Leg:
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
    outfit = Outfit(person.limbs, pose.wear, artificial)
    leg = add_leg(model, side, joints, toes=pose.toes, outfit=outfit)
    add_shorts_leg(model, trunk, leg, hip, person)
    if person.trousers:
        add_trouser(model, leg, hip, person)
    return leg


def _pose_arm(model: Model, side: str, pose: ArmPose, trunk: Trunk, person: Person) -> Place:
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
    add_sleeve(model, trunk, (shoulder, elbow, pose.wrist), person)
    fingers = lower if pose.fingers is None else pose.fingers
    place = hand_place(side, pose.wrist, fingers, pose.palm)
    add_hand(model, group, side, place, GRIPS[pose.grip])
    return place


def turned(*, down: float, yaw: float, roll: float, side: str) -> Vec:
    """A foot's rotation: toes down, toes outward, sole outward; degrees."""
    out = 1 if side == "right" else -1
    return about_y(-yaw * out) @ about_z(-down) @ about_x(roll * out)
