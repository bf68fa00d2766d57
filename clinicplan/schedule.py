"""Doses and dates -> weeks on a calendar, and boxes to tick.

A plan's weeks are its own: week 1 starts on the plan's first day, whichever weekday that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from clinicplan.dose import Days, Dose, Rhythm
from clinicplan.plan import Change, Plan, Prescription

OPEN_PLAN_WEEKS = 4
"""Weeks of diary for a plan without an end."""

WeekKind = tuple[int, ...]
"""Where a week is in each rhythm of its plan, and for each prescription which dose holds."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a plan: its number from 1, and its seven dates."""

    number: int
    days: tuple[date, ...]


def weeks_of(plan: Plan) -> tuple[Week, ...]:
    """The weeks of the plan's diary: four where it has no end."""
    return _weeks(plan.start, plan.weeks or OPEN_PLAN_WEEKS)


@lru_cache(maxsize=256)
def _weeks(start: date, many: int) -> tuple[Week, ...]:
    """So many weeks from this day on: many plans start on one day."""
    return tuple(
        Week(number, tuple(first + timedelta(days=day) for day in range(7)))
        for number in range(1, many + 1)
        for first in (first_day(start, number),)
    )


def first_day(start: date, week: int) -> date:
    """The first day of a week of the plan that starts on `start`."""
    return start + timedelta(weeks=week - 1)


def dose_in_week(prescription: Prescription, week: int) -> Dose | None:
    """The dose that holds in this week of the plan; None where the exercise is not done."""
    if not _is_done(prescription, week):
        return None
    if not prescription.changes:
        return prescription.dose
    reached = [change for change in prescription.changes if change.week <= week]
    return max(reached, key=_week_of).dose if reached else prescription.dose


def kinds_of(weeks: Sequence[Week], prescriptions: Sequence[Prescription]) -> list[WeekKind]:
    """What each week's boxes depend on: weeks of one kind in a plan have the same ones.

    All start on the same weekday; "every other day" makes odd ones differ from even ones,
    and "every third day" each from the two before it.
    """
    places = [[_days_before(week) % cycle for week in weeks] for cycle in _cycles(prescriptions)]
    stages = [_stages(prescription, weeks) for prescription in prescriptions]
    for item in prescriptions:
        if item.dose.days and item.dose.days.first:
            stages.append(_ends(item.dose.days.first, weeks))
    return list(zip(*places, *stages, strict=True)) or [()] * len(weeks)


def _cycles(prescriptions: Iterable[Prescription]) -> list[int]:
    """The days of each rhythm like "every third day" in a plan, each once."""
    every = {
        2 if dose.days.rhythm is Rhythm.EVERY_OTHER_DAY else dose.days.every
        for item in prescriptions
        for dose in (item.dose, *(change.dose for change in item.changes))
        if dose.days is not None
    }
    return sorted(every - {0})


def _days_before(week: Week) -> int:
    """The days of the plan before this week."""
    return 7 * (week.number - 1)


def _stages(prescription: Prescription, weeks: Sequence[Week]) -> list[int]:
    """How many changes a dose has been through in each week, -1 where it is not done."""
    changes = [change.week for change in prescription.changes]
    if not changes and prescription.first_week <= 1 and not prescription.last_week:
        return [0] * len(weeks)
    return [
        sum([change <= week.number for change in changes])
        if _is_done(prescription, week.number)
        else -1
        for week in weeks
    ]


def _ends(days: int, weeks: Sequence[Week]) -> list[int]:
    """The days of each week before an exercise ends within one: `for 10 days` has 7 and 3."""
    return [min(7, max(0, days - _days_before(week))) for week in weeks]


def changes_within(prescription: Prescription) -> tuple[Change, ...]:
    """The changes that come after the exercise has begun and before it ends, in order."""
    if not prescription.changes:
        return ()
    first = max(prescription.first_week, 1)
    return tuple(
        sorted(
            (
                change
                for change in prescription.changes
                if change.week > first and _is_done(prescription, change.week)
            ),
            key=_week_of,
        )
    )


def is_changed(prescription: Prescription, week: int) -> bool:
    """True in a week whose dose is another than the one that the exercise began with."""
    if not prescription.changes:
        return False
    first = max(prescription.first_week, 1)
    return dose_in_week(prescription, week) not in (None, dose_in_week(prescription, first))


