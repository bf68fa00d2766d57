"""The room that a diary and a handout's end leave becomes what to bring to the next visit."""

from __future__ import annotations

from clinicplan.catalogue.phrases import day_month
from clinicplan.handout.blocks import visit
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.styles import MM

_GAP = 7 * MM
_EMPTY = 0.25
"""The share of a page that looks empty."""


def prepare_visit(
    look: Look, order: Order, asked: Block, *, diary: Sheet, end: Sheet, kept: float
) -> Sheet | None:
    """Puts scores to circle and lines for questions on the emptier of the two pages.

    `asked` are the scores; `kept` points of the end are for what comes after.

    Where both are empty, one takes the scores and the other the lines. Where neither has the
    room, there are none: the diary says all that is needed. A clinic that asks for them always
    has them then on a page that comes last, which is given.
    """
    pages = [(diary, look.paper.room), (end, look.paper.room - kept)]
    fuller, emptier = sorted(pages, key=lambda page: page[1] - page[0].used)
    for sheet, room in (fuller, emptier):
        left = room - sheet.used - asked.height - _GAP
        if left > _EMPTY * look.paper.room or (sheet is emptier[0] and left >= 0):
            taken = emptier[0].used + (asked.height + _GAP if sheet is emptier[0] else 0)
            lines = _questions(look, room=emptier[1] - taken - _GAP)
            if lines is None and order.clinic.visit:
                break
            sheet.add(asked, gap=_GAP)
            if lines:
                emptier[0].add(lines, gap=_GAP)
            return None
    return _visit_page(look, order, asked, kept=kept) if order.clinic.visit else None


def _visit_page(look: Look, order: Order, asked: Block, *, kept: float) -> Sheet:
    """Scores and lines on a page of their own, `kept` points of it free."""
    sheet = Sheet([], [])
    sheet.add(asked, title=visit_words(look, order)[0])
    if lines := _questions(look, room=look.paper.room - kept - asked.height - _GAP):
        sheet.add(lines, gap=_GAP)
    return sheet


def scores_of(look: Look, order: Order) -> Block:
    """What the patient answers at the next visit, with the numbers to circle."""
    heading, (usual, *own) = visit_words(look, order)
    return visit.scores(look, heading, usual, own)


def visit_words(look: Look, order: Order) -> tuple[str, tuple[str, ...]]:
    """When the visit is, and what is asked: each is answered from 0 to 10."""
    plan = order.plan
    when = review_day(look, order)
    heading = look.phrase("visit", date=when) if when else look.phrase("visit_open")
    goals = (look.phrase("visit_goal", goal=f"{goal.rstrip('.')}.") for goal in plan.goals)
    return heading, (look.phrase("visit_pain"), *goals)


def review_day(look: Look, order: Order) -> str:
    """The day of the next visit ("29 December"), "" where none was said."""
    day = order.plan.review
    return look.kept(("day", day), lambda: day_month(look.catalogue, day)) if day else ""


def _questions(look: Look, *, room: float) -> Block | None:
    return visit.questions(
        look,
        look.phrase("visit_questions"),
        look.phrase("visit_questions_text"),
        room=room,
    )
