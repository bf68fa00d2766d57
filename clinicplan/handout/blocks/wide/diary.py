"""A plan's calendar becomes diary weeks for large type: each name above its row of boxes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from clinicplan.handout.blocks.diary import (
    ALL_DAYS,
    COLUMN_HEADER,
    MOST_BOXES,
    ROW_HEADER,
    Row,
    date_words,
    months_of,
    open_words,
)
from clinicplan.handout.blocks.signs import arrowhead
from clinicplan.handout.blocks.wide.texts import RULE_WEIGHT
from clinicplan.handout.editions import Wide
from clinicplan.handout.look import FULL, Look
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE, WHITE
from clinicplan.schedule import Week

_DAY = FULL / 7
_HEADING = 11.4 * MM
_DATES = 7.4 * MM
_NUMBER = 9 * MM
_SIGN = 4 * MM
_PILL = 19 * MM
_SPARE = 1.2 * MM


def wide_week(look: Look, week: Week, rows: Sequence[Row], *, wide: Wide) -> Block:
    """A week: its name, the days, for each exercise a row of boxes, the scores and notes."""
    heading = _week_heading(look, week)
    parts = [
        _dates(look, week),
        *(look.kept(("wide-row", row), partial(_row, look, row, wide)) for row in rows),
        look.kept("wide-pain", partial(_pain, look, wide)),
        look.kept("wide-notes", partial(_notes, look, wide)),
    ]
    table: list[Placed] = []
    y = -_HEADING
    for part in parts:
        table.append(Placed(Group("TR", (Placed(part, 0, 0),)), 0, y))
        y -= part.height
    return Block(-y, (Placed(heading, 0, 0), Placed(Group("Table", tuple(table)), 0, 0)))


def wide_week_height(look: Look, rows: Sequence[Row], *, wide: Wide) -> float:
    """The height of a week, in points."""
    named = sum(_row_height(look, row, wide) for row in rows)
    return _HEADING + _DATES + named + _name_height(look) + _SPARE + wide.row + wide.line


def _name_height(look: Look) -> float:
    return look.styles.row.leading


def _names(look: Look, row: Row) -> tuple[str, ...]:
    """The name, and after it the new dose and how many of the days, where there are any."""
    style = look.styles.row_changed if row.changed else look.styles.row
    new = look.phrase("diary_new_dose", dose=row.changed) if row.changed else ""
    text = " ".join(filter(None, (row.name, new, row.choice)))
    return look.wrapped(text, style, FULL - _NUMBER - _SIGN)


def _row_height(look: Look, row: Row, wide: Wide) -> float:
    return len(_names(look, row)) * _name_height(look) + _SPARE + wide.row


def _week_heading(look: Look, week: Week) -> Piece:
    """The rule, the week's number and its month."""
    styles = look.styles
    name, months = look.phrase("week", n=week.number), months_of(look, week)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=RULE_WEIGHT, colour=INK)
        with sketch.mark("H3"):
            baseline = -2 * MM - RULE_WEIGHT - FIRST_BASELINE * styles.week.size
            sketch.text(0, baseline, name + " ", styles.week)
            sketch.text(look.width(name + "  ", styles.week), baseline, months, styles.month)

    return look.loose(draw, size=(FULL, _HEADING))


def _dates(look: Look, week: Week) -> Piece:
    """The days as heads of the columns, the weekday and the number."""
    styles = look.styles
    baseline = -FIRST_BASELINE * styles.day.size

    def draw(sketch: Sketch) -> None:
        sketch.empty("TD")
        for place, (name, number) in enumerate(date_words(look, week)):
            wide = look.width(name, styles.weekday) + look.width(number, styles.day)
            x = (place + 0.5) * _DAY - wide / 2
            with sketch.mark("TH", attributes=COLUMN_HEADER):
                sketch.text(x, baseline, name, styles.weekday)
                sketch.text(x + look.width(name, styles.weekday), baseline, number, styles.day)

    return look.loose(draw, size=(FULL, _DATES))