def boxes(prescription: Prescription, week: Week) -> tuple[int, ...]:
    """Boxes to tick on each of the week's seven days; 0 on a day without a session.

    A day has a box for each time of the day, one where the times are unknown. "Twice a day"
    without days is every day. Where both are unknown (`is_open`) any day may be one: each
    has a box. "When you need it" and "on training days" are no days that a calendar knows.
    """
    dose = dose_in_week(prescription, week.number)
    if dose is None or (dose.days is not None and not dose.days.is_fixed):
        return (0,) * 7
    count = dose.times.count if dose.times else 1
    return tuple([count if due else 0 for due in due_days(dose.days, week)])


def is_open(dose: Dose) -> bool:
    """True where nobody said how often: neither the days nor the times of the day."""
    return dose.times is None and dose.days is None


def has_boxes(dose: Dose) -> bool:
    """True where a diary can have boxes for a dose: its days and times are fixed."""
    is_fixed = dose.days is None or dose.days.is_fixed
    return is_fixed and not is_open(dose) and (dose.times is None or dose.times.is_fixed)


def due_days(days: Days | None, week: Week) -> Sequence[bool]:
    """For each of the week's seven days, True where these days include it; all if unknown.

    "Every other day" counts from the plan's first day, over the whole plan, so that all such
    exercises share their days; "every third day" does, too. Of "2 to 3 days a week" there are
    three to choose from. "3 days a week" without names is spread evenly from the first
    day of the plan's week: 1 to 6 days stand at places 0 | 0 3 | 0 2 4 | 0 1 3 5 | 0 1 2 4 5 |
    0 to 5.
    """
    if days is not None and days.first:
        due = due_days(replace(days, first=0), week)
        return [is_due and _days_before(week) + place < days.first
                for place, is_due in enumerate(due)]  # fmt: skip
    if days is None or days.rhythm is Rhythm.EVERY_DAY:
        return (True,) * 7
    if days.rhythm is Rhythm.EVERY_OTHER_DAY:
        odd = (week.number - 1) % 2
        return [place % 2 == odd for place in range(7)]
    if days.rhythm is Rhythm.EVERY_FEW_DAYS:
        return [(_days_before(week) + place) % days.every == 0 for place in range(7)]
    if days.rhythm is Rhythm.NAMED:
        return [day.weekday() in days.named for day in week.days]
    if not days.is_fixed:
        return (False,) * 7
    most = days.per_week_most or days.per_week
    places = {index * 7 // most for index in range(most)}
    return [place in places for place in range(7)]


def first_session(dose: Dose, start: date, week: int) -> date:
    """The first day with a session from this week of the plan on.

    Where the calendar knows of none within five weeks, the week's first day.
    """
    begin = first_day(start, week)
    if dose.days is None or not dose.days.is_fixed:
        return begin
    for number in range(week, week + 5):
        days = tuple(first_day(start, number) + timedelta(days=place) for place in range(7))
        due = due_days(dose.days, Week(number, days))
        if any(due):
            return days[list(due).index(True)]
    return begin


def sessions_a_week(dose: Dose) -> float | None:
    """Sessions in an average week; None where they are unknown, or on no fixed days."""
    if is_open(dose) or (dose.days is not None and not dose.days.is_fixed):
        return None
    times, days = dose.times.count if dose.times else 1, dose.days
    if days is None or days.rhythm is Rhythm.EVERY_DAY:
        return 7.0 * times
    if days.rhythm is Rhythm.EVERY_OTHER_DAY:
        return 3.5 * times
    if days.rhythm is Rhythm.EVERY_FEW_DAYS:
        return 7 / days.every * times
    a_week = (days.per_week + (days.per_week_most or days.per_week)) / 2
    return float((a_week or len(days.named)) * times)


def _is_done(prescription: Prescription, week: int) -> bool:
    """True in the weeks in which the exercise is done."""
    return prescription.first_week <= week and (
        not prescription.last_week or week <= prescription.last_week
    )


def _week_of(change: Change) -> int:
    """The week in which a change starts."""
    return change.week
