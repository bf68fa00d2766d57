"""An exercise whose steps or dose need more than a page becomes a card and its continuations."""

from __future__ import annotations

from collections.abc import Iterator

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.card import TO_PICTURES, CardText, header_of, link_of, notes_row
from clinicplan.handout.blocks.dose_panel import dose_band, dose_panel
from clinicplan.handout.blocks.notes import PART_GAP, PART_TOP
from clinicplan.handout.blocks.shots.parts import shots_in_parts
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, THIRD, WIDE
from clinicplan.handout.pdf.pieces import Block, Group, Placed, one
from clinicplan.illustrations.colours import INK
from clinicplan.plan import Prescription


def long_card(
    look: Look, prescription: Prescription, exercise: Exercise, *, text: CardText
) -> Iterator[Block]:
    """The card with as many steps as fit, then the others under its number and name, the notes.

    The practitioner's note is not among `text.notes`: it is left to `notes.note_parts`.
    """
    header = header_of(look, prescription, exercise, number=text.number)
    panel, across = dose_panel(look, text.panel, least=0), THIRD
    top = under = -header.height - TO_PICTURES
    if panel.height > look.paper.room + top:  # a dose with many stages
        panel, across = dose_band(look, text.panel), 0
        under = top - panel.height - TO_PICTURES
    first, *rest = shots_in_parts(
        look, prescription, exercise, person=text.person, first=look.paper.room + under
    )
    items = (Placed(header, 0, 0), Placed(panel, across, top), Placed(first, 0, under))
    bottom = min(top - panel.height, under - first.height)
    yield Block(-bottom, (Placed(Group("Sect", items), 0, 0),))
    for part in rest:
        yield _continued(look, text.number, exercise, one(part))
    notes = list(text.notes)
    if link := link_of(look, prescription, width=WIDE):
        notes.append(link)
    if notes:
        placed, bottom = notes_row(look, notes, 0)
        yield _continued(look, text.number, exercise, Block(-bottom, tuple(placed)))


def _continued(look: Look, number: int, exercise: Exercise, what: Block) -> Block:
    """What goes on, under the number and name of its exercise."""
    title = look.phrase("continued", heading=f"{number} {exercise.name}")
    name = look.stock_paragraph(title, look.styles.section, width=WIDE, kind="H3")
    rule = look.rule(FULL, weight=1.4, colour=INK)
    top = PART_TOP + name.height + PART_GAP
    items = (Placed(rule, 0, 0), Placed(name, 0, -PART_TOP), Placed(what, 0, -top))
    return Block(top + what.height, items)
