"""`clinicplan check`: a workbook's findings, and each plan's doses as the patient reads them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clinicplan.catalogue.values import Catalogue
    from clinicplan.findings import Finding
    from clinicplan.origins import Origins
    from clinicplan.plan import Dose, Plan, Prescription
    from clinicplan.readback import Line
    from clinicplan.workbook.read import Reading

COUNTED = {"error": "errors", "warning": "warnings", "advice": "advice"}


@click.command("check", short_help="Say what to mend, and show the doses.")
@room.workbook_argument
@click.option("--write", is_flag=True, help='Also write "<name> - checked.xlsx", cells marked.')
@click.option("--only", multiple=True, metavar="ID", help="Only this plan; may be repeated.")
@room.json_option
def command(file: Path, write: bool, only: tuple[str, ...], as_json: bool) -> int:
    """Check the workbook FILE without making anything.

    Shows what to mend, cell by cell, and each plan's doses in the words the patient reads.
    """
    opened = room.open_all(file)
    catalogue = opened.catalogue
    said, unsaid = _said(opened.reading, catalogue)
    reading, found = room.without(opened.reading, unsaid), (*opened.found, *unsaid)
    copy = _write_copy(file, reading, found, catalogue) if write else None
    if only:
        room.check_ids(only, reading)
        reading, found = _of_these(only, reading, found)
    if as_json:
        show.as_json(_json(reading, catalogue, said, found))
    else:
        _show(reading, catalogue, said, found, copy=copy)
    return room.to_mend(found)


def _of_these(
    only: tuple[str, ...], reading: Reading, found: tuple[Finding, ...]
) -> tuple[Reading, tuple[Finding, ...]]:
    """The plans of these IDs, their findings, and those of the workbook as a whole."""
    from dataclasses import replace

    plans = tuple(plan for plan in reading.plans if plan.id in only)
    kept = tuple(item for item in found if not item.plan or item.plan in only)
    rows = len(set(only))
    return replace(reading, plans=plans, rows=rows, refused=rows - len(plans)), kept


def _write_copy(
    file: Path, reading: Reading, found: tuple[Finding, ...], catalogue: Catalogue
) -> Path:
    """The path of a copy of the workbook: findings in their cells, what was filled in, too."""
    from clinicplan.workbook.sheets.retyped import filled_in
    from clinicplan.workbook.writing.checked import write_checked

    target = file.with_name(f"{file.stem} - checked.xlsx")
    filled = filled_in(reading.plans, reading.origins)
    write_checked(file, target, findings=found, catalogue=catalogue, filled=filled)
    return target


def _said(
    reading: Reading, catalogue: Catalogue
) -> tuple[Mapping[str, list[Line]], tuple[Finding, ...]]:
    """Each plan's doses in words, and an error for a plan that nothing can be said of.

    Whatever goes wrong with one plan's words costs that plan, as it would its handout.
    """
    from clinicplan.cli.build import as_finding
    from clinicplan.tasks.batch import Failed, whereabouts

    doses = _Doses(reading, catalogue)
    said: dict[str, list[Line]] = {}
    unsaid: list[Finding] = []
    for plan in reading.plans:
        try:
            said[plan.id] = doses.of(plan)
        except Exception as error:  # noqa: BLE001  where a plan's outcome is made
            failed = Failed(plan.id, "handout-crashed", 70, whereabouts(error))
            unsaid.append(as_finding(failed, reading, catalogue))
    return said, tuple(unsaid)


def _show(
    reading: Reading,
    catalogue: Catalogue,
    said: Mapping[str, list[Line]],
    found: tuple[Finding, ...],
    *,
    copy: Path | None,
) -> None:
    """Print doses, findings and counts: what matters most comes last, where one looks."""
    from clinicplan.catalogue.phrases import phrase

    for plan in reading.plans:
        show.say("\n".join(_lines(plan, said[plan.id], catalogue)))
    for lines in _own(reading, catalogue).values():
        show.say("\n  ".join(lines) + "\n")
    show.findings(found, catalogue)
    if copy:
        show.say(phrase(catalogue, "commands.written_checked", path=str(copy)))
    show.say(_counts(reading, catalogue, found))


def _lines(plan: Plan, doses: list[Line], catalogue: Catalogue) -> list[str]:
    """A plan's ID, its exercises in columns, and an empty line."""
    from clinicplan.catalogue.phrases import phrase

    name, side = (max((len(part) for part in parts), default=0) for parts in (
        [dose.name for dose in doses], [dose.side for dose in doses]))  # fmt: skip
    title = phrase(catalogue, "commands.plan", n=len(doses), plan=plan.id)
    rows = [f"  {dose.name:{name}}  {dose.side:{side}}  {dose.dose}" for dose in doses]
    goals = (phrase(catalogue, "commands.own.goal", text=goal) for goal in plan.goals)
    return [title, *rows, *(f"  {goal}" for goal in goals), ""]


