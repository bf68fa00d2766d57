"""A plan's exercises become the table at a glance for large type."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.handout.blocks.diary import COLUMN_HEADER, ROW_HEADER
from clinicplan.handout.blocks.glance import Rooms, Row
from clinicplan.handout.blocks.pictures import draw_picture, shown_side
from clinicplan.handout.blocks.signs import draw_soles, soles
from clinicplan.handout.look import FULL, Look
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE

_PICTURE = (36 * MM, 27 * MM)
_NAME = 40 * MM
_DOSE = 108 * MM
_NUMBER = 12 * MM
_DOSE_ROOM = FULL - _DOSE
ROOMS = Rooms(_DOSE - _NAME - _NUMBER - 3 * MM, _DOSE_ROOM, _DOSE_ROOM)
_ROW = 30 * MM
_SPARE = 4 * MM
_HEADING = 11 * MM
_SOLES = 6 * MM


def wide_row_height(look: Look, row: Row) -> float:
    """The height of a row, in points."""
    styles = look.styles
    named = len(row.name) * styles.glance_name.leading + max(styles.glance_side.leading, _SOLES)
    dosed = (len(row.amount) + len(row.often)) * styles.glance_dose.leading
    return max(_ROW, named + _SPARE, dosed + _SPARE)


def wide_tables(look: Look, rows: Sequence[Row], *, first: float) -> list[Block]:
    """The table in as many parts as it needs pages; the first has `first` points.

    A table that fits a page is not divided: its first part is then empty.
    """
    parts: list[list[Row]] = [[]]
    heights = [wide_row_height(look, row) for row in rows]
    heading = _heading_height(look)
    whole = heading + sum(heights)
    left = first - heading if whole <= first or whole > look.paper.room else 0.0
    for row, high in zip(rows, heights, strict=True):
        if high > left:
            parts.append([])
            left = look.paper.room - heading
        parts[-1].append(row)
        left -= high
    return [_table(look, part) if part else Block(0, ()) for part in parts]


def _table(look: Look, rows: Sequence[Row]) -> Block:
    title = look.stock_paragraph(look.phrase("glance"), look.styles.section, width=_DOSE, kind="H2")
    head = look.kept("wide-glance-head", lambda: _headings(look))
    table = [Placed(Group("TR", (Placed(head, 0, 0),)), 0, 0)]
    y = -_heading_height(look)
    for row in rows:
        high = wide_row_height(look, row)
        table.append(Placed(_row(look, row, high), 0, y))
        y -= high
    last = look.rule(FULL, weight=0.8, colour=RULE)
    items = (
        Placed(title, 0, 0),
        Placed(Group("Table", tuple(table)), 0, 0),
        Placed(last, 0, y),
    )
    return Block(0.8 - y, items)


def _is_long(look: Look) -> bool:
    """Whether the table's name leaves no room for the heads of the columns beside it."""
    return look.width(look.phrase("glance"), look.styles.section) > _DOSE - _SPARE


def _heading_height(look: Look) -> float:
    return _HEADING + (look.styles.section.leading if _is_long(look) else 0)


def _headings(look: Look) -> Piece:
    """The heads of the columns, beside the table's name or under it: two have none."""
    style = look.styles.label
    down = look.styles.section.leading if _is_long(look) else 0

    def draw(sketch: Sketch) -> None:
        sketch.empty("TD")
        baseline = -FIRST_BASELINE * look.styles.section.size - down
        x = _DOSE
        for key in ("glance_how_much", "glance_how_often"):
            words = look.phrase(key)
            with sketch.mark("TH", attributes=COLUMN_HEADER):
                sketch.text(x, baseline, words + " ", style)
            x += look.width(words + "   ", style)

    return look.loose(draw, size=(FULL, _heading_height(look)))


def _row(look: Look, row: Row, high: float) -> Group:
    name = ("wide-name", row.number, row.name, row.side, row.side_word, high)
    dose = ("wide-dose", row.amount, row.often, high)
    cells = [
        Placed(look.rule(FULL, weight=0.8, colour=RULE), 0, 0),
        Placed(look.kept(name, lambda: _draw_name(look, row, high)), 0, 0),
        Placed(look.kept(dose, lambda: _draw_dose(look, row, high)), _DOSE, 0),
    ]
    if row.picture:
        key = ("wide-picture", row.picture.name, shown_side(row.side))
        small = look.kept(key, lambda: _draw_picture(look, row))
        cells.append(Placed(small, 0, (_PICTURE[1] - high) / 2))
    return Group("TR", tuple(cells))


def _draw_picture(look: Look, row: Row) -> Piece:
    """The small picture, decoration: the card shows it again with its description."""
    box = Box(0, -_PICTURE[1], _PICTURE[0], 0)

    def draw(sketch: Sketch) -> None:
        if row.frame and row.picture:
            with sketch.artifact():
                side, frames = shown_side(row.side), (row.frame,)
                draw_picture(sketch, row.frame, row.picture, box=box, side=side, frames=frames)

    return look.loose(draw, size=_PICTURE)


def _draw_name(look: Look, row: Row, high: float) -> Piece:
    """Number, name, and the side under it."""
    styles = look.styles
    pair = soles(look, row.side)
    under = len(row.name) * styles.glance_name.leading
    top = (high - under - max(styles.glance_side.leading, _SOLES)) / 2

    def draw(sketch: Sketch) -> None:
        x = _NAME + _NUMBER
        with sketch.mark("TH", attributes=ROW_HEADER):
            baseline = -top - FIRST_BASELINE * styles.glance_name.size
            sketch.text(_NAME, baseline, f"{row.number} ", styles.glance_number)
            sketch.lines(x, -top, (*row.name[:-1], row.name[-1] + " "), styles.glance_name)
            wide = draw_soles(sketch, pair, x, -top - under, height=_SOLES)
            word = -top - under - _SOLES / 2 - 0.33 * styles.glance_side.size
            sketch.text(x + wide + 2 * MM, word, row.side_word, styles.glance_side)

    return look.loose(draw, size=(FULL, high))


def _draw_dose(look: Look, row: Row, high: float) -> Piece:
    """How much, and how often under it."""
    styles = look.styles
    many = len(row.amount) + len(row.often)
    top = (high - many * styles.glance_dose.leading) / 2
    under = top + len(row.amount) * styles.glance_dose.leading

    def draw(sketch: Sketch) -> None:
        with sketch.mark("TD"):
            sketch.lines(0, -top, row.amount, styles.glance_dose)
        with sketch.mark("TD"):
            sketch.lines(0, -under, row.often, styles.glance_often)

    return look.loose(draw, size=(_DOSE_ROOM, high))
