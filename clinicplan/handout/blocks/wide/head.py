"""A plan becomes page one for large type: whom it is for and from, and what it needs."""

from __future__ import annotations

from clinicplan.handout.blocks import first_page, goals
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, one
from clinicplan.plan import Plan
from clinicplan.sessions import Session


def facts(look: Look, plan: Plan, dates: first_page.Dates) -> list[Block]:
    """Whom the plan is for, who wrote it, which it is: in columns where the type allows."""
    if look.wide.across > 1:
        return [first_page.facts(look, plan, dates)]
    return [one(piece) for piece in first_page.fact_pieces(look, plan, dates, width=FULL)]


def needs(
    look: Look, session: Session, equipment: tuple[str, ...], *, feet: tuple[str, ...], label: str
) -> list[Block]:
    """How long a session takes and what to have at hand: beside each other, or below."""
    if look.wide.across > 1:
        both = goals.needs(look, session, equipment, feet=feet, label=label)
        return [both] if both else []
    minutes = goals.session_piece(look, session, label=label, width=FULL)
    need = goals.need_piece(look, equipment, feet=feet, width=FULL)
    warmed = minutes and goals.with_warm_up(look, minutes, label=label)[0]
    blocks = (warmed, need and one(need))
    return [block for block in blocks if block]
