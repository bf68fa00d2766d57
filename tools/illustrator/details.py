"""Inks what is drawn on to a surface: nails, ankle bones, the face, folds of a shirt."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from .camera import distance_at
from .curves import fitted, resampled
from .edges import Kind
from .foot import Leg
from .geometry import Place, Vec, unit
from .head import FaceLine, face_lines, ray
from .inking import WEIGHTS, Inker
from .scene import Stroke

NAIL = 1.35
"""How far above a toe's middle its nail can lie, in the toe's radii: not on the toe beside it."""


def nails(inker: Inker, legs: Sequence[Leg]) -> None:
    """Toe nails: rounded rectangles on the back of the last joint."""
    s = inker.sight
    points = s.positions()
    for leg in legs:
        for nail in leg.nails:
            axes = nail.place.axes
            own = inker.where("toe", side=leg.side, index=nail.toe)
            if not own.any():
                continue
            local = np.zeros(points.shape)
            local[own] = (points[own] - nail.place.origin) @ axes
            along, up, over = np.moveaxis(local, -1, 0)
            r = nail.radius
            shape = np.abs((along - 0.1 * r) / (0.85 * r)) ** 2.6
            shape += np.abs(over / (0.72 * r)) ** 2.6
            mask = own & (shape < 1) & (up > r * 0.15) & (up < r * NAIL)
            mask &= s.normal @ axes[:, 1] > 0.2
            edge = Stroke("ink", 0.45 * inker.manner.weight)
            inker.region(mask, "nail", smooth=0.35, smallest=2, corner=0, stroke=edge)


ROUND = 46
"""How far an eye or mouth may move towards the temple to be seen, mm."""
WIDE, WIDE_BROW, WIDE_MOUTH = 0.95, 0.5, 0.33
"""The share of its width at which it is seen well enough, clear of the face's outline."""


def ankle_bones(inker: Inker, legs: Sequence[Leg]) -> None:
    """One thin arc under each bare ankle bone that faces the viewer."""
    s = inker.sight
    turns = np.radians(np.linspace(195, 330, 16))
    for leg in legs:
        if leg.covered:
            continue
        for x, y, z, r in ((-8, 74, 37, 12), (3, 84, -37, 12.5)):
            arc = [leg.shank.at(x + r * math.cos(t), y + r * math.sin(t), z) for t in turns]
            facing = leg.shank.axes[:, 2] * math.copysign(1, z)
            visible = np.mean([s.sees(p, 14) and s.shows(p) for p in arc])
            if visible < 0.9 or facing @ -s.view.into < 0.25:
                continue
            line = resampled(np.array([s.paper(p) for p in arc]), 0.5)
            inker.tapered(line, 0.6 * inker.manner.weight, (True, True), reach=4)


def face(inker: Inker, head: Place) -> None:
    """Eyes, brows and mouth where they are not hidden."""
    weight = WEIGHTS[Kind.DEPTH][0] * inker.manner.weight
    for line in face_lines():
        seen = _seen(inker, head, line)
        if not seen:
            continue
        paper = np.array([inker.sight.paper(p) for p in seen])
        if line.weight:
            curves = fitted(resampled(paper, 0.3), 0.03)
            inker.scene.line(curves, Stroke("ink", weight * line.weight))
        else:
            dense = resampled(paper, 0.15, closed=True)
            inker.scene.fill([fitted(dense, 0.02, closed=True, corner=0)], "ink")


def _seen(inker: Inker, head: Place, line: FaceLine) -> list[Vec]:
    """A face line's points where they show; what is just round the edge moves to the near side.

    Without that a face seen a little from behind would be blank.
    """
    sides = np.array([z for _, z in line.points])
    middle = abs(sides.sum()) < 1
    enough = max(2, (0.4 if middle else 0.75) * len(sides))
    share = WIDE_MOUTH if middle else WIDE_BROW if line.weight else WIDE
    wanted = share * np.ptp(sides)
    across = unit(np.cross(inker.sight.view.into, head.axes[:, 1]))
    best: list[Vec] = []
    widest = 0.0
    for aside in np.arange(0, ROUND, 4.0):
        for way in (-1, 1) if middle else (math.copysign(1, sides[0]),):
            moved = [(height, z + way * aside) for height, z in line.points]
            seen = [p for p in _skin(inker, head, moved) if inker.sight.sees(p, 10)]
            wide = float(np.ptp(np.array(seen) @ across)) if len(seen) >= enough else 0.0
            if wide > wanted:
                return seen
            if wide > widest:
                best, widest = seen, wide
    return best


def _skin(inker: Inker, head: Place, points: Sequence[tuple[float, float]]) -> list[Vec]:
    """The skin in front of points of the face, 2 mm out; none where there is none."""
    return _hits(inker, np.array([ray(head, *p) for p in points]), head.axes[:, 0] * 2)


def _hits(inker: Inker, rays: Vec, out: Vec) -> list[Vec]:
    """Where each ray (n x steps x 3) first meets the model, moved by `out`; none for a miss."""
    inside = distance_at(inker.sight.arrays, rays) < 0.5
    return [
        line[int(np.argmax(hit))] + out for line, hit in zip(rays, inside, strict=True) if hit.any()
    ]


FOLD = 17
"""Steps of 0.3 points that a fold must have to be drawn."""
FOLDS = (
    ("chest", ((62, 148), (78, 118), (100, 96))),
    ("waist", ((70, 66), (50, 54), (28, 52))),
    ("waist", ((100, 34), (78, 16), (50, 10))),
)
"""Folds on the near side of a shirt: degrees from ahead towards that side, height, mm."""


def folds(inker: Inker, places: Mapping[str, Place]) -> None:
    """Two or three thin folds on the shirt, tapered at both ends; only where it is seen."""
    cloth = inker.where("shirt")
    near = 1 if inker.sight.view.into[2] < 0 else -1
    for part, points in FOLDS:
        place = places[part]
        line = _fold(inker, place, points, near)
        if len(line) < 3:
            continue
        paper = np.array([inker.sight.paper(p) for p in line])
        columns, rows = np.clip((paper / inker.sight.pt).astype(int).T, 0, None)
        high, wide = cloth.shape
        on = cloth[np.clip(rows, 0, high - 1), np.clip(columns, 0, wide - 1)]
        if not on.all() or not all(inker.sight.sees(p, 12) for p in line):
            continue
        drawn = resampled(paper, 0.3)
        if len(drawn) > FOLD:
            inker.tapered(drawn, 0.55 * inker.manner.weight, (True, True), reach=5)


def _fold(
    inker: Inker, place: Place, points: Sequence[tuple[float, float]], near: int
) -> list[Vec]:
    """A fold's points on the cloth, looked for from outside towards the spine."""
    t, dense = np.linspace(0, 1, len(points)), np.linspace(0, 1, 9)
    degrees, heights = (np.interp(dense, t, [p[k] for p in points]) for k in (0, 1))
    turn = np.radians(degrees)
    ways = np.c_[np.cos(turn), np.zeros_like(turn), np.sin(turn) * near]
    away = np.arange(300, 20, -2.0)
    local = ways[:, None, :] * away[None, :, None]
    local[..., 1] = heights[:, None]
    return _hits(inker, place.origin + local @ place.axes.T, np.zeros(3))
