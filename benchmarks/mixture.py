"""A seed becomes plans as different as a clinic's: for looking at pages, not at the clock.

One to fourteen exercises with mixed doses, the programmes, cautions, long names and notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.made_up import CLINIC, PRACTITIONERS, filling, patient_of
from benchmarks.stage import ISSUED
from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.files import write_whole
from clinicplan.plan import Plan
from clinicplan.workbook.read import read_workbook
from clinicplan.workbook.writing.blank import fill_workbook
from clinicplan.workbook.writing.sample import Filling

MOST = 14
"""Exercises in the longest of the plans."""

_CARES = ("diabetes", "reduced-feeling", "balance")
_LONG_NAME = ("Maximiliane-Wilhelmina", "Featherstonehaugh-Cholmondeley-Specimen")
_LONG_GOALS = (
    "Walk to the harbour and back with the dog, without having to sit down on the way.",
    "Stand for a whole shift at the bakery.",
    "Climb the stairs at the library without a rest.",
    "Be back at the choir room by Christmas.",
)
_LONG_NOTE = (
    "Your heel is less sore this time. Keep up the two stretches, mornings above all, and leave "
    "the stairs out for another week. If a day was long, do half of it; two half days are better "
    "than one that hurts. Write down what you notice, we will look at it together."
)


def plans(folder: Path, *, seed: int) -> Iterator[Plan]:
    """The plans, the same for the same seed; `folder` takes the workbooks on the way."""
    catalogue = read_catalogue(templates_folder())
    for exercises in range(1, MOST + 1):
        rows = filling(4, exercises=exercises, seed=seed * 100 + exercises)
        plain, other, careful, long = _read(folder, catalogue, rows)
        yield _named(plain, f"{exercises:02}-plain")
        yield _named(other, f"{exercises:02}-other")
        yield _named(replace(careful, take_care=_CARES), f"{exercises:02}-careful")
        yield _named(_lengthy(long), f"{exercises:02}-long")
    yield from _read(folder, catalogue, _programmes(catalogue, seed=seed))


def _programmes(catalogue: Catalogue, *, seed: int) -> Filling:
    """A patient for each programme of the library, as it is."""
    rows = [
        {**patient_of(number + seed, plan=f"programme-{number}"), "programme": code}
        for number, code in enumerate(catalogue.programmes, 1)
    ]
    return Filling(
        clinic=CLINIC, rows={"practitioners": PRACTITIONERS, "patients": tuple(rows)}
    )


def _read(folder: Path, catalogue: Catalogue, rows: Filling) -> tuple[Plan, ...]:
    path = folder / "mixture.xlsx"
    write_whole(path, fill_workbook(rows, catalogue=catalogue, templates=templates_folder()))
    return read_workbook(path, catalogue=catalogue, today=ISSUED).plans


def _named(plan: Plan, code: str) -> Plan:
    return replace(plan, id=code)


def _lengthy(plan: Plan) -> Plan:
    """The plan with a long name, four goals, a long note, and one with its first exercise."""
    first, last = _LONG_NAME
    noted = replace(plan.prescriptions[0], note=_LONG_NOTE)
    return replace(
        plan,
        patient=replace(plan.patient, first_name=first, last_name=last),
        goals=_LONG_GOALS,
        note=_LONG_NOTE,
        weeks=12,
        prescriptions=(noted, *plan.prescriptions[1:]),
    )
