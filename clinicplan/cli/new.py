"""`clinicplan new`: the blank workbook, or a sample that is filled in, as a file."""

from __future__ import annotations

from pathlib import Path

import click

from clinicplan.cli import show
from clinicplan.errors import UnwritableFile, UsageError


class FileExists(UnwritableFile):
    """A workbook that would be written over."""

    remedy = "Choose another name. clinicplan never writes over a workbook."


class OtherEnding(UsageError):
    """A workbook's name without the ending that Excel gives it."""

    remedy = "Type its name with .xlsx at the end: clinicplan new clinic.xlsx"


@click.command("new", short_help="Write the workbook to fill in.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Filled with an invented clinic's plans.")
def command(file: Path, sample: bool) -> int:
    """Write the blank workbook to FILE (its name ends in .xlsx)."""
    if file.suffix.lower() != ".xlsx":
        raise OtherEnding(f"The workbook's name must end in .xlsx, and {file.name} does not.")
    if file.exists():
        raise FileExists(f"{file} is there already.")
    from clinicplan.catalogue.phrases import phrase
    from clinicplan.tasks.ready import read_templates
    from clinicplan.workbook.writing.blank import write_blank

    catalogue, templates = read_templates()
    write_blank(file, catalogue=catalogue, templates=templates, sample=sample)
    show.say(phrase(catalogue, "commands.written", path=str(file)))
    return 0
