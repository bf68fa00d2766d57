"""What a row says of growth, of dates and of what is easy becomes changes in numbered weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clinicplan.dose import Amount, Dose
from clinicplan.doses import grown, week_of
from clinicplan.plan import Change, Growth
from clinicplan.workbook.plans.fallback import changed
from clinicplan.workbook.plans.request import AtHand
from clinicplan.workbook.sheets.rows import Step


@dataclass(frozen=True, slots=True)
class Grown:
    """The changes of a prescription with those of each week of growth, and what to say of it."""

    changes: tuple[Change, ...]
    growth: Growth | None = None


def in_weeks(at_hand: AtHand, steps: Iterable[Step], *, start: date) -> tuple[Step, ...]:
    """The steps with a week for each date, which is told."""
    found = []
    for step in steps:
        if step.day:
            week = week_of(step, start)
            at_hand.note("change-dated", "progression", day=step.day.title(), week=week)
            step = replace(step, week=week, day="")
        found.append(step)
    return tuple(found)


def with_growth(
    at_hand: AtHand, dose: Dose, changes: tuple[Change, ...], *, weeks: int, last_week: int
) -> Grown:
    """The changes with those of the growth that the row asks for, if it can be reckoned.

    `dose` is that of the first week. Growth is of repetitions: where they are open or not
    counted, and where nothing says when it ends, it is asked about.
    """
    growth = at_hand.said.growth
    if growth is None:
        return Grown(changes)
    if at_hand.fills("reps") and not at_hand.fills("growth"):
        at_hand.note("growth-of-programme", "reps")
        return Grown(changes)
    code = _asked(growth, dose, changes, end=last_week or weeks)
    if code:
        at_hand.note(code, "growth")
        return Grown(changes)
    first = at_hand.said.first_week or 1
    whole = replace(
        growth,
        week=growth.week or first + 1,
        last_week=min(filter(None, (growth.last_week, last_week, weeks))),
    )
    by_week = {
        change.week: change.dose.reps
        for change in grown(dose, whole, first_week=first, weeks=whole.last_week)
    }
    return Grown(_merged(dose, changes, by_week), whole)


def _asked(growth: Growth, dose: Dose, changes: Iterable[Change], *, end: int) -> str:
    """The code of what is to be asked about a growth, "" where nothing is."""
    if dose.reps is None or dose.reps.is_open:
        return "growth-not-counted"
    if growth.until and growth.until <= dose.reps.high:
        return "growth-nothing"
    if not end and not growth.last_week:
        return "growth-without-end"
    if any(change.dose.reps != dose.reps for change in changes):
        return "growth-and-changes"
    return ""


def _merged(
    dose: Dose, changes: tuple[Change, ...], by_week: Mapping[int, Amount | None]
) -> tuple[Change, ...]:
    """Whole doses by week: the changes' with the repetitions that the growth has reached."""
    given = {change.week: change for change in changes}
    reps = dose.reps
    found = []
    for week in sorted({*given, *by_week}):
        base = given.get(week)
        dose, reps = (base.dose if base else dose), by_week.get(week, reps)
        found.append(Change(week, replace(dose, reps=reps), base.note if base else ""))
    return tuple(found)


def when_easy(at_hand: AtHand, dose: Dose) -> Dose | None:
    """The whole dose that follows when this one has become easy."""
    said = at_hand.said.when_easy
    return changed(dose, said) if said and changed(dose, said) != dose else None
