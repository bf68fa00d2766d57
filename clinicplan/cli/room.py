"""What several commands take and need: the workbook, the folder of handouts, today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click

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
