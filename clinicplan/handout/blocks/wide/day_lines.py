"""A plan's calendar becomes diary weeks for giant type: a line to write on for each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clinicplan.handout.blocks.diary import COLUMN_HEADER, ROW_HEADER, Row, date_words, open_words
from clinicplan.handout.blocks.signs import arrowhead
from clinicplan.handout.blocks.wide.diary import week_heading
from clinicplan.handout.blocks.wide.texts import below
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, one
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE
from clinicplan.schedule import Week

DAYS = range(7)


def names_of(rows: Sequence[Row]) -> tuple[Row, ...]:
    """What a week's list of exercises says: the rows without their days."""
    return tuple(replace(row, boxes=(1,) if row.boxes else ()) for row in rows)


def week_names(look: Look, rows: Sequence[Row]) -> Block:
    """The exercises by number, each with its new dose where it has one."""
    return one(look.kept(("day-names", tuple(rows)), lambda: _draw_names(look, rows)))


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
                style = styles.row_changed if row.changed else styles.row
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


def _words(look: Look, row: Row) -> str:
    """The name, the new dose, how many of the days, and what is said where there is no day."""
    new = look.phrase("diary_new_dose", dose=row.changed) if row.changed else ""
    words = " ".join(filter(None, (row.name, new, row.choice)))
    return words if row.boxes else f"{words}. {open_words(look, row.often, room=FULL)}"


def day_lines(
    look: Look, week: Week, rows: Sequence[Row], *, days: Sequence[int], new: Sequence[Row] = ()
) -> Block:
    """The days of a week: which exercises, with a line and a place for the pain score under it.

    The week's name stands above the first day, and under it the rows that are `new`.
    """
    parts: list[Piece] = [_heads(look)]
    words = list(date_words(look, week))
    for place in days:
        day = "".join(words[place])
        parts.append(_day(look, day, _due(look, rows, place)))
    table: list[Placed] = []
    y = 0.0
    for part in parts:
        table.append(Placed(Group("TR", (Placed(part, 0, 0),)), 0, y))
        y -= part.height
    whole = Block(-y, (Placed(Group("Table", tuple(table)), 0, 0),))
    heading = [one(week_heading(look, week))] if 0 in days else []
    names = [week_names(look, new)] if new else []
    return below(*((block, 0) for block in (*heading, *names, whole)))


def _due(look: Look, rows: Sequence[Row], place: int) -> str:
    """The numbers of a day's exercises, with how many times where that is more than once."""
    counts = [(row.number, row.boxes[place]) for row in rows if row.boxes and row.boxes[place]]
    return ",  ".join(
        f"{number} {look.phrase('boxes_many', n=count)}" if count > 1 else str(number)
        for number, count in counts
    )


def _heads(look: Look) -> Piece:
    """The heads of the columns: the day has none."""
    style, wide = look.styles.label, look.wide

    def draw(sketch: Sketch) -> None:
        sketch.empty("TD")
        baseline = -FIRST_BASELINE * style.size
        with sketch.mark("TH", attributes=COLUMN_HEADER):
            sketch.text(_left(look), baseline, look.phrase("diary_exercises") + " ", style)
        pain = look.phrase("pain")
        with sketch.mark("TH", attributes=COLUMN_HEADER):
            sketch.text(FULL - look.width(pain, style), baseline, pain, style)

    return look.kept("day-heads", lambda: look.loose(draw, size=(FULL, style.leading + wide.spare)))


def _left(look: Look) -> float:
    """Where a day's exercises begin: the longest date is at the left of it."""
    return 3.4 * look.wide.line - look.wide.number


def _day(look: Look, day: str, due: str) -> Piece:
    """A day: its exercises, and under them the line to write on and the place for a score."""
    styles, wide = look.styles, look.wide
    left = _left(look)
    lines = look.wrapped(due, styles.row, FULL - left) if due else ()
    named = max(1, len(lines)) * styles.row.leading + wide.spare
    height = named + wide.line
    across, high = wide.pill

    def draw(sketch: Sketch) -> None:
        baseline = -wide.spare - FIRST_BASELINE * styles.row.size
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(0, baseline, day + " ", styles.row_changed)
        with sketch.mark("TD", alt="" if due else look.phrase("notes_line")):
            sketch.lines(left, -wide.spare, lines, styles.row)
            bottom = -height + 0.25 * wide.line
            sketch.rule(0, bottom, FULL - across - wide.near, weight=1.2, colour=INK)
        with sketch.mark("TD", alt=look.phrase("pain_box")):
            sketch.stroke(INK, 1.2)
            top = -height + 0.15 * wide.line
            sketch.roundRect(FULL - across, top, across, high, high / 2, stroke=1, fill=0)

    key = ("day-line", day, due)
    return look.kept(key, lambda: look.loose(draw, size=(FULL, height)))
