"""A plan's exercises become the table on page one: picture, name, side, how much, how often."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.handout.blocks.diary import COLUMN_HEADER, ROW_HEADER
from clinicplan.handout.blocks.pictures import draw_picture
from clinicplan.handout.blocks.signs import draw_soles, soles
from clinicplan.handout.colours import RULE
from clinicplan.handout.illustrations import Frame
from clinicplan.handout.look import FULL, Look
from clinicplan.handout.pieces import Block, Group, Picture, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.tags import Box
from clinicplan.plan import Side
from clinicplan.wording import Glance

_NUMBER = 25 * MM
_NAME = 33 * MM
_AMOUNT = 86 * MM
_AMOUNT_ROOM = 48 * MM
_OFTEN = 136 * MM
_HEADING = 9 * MM


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One exercise: number, name, side with its word, the dose, the small picture."""

    number: int
    name: str
    side: Side
    side_word: str
    glance: Glance
    frame: Frame | None
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Measure:
    """The height of a row and the size of its picture, in points."""

    row: float
    picture: tuple[float, float]
    one_line: bool = False


ROOMY = Measure(15.7 * MM, (18.6 * MM, 14.2 * MM))
COMPACT = Measure(14.6 * MM, (17 * MM, 13 * MM))
DENSE = Measure(11.8 * MM, (13 * MM, 10 * MM), one_line=True)
OWN_PAGE = Measure(18 * MM, (21 * MM, 16 * MM))


def table_height(rows: int, measure: Measure) -> float:
    """The height of the table with its heading, in points."""
    return _HEADING + rows * measure.row + 0.6


def rows_within(height: float, measure: Measure) -> int:
    """How many rows a table of this height has, with its heading."""
    return int((height - _HEADING - 0.6) // measure.row)


def glance_table(look: Look, rows: tuple[Row, ...], *, measure: Measure) -> Block:
    """The heading and a row for each exercise, hairlines between."""
    items: list[Placed] = [Placed(_title(look), 0, 0)]
    table: list[Placed] = [Placed(_column_headings(look), 0, 0)]
    y = -_HEADING
    for row in rows:
        table.append(Placed(_row(look, row, measure=measure), 0, y))
        y -= measure.row
    last = look.rule(FULL, weight=0.6, colour=RULE)
    items += [Placed(Group("Table", tuple(table)), 0, 0), Placed(last, 0, y)]
    return Block(table_height(len(rows), measure), tuple(items))


def _title(look: Look) -> Piece:
    return look.stock_paragraph(
        look.phrase("glance"), look.styles.section, width=_AMOUNT, kind="H2"
    )


def _column_headings(look: Look) -> Group:
    return Group("TR", (Placed(look.kept("glance-head", lambda: _draw_headings(look)), 0, 0),))


def _draw_headings(look: Look) -> Piece:
    styles = look.styles
    baseline = -FIRST_BASELINE * styles.section.size

    def draw(sketch: Sketch) -> None:
        sketch.empty("TD")
        for x, key in ((_AMOUNT, "glance_how_much"), (_OFTEN, "glance_how_often")):
            with sketch.mark("TH", attributes=COLUMN_HEADER):
                sketch.text(x, baseline, look.phrase(key), styles.label)

    return look.loose(draw, size=(FULL, _HEADING))


def _row(look: Look, row: Row, *, measure: Measure) -> Group:
    picture = row.picture.name if row.picture else ""
    key = ("glance-name", row.number, row.name, row.side, row.side_word, picture, measure)
    name = look.kept(key, lambda: _draw_name(look, row, measure=measure))
    dose_key = ("glance-dose", row.glance, measure)
    dose = look.kept(dose_key, lambda: _draw_dose(look, row.glance, measure=measure))
    return Group("TR", (Placed(name, 0, 0), Placed(dose, 0, 0)))


def _draw_name(look: Look, row: Row, *, measure: Measure) -> Piece:
    """Hairline, picture, number, name, and the side under it or beside it."""
    styles = look.styles
    middle = -measure.row / 2
    room = _AMOUNT - _NAME - 2 * MM
    lines = look.wrapped(row.name, styles.glance_name, room)
    sign = 4.2 * MM
    pair = soles(look, row.side)
    height = len(lines) * styles.glance_name.leading + (0 if measure.one_line else 14)
    top = middle + height / 2

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=0.6, colour=RULE)
            if row.frame and row.picture:
                width, high = measure.picture
                box = Box(0, middle - high / 2, width, middle + high / 2)
                draw_picture(
                    sketch, row.frame, row.picture, box=box, side=row.side, frames=(row.frame,)
                )
        with sketch.mark("TH", attributes=ROW_HEADER):
            baseline = middle - 0.33 * styles.glance_number.size
            sketch.text(_NUMBER, baseline, f"{row.number} ", styles.glance_number)
            sketch.lines(_NAME, top, (*lines[:-1], lines[-1] + " "), styles.glance_name)
            if measure.one_line:
                x = _NAME + look.width(lines[-1], styles.glance_name) + 2 * MM
                y = top - (len(lines) - 1) * styles.glance_name.leading - 1.5
            else:
                x, y = _NAME, top - len(lines) * styles.glance_name.leading
            wide = draw_soles(sketch, pair, x, y, height=sign)
            word = y - sign / 2 - 0.33 * styles.glance_side.size
            sketch.text(x + wide + 1.6 * MM, word, row.side_word, styles.glance_side)

    return look.loose(draw, size=(FULL, measure.row))


def _draw_dose(look: Look, glance: Glance, *, measure: Measure) -> Piece:
    """How much and how often, each centred on the row's height."""
    styles = look.styles
    amount = [
        line
        for text in glance.amount
        for line in look.wrapped(text, styles.glance_dose, _AMOUNT_ROOM)
    ]
    often_text = f"{glance.often}\n{glance.weeks}" if glance.weeks else glance.often
    often = look.wrapped(often_text, styles.glance_often, FULL - _OFTEN)

    def top(lines: int, leading: float) -> float:
        return -(measure.row - (lines * leading - 3)) / 2

    def draw(sketch: Sketch) -> None:
        with sketch.mark("TD"):
            y = top(len(amount), styles.glance_dose.leading)
            sketch.lines(_AMOUNT, y, amount, styles.glance_dose)
        with sketch.mark("TD"):
            y = top(len(often), styles.glance_often.leading)
            sketch.lines(_OFTEN, y, often, styles.glance_often)

    return look.loose(draw, size=(FULL, measure.row))
