"""The columns of a sheet become the schema of its rows."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError
from marshmallow.fields import Field

from clinicplan.workbook.columns import Column, Sheet
from clinicplan.workbook.sheets.cells import READERS, Lists, Refused, refuse
from clinicplan.workbook.xlsx.grid import Trouble

KNOWN_LIMIT = 1_000
"""Texts that a column remembers: 60,000 rows hold few different doses and choices, and a
plan's rows the same ID. Equal cells share one value."""

KNOWN_LENGTH = 100
"""Longer texts, such as notes and goals, come but once."""


def schema_for(sheet: Sheet, lists: Lists) -> Schema:
    """The schema of a sheet's rows: make it once, and load row by row."""
    fields: dict[str, Field[Any]] = {
        column.key: Cell(column, lists) for column in sheet.read_columns
    }
    # Empty cells are left out; asked for each, marshmallow would take three times as long.
    return Schema.from_dict(fields, name=sheet.key)(unknown=EXCLUDE, partial=True)


class Cell(Field[Any]):
    """A cell of a column; the error that marshmallow collects carries a fault."""

    def __init__(self, column: Column, lists: Lists) -> None:
        super().__init__()
        self._column = column
        self._lists = lists
        self._known = lru_cache(KNOWN_LIMIT)(self._read)

    def deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        """The value of a filled cell.

        It stands in for marshmallow's own, which asks validators and hooks that no cell has:
        half of the time that a schema takes.
        """
        is_short = isinstance(value, str) and len(value) <= KNOWN_LENGTH
        try:
            return self._known(value) if is_short else self._read(value)
        except Refused as refused:
            raise ValidationError([refused.fault]) from None

    def _read(self, value: Any) -> Any:
        if isinstance(value, Trouble):
            raise refuse(value.code, value=value.text, heading=self._column.heading)
        return READERS[self._column.kind](value, self._column, self._lists)
