"""Growth by week, and dates typed for weeks, become changes in numbered weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clinicplan.dose import Amount, Dose
from clinicplan.doses.changes import MONTHS
from clinicplan.doses.said import Step
from clinicplan.plan import Change, Growth


def grown(dose: Dose, growth: Growth, *, first_week: int, weeks: int) -> tuple[Change, ...]:
    """The dose of each week in which it grows, whole doses; () where its repetitions cannot.

    `dose` is that of `first_week`; `weeks` is the last week of the exercise. Growth is of
    both ends of a range, in whole numbers, rounded down: from 5, "12 by week 4" is 7, 9, 12;
    "+2 a week to 10" stays at 10.
    """
    reps = dose.reps
    if reps is None or reps.is_open:
        return ()
    found, before = [], reps
    first = growth.week or first_week + 1
    last = min(growth.last_week or weeks, weeks or growth.last_week)
    for week in range(first, last + 1):
        now = _grown(reps, growth, step=week - first + 1, of=last - first + 1)
        if now != before:
            found.append(Change(week, replace(dose, reps=now)))
        before = now
    return tuple(found)


def _grown(reps: Amount, growth: Growth, *, step: int, of: int) -> Amount:
    """The repetitions after so many steps of all that there are."""
    more = growth.by * step if growth.by else (growth.until - reps.high) * step // of
    if growth.until:
        more = min(more, growth.until - reps.high)
    return replace(reps, low=reps.low + more, high=reps.high + more)


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
