"""The prescriptions of an order become pages of exercise cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.arranging import Arrangement, Room, arranged, fewest
from clinicplan.handout.blocks import first_page
from clinicplan.handout.blocks.card import CardText, card
from clinicplan.handout.blocks.long_card import long_card
from clinicplan.handout.blocks.notes import note_parts, notes_of, stock_notes
from clinicplan.handout.blocks.poster import poster
from clinicplan.handout.blocks.shots.panels import LARGE, MOST_SAVED, SMALL, Panels
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.stepless import is_stepless
from clinicplan.handout.styles import MM
from clinicplan.plan import Prescription
from clinicplan.wording.panels import Panel

_CARD_GAP = 4.5 * MM
_WIDEST_CARD_GAP = 16 * MM
_AFTER_TABLE = 8 * MM
"""Between the table of exercises and a card, and the cards after that."""


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A card with its bookmark, or ("") a part of a note that its card has no room for.

    `poster` makes the card that fills the points it is given, where it can.
    """

    title: str
    block: Block
    poster: Callable[[float], Block | None] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Card:
    """A prescription and its exercise, with the words that its card has beyond them."""

    prescription: Prescription
    exercise: Exercise
    text: CardText


@dataclass(frozen=True, slots=True, eq=False)
class Cards:
    """Cards with the pages they need: `led` with what is to be read before them, if it can be."""

    alone: tuple[Sequence[_Part], Arrangement]
    led: tuple[Sequence[_Part], Arrangement] | None


def cards_of(
    look: Look, order: Order, panels: Sequence[Panel], *, after: Sheet | None, before: Block
) -> Cards:
    """The cards in their order, on as few pages as they need, as little of them empty.

    The first of them go on to the page `after`, under what it holds, where they fit. What is
    to be read `before` them can stand above the first where that takes no page more. The
    pictures are smaller where that saves a page.
    """
    begun = look.paper.room - after.used - _AFTER_TABLE if after else 0.0
    room = Room(look.paper.room, begun, gap=_CARD_GAP, widest=_WIDEST_CARD_GAP)
    cards = tuple(_cards(look, order, panels))
    parts = tuple(_parts(look, cards, LARGE))
    best = _arranged(parts, room)
    if fewest([part.block.height - MOST_SAVED for part in parts], room) < best.pages:
        small = tuple(_parts(look, cards, SMALL))
        if (other := _arranged(small, room)).pages < best.pages:
            parts, best = small, other
    led = _Part("", before), *parts
    other = _arranged(led, room)
    return Cards((parts, best), (led, other) if other.pages == best.pages else None)


def card_pages(
    look: Look, cards: tuple[Sequence[_Part], Arrangement], *, after: Sheet | None
) -> list[Sheet]:
    """The new pages of cards; what fits on the page `after` is put there."""
    parts, best = cards
    begun_with, *groups = best.groups
    for number, part in enumerate(parts[:begun_with]):
        if after:
            after.add(part.block, gap=_CARD_GAP if number else _AFTER_TABLE, title=part.title)
    sheets = []
    start = begun_with
    for many in groups:
        sheets.append(_card_page(look, parts[start : start + many]))
        start += many
    return sheets


def _arranged(parts: Sequence[_Part], room: Room) -> Arrangement:
    return arranged(
        [part.block.height for part in parts],
        room,
        grows=[part.poster is not None for part in parts],
    )


def _cards(look: Look, order: Order, panels: Sequence[Panel]) -> Iterator[_Card]:
    """What stands on each card, whatever its measures."""
    practitioner = first_page.first_name(order.plan.practitioner.name)
    pairs = zip(order.plan.prescriptions, panels, strict=True)
    for number, (prescription, panel) in enumerate(pairs, 1):
        exercise = order.exercises[prescription.exercise]
        notes = notes_of(look, exercise, prescription, practitioner=practitioner)
        text = CardText(number, panel, practitioner, order.person, tuple(notes))
        yield _Card(prescription, exercise, text)


def _parts(look: Look, cards: Sequence[_Card], size: Panels) -> Iterator[_Part]:
    """Every card; what makes one higher than a page, its note or steps, follows in parts."""
    for each in cards:
        title = f"{each.text.number} {each.exercise.name}"
        block = card(look, each.prescription, each.exercise, text=each.text, panels=size)
        if block.height <= look.paper.room:
            yield _Part(title, block, partial(_poster, look, each))
        else:
            yield from _long_parts(look, each, title)


def _long_parts(look: Look, each: _Card, title: str) -> Iterator[_Part]:
    """A card that is higher than a page: without its note, and where need be in parts."""
    prescription, exercise, text = each.prescription, each.exercise, each.text
    text = replace(text, notes=stock_notes(look, exercise, prescription))
    bare = card(look, prescription, exercise, text=text)
    if bare.height <= look.paper.room:
        yield _Part(title, bare)
    else:
        first, *rest = long_card(look, prescription, exercise, text=text)
        yield _Part(title, first)
        yield from (_Part("", part) for part in rest)
    if not (said := prescription.note):
        return
    own = exercise.own or is_stepless(said)
    for part in note_parts(look, title, said, practitioner=text.practitioner, own=own):
        yield _Part("", part)


def _poster(look: Look, each: _Card, room: float) -> Block | None:
    return poster(look, each.prescription, each.exercise, text=each.text, room=room)


def _card_page(look: Look, parts: Sequence[_Part]) -> Sheet:
    """A page of cards; what room is left widens the gap between them, to a limit."""
    room = look.paper.room - sum(part.block.height for part in parts)
    gap = min(room / (len(parts) - 1), _WIDEST_CARD_GAP) if len(parts) > 1 else 0
    *above, last = parts
    leads = all(not part.title for part in above)
    sheet = Sheet([], [], grown=last.poster if leads else None, grows=len(above))
    for part in parts:
        sheet.add(part.block, gap=gap, title=part.title)
    return sheet