def _own(reading: Reading, catalogue: Catalogue) -> dict[str, list[str]]:
    """The clinic's own exercises by code, in the lines that are printed of each."""
    from clinicplan.readback import own_exercise
    from clinicplan.wording.words import Wording

    wording = Wording(catalogue)
    return {
        exercise.code: [show.plain(line) for line in own_exercise(exercise, wording)]
        for exercise in reading.own
    }


def _counts(reading: Reading, catalogue: Catalogue, found: tuple[Finding, ...]) -> str:
    """ "8 plans, 2 errors, 1 warning." """
    from clinicplan.catalogue.phrases import listed, phrase

    counts = Counter(str(finding.severity) for finding in found)
    parts = [
        phrase(catalogue, f"commands.{words}", n=counts[severity])
        for severity, words in COUNTED.items()
        if counts[severity]
    ]
    plans = phrase(catalogue, "commands.plans", n=reading.rows)
    if not parts:
        return phrase(catalogue, "commands.all_well", plans=plans)
    return phrase(catalogue, "commands.check", plans=plans, findings=listed(catalogue, parts))


class _Doses:
    """The doses of one workbook's plans in the words that the patient reads."""

    def __init__(self, reading: Reading, catalogue: Catalogue) -> None:
        from clinicplan.wording.words import Wording

        self._reading = reading
        self._exercises = room.all_exercises(reading, catalogue)
        self._wording = Wording(catalogue)

    def of(self, plan: Plan) -> list[Line]:
        """Each exercise with its side and dose, and marks at what was not typed."""
        from clinicplan.readback import Line, read_back

        origins = self._reading.origins[plan.id]
        found = (
            read_back(item, self._exercises[item.exercise], whose, self._wording)
            for item, whose in zip(plan.prescriptions, origins, strict=True)
        )
        return [Line(line.name, line.side, show.plain(line.dose)) for line in found]


def _json(
    reading: Reading,
    catalogue: Catalogue,
    said: Mapping[str, list[Line]],
    found: tuple[Finding, ...],
) -> dict[str, object]:
    """The same for a program."""
    return {
        "rows": reading.rows,
        "refused": reading.refused,
        "findings": [show.finding_json(finding) for finding in found],
        "plans": [
            _plan_json(plan, said[plan.id], reading.origins[plan.id]) for plan in reading.plans
        ],
        "own_exercises": _own(reading, catalogue),
    }


def _plan_json(
    plan: Plan, lines: list[Line], origins: tuple[Origins, ...]
) -> dict[str, object]:
    """A plan's ID and doses, each fact with its origin."""
    from clinicplan.schedule import dose_in_week

    return {
        "plan": plan.id,
        "goals": plan.goals,
        "exercises": [
            {
                "code": item.exercise,
                "name": line.name,
                "side": line.side,
                "words": line.dose,
                "row": whose.place.row if whose.place else 0,
                "facts": _facts_json(item, item.dose, whose),
                "later": [
                    {
                        "week": week,
                        "row": later.place.row if later.place else 0,
                        "facts": _facts_json(item, dose_in_week(item, week) or item.dose, later),
                    }
                    for week, later in whose.later
                ],
            }
            for item, line, whose in zip(plan.prescriptions, lines, origins, strict=True)
        ],
    }


def _facts_json(item: Prescription, dose: Dose, origins: Origins) -> dict[str, object]:
    """Each fact as one may type it, and where it came from."""
    from clinicplan.origins import SIDE
    from clinicplan.workbook.sheets.retyped import retyped

    return {
        name: {
            "value": item.side.value if name == SIDE else retyped(name, getattr(dose, name)),
            "origin": origin.value,
        }
        for name, origin in origins.facts.items()
    }
