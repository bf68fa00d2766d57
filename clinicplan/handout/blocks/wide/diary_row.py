"""An exercise's week becomes a row for large type: its boxes beside its name, or under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinicplan.handout.blocks.day_cells import MOST_BOXES, STROKES, cell, runs_of, told_as
from clinicplan.handout.blocks.diary import Row
from clinicplan.handout.blocks.diary_marks import ROW_HEADER
from clinicplan.handout.blocks.signs import arrowhead
from clinicplan.handout.blocks.wide.boxes import boxes, shown
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Piece, Placed, joined
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE
from clinicplan.illustrations.picture import Picture

_BESIDE = 60 * MM
"""Where the days begin whose boxes stand beside the names."""

BETWEEN_DAYS = 1 * MM
"""What a day keeps free at each side; between its boxes it is less."""

_OF_TWO = 0.9
"""How large a box is of two that stand beside a name: they keep away from the day's lines."""

_CLOSE = 0.6 * MM
"""Between the boxes of a day that stands beside a name: less than between two days."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the days stand: `left` is where they begin, 0 for boxes under the names.

    `more` is by how much a row is higher than it must be, in points.
    """

    left: float
    more: float = 0

    @property
    def day(self) -> float:
        """The width of a day."""
        return (FULL - self.left) / 7

    def middle(self, place: int) -> float:
        """The middle of a day."""
        return self.left + (place + 0.5) * self.day


BESIDE, UNDER = Grid(_BESIDE), Grid(0)


def grid_of(look: Look, weeks: Sequence[Sequence[Row]]) -> Grid:
    """The boxes beside the names where those of each day fit there, else under them."""
    most = max((max(row.boxes) for rows in weeks for row in rows), default=0)
    wide = most * look.wide.box + (most + 1) * BETWEEN_DAYS
    return BESIDE if wide <= BESIDE.day and most <= MOST_BOXES else UNDER


def _style(look: Look, row: Row) -> Style:
    return look.styles.row_changed if row.stands_out else look.styles.row


def _names(look: Look, row: Row, grid: Grid) -> tuple[str, ...]:
    """The name, and after it the new dose and how many of the days, where there are any."""
    new = look.phrase("diary_new_dose", dose=row.changed) if row.changed else ""
    text = " ".join(filter(None, (row.name, new, row.choice)))
    right = grid.left if grid.left else FULL
    sign = look.wide.arrow + 2 * MM if row.changed else 1 * MM
    return look.wrapped(text, _style(look, row), right - look.wide.number - sign)


def row_height(look: Look, row: Row, grid: Grid) -> float:
    """How high a row is, in points, with what it is higher than it must be."""
    named = len(_names(look, row, grid)) * look.styles.row.leading + look.wide.spare
    if grid.left:
        return max(named + look.wide.spare, look.wide.box + 2 * look.wide.spare) + grid.more
    return named + look.wide.row + grid.more


def row_piece(look: Look, row: Row, grid: Grid, weekday: int) -> Piece:
    """The exercise's name beside its boxes, or over them.

    Its pieces do not depend on how much higher it is than it must be.
    """
    style, wide = _style(look, row), look.wide
    lines = _names(look, row, grid)
    height = row_height(look, row, grid)
    beside = bool(grid.left)
    named = len(lines) * style.leading + wide.spare
    top = (height - len(lines) * style.leading) / 2 if beside else wide.spare
    middle = height / 2 if beside else named + wide.row / 2 - wide.spare / 2
    ground = look.kept(
        ("wide-ground", row.stands_out, beside, grid.left, height),
        lambda: _ground(look, row, grid, height=height, beside=beside),
    )
    label = look.kept(
        ("wide-label", row.number, lines, row.stands_out, row.up),
        lambda: _label(look, row, lines),
    )
    ticks = look.kept(
        ("wide-ticks", row.boxes, grid.left, weekday),
        lambda: _ticks(look, row, grid, weekday),
    )
    items = (
        Placed(ground, 0, 0),
        Placed(label, 0, -top),
        Placed(ticks, 0, -middle),
    )
    return joined(height, items)


def _ground(look: Look, row: Row, grid: Grid, *, height: float, beside: bool) -> Piece:
    """The rule above the row, its tint where the dose is new, lines between its days."""
    weight = look.measures.hairline

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            if row.stands_out:
                sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=0)
            sketch.rule(0, 0, FULL, weight=weight, colour=RULE)
            if beside:
                _day_lines(sketch, grid, height, weight=weight)

    return look.loose(draw, size=(FULL, height))


def _label(look: Look, row: Row, lines: tuple[str, ...]) -> Piece:
    """Number and name, and the sign of a new dose after them."""
    style, wide = _style(look, row), look.wide
    baseline = -FIRST_BASELINE * style.size

    def draw(sketch: Sketch) -> None:
        if row.changed and row.up is not None:
            x = wide.number + look.width(lines[-1], style) + 1.5 * MM
            last = baseline - (len(lines) - 1) * style.leading
            with sketch.artifact():
                arrowhead(sketch, x, last, width=wide.arrow, colour=INK, up=row.up)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(0, baseline, f"{row.number} ", look.styles.row_number)
            sketch.lines(wide.number, 0, lines, style)

    return look.loose(draw, size=(FULL, len(lines) * style.leading))


def _ticks(look: Look, row: Row, grid: Grid, weekday: int) -> Piece:
    """The cells of the days, their boxes round the origin."""
    drawn = {count: _boxes(look, count, grid) for count in {*row.boxes} - {0}}

    def draw(sketch: Sketch) -> None:
        for run in runs_of(row.boxes):
            if not run.boxes:
                sketch.empty("TD")
                continue
            with cell(sketch, look, run, told_as(run.boxes), weekday=weekday):
                for place in run.places:
                    _tick(look, sketch, drawn[run.boxes], run.boxes, x=grid.middle(place))

    return look.loose(draw, size=(FULL, _style(look, row).leading))


def _day_lines(sketch: Sketch, grid: Grid, height: float, *, weight: float) -> None:
    """Lines between the days whose boxes stand close."""
    for place in range(1, 7):
        left = grid.left + place * grid.day - weight / 2
        sketch.panel(left, 0, (weight, height), RULE, radius=0)


def _boxes(look: Look, count: int, grid: Grid) -> Picture:
    """A day's boxes side by side, two beside a name a little smaller; of four there is one."""
    side = look.wide.box
    if count == STROKES:
        return boxes(look, 1, gap=0, side=side, long=grid.day - 2 * BETWEEN_DAYS)
    if grid.left:
        return boxes(look, shown(count), gap=_CLOSE, side=side * (_OF_TWO if count == 2 else 1))
    room = grid.day - 2 * BETWEEN_DAYS - MOST_BOXES * side
    return boxes(look, shown(count), gap=room / MOST_BOXES, side=side)


def _tick(look: Look, sketch: Sketch, drawn: Picture, count: int, *, x: float) -> None:
    """The boxes of a day, or one box and their number, x in their middle."""
    if count <= MOST_BOXES:
        left, _, right, _ = drawn.box
        sketch.stamp(drawn, x - (left + right) / 2, 0)
        return
    style = look.styles.row
    sketch.stamp(drawn, x - look.wide.box - 1 * MM, 0)
    words = look.phrase("boxes_many", n=count)
    sketch.text(x + 1 * MM, -0.33 * style.size, words, style)
