"""A prescription becomes a card for large type: a page, or more where it needs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.card import CardText, header_of, link_of
from clinicplan.handout.blocks.shots.drawn import shots_of
from clinicplan.handout.blocks.shots.panels import Panels
from clinicplan.handout.blocks.shots.parts import shots_in_parts
from clinicplan.handout.blocks.wide.band import dose_parts, wide_band
from clinicplan.handout.blocks.wide.header import wide_header
from clinicplan.handout.blocks.wide.note_columns import wide_notes
from clinicplan.handout.blocks.wide.paging import WIDEST, divided
from clinicplan.handout.blocks.wide.picture_ways import Around, Tried, best_of, ways_of
from clinicplan.handout.blocks.wide.texts import once_more
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Placed, one
from clinicplan.plan import Prescription

_ROUNDING = 0.1

_FEW = 2
"""The pages that a card may have before its dose is set closer."""


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
    notes = wide_notes(look, prescription, exercise, text, room=room)
    if link := link_of(look, prescription, width=FULL):
        notes.append(one(link))
    ways = ways_of(look, prescription, exercise, person=text.person)

    def best(head: Sequence[Block]) -> Tried:
        around = Around(
            tuple([part.height for part in head]),
            tuple([part.height for part in notes]),
            again.height,
        )
        return look.kept(("wide-best", ways, around), lambda: best_of(look, ways, around))

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


def _pages(look: Look, parts: Sequence[Block], *, again: Block) -> Iterator[Block]:
    """Parts one below the other, as long as they fit; a later page begins with `again`.

    What room is left widens the gaps between them, to a limit.
    """
    left = iter(parts)
    for number, heights in enumerate(
        divided(look, [part.height for part in parts], again.height)
    ):
        page = [*([again] if number else []), *islice(left, len(heights))]
        yield _page(page, _widened(look, page))


def _widened(look: Look, page: Sequence[Block]) -> float:
    """The gap between parts that have a page to themselves."""
    near = look.wide.near
    spare = look.paper.room - _total(page, near)
    return min(WIDEST * near, near + max(0, spare - _ROUNDING) / max(1, len(page) - 1))


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
