"""A plan's exercises become the table on page one: picture, name, side, how much, how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.day_cells import across
from clinicplan.handout.blocks.diary_marks import COLUMN_HEADER, ROW_HEADER
from clinicplan.handout.blocks.pictures import draw_picture, shown_side
from clinicplan.handout.blocks.signs import draw_soles, soles
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE
from clinicplan.illustrations.frames import Frame
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Side
from clinicplan.wording.glances import Glance
from clinicplan.wording.words import side_word

_NUMBER = 24 * MM
_NAME = 31.5 * MM
_AMOUNT = 86 * MM
_AMOUNT_ROOM = 48 * MM
_OFTEN = 136 * MM
_TO_AMOUNT = 3.5 * MM
_TWO_FIGURES = 10
_HEADING = 9 * MM
_TIGHT = 2 * MM
"""Room that a row of many lines has to spare."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One exercise: number, name, side with its word, the dose, the small picture.

    Name and dose are in lines already; `height` is the least that they need, in points. Of a
    dose in the clinic's own words so many lines are `strong`: its first clause. Where they say
    how often, too, `often` is empty and they have the room of both columns. `left` is where the
    name begins.
    """

    number: int
    name: tuple[str, ...]
    side: Side | None
    side_word: str
    amount: tuple[str, ...]
    often: tuple[str, ...]
    frame: Frame | None
    picture: Picture | None
    height: float
    strong: int = 0
    left: float = _NAME


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """The least height of a row and the size of its picture, in points."""

    row: float
    picture: tuple[float, float]


ROOMY = Measure(15.7 * MM, (18.6 * MM, 14.2 * MM))
COMPACT = Measure(14.6 * MM, (17 * MM, 13 * MM))
DENSE = Measure(12.4 * MM, (13 * MM, 10 * MM))
OWN_PAGE = Measure(18 * MM, (21 * MM, 16 * MM))
LARGER = tuple(
    Measure(high * MM, (23 * MM, min(high - 2, 18) * MM)) for high in (34, 30, 26, 23, 20)
)
"""For a table that has a page for itself, the largest first."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """How wide the lines of a row may be, in points."""

    name: float
    amount: float
    often: float
    both: float


ROOMS = Rooms(_AMOUNT - _NAME - _TO_AMOUNT, _AMOUNT_ROOM, FULL - _OFTEN, FULL - _AMOUNT)
_OF_MANY = replace(ROOMS, name=ROOMS.name - 2.5 * MM)


def rooms_of(many: int) -> Rooms:
    """The rooms in a table of so many rows: numbers of two figures take more of the name's."""
    return _OF_MANY if many >= _TWO_FIGURES else ROOMS


def row_of(
    look: Look,
    exercise: Exercise,
    glance: Glance,
    *,
    number: int,
    side: Side | None,
    news: str,
    small: tuple[Frame, Picture] | None,
    rooms: Rooms,
) -> Row:
    """The row of an exercise: `news` says when its dose changes, `small` is its picture."""
    styles = look.styles
    name = look.wrapped(exercise.name, styles.glance_name, rooms.name)
    often = _often(look, glance, room=rooms.often)
    room = rooms.amount if often else rooms.both
    amount = _amount(look, glance, news, room=room)
    strong = len(look.wrapped(glance.amount[0], styles.glance_often, room)) if glance.is_own else 0
    frame, picture = small or (None, None)
    sided = styles.glance_side.leading if side else 0
    named = len(name) * styles.glance_name.leading + sided
    dosed = max(len(amount), len(often)) * styles.glance_dose.leading
    return Row(
        number=number,
        name=name,
        side=side,
        side_word=side_word(side, exercise, look.catalogue),
        amount=amount,
        often=often,
        frame=frame,
        picture=picture,
        height=max(named, dosed) + _TIGHT,
        strong=strong,
        left=_AMOUNT - _TO_AMOUNT - rooms.name,
    )


def table_height(rows: Sequence[Row], measure: Measure) -> float:
    """The height of the table with its heading, in points."""
    return _HEADING + sum([_high(row, measure) for row in rows]) + 0.6


def _high(row: Row, measure: Measure) -> float:
    """The height of a row: more than the measure's where a name or a dose has many lines."""
    return max(measure.row, row.height)


def glance_table(look: Look, rows: tuple[Row, ...], *, measure: Measure) -> Block:
    """The heading and a row for each exercise, hairlines between."""
    items: list[Placed] = [Placed(_title(look), 0, 0)]
    table: list[Placed] = [Placed(_column_headings(look), 0, 0)]
    y = -_HEADING
    for row in rows:
        high = _high(row, measure)
        table.append(Placed(_row(look, row, high=high, picture=measure.picture), 0, y))
        y -= high
    last = look.rule(FULL, weight=0.6, colour=RULE)
    items += [Placed(Group("Table", tuple(table)), 0, 0), Placed(last, 0, y)]
    return Block(0.6 - y, tuple(items))


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


