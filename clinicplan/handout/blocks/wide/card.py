"""A prescription becomes a card for large type: a page, or more where it needs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.card import CardText, header_of, link_of
from clinicplan.handout.blocks.notes import notes_of, room_for_said, said_piece, stock_notes
from clinicplan.handout.blocks.shots.drawn import shots_of
from clinicplan.handout.blocks.shots.measured import measured_rows
from clinicplan.handout.blocks.shots.panels import Panels
from clinicplan.handout.blocks.shots.parts import shots_in_parts
from clinicplan.handout.blocks.shots.worded import shown_by
from clinicplan.handout.blocks.wide.band import dose_parts, wide_band
from clinicplan.handout.blocks.wide.header import wide_header
from clinicplan.handout.blocks.wide.texts import once_more
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, GUTTER
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, one, stacked
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE
from clinicplan.plan import Prescription

_ROUNDING = 0.1
_WIDEST = 2.5
"""How much wider a gap may get where a page has room to spare."""
_FREE = 0.06
"""The share of a page that may stay empty at its foot without looking so."""
_FEW = 2
"""The pages that a card may have before its dose is set closer."""
_ENOUGH = 1.1
"""A panel may be so much higher than what it shows."""


def wide_cards(
    look: Look, prescription: Prescription, exercise: Exercise, *, text: CardText
) -> list[Block]:
    """The card on as few pages as can be, with the largest pictures that allow it.

    A later page repeats its number and name. Where one column makes it longer than it should be,
    a dose has two.
    """
    name = f"{text.number} {exercise.name}"
    again = once_more(look, name, look.styles.side)
    room = look.paper.room - again.height - look.wide.near
    notes = _notes(look, prescription, exercise, text, room=room)
    if link := link_of(look, prescription, width=FULL):
        notes.append(one(link))
    ways = _ways(look, prescription, exercise, person=text.person)

    def best(head: Sequence[Block]) -> _Tried:
        around = _Around(
            tuple([part.height for part in head]),
            tuple([part.height for part in notes]),
            again.height,
        )
        return look.kept(("wide-best", ways, around), lambda: _best(look, ways, around))

    across = look.wide.across
    head = _head(look, prescription, exercise, text, columns=across)
    tried = best(head)
    if across == 1 and tried.pages > _FEW:
        closer = _head(look, prescription, exercise, text, columns=2)
        if (other := best(closer)).pages < tried.pages:
            head, tried = closer, other
    way = tried.way
    rooms = (look.paper.room - _total(head, look.wide.near) - look.wide.near, room)
    shots = _shots(
        look, prescription, exercise, person=text.person, panels=way.panels,
        count=len(way.rows), rooms=rooms,
    )  # fmt: skip
    return list(_pages(look, [*head, *shots, *notes], again=again))


def _panels(look: Look) -> list[Panels]:
    """The ways to show pictures: over their steps, or one across with its steps beside it."""
    under = Panels(look.wide.picture, GUTTER, 0, 0, across=look.wide.across, ends_beside=True)
    return [under, Panels((FULL - GUTTER) / 2, GUTTER, 0, 0, across=1, beside=True)]


@dataclass(frozen=True, slots=True)
class _Around:
    """The heights of what stands over the pictures and under them, and of a later page's name."""

    head: tuple[float, ...]
    notes: tuple[float, ...]
    again: float


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """A way to show pictures in one of the heights that they may have, and how high its rows are.

    `order` is that of the ways that look alike.
    """

    panels: Panels
    high: float
    rows: tuple[float, ...]
    order: int


