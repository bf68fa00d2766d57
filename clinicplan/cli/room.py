"""What several commands start from: today, the catalogue, and the workbook that was named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


def open_workbook(file: Path, catalogue: Catalogue) -> Reading:
    """The workbook read. Raises UsageError and UnreadableFile with a sentence for each case."""
    if str(file) == "-":
        raise UsageError("clinicplan reads a workbook file, not what comes through a pipe.")
    from clinicplan.workbook.read import read_workbook

    return read_workbook(file, catalogue=catalogue, today=today())


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


def unprintable(reading: Reading, press: Press, catalogue: Catalogue) -> tuple[Finding, ...]:
    """An error for each plan with characters that the handout's typeface does not have.

    Printed, they would be empty boxes: a name or an instruction that nobody can read.
    """
    from clinicplan.catalogue.phrases import listed, phrase
    from clinicplan.findings import Finding, Severity

    return tuple(
        Finding(
            place=reading.places[plan.id],
            code="unprintable",
            severity=Severity.ERROR,
            message=phrase(
                catalogue,
                "commands.failed.unprintable",
                characters=listed(catalogue, _in_words(missing, catalogue)),
            ),
            hint=phrase(catalogue, "commands.hint.unprintable"),
            plan=plan.id,
        )
        for plan in reading.plans
        if (missing := press.unprintable(plan))
    )


def _in_words(characters: str, catalogue: Catalogue) -> list[str]:
    """Symbols as they are; letters by how many of which script: they may be a whole name."""
    from collections import Counter

    from clinicplan.catalogue.phrases import phrase

    letters = Counter(_script(item, catalogue) for item in characters if _is_letter(item))
    return [
        *(phrase(catalogue, "commands.letters", n=n, script=name) for name, n in letters.items()),
        *(item for item in characters if not _is_letter(item)),
    ]


def _is_letter(character: str) -> bool:
    from unicodedata import category

    return category(character)[0] in "LMN"


def _script(character: str, catalogue: Catalogue) -> str:
    """The script of a letter in words: "Arabic", "Hiragana", "Chinese"."""
    from unicodedata import name

    from clinicplan.catalogue.phrases import has_phrase, phrase

    script = name(character, "unknown").partition(" ")[0].lower()
    key = f"commands.script.{script}"
    return phrase(catalogue, key) if has_phrase(catalogue, key) else script.capitalize()


def without(reading: Reading, found: tuple[Finding, ...]) -> Reading:
    """The reading with the plans refused that these findings are about."""
    from dataclasses import replace

    bad = {finding.plan for finding in found}
    plans = tuple(plan for plan in reading.plans if plan.id not in bad)
    return replace(
        reading,
        plans=plans,
        findings=(*reading.findings, *found),
        refused=reading.rows - len(plans),
    )


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
