"""What is typed becomes a workbook, the workbook plans, and these the pages that are read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.findings import Finding
from clinicplan.handout.press import Press, open_press
from clinicplan.plan import Plan
from clinicplan.workbook.read import read_workbook
from tests.paraphrases.typed import Typed
from tests.workbook.workbooks import TODAY, book, patient, to_bytes

CATALOGUE = read_catalogue(templates_folder())
OWN = (
    {"Code": "arch-lift", "Name": "Arch lift", "Steps": "Lift the arch.\nLet go."},
    {"Code": "step-up", "Name": "Step up", "Steps": "Step up onto a step."},
)
NAMES = {"heel-raise-single": "Heel raise on one leg", "toe-press": "Toe press",
         "ankle-circles": "Ankle circles"}  # fmt: skip
TOGETHER = 6
"""Prescriptions of one handout."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One handout: its plan, and which of the rows it has, in their order."""

    plan: Plan
    rows: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The handouts of all rows that were not refused, and the findings of each row."""

    press: Press
    sheets: tuple[Sheet, ...]
    findings: dict[int, list[Finding]] = field(default_factory=dict)


def printed(rows: Sequence[Typed], folder: Path) -> Printed:
    """Each row is a plan of its own when it is read, and one of six on a handout."""
    made = book(
        patients=[
            {**patient(Plan_ID=f"P-{number}"), "Side": None} for number in range(len(rows))
        ],
        exercises=[{"Plan ID": f"P-{number}", **row.cells} for number, row in enumerate(rows)],
        My_exercises=OWN,
    )
    path = folder / "typed.xlsx"
    path.write_bytes(to_bytes(made))
    reading = read_workbook(path, catalogue=CATALOGUE, today=TODAY)
    found: dict[int, list[Finding]] = defaultdict(list)
    for item in reading.findings:
        if item.place.sheet == "Exercises" and (place := re.search(r"(\d+)$", str(item.place))):
            found[int(place[1]) - 2].append(item)
    press = open_press(
        reading.clinic, catalogue=CATALOGUE, templates=templates_folder(), folder=folder,
        own=reading.own,
    )  # fmt: skip
    plans = {int(plan.id.removeprefix("P-")): plan for plan in reading.plans}
    return Printed(press, tuple(_sheets(rows, plans)), dict(found))


def _sheets(rows: Sequence[Typed], plans: dict[int, Plan]) -> Iterator[Sheet]:
    numbers = sorted(plans)
    for begin in range(0, len(numbers), TOGETHER):
        some = tuple(numbers[begin : begin + TOGETHER])
        items = tuple(plans[number].prescriptions[0] for number in some)
        names = tuple(NAMES.get(rows[number].exercise, rows[number].exercise) for number in some)
        yield Sheet(replace(plans[some[0]], prescriptions=items), some, names)
