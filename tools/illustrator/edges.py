"""A sight becomes the breaks between its pixels, and a mask its outlines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage import measure

from .camera import VOID, Sight
from .curves import smoothed
from .geometry import Mask, Vec, Whole


class Kind(IntEnum):
    """Why there is a line; of two reasons the later one wins."""

    NONE = 0
    FAINT = 1
    EDGE = 2
    CREASE = 3
    DEPTH = 4
    MATERIAL = 5
    OBJECT = 6
    OUTER = 7


EDGE_DEGREES = 35
"""A box's edge: normals differ by more than this."""
FAINT_SHARE = 0.3
"""Of the depth that makes a line: this much closes a gap between two lines."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What each label is, as arrays by label number."""

    role: Whole
    thing: Whole
    boxy: Mask
    creased: Mask
    """creased[a, b]: a line is drawn where a touches b though nothing is hidden (two toes)."""
    slim: Mask
    """By thing: it is thin all along (a pencil), so a thin piece of it is no scrap."""
    sleeve: Whole
    """By label: 1 or 2 for a sleeve, of which a strip behind the chest would be a double line."""


SLEEVE = 10_000
"""Added to a region's number for each sleeve."""


def absorb(sight: Sight, labels: Labels, *, thin: float, small: float, gap: float) -> None:
    """Gives slivers and specks (pixels thick, pixels of area) to the region beside them.

    What shows of a thing in a gap between others, and the paper there, must be `gap` pixels
    thick: the lines on either side of it would run into a black wedge.
    """
    seen = np.clip(sight.label, 0, None)
    whole = labels.role[seen] + 100 * labels.thing[seen] + SLEEVE * labels.sleeve[seen]
    region = np.where(sight.label >= 0, whole, -1)
    lost = np.zeros(region.shape, bool)
    for value in np.unique(region):
        window = _window(region == value, 2)
        own = region[window] == value
        parts, count = ndimage.label(own)
        numbers = np.arange(1, count + 1)
        area = ndimage.sum(own, parts, numbers)
        deep = ndimage.distance_transform_cdt(np.pad(own, 1, mode="edge"), "taxicab")[1:-1, 1:-1]
        thick = ndimage.maximum(deep, parts, numbers)
        wanted = np.full(count, max(1, int(thin)))
        if value < 0 or not labels.slim[int(value) % SLEEVE // 100]:
            wanted[(area < area.max()) | (value >= SLEEVE)] = max(1, int(gap))
        lost[window] |= np.r_[False, (area < small) | (thick <= wanted)][parts]
    if not lost.any():
        return
    j, i = ndimage.distance_transform_edt(lost, return_distances=False, return_indices=True)
    for buffer in (sight.label, sight.depth, sight.normal):
        buffer[lost] = buffer[j[lost], i[lost]]


def _window(mask: Mask, room: int) -> tuple[slice, slice]:
    """The part of a mask that holds all of it, with some room round it."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return (
        slice(max(int(rows[0]) - room, 0), int(rows[-1]) + 1 + room),
        slice(max(int(columns[0]) - room, 0), int(columns[-1]) + 1 + room),
    )


@dataclass(frozen=True, slots=True)
class Cracks:
    """Between each pixel and the next one (right or below): the kind and the two labels."""

    kind: NDArray[np.int8]
    near: Whole
    far: Whole


def cracks(sight: Sight, labels: Labels, step: float) -> tuple[Cracks, Cracks]:
    """All breaks across vertical and horizontal pixel sides; `step` mm of depth is a break."""
    facing = np.abs(sight.normal @ sight.view.into)
    slope = np.sqrt(np.clip(1 - facing**2, 0, 1)) / np.maximum(facing, 0.03)
    every = slice(None)
    first, last = slice(0, -1), slice(1, None)
    return (
        _between(sight, labels, slope, step, (every, first), (every, last)),
        _between(sight, labels, slope, step, (first, every), (last, every)),
    )


def _between(
    sight: Sight,
    labels: Labels,
    slope: Vec,
    step: float,
    one: tuple[slice, slice],
    two: tuple[slice, slice],
) -> Cracks:
    la, lb = sight.label[one], sight.label[two]
    da, db = sight.depth[one], sight.depth[two]
    there_a, there_b = la >= 0, lb >= 0
    both = there_a & there_b
    ia, ib = np.clip(la, 0, None), np.clip(lb, 0, None)
    kind = np.zeros(la.shape, np.int8)
    turned = np.sum(sight.normal[one] * sight.normal[two], -1)
    boxy = labels.boxy[ia] & labels.boxy[ib] & both
    # the slope of the farther pixel: at the nearer one every true edge is steep
    steep = np.where(da > db, slope[one], slope[two])
    apart = np.abs(da - db) - 1.6 * sight.px * steep
    kind[both & ~boxy & (apart > FAINT_SHARE * step)] = Kind.FAINT
    kind[boxy & (turned < math.cos(math.radians(EDGE_DEGREES)))] = Kind.EDGE
    kind[both & labels.creased[ia, ib]] = Kind.CREASE
    kind[both & (apart > step)] = Kind.DEPTH
    kind[both & (labels.role[ia] != labels.role[ib])] = Kind.MATERIAL
    kind[both & (labels.thing[ia] != labels.thing[ib])] = Kind.OBJECT
    kind[there_a != there_b] = Kind.OUTER
    kind[(la == VOID) | (lb == VOID)] = Kind.NONE
    first_near = there_a & (~there_b | (da <= db))
    return Cracks(kind, np.where(first_near, la, lb), np.where(first_near, lb, la))


def outlines(
    mask: Mask, *, sigma: float, smallest: float, blur: float, corner: float = 0
) -> list[Vec]:
    """The smooth outlines of a mask, in pixels; loops under `smallest` pixels are left out."""
    if not mask.any():
        return []
    window = _window(mask, 0)
    shift = np.array([window[1].start, window[0].start])
    room = 3 + math.ceil(4 * blur)
    soft = np.pad(mask[window].astype(float), room)
    if blur:
        soft = ndimage.gaussian_filter(soft, blur)
    found = []
    contours = measure.find_contours(soft, 0.5)  # type: ignore[no-untyped-call]  # has no types
    for contour in contours:
        p = contour[:, ::-1] - room + 0.5 + shift
        if np.linalg.norm(p[0] - p[-1]) > 1e-6:
            continue
        x, y = p[:-1].T
        area = 0.5 * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
        if area >= smallest:
            found.append(smoothed(p, closed=True, sigma=sigma, corner=corner))
    return found
