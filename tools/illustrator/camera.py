"""Looks at a model from a direction: what is seen at each pixel, and where a point lands."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .geometry import Vec, Whole, unit, vec
from .shapes import Model, Packed, packed
from .tracer import distances, trace

VOID = -2
"""The label of what is not looked at: the paper round an inset's circle."""
FAR = 4000.0
"""How far in front of the origin the picture plane lies, mm."""


@dataclass(frozen=True, slots=True)
class View:
    """Right, up and into the picture, as unit vectors."""

    right: Vec
    up: Vec
    into: Vec

    def flat(self, point: Vec) -> Vec:
        """A world point in the picture plane, mm, y up."""
        return np.array([point @ self.right, point @ self.up])


def view(azimuth: float, elevation: float) -> View:
    """From this direction, in degrees: azimuth 0 faces the figure, 90 stands on its right."""
    a, e = math.radians(azimuth), math.radians(elevation)
    back = vec(math.cos(e) * math.cos(a), math.sin(e), math.cos(e) * math.sin(a))
    return looking(-back, vec(0, 1, 0))


def looking(into: Vec, up: Vec) -> View:
    """In this direction, with that way up."""
    w = unit(into)
    u = unit(np.cross(w, up))
    return View(u, np.cross(u, w), w)


@dataclass(slots=True)
class Sight:
    """What the camera sees: buffers of depth, label and normal, and how they map to paper.

    Paper is in points, y down, its origin the top left corner; `px` is mm a pixel and `scale`
    points a mm.
    """

    view: View
    model: Model
    arrays: Packed
    origin: Vec
    px: float
    scale: float
    depth: Vec
    label: Whole
    normal: Vec
    _seen: Vec | None = None

    @property
    def pt(self) -> float:
        """Points a pixel."""
        return self.px * self.scale

    def paper(self, point: Vec) -> Vec:
        """Where a world point lands on the paper."""
        away = point - self.origin
        return np.array([away @ self.view.right, -(away @ self.view.up)]) * self.scale

    def positions(self) -> Vec:
        """The world point seen at each pixel, worked out once."""
        if self._seen is None:
            self._seen = self._positions()
        return self._seen

    def _positions(self) -> Vec:
        rows, columns = np.mgrid[0 : self.label.shape[0], 0 : self.label.shape[1]]
        x, y = (columns + 0.5) * self.px, (rows + 0.5) * self.px
        seen = np.where(self.label >= 0, self.depth, 0)
        return np.asarray(
            self.origin
            + self.view.right * x[..., None]
            - self.view.up * y[..., None]
            + self.view.into * seen[..., None]
        )

    def shows(self, point: Vec) -> bool:
        """True for a point on the sheet, and inside an inset's circle."""
        x, y = (self.paper(point) / self.pt).astype(int)
        high, wide = self.label.shape
        return bool(0 <= y < high and 0 <= x < wide and self.label[y, x] != VOID)

    def sees(self, point: Vec, slack: float) -> bool:
        """True unless something stands more than slack mm in front of the point."""
        away = point - self.origin
        i = int(away @ self.view.right / self.px)
        j = int(-(away @ self.view.up) / self.px)
        if not (0 <= j < self.label.shape[0] and 0 <= i < self.label.shape[1]):
            return True
        return bool(away @ self.view.into < self.depth[j, i] + slack)


@dataclass(frozen=True, slots=True)
class Window:
    """The paper a view is put on: its size in points, the mm it is centred on, points a mm."""

    size: tuple[float, float]
    centre: Vec
    scale: float


def look(model: Model, v: View, window: Window, *, pixel: float) -> Sight:
    """What is seen through a window, one pixel each `pixel` points."""
    px = pixel / window.scale
    half = np.array(window.size) / 2 / window.scale
    columns, rows = (math.ceil(s / pixel) for s in window.size)
    left, top = window.centre[0] - half[0], window.centre[1] + half[1]
    origin = v.right * left + v.up * top - v.into * FAR
    arrays = packed(model)
    depth, label, normal = trace(
        columns, rows, origin, v.right, v.up, v.into, px, 2 * FAR, px * 0.22, *_in_order(arrays)
    )
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    normal = normal / np.maximum(length, 1e-12)
    return Sight(v, model, arrays, origin, px, window.scale, depth, label, normal)


def _in_order(arrays: Packed) -> tuple[Vec, ...]:
    """The arrays in the order in which the tracer takes them (uncopied)."""
    return tuple(getattr(arrays, name) for name in arrays.__slots__)


def distance_at(arrays: Packed, points: Vec) -> Vec:
    """Distance in mm from the model's surface at each point."""
    flat = np.ascontiguousarray(points, float).reshape(-1, 3)
    return np.asarray(distances(flat, *_in_order(arrays))).reshape(points.shape[:-1])
