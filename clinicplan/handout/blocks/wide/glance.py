"""A plan's exercises become the table at a glance for large type."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.handout.blocks.day_cells import across
from clinicplan.handout.blocks.diary_marks import ROW_HEADER
from clinicplan.handout.blocks.glance import Rooms, Row, draw_amount, thumbnail
from clinicplan.handout.blocks.signs import draw_soles, soles
from clinicplan.handout.blocks.wide.parts import Listing
from clinicplan.handout.blocks.wide.texts import once_more
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, stacked
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE

_DOSE = 100 * MM
"""Where the doses begin that stand beside the names."""
_MOST_MORE = 7 * MM
"""By how much a row may be higher than it must be."""


def _name_left(look: Look) -> float:
    return look.wide.glance_picture[0] + look.wide.near


def _words_left(look: Look) -> float:
    return _name_left(look) + look.wide.glance_number


def _is_beside(look: Look) -> bool:
    """Whether a row has its dose beside the name, else under it."""
    return look.wide.across > 1


def _dose_left(look: Look) -> float:
    return _DOSE if _is_beside(look) else _words_left(look)


def rooms_of(look: Look) -> Rooms:
    """How wide the lines of a row may be."""
    left = _words_left(look)
    name = _DOSE - left - 3 * MM if _is_beside(look) else FULL - left
    dose = FULL - _dose_left(look)
    return Rooms(name, dose, dose, dose)


def wide_row_height(look: Look, row: Row) -> float:
    """The height of a row, in points."""
    named, dosed = _named(look, row), _dosed(look, row)
    words = max(named, dosed) if _is_beside(look) else named + dosed
    return max(look.wide.glance_row, words + look.wide.near)


def _named(look: Look, row: Row) -> float:
    """The height of the name and the side under it."""
    styles = look.styles
    side = max(styles.glance_side.leading, look.wide.soles)
    return len(row.name) * styles.glance_name.leading + side


def _dosed(look: Look, row: Row) -> float:
    return (len(row.amount) + len(row.often)) * look.styles.glance_dose.leading


def wide_table(look: Look, rows: Sequence[Row], *, whole: bool) -> Listing:
    """The table, in as many parts as it needs pages; rows are higher where there is room.

    A `whole` one is divided only where no page holds it.
    """
    heads = [_heading(look, again=again) for again in (False, True)]
    first, later = (head.height + look.measures.hairline for head in heads)

    def make(start: int, stop: int, extra: float) -> Block:
        head = heads[1 if start else 0]
        return _table(look, head, rows[start:stop], more=extra / (stop - start))

    heights = tuple(wide_row_height(look, row) for row in rows)
    return Listing((first, later), heights, make, most=_MOST_MORE, whole=whole)


def _heading(look: Look, *, again: bool) -> Block:
    """The table's name with the space under it, or that the table goes on."""
    text, style = look.phrase("glance"), look.styles.section
    if again:
        return stacked(
            (once_more(look, text, look.styles.small_heading), look.wide.lines),
            (Block(0, ()), 0),
        )
    title = look.stock_paragraph(text, style, width=FULL, kind="H2")
    return Block(style.leading + look.wide.lines, (Placed(title, 0, 0),))


def _table(look: Look, head: Block, rows: Sequence[Row], *, more: float) -> Block:
    """Without heads of columns: how much and how often stand in one, and say what they are."""
    table: list[Placed] = []
    y = -head.height
    for row in rows:
        high = wide_row_height(look, row) + more
        table.append(Placed(_row(look, row, high), 0, y))
        y -= high
    last = look.rule(FULL, weight=look.measures.hairline, colour=RULE)
    items = (
        Placed(head, 0, 0),
        Placed(Group("Table", tuple(table)), 0, 0),
        Placed(last, 0, y),
    )
    return Block(look.measures.hairline - y, items)


def _row(look: Look, row: Row, high: float) -> Group:
    """A row's cells, each centred on its height; nothing kept depends on that height."""
    key = ("wide-name", row.number, row.name, row.side, row.side_word)
    name = look.kept(key, lambda: _draw_name(look, row))
    dosed = ("wide-dose", row.amount, row.often, row.strong)
    dose = look.kept(dosed, lambda: _draw_dose(look, row))
    top = _top(look, row, high)
    under = (high - _dosed(look, row)) / 2 if _is_beside(look) else top + _named(look, row)
    cells = [
        Placed(look.rule(FULL, weight=look.measures.hairline, colour=RULE), 0, 0),
        Placed(name, 0, -top),
        Placed(dose, _dose_left(look), -under),
    ]
    if row.picture:
        small = thumbnail(look, row, size=look.wide.glance_picture)
        cells.append(Placed(small, 0, (small.height - high) / 2))
    return Group("TR", tuple(cells))


def _top(look: Look, row: Row, high: float) -> float:
    """Where the name begins, and the dose that stands under it."""
    words = _named(look, row) + (0 if _is_beside(look) else _dosed(look, row))
    return (high - words) / 2


def _draw_name(look: Look, row: Row) -> Piece:
    """Number, name, and the side under it."""
    styles, soles_high = look.styles, look.wide.soles
    pair = soles(look, row.side) if row.side else None
    under = len(row.name) * styles.glance_name.leading

    def draw(sketch: Sketch) -> None:
        x = _words_left(look)
        with sketch.mark("TH", attributes=ROW_HEADER):
            baseline = -FIRST_BASELINE * styles.glance_name.size
            sketch.text(_name_left(look), baseline, f"{row.number} ", styles.glance_number)
            sketch.lines(x, 0, (*row.name[:-1], row.name[-1] + " "), styles.glance_name)
            if pair is None:
                return
            wide = draw_soles(sketch, pair, x, -under, height=soles_high)
            word = -under - soles_high / 2 - 0.33 * styles.glance_side.size
            sketch.text(x + wide + 2 * MM, word, row.side_word, styles.glance_side)

    return look.loose(draw, size=(FULL, _named(look, row)))


def _draw_dose(look: Look, row: Row) -> Piece:
    """How much, and how often under it."""
    styles = look.styles
    under = len(row.amount) * styles.glance_dose.leading

    def draw(sketch: Sketch) -> None:
        with sketch.mark("TD", attributes="" if row.often else across(2)):
            draw_amount(sketch, look, row)
        if row.often:
            with sketch.mark("TD"):
                sketch.lines(0, -under, row.often, styles.glance_often)

    return look.loose(draw, size=(FULL - _dose_left(look), _dosed(look, row)))
