"""What several commands take and need: the workbook, the folder of handouts, today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click

from clinicplan.errors import UsageError

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


def only_option(function: Command) -> Command:
    """`--only ID`, as often as one likes."""
    return click.option(
        "--only", multiple=True, metavar="ID", help="Only this plan; may be repeated."
    )(function)


class UnknownEdition(UsageError):
    """An edition that there is none of."""

    remedy = 'Write it as in the workbook, like --edition "large print".'


def out_option(function: Command) -> Command:
    """The folder of handouts, beside the workbook where nobody says another."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        help=f"Folder of handouts.  [default: {FOLDER}, beside the workbook]",
    )(function)


def folder_of(out: Path | None, *, file: Path, edition: str = "") -> Path:
    """The folder of handouts that was named, else the one beside the workbook.

    Handouts that were asked for in one `edition` have a folder of their own.
    """
    return out or file.parent / (f"{FOLDER}-{edition}" if edition else FOLDER)


def edition_of(text: str) -> str:
    """The code of an edition as it may be written in a cell; raises UnknownEdition."""
    from clinicplan.workbook.choices import ALSO, FIXED, fold, lookup

    entries = FIXED["editions"]
    code = lookup(entries, ALSO["editions"]).get(fold(text))
    if code is None:
        known = ", ".join(f'"{entry.label}"' for entry in entries)
        raise UnknownEdition(f'There is no edition "{text[:40]}", only: {known}.')
    return code


def today() -> date:
    """The day on this computer's calendar."""
    return datetime.now().astimezone().date()
