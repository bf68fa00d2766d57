"""Adds the things of an exercise: chair, mat, wall, towel, band, ball, bottle, pencil."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.interpolate import CubicSpline

from .geometry import Place, Vec, about_y, about_z, across, unit, vec
from .shapes import CONTINUED, Bead, Model

SEAT = 448.0
"""Height of a chair's seat, mm."""
BALL = 33.0
"""Radius of a tennis ball, mm."""


def add_chair(model: Model, *, x: float, z: float, yaw: float) -> None:
    """A chair with its seat's middle at (x, z); yaw 0 faces forward."""
    group = model.group("chair")
    turn = about_y(-yaw)
    place = Place(vec(x, 0, z), turn)
    at, wide, deep, back = place.at, 430.0, 420.0, 470.0
    model.box(group, at(0, SEAT - 16, 0), (deep / 2, 17, wide / 2), rounding=12, axes=turn)
    for sx in (-1, 1):
        for sz in (-1, 1):
            splay = -18 if sx < 0 else 0
            top = at(sx * (deep / 2 - 32), SEAT - 20, sz * (wide / 2 - 34))
            foot = at(sx * (deep / 2 - 14) + splay, 0, sz * (wide / 2 - 20))
            model.cone(group, (top, 15), (foot, 11))
    for sz in (-1, 1):
        low = at(-deep / 2 + 26, SEAT - 20, sz * (wide / 2 - 30))
        high = at(-deep / 2 - 42, SEAT + back - 40, sz * (wide / 2 - 34))
        model.cone(group, (low, 14), (high, 12))
    tilt = turn @ about_z(9)
    top_rail, rail = (13, 80, wide / 2 - 4), (11, 34, wide / 2 - 22)
    model.box(group, at(-deep / 2 - 36, SEAT + back - 75, 0), top_rail, rounding=12, axes=tilt)
    model.box(group, at(-deep / 2 - 8, SEAT + 190, 0), rail, rounding=10, axes=tilt)


TABLE_LEG = 36.0
"""Half the thickness of the leg of a heavy table, mm."""


def add_table(model: Model, *, x: float, z: float) -> None:
    """A heavy table; (x, z) is the middle of the leg that is nearest."""
    group = model.group("table")
    long, wide, high, leg = 620.0, 760.0, 720.0, TABLE_LEG
    for dx in (0, long):
        for dz in (0, -wide):
            model.box(group, vec(x + dx, high / 2, z + dz), (leg, high / 2, leg), rounding=6)
    middle = vec(x + long / 2, high + 20, z - wide / 2)
    model.box(group, middle, (long / 2 + 90, 24, wide / 2 + 90), rounding=8)
    for dz in (0, -wide):
        rail = vec(x + long / 2, high - 60, z + dz)
        model.box(group, rail, (long / 2, 52, 12), rounding=4)


def add_stick(model: Model, foot: Vec, top: Vec, handle: Vec) -> None:
    """A walking stick with a rubber foot and a handle."""
    group = model.group("stick")
    model.cylinder(group, foot, top, 11, rounding=2)
    model.cylinder(group, foot, foot + unit(top - foot) * 34, 16, rounding=4, blend=3)
    ends: list[Bead] = [(top - handle * 30, 15), (top + handle * 30, 16), (top + handle * 100, 14)]
    model.strand(group, ends, blend=6)


def add_mat(model: Model, *, start: float, end: float, half: float) -> None:
    """A mat on the floor from start to end along x, `half` its width."""
    group = model.group("mat")
    model.box(group, vec((start + end) / 2, -10, 0), ((end - start) / 2, 9, half), rounding=8)


def add_wall(
    model: Model, *, x: float, z: tuple[float, float], height: float, deep: float, skirting: float
) -> None:
    """A wall whose face is at x, as a thick block (a thin one looks like a door).

    `skirting` is the height of a board along its foot; 0 for none.
    """
    group = model.group("wall")
    middle, half = (z[0] + z[1]) / 2, (z[1] - z[0]) / 2
    model.box(group, vec(x + deep, height / 2, middle), (deep, height / 2, half))
    if skirting:
        board = model.group("skirting")
        model.box(board, vec(x, skirting / 2, middle), (16, skirting / 2, half))


def add_side_wall(model: Model, *, z: float, x: tuple[float, float], height: float) -> None:
    """A wall beside the figure, its face towards it."""
    group = model.group("wall")
    centre = vec((x[0] + x[1]) / 2, height / 2, z - 100)
    model.box(group, centre, ((x[1] - x[0]) / 2, height / 2, 100))


