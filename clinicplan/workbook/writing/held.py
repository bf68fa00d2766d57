"""A plan ID becomes the cells that a workbook holds of the plan: its row, and its exercises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from marshmallow import ValidationError

from clinicplan.workbook.columns import EXERCISES, PATIENTS, Sheet
from clinicplan.workbook.sheets.cells import FIELDS
from clinicplan.workbook.sheets.doubts import as_shown
from clinicplan.workbook.sheets.headings import HEADING_ROWS, columns_of, heading_row, squeezed
from clinicplan.workbook.sheets.records import Record, Spot
from clinicplan.workbook.writing.outline import Outline
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.writing.sheet_parts import listed_as, whole
from clinicplan.workbook.xlsx.book import Book
from clinicplan.workbook.xlsx.grid import Row, Value

PLAN_ID = "plan_id"


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row of a sheet: its values by column key, as they were read.

    `filled` are those that the workbook should fill in by itself and somebody has typed.
    `has_more` where something is typed in a column that is not ours. Where the row stands
    (`number`) is no part of what it says.
    """

    cells: Mapping[str, Value]
    number: int = field(compare=False)
    filled: Mapping[str, Value] = field(default_factory=dict)
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class HeldSheet:
    """A plan's rows of a sheet, and how the sheet is.

    `path` is its part, `columns` where each column stands, `heading` the row of the headings
    and `headings` those that are there, squeezed.
    """

    sheet: Sheet
    title: str
    path: str = field(compare=False)
    columns: Mapping[str, int] = field(compare=False)
    heading: int = field(compare=False)
    headings: tuple[str, ...] = field(compare=False)
    rows: tuple[HeldRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """All that a workbook holds of a plan; two are the same where all of it reads the same."""

    plan: str
    patients: HeldSheet
    exercises: HeldSheet

    @property
    def patient(self) -> HeldRow:
        """The plan's row of Patients."""
        return self.patients.rows[0]


def held_by(book: Book, plan: str) -> Held:
    """The cells of the plan with this ID; Refused where it has not just one row of Patients."""
    held = Held(plan, _held(book, PATIENTS, plan), _held(book, EXERCISES, plan))
    if len(held.patients.rows) != 1:
        raise Refused(f"The sheet {held.patients.title} has not just one row of {plan}.")
    return held


def rows_under(book: Book, plan: str) -> tuple[HeldRow, ...]:
    """The rows of Exercises with this ID. Raises Refused where the sheet has no headings."""
    return _held(book, EXERCISES, plan).rows


def _held(book: Book, sheet: Sheet, plan: str) -> HeldSheet:
    listed = listed_as(book, sheet.title)
    rows = book.open(listed).rows()
    first = list(islice(rows, HEADING_ROWS))
    heading = heading_row(first, sheet)
    if heading is None:
        raise Refused(f"The sheet {listed.title} has no headings.")
    columns = columns_of(heading, sheet)
    below = (row for row in chain(first, rows) if row.number > heading.number)
    own = list(_of_plan(below, sheet, columns, plan=plan, title=listed.title))
    outline = Outline(whole(book, listed.path))
    held = tuple(_row(row, sheet, columns, outline=outline) for row in own)
    headings = tuple(squeezed(str(value)) for value in heading.values.values())
    return HeldSheet(
        sheet, listed.title, listed.path, columns, heading.number, headings, held
    )


def _of_plan(
    rows: Iterator[Row], sheet: Sheet, columns: Mapping[str, int], *, plan: str, title: str
) -> Iterator[Row]:
    """The rows whose ID is read as this plan's."""
    cell, at = FIELDS[sheet.column(PLAN_ID).kind](sheet.column(PLAN_ID)), columns.get(PLAN_ID)
    for row in rows:
        if at is None or at not in row.values:
            continue
        record = Record(Spot(title, row.number, columns), {PLAN_ID: row.values[at]})
        try:
            if cell.deserialize(as_shown(record, sheet)[0].values[PLAN_ID]) == plan:
                yield row
        except ValidationError:
            continue


def _row(row: Row, sheet: Sheet, columns: Mapping[str, int], *, outline: Outline) -> HeldRow:
    read = {columns[item.key]: item.key for item in sheet.read_columns if item.key in columns}
    filled = {at: key for key, at in columns.items() if at not in read}
    found = outline.rows[row.number]
    typed = found.texts - found.formulas
    return HeldRow(
        {read[at]: value for at, value in row.values.items() if at in read},
        row.number,
        {filled[at]: value for at, value in row.values.items() if at in filled and at in typed},
        bool(typed - read.keys() - filled.keys()),
    )
