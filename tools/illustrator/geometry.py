"""Vectors, rotations and the two-bone chain; x forward, y up, z the figure's right, in mm."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vec: TypeAlias = NDArray[np.float64]
"""A point or direction (3), or a matrix whose columns are axes (3 x 3)."""
Whole: TypeAlias = NDArray[np.int64]
"""Labels, kinds and indexes."""
Mask: TypeAlias = NDArray[np.bool_]
"""True where something is so."""


class OutOfReachError(Exception):
    """A limb cannot reach where the pose puts its end."""


def vec(*numbers: float) -> Vec:
    """The vector of these numbers."""
    return np.array(numbers, float)


def unit(v: Sequence[float] | Vec) -> Vec:
    """The direction of v, length 1 (zero stays zero)."""
    a = np.asarray(v, float)
    return a / max(float(np.linalg.norm(a)), 1e-9)


def about(axis: Sequence[float], degrees: float) -> Vec:
    """The rotation about an axis (right-handed)."""
    x, y, z = unit(axis)
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    k = 1 - c
    return np.array(
        [
            [c + x * x * k, x * y * k - z * s, x * z * k + y * s],
            [y * x * k + z * s, c + y * y * k, y * z * k - x * s],
            [z * x * k - y * s, z * y * k + x * s, c + z * z * k],
        ]
    )


def about_x(degrees: float) -> Vec:
    """The rotation about x: rolling to the side."""
    return about((1, 0, 0), degrees)


def about_y(degrees: float) -> Vec:
    """The rotation about y: turning."""
    return about((0, 1, 0), degrees)


def about_z(degrees: float) -> Vec:
    """The rotation about z: nodding up."""
    return about((0, 0, 1), degrees)


def across(v: Vec, along: Vec) -> Vec:
    """The part of v that is square to a unit direction."""
    return v - along * float(v @ along)


@dataclass(frozen=True, slots=True)
class Place:
    """A local set of axes: where its origin is, and its axes as columns."""

    origin: Vec
    axes: Vec

    def at(self, *local: float) -> Vec:
        """The world point of local coordinates."""
        return self.origin + self.axes @ vec(*local)


def two_bones(root: Vec, end: Vec, *, upper: float, lower: float, hint: Vec, what: str) -> Vec:
    """The middle joint (knee, elbow) of a limb from root to end, bent towards hint.

    Refuses when the end is farther than 99.9 % of the stretched limb.
    """
    span = end - root
    length = float(np.linalg.norm(span))
    if length > 0.999 * (upper + lower):
        raise OutOfReachError(f"{what}: {length:.0f} mm asked, {upper + lower:.0f} mm there")
    along = span / length
    share = (upper**2 - lower**2 + length**2) / (2 * length)
    bend = math.sqrt(max(upper**2 - share**2, 0))
    return root + along * share + unit(across(hint, along)) * bend
