"""A sheet as it lies in the file: rows of the values that its filled cells hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

BLANKS = " \t\n\r\x0b\x0c\u00a0\u2007\u202f\u3000\u200b\u200c\u200d\u2060\ufeff"
"""What counts as nothing at a text's ends: spaces, no-break and zero-width ones too."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in place of a value that cannot be used; `code` says why (findings.toml)."""

    code: str
    text: str = ""

    def __str__(self) -> str:
        return self.text


Plain = str | int | float | bool | date | time


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number, or a text, that Excel may show as something else: `code` is its format."""

    value: int | float | str
    code: str

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Struck:
    """A value that is struck through, all of it or a part."""

    value: Plain | Formatted

    def __str__(self) -> str:
        return str(self.value)


Value = Plain | Formatted | Struck | Trouble


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number and its values by column, both from 1."""

    number: int
    values: Mapping[int, Value]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, its corners included."""

    top: int
    left: int
    bottom: int
    right: int
