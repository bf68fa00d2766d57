"""What several commands start from: today, the catalogue, and the workbook that was named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from clinicplan.catalogue.values import Catalogue, Exercise
    from clinicplan.findings import Finding
    from clinicplan.handout.press import Press
    from clinicplan.workbook.read import Reading

FOLDER = "plans"

Command = TypeVar("Command", bound=Callable[..., object])


def workbook_argument(function: Command) -> Command:
    """The workbook that a command reads."""
    return click.argument("file", type=click.Path(path_type=Path))(function)


def json_option(function: Command) -> Command:
    """`--json`, for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")(
        function
    )


def out_option(function: Command) -> Command:
    """The folder of handouts, beside the workbook where nobody says another."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        help=f"Folder of handouts.  [default: {FOLDER}, beside the workbook]",
    )(function)


def folder_of(out: Path | None, *, file: Path) -> Path:
    """The folder of handouts that was named, else the one beside the workbook."""
    return out or file.parent / FOLDER


def today() -> date:
    """The day on this computer's calendar."""
    return datetime.now().astimezone().date()


def open_catalogue() -> tuple[Catalogue, Traversable]:
    """The catalogue that ships with the program, and the folder of templates it came from."""
    from clinicplan.catalogue.read import read_catalogue, templates_folder

    folder = templates_folder()
    return read_catalogue(folder), folder


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that was read and looked at, and the press that prints its plans.

    `found` is all that is to be said before anything is printed: of the cells, of the
    clinic's brand and pictures, and of plans that no page could hold.
    """

    file: Path
    catalogue: Catalogue
    templates: Traversable
    reading: Reading
    press: Press
    found: tuple[Finding, ...]


def open_all(file: Path) -> Opened:
    """The one door to a workbook: whatever would keep a plan from being printed is found.

    Raises UsageError and UnreadableFile with a sentence for each case.
    """
    if str(file) == "-":
        raise UsageError("clinicplan reads a workbook file, not what comes through a pipe.")
    catalogue, templates = open_catalogue()
    reading = open_workbook(file, catalogue, templates)
    press = open_the_press(reading, catalogue=catalogue, templates=templates, file=file)
    too_long = _too_long(reading, press, catalogue)
    reading = without(reading, too_long)
    found = (*reading.findings, *press.findings)
    return Opened(file, catalogue, templates, reading, press, found)


def open_workbook(file: Path, catalogue: Catalogue, templates: Traversable) -> Reading:
    """The workbook read, every text looked at with the clinic's typeface."""
    from functools import partial

    from clinicplan.handout.printable import unprintable_for
    from clinicplan.workbook.read import read_workbook

    unprintable = partial(unprintable_for, templates=templates)
    return read_workbook(file, catalogue=catalogue, today=today(), unprintable=unprintable)


def open_the_press(
    reading: Reading, *, catalogue: Catalogue, templates: Traversable, file: Path
) -> Press:
    """The press that prints this workbook's plans."""
    from clinicplan.handout.press import open_press

    return open_press(
        reading.clinic,
        catalogue=catalogue,
        templates=templates,
        own=reading.own,
        alts=reading.alts,
        folder=file.parent,
    )


def _too_long(reading: Reading, press: Press, catalogue: Catalogue) -> tuple[Finding, ...]:
    """An error for each plan that no page could hold."""
    from clinicplan.catalogue.phrases import phrase
    from clinicplan.findings import Finding, Severity

    return tuple(
        Finding(
            place=reading.places[plan.id],
            code="plan-too-long",
            severity=Severity.ERROR,
            message=phrase(catalogue, "commands.failed.plan-too-long", n=len(plan.prescriptions)),
            hint=phrase(catalogue, "commands.hint.plan-too-long"),
            plan=plan.id,
        )
        for plan in reading.plans
        if press.too_long(plan)
    )


def without(reading: Reading, found: tuple[Finding, ...]) -> Reading:
    """The reading with the plans refused that these findings are about."""
    if not found:
        return reading
    from dataclasses import replace

    bad = {finding.plan for finding in found}
    plans = tuple(plan for plan in reading.plans if plan.id not in bad)
    return replace(
        reading,
        plans=plans,
        findings=(*reading.findings, *found),
        refused=reading.rows - len(plans),
    )


class UnknownPlan(UsageError):
    """A plan ID that no row of the workbook has."""

    remedy = "`clinicplan check` with the workbook lists its plan IDs; capitals count."


def check_ids(only: Iterable[str], reading: Reading) -> None:
    """Raise UsageError where a plan is asked for that is not in the workbook, with the nearest."""
    unknown = next((plan for plan in only if plan not in reading.ids), "")
    if not unknown:
        return
    from clinicplan.workbook.plans.rows_of_plans import Slips

    near = Slips(reading.ids).of(unknown)
    hint = f" Did you mean {near}?" if near else ""
    raise UnknownPlan(f"There is no plan {unknown} in the workbook.{hint}")


def stops_everything(found: Iterable[Finding]) -> bool:
    """True where the workbook as a whole needs mending, so that no plan can be trusted."""
    return bool(to_mend(finding for finding in found if not finding.plan))


def all_exercises(reading: Reading, catalogue: Catalogue) -> Mapping[str, Exercise]:
    """The library's exercises and the clinic's own, by code."""
    return {**catalogue.exercises, **{own.code: own for own in reading.own}}


def codes_by_plan(found: tuple[Finding, ...]) -> dict[str, tuple[str, ...]]:
    """The findings' codes by plan ID, each once."""
    codes: dict[str, dict[str, None]] = {}
    for finding in found:
        codes.setdefault(finding.plan, {})[finding.code] = None
    return {plan: tuple(own) for plan, own in codes.items()}


def to_mend(found: Iterable[Finding]) -> int:
    """The exit code that findings ask for: 1 where one is an error, 0 where none is."""
    from clinicplan.findings import Severity

    return int(any(finding.severity is Severity.ERROR for finding in found))
