"""Dresses a posed trunk: shirt, neck rib, sleeves, shorts or trousers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .foot import Leg
from .geometry import Place, Vec, across, unit, vec
from .people import Person
from .shapes import Bead, Model, Plane


@dataclass(frozen=True, slots=True)
class Trunk:
    """The places of a bent trunk, from pelvis to head."""

    pelvis: Place
    waist: Place
    chest: Place
    neck: Place
    head: Place


def add_shirt(model: Model, trunk: Trunk, person: Person) -> None:
    """A shirt down to the hips, in the person's build."""
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
    if chest.axes[0, 1] < LEANING:
        _add_rib(model, trunk.neck)
    hem = Plane(-pelvis.axes[:, 1], pelvis.at(0, 4, 0))
    model.ellipsoid(
        shirt,
        pelvis.at(-3 + person.belly_ahead * 0.4, 66, 0),
        (128 + person.belly_ahead * 0.4, 150, 178 * person.hips),
        axes=pelvis.axes,
        blend=60,
        clip=hem,
    )


LEANING = 0.36
"""Of a chest's axis ahead: leaning more, the chin is before the neck opening."""


def _add_rib(model: Model, neck: Place) -> None:
    """The rib of the neck opening, in front only: behind it would stand off like a cord."""
    turns = np.radians(np.linspace(-105, 105, 17))
    beads: list[Bead] = [
        (neck.at(8 + 54 * np.cos(a), 6 - 20 * np.cos(a), 58 * np.sin(a)), 9) for a in turns
    ]
    model.strand(model.group("rib"), beads, fine=1)


def add_shorts(model: Model, trunk: Trunk, person: Person) -> None:
    """The shorts' seat, into which their legs blend."""
    shorts = model.group("shorts")
    pelvis, h = trunk.pelvis, person.hips
    model.ellipsoid(shorts, pelvis.at(2, 35, 0), (104, 95, 156 * h), axes=pelvis.axes, blend=30)
    for z in (-70, 70):
        model.ellipsoid(
            shorts, pelvis.at(-46, -8, z * h), (82, 90, 84 * h), axes=pelvis.axes, blend=36
        )


def add_shorts_leg(model: Model, trunk: Trunk, leg: Leg, hip: Vec, person: Person) -> None:
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


def add_trouser(model: Model, leg: Leg, hip: Vec, person: Person) -> None:
    """A trouser leg from under the shorts' hem down the shin, cut flat `trousers` mm up."""
    group = model.group("trouser", side=leg.side, parent=model.find("shorts"), blend=30)
    on, g = leg.shank.at, person.limbs
    down = unit(leg.knee - hip)
    beads: list[Bead] = [
        (hip + (leg.knee - hip) * 0.4, 90 * g),
        (hip + (leg.knee - hip) * 0.75, 76 * g),
        (leg.knee - down * 6, 67 * g),
        (on(-10, 345, 0), 70 * g),
        (on(-13, 280, 0), 66 * g),
        (on(-11, person.trousers, 0), 60 * g),
        (on(-11, person.trousers - 60, 0), 58 * g),
    ]
    hem = Plane(-leg.shank.axes[:, 1], on(0, person.trousers, 0))
    model.strand(group, beads, blend=20, clip=hem)


def add_sleeve(
    model: Model, trunk: Trunk, arm: tuple[Vec, Vec, Vec], person: Person
) -> None:
    """A sleeve over shoulder, elbow and wrist (points), as long as the person wears it."""
    sleeve = model.group("sleeve", parent=model.find("shirt"), blend=34)
    shoulder, elbow, wrist = arm
    upper, lower = elbow - shoulder, wrist - elbow
    g = person.limbs
    inward = unit(trunk.chest.origin - shoulder)
    beads: list[Bead] = [
        (shoulder + inward * 6, 55 * g),
        (shoulder + upper * 0.2, 56 * g),
        (shoulder + upper * 0.45, 55 * g),
        (shoulder + upper * 0.8, 54 * g),
    ]
    if person.sleeves <= 1:
        model.strand(sleeve, beads, clip=Plane(upper, shoulder + upper * person.sleeves))
        return
    model.strand(sleeve, [*beads, (elbow, 50 * g)])
    end = elbow + lower * (person.sleeves - 1)
    model.strand(
        sleeve,
        [(elbow, 50 * g), (elbow + lower * 0.3, 50 * g), (end, 38), (end + lower * 0.1, 36)],
        blend=20,
        clip=Plane(lower, end),
    )
