"""What a sheet and a column are, and what a cell of a column may hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell may hold, and so how it is read, formatted and explained."""

    TEXT = "text"
    NAME = "name"
    LINES = "lines"
    ID = "ID"
    CODE = "code"
    EMAIL = "e-mail address"
    LINK = "web address"
    PHONE = "phone number"
    DATE = "date"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    CHOICE = "one of a list"
    CHOICES = "some of a list"
    COUNT = "number or range"
    SECONDS = "time"
    TIMES = "times a day"
    DAYS = "days"
    LOAD = "load"
    TEMPO = "tempo"
    CHANGES = "changes by week"
    DOSE = "dose"
    FILE = "file"
    FILES = "files"
    CUTOFFS = "two cut-offs"
    COLOUR = "colour"
    SECRET = "password"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a setting of the Clinic sheet.

    A sheet without it is an error: its heading may have been renamed, and everything under it
    would be lost. Without a `spare` one it is not: no patient is told to do less or other
    things for want of it, and nothing goes to another person. A column that an older
    clinicplan did not have yet says since which version of the workbook it is there.
    `choices` names the drop-down list (see choices.py). `prompt` is shown when the cell is
    entered, `doc` is its line in docs/workbook.md. `low` and `high` bound a whole number.
    `width` is in characters. `letter` is set for what no paper says: a mistake there holds the
    letter alone. `read` is not set for what the workbook works out itself, with
    `formula`.
    """

    key: str
    heading: str
    kind: Kind
    doc: str
    required: bool = False
    choices: str = ""
    width: int = 14
    prompt: str = ""
    low: int = 0
    high: int = 0
    spare: bool = False
    read: bool = True
    formula: str = ""
    since: int = 1
    letter: bool = False


class Layout(StrEnum):
    """How a sheet is laid out: a heading row and rows, a setting a row, or prose."""

    TABLE = "table"
    SETTINGS = "settings"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what one row of it is, and its columns (or, on the Clinic sheet, settings).

    `read` says whether the reader looks at it at all; `required` whether it must be there.
    """

    key: str
    title: str
    row: str
    doc: str
    columns: tuple[Column, ...] = ()
    layout: Layout = Layout.TABLE
    required: bool = False
    read: bool = True

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """The columns that are read back."""
        return tuple(column for column in self.columns if column.read)

    def column(self, key: str) -> Column:
        """The column of this key; KeyError where the sheet has none of it."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    @property
    def of_letters(self) -> tuple[str, ...]:
        """The keys of the columns that only letters need."""
        return tuple(column.key for column in self.columns if column.letter)

    def is_time(self, key: str) -> bool:
        """True for a column whose cells are seconds."""
        return self.column(key).kind is Kind.SECONDS