def add_ribbon(
    model: Model,
    part: str,
    path: Sequence[Vec],
    *,
    half: Sequence[float],
    across_: Sequence[Vec],
    thick: float,
    pieces: int = 80,
    hems: Sequence[tuple[float, float]] = (),
) -> None:
    """A towel or band along a spline: half-width and direction of width at each point.

    `hems` are where, in mm along it, a stripe is woven in.
    """
    cloth, stripe = _found(model, part), _found(model, "hem") if hems else -1
    points = np.array(path)
    t = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    dense = np.linspace(0, t[-1], pieces)
    line = CubicSpline(t, points)(dense)
    ways = np.array(across_)
    ways = np.c_[tuple(np.interp(dense, t, ways[:, k]) for k in range(3))]
    widths = np.interp(dense, t, np.array(half))
    before = -1
    for n, (a, b) in enumerate(pairwise(line)):
        middle = (dense[n] + dense[n + 1]) / 2
        group = stripe if any(low <= middle <= high for low, high in hems) else cloth
        along = unit(b - a)
        way = unit(across(ways[n], along))
        size = (float(np.linalg.norm(b - a)) / 2 + thick * 0.8, thick, float(widths[n]))
        model.box(
            group,
            (a + b) / 2,
            size,
            rounding=thick * 0.95,
            axes=np.c_[along, np.cross(way, along), way],
            # short strands: tight bounds, fast
            blend=0 if n % 8 == 0 or group != before else CONTINUED,
        )
        before = group


def _found(model: Model, part: str) -> int:
    """The number of the first group of a part, which is added if there is none."""
    group = model.find(part)
    return group if group >= 0 else model.group(part)


HEMS = ((16.0, 34.0), (44.0, 52.0))
"""The two stripes of a towel's border, mm from its end, where it is seen close."""
BROAD = 1.7
"""How much broader they are where a whole person is shown: thinner ones would not print."""


def add_towel_end(model: Model, held: Vec, way: Vec, *, length: float, half: float) -> None:
    """The end of a towel that hangs out of a fist, wider towards its border, along `way`."""
    down = [held + vec(-0.06 * length * k, -length * k, 0.05 * length * k) for k in (0, 0.5, 1)]
    long = float(np.linalg.norm(down[-1] - down[0]))
    hems = [(long - high * BROAD, long - low * BROAD) for low, high in HEMS]
    wide = [half * 0.55, half * 0.85, half]
    add_ribbon(model, "towel", down, half=wide, across_=[way] * 3, thick=4, pieces=60, hems=hems)


def add_ball(model: Model, centre: Vec, radius: float = BALL) -> None:
    """A ball."""
    model.ball(model.group("ball"), centre, radius)


def add_massage_ball(model: Model, centre: Vec, radius: float = BALL) -> None:
    """A ball with knobs all over, spread evenly (a golden spiral)."""
    model.ball(model.group("knob"), centre, radius - 3)
    knobs = model.group("knob", index=1, parent=model.find("knob"), blend=3)
    count = 60
    for n in range(count):
        height = 1 - 2 * (n + 0.5) / count
        turn = n * 2.399963
        flat = (1 - height**2) ** 0.5
        way = vec(np.cos(turn) * flat, height, np.sin(turn) * flat)
        model.cone(knobs, (centre + way * (radius - 5), 4.6), (centre + way * radius, 3.2))


def add_bottle(model: Model, centre: Vec, axis: Vec, *, radius: float, length: float) -> None:
    """A water bottle lying on its side, its neck along the axis."""
    group = model.group("bottle")
    a = unit(axis)

    def on(share: float) -> Vec:
        return centre + a * length * share

    model.cylinder(group, on(-0.5), on(0.20), radius, rounding=7)
    for share in (-0.36, 0.16):
        ring = on(share - 0.012), on(share + 0.012)
        model.cylinder(group, *ring, radius + 1.6, rounding=1.4, blend=4)
    neck: list[Bead] = [
        (on(0.19), radius - 0.5), (on(0.26), radius * 0.80), (on(0.33), radius * 0.46),
        (on(0.40), radius * 0.34),
    ]  # fmt: skip
    model.strand(group, neck, blend=6)
    model.cylinder(group, on(0.38), on(0.46), radius * 0.33, rounding=1)
    model.cylinder(model.group("cap"), on(0.45), on(0.52), radius * 0.42, rounding=1.5)


def add_pencil(model: Model, centre: Vec, axis: Vec, *, length: float, radius: float) -> None:
    """A pencil with its point along the axis."""
    a = unit(axis)
    back, neck = centre - a * length / 2, centre + a * (length / 2 - 18)
    model.cylinder(model.group("pencil"), back, neck, radius, rounding=0.6)
    model.cone(model.group("lead"), (neck, radius), (centre + a * length / 2, 0.8))
    model.cylinder(model.group("rubber"), back - a * 8, back, radius, rounding=0.6)


def add_cloth(
    model: Model, *, start: float, end: float, folds: float, height: float, z: float = 0.0,
    half: float = 115.0, first: float = 150.0, wave: float = 56.0,
) -> None:  # fmt: skip
    """A towel on the floor from start to end; `folds` waves of that height from `first` on."""
    x = np.linspace(start, end, 110)
    swing = (x - first) / wave * 2 * np.pi
    inside = (x > first) & (swing < folds * 2 * np.pi)
    y = 1.5 + np.where(inside, height * (1 - np.cos(swing)) / 2, 0)
    path = [vec(a, b, z) for a, b in zip(x, y, strict=True)]
    same = [vec(0, 0, 1)] * len(path)
    long = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    broad = BROAD if model.find("shirt") >= 0 else 1
    near = [(low * broad, high * broad) for low, high in HEMS]
    hems = [*near, *((long - high, long - low) for low, high in near)]
    wide = [half] * len(path)
    add_ribbon(model, "towel", path, half=wide, across_=same, thick=3.4, pieces=190, hems=hems)
