"""A plan that is being changed becomes the cells that its draft keeps, and is opened from them."""

from __future__ import annotations

from dataclasses import replace

from clinicplan.desk.opened import SECRET, Opened, opened, without_id
from clinicplan.tasks.began import Began
from clinicplan.tasks.check import Checked
from clinicplan.workbook.writing.held import PLAN_ID, Held, HeldRow


def began_with(plan: Opened) -> Began:
    """What a draft keeps of it; a password is in no draft."""
    held = plan.held
    patient = {key: value for key, value in held.patient.cells.items() if key != SECRET}
    return Began(patient, tuple(map(without_id, held.exercises.rows)))


def opened_then(began: Began, now: Held, checked: Checked) -> Opened:
    """The plan as it was when the draft began; `now` is what the workbook holds of it."""
    secret = {SECRET: now.patient.cells[SECRET]} if SECRET in now.patient.cells else {}
    patient = replace(now.patient, cells={**began.patient, **secret})
    rows = tuple(HeldRow({PLAN_ID: now.plan, **cells}, 0) for cells in began.exercises)
    then = replace(
        now,
        patients=replace(now.patients, rows=(patient,)),
        exercises=replace(now.exercises, rows=rows),
    )
    return opened(then, checked)
