"""What a row says of growth, of dates and of what is easy becomes changes in numbered weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clinicplan.dose import Amount, Dose
from clinicplan.doses import grown, grown_fact, reached, week_of
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

    `dose` is that of the first week. Growth is of a number: where there is none that counts
    so, and where nothing says when it ends, it is asked about.
    """
    growth = at_hand.said.growth
    if growth is None:
        return Grown(changes)
    if at_hand.fills(growth.fact) and not at_hand.fills("growth"):
        at_hand.note("growth-of-programme", growth.fact)
        return Grown(changes)
    name = grown_fact(growth, dose)
    code = _asked(growth, name, dose, changes, end=last_week or weeks)
    if code:
        at_hand.note(code, "growth")
        return Grown(changes)
    first = at_hand.said.first_week or 1
    whole = _bounded(replace(growth, fact=name, week=growth.week or first + growth.every), dose,
                     ends=(last_week, weeks))  # fmt: skip
    by_week = {
        change.week: change.dose
        for change in grown(dose, whole, first_week=first, weeks=whole.last_week)
    }
    return Grown(_merged(dose, changes, by_week, name), whole)


def _bounded(growth: Growth, dose: Dose, *, ends: tuple[int, ...]) -> Growth:
    """The growth with its last week: of the plan, or in which it is what it builds up to."""
    last = list(filter(None, (growth.last_week, *ends)))
    if not last:
        last = [reached(growth, getattr(dose, growth.fact), growth.week)]
    return replace(growth, last_week=min(last))


def _asked(
    growth: Growth, name: str, dose: Dose, changes: Iterable[Change], *, end: int
) -> str:
    """The code of what is to be asked about a growth, "" where nothing is."""
    if not name:
        return "growth-not-counted"
    amount: Amount = getattr(dose, name)
    if growth.until and growth.until <= amount.high:
        return "growth-nothing"
    if not end and not growth.last_week and not (growth.by and growth.until):
        return "growth-without-end"
    if any(getattr(change.dose, name) != amount for change in changes):
        return "growth-and-changes"
    return ""


def _merged(
    dose: Dose, changes: tuple[Change, ...], by_week: Mapping[int, Dose], name: str
) -> tuple[Change, ...]:
    """Whole doses by week: the changes' with the amount that the growth has reached."""
    given = {change.week: change for change in changes}
    grows = dose
    found = []
    for week in sorted({*given, *by_week}):
        base = given.get(week)
        dose, grows = (base.dose if base else dose), by_week.get(week, grows)
        now = dose.with_amount(name, getattr(grows, name))
        found.append(Change(week, now, base.note if base else ""))
    return tuple(found)


def when_easy(at_hand: AtHand, dose: Dose) -> Dose | None:
    """The whole dose that follows when this one has become easy."""
    said = at_hand.said.when_easy
    return changed(dose, said) if said and changed(dose, said) != dose else None
