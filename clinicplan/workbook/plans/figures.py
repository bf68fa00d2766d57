"""The person whom a plan's pictures are to show, and the exercises -> findings on the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clinicplan.catalogue.values import Exercise, Figure
from clinicplan.findings import Finding
from clinicplan.plan import Clinic, Plan, Side
from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.names import Shelf
from clinicplan.workbook.plans.request import Tell
from clinicplan.workbook.sheets.records import Spot


def check_figure(
    plan: Plan,
    spot: Spot,
    *,
    clinic: Clinic,
    shelf: Shelf,
    tell: Tell,
) -> Iterator[Finding]:
    """What the chosen person cannot be shown doing; nothing where chance may choose another."""
    figure = shelf.catalogue.people.get(chosen(plan, clinic))
    if figure is None:
        return
    place = spot.place("person")
    for name in _not_drawn(plan, figure, shelf.exercises):
        yield tell("person-cannot-show", place, exercise=name)
    if figure.one_foot and _uses_both(plan):
        yield tell("person-one-foot", place)


def chosen(plan: Plan, clinic: Clinic) -> str:
    """The code of the one person that the plan's row, or the clinic, asks for; "" for none."""
    return plan.person or (clinic.people[0] if len(clinic.people) == 1 else "")


def _not_drawn(plan: Plan, figure: Figure, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """The names of exercises that have a picture in which the person is not drawn, each once."""
    told = set()
    for prescription in plan.prescriptions:
        exercise = exercises[fold(prescription.exercise)]
        frames = {shot.frame for shot in exercise.variant(prescription.variant).shots}
        if frames.intersection(figure.missing) and exercise.code not in told:
            told.add(exercise.code)
            yield exercise.name


def _uses_both(plan: Plan) -> bool:
    """True unless all that has a picture of ours is for the left alone, or the right alone."""
    sides = {prescription.side for prescription in plan.prescriptions}
    return sides not in ({Side.LEFT}, {Side.RIGHT})
