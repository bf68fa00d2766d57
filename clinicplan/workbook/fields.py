"""The columns of a sheet become the schema of its rows."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError
from marshmallow.fields import Field

from clinicplan.workbook.cells import READERS, Fault, Lists, Refused, refuse
from clinicplan.workbook.columns import Column, Kind, Sheet
from clinicplan.workbook.grid import Trouble

KNOWN_LIMIT = 1_000
"""Texts that a column remembers: 6,000 rows hold few different doses and choices."""

REPEATING = frozenset((
    Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.COUNT, Kind.SECONDS, Kind.TIMES, Kind.DAYS,
    Kind.CHANGES,
))  # fmt: skip
"""Kinds whose texts come again and again."""


def schema_for(sheet: Sheet, lists: Lists) -> Schema:
    """The schema of a sheet's rows: make it once, and load row by row."""
    fields: dict[str, Field[Any]] = {column.key: Cell(column, lists) for column in sheet.columns}
    return Schema.from_dict(fields, name=sheet.key)(unknown=EXCLUDE)


class Cell(Field[Any]):
    """A cell of a column; the error that marshmallow collects carries a fault."""

    def __init__(self, column: Column, lists: Lists) -> None:
        missing: Any = [Fault("missing-value", {"heading": column.heading})]
        super().__init__(required=column.required, error_messages={"required": missing})
        self._column = column
        self._lists = lists
        self._known: dict[str, Any] | None = {} if column.kind in REPEATING else None

    def _deserialize(self, value: Any, attr: Any, data: Any, **_: Any) -> Any:
        try:
            return self._read(value)
        except Refused as refused:
            raise ValidationError([refused.fault]) from None

    def _read(self, value: Any) -> Any:
        if isinstance(value, Trouble):
            raise refuse(value.code, value=value.text, heading=self._column.heading)
        read = READERS[self._column.kind]
        if self._known is None or not isinstance(value, str):
            return read(value, self._column, self._lists)
        if value not in self._known and len(self._known) < KNOWN_LIMIT:
            self._known[value] = read(value, self._column, self._lists)
        known = self._known.get(value)
        return read(value, self._column, self._lists) if known is None else known
