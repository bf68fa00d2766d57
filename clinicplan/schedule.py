"""Doses and dates -> sessions on a calendar: weeks, boxes to tick, minutes.

A plan's weeks are its own: week 1 starts on the plan's first day, whichever weekday that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from clinicplan.catalogue.values import Exercise
from clinicplan.plan import (
    Amount,
    Change,
    Days,
    Dose,
    Measure,
    Plan,
    Prescription,
    Rhythm,
    Side,
    Tempo,
)

OPEN_PLAN_WEEKS = 4
"""Weeks of diary for a plan without an end."""

OPEN_SECONDS = {
    "a-few-seconds": (5, 8),
    "as-long-as-you-can": (10, 10),
    "until-tired": (30, 30),
    "as-long-as-you-need": (30, 60),
}
"""Our estimate of open times, at the least and at the most (docs/content.md)."""

OPEN_COUNT = (3, 5)
"""Our estimate of "several times"."""

MANY_COUNT = (10, 20)
"""Our estimate of "as many times as you can", and of "until the muscle is tired"."""

MEASURED = {Measure.BREATHS: 4, Measure.COUNTS: 1, Measure.METRES: 1, Measure.STEPS: 1}
"""Our estimate of the seconds that one of what is not timed takes (docs/content.md)."""

SLOW = 2
"""How many times as long a slow repetition takes (our estimate)."""

UNKNOWN_SECONDS = 30
"""Our estimate of an exercise with no amount: the bout that is commonest in the library."""

Span = tuple[float, float]
"""Seconds at the least and at the most."""

WeekKind = tuple[int, ...]
"""Whether a week is odd, and for each prescription which of its doses holds."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a plan: its number from 1, and its seven dates."""

    number: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """How long one session takes, in minutes: our estimate from the doses, rounded up.

    `usual` is a session of an ordinary day, `longest` that of the fullest, and `longer_for`
    are the numbers (from 1) of the exercises that are done on the fullest day and not on the
    ordinary one. `at_most` is the fullest with every range at its upper end: what a limit is
    compared with. All are 0 where there is nothing to do.
    """

    usual: int = 0
    longest: int = 0
    longer_for: tuple[int, ...] = ()
    at_most: int = 0


