"""Draws what is said about a movement: arrows, rings, the target area, frost."""

from __future__ import annotations

import math

import numpy as np
from scipy.interpolate import CubicSpline

from .camera import Sight
from .curves import arc_length, fitted, resampled, straight
from .geometry import Mask, Vec
from .scene import Bezier, Outline, Scene, Stroke

HALO = 1.0
"""Paper round an arrow, points."""


def _cut(p: Vec, start: float, end: float) -> Vec:
    """The part of a line between two lengths along it."""
    s = arc_length(p)
    t = np.linspace(start, end, max(6, int((end - start) / 0.8)))
    return np.column_stack([np.interp(t, s, p[:, 0]), np.interp(t, s, p[:, 1])])


def _head(tip: Vec, base: Vec, length: float) -> Vec:
    """A notched arrow head."""
    d = (tip - base) / np.linalg.norm(tip - base)
    side = np.array([-d[1], d[0]]) * length * 0.48
    back = tip - d * length
    return np.array([tip, back + side, back + d * length * 0.2, back - side])


def _shaft(p: Vec, width: float, taper: float) -> list[Bezier]:
    """A stroke as an outline, its tail `taper` of the width."""
    d = np.gradient(p, axis=0)
    side = np.c_[-d[:, 1], d[:, 0]] / np.maximum(np.linalg.norm(d, axis=1, keepdims=True), 1e-9)
    grown = np.clip(np.linspace(0, 1, len(p)) * 1.6, 0, 1)[:, None]
    half = width / 2 * (taper + (1 - taper) * grown)
    a, b = p + side * half, (p - side * half)[::-1]
    return [*fitted(a, 0.05), straight(a[-1], b[0]), *fitted(b, 0.05), straight(b[-1], a[0])]


def circle(centre: Vec, radius: float) -> Outline:
    """A circle as four curves."""
    turns = np.radians(np.arange(0, 360, 90))
    handle = radius * 0.5523
    out: list[Bezier] = []
    for a in turns:
        b = a + np.pi / 2
        start, end = (centre + radius * np.array([np.cos(t), np.sin(t)]) for t in (a, b))
        first = start + handle * np.array([-np.sin(a), np.cos(a)])
        last = end - handle * np.array([-np.sin(b), np.cos(b)])
        out.append([start, first, last, end])
    return out


def arrow(
    scene: Scene, points: Vec, *, width: float, head: float, both: bool, taper: float = 0.45
) -> None:
    """An arrow along points on the paper, tail first; both: a head at either end."""
    p = np.asarray(points, float)
    if len(p) > 2:
        t = arc_length(p)
        p = CubicSpline(t, p)(np.linspace(0, t[-1], 80))
    p = resampled(p, 0.6)
    length = arc_length(p)[-1]
    h = min(head, length * 0.6)
    shaft = _cut(p, h * 0.75 if both else 0, length - h * 0.75)
    shapes: list[Outline] = [_shaft(shaft, width, 1.0 if both else taper)]
    shapes.append(_head(p[-1], _cut(p, length - h, length)[0], h))
    if both:
        shapes.append(_head(p[0], _cut(p, 0, h)[-1], h))
    for shape in shapes:
        scene.fill([shape], "halo", Stroke("halo", HALO * 2))
    for shape in shapes:
        scene.fill([shape], "accent", Stroke("accent", 0.35))


def ring(
    scene: Scene,
    sight: Sight,
    centre: Vec,
    across: Vec,
    up: Vec,
    *,
    start: float,
    end: float,
    width: float,
    head: float,
    behind: bool,
) -> None:
    """A turning arrow round a limb, from one angle to another (0 across, 90 up).

    Where the limb hides it, it is left out; `behind` False draws it whole.
    """
    turns = np.radians(np.linspace(start, end, 200))
    world = centre + np.cos(turns)[:, None] * across + np.sin(turns)[:, None] * up
    paper = np.array([sight.paper(p) for p in world])
    seen = np.array([not behind or sight.sees(p, 4) for p in world])
    runs = _runs(seen, 6)
    for number, (a, b) in enumerate(runs):
        if number < len(runs) - 1:
            scene.line(fitted(resampled(paper[a:b], 0.6), 0.05), Stroke("accent", width * 0.7))
        else:
            part = resampled(paper[a:b], 3.0)
            arrow(scene, part, width=width, head=head, both=False, taper=0.7 if number else 0.45)


def _runs(seen: Mask, shortest: int) -> list[tuple[int, int]]:
    """Stretches of True longer than `shortest`."""
    edges = np.flatnonzero(np.diff(np.r_[0, seen.astype(int), 0]))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(a, b) for a, b in pairs if b - a > shortest]


def snowflake(scene: Scene, centre: Vec, right: Vec, up: Vec, *, width: float) -> None:
    """A snowflake whose arms lie in the plane of two paper vectors (its radius is theirs)."""
    for k in range(6):
        turn = math.radians(30 + 60 * k)
        arm = right * math.cos(turn) + up * math.sin(turn)
        side = right * -math.sin(turn) + up * math.cos(turn)
        tip = centre + arm
        scene.line(np.array([centre, tip]), Stroke("ink", width))
        fork = centre + arm * 0.62
        barbs = np.array([fork + arm * 0.24 + side * 0.24, fork, fork + arm * 0.24 - side * 0.24])
        scene.line(barbs, Stroke("ink", width))
