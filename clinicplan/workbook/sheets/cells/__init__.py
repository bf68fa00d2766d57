"""A cell becomes a value of its column's kind, or the fault that says what is accepted.

Each kind of cell is a field of marshmallow's (`cell`); a column picks its own (`field_of`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from clinicplan.workbook.columns import Column, Kind, Sheet
from clinicplan.workbook.sheets.cells.cell import Cell
from clinicplan.workbook.sheets.cells.doses import (
    Changes,
    Count,
    Days,
    Load,
    Seconds,
    Tempo,
    Times,
    WholeDose,
)
from clinicplan.workbook.sheets.cells.figures import Colour, CutOffs, Date, Whole
from clinicplan.workbook.sheets.cells.files import File, Files
from clinicplan.workbook.sheets.cells.listed import Choice, Choices, YesNo
from clinicplan.workbook.sheets.cells.texts import Email, Id, Line, Lines, Name, Text
from clinicplan.workbook.sheets.cells.web import Link

FIELDS: Mapping[Kind, Callable[[Column], Cell]] = {
    Kind.TEXT: Text,
    Kind.NAME: Name,
    Kind.LINES: Lines,
    Kind.ID: Id,
    Kind.CODE: Id,
    Kind.EMAIL: Email,
    Kind.LINK: Link,
    Kind.PHONE: Line,
    Kind.DATE: Date,
    Kind.WHOLE: Whole,
    Kind.YES_NO: YesNo,
    Kind.CHOICE: Choice,
    Kind.CHOICES: Choices,
    Kind.COUNT: Count,
    Kind.SECONDS: Seconds,
    Kind.LOAD: Load,
    Kind.TEMPO: Tempo,
    Kind.TIMES: Times,
    Kind.DAYS: Days,
    Kind.CHANGES: Changes,
    Kind.DOSE: WholeDose,
    Kind.FILE: File,
    Kind.FILES: Files,
    Kind.CUTOFFS: CutOffs,
    Kind.COLOUR: Colour,
    Kind.SECRET: Line,
}
"""How a cell of each kind is read."""


def cells_of(sheet: Sheet, **others: Callable[[Column], Cell]) -> dict[str, Cell]:
    """The fields of a row of this sheet, each of its column's kind, or of that under its key."""
    return {
        column.key: others.get(column.key, FIELDS[column.kind])(column)
        for column in sheet.read_columns
    }
