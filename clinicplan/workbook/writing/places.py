"""Typed rows become changes of cells: below the last row of their sheet, in its own columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice, takewhile

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
    keys = dict.fromkeys(key for row in rows for key in row)
    check_columns([squeezed(str(value)) for value in heading.values.values()], sheet, keys)
    free = free_rows(book, listed.path, sheet, columns=columns, count=len(rows),
                     heading=heading.number)  # fmt: skip
    return tuple(
        Change(
            Place(listed.title, at, columns[key]),
            as_typed(sheet, key, value),
            heading=heading.number,
        )
        for at, row in zip(free, rows, strict=True)
        for key, value in row.items()
        if value != ""
    )


def check_columns(headings: Sequence[str], sheet: Sheet, keys: Iterable[str]) -> None:
    """Refused where a value would have no column of its own."""
    by_key = {key: heading for heading, key in keys_of(sheet).items()}
    for key in keys:
        if headings.count(by_key[key]) != 1:
            name = sheet.column(key).heading
            raise Refused(f"The sheet {sheet.title} has not just one column {name}.")


def free_rows(
    book: Book,
    path: str,
    sheet: Sheet,
    *,
    columns: Mapping[str, int],
    count: int,
    heading: int,
    after: int = 0,
) -> list[int]:
    """The numbers of so many rows that hold nothing yet.

    They are those right below the row `after` as far as they are empty, then those below all
    that the sheet holds. Formulas fill a row only in the columns that are read.
    """
    outline = Outline(whole(book, path))
    read = {columns[column.key] for column in sheet.read_columns if column.key in columns}
    filled = {at for key, at in columns.items() if at not in read}
    taken = {
        row.number
        for row in outline.rows.values()
        if (row.texts - row.formulas - filled) or (row.formulas & read)
    }
    last = max((*taken, heading))
    hidden = {row.number for row in outline.rows.values() if row.is_hidden}
    near = takewhile(lambda at: at not in taken | hidden, range(after + 1, last + 1))
    return [*(near if after else ()), *range(last + 1, last + 1 + count)][:count]


def as_typed(sheet: Sheet, key: str, value: str | date, *, is_number: bool = False) -> New:
    """The value as one would type it into its column: a count of weeks is a number.

    `is_number` where the cell held a number: another one in its place is a number, too.
    """
    is_count = sheet.column(key).kind is Kind.WHOLE or is_number
    if is_count and isinstance(value, str) and value.isascii() and value.isdigit():
        is_plain = len(value) < 7 and str(int(value)) == value
        return int(value) if is_plain else value
    return value
