"""What a diary is written into becomes drawings for large type: boxes to tick, pills for scores."""

from __future__ import annotations

from clinicplan.handout.blocks.day_cells import MOST_BOXES
from clinicplan.handout.look import Look
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, WHITE
from clinicplan.illustrations.picture import Picture

_LINE = 1.2
_RADIUS = 0.6 * MM


def shown(count: int) -> int:
    """How many boxes there are for so many times: of more than three there is one."""
    return count if 0 < count <= MOST_BOXES else 1


def boxes(look: Look, many: int, *, gap: float, side: float, long: float = 0) -> Picture:
    """So many boxes side by side, the middle of the first one's left edge at the origin.

    They are as `long` as high, if nothing else is given.
    """
    long = long or side

    def draw(sketch: Sketch) -> None:
        sketch.colour(WHITE)
        sketch.stroke(INK, _LINE)
        for index in range(many):
            left = index * (long + gap)
            sketch.roundRect(left, -side / 2, long, side, _RADIUS, stroke=1, fill=1)

    across = many * (long + gap) - gap
    box = (-_LINE, -side / 2 - _LINE, across + _LINE, side / 2 + _LINE)
    return look.drawing(("wide-boxes", many, gap, side, long), draw, box=box)


def pill(look: Look, across: float, high: float) -> Picture:
    """A place for a score, its bottom left corner at the origin."""

    def draw(sketch: Sketch) -> None:
        sketch.stroke(INK, _LINE)
        sketch.roundRect(0, 0, across, high, high / 2, stroke=1, fill=0)

    box = (-_LINE, -_LINE, across + _LINE, high + _LINE)
    return look.drawing(("wide-pill", across, high), draw, box=box)
