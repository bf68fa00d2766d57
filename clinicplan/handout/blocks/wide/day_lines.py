"""A plan's calendar becomes diary weeks for giant type: a line of boxes for each day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from clinicplan.handout.blocks.day_cells import MOST_BOXES, STROKES, told_as
from clinicplan.handout.blocks.diary import Row, date_words
from clinicplan.handout.blocks.diary_marks import COLUMN_HEADER, ROW_HEADER
from clinicplan.handout.blocks.wide.boxes import boxes, pill, shown
from clinicplan.handout.blocks.wide.day_names import APART, number_width
from clinicplan.handout.blocks.wide.parts import Listing
from clinicplan.handout.blocks.wide.week_parts import (
    MOST_NOTES,
    grown,
    note_lines,
    notes,
    week_heading,
)
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, stacked
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE
from clinicplan.illustrations.picture import Picture
from clinicplan.schedule import Week

_CLOSE = 1.4 * MM
"""Between the boxes of an exercise, and between the lines of a day."""

_CLOSER = 0.5 * MM
"""Between the lines of a day that would not fit a page otherwise."""

_SMALLER = 0.75
"""How large its boxes are where that would not do either."""

_TO_BOXES = 1 * MM
"""Between an exercise's number and its boxes."""

_MOST_MORE = 9 * MM
"""By how much a day may be higher than it must be."""

_LONG = 3
"""As many boxes as a box for strokes is long."""

_SPREAD = 4
"""Exercises over which a line is spread: fewer keep as far apart."""

_BOTH = "<</O/Table/ColSpan 2>>"
"""That a cell spans both columns: exercises and pain."""


class Due(NamedTuple):
    """An exercise of a day: its number, how many times, and where it stands on every day."""

    number: int
    times: int
    x: float
    line: int


class Ticks(NamedTuple):
    """How large a box is, and how far apart the lines of a day are, in points."""

    side: float
    apart: float

    @property
    def line(self) -> float:
        """From one line to the next."""
        return self.side + self.apart


def sizes_of(look: Look) -> tuple[Ticks, Ticks, Ticks]:
    """The boxes of a day as large and as far apart as they should be; closer; and smaller."""
    side = look.wide.box
    return Ticks(side, _CLOSE), Ticks(side, _CLOSER), Ticks(_SMALLER * side, _CLOSER)


def week_of_days(
    look: Look, week: Week, rows: Sequence[Row], named: Sequence[Piece], *, ticks: Ticks
) -> Listing:
    """A week: its name, the exercises that are `named` by number, and a line for each day.

    Where no page holds it, half of its days go on over the page, under the same names.
    """
    words = ["".join(parts) for parts in date_words(look, week)]
    left = max(look.width(day, look.styles.row_changed) for day in words) + look.wide.gap
    days = list(zip(words, _due(look, rows, ticks, left=left), strict=True))
    names = stacked(*((piece, 0) for piece in named))
    is_any = any(due for _, due in days)
    above = look.wide.week + _heads(look, left, is_any=is_any).height + names.height
    heights = [_day_height(look, due, ticks) for _, due in days]
    heights[-1] += look.wide.notes

    def make(start: int, stop: int, extra: float) -> Block:
        more = grown(extra, stop - start, most=_MOST_MORE)
        shown = [_day(look, day, due, ticks, more=more) for day, due in days[start:stop]]
        if stop == len(days):
            lines = note_lines(look, extra - more * (stop - start))
            shown.append(notes(look, attributes=_BOTH, lines=lines))
        table = _table([_heads(look, left, is_any=is_any), *shown])
        heading = week_heading(look, week)
        return stacked((heading, 0), (names, 0), (table, 0))

    return Listing(
        (above, above),
        tuple(heights),
        make,
        most=_MOST_MORE,
        last=MOST_NOTES * look.wide.line,
        whole=True,
        even=True,
    )


def _table(rows: Sequence[Piece]) -> Block:
    """Rows one below the other, as one table."""
    table: list[Placed] = []
    y = 0.0
    for row in rows:
        table.append(Placed(Group("TR", (Placed(row, 0, 0),)), 0, y))
        y -= row.height
    return Block(-y, (Placed(Group("Table", tuple(table)), 0, 0),))


def _due(
    look: Look, rows: Sequence[Row], ticks: Ticks, *, left: float
) -> list[tuple[Due, ...]]:
    """The exercises of each day: in the same place on every day, unless that takes more lines."""
    room = FULL - look.wide.pill[0] - look.wide.near - left
    days = [[row for row in rows if row.boxes[day]] for day in range(7)]
    fixed = _places(look, rows, ticks, room=room)
    packed = [_places(look, some, ticks, room=room) for some in days]
    if rows and fixed[-1][1] > max([places[-1][1] for places in packed if places], default=0):
        ways = packed
    else:
        place_of = dict(zip(rows, fixed, strict=True))
        ways = [tuple([place_of[row] for row in some]) for some in days]
    return [
        tuple([
            Due(row.number, row.boxes[day], left + x, line)
            for row, (x, line) in zip(some, places, strict=True)
        ])
        for day, (some, places) in enumerate(zip(days, ways, strict=True))
    ]  # fmt: skip


def _places(
    look: Look, rows: Sequence[Row], ticks: Ticks, *, room: float
) -> tuple[tuple[float, int], ...]:
    """Where each exercise stands: how far to the right, and on which line.

    One under the other where that takes no more lines; on all lines about as many.
    """
    widths = tuple([_width(look, row.number, _most(row), ticks) + APART for row in rows])
    return look.kept(("day-places", widths, room), lambda: _placed(widths, room=room + APART))


