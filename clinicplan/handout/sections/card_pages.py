"""The prescriptions of an order become pages of exercise cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks import first_page
from clinicplan.handout.blocks.card import CardText, card
from clinicplan.handout.look import Look
from clinicplan.handout.pieces import Block, Placed
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.styles import MM
from clinicplan.wording import Panel

_CARD_GAP = 6 * MM
_WIDEST_CARD_GAP = 16 * MM


def card_pages(look: Look, order: Order, panels: Sequence[Panel]) -> list[Sheet]:
    """The cards in their order, as many on a page as fit."""
    pages: list[list[tuple[int, Block]]] = []
    left = 0.0
    for index, block in enumerate(_cards(look, order, panels)):
        if not pages or block.height + _CARD_GAP > left:
            pages.append([])
            left = look.paper.room + _CARD_GAP
        pages[-1].append((index, block))
        left -= block.height + _CARD_GAP
    return [_card_page(look, order, cards) for cards in pages]


def _cards(look: Look, order: Order, panels: Sequence[Panel]) -> Iterator[Block]:
    practitioner = first_page.first_name(order.plan.practitioner.name)
    pairs = zip(order.plan.prescriptions, panels, strict=True)
    for number, (prescription, panel) in enumerate(pairs, 1):
        exercise = order.exercises[prescription.exercise]
        text = CardText(number=number, panel=panel, practitioner=practitioner, person=order.person)
        block = card(look, prescription, exercise, text=text)
        if block.height > look.paper.room:
            raise BrokenHandout(
                f"Exercise {number} ({exercise.code}) does not fit on a page: its note or its"
                " steps are too long."
            )
        yield block


def _card_page(look: Look, order: Order, cards: Sequence[tuple[int, Block]]) -> Sheet:
    """A page of cards; what room is left widens the gap between them, to a limit."""
    room = look.paper.room - sum(block.height for _, block in cards)
    gap = min(room / (len(cards) - 1), _WIDEST_CARD_GAP) if len(cards) > 1 else 0
    sheet = Sheet([], [])
    y = 0.0
    for index, block in cards:
        sheet.items.append(Placed(block, 0, y))
        code = order.plan.prescriptions[index].exercise
        sheet.bookmarks.append((f"{index + 1} {order.exercises[code].name}", y))
        y -= block.height + gap
    sheet.used = -y - gap
    return sheet
