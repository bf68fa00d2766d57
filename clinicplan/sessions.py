"""A plan's days become how long its sessions take, in minutes: our estimate from the doses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import AS_WRITTEN
from clinicplan.efforts import Span, dose_seconds
from clinicplan.plan import Plan, Prescription
from clinicplan.schedule import Week, boxes, kinds_of, weeks_of


@dataclass(frozen=True, slots=True)
class Session:
    """How long one session takes, in minutes: our estimate from the doses, rounded up.

    `usual` is a session of an ordinary day, `longest` that of the fullest, and `longer_for`
    are the numbers (from 1) of the exercises that are done on the fullest day and not on the
    ordinary one; they are `together` where no day has some of them and not the others.
    `usual_for` are those of the ordinary day, where it is not the fullest. Where neither of the
    two days has an exercise that others have, `shortest` is the session of the shortest day,
    else 0. `without` are the exercises that the calendar gives no day. `at_most` is the
    fullest with every range at its upper end: what a limit is compared with. All are 0 where
    there is nothing to do. Where a dose is in the clinic's own words, nobody knows how long a
    session takes: only `at_most` is told, of what can be summed.
    """

    usual: int = 0
    longest: int = 0
    longer_for: tuple[int, ...] = ()
    at_most: int = 0
    together: bool = False
    usual_for: tuple[int, ...] = ()
    shortest: int = 0
    without: tuple[int, ...] = ()


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
    at_most = _at_most(days, plan, mosts)
    if not _is_summed(plan):
        return Session(at_most=at_most)
    seconds = {day: _day_seconds(day, plan, middles) for day in dict.fromkeys(days)}
    ranked = sorted(days, key=seconds.__getitem__)
    ordinary, fullest = ranked[(len(ranked) - 1) // 4], ranked[-1]
    usual, longest = _minutes(seconds[ordinary]), _minutes(seconds[fullest])
    due = {place for day in seconds for place in day}
    without = _numbers({*range(len(plan.prescriptions))} - due)
    if longest <= usual:
        return Session(usual, longest, at_most=at_most, without=without)
    more = {*fullest} - {*ordinary}
    return Session(
        usual=usual,
        longest=longest,
        longer_for=_numbers(more),
        at_most=at_most,
        together=all(more <= {*day} or not more & {*day} for day in seconds),
        usual_for=_numbers(ordinary),
        shortest=_minutes(seconds[ranked[0]]) if due - {*ordinary, *fullest} else 0,
        without=without,
    )


def longest_session(plan: Plan, exercises: Mapping[str, Exercise]) -> int:
    """The minutes of the fullest session at the most (`Session.at_most`), and nothing else."""
    mosts = [_longest_span(item, exercises[item.exercise])[1] for item in plan.prescriptions]
    return _at_most(_days_with_sessions(plan), plan, mosts)


def _at_most(days: Iterable[tuple[int, ...]], plan: Plan, mosts: Sequence[float]) -> int:
    """The minutes of the fullest of these days, 0 where there is none."""
    return ceil(max((_day_seconds(day, plan, mosts) for day in set(days)), default=0.0) / 60)


def _numbers(places: Iterable[int]) -> tuple[int, ...]:
    """The numbers of exercises in these places."""
    return tuple([place + 1 for place in sorted(places)])


def _is_summed(plan: Plan) -> bool:
    """True where every dose of the plan says how much in numbers, or in words that come to some."""
    return not any(
        dose.reps is not None and dose.reps.wording == AS_WRITTEN and not dose.reps.high
        for item in plan.prescriptions
        for dose in (item.dose, *(change.dose for change in item.changes))
    )


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
    """Whole minutes, as they are said."""
    return rounded(ceil(seconds / 60))


def rounded(minutes: int) -> int:
    """Minutes as page and check say them: above ten the next five."""
    return minutes if minutes <= 10 else 5 * ceil(minutes / 5)