def _ways(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> tuple[_Way, ...]:
    """Every way to show the pictures, the largest first; without pictures one for each panels."""

    def make() -> tuple[_Way, ...]:
        found = []
        for order, panels in enumerate(_panels(look)):
            rows = measured_rows(look, prescription, exercise, person=person, panels=panels)
            most = max(_ENOUGH * rows.tallest, look.wide.heights[-1])
            heights = [high for high in look.wide.heights if high <= most]
            for high in heights if rows.frames else look.wide.heights[:1]:
                found.append(_Way(rows.sized(high), high, tuple(rows.heights(high)), order))
        return tuple(found)

    return look.kept(("wide-ways", *shown_by(prescription, exercise, person)), make)


class _Tried(NamedTuple):
    """A way to show pictures, and how many pages the card has then."""

    pages: int
    way: _Way


def _best(look: Look, ways: Sequence[_Way], around: _Around) -> _Tried:
    """The way with the fewest pages, the fullest, the largest pictures."""
    again = around.again
    filled = [
        (way, _filled(look, (*around.head, *way.rows, *around.notes), again)) for way in ways
    ]
    fewest = min(len(pages) for _, pages in filled)

    def looks(tried: tuple[_Way, Sequence[_Heights]]) -> tuple[float, float, int]:
        way, pages = tried
        empty = _emptiness(look, _evened(look, pages, again), again)
        return round(empty, 3), -way.high, way.order

    best, _ = min((tried for tried in filled if len(tried[1]) == fewest), key=looks)
    return _Tried(fewest, best)


_Heights = Sequence[float]
"""How high the parts of a page are, one below the other."""


def _divided(look: Look, heights: _Heights, again: float) -> Sequence[_Heights]:
    """Pages with as many parts as they hold; the last has more where both are fuller then.

    A later page begins with `again`.
    """
    return _evened(look, _filled(look, heights, again), again)


def _filled(look: Look, heights: _Heights, again: float) -> Sequence[_Heights]:
    """Pages with as many parts as they hold."""
    room, near = look.paper.room, look.wide.near
    pages: list[list[float]] = []
    used = 0.0
    for height in heights:
        if pages and used + near + height <= room:
            pages[-1].append(height)
            used += near + height
        else:
            used = again + near + height if pages else height
            pages.append([height])
    return pages


def _evened(look: Look, pages: Sequence[_Heights], again: float) -> Sequence[_Heights]:
    """As many pages, the last with more where both are fuller then."""
    room, near = look.paper.room, look.wide.near
    ways = [way for way in _evener(pages) if _high((again, *way[-1]), near) <= room]
    return min(ways, key=lambda way: _emptiness(look, way, again)) if ways else pages


def _evener(pages: Sequence[_Heights]) -> Iterator[list[_Heights]]:
    """The pages, and with more of the last but one on the last: none where there is only one."""
    if len(pages) > 1:
        *before, other, last = pages
        for at in range(len(other), 0, -1):
            yield [*before, other[:at], [*other[at:], *last]]


def _high(heights: _Heights, near: float) -> float:
    return sum(heights) + near * (len(heights) - 1)


def _emptiness(look: Look, pages: Sequence[_Heights], again: float) -> float:
    """How bad the pages look: what their widest gaps leave empty."""
    first, *later = pages
    lefts = [_left(look, first), *(_left(look, (again, *page)) for page in later)]
    return sum([max(0.0, left - _FREE) ** 2 for left in lefts])


def _left(look: Look, heights: _Heights) -> float:
    """The share of a page that its widest gaps leave empty."""
    room = look.paper.room
    return max(0.0, room - _high(heights, _WIDEST * look.wide.near)) / room


def _pages(look: Look, parts: Sequence[Block], *, again: Block) -> Iterator[Block]:
    """Parts one below the other, as long as they fit; a later page begins with `again`.

    What room is left widens the gaps between them, to a limit.
    """
    left = iter(parts)
    for number, heights in enumerate(
        _divided(look, [part.height for part in parts], again.height)
    ):
        page = [*([again] if number else []), *islice(left, len(heights))]
        yield _page(page, _widened(look, page))


def _widened(look: Look, page: Sequence[Block]) -> float:
    """The gap between parts that have a page to themselves."""
    near = look.wide.near
    spare = look.paper.room - _total(page, near)
    return min(_WIDEST * near, near + max(0, spare - _ROUNDING) / max(1, len(page) - 1))


def _total(parts: Sequence[Block], near: float) -> float:
    return sum(part.height + near for part in parts) - near


def _page(parts: Sequence[Block], near: float) -> Block:
    items, y = [], 0.0
    for part in parts:
        items.append(Placed(part, 0, -y))
        y += part.height + near
    return Block(y - near, (Placed(Group("Sect", tuple(items)), 0, 0),))


def _head(
    look: Look, prescription: Prescription, exercise: Exercise, text: CardText, *, columns: int
) -> list[Block]:
    """Number, name, side, and the dose under them, in one where a page holds it."""
    draw = header_of if look.wide.across > 1 else wide_header
    header = draw(look, prescription, exercise, number=text.number)
    band = wide_band(look, text.panel, columns=columns)
    height = header.height + look.wide.near + band.height
    if height > look.paper.room:
        return [one(header), *dose_parts(look, text.panel)]
    return [Block(height, (Placed(header, 0, 0), Placed(band, 0, -header.height - look.wide.near)))]


# Pictures with their steps.


def _shots(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    person: Person,
    panels: Panels,
    count: int,
    rooms: tuple[float, float],
) -> list[Block]:
    """The `count` rows of pictures with their steps; steps higher than a page in parts.

    `rooms` are what the first page has for them, and the others.
    """
    first, room = rooms
    rows = [
        shots_of(look, prescription, exercise, person=person, panels=panels, rows=slice(n, n + 1))
        for n in range(count)
    ]
    if all(row.piece.height <= room for row in rows):
        return [one(row.piece) for row in rows]
    parts = shots_in_parts(
        look, prescription, exercise, person=person, first=first, panels=panels, room=room
    )
    return [one(part) for part in parts]


# The notes.


def _notes(
    look: Look, prescription: Prescription, exercise: Exercise, text: CardText, *, room: float
) -> list[Block]:
    """The notes in columns under a line, or below each other where those are too high.

    What the practitioner says stands in a column, or under both where that is lower; it is in
    parts where it is higher than the `room` of a page.
    """
    across = look.wide.across
    width = (FULL - GUTTER) / 2 if across > 1 else FULL
    stock = list(stock_notes(look, exercise, prescription, column=width))
    pieces = notes_of(look, exercise, prescription, practitioner=text.practitioner, column=width)
    own, said = exercise.own, list[Block]()
    if prescription.note and max([piece.height for piece in pieces]) > room:
        pieces = stock
        said = _said_in_parts(look, prescription.note, text.practitioner, own=own, room=room)
    columns = _in_columns(look, pieces, width=width) if across > 1 and pieces else None
    if columns and prescription.note and len(pieces) > 1 and not said:
        above = _in_columns(look, stock, width=width)
        under = said_piece(look, prescription.note, text.practitioner, own=own, width=FULL)
        over_all = stacked((above, look.wide.near), (under, 0))
        columns = min(columns, over_all, key=lambda way: way.height)
    if columns and columns.height <= room:
        return [columns, *said]
    ruled = [_ruled(look, piece) for piece in pieces[:1]]
    return [*ruled, *map(one, pieces[1:]), *said]


def _said_in_parts(
    look: Look, note: str, practitioner: str, *, own: bool, room: float
) -> list[Block]:
    """A practitioner's note over the whole width, in as many parts as it needs pages."""
    lines = look.private_lines(note, look.styles.said, FULL)
    most = room_for_said(look, room, own=own, width=FULL)
    parts = ("\n".join(lines[start : start + most]) for start in range(0, len(lines), most))
    return [one(said_piece(look, part, practitioner, own=own, width=FULL)) for part in parts]


def _ruled(look: Look, piece: Piece) -> Block:
    line = look.rule(FULL, weight=look.measures.hairline, colour=RULE)
    return Block(3 * MM + piece.height, (Placed(line, 0, 0), Placed(piece, 0, -3 * MM)))


def _in_columns(look: Look, notes: Sequence[Piece], *, width: float) -> Block:
    """A hairline and the notes in two columns; one wider than a column below them."""
    top = 3 * MM
    items = [Placed(look.rule(FULL, weight=look.measures.hairline, colour=RULE), 0, 0)]
    bottoms = [top, top]
    for note in notes:
        column = 0 if bottoms[0] <= bottoms[1] else 1
        if note.width > width:
            bottoms = [max(bottoms)] * 2
            column = 0
        items.append(Placed(note, column * (width + GUTTER), -bottoms[column]))
        bottoms[column] += note.height + look.wide.near
        if note.width > width:
            bottoms = [bottoms[0]] * 2
    return Block(max(bottoms) - look.wide.near, tuple(items))
