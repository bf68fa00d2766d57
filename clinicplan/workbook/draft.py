"""Rows that are typed elsewhere take the place of a workbook's own, or can be pasted into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import SHEETS, Layout, Sheet
from clinicplan.workbook.sheets.headings import HEADING_ROWS, columns_of, heading_row
from clinicplan.workbook.xlsx.book import Book, Listed, open_book
from clinicplan.workbook.xlsx.container import WrongFile
from clinicplan.workbook.xlsx.grid import Merge, Row, Value
from clinicplan.workbook.xlsx.worksheet import Worksheet

Typed = Mapping[str, Value]
"""A row as it is typed, or as cells hold it, by column key; what is empty is left out."""

Cells = Mapping[str, Value]
"""The same, with cells among it that another reading of the workbook gave."""


class _TypedSheet(Worksheet):
    """A sheet that holds typed rows, below its headings in the order of the columns.

    Of settings there is one typed row: each stands in a row of its own, from row 2 on.
    """

    def __init__(self, sheet: Sheet, rows: Sequence[Cells]) -> None:
        self.merges: list[Merge] = []
        self.filtered = False
        self.hidden_columns: list[tuple[int, int]] = []
        self._sheet = sheet
        self._typed = rows

    def rows(self) -> Iterator[Row]:
        """The headings, then the rows: the first of them is row 2."""
        columns = self._sheet.columns
        if self._sheet.layout is Layout.SETTINGS:
            yield from self._settings()
            return
        yield Row(1, {at: column.heading for at, column in enumerate(columns, start=1)})
        for number, typed in enumerate(self._typed, start=2):
            values = {
                at: typed[column.key]
                for at, column in enumerate(columns, start=1)
                if column.key in typed
            }
            if values:
                yield Row(number, values)

    def _settings(self) -> Iterator[Row]:
        typed = self._typed[0]
        for number, column in enumerate(self._sheet.columns, start=2):
            value = {2: typed[column.key]} if column.key in typed else {}
            yield Row(number, {1: column.heading, **value})


@dataclass(frozen=True, slots=True)
class _Drafted(Book):
    """A book in which some sheets hold typed rows, by title."""

    typed: Mapping[str, _TypedSheet] = field(default_factory=dict)

    def open(self, listed: Listed) -> Worksheet:
        return self.typed.get(listed.title) or Book.open(self, listed)


def with_rows(book: Book, rows: Iterable[tuple[Sheet, Sequence[Cells]]]) -> Book:
    """The book with these rows in place of all that the sheets hold."""
    rows = tuple(rows)
    if not rows:
        return book
    titles = {_title(sheet.title) for sheet, _ in rows}
    others = tuple(item for item in book.sheets if _title(item.title) not in titles)
    own = tuple(Listed(sheet.title, "") for sheet, _ in rows)
    book = replace(book, sheets=(*others, *own))
    typed = {sheet.title: _TypedSheet(sheet, typed) for sheet, typed in rows}
    return _Drafted(
        book.parts,
        book.sheets,
        book.strings,
        book.styles,
        book.epoch,
        book.is_stale,
        book.names,
        typed,
    )


def to_paste(path: Path, sheet: Sheet, rows: Iterable[Typed]) -> str:
    """The rows as text to be pasted into the sheet's first column, in its own order of columns.

    Dates are written so that Excel takes them for dates in every language. A sheet whose
    headings are not found has the columns of a new workbook.
    """
    columns = _columns_in(path, sheet)
    last = max(columns.values())
    text = io.StringIO(newline="")
    table = csv.writer(text, dialect="excel-tab", lineterminator="\r\n")
    for row in rows:
        line = [""] * last
        for key, value in row.items():
            if key in columns:
                line[columns[key] - 1] = str(value)  # a date as ISO
        table.writerow(line)
    return text.getvalue()


def headings_in(path: Path) -> dict[tuple[str, int], str]:
    """What stands above each column that is read, by the sheet's title and the column's number.

    Nothing where the workbook cannot be read now.
    """
    try:
        book = open_book(path.read_bytes())
        return {
            (listed.title, at): sheet.column(key).heading
            for sheet in SHEETS
            if sheet.read and sheet.layout is Layout.TABLE
            for listed in book.sheets
            if _title(listed.title) == _title(sheet.title)
            for key, at in _columns(book, listed, sheet).items()
        }
    except (OSError, WrongFile):
        return {}


def _title(text: str) -> str:
    """A sheet's title as it is looked for: without spaces and case."""
    return fold(text).replace(" ", "")


def _columns(book: Book, listed: Listed, sheet: Sheet) -> Mapping[str, int]:
    """Where each known column of a worksheet stands, nothing where it has no headings."""
    heading = heading_row(list(islice(book.open(listed).rows(), HEADING_ROWS)), sheet)
    return columns_of(heading, sheet) if heading else {}


def _columns_in(path: Path, sheet: Sheet) -> Mapping[str, int]:
    """Where each column of the sheet stands in this workbook, from 1 on."""
    usual = {column.key: at for at, column in enumerate(sheet.columns, start=1)}
    try:
        book = open_book(path.read_bytes())
        listed = next(item for item in book.sheets if _title(item.title) == _title(sheet.title))
        return _columns(book, listed, sheet) or usual
    except (OSError, WrongFile, StopIteration):
        return usual
