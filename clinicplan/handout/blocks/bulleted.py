"""Items become the lines of a list, each after a bullet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from clinicplan.handout.look import Look
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM

_BULLET = 4.2 * MM
_BULLET_GAP = 1.2 * MM

Draw = Callable[[Sketch, float, float], None]
"""Draws something with its top left corner at (x, y)."""


def bullets(
    look: Look, items: Sequence[str], style: Style, *, width: float
) -> list[tuple[str, ...]]:
    """The lines of each item, a bullet's room left free before them."""
    return [look.wrapped(item, style, width - _BULLET) for item in items]


def list_height(look: Look, items: Sequence[tuple[str, ...]], style: Style) -> float:
    """How high items are one below the other, in points."""
    heights = [look.height(len(lines), style) for lines in items]
    return sum(heights) + _BULLET_GAP * (len(heights) - 1)


def draw_bullets(
    look: Look,
    sketch: Sketch,
    items: Sequence[tuple[str, ...]],
    style: Style,
    *,
    at: tuple[float, float],
) -> None:
    """The items as a list with its top left corner there."""
    with sketch.element("L"):
        draw_items(look, sketch, items, style, at=at)


def draw_items(
    look: Look,
    sketch: Sketch,
    items: Sequence[tuple[str, ...]],
    style: Style,
    *,
    at: tuple[float, float],
) -> None:
    """The same within a list that is open: one of its columns."""
    x, y = at
    bullet = replace(look.styles.bullet, size=style.size, leading=style.leading)
    for lines in items:
        with sketch.element("LI"):
            with sketch.mark("Lbl"):
                sketch.text(x, y - FIRST_BASELINE * bullet.size, "• ", bullet)
            with sketch.mark("LBody"):
                sketch.lines(x + _BULLET, y, lines, style)
        y -= look.height(len(lines), style) + _BULLET_GAP
