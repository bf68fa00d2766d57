"""Inks where the figure was before: the start position, pale, behind what has moved."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .camera import Sight
from .curves import fitted
from .edges import outlines
from .geometry import Mask, Vec
from .inking import Inker
from .looks import LOOKS, is_figure
from .scene import Stroke

SLIVER = 1.1
"""What sticks out less than this on either side, points, is not shown as a movement."""
SMALLEST = 40.0
"""Of a shown piece, square points."""
SHARE = 0.2
"""Of the largest piece: smaller ones are scraps."""
WIDTH = 0.7
HELD = ("towel", "band")


def ink_ghost(inker: Inker, before: Sight) -> None:
    """The figure of `before` (same window) where the present one leaves it free."""
    pt = inker.sight.pt
    was = _figure(before) & ~_figure(inker.sight)
    was &= before.depth < inker.sight.depth + 4
    was &= ~held(inker.sight)
    wide = ndimage.binary_opening(was, iterations=max(1, int(SLIVER / pt)))
    parts, count = ndimage.label(was)
    if not count:
        return
    numbers = np.arange(1, count + 1)
    area = ndimage.sum(was, parts, numbers) * pt**2
    large = area > max(SMALLEST, float(area.max()) * SHARE)
    kept = np.r_[False, large & (ndimage.maximum(wide, parts, numbers) > 0)][parts]
    kept = ndimage.binary_opening(kept, iterations=2) & was
    if not kept.any():
        return
    reached = ndimage.binary_dilation(kept, iterations=2) & _figure(inker.sight)
    inker.region(kept | reached, "ghost", smooth=0.6, smallest=6)
    edge = [run for loop in outlines(
        kept, sigma=0.6 / pt, smallest=SMALLEST / pt**2, blur=0.8) for run in _free(inker, loop)]
    for run in edge:
        inker.scene.line(fitted(run * pt, 0.1), Stroke("ghost_line", WIDTH))


def _figure(sight: Sight) -> Mask:
    groups = sight.model.groups
    body = np.array([is_figure(g) for g in groups])
    return np.asarray((sight.label >= 0) & body[np.clip(sight.label, 0, None)])


def held(sight: Sight) -> Mask:
    """What is held: a pale figure lies behind it."""
    held = np.array([LOOKS[g.part].thing in HELD for g in sight.model.groups])
    return np.asarray((sight.label >= 0) & held[np.clip(sight.label, 0, None)])


def _free(inker: Inker, loop: Vec) -> list[Vec]:
    """The stretches of an outline that do not run along the present figure."""
    present = ndimage.binary_dilation(_figure(inker.sight), iterations=int(0.6 / inker.sight.pt))
    rows = np.clip(loop[:, 1].astype(int), 0, present.shape[0] - 1)
    columns = np.clip(loop[:, 0].astype(int), 0, present.shape[1] - 1)
    free = ~present[rows, columns]
    if free.all():
        return [np.vstack([loop, loop[:1]])]
    start = int(np.argmin(free))
    loop, free = np.roll(loop, -start, axis=0), np.roll(free, -start)
    edges = np.flatnonzero(np.diff(np.r_[0, free.astype(int), 0]))
    return [loop[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 12]
