"""What is wrong with a cell: a code of findings.toml, as marshmallow's messages carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from marshmallow import ValidationError

NOTHING: Mapping[str, str | int] = MappingProxyType({})
SHOWN = 100
"""Characters of a cell that a message may need; of a longer one it says how long it is."""

_WORDS = {"min": "low", "max": "high"}
"""What findings.toml calls the bounds of marshmallow's validators."""


class Fault(str):
    """A code of findings.toml; once it is filled, `values` are those of its words.

    marshmallow fills a message with `format`: `"is more than {max}".format(input=9, max=5)`.
    A code stays as it is, and keeps what it is given; an `input` is the cell's `value`, of
    so much `length`, and `fixes` are what may stand in place of that. So its
    own validators tell a finding: `Range(max=52, error=Fault("..."))`.
    """

    values = NOTHING
    fixes: tuple[str, ...] = ()

    def format(  # type: ignore[override]  # marshmallow fills by name alone
        self, **given: object
    ) -> Fault:
        """The code with these values."""
        filled = Fault(self)
        text = str(given.pop("input", ""))
        cell: dict[str, str | int] = {"value": text[:SHOWN], "length": len(text)} if text else {}
        filled.values = cell | {
            _WORDS.get(key, key): value if isinstance(value, int) else str(value)
            for key, value in given.items()
            if value is not None
        }
        return filled


    def meaning(self, *fixes: str) -> Fault:
        """The same fault, with what the cell may hold instead."""
        told = Fault(self)
        told.values, told.fixes = self.values, fixes
        return told


def refused(code: str, fixes: Iterable[str] = (), /, **values: str | int) -> ValidationError:
    """The exception for a cell that is not understood; `fixes` may stand in place of `value`."""
    return ValidationError([Fault(code).format(**values).meaning(*fixes)])


def at(key: str, code: str, /, **values: str | int) -> ValidationError:
    """The exception of a rule across the cells of a row, told at one of them."""
    return ValidationError([Fault(code).format(**values)], key)
