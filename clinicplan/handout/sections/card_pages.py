"""The prescriptions of an order become pages of exercise cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clinicplan.handout.blocks import first_page
from clinicplan.handout.blocks.card import CardText, card
from clinicplan.handout.blocks.long_card import long_card
from clinicplan.handout.blocks.notes import note_parts
from clinicplan.handout.look import Look
from clinicplan.handout.pieces import Block
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.styles import MM
from clinicplan.wording import Panel

_CARD_GAP = 4.5 * MM
_WIDEST_CARD_GAP = 16 * MM
_AFTER_TABLE = 8 * MM
"""Between the table of exercises and a card, and the cards after that."""


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A card with its bookmark, or ("") a part of a note that its card has no room for."""

    title: str
    block: Block


def card_pages(
    look: Look, order: Order, panels: Sequence[Panel], *, after: Sheet | None
) -> list[Sheet]:
    """The cards in their order, as many on a page as fit.

    The first of them go on to the page `after`, under what it holds, where they fit.
    """
    room = look.paper.room
    pages: list[list[_Part]] = []
    left = room - after.used if after else 0.0
    for part in _parts(look, order, panels):
        gap = _CARD_GAP if pages else _AFTER_TABLE
        if part.block.height + gap > left:
            pages.append([])
            left = room + _CARD_GAP
            gap = _CARD_GAP
        left -= part.block.height + gap
        if pages:
            pages[-1].append(part)
        elif after:
            after.add(part.block, gap=_AFTER_TABLE, title=part.title)
    return [_card_page(look, parts) for parts in pages]


def _parts(look: Look, order: Order, panels: Sequence[Panel]) -> Iterator[_Part]:
    """Every card; what makes one higher than a page, its note or steps, follows in parts."""
    practitioner = first_page.first_name(order.plan.practitioner.name)
    pairs = zip(order.plan.prescriptions, panels, strict=True)
    for number, (prescription, panel) in enumerate(pairs, 1):
        exercise = order.exercises[prescription.exercise]
        title = f"{number} {exercise.name}"
        text = CardText(number=number, panel=panel, practitioner=practitioner, person=order.person)
        block = card(look, prescription, exercise, text=text)
        if block.height <= look.paper.room:
            yield _Part(title, block)
            continue
        bare = card(look, replace(prescription, note=""), exercise, text=text)
        if bare.height <= look.paper.room:
            yield _Part(title, bare)
        else:
            first, *rest = long_card(look, prescription, exercise, text=text)
            yield _Part(title, first)
            yield from (_Part("", part) for part in rest)
        for part in note_parts(look, title, prescription.note, practitioner=practitioner):
            yield _Part("", part)


def _card_page(look: Look, parts: Sequence[_Part]) -> Sheet:
    """A page of cards; what room is left widens the gap between them, to a limit."""
    room = look.paper.room - sum(part.block.height for part in parts)
    gap = min(room / (len(parts) - 1), _WIDEST_CARD_GAP) if len(parts) > 1 else 0
    sheet = Sheet([], [])
    for part in parts:
        sheet.add(part.block, gap=gap, title=part.title)
    return sheet
