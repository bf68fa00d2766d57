"""Round cones, ellipsoids, boxes and cylinders, gathered into the groups of one model.

A strand is a tube along a spline: a hard union inside, blended with the rest of its group. A
group blends only into its parent (toe into leg, finger into hand), so toes stay apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

from .geometry import Vec, Whole, unit

CONE, ELLIPSOID, BOX, CYLINDER = range(4)
CONTINUED = -1.0
"""The blend of a solid that goes on with the strand before it."""

Point: TypeAlias = Sequence[float] | Vec
Bead: TypeAlias = tuple[Point, float]
"""A centre and a radius on a strand."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Keeps the side of `point` that `normal` points away from."""

    normal: Point
    point: Point


@dataclass(frozen=True, slots=True)
class Group:
    """One labelled part of the drawing: what it is, and which side of the body it is on."""

    part: str
    side: str = ""
    index: int = 0
    parent: int = -1
    blend: float = 0.0


@dataclass(slots=True)
class Model:
    """The solids of one drawing, group by group."""

    groups: list[Group] = field(default_factory=list)
    solids: list[tuple[int, Vec, int, float]] = field(default_factory=list)
    fine: int = 5
    """Cones between two beads of a strand: fewer where it is seen from afar."""

    def group(
        self, part: str, *, side: str = "", index: int = 0, parent: int = -1, blend: float = 0.0
    ) -> int:
        """A new group's number; a parent must exist before its children."""
        self.groups.append(Group(part, side, index, parent, blend))
        return len(self.groups) - 1

    def find(self, part: str, side: str = "") -> int:
        """The number of the first group of a part and side; -1 if there is none."""
        for number, group in enumerate(self.groups):
            if group.part == part and group.side == side:
                return number
        return -1

    def _add(self, kind: int, numbers: Vec, group: int, blend: float, clip: Plane | None) -> None:
        if clip is not None:
            normal = unit(np.asarray(clip.normal, float))
            numbers[16:19], numbers[19] = normal, normal @ np.asarray(clip.point, float)
        self.solids.append((kind, numbers, group, blend))

    def cone(
        self,
        group: int,
        start: Bead,
        end: Bead,
        *,
        blend: float = 0.0,
        clip: Plane | None = None,
    ) -> None:
        """A cone with rounded ends from one bead to the next."""
        a, b = np.asarray(start[0], float), np.asarray(end[0], float)
        ra, rb = start[1], end[1]
        if np.linalg.norm(b - a) <= abs(ra - rb) + 1e-6:  # one ball holds the other
            a, ra = (b, rb) if rb > ra else (a, ra)
            b, rb = a + np.array([1e-3, 0, 0]), ra * 0.9999
        numbers = np.zeros(20)
        numbers[0:3], numbers[3:6], numbers[6], numbers[7] = a, b, ra, rb
        self._add(CONE, numbers, group, blend, clip)

    def ball(self, group: int, centre: Point, radius: float, *, blend: float = 0.0) -> None:
        """A ball."""
        self.cone(group, (centre, radius), (centre, radius), blend=blend)

    def strand(
        self,
        group: int,
        beads: Sequence[Bead],
        *,
        blend: float = 0.0,
        fine: int = 0,
        clip: Plane | None = None,
    ) -> None:
        """A tube through beads, `fine` cones from each to the next (0: as the model has it)."""
        tube = _resampled(beads, fine or self.fine)
        for n, (one, two) in enumerate(pairwise(tube)):
            self.cone(
                group,
                (one[:3], float(one[3])),
                (two[:3], float(two[3])),
                blend=blend if n == 0 else CONTINUED,
                clip=clip,
            )

    def ellipsoid(
        self,
        group: int,
        centre: Point,
        radii: Point,
        *,
        axes: Vec | None = None,
        blend: float = 0.0,
        clip: Plane | None = None,
    ) -> None:
        """An ellipsoid with its radii along the columns of axes."""
        numbers = np.zeros(20)
        numbers[0:3], numbers[3:6] = centre, radii
        numbers[6:15] = _rows(axes)
        self._add(ELLIPSOID, numbers, group, blend, clip)

    def box(
        self,
        group: int,
        centre: Point,
        half: Point,
        *,
        rounding: float = 1.0,
        axes: Vec | None = None,
        blend: float = 0.0,
    ) -> None:
        """A rounded box; half lengths along the columns of axes."""
        numbers = np.zeros(20)
        numbers[0:3], numbers[3:6] = centre, np.asarray(half, float) - rounding
        numbers[6:15], numbers[15] = _rows(axes), rounding
        self._add(BOX, numbers, group, blend, None)

    def cylinder(
        self,
        group: int,
        start: Point,
        end: Point,
        radius: float,
        *,
        rounding: float = 0.5,
        blend: float = 0.0,
    ) -> None:
        """A cylinder with slightly rounded rims."""
        numbers = np.zeros(20)
        numbers[0:3], numbers[3:6] = start, end
        numbers[6], numbers[7] = radius - rounding, rounding
        self._add(CYLINDER, numbers, group, blend, None)

    def without(self, *parts: str) -> Model:
        """The same groups, empty where their part is one of these."""
        return self.kept(lambda group: group.part not in parts)

    def kept(self, wanted: Callable[[Group], bool]) -> Model:
        """The same groups, empty where they are not wanted."""
        return Model(self.groups, [s for s in self.solids if wanted(self.groups[s[2]])])