def _placed(widths: Sequence[float], *, room: float) -> tuple[tuple[float, int], ...]:
    if not widths:
        return ()
    lines = _filled(widths, room)
    each = -(-len(widths) // (lines[-1] + 1))
    if each * max(widths) <= room:
        step = max(max(widths), room / max(each, _SPREAD))
        return tuple([(place % each * step, place // each) for place in range(len(widths))])
    narrowest = min(
        high for high in _runs(widths) if high <= room and _filled(widths, high)[-1] == lines[-1]
    )
    lines = _filled(widths, narrowest)
    return tuple([
        (sum(widths[lines.index(line) : place]), line) for place, line in enumerate(lines)
    ])  # fmt: skip


def _filled(widths: Sequence[float], room: float) -> list[int]:
    """On which line each of them stands, if a line holds as many as have room."""
    lines, used, line = [], 0.0, 0
    for wide in widths:
        if used and used + wide > room:
            used, line = 0.0, line + 1
        used += wide
        lines.append(line)
    return lines


def _runs(widths: Sequence[float]) -> Iterator[float]:
    """How wide neighbours are together: so wide may a line be."""
    for start in range(len(widths)):
        yield from accumulate(widths[start:])


def _most(row: Row) -> int:
    """The boxes of the day that has most."""
    return max(row.boxes, key=abs)


def _heads(look: Look, left: float, *, is_any: bool) -> Piece:
    """The heads of the columns: the day has none, nor has a week in which no day has a box."""
    style, wide = look.styles.label, look.wide

    def draw(sketch: Sketch) -> None:
        sketch.empty("TD")
        baseline = -FIRST_BASELINE * style.size
        if is_any:
            with sketch.mark("TH", attributes=COLUMN_HEADER):
                sketch.text(left, baseline, look.phrase("diary_exercises") + " ", style)
        else:
            sketch.empty("TD")
        pain = look.phrase("pain")
        with sketch.mark("TH", attributes=COLUMN_HEADER):
            sketch.text(FULL - look.width(pain, style), baseline, pain, style)

    size = (FULL, style.leading + wide.spare)
    return look.kept(("day-heads", left, is_any), lambda: look.loose(draw, size=size))


def _day_height(look: Look, due: Sequence[Due], ticks: Ticks) -> float:
    return max(_line_count(due) * ticks.line, look.wide.pill[1]) + look.wide.spare


def _line_count(due: Sequence[Due]) -> int:
    return 1 + max([each.line for each in due], default=0)


def _width(look: Look, number: int, count: int, ticks: Ticks) -> float:
    """How wide an exercise is with its boxes."""
    drawn = _LONG if count == STROKES else shown(count)
    wide = _to_boxes(look, number) + drawn * (ticks.side + _CLOSE)
    many = look.width(_many(look, count), look.styles.row) if count > MOST_BOXES else -_CLOSE
    return wide + many


def _to_boxes(look: Look, number: int) -> float:
    """How far from its number the boxes of an exercise begin."""
    return number_width(look, number) + _TO_BOXES


def _many(look: Look, count: int) -> str:
    return look.phrase("boxes_many", n=count)


def _day(look: Look, day: str, due: tuple[Due, ...], ticks: Ticks, *, more: float) -> Piece:
    """A day: the boxes of its exercises, each beside its number, and a place for the score."""
    height = _day_height(look, due, ticks) + more
    key = ("day-line", day, due, ticks, height)
    return look.kept(key, lambda: _draw_day(look, day, due, ticks, height=height))


def _draw_day(
    look: Look, day: str, due: tuple[Due, ...], ticks: Ticks, *, height: float
) -> Piece:
    styles, (across, high) = look.styles, look.wide.pill
    first = (height - (_line_count(due) - 1) * ticks.line) / 2
    place_for = pill(look, across, high)
    drawn = [_drawn(look, each.times, ticks) for each in due]

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(0, -first - 0.33 * styles.row.size, day + " ", styles.row_changed)
        if due:
            with sketch.element("TD"):
                for each, boxed in zip(due, drawn, strict=True):
                    middle = -first - each.line * ticks.line
                    _boxes(look, sketch, each, boxed, ticks, middle=middle)
        else:
            sketch.empty("TD")
        with sketch.mark("TD", alt=look.phrase("pain_box")):
            sketch.stamp(place_for, FULL - across, -height / 2 - high / 2)

    return look.loose(draw, size=(FULL, height))


def _drawn(look: Look, count: int, ticks: Ticks) -> Picture:
    """The boxes of an exercise, or the long one for strokes."""
    side = ticks.side
    long = _LONG * (side + _CLOSE) - _CLOSE if count == STROKES else side
    return boxes(look, shown(count), gap=_CLOSE, side=side, long=long)


def _boxes(
    look: Look, sketch: Sketch, due: Due, drawn: Picture, ticks: Ticks, *, middle: float
) -> None:
    """An exercise's number and its boxes."""
    style, side = look.styles.row, ticks.side
    bottom = middle - side / 2
    with sketch.mark("P"):
        sketch.text(due.x, middle - 0.33 * style.size, f"{due.number} ", look.styles.row_number)
    left = due.x + _to_boxes(look, due.number)
    right = due.x + _width(look, due.number, due.times, ticks)
    box = Box(left, bottom, right, bottom + side)
    with sketch.mark("Figure", alt=look.phrase(told_as(due.times), n=due.times), box=box):
        sketch.stamp(drawn, left, middle)
        if due.times > MOST_BOXES:
            words = _many(look, due.times)
            sketch.text(left + side + _CLOSE, middle - 0.33 * style.size, words, style)