def _row(look: Look, row: Row, *, high: float, picture: tuple[float, float]) -> Group:
    """A row's cells, each centred on its height; nothing kept depends on that height."""
    styles = look.styles
    key = ("glance-name", row.number, row.name, row.side, row.side_word, row.left)
    name = look.kept(key, lambda: _draw_name(look, row))
    amount = _amount_cell(look, row)
    cells = [
        Placed(look.rule(FULL, weight=0.6, colour=RULE), 0, 0),
        Placed(name, 0, _centred(name, high)),
        Placed(amount, _AMOUNT, _centred(amount, high)),
    ]
    if row.often:
        often = _cell(look, row.often, styles.glance_often)
        cells.append(Placed(often, _OFTEN, _centred(often, high)))
    if row.picture:
        small = thumbnail(look, row, size=picture)
        cells.append(Placed(small, 0, _centred(small, high)))
    return Group("TR", tuple(cells))


def _centred(piece: Piece, high: float) -> float:
    return (piece.height - high) / 2


def thumbnail(look: Look, row: Row, *, size: tuple[float, float]) -> Piece:
    """The small picture, decoration: the card shows it again with its description."""
    key = ("glance-picture", row.picture and row.picture.name, shown_side(row.side), size)
    return look.kept(key, lambda: _draw_thumbnail(look, row, size=size))


def _draw_thumbnail(look: Look, row: Row, *, size: tuple[float, float]) -> Piece:
    wide, tall = size
    box = Box(0, -tall, wide, 0)

    def draw(sketch: Sketch) -> None:
        if row.frame and row.picture:
            with sketch.artifact():
                side = shown_side(row.side)
                draw_picture(
                    sketch, row.frame, row.picture, box=box, side=side, frames=(row.frame,)
                )

    return look.loose(draw, size=size)


def _draw_name(look: Look, row: Row) -> Piece:
    """Number, name, and the side under it."""
    styles = look.styles
    lines = row.name
    sign = 4.2 * MM
    pair = soles(look, row.side) if row.side else None
    under = len(lines) * styles.glance_name.leading
    height = under + (styles.glance_side.leading if pair else 0)

    def draw(sketch: Sketch) -> None:
        with sketch.element("TH", attributes=ROW_HEADER):
            with sketch.mark("P"):
                baseline = -height / 2 - 0.33 * styles.glance_number.size
                sketch.text(_NUMBER, baseline, f"{row.number} ", styles.glance_number)
                sketch.lines(row.left, 0, lines, styles.glance_name)
            if pair is None:
                return
            with sketch.artifact():
                wide = draw_soles(sketch, pair, row.left, -under, height=sign)
            with sketch.mark("P"):
                word = -under - sign / 2 - 0.33 * styles.glance_side.size
                sketch.text(row.left + wide + 1.6 * MM, word, row.side_word, styles.glance_side)

    return look.loose(draw, size=(FULL, height))


def _amount(look: Look, glance: Glance, news: str, *, room: float) -> tuple[str, ...]:
    """The lines of how much; with the weeks and all where they say how often as well."""
    weeks = "" if glance.often else glance.weeks
    styles, (first, *more) = look.styles, glance.amount
    style = styles.glance_often if glance.is_own else styles.glance_dose
    text = "\n".join(filter(None, (*more, weeks, news)))
    others = look.wrapped(text, styles.glance_dose, room) if text else ()
    return (*look.wrapped(first, style, room), *others)


def _often(look: Look, glance: Glance, *, room: float) -> tuple[str, ...]:
    if not glance.often:
        return ()
    text = f"{glance.often}\n{glance.weeks}" if glance.weeks else glance.often
    return look.wrapped(text, look.styles.glance_often, room)


def _amount_cell(look: Look, row: Row) -> Piece:
    """How much; the first clause of a clinic's own words is strong, and both columns are theirs."""
    key = ("glance-amount", row.amount, row.strong, bool(row.often))
    return look.kept(key, lambda: _draw_amount(look, row))


def _draw_amount(look: Look, row: Row) -> Piece:
    def draw(sketch: Sketch) -> None:
        with sketch.mark("TD", attributes="" if row.often else across(2)):
            draw_amount(sketch, look, row)

    return look.loose(draw, size=(0, look.height(len(row.amount), look.styles.glance_dose)))


def draw_amount(sketch: Sketch, look: Look, row: Row) -> None:
    """The lines of how much from the top left, those that are strong first."""
    styles = look.styles
    first, others = row.amount[: row.strong], row.amount[row.strong :]
    if first:
        end = (f"{first[-1]} ",) if others else first[-1:]
        sketch.lines(0, 0, (*first[:-1], *end), styles.glance_often)
    sketch.lines(0, -len(first) * styles.glance_dose.leading, others, styles.glance_dose)


def _cell(look: Look, lines: tuple[str, ...], style: Style) -> Piece:
    """Lines of one cell; they name no patient, so that they are kept."""
    return look.kept(("glance-cell", lines, style), lambda: look.text(lines, style, kind="TD"))
