"""What the commands have to say becomes text on a terminal, lines in a pipe, or JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.findings import Finding

COLOURS = {"error": "red", "letter": "red", "warning": "yellow", "advice": "cyan"}


def never_choke(*streams: TextIO) -> None:
    """Let characters that a console does not have be shown as question marks."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def say(text: str = "") -> None:
    """Print a line of what was asked for."""
    click.echo(printable(text))


def warn(text: str) -> None:
    """Print what went wrong, apart from what was asked for."""
    click.echo(printable(text), err=True)


def printable(text: str) -> str:
    """The text without the control characters that a terminal would obey."""
    return "\n".join(
        line
        if line.isprintable()
        else "".join(char if char.isprintable() else " " for char in line)
        for line in text.split("\n")
    )


def plain(text: str) -> str:
    """The text with ordinary spaces for those that keep a line together on paper."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def as_json(content: object) -> None:
    """Print JSON that survives any console: ASCII only."""
    click.echo(json.dumps(content, indent=1))


def findings(found: Iterable[Finding], catalogue: Catalogue) -> None:
    """Print findings, causes first, then by sheet and cell, each with its severity in words."""
    from clinicplan.catalogue.phrases import phrase  # Babel
    from clinicplan.workbook.findings.causes import in_order

    for finding in in_order(found):
        word = phrase(catalogue, f"commands.severity.{finding.severity}")
        mark = click.style(word, fg=COLOURS[finding.severity], bold=True)
        place, rest = str(finding.place), str(finding).removeprefix(f"{finding.place}  ")
        click.echo(f"{printable(place)}  {mark}  {printable(rest)}", color=_colour())


def _colour() -> bool | None:
    """False where the user wants none (no-color.org); None lets the terminal decide."""
    return False if os.environ.get("NO_COLOR") else None


def finding_json(finding: Finding) -> dict[str, object]:
    """A finding for a program."""
    return {
        "place": str(finding.place),
        "sheet": finding.place.sheet,
        "row": finding.place.row,
        "column": finding.place.column,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "plan": finding.plan,
        "fixes": finding.fixes,
    }


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: drawn on a terminal, a line a row with tabs elsewhere."""
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(printable(cell) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        drawn.add_column(heading)
    for row in rows:
        drawn.add_row(*(Text(printable(cell)) for cell in row))
    Console(highlight=False).print(drawn)


@contextmanager
def progress(title: str, *, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar beside the output; quiet where nobody looks at a terminal.

    What it gives is called once for each step.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (title, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)
