"""What a plan has lost becomes the texts for its cell that bring back what its paper says."""

from __future__ import annotations

from collections.abc import Iterable

from clinicplan.catalogue.phrases import phrase
from clinicplan.errors import ClinicPlanError
from clinicplan.origins import SIDE
from clinicplan.plan import Plan, Side
from clinicplan.tasks.amend import cells_of
from clinicplan.tasks.changed import Changed, Lost
from clinicplan.tasks.ready import Ready, read_typed
from clinicplan.tasks.said import said_of
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.draft import Typed

_ONE = (Side.LEFT, Side.RIGHT, Side.EACH)


def sides_of(ready: Ready, lost: Lost) -> dict[str, str]:
    """What the cell of a side may hold: as it was, and as it says now."""
    sides = {"as_before": lost.then.side, "as_now": lost.now.side}
    if not {side.value for side in sides.values()} <= set(_ONE):
        return {}
    return {
        side.value: phrase(ready.catalogue, f"changes.{key}", what=side.words)
        for key, side in sides.items()
    }


def gives_back(ready: Ready, plan: Plan, changed: Changed) -> bool:
    """True where the side of then, for the whole plan, gives each exercise its side of then."""
    lost = {item.at: item.then.side.value for item in changed.lost if item.kind == SIDE}
    now = [str(item.side or "") for item in plan.prescriptions]
    wanted = [lost.get(at, side) for at, side in enumerate(now)]
    for side in set(lost.values()):
        try:
            cells = cells_of(ready, plan.id)
            patient = {**cells.patient.cells, SIDE: side}
            rows: list[Typed] = [item.cells for item in cells.exercises.rows]
            typed = ((PATIENTS, [patient]), (EXERCISES, rows))
            reading = read_typed(ready, typed, today=plan.start)
        except ClinicPlanError:
            return False
        given = [[str(item.side or "") for item in each.prescriptions] for each in reading.plans]
        if given != [wanted]:
            return False
    return True


def dose_of(ready: Ready, plan: Plan, lost: Lost, texts: Iterable[str]) -> dict[str, str]:
    """The text for the cell of a dose by which the patient reads what the paper says, if any."""
    text = next((text for text in texts if _says_so(ready, plan, lost, text)), "")
    return {text: phrase(ready.catalogue, "changes.as_before", what=text)} if text else {}


def _says_so(ready: Ready, plan: Plan, lost: Lost, text: str) -> bool:
    """True where the plan, with this text as the dose, says there what its paper said."""
    row = ready.reading.origins[plan.id][lost.at].place
    try:
        cells = cells_of(ready, plan.id)
        rows: list[Typed] = [
            {**item.cells, **({"dose": text} if row and item.number == row.row else {})}
            for item in cells.exercises.rows
        ]
        typed = ((PATIENTS, [cells.patient.cells]), (EXERCISES, rows))
        reading = read_typed(ready, typed, today=plan.start)
    except ClinicPlanError:
        return False
    said = (said_of(each, reading, ready.catalogue).exercises for each in reading.plans)
    return any(
        len(items) == len(plan.prescriptions) and items[lost.at].dose == lost.then.dose
        for items in said
    )
