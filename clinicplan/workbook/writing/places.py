"""Typed rows become changes of cells: below the last row of their sheet, in its own columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

from clinicplan.findings import Place
from clinicplan.workbook.columns import Kind, Sheet
from clinicplan.workbook.sheets.headings import (
    HEADING_ROWS,
    columns_of,
    heading_row,
    keys_of,
    squeezed,
)
from clinicplan.workbook.writing.change import Change, New
from clinicplan.workbook.writing.outline import Outline
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.writing.sheet_parts import listed_as, whole
from clinicplan.workbook.xlsx.book import Book

Typed = Mapping[str, str | date]
"""A row as it is typed, by column key."""


def changes_for(book: Book, sheet: Sheet, rows: Sequence[Typed]) -> tuple[Change, ...]:
    """The changes that add the rows below all that the sheet holds, each in a row of its own.

    A formula of the workbook's own does not fill a row: its cell is left alone. Raises Refused
    where a column is not there, or is there twice.
    """
    listed = listed_as(book, sheet.title)
    heading = heading_row(list(islice(book.open(listed).rows(), HEADING_ROWS)), sheet)
    if heading is None:
        raise Refused(f"The sheet {listed.title} has no headings.")
    columns = columns_of(heading, sheet)
    _check_columns([squeezed(str(value)) for value in heading.values.values()], sheet, rows)
    number = max(_last(book, listed.path, sheet, columns), heading.number)
    return tuple(
        Change(
            Place(listed.title, at, columns[key]),
            _value(sheet, key, value),
            heading=heading.number,
        )
        for at, row in enumerate(rows, start=number + 1)
        for key, value in row.items()
        if value != ""
    )


def _check_columns(headings: Sequence[str], sheet: Sheet, rows: Sequence[Typed]) -> None:
    """Refused where a value would have no column of its own."""
    by_key = {key: heading for heading, key in keys_of(sheet).items()}
    for key in dict.fromkeys(key for row in rows for key in row):
        if headings.count(by_key[key]) != 1:
            name = sheet.column(key).heading
            raise Refused(f"The sheet {sheet.title} has not just one column {name}.")


def _last(book: Book, path: str, sheet: Sheet, columns: Mapping[str, int]) -> int:
    """The last row with anything that was typed; formulas count in the columns that are read."""
    outline = Outline(whole(book, path))
    read = {columns[column.key] for column in sheet.read_columns if column.key in columns}
    filled = {at for key, at in columns.items() if at not in read}
    return max(
        (
            row.number
            for row in outline.rows.values()
            if (row.texts - row.formulas - filled) or (row.formulas & read)
        ),
        default=0,
    )


def _value(sheet: Sheet, key: str, value: str | date) -> New:
    """The value as one would type it into its column: a count of weeks is a number."""
    is_count = sheet.column(key).kind is Kind.WHOLE and isinstance(value, str)
    if is_count and str(value).isascii() and str(value).isdigit() and len(str(value)) < 7:
        return int(str(value))
    return value
