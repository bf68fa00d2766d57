"""A prescription -> all that its words depend on: the doses that follow one another."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.dose import Dose
from clinicplan.plan import Change, Growth, Prescription
from clinicplan.schedule import changes_within, dose_in_week
from clinicplan.wording.facts import Task


class Order(NamedTuple):
    """All of a prescription that its words depend on: never the patient's own note."""

    task: Task
    dose: Dose
    first_week: int
    last_week: int
    changes: tuple[Change, ...]
    growth: Growth | None
    when_easy: Dose | None

    @property
    def is_dated(self) -> bool:
        """True where something begins or ends within the plan."""
        return bool(self.changes or self.first_week > 1 or self.last_week)


def steps_of(order: Order) -> list[tuple[Dose, Change]]:
    """Each change that the patient will meet, with the dose that held before it."""
    before = (order.dose, *(change.dose for change in order.changes))
    return list(zip(before, order.changes, strict=False))


def order_of(prescription: Prescription, exercise: Exercise) -> Order:
    """What is to be said of a prescription: the dose it begins with, and what comes later."""
    first, days = max(prescription.first_week, 1), prescription.dose.days
    return Order(
        task=Task.of(exercise, prescription),
        dose=dose_in_week(prescription, first) or prescription.dose,
        first_week=first,
        last_week=0 if days and days.first else prescription.last_week,  # the words say the day
        changes=tuple(
            replace(change, note="") if change.note else change
            for change in changes_within(prescription)
        ),
        growth=prescription.growth,
        when_easy=prescription.when_easy,
    )


def grows(order: Order, before: Dose, change: Change) -> bool:
    """True for a change that is a week's growth, and nothing else."""
    growth = order.growth
    if growth is None or not growth.week <= change.week <= growth.last_week:
        return False
    return before.with_amount(growth.fact, getattr(change.dose, growth.fact)) == change.dose


def told_steps(order: Order) -> list[tuple[Dose, Change]]:
    """Each change that the patient is told of: all weeks of growth are one."""
    steps = steps_of(order)
    growing = [change.week for before, change in steps if grows(order, before, change)]
    return [step for step in steps if step[1].week not in growing[1:]]


def weeks_words(order: Order, catalogue: Catalogue) -> str:
    """In which weeks of the plan: "from week 3", "weeks 1 to 4 only", "" for all of them."""
    first, last = order.first_week, order.last_week
    if first == 1 and not last:
        return ""
    key = "from" if not last else "one" if first == last else "between"
    return phrase(catalogue, f"dose.weeks.{key}", first=first, last=last)
