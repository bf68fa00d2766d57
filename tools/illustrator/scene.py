"""Paths on paper, in painting order, to the SVG file of one frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from .geometry import Vec

Bezier: TypeAlias = list[Vec]
"""Four points: start, two handles, end."""
Outline: TypeAlias = list[Bezier] | Vec
"""One subpath: curves, or the corners of straight lines (n x 2)."""


SPECK = 0.85
"""What is smaller than this in width and height, points, would print as dirt."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's role and width in points."""

    role: str
    width: float


@dataclass(frozen=True, slots=True)
class Path:
    """Outlines with one look: even-odd fill, round ends."""

    outlines: tuple[Outline, ...]
    fill: str = ""
    stroke: Stroke | None = None
    closed: bool = True


@dataclass(slots=True)
class Scene:
    """A sheet of this size, in points, and what has been painted on it so far."""

    width: float
    height: float
    paths: list[Path] = field(default_factory=list)

    def fill(self, outlines: Sequence[Outline], role: str, stroke: Stroke | None = None) -> None:
        """Paint closed outlines."""
        if any(not _is_speck(outline) for outline in outlines):
            self.paths.append(Path(tuple(outlines), role, stroke))

    def line(self, outline: Outline, stroke: Stroke, *, closed: bool = False) -> None:
        """Draw one line."""
        if len(outline) and not _is_speck(outline):
            self.paths.append(Path((outline,), "", stroke, closed))


    def lines(self, outlines: Sequence[Outline], stroke: Stroke) -> None:
        """Draw several lines of one look as one path."""
        self.paths.append(Path(tuple(outlines), "", stroke, closed=False))

    def take(self, other: Scene, left: float, top: float) -> None:
        """Paint another scene with its top left corner here."""
        shift = np.array([left, top])
        for path in other.paths:
            moved = tuple(_moved(outline, shift) for outline in path.outlines)
            self.paths.append(Path(moved, path.fill, path.stroke, path.closed))


def _moved(outline: Outline, shift: Vec) -> Outline:
    if isinstance(outline, np.ndarray):
        return np.asarray(outline + shift)
    return [[point + shift for point in curve] for curve in outline]


def _is_speck(outline: Outline) -> bool:
    points = corners_of(outline)
    return bool(np.all(points.max(0) - points.min(0) < SPECK))


def corners_of(outline: Outline) -> Vec:
    """Every point of an outline, handles included."""
    if isinstance(outline, np.ndarray):
        return outline
    return np.vstack([np.asarray(piece) for piece in outline])


def box_of(scene: Scene, ignoring: Sequence[str] = ()) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is painted, inside the sheet; some fills may be left out."""
    low, high = np.full(2, np.inf), np.full(2, -np.inf)
    for path in scene.paths:
        if path.fill in ignoring:
            continue
        edge = path.stroke.width / 2 if path.stroke else 0.0
        for outline in path.outlines:
            points = corners_of(outline)
            low = np.minimum(low, points.min(0) - edge)
            high = np.maximum(high, points.max(0) + edge)
    sheet = np.array([scene.width, scene.height])
    low, high = np.clip(low, 0, sheet), np.clip(high, 0, sheet)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _number(value: float) -> str:
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text in ("-0", "") else text


def _points(points: Sequence[Vec] | Vec) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _data(path: Path) -> str:
    """The path's d attribute: absolute M, L, C and Z."""
    pieces = []
    for outline in path.outlines:
        if isinstance(outline, np.ndarray):
            pieces.append(f"M{_points(outline[:1])}L{_points(outline[1:])}")
        else:
            curves = " ".join(_points(curve[1:]) for curve in outline)
            pieces.append(f"M{_points(outline[0][:1])}C{curves}")
        if path.closed:
            pieces.append("Z")
    return "".join(pieces)


def _element(path: Path, colours: Mapping[str, str]) -> str:
    roles = ([f"f-{path.fill}"] if path.fill else []) + (
        [f"s-{path.stroke.role}"] if path.stroke else []
    )
    parts = [f'class="{" ".join(roles)}" d="{_data(path)}"']
    if path.fill:
        parts.append(f'fill="{colours[path.fill]}"')
    if path.stroke:
        width = f"{path.stroke.width:.2f}".rstrip("0").rstrip(".")
        parts.append(f'stroke="{colours[path.stroke.role]}" stroke-width="{width}"')
    return f"<path {' '.join(parts)}/>"


def svg(scene: Scene, attributes: Mapping[str, str], colours: Mapping[str, str]) -> str:
    """The SVG text of a scene, with these attributes on its root."""
    w, h = _number(scene.width), _number(scene.height)
    extra = "".join(f' {name}="{value}"' for name, value in attributes.items())
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
        ' fill="none" fill-rule="evenodd" stroke-linecap="round" stroke-linejoin="round"'
    )
    lines = [f"{root}{extra}>", *(_element(p, colours) for p in scene.paths), "</svg>"]
    return "\n".join(lines) + "\n"
