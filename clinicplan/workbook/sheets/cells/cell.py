"""A column becomes the field of a schema: what every kind of cell has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from marshmallow.fields import Field

from clinicplan.workbook.columns import Column
from clinicplan.workbook.sheets.faults import Fault, refused
from clinicplan.workbook.xlsx.grid import Trouble, Value

KNOWN_LIMIT = 1_000
"""Texts that a column remembers: 60,000 rows hold few different doses and choices, and a
plan's rows the same ID. Equal cells share one value."""

KNOWN_LENGTH = 100
"""Longer texts, such as notes and goals, come but once."""

REPEATED = ("plan_id", "programme")
"""Needed columns whose value rows share: many leave it empty below the first of them."""

MISSING = frozenset(("missing-value", "missing-in-row"))
"""What is said of a needed cell that is empty."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What cells are looked up in: each list's words (folded) by code, and the date order.

    `words` are the words that a message offers.
    """

    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_order: str = ""


class Cell(Field[Any]):
    """A cell of a column. A kind of cell says how it is read; `validate` looks at what was.

    The messages are codes of findings.toml (`Fault`).
    """

    def __init__(self, column: Column, **more: Any) -> None:
        code = "missing-in-row" if column.key in REPEATED else "missing-value"
        super().__init__(required=column.required, **more)
        self.error_messages["required"] = Fault(code)
        self.column = column
        self.lists = Lists()
        self._known: Callable[[Value], object] = self.read

    def look_up_in(self, lists: Lists) -> None:
        """Use these lists from now on, and remember what short texts mean."""
        self.lists = lists
        self._known = lru_cache(KNOWN_LIMIT)(self.read)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, Trouble):
            raise refused(value.code, value=value.text)
        is_short = isinstance(value, str) and len(value) <= KNOWN_LENGTH
        return self._known(value) if is_short else self.read(value)

    def read(self, value: Value) -> object:
        """What is meant by a filled cell. Raises ValidationError."""
        raise NotImplementedError
