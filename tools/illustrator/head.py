"""Builds head, neck and hair, and knows where the face's few lines lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .geometry import Place, Vec, about_y, about_z, unit, vec
from .people import Person
from .shapes import Model, Plane


def add_head(model: Model, head: Place, neck: Place, person: Person) -> None:
    """Adds skull, face, neck, ears and hair."""
    group = model.group("head")
    at, axes = head.at, head.axes
    model.ellipsoid(group, at(-10, 28, 0), (96, 84, 74), axes=axes, blend=10)
    model.ellipsoid(group, at(28, -32, 0), (58, 70, 57), axes=axes, blend=30)
    for z in (1, -1):
        jaw = ((-14, -46, 48, 18), (30, -82, 34, 17), (62, -92, 10, 18))
        model.strand(group, [(at(x, y, w * z), r) for x, y, w, r in jaw], blend=22)
    model.ellipsoid(group, at(70, 16, 0), (18, 16, 46), axes=axes, blend=16)
    model.strand(group, [(at(86, 10, 0), 7), (at(104, -24, 0), 9.5)], blend=9)
    for z in (8, -8):
        model.ball(group, at(94, -27, z), 8, blend=6)
    model.ellipsoid(group, at(81, -58, 0), (11, 10, 22), axes=axes, blend=10)
    model.strand(
        group,
        [(neck.at(-4, -30, 0), 60), (neck.at(2, 30, 0), 55), (neck.at(6, 85, 0), 53),
         (at(-20, -52, 0), 54)],
        blend=26,
    )  # fmt: skip
    ears = () if person.hair == "scarf" else (("right", 1), ("left", -1))
    for side, z in ears:
        ear = model.group("ear", side=side, parent=group, blend=4)
        turn = axes @ about_z(-12) @ about_y(-18 * z)
        model.ellipsoid(ear, at(-10, -4, 77 * z), (21, 33, 10), axes=turn)
        model.ellipsoid(ear, at(-4, -26, 76 * z), (12, 14, 9), axes=turn, blend=6)
    HAIR[person.hair](model, head)
    if person.hair == "scarf":
        _drape(model, neck)
    if person.beard:
        _beard(model, head)


def _clip(head: Place, normal: tuple[float, float, float], x: float, y: float) -> Plane:
    return Plane(head.axes @ unit(vec(*normal)), head.at(x, y, 0))


def _short(model: Model, head: Place) -> None:
    hair = model.group("hair")
    top = _clip(head, (0.16, -1, 0), 88, 58)
    model.ellipsoid(hair, head.at(-8, 36, 0), (106, 91, 82), axes=head.axes, blend=14, clip=top)
    back = _clip(head, (1, -0.12, 0), 14, 0)
    model.ellipsoid(hair, head.at(-22, 14, 0), (90, 86, 81), axes=head.axes, blend=14, clip=back)
    fringe = ((66, 82, -30, 16), (84, 80, 0, 17), (70, 88, 40, 14))
    model.strand(hair, [(head.at(x, y, z), r) for x, y, z, r in fringe], blend=14)


def _bun(model: Model, head: Place) -> None:
    hair = model.group("hair")
    cap = _clip(head, (0.70, -0.71, 0), 80, 80)
    model.ellipsoid(hair, head.at(-16, 36, 0), (101, 87, 82), axes=head.axes, blend=8, clip=cap)
    nape = _clip(head, (0.9, -0.43, 0), 8, -14)
    model.ellipsoid(hair, head.at(-24, 2, 0), (88, 78, 78), axes=head.axes, blend=14, clip=nape)
    knot = model.group("hair", index=1, parent=hair, blend=6)
    model.ball(knot, head.at(-66, 118, 0), 37)


def _crop(model: Model, head: Place) -> None:
    """Short full hair, swept from a side parting over the brow, the ears half free."""
    hair = model.group("hair")
    top = _clip(head, (0.30, -1, 0), 90, 74)
    model.ellipsoid(hair, head.at(-12, 40, 0), (108, 95, 85), axes=head.axes, blend=14, clip=top)
    back = _clip(head, (1, -0.20, 0), 0, 0)
    model.ellipsoid(hair, head.at(-26, 4, 0), (90, 92, 82), axes=head.axes, blend=14, clip=back)
    for z in (1, -1):  # a lock before each ear
        lock = ((26, 62, 70, 17), (20, 26, 78, 13), (16, -6, 76, 8))
        model.strand(hair, [(head.at(x, y, w * z), r) for x, y, w, r in lock], blend=14)
    fringe = ((40, 104, -52, 16), (80, 92, -8, 20), (74, 70, 36, 17), (44, 62, 66, 14))
    model.strand(hair, [(head.at(x, y, z), r) for x, y, z, r in fringe], blend=14)


def _curls(model: Model, head: Place) -> None:
    """Thin short curls: small tufts all over the crown and the back."""
    hair = model.group("hair")
    cap = _clip(head, (0.55, -0.84, 0), 78, 70)
    model.ellipsoid(hair, head.at(-14, 36, 0), (100, 88, 79), axes=head.axes, blend=8, clip=cap)
    nape = _clip(head, (0.9, -0.43, 0), -22, -10)
    model.ellipsoid(hair, head.at(-26, 4, 0), (82, 78, 74), axes=head.axes, blend=10, clip=nape)
    for x, y, r in ((58, 96, 22), (22, 118, 24), (-22, 124, 25), (-66, 108, 25), (-98, 74, 24),
                    (-110, 32, 22), (-100, -10, 20)):  # fmt: skip
        for z in (-34, 0, 34):
            near = 1 - abs(z) / 340
            model.ball(hair, head.at(x * near, y * near, z), r * 0.92, blend=6)
    for x, y, z, r in ((80, 78, -34, 16), (88, 80, 0, 17), (80, 76, 34, 16), (58, 66, 58, 15),
                       (30, 56, 72, 15), (6, 34, 78, 14), (-16, 14, 78, 13)):  # fmt: skip
        model.ball(hair, head.at(x, y, z), r, blend=14)


def _scarf(model: Model, head: Place) -> None:
    """A head scarf: round the face, under the chin, over neck and shoulders."""
    scarf = model.group("hair")
    brow = _clip(head, (0.86, -0.5, 0), 76, 62)
    model.ellipsoid(scarf, head.at(-12, 34, 0), (108, 96, 88), axes=head.axes, blend=12, clip=brow)
    side = _clip(head, (1, 0.10, 0), 34, -20)
    model.ellipsoid(scarf, head.at(-16, -24, 0), (98, 122, 84), axes=head.axes, blend=18, clip=side)
    chin = ((6, -86, 66, 24), (46, -116, 42, 24), (64, -122, 0, 23))
    wrap = [*chin, *((x, y, -z, r) for x, y, z, r in chin[-2::-1])]
    model.strand(scarf, [(head.at(x, y, z), r) for x, y, z, r in wrap], blend=24)
    model.ellipsoid(scarf, head.at(0, -128, 0), (78, 56, 84), axes=head.axes, blend=30)


def _drape(model: Model, neck: Place) -> None:
    """Where a scarf falls: from the neck over chest and shoulders."""
    scarf = model.find("hair")
    model.ellipsoid(scarf, neck.at(8, 10, 0), (88, 84, 96), axes=neck.axes, blend=34)
    model.ellipsoid(scarf, neck.at(26, -52, 0), (104, 70, 132), axes=neck.axes, blend=40)


def _receding(model: Model, head: Place) -> None:
    """Hair at the back and sides only, the crown bare."""
    hair = model.group("hair")
    side = _clip(head, (1, 0.55, 0), 6, 16)
    model.ellipsoid(hair, head.at(-24, 10, 0), (90, 78, 81), axes=head.axes, blend=10, clip=side)


HAIR = {
    "short": _short, "bun": _bun, "crop": _crop, "receding": _receding, "curls": _curls,
    "scarf": _scarf,
}  # fmt: skip


def _beard(model: Model, head: Place) -> None:
    beard = model.group("hair", index=2)
    for z in (1, -1):
        jaw = ((-2, 2, 72, 9), (4, -34, 64, 17), (34, -72, 44, 27), (62, -88, 10, 29))
        model.strand(beard, [(head.at(x, y, w * z), r) for x, y, w, r in jaw], blend=18)
        whisker = ((94, -45, 0, 8), (86, -48, 18, 9), (68, -62, 34, 10))
        model.strand(beard, [(head.at(x, y, w * z), r) for x, y, w, r in whisker], blend=6)


@dataclass(frozen=True, slots=True)
class FaceLine:
    """A line of the face: points (height, sideways) on the head, mm; a share of the line weight.

    Weight 0 is a filled shape.
    """

    points: tuple[tuple[float, float], ...]
    weight: float


def face_lines() -> tuple[FaceLine, ...]:
    """Eyes, brows and mouth. Nothing more: at 6 mm head height detail turns uncanny."""
    lines = []
    for z in (-1, 1):
        turns = np.linspace(0, 2 * math.pi, 14)[:-1]
        eye = tuple((3 + 8.5 * math.sin(a), z * (33 + 6 * math.cos(a))) for a in turns)
        shares = np.linspace(0, 1, 8)
        brow = tuple((26 + 4 * math.sin(math.pi * s), z * (18 + 32 * s)) for s in shares)
        lines += [FaceLine(eye, 0), FaceLine(brow, 0.85)]
    mouth = tuple((-60 - 2.5 * (1 - abs(s)), s * 21) for s in np.linspace(-1, 1, 11))
    return (*lines, FaceLine(mouth, 0.8))


def ray(head: Place, height: float, sideways: float) -> Vec:
    """Points 1 mm apart from before the face inwards, where a face line looks for the skin."""
    ahead = np.arange(140, -20, -1.0)
    local = np.c_[ahead, np.full_like(ahead, height), np.full_like(ahead, sideways)]
    return np.asarray(head.origin + local @ head.axes.T)