def weeks_of(plan: Plan) -> tuple[Week, ...]:
    """The weeks of the plan's diary: four where it has no end."""
    return tuple(
        Week(number, tuple(first + timedelta(days=day) for day in range(7)))
        for number in range(1, (plan.weeks or OPEN_PLAN_WEEKS) + 1)
        for first in (first_day(plan.start, number),)
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


def kinds_of(weeks: Iterable[Week], prescriptions: Sequence[Prescription]) -> list[WeekKind]:
    """What each week's boxes depend on: weeks of one kind in a plan have the same ones.

    All start on the same weekday; "every other day" makes odd ones differ from even ones,
    and "every third day" each from the two before it.
    """
    cycles = _cycles(prescriptions)
    return [
        (
            week.number % 2,
            *[_days_before(week) % cycle for cycle in cycles],
            *[_stage(prescription, week.number) for prescription in prescriptions],
        )
        for week in weeks
    ]


def _cycles(prescriptions: Iterable[Prescription]) -> list[int]:
    """The days of each rhythm like "every third day" in a plan, each once."""
    return sorted(
        {
            dose.days.every
            for item in prescriptions
            for dose in (item.dose, *(change.dose for change in item.changes))
            if dose.days is not None and dose.days.every
        }
    )


def _days_before(week: Week) -> int:
    """The days of the plan before this week."""
    return 7 * (week.number - 1)


def _stage(prescription: Prescription, week: int) -> int:
    """How many changes a dose has been through in a week, -1 where it is not done."""
    if not _is_done(prescription, week):
        return -1
    return sum([change.week <= week for change in prescription.changes])


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


def session_minutes(plan: Plan, exercises: Mapping[str, Exercise]) -> Session:
    """How long a session of this plan takes.

    `exercises` has every exercise of the plan by its code. An exercise counts with its
    longest dose of the plan. Ordinary is the day at the lower quartile of the days with
    something to do: with exercises every other day, the day without them.
    """
    days = _days_with_sessions(plan)
    if not days:
        return Session()
    spans = [_longest_span(item, exercises[item.exercise]) for item in plan.prescriptions]
    middles = [(least + most) / 2 for least, most in spans]
    mosts = [most for _, most in spans]
    seconds = {day: _day_seconds(day, plan, middles) for day in dict.fromkeys(days)}
    ranked = sorted(days, key=seconds.__getitem__)
    ordinary, fullest = ranked[(len(ranked) - 1) // 4], ranked[-1]
    usual, longest = _minutes(seconds[ordinary]), _minutes(seconds[fullest])
    longer_for = [place + 1 for place in fullest if place not in ordinary]
    return Session(
        usual=usual,
        longest=longest,
        longer_for=tuple(longer_for) if longest > usual else (),
        at_most=ceil(max(_day_seconds(day, plan, mosts) for day in seconds) / 60),
    )


def dose_seconds(dose: Dose, prescription: Prescription, exercise: Exercise) -> Span:
    """Our estimate of the seconds that one session of a dose takes, at the least and the most.

    A repetition takes its hold or the exercise's tempo, whichever is longer. Sides done one
    after the other, and each direction or stage, take the whole dose. Each set and each
    repetition is counted with its rest, the last one too: changing over takes time.
    """
    return (
        _seconds_at(0, dose, prescription, exercise),
        _seconds_at(1, dose, prescription, exercise),
    )


def _seconds_at(end: int, dose: Dose, prescription: Prescription, exercise: Exercise) -> float:
    """The seconds of a dose at the lower (0) or the upper (1) end of its ranges."""
    sides = 2 if prescription.side is Side.EACH else 1
    parts = max(len(prescription.parts), 1)
    sets = _count_at(end, dose.sets)
    rest = _time_at(end, dose.rest)
    repetitions = _count_at(end, dose.reps)
    if dose.duration:
        each = _time_at(end, dose.duration)
    elif dose.reps:
        each = _repetition(dose.tempo, exercise, hold=_time_at(end, dose.hold))
    else:
        each = _time_at(end, dose.hold) or UNKNOWN_SECONDS
    if sets > 1:
        return (repetitions * each * parts + rest) * sets * sides
    return repetitions * (each + rest) * parts * sides


def _count_at(end: int, amount: Amount | None) -> int:
    """How many times at one end of a range; 1 where it is unknown."""
    if amount is None:
        return 1
    if amount.is_open and amount.wording in ("as-many-as-you-can", "until-tired"):
        return MANY_COUNT[end]
    return OPEN_COUNT[end] if amount.is_open else (amount.low, amount.high)[end] or amount.high


def _time_at(end: int, amount: Amount | None) -> int:
    """How many seconds at one end of a range; 0 where it is unknown."""
    if amount is None:
        return 0
    if amount.is_open:
        return OPEN_SECONDS.get(amount.wording, (UNKNOWN_SECONDS,) * 2)[end]
    return ((amount.low, amount.high)[end] or amount.high) * MEASURED.get(amount.measure, 1)


def _repetition(tempo: Tempo | None, exercise: Exercise, *, hold: int) -> int:
    """The seconds of one repetition: there, held and back, or the exercise's own time."""
    if tempo is None or tempo.wording == "quick":
        return max(hold, exercise.tempo)
    if tempo.wording:
        return max(hold, SLOW * exercise.tempo)
    return tempo.there + max(tempo.held, hold) + tempo.back


@dataclass(frozen=True, slots=True)
class DayLoad:
    """What one dose asks of a patient at the most, by our estimate.

    `minutes` are those of this exercise in one session, both sides and all directions.
    `repetitions` are those of one foot in a day: sets, directions and times of the day
    multiplied out; 0 for what is not counted.
    """

    minutes: float
    repetitions: int


def load_of_day(dose: Dose, prescription: Prescription, exercise: Exercise) -> DayLoad:
    """One exercise's minutes in a session, and its repetitions for one foot in a day.

    Upper ends of ranges; open counts as estimated for the length of a session.
    """
    seconds = dose_seconds(dose, prescription, exercise)[1]
    times = dose.times.count if dose.times else 1
    parts = max(len(prescription.parts), 1)
    counted = _count_at(1, dose.reps) if dose.reps else 0
    return DayLoad(seconds / 60, counted * _count_at(1, dose.sets) * parts * times)


def _longest_span(prescription: Prescription, exercise: Exercise) -> Span:
    """The seconds of the longest of a prescription's doses."""
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    return max(
        (dose_seconds(dose, prescription, exercise) for dose in doses), key=lambda span: span[1]
    )


def _days_with_sessions(plan: Plan) -> list[tuple[int, ...]]:
    """For each day with something to do, the places of the prescriptions that are due."""
    weeks = weeks_of(plan)
    kinds = kinds_of(weeks, plan.prescriptions)
    days = {
        kind: _days_of(week, plan.prescriptions)
        for kind, week in dict(zip(kinds, weeks, strict=True)).items()
    }
    return [day for kind in kinds for day in days[kind]]


def _days_of(week: Week, prescriptions: Sequence[Prescription]) -> list[tuple[int, ...]]:
    rows = [boxes(prescription, week) for prescription in prescriptions]
    days = [
        tuple([place for place, count in enumerate(counts) if count])
        for counts in zip(*rows, strict=True)
    ]
    return [day for day in days if day]


def _day_seconds(day: Sequence[int], plan: Plan, seconds: Sequence[float]) -> float:
    """The seconds of a day's fullest session.

    An exercise that is only done at named times of the day belongs to those sessions; any
    other belongs to every session.
    """
    always = 0.0
    named: dict[str, float] = {}
    for place in day:
        times = plan.prescriptions[place].dose.times
        if times is None or not times.named:
            always += seconds[place]
            continue
        for name in times.named:
            named[name] = named.get(name, 0.0) + seconds[place]
    return always + max(named.values(), default=0.0)


def _minutes(seconds: float) -> int:
    """Whole minutes, rounded up; above ten to the next five."""
    minutes = ceil(seconds / 60)
    return minutes if minutes <= 10 else 5 * ceil(minutes / 5)


def _is_done(prescription: Prescription, week: int) -> bool:
    """True in the weeks in which the exercise is done."""
    return prescription.first_week <= week and (
        not prescription.last_week or week <= prescription.last_week
    )


def _week_of(change: Change) -> int:
    """The week in which a change starts."""
    return change.week