def _row(look: Look, row: Row, wide: Wide) -> Piece:
    """The exercise's name over its boxes."""
    styles = look.styles
    style = styles.row_changed if row.changed else styles.row
    lines = _names(look, row)
    height = _row_height(look, row, wide)
    named = len(lines) * style.leading + _SPARE

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            if row.changed:
                sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=0)
            sketch.rule(0, 0, FULL, weight=0.8, colour=RULE)
            if row.changed and row.up is not None:
                x = _NUMBER + look.width(lines[-1], style) + 1.5 * MM
                baseline = -_SPARE - FIRST_BASELINE * style.size - (len(lines) - 1) * style.leading
                arrowhead(sketch, x, baseline, width=_SIGN, colour=INK, up=row.up)
        with sketch.mark("TH", attributes=ROW_HEADER):
            baseline = -_SPARE - FIRST_BASELINE * style.size
            sketch.text(0, baseline, f"{row.number} ", styles.row_number)
            sketch.lines(_NUMBER, -_SPARE, lines, style)
        if not row.boxes:
            with sketch.mark("TD", attributes=ALL_DAYS):
                sketch.lines(_NUMBER, -named, (open_words(look, row.often, room=FULL),), style)
            return
        for place, count in enumerate(row.boxes):
            if count:
                with sketch.mark("TD", alt=look.phrase("boxes", n=count)):
                    _boxes(look, sketch, count, (place + 0.5) * _DAY, -named, wide)
            else:
                sketch.empty("TD")

    return look.loose(draw, size=(FULL, height))


def _boxes(look: Look, sketch: Sketch, count: int, middle: float, top: float, wide: Wide) -> None:
    """A day's boxes side by side; of more than three there is one, and their number."""
    shown = count if count <= MOST_BOXES else 1
    gap = (_DAY - 2 * MM - MOST_BOXES * wide.box) / MOST_BOXES
    across = shown * wide.box + (shown - 1) * gap
    x = middle - (across / 2 if shown == count else wide.box + 1 * MM)
    drop = (wide.row - wide.box) / 2 - _SPARE / 2
    sketch.colour(WHITE)
    sketch.stroke(INK, 1.2)
    for index in range(shown):
        left = x + index * (wide.box + gap)
        sketch.roundRect(
            left, top - drop - wide.box, wide.box, wide.box, 0.6 * MM, stroke=1, fill=1
        )
    if shown < count:
        style = look.styles.row
        baseline = top - drop - wide.box / 2 - 0.33 * style.size
        sketch.text(middle + 1 * MM, baseline, look.phrase("boxes_many", n=count), style)


def _pain(look: Look, wide: Wide) -> Piece:
    """A pill for each day's score under its name."""
    style = look.styles.row
    named = style.leading + _SPARE
    size = (_PILL, wide.row - 1 * MM)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=0.8, colour=RULE)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.lines(_NUMBER, -_SPARE, (look.phrase("pain"),), style)
        for place in range(7):
            with sketch.mark("TD", alt=look.phrase("pain_box")):
                sketch.stroke(INK, 1.2)
                left = (place + 0.5) * _DAY - size[0] / 2
                sketch.roundRect(left, -named - size[1], *size, size[1] / 2, stroke=1, fill=0)

    return look.loose(draw, size=(FULL, named + wide.row))


def _notes(look: Look, wide: Wide) -> Piece:
    """A line for notes beside its name."""
    style = look.styles.row
    word = look.phrase("notes")
    left = _NUMBER + look.width(word + "  ", style)

    def draw(sketch: Sketch) -> None:
        baseline = -wide.line + 2 * MM
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(_NUMBER, baseline, word, style)
        with sketch.mark("TD", alt=look.phrase("notes_line"), attributes=ALL_DAYS):
            sketch.rule(left, baseline, FULL - left, weight=1, colour=INK)

    return look.loose(draw, size=(FULL, wide.line))