def _rows(axes: Vec | None) -> Vec:
    return (np.eye(3) if axes is None else axes.T).ravel()


def _resampled(beads: Sequence[Bead], fine: int) -> Vec:
    """Beads (x, y, z, r) along the spline through the given ones."""
    given = np.array([[*centre, radius] for centre, radius in beads], float)
    if len(given) < 3 or fine < 2:
        return given
    steps = np.linalg.norm(np.diff(given[:, :3], axis=0), axis=1) + 1e-9
    t = np.r_[0, np.cumsum(steps)]
    spans = [np.linspace(a, b, fine + 1) for a, b in pairwise(t)]
    dense = np.unique(np.concatenate(spans))
    radii = PchipInterpolator(t, given[:, 3])(dense)
    return np.column_stack([CubicSpline(t, given[:, :3])(dense), radii])


@dataclass(frozen=True, slots=True)
class Packed:
    """A model as arrays: what the tracer reads."""

    kinds: Whole
    numbers: Vec
    spans: Whole
    """First and last-plus-one solid of each strand."""
    blends: Vec
    owners: Whole
    """The group of each strand."""
    bounds: Vec
    """Centre and radius of a ball round each strand."""
    parents: Whole
    parent_blends: Vec


def packed(model: Model) -> Packed:
    """The model's arrays, strands ordered by group."""
    order = sorted(range(len(model.solids)), key=lambda i: model.solids[i][2])
    solids = [model.solids[i] for i in order]
    starts = [i for i, s in enumerate(solids) if s[3] != CONTINUED]
    spans = np.array(list(zip(starts, [*starts[1:], len(solids)], strict=True)), np.int64)
    return Packed(
        np.array([s[0] for s in solids], np.int64),
        np.array([s[1] for s in solids]),
        spans,
        np.array([solids[i][3] for i in starts]),
        np.array([solids[i][2] for i in starts], np.int64),
        np.array([_ball_round([s[:2] for s in solids[a:b]]) for a, b in spans]),
        np.array([g.parent for g in model.groups], np.int64),
        np.array([g.blend for g in model.groups], float),
    )


def _ball_round(solids: Sequence[tuple[int, Vec]]) -> Vec:
    """Centre and radius of a ball that holds these solids."""
    corners = np.vstack([_corners(kind, numbers) for kind, numbers in solids])
    low, high = corners.min(0), corners.max(0)
    return np.append((low + high) / 2, np.linalg.norm(high - low) / 2)


def _corners(kind: int, p: Vec) -> Vec:
    if kind == CONE:
        return np.array([p[0:3] - p[6], p[0:3] + p[6], p[3:6] - p[7], p[3:6] + p[7]])
    if kind == CYLINDER:
        r = p[6] + p[7]
        return np.array([p[0:3] - r, p[0:3] + r, p[3:6] - r, p[3:6] + r])
    r = max(p[3:6]) if kind == ELLIPSOID else float(np.linalg.norm(p[3:6])) + p[15]
    return np.array([p[0:3] - r, p[0:3] + r])
