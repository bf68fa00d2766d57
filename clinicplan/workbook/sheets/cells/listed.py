"""A cell with an entry of a drop-down list, or several, becomes their codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from marshmallow import ValidationError

from clinicplan.doses import Said, parse_side
from clinicplan.doses.plain import plain
from clinicplan.doses.sides import noted_side, read_side, says_how_much
from clinicplan.doses.unclear import question
from clinicplan.workbook.choices import EACH_SIDE, fold, near_side, nearest
from clinicplan.workbook.sheets.cells.doses import clear
from clinicplan.workbook.sheets.cells.texts import EMPTY, LONGEST, LONGEST_LINE, TextCell, is_one_of
from clinicplan.workbook.sheets.faults import refused
from clinicplan.workbook.xlsx.grid import BLANKS, Value

_SPLIT = re.compile(r"\s*[;\n]\s*")
_DOUBT = re.compile(r"\s*\(?\s*\?[\s?!]*\)?\s*\Z")
_MAY_BE_NONE = frozenset(("cautions", "conditions", "people", "programmes"))
"""Lists whose empty cell means none of them; an empty side is the exercise's usual one."""


class Choice(TextCell):
    """An entry of a list; where the list is open, any text."""

    longest = LONGEST_LINE
    may_be_figures = True

    def read(self, value: Value) -> object:
        """The code of the entry, or the text as typed."""
        return self.code(value)

    def code(self, value: Value) -> str:
        """The code of the entry, or the text as typed."""
        text = self.line(value)
        if self.means_none(text):
            return ""
        codes = self.lists.codes.get(self.column.choices)
        if codes is None:
            return text
        if self.column.choices == "sides" and (asked := question(plain(text))):
            raise refused(asked.code, **asked.values)
        code = codes.get(fold(text))
        if code is None and self.column.choices == "sides":
            code = parse_side(text) or None
        if code is None:
            raise self.not_listed(text)
        return code

    def line(self, value: Value) -> str:
        """The text, of which somebody is sure."""
        text = super().line(value)
        _is_decided(text)
        return text

    def means_none(self, text: str) -> bool:
        """True for a word that says that there is none, where there may be none."""
        return self.column.choices in _MAY_BE_NONE and is_one_of(text, EMPTY)

    def not_listed(self, text: str) -> ValidationError:
        """What to say of a text that is not in the list: what is near it, or all entries."""
        words = self.lists.words[self.column.choices]
        near = self.near(text)
        if near:
            fix = "each" if near == EACH_SIDE else near
            return refused("not-in-list-near", (fix,), value=text, near=near)
        return refused("not-in-list", words, value=text, accepted=", ".join(words))


    def near(self, text: str) -> str:
        """The entry that a text may be meant for, "" where none is like it."""
        two_sided = near_side(text) if self.column.choices == "sides" else ""
        return two_sided or nearest(text, self.lists.words[self.column.choices])


class Side(Choice):
    """The side of a dose, also with its order: `each, worse leg first`."""

    def read(self, value: Value) -> object:
        """The code of the side; all that is said, where it is more than that."""
        text = self.line(value)
        if says_how_much(text):
            raise refused("side-has-amounts", value=text)
        said = read_side(text)
        is_listed = fold(text) in self.lists.codes.get(self.column.choices, {})
        if said is None and not is_listed and not self.near(text):
            said = noted_side(text)
        if not isinstance(said, Said):
            return self.code(value)
        return said.side if said == Said(side=said.side, typed=said.typed) else clear(said, text)


class YesNo(Choice):
    """Yes or no."""

    may_be_figures = False

    def read(self, value: Value) -> bool:
        """True for yes."""
        return self.code(value) == "yes"


class Choices(Choice):
    """Several entries of a list, with semicolons between."""

    longest = LONGEST

    def read(self, value: Value) -> tuple[str, ...]:
        """The codes of the entries, each once."""
        codes = self.lists.codes[self.column.choices]
        text = self.text(value)
        if self.means_none(text):
            _is_decided(text)
            return ()
        found: dict[str, None] = {}
        for entry in _entries(text, codes):
            _is_decided(entry)
            code = codes.get(fold(entry))
            if code is None:
                raise self.not_listed(entry)
            found[code] = None
        return tuple(found)


def _is_decided(text: str) -> None:
    """Refuse `right (?)`, `yes?`: an entry of the list, and that nobody is sure of it."""
    if (near := _DOUBT.sub("", text)) and near != text:
        raise refused("said-with-doubt", value=text, near=near)


def _entries(text: str, codes: Mapping[str, str]) -> list[str]:
    """The entries of a cell; a comma separates too, unless it belongs to an entry."""
    entries = []
    for entry in _SPLIT.split(text):
        parts = [entry] if fold(entry) in codes else entry.split(",")
        entries += [part for part in parts if part.strip(BLANKS)]
    return entries
