"""A plan's calendar becomes diary weeks for large type: a row of boxes for each exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from clinicplan.handout.blocks.day_cells import EVERY_DAY, cell, told_from
from clinicplan.handout.blocks.diary import Row, date_words
from clinicplan.handout.blocks.diary_marks import COLUMN_HEADER, ROW_HEADER
from clinicplan.handout.blocks.wide.boxes import pill
from clinicplan.handout.blocks.wide.diary_row import BETWEEN_DAYS, Grid, row_height, row_piece
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
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE
from clinicplan.schedule import Week

_MOST_MORE = 5 * MM
"""By how much a row may be higher than it must be."""

_FEWEST = 3
"""Rows of a week that may stand alone at a page's foot or head."""


def wide_week(look: Look, week: Week, rows: Sequence[Row], *, grid: Grid) -> Listing:
    """A week: its name, the days, for each exercise a row of boxes, the scores and notes.

    Its rows are higher where there is room, and then there are more lines for notes. One that no
    page holds goes on over pages; the scores and notes stand under its last row.
    """
    head = _heading_height(look, grid) + _dates_height(look, grid)
    heights = [row_height(look, row, grid) for row in rows] or [0.0]
    heights[-1] += _pain_height(look, grid) + look.wide.notes

    def make(start: int, stop: int, extra: float) -> Block:
        more = grown(extra, stop - start, most=_MOST_MORE)
        there = replace(grid, more=more)
        lines = note_lines(look, extra - more * (stop - start)) if stop == len(heights) else 0
        return _week(look, week, rows[start:stop], grid=there, lines=lines)

    return Listing(
        (head, head),
        tuple(heights),
        make,
        most=_MOST_MORE,
        last=MOST_NOTES * look.wide.line,
        whole=True,
        fewest=_FEWEST,
    )


def _week(look: Look, week: Week, rows: Sequence[Row], *, grid: Grid, lines: int) -> Block:
    """A week or a part of it, with so many lines for notes: the last part has some."""
    under, weekday = grid.left > 0, week.days[0].weekday()
    name = ("wide-week", week.number, week.days[0], under)
    heading = look.kept(name, partial(week_heading, look, week, under=under))
    parts = [
        look.kept(("wide-days", week.days[0], grid.left), partial(_dates, look, week, grid)),
        *(
            look.kept(("wide-row", row, grid, told), partial(row_piece, look, row, grid, told))
            for row in rows
            for told in (told_from(row.boxes, weekday),)
        ),
    ]
    if lines:
        pain = ("wide-pain", grid.left, weekday)
        parts.append(look.kept(pain, partial(_pain, look, grid, weekday)))
        parts.append(notes(look, lines=lines))
    table: list[Placed] = []
    y = -_heading_height(look, grid)
    for part in parts:
        table.append(Placed(Group("TR", (Placed(part, 0, 0),)), 0, y))
        y -= part.height
    return Block(-y, (Placed(heading, 0, 0), Placed(Group("Table", tuple(table)), 0, 0)))


def _heading_height(look: Look, grid: Grid) -> float:
    """None, where the days stand beside the week's name."""
    return 0 if grid.left else look.wide.week


def _dates_height(look: Look, grid: Grid) -> float:
    styles = look.styles
    if not grid.left:
        return look.wide.dates
    return look.measures.rule + 2 * look.wide.spare + styles.weekday.leading + styles.day.leading


def _dates(look: Look, week: Week, grid: Grid) -> Piece:
    """The days as heads of the columns: weekday and number, the one over the other if narrow."""
    weekday, day = look.styles.weekday, look.styles.day
    top = look.measures.rule + look.wide.spare if grid.left else 0
    baseline = -top - FIRST_BASELINE * day.size
    down = weekday.leading if grid.left else 0

    def draw(sketch: Sketch) -> None:
        sketch.empty("TD")
        for place, (name, number) in enumerate(date_words(look, week)):
            first, second = look.width(name, weekday), look.width(number, day)
            x = grid.middle(place) - (first if down else first + second) / 2
            below = grid.middle(place) - second / 2 if down else x + first
            with sketch.mark("TH", attributes=COLUMN_HEADER):
                sketch.text(x, baseline, name, weekday)
                sketch.text(below, baseline - down, number, day)

    return look.loose(draw, size=(FULL, _dates_height(look, grid)))


def _pain_height(look: Look, grid: Grid) -> float:
    wide = look.wide
    named = 0 if grid.left else look.styles.row.leading + 2 * wide.spare
    return named + (wide.pill[1] + 1.5 * wide.spare if grid.left else wide.row)


def _pain(look: Look, grid: Grid, weekday: int) -> Piece:
    """A pill for each day's score, beside its name or under it."""
    style, wide = look.styles.row, look.wide
    height = _pain_height(look, grid)
    across, high = min(wide.pill[0], grid.day - 2 * BETWEEN_DAYS), wide.pill[1]
    top = (height - style.leading) / 2 if grid.left else wide.spare
    bottom = -height + (0.75 * wide.spare if grid.left else wide.row - high)
    place_for = pill(look, across, high)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.lines(wide.number, -top, (look.phrase("pain"),), style)
        with cell(sketch, look, EVERY_DAY, "pain_box", weekday=weekday):
            for place in EVERY_DAY.places:
                sketch.stamp(place_for, grid.middle(place) - across / 2, bottom)

    return look.loose(draw, size=(FULL, height))
