"""`clinicplan check`: a workbook's findings, and each plan's doses as the patient reads them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clinicplan.catalogue.values import Catalogue
    from clinicplan.dose import Dose
    from clinicplan.findings import Finding
    from clinicplan.origins import Origins
    from clinicplan.plan import Plan, Prescription
    from clinicplan.readback import Line
    from clinicplan.tasks.check import Checked

COUNTED = {"error": "errors", "letter": "letters_held", "warning": "warnings", "advice": "advice"}


@click.command("check", short_help="Say what to mend, and show the doses.")
@room.workbook_argument
@click.option("--write", is_flag=True, help='Also write "<name> - checked.xlsx", cells marked.')
@room.only_option
@room.json_option
def command(file: Path, write: bool, only: tuple[str, ...], as_json: bool) -> int:
    """Check the workbook FILE without making anything.

    Shows what to mend, cell by cell, and each plan's doses in the words the patient reads.
    """
    from clinicplan.tasks.check import check, only_these, write_copy
    from clinicplan.tasks.ready import make_ready

    checked = check(make_ready(file, today=room.today()))
    copy = write_copy(checked) if write else None
    checked = only_these(checked, only)
    if as_json:
        show.as_json(_json(checked))
    else:
        _show(checked, copy=copy)
    return 0 if checked.is_well else 1


def _show(checked: Checked, *, copy: Path | None) -> None:
    """Print doses, findings and counts: what matters most comes last, where one looks."""
    from clinicplan.catalogue.phrases import phrase

    catalogue = checked.ready.catalogue
    for plan in checked.reading.plans:
        show.say("\n".join(_lines(plan, checked.doses[plan.id], catalogue)))
    for lines in checked.own.values():
        show.say("\n  ".join(show.plain(line) for line in lines) + "\n")
    show.findings(checked.found, catalogue)
    if copy:
        show.say(phrase(catalogue, "commands.written_checked", path=str(copy)))
    show.say(_counts(checked.reading.rows, catalogue, checked.found))


def _lines(plan: Plan, doses: Sequence[Line], catalogue: Catalogue) -> list[str]:
    """A plan's ID, its exercises in columns, and an empty line."""
    from clinicplan.catalogue.phrases import phrase

    name, side = (max((len(part) for part in parts), default=0) for parts in (
        [dose.name for dose in doses], [dose.side for dose in doses]))  # fmt: skip
    title = phrase(catalogue, "commands.plan", n=len(doses), plan=plan.id)
    rows = [f"  {dose.name:{name}}  {dose.side:{side}}  {show.plain(dose.dose)}" for dose in doses]
    more = [phrase(catalogue, "commands.own.goal", text=goal) for goal in plan.goals]
    for line, item in zip(doses, plan.prescriptions, strict=True):
        if item.link:
            link = phrase(catalogue, "commands.own.link", name=line.name, address=item.link)
            more.append(link)
    if plan.link:
        more.append(phrase(catalogue, "commands.own.link_plan", address=plan.link))
    return [title, *rows, *(f"  {said}" for said in more), ""]


def _counts(rows: int, catalogue: Catalogue, found: Sequence[Finding]) -> str:
    """ "8 plans, 2 errors, 1 warning." """
    from clinicplan.catalogue.phrases import listed, phrase

    counts = Counter(str(finding.severity) for finding in found)
    parts = [
        phrase(catalogue, f"commands.{words}", n=counts[severity])
        for severity, words in COUNTED.items()
        if counts[severity]
    ]
    plans = phrase(catalogue, "commands.plans", n=rows)
    if not parts:
        return phrase(catalogue, "commands.all_well", plans=plans)
    return phrase(catalogue, "commands.check", plans=plans, findings=listed(catalogue, parts))


def _json(checked: Checked) -> dict[str, object]:
    """The same for a program."""
    reading = checked.reading
    return {
        "rows": reading.rows,
        "refused": reading.refused,
        "findings": [show.finding_json(finding) for finding in checked.found],
        "plans": [
            _plan_json(plan, checked.doses[plan.id], reading.origins[plan.id])
            for plan in reading.plans
        ],
        "own_exercises": {
            code: [show.plain(line) for line in lines] for code, lines in checked.own.items()
        },
    }


def _plan_json(
    plan: Plan, lines: Sequence[Line], origins: tuple[Origins, ...]
) -> dict[str, object]:
    """A plan's ID and doses, each fact with its origin."""
    from clinicplan.schedule import dose_in_week

    return {
        "plan": plan.id,
        "goals": plan.goals,
        "link": plan.link,
        "exercises": [
            {
                "code": item.exercise,
                "name": line.name,
                "side": line.side,
                "words": show.plain(line.dose),
                "link": item.link,
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
            "value": (item.side or "") if name == SIDE else retyped(name, getattr(dose, name)),
            "origin": origin.value,
        }
        for name, origin in origins.facts.items()
    }
