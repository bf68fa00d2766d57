"""Inks the area where an exercise is felt: two tones, an outline, and a hatch for grey paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .geometry import Mask, Place, Vec
from .inking import Inker
from .scene import Stroke

STEP, WIDTH = 2.3, 0.45
"""Between two lines of the hatch and their width, points."""
SHORTEST = 1.2
"""Of a line of the hatch, points."""


@dataclass(frozen=True, slots=True)
class Target:
    """The area where it is felt: an ellipsoid's inside on one leg, whatever it wears."""

    side: str
    place: Place
    radii: tuple[float, float, float]


def ink_target(inker: Inker, target: Target) -> None:
    """The target area, light with a darker heart, outlined and hatched."""
    s = inker.sight
    local = (s.positions() - target.place.origin) @ np.linalg.inv(target.place.axes).T
    away = np.sqrt(((local / np.array(target.radii)) ** 2).sum(-1))
    away = ndimage.gaussian_filter(away, 0.5 / s.pt)
    on = inker.where("leg", "toe", "sock", "trouser", side=target.side) | inker.where("shorts")
    soft = 0.4 / s.pt
    edge = Stroke("accent", 0.7)
    inker.region(on & (away < 1), "accent_l", smooth=1, smallest=3, blur=soft)
    hatch = _hatch(on & (away < 0.97), s.pt)
    if hatch:
        inker.scene.lines(hatch, Stroke("accent", WIDTH))
    inker.region(on & (away < 1), "", smooth=1, smallest=3, blur=soft, stroke=edge)


def _hatch(mask: Mask, pt: float) -> list[Vec]:
    """Lines from lower left to upper right across a mask, in points."""
    high, wide = mask.shape
    lines = []
    for start in np.arange(-wide * pt, high * pt, STEP * np.sqrt(2)):
        x = np.arange(0, wide * pt, pt)
        y = start + wide * pt - x
        inside = (y >= 0) & (y < high * pt)
        rows = np.clip((y / pt).astype(int), 0, high - 1)
        columns = np.clip((x / pt).astype(int), 0, wide - 1)
        hit = inside & mask[rows, columns]
        edges = np.flatnonzero(np.diff(np.r_[0, hit.astype(int), 0]))
        for a, b in zip(edges[::2], edges[1::2] - 1, strict=True):
            if (b - a) * pt * np.sqrt(2) > SHORTEST:
                lines.append(np.array([[x[a], y[a]], [x[b], y[b]]]))
    return lines
