"""A plan's calendar becomes diary weeks for giant type: a line of boxes for each day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from clinicplan.handout.blocks.day_cells import MOST_BOXES, told_as
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

_MOST_MORE = 9 * MM
"""By how much a day may be higher than it must be."""

_SPREAD = 4
"""Exercises over which a line is spread: fewer keep as far apart."""

_LINES = 2
"""Lines of a day on which each exercise has its own place; more are packed."""

_BOTH = "<</O/Table/ColSpan 2>>"
"""That a cell spans both columns: exercises and pain."""


class Due(NamedTuple):
    """An exercise of a day: its number, how many times, and where it stands on every day."""

    number: int
    times: int
    x: float
    line: int


def week_of_days(
    look: Look,
    week: Week,
    rows: Sequence[Row],
    named: Sequence[Piece],
    *,
    close: bool = False,
) -> Listing:
    """A week: its name, the exercises that are `named` by number, and a line for each day.

    The lines of a day are nearer each other where they are `close`. Where no page holds it, half
    of its days go on over the page.
    """
    words = ["".join(parts) for parts in date_words(look, week)]
    left = max(look.width(day, look.styles.row_changed) for day in words) + look.wide.gap
    days = list(zip(words, _due(look, rows, left=left), strict=True))
    names = stacked(*((piece, 0) for piece in named))
    is_any = any(due for _, due in days)
    above = look.wide.week + _heads(look, left, is_any=is_any).height + names.height
    line = look.wide.box + (_CLOSER if close else _CLOSE)
    heights = [_day_height(look, due, line=line) for _, due in days]
    heights[-1] += look.wide.notes

    def make(start: int, stop: int, extra: float) -> Block:
        more = grown(extra, stop - start, most=_MOST_MORE)
        shown = [_day(look, day, due, line=line, more=more) for day, due in days[start:stop]]
        if stop == len(days):
            lines = note_lines(look, extra - more * (stop - start))
            shown.append(notes(look, attributes=_BOTH, lines=lines))
        table = _table([_heads(look, left, is_any=is_any), *shown])
        heading = week_heading(look, week)
        return stacked((heading, 0), (None if start else names, 0), (table, 0))

    return Listing(
        (above, above - names.height),
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


def _due(look: Look, rows: Sequence[Row], *, left: float) -> list[tuple[Due, ...]]:
    """The exercises of each day: in the same place on every day, where two lines hold them."""
    boxed = [row for row in rows if row.boxes]
    right = FULL - look.wide.pill[0] - look.wide.near
    widest = max([_width(look, row.number, max(row.boxes)) for row in boxed], default=0) + APART
    most = max(1, int((right - left + APART) // widest))
    lines = -(-len(boxed) // most)
    if lines > _LINES:
        return [_packed(look, boxed, day, room=(left, right)) for day in range(7)]
    each = -(-len(boxed) // lines) if lines else 1
    step = max(widest, (right - left) / max(each, _SPREAD))
    return [
        tuple(
            Due(row.number, row.boxes[day], left + place % each * step, place // each)
            for place, row in enumerate(boxed)
            if row.boxes[day]
        )
        for day in range(7)
    ]


def _packed(
    look: Look, rows: Sequence[Row], day: int, *, room: tuple[float, float]
) -> tuple[Due, ...]:
    """The exercises of a day one after the other, on as few lines as they need."""
    (left, right), line = room, 0
    x, found = left, []
    for row in rows:
        if times := row.boxes[day]:
            wide = _width(look, row.number, times)
            if x > left and x + wide > right:
                x, line = left, line + 1
            found.append(Due(row.number, times, x, line))
            x += wide + APART
    return tuple(found)


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


def _day_height(look: Look, due: Sequence[Due], *, line: float) -> float:
    return max(_line_count(due) * line, look.wide.pill[1]) + look.wide.spare


def _line_count(due: Sequence[Due]) -> int:
    return 1 + max([each.line for each in due], default=0)


def _width(look: Look, number: int, count: int) -> float:
    """How wide an exercise is with its boxes."""
    wide = number_width(look, number) + shown(count) * (look.wide.box + _CLOSE)
    many = look.width(_many(look, count), look.styles.row) if count > MOST_BOXES else -_CLOSE
    return wide + many


def _many(look: Look, count: int) -> str:
    return look.phrase("boxes_many", n=count)


def _day(look: Look, day: str, due: tuple[Due, ...], *, line: float, more: float) -> Piece:
    """A day: the boxes of its exercises, each beside its number, and a place for the score."""
    height = _day_height(look, due, line=line) + more
    key = ("day-line", day, due, line, height)
    return look.kept(key, lambda: _draw_day(look, day, due, line=line, height=height))


def _draw_day(
    look: Look, day: str, due: tuple[Due, ...], *, line: float, height: float
) -> Piece:
    styles, (across, high) = look.styles, look.wide.pill
    first = (height - (_line_count(due) - 1) * line) / 2
    place_for = pill(look, across, high)
    drawn = [boxes(look, shown(each.times), gap=_CLOSE, side=look.wide.box) for each in due]

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(0, -first - 0.33 * styles.row.size, day + " ", styles.row_changed)
        if due:
            with sketch.element("TD"):
                for each, ticks in zip(due, drawn, strict=True):
                    _boxes(look, sketch, each, ticks, middle=-first - each.line * line)
        else:
            sketch.empty("TD")
        with sketch.mark("TD", alt=look.phrase("pain_box")):
            sketch.stamp(place_for, FULL - across, -height / 2 - high / 2)

    return look.loose(draw, size=(FULL, height))


def _boxes(look: Look, sketch: Sketch, due: Due, drawn: Picture, *, middle: float) -> None:
    """An exercise's number and its boxes."""
    style, side = look.styles.row, look.wide.box
    bottom = middle - side / 2
    with sketch.mark("P"):
        sketch.text(due.x, middle - 0.33 * style.size, f"{due.number} ", look.styles.row_number)
    left = due.x + number_width(look, due.number)
    box = Box(left, bottom, due.x + _width(look, due.number, due.times), bottom + side)
    with sketch.mark("Figure", alt=look.phrase(told_as(due.times), n=due.times), box=box):
        sketch.stamp(drawn, left, middle)
        if due.times > MOST_BOXES:
            words = _many(look, due.times)
            sketch.text(left + side + _CLOSE, middle - 0.33 * style.size, words, style)
