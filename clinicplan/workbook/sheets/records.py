"""A row of the workbook by column, where it stands, and what it became."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from clinicplan.findings import Finding, Place
from clinicplan.workbook.xlsx.grid import Value

AnyRow = TypeVar("AnyRow")

PRIVATE = ("first_name", "last_name", "born", "email", "password")
"""Columns whose cells no message may repeat."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row stands, and which of its cells are filled.

    `columns` holds where each column stands; on the Clinic sheet `number` is 0 and it holds
    the row of each setting. `private` are its private cells, as typed. `said_in` has the
    column of the cell that says a fact, where that is not the fact's own column.
    """

    sheet: str
    number: int
    columns: Mapping[str, int]
    filled: tuple[str, ...] = ()
    private: tuple[Value, ...] = ()
    said_in: Mapping[str, str] = field(default_factory=dict)

    def saying(self, said_in: Mapping[str, str]) -> Spot:
        """The same place, which knows the cell of each fact."""
        if not said_in:
            return self
        more = tuple(fact for fact in said_in if fact not in self.filled)
        return replace(self, filled=(*self.filled, *more), said_in=said_in)

    @property
    def is_misread(self) -> bool:
        """True where a dose in one cell is not understood."""
        return "dose" in self.filled and "dose" not in self.said_in.values()

    def says(self, fact: str) -> str:
        """The column that says a fact: its own, where no other does."""
        return self.said_in.get(fact, fact)

    def place(self, key: str = "") -> Place:
        """The cell of a column, or of what says its fact; the row where the sheet has neither."""
        key = self.says(key)
        if not self.number:
            row = self.columns.get(key, 0)
            return Place(self.sheet, row, 2 if row else 0)
        return Place(self.sheet, self.number, self.columns.get(key, 0))


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it was typed: its values by column key. It is let go once it is understood."""

    spot: Spot
    values: Mapping[str, Value]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Entry(Generic[AnyRow]):
    """A row as it was understood, where it stands, and its cells' findings, of no plan yet."""

    row: AnyRow
    spot: Spot
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Generic[AnyRow]):
    """The rows of a sheet and what is to be said about the sheet as a whole."""

    title: str
    entries: tuple[Entry[AnyRow], ...] = ()
    findings: tuple[Finding, ...] = ()


Load = Callable[[Record], Entry[AnyRow]]
"""Makes an entry of a record."""
