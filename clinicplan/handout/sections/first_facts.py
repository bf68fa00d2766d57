"""An order becomes what page one says of it: dates, a picture, equipment, the rows of its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from clinicplan.catalogue.phrases import full_date, long_date, short_day, weekday_date
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks import first_page, glance
from clinicplan.handout.blocks.pictures import picture_for, shown_side
from clinicplan.handout.look import Look
from clinicplan.handout.sections.sheets import Order
from clinicplan.illustrations.frames import Frame
from clinicplan.illustrations.picture import Picture
from clinicplan.limits import condition_of
from clinicplan.plan import Prescription
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording


def dates_of(look: Look, order: Order) -> first_page.Dates:
    """The plan's dates in words."""
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
        said = full_date if with_year else weekday_date
        return said(look.catalogue, day)

    return look.kept(("weekday", day, with_year), make)


def hero_of(look: Look, order: Order) -> first_page.Hero | None:
    """The last picture of the first exercise that has one."""
    for prescription in order.plan.prescriptions:
        exercise = order.exercises[prescription.exercise]
        side = shown_side(prescription.side)
        for shot in reversed(exercise.variant(prescription.variant).shots):
            found = picture_for(look, shot.frame, person=order.person, side=side)
            if found:
                return first_page.Hero(found[0], found[1], side)
    return None


def equipment_of(look: Look, order: Order) -> tuple[str, ...]:
    """What all exercises need, each thing once, in the order of the exercises."""
    codes = dict.fromkeys(
        code
        for prescription in order.plan.prescriptions
        for code in order.exercises[prescription.exercise].variant(prescription.variant).equipment
    )
    names = look.catalogue.names
    return tuple(names.get(f"equipment.{code}", code) for code in codes)


def glance_rows(
    look: Look,
    wording: Wording,
    order: Order,
    panels: Sequence[Panel],
    *,
    rooms: glance.Rooms | None = None,
) -> Iterator[glance.Row]:
    """A row of the table at a glance for each exercise, its lines as wide as the rooms."""
    rooms = rooms or glance.rooms_of(len(panels))
    pairs = zip(order.plan.prescriptions, panels, strict=True)
    for number, (prescription, panel) in enumerate(pairs, 1):
        exercise = order.exercises[prescription.exercise]
        yield glance.row_of(
            look,
            exercise,
            wording.glance(prescription, exercise),
            number=number,
            side=prescription.side,
            news=_news(look, panel, prescription),
            small=_thumbnail(look, order, prescription, exercise),
            rooms=rooms,
        )


def _news(look: Look, panel: Panel, prescription: Prescription) -> str:
    """That the dose changes, from when, and in which case; "" where it stays as it is."""
    changes = [change for change in panel.changes if change.facts]
    if not changes:
        return ""
    first, many = changes[0].from_date, len(changes)
    day = look.kept(("short-day", first), lambda: short_day(look.catalogue, first))
    conditions = [condition_of(change.dose, change.note) for change in prescription.changes]
    if many == 1 and (case := short_condition(conditions[0])):
        return look.phrase("glance_change_if", date=day, case=case)
    is_noted = any(conditions) or any(change.note for change in changes)
    return look.phrase("glance_change_noted" if is_noted else "glance_change", n=many, date=day)


_SHORT = 48
"""Letters of a condition that may stand in a table beside the dose that it is for."""


def short_condition(condition: str) -> str:
    """A condition as it reads on after a dose, "" where there is none, or it needs its card."""
    words = condition.strip().rstrip(".").strip()
    is_short = words and len(words) <= _SHORT and not re.search(r"[.;:!?\n]", words)
    return words[0].lower() + words[1:] if is_short else ""


def _thumbnail(
    look: Look, order: Order, prescription: Prescription, exercise: Exercise
) -> tuple[Frame, Picture] | None:
    """The exercise's small picture, or, where this variant has others, the last of them."""
    shots = exercise.variant(prescription.variant).shots
    frames = [shot.frame for shot in reversed(shots)]
    side = shown_side(prescription.side)
    if exercise.thumbnail in frames:
        frames.insert(0, exercise.thumbnail)
    for name in frames:
        found = picture_for(look, name, person=order.person, side=side)
        if found:
            return found
    return None
