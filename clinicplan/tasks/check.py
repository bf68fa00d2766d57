"""A workbook that is ready becomes what to mend, and the doses as patients read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.findings import Finding
from clinicplan.plan import Plan
from clinicplan.readback import Line, Printed, own_exercise, printed, read_back
from clinicplan.tasks.batch import Failed, whereabouts
from clinicplan.tasks.failed import as_finding
from clinicplan.tasks.ready import Ready, check_ids, must_be_mended, without
from clinicplan.wording.words import Wording
from clinicplan.workbook.read import Reading
from clinicplan.workbook.sheets.retyped import filled_in

CHECKED = " - checked"
"""What the name of a checked copy ends with."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said of a workbook before anything is made.

    `found` are all findings; `doses` has each good plan's lines by plan ID, in the order of
    its prescriptions; `own` the lines of each of the clinic's own exercises by code.
    """

    ready: Ready
    reading: Reading
    found: tuple[Finding, ...]
    doses: Mapping[str, tuple[Line, ...]]
    own: Mapping[str, tuple[str, ...]]

    @property
    def is_well(self) -> bool:
        """True where nothing must be mended."""
        return not must_be_mended(self.found)


def check(ready: Ready) -> Checked:
    """The findings and the doses of a workbook; a plan that nothing can be said of is refused."""
    doses, unsaid = _doses(ready)
    wording = Wording(ready.catalogue)
    return Checked(
        ready,
        without(ready.reading, unsaid),
        (*ready.found, *unsaid),
        doses,
        {own.code: tuple(own_exercise(own, wording)) for own in ready.reading.own},
    )


def only_these(checked: Checked, only: Collection[str]) -> Checked:
    """The plans of these IDs, their findings, and those of the workbook as a whole.

    Raises UnknownPlan.
    """
    if not only:
        return checked
    check_ids(only, checked.reading)
    plans = tuple(plan for plan in checked.reading.plans if plan.id in only)
    found = tuple(item for item in checked.found if not item.plan or item.plan in only)
    rows = len(set(only))
    reading = replace(checked.reading, plans=plans, rows=rows, refused=rows - len(plans))
    return replace(checked, reading=reading, found=found)


def write_copy(checked: Checked) -> Path:
    """The path of a copy of the workbook: findings in their cells, what was filled in, too."""
    from clinicplan.workbook.writing.checked import write_checked  # openpyxl takes long to load

    file = checked.ready.file
    target = file.with_name(f"{file.stem}{CHECKED}.xlsx")
    filled = filled_in(checked.reading.plans, checked.reading.origins)
    write_checked(
        file, target, findings=checked.found, catalogue=checked.ready.catalogue, filled=filled
    )
    return target


def exercises_of(reading: Reading, catalogue: Catalogue) -> dict[str, Exercise]:
    """The library's exercises and the clinic's own, by code."""
    return {**catalogue.exercises, **{own.code: own for own in reading.own}}


class Doses:
    """The doses of one workbook's plans in the words that the patient reads."""

    def __init__(self, reading: Reading, catalogue: Catalogue) -> None:
        self._origins = reading.origins
        self._exercises = exercises_of(reading, catalogue)
        self._wording = Wording(catalogue)

    def of(self, plan: Plan) -> tuple[Line, ...]:
        """Each exercise with its side and dose, and marks at what was not typed."""
        origins = self._origins[plan.id]
        return tuple(
            read_back(item, self._exercises[item.exercise], whose, self._wording)
            for item, whose in zip(plan.prescriptions, origins, strict=True)
        )


    def printed(self, plan: Plan) -> tuple[Printed, ...]:
        """Each exercise as it is printed, with who gave what nobody typed."""
        origins = self._origins[plan.id]
        return tuple(
            printed(item, self._exercises[item.exercise], whose, self._wording)
            for item, whose in zip(plan.prescriptions, origins, strict=True)
        )


def _doses(ready: Ready) -> tuple[Mapping[str, tuple[Line, ...]], tuple[Finding, ...]]:
    """Each plan's doses in words, and an error for a plan that nothing can be said of.

    Whatever goes wrong with one plan's words costs that plan, as it would its handout.
    """
    doses = Doses(ready.reading, ready.catalogue)
    said: dict[str, tuple[Line, ...]] = {}
    unsaid: list[Finding] = []
    for plan in ready.reading.plans:
        try:
            said[plan.id] = doses.of(plan)
        except Exception as error:  # noqa: BLE001  where a plan's outcome is made
            failed = Failed(plan.id, "handout-crashed", 70, whereabouts(error))
            unsaid.append(as_finding(failed, ready))
    return said, tuple(unsaid)
