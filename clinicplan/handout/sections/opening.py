"""An order becomes page one, and the pages that a long note or table needs beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from clinicplan.catalogue.phrases import long_date, weekday_date
from clinicplan.catalogue.values import Exercise
from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks import first_page, glance
from clinicplan.handout.blocks.letterhead import letterhead
from clinicplan.handout.blocks.pictures import picture_for, shown_side
from clinicplan.handout.illustrations import Frame
from clinicplan.handout.look import Look
from clinicplan.handout.pieces import Block, Picture, Placed
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced, column, total
from clinicplan.handout.styles import MM
from clinicplan.plan import Prescription
from clinicplan.schedule import session_minutes
from clinicplan.wording import Wording, side_word

_FEET_COVERED = {"diabetes", "reduced-feeling", "open-wound"}
"""Cautions with which nobody is told to go barefoot (handout-standards, 4a)."""


def first_pages(look: Look, wording: Wording, order: Order) -> list[Sheet]:
    """Page one, with the table of exercises or a page for it."""
    plan = order.plan
    dates = _dates(look, order)
    hero = _hero(look, order)
    rows = tuple(_glance_rows(look, wording, order))
    head = letterhead(look, order.clinic, order.logo)
    fact = first_page.facts(look, plan, dates)
    aims = first_page.aims(look, plan)
    needs = first_page.needs(
        look,
        session_minutes(plan, order.exercises),
        _equipment(look, order),
        barefoot=not _FEET_COVERED & set(plan.take_care),
    )
    for sizes, measure in _fits(len(rows)):
        title = first_page.title_block(look, dates, hero, sizes=sizes)
        table = glance.glance_table(look, rows, measure=measure) if measure else None
        blocks = _first_page_blocks(look, head, title, fact, aims, needs, table)
        if total(blocks) <= look.paper.room:
            return _with_table(look, blocks, rows, table=table)
    return _over_two_pages(look, head, title, fact, aims, needs, rows)


def _fits(rows: int) -> Iterator[tuple[first_page.Sizes, glance.Measure | None]]:
    """Ways to set page one, the roomiest first; None: the table has a page of its own."""
    if rows <= 6:
        yield first_page.ROOMY, glance.ROOMY
        yield first_page.COMPACT, glance.COMPACT
    yield first_page.ROOMY, glance.DENSE
    yield first_page.COMPACT, glance.DENSE
    yield first_page.ROOMY, None
    yield first_page.COMPACT, None


def _first_page_blocks(
    look: Look,
    head: Block,
    title: Block,
    fact: Block,
    aims: Block | None,
    needs: Block | None,
    table: Block | None,
) -> Spaced:
    line = first_page.hairline(look)
    hairline = Block(0.6, (Placed(line, 0, 0),))
    blocks: Spaced = [(head, 7 * MM), (title, 5.5 * MM), (fact, 4 * MM), (hairline, 3.6 * MM)]
    blocks += [(block, 4.6 * MM) for block in (aims, needs) if block]
    if table:
        blocks[-1] = (blocks[-1][0], 6 * MM)
        blocks.append((table, 0))
    return blocks


def _with_table(
    look: Look, blocks: Spaced, rows: tuple[glance.Row, ...], *, table: Block | None
) -> list[Sheet]:
    first = column(blocks)
    first.bookmarks.append((look.phrase("bookmark_first"), 0))
    if table:
        return [first]
    return [first, _table_page(look, rows)]


def _table_page(look: Look, rows: tuple[glance.Row, ...]) -> Sheet:
    table = glance.glance_table(look, rows, measure=_page_measure(look, len(rows)))
    sheet = column([(table, 0)])
    sheet.bookmarks.append((look.phrase("glance"), 0))
    return sheet


def _page_measure(look: Look, rows: int) -> glance.Measure:
    for measure in (glance.OWN_PAGE, glance.ROOMY, glance.DENSE):
        if glance.table_height(rows, measure) <= look.paper.room:
            return measure
    raise BrokenHandout(f"The plan has {rows} exercises, too many for one table.")


def _over_two_pages(
    look: Look,
    head: Block,
    title: Block,
    fact: Block,
    aims: Block | None,
    needs: Block | None,
    rows: tuple[glance.Row, ...],
) -> list[Sheet]:
    """A note so long that it needs the second page for itself; then the table."""
    first = _first_page_blocks(look, head, title, fact, None, needs, None)
    second: Spaced = [(aims, 0)] if aims else []
    if not second or total(second) > look.paper.room or total(first) > look.paper.room:
        raise BrokenHandout("The goals and the note are too long for a page.")
    sheet = column(first)
    sheet.bookmarks.append((look.phrase("bookmark_first"), 0))
    return [sheet, column(second), _table_page(look, rows)]


def _dates(look: Look, order: Order) -> first_page.Dates:
    plan, catalogue = order.plan, look.catalogue
    last = plan.start + timedelta(weeks=plan.weeks, days=-1) if plan.weeks else None

    def day(when: date) -> str:
        return look.kept(("long", when), lambda: long_date(catalogue, when))

    return first_page.Dates(
        weeks=_weeks(look, plan.weeks) if plan.weeks else "",
        first=_weekday(look, plan.start, with_year=last is None),
        last=_weekday(look, last, with_year=True) if last else "",
        born=day(plan.patient.born) if plan.patient.born else "",
        review=day(plan.review) if plan.review else "",
        issued=day(order.issued),
    )


def _weeks(look: Look, weeks: int) -> str:
    """ "Four weeks": small numbers in words, where the language has them."""
    if f"handout.weeks_{weeks}" in look.catalogue.phrases:
        return look.phrase(f"weeks_{weeks}")
    return look.phrase("weeks", n=weeks)


def _weekday(look: Look, day: date, *, with_year: bool) -> str:
    def make() -> str:
        text = weekday_date(look.catalogue, day)
        return f"{text} {day.year}" if with_year else text

    return look.kept(("weekday", day, with_year), make)


def _hero(look: Look, order: Order) -> first_page.Hero | None:
    """The last picture of the first exercise that has one."""
    for prescription in order.plan.prescriptions:
        exercise = order.exercises[prescription.exercise]
        side = shown_side(prescription.side)
        for shot in reversed(exercise.variant(prescription.variant).shots):
            found = picture_for(look, shot.frame, person=order.person, side=side)
            if found:
                return first_page.Hero(found[0], found[1], side)
    return None


def _equipment(look: Look, order: Order) -> tuple[str, ...]:
    """What all exercises need, each thing once, in the order of the exercises."""
    codes = dict.fromkeys(
        code
        for prescription in order.plan.prescriptions
        for code in order.exercises[prescription.exercise].variant(prescription.variant).equipment
    )
    names = look.catalogue.names
    return tuple(names.get(f"equipment.{code}", code) for code in codes)


def _glance_rows(look: Look, wording: Wording, order: Order) -> Iterator[glance.Row]:
    for number, prescription in enumerate(order.plan.prescriptions, 1):
        exercise = order.exercises[prescription.exercise]
        found = _thumbnail(look, order, prescription, exercise)
        yield glance.Row(
            number=number,
            name=exercise.name,
            side=prescription.side,
            side_word=side_word(prescription.side, exercise, look.catalogue),
            glance=wording.glance(prescription, exercise),
            frame=found[0] if found else None,
            picture=found[1] if found else None,
        )


def _thumbnail(
    look: Look, order: Order, prescription: Prescription, exercise: Exercise
) -> tuple[Frame, Picture] | None:
    """The exercise's small picture, or the last of its shots that has one."""
    shots = exercise.variant(prescription.variant).shots
    side = shown_side(prescription.side)
    for name in (exercise.thumbnail, *(shot.frame for shot in reversed(shots))):
        found = picture_for(look, name, person=order.person, side=side)
        if found:
            return found
    return None
