"""A finding becomes the cell that its answer belongs into, and what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from clinicplan.findings import Finding, Place
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import SHEETS, Column, Kind, Layout, Sheet
from clinicplan.workbook.findings.words import Words, is_day
from clinicplan.workbook.sheets.headings import (
    HEADING_ROWS,
    columns_of,
    heading_row,
    keys_of,
    squeezed,
)
from clinicplan.workbook.sheets.private_fixes import private_fixes
from clinicplan.workbook.sheets.records import PRIVATE
from clinicplan.workbook.writing.change import Change, New
from clinicplan.workbook.writing.places import as_typed
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.writing.sheet_parts import listed_as
from clinicplan.workbook.xlsx.book import Book
from clinicplan.workbook.xlsx.grid import Struck, Trouble, Value

NAMES = ("exercise", "programme")
"""Columns at whose cell something is told that no cell of its own says."""

OF_NAMES = frozenset(
    ("control-character", "date-misplaced", "date-serial", "encoded-word", "missing-in-row",
     "missing-value", "no-exercises", "programme-name-taken", "time-instead", "too-long",
     "unknown-exercise", "unknown-exercise-near", "unknown-programme", "unknown-programme-near",
     "unprintable")
)  # fmt: skip
"""What is told there of the cell itself."""

BETWEEN = frozenset(("facts-disagree",))
"""What two cells of a row say together, told at one of them."""

FIRST_YEAR = "1900"
"""Excel has no days before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The cell that an answer is written into: its column, its row of headings, what it holds.

    `fixes` are all that may have been meant, as one would type it; () where one has to.
    """

    place: Place
    sheet: Sheet
    column: Column
    heading: int
    now: Value
    fixes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the cell holds, as one would type it.

        Of a day that Excel has made of something else it is what may have been typed.
        """
        if isinstance(self.now, date):
            is_meant = self.column.kind is Kind.DATE
            return f"{self.now:%Y-%m-%d}" if is_meant else next(iter(self.fixes), "")
        return str(self.now)

    def change(self, text: str) -> Change:
        """The change that writes this text, as one would type it into the column."""
        return Change(self.place, self._typed(text), self.now, self.heading)

    def _typed(self, text: str) -> New:
        if self.column.kind is Kind.DATE and is_day(text) and text >= FIRST_YEAR:
            with suppress(ValueError):  # 30 February: the reader tells of it
                return date.fromisoformat(text)
        is_number = isinstance(self.now, int | float)
        return as_typed(self.sheet, self.column.key, text, is_number=is_number)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rows of a sheet that are asked for; `columns` are rows on the sheet of settings."""

    sheet: Sheet
    heading: int
    columns: Mapping[str, int]
    rows: Mapping[int, Mapping[int, Value]]


def answers(
    book: Book, found: Iterable[Finding], *, words: Mapping[str, Words]
) -> dict[Finding, Answer]:
    """The answer to each finding that a cell's value would mend, of the sheets that are read."""
    told: dict[Finding, Answer] = {}
    by_sheet: dict[str, list[Finding]] = {}
    for item in found:
        if item.place.row and item.place.column and item.code in words and words[item.code].field:
            by_sheet.setdefault(item.place.sheet, []).append(item)
    for title, own in by_sheet.items():
        sheet = next((each for each in SHEETS if each.read and _is(each, title)), None)
        grid = _grid(book, title, sheet, {item.place.row for item in own}) if sheet else None
        for item in own:
            if grid and (answer := _answer(item, grid, words[item.code])):
                told[item] = answer
    return told


def is_of_cell(item: Finding, column: Column) -> bool:
    """True where a finding at a cell of this column is about what that holds, and no other cell."""
    return item.code not in BETWEEN and (column.key not in NAMES or item.code in OF_NAMES)


def _is(sheet: Sheet, title: str) -> bool:
    return fold(sheet.title).replace(" ", "") == fold(title).replace(" ", "")


def _grid(book: Book, title: str, sheet: Sheet, numbers: set[int]) -> _Grid | None:
    """The rows of these numbers; None where the sheet is there twice or has no headings."""
    try:
        rows = book.open(listed_as(book, title)).rows()
    except Refused:
        return None
    first = list(islice(rows, HEADING_ROWS))
    every = chain(first, rows)
    if sheet.layout is Layout.SETTINGS:
        keys = keys_of(sheet)
        settings = {row.number: row.values for row in every}
        at = {keys.get(squeezed(str(values.get(1, "")))): row for row, values in settings.items()}
        return _Grid(sheet, 1, {key: row for key, row in at.items() if key}, settings)
    heading = heading_row(first, sheet)
    if heading is None:
        return None
    asked = {row.number: row.values for row in every if row.number in numbers}
    return _Grid(sheet, heading.number, columns_of(heading, sheet), asked)


def _answer(item: Finding, grid: _Grid, words: Words) -> Answer | None:
    is_settings = grid.sheet.layout is Layout.SETTINGS
    at = item.place.row if is_settings else item.place.column
    key = words.into or next((key for key, number in grid.columns.items() if number == at), "")
    read = {column.key: column for column in grid.sheet.read_columns}
    if key not in read or key not in grid.columns:
        return None
    if key in NAMES and item.code not in OF_NAMES:
        return None
    row, number = (grid.columns[key], 2) if is_settings else (item.place.row, grid.columns[key])
    now = grid.rows.get(row, {}).get(number, "")
    if isinstance(now, Trouble | Struck):
        return None
    answer = Answer(Place(item.place.sheet, row, number), grid.sheet, read[key], grid.heading, now)
    return _with_fixes(answer, item, words)


def _with_fixes(answer: Answer, item: Finding, words: Words) -> Answer:
    """The answer with what may have been meant; in another cell it replaces a yes or no only."""
    fixes = item.fixes
    if not fixes and answer.column.key in PRIVATE:
        fixes = private_fixes(item.code, answer.text)
    if words.into and answer.now != "" and answer.column.kind is not Kind.YES_NO:
        fixes = ()
    return Answer(
        answer.place, answer.sheet, answer.column, answer.heading, answer.now, fixes
    )
