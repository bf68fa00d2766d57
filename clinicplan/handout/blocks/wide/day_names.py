"""Exercises become the lists that say which number is which, beside a diary for giant type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clinicplan.handout.blocks.diary import Row
from clinicplan.handout.blocks.signs import arrowhead
from clinicplan.handout.blocks.wide.parts import Listing
from clinicplan.handout.blocks.wide.week_parts import week_heading
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Piece, one, stacked
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.schedule import Week

APART = 6 * MM
"""Between two exercises of a day."""


def names_of(rows: Sequence[Row]) -> tuple[Row, ...]:
    """What a week's list of exercises says: the rows without their days."""
    return tuple(replace(row, boxes=()) for row in rows)


def names_listing(look: Look, rows: Sequence[Row], *, week: Week | None = None) -> Listing:
    """The exercises by number, on as many pages as they need; under a `week`'s name, if given."""
    heights = tuple(week_names(look, [row]).height for row in rows)
    head = look.wide.week if week else 0

    def make(start: int, stop: int, _: float) -> Block:
        names = week_names(look, rows[start:stop])
        return stacked((week_heading(look, week), 0), (names, 0)) if week else one(names)

    return Listing((head, head), heights, make)


def week_names(look: Look, rows: Sequence[Row]) -> Piece:
    """The exercises by number, each with its new dose where it has one."""
    return look.kept(("day-names", tuple(rows)), lambda: _draw_names(look, rows))


def _draw_names(look: Look, rows: Sequence[Row]) -> Piece:
    styles, wide = look.styles, look.wide
    room = FULL - wide.number - wide.arrow
    texts = [look.wrapped(_words(look, row), styles.row_changed, room) for row in rows]
    tops = [0.0]
    for lines in texts:
        tops.append(tops[-1] + len(lines) * styles.row.leading + wide.spare)

    def draw(sketch: Sketch) -> None:
        with sketch.element("L"):
            for row, lines, top in zip(rows, texts, tops, strict=False):
                style = styles.row_changed if row.stands_out else styles.row
                baseline = -top - FIRST_BASELINE * style.size
                with sketch.element("LI"):
                    with sketch.mark("Lbl"):
                        sketch.text(0, baseline, f"{row.number} ", styles.row_number)
                    with sketch.mark("LBody"):
                        sketch.lines(wide.number, -top, lines, style)
                        if row.up is not None and row.changed:
                            x = wide.number + look.width(lines[-1], style) + 1.5 * MM
                            down = baseline - (len(lines) - 1) * style.leading
                            arrowhead(sketch, x, down, width=wide.arrow, colour=INK, up=row.up)

    return look.loose(draw, size=(FULL, tops[-1]))


def fits_a_run(look: Look, row: Row) -> bool:
    """Whether a name may stand among others on a line: it has nothing beside it to say."""
    return not row.changed and not row.choice and _run_width(look, row) <= FULL


def _run_width(look: Look, row: Row) -> float:
    return number_width(look, row.number) + look.width(row.name, look.styles.row)


def run_of_names(look: Look, rows: Sequence[Row]) -> Piece:
    """The exercises by number, one after the other on as few lines as they need."""
    return look.kept(("day-run", tuple(rows)), lambda: _draw_run(look, rows))


def _draw_run(look: Look, rows: Sequence[Row]) -> Piece:
    styles, leading = look.styles, look.styles.row.leading
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for row in rows:
        wide = _run_width(look, row)
        if x and x + wide > FULL:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += wide + APART

    def draw(sketch: Sketch) -> None:
        with sketch.element("L"):
            for row, (left, down) in zip(rows, places, strict=True):
                baseline = -down * leading - FIRST_BASELINE * styles.row.size
                with sketch.element("LI"):
                    with sketch.mark("Lbl"):
                        sketch.text(left, baseline, f"{row.number} ", styles.row_number)
                    with sketch.mark("LBody"):
                        at = left + number_width(look, row.number)
                        sketch.text(at, baseline, row.name + " ", styles.row)

    return look.loose(draw, size=(FULL, (line + 1) * leading + look.wide.spare))


def _words(look: Look, row: Row) -> str:
    """The name, the new dose, and how often it is or on how many of the days."""
    new = look.phrase("diary_new_dose", dose=row.changed) if row.changed else ""
    return " ".join(filter(None, (row.name, new, row.choice)))


def number_width(look: Look, number: int) -> float:
    """How far from its number the boxes of an exercise begin."""
    return look.width(f"{number} ", look.styles.row_number)
