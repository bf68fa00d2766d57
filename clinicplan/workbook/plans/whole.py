"""A plan as a whole becomes what is odd about it: too much, or weeks with nothing to do."""

from __future__ import annotations

from collections.abc import Iterator

from clinicplan.findings import Finding
from clinicplan.plan import Plan
from clinicplan.schedule import dose_in_week
from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.names import Shelf
from clinicplan.workbook.plans.patients import PatientEntry
from clinicplan.workbook.plans.prescribing import Prescribed
from clinicplan.workbook.plans.request import Tell
from clinicplan.workbook.plans.sums import told_of_sums

MOST_EXERCISES = 8


def check_whole(
    plan: Plan, prescribed: tuple[Prescribed, ...], entry: PatientEntry, shelf: Shelf, tell: Tell
) -> Iterator[Finding]:
    """What is odd about the plan as a whole."""
    yield from _check_plan(plan, entry, tell)
    yield from told_of_sums(
        plan,
        prescribed,
        {item.exercise: shelf.exercises[fold(item.exercise)] for item in plan.prescriptions},
        entry.spot.place(),
        entry.spot.place("session_limit"),
        catalogue=shelf.catalogue,
        tell=tell,
    )


def _idle_weeks(plan: Plan) -> list[int]:
    """The weeks of the plan, or up to its last exercise, in which there is nothing to do."""
    ends = (item.last_week or item.first_week for item in plan.prescriptions)
    return [
        week
        for week in range(1, (plan.weeks or max(ends, default=0)) + 1)
        if all(dose_in_week(item, week) is None for item in plan.prescriptions)
    ]


def _ranges(weeks: list[int]) -> str:
    """The weeks with those in a row as one: "2, 5-8"."""
    starts = [week for week in weeks if week - 1 not in weeks]
    ends = [week for week in weeks if week + 1 not in weeks]
    spans = zip(starts, ends, strict=True)
    return ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in spans)


def _check_plan(plan: Plan, entry: PatientEntry, tell: Tell) -> Iterator[Finding]:
    count = len({item.exercise for item in plan.prescriptions})
    if count > MOST_EXERCISES:
        yield tell("many-exercises", entry.spot.place(), count=count, most=MOST_EXERCISES)
    if idle := _idle_weeks(plan):
        first = next(week for week in range(1, idle[-1] + 2) if week not in idle)
        if first > 1:
            yield tell("begins-late", entry.spot.place("weeks"), week=first)
        if later := [week for week in idle if week > first]:
            yield tell("idle-week", entry.spot.place("weeks"), weeks=_ranges(later))
