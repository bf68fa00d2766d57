"""Growth by week, and dates typed for weeks, become changes in numbered weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clinicplan.dose import Amount, Dose, Measure
from clinicplan.doses.changes import MONTHS
from clinicplan.doses.said import Step
from clinicplan.plan import Change, Growth


def grown_fact(growth: Growth, dose: Dose) -> str:
    """The field of the dose that grows, "" where it has none that counts so.

    What grows by seconds or minutes is the bout; where there is none, the hold.
    """
    names = ("reps",) if growth.fact == "reps" else ("duration", "hold")
    name = next((name for name in names if getattr(dose, name) is not None), "")
    amount: Amount | None = getattr(dose, name) if name else None
    if amount is None or amount.is_open:
        return ""
    return name if name == "reps" or amount.measure is Measure.PLAIN else ""


def reached(growth: Growth, amount: Amount, first: int) -> int:
    """The week in which an amount that grows from week `first` on is what it builds up to."""
    steps = -(-(growth.until - amount.high) // growth.by)
    return first + (steps - 1) * growth.every


def grown(dose: Dose, growth: Growth, *, first_week: int, weeks: int) -> tuple[Change, ...]:
    """The dose of each week in which it grows, whole doses; () where its amount cannot.

    `dose` is that of `first_week`; `weeks` is the last week of the exercise. Growth is of
    both ends of a range, in whole numbers, rounded down: from 5, "12 by week 4" is 7, 9, 12;
    "+2 a week to 10" stays at 10.
    """
    name = grown_fact(growth, dose)
    if not name:
        return ()
    amount: Amount = getattr(dose, name)
    found, before = [], amount
    first = growth.week or first_week + growth.every
    last = min(growth.last_week or weeks, weeks or growth.last_week)
    for week in range(first, last + 1, growth.every):
        step = (week - first) // growth.every + 1
        now = _grown(amount, growth, step=step, of=last - first + 1)
        if now != before:
            found.append(Change(week, dose.with_amount(name, now)))
        before = now
    return tuple(found)


def _grown(amount: Amount, growth: Growth, *, step: int, of: int) -> Amount:
    """The amount after so many steps of all that there are."""
    more = growth.by * step if growth.by else (growth.until - amount.high) * step // of
    if growth.until:
        more = min(more, growth.until - amount.high)
    return replace(amount, low=amount.low + more, high=amount.high + more)


def week_of(step: Step, start: date) -> int:
    """The week from which a step holds, in a plan that starts on `start`.

    A date means the first week of the plan that begins on or after it.
    """
    if not step.day:
        return step.week
    number, month = step.day.split()
    for year in (start.year, start.year + 1):
        day = _day(year, MONTHS.index(month) + 1, int(number))
        if day is not None and day >= start:
            return -(-(day - start).days // 7) + 1
    return 0


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
