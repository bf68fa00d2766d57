"""A cell of words becomes a text in one normal form, or a name, an address, lines of text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time

from marshmallow.validate import Length, Regexp

from clinicplan.rules import has_encoded_word, is_address
from clinicplan.workbook.choices import fold
from clinicplan.workbook.sheets.cells.cell import Cell
from clinicplan.workbook.sheets.faults import Fault, refused
from clinicplan.workbook.sheets.listmarks import without_marks
from clinicplan.workbook.xlsx.grid import BLANKS, Value

LONGEST = Length(max=2_000, error=Fault("too-long"))
LONGEST_LINE = Length(max=200, error=Fault("too-long"))
LONGEST_ID = Length(max=40, error=Fault("too-long"))

NONE = frozenset(("none", "nil", "nothing", "-", "–", "—"))
_MAY_BE_NONE = frozenset(("role", "goals", "note", "override", "why", "caution", "equipment"))
"""Columns where such a word says that there is none, and is never printed."""

FEWEST_LETTERS = 4
"""Fewer are no reason: `ok`, `yes`, `x` (our judgement)."""

EMPTY = NONE | {"no", "n a", "na"}
"""What people write in a cell that they mean to leave empty, folded or as it stands."""

_EMPTY_LINES = re.compile("\n(?:[" + BLANKS.replace("\n", "") + "]*\n)+")
_CONTROL = "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_WITHOUT_CONTROL = re.compile(f"[^{_CONTROL}]*\\Z")
"""No control characters but for the line end, none that turn writing round, no half ones."""

_PLAIN = Regexp(_WITHOUT_CONTROL, error=Fault("control-character"))
_OTHER_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""What Word and the web have for the end of a line."""

_SOFT_HYPHEN = "\u00ad"
_RANGE = re.compile(rf"(?<=\d){_SOFT_HYPHEN}(?=\d)")
"""A soft hyphen between figures: Excel shows it as a hyphen, and it is meant as one."""

_SERIALS = range(36_526, 54_789)
"""The numbers that Excel keeps for the days from 2000 to 2049."""


_MONTHS = 12


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """True for one of the words, folded or as it stands."""
    return fold(text) in words or text in words


def ranges_in(day: date) -> tuple[str, ...]:
    """What a day may have been typed as, where that is not the two numbers of day and month.

    To a British Excel `10-15` is no day of a month, so it makes 1 October 2015 of it.
    """
    year = day.year % 100
    if day.day != 1 or year <= _MONTHS:
        return ()
    return (f"{day.month} to {year}", f"1 to {day.month}")


class TextCell(Cell):
    """A cell that is read as text.

    `longest` is what it may hold. `may_be_figures` where five figures may be meant, which are
    also a day to Excel. `date_instead` is the code of a date in such a cell.
    """

    longest = LONGEST
    may_be_figures = False
    date_instead = "date-misplaced"

    def text(self, value: Value) -> str:
        """The text in one normal form, without blanks at its ends.

        Refused: a date where none belongs (Excel makes them of `10-15`), or the number that
        Excel keeps for one; control characters; a text that is too long.
        """
        if isinstance(value, date):
            low, high = sorted((value.day, value.month))
            is_range = self.date_instead != TextCell.date_instead
            meant = ranges_in(value) if is_range else ()
            raise refused(self.date_instead, meant, low=low, high=high)
        if isinstance(value, time):
            raise refused("time-instead", value=f"{value:%H:%M:%S}".removesuffix(":00"))
        if isinstance(value, bool):
            value = str(value).upper()  # as Excel shows it
        text = unicodedata.normalize("NFC", str(value)).replace("\t", " ").strip(BLANKS)
        if not _WITHOUT_CONTROL.match(text):
            text = _OTHER_LINE_ENDS.sub("\n", text)
        _PLAIN(text)
        self.longest(text)
        if len(text) == 5 and text.isdecimal() and self._is_serial(int(text)):
            raise refused("date-serial", value=text)
        return text

    def _is_serial(self, number: int) -> bool:
        """True for a number that is a day to Excel, where only words or a dose make sense."""
        may_be_meant = self.may_be_figures or self.column.key == "registration"
        return not may_be_meant and number in _SERIALS

    def means_none(self, text: str) -> bool:
        """True for `none`, `n/a` or `-` under a column of which there may be none."""
        return self.column.key in _MAY_BE_NONE and is_one_of(text, EMPTY)

    def typed(self, value: Value) -> str:
        """The text of somebody's own words, without soft hyphens."""
        text = self.text(value)
        if _SOFT_HYPHEN in text:
            text = _RANGE.sub("-", text).replace(_SOFT_HYPHEN, "").strip(BLANKS)
        return text

    def line(self, value: Value) -> str:
        """A text of one line, safe to stand in the head of a letter."""
        text = " ".join(self.typed(value).split("\n"))
        if has_encoded_word(text):
            raise refused("encoded-word")
        return text

    def lines(self, value: Value) -> list[str]:
        """The lines of a text, without blanks at their ends."""
        return [line.strip(BLANKS) for line in self.typed(value).split("\n")]


class Text(TextCell):
    """Words, with one empty line at most between two."""

    def read(self, value: Value) -> str:
        """The text; "" for a word that says that there is none."""
        text = self.typed(value)
        return "" if self.means_none(text) else _EMPTY_LINES.sub("\n\n", text)


class Reason(Text):
    """A reason in words: what a person is asked for later, `ok` and `-` are none."""

    def read(self, value: Value) -> str:
        """The reason, "" where it has too few letters to be one."""
        text = super().read(value)
        return text if sum(map(str.isalpha, text)) >= FEWEST_LETTERS else ""


class Line(TextCell):
    """A short text of one line, such as a phone number or a password."""

    longest = LONGEST_LINE
    may_be_figures = True

    def read(self, value: Value) -> str:
        """The text."""
        return self.line(value)


class Name(TextCell):
    """A name; one of figures alone is a slip."""

    longest = LONGEST_LINE

    def read(self, value: Value) -> str:
        """The name."""
        text = self.line(value)
        if any(map(str.isdigit, text)) and not any(map(str.isalpha, text)):
            raise refused("name-of-figures")
        return text


class NameOrNumber(TextCell):
    """The name of a programme, which may be a number."""

    longest = LONGEST_LINE

    def read(self, value: Value) -> str:
        """The name."""
        return self.line(value)


class Lines(TextCell):
    """A line for each of several things."""

    def read(self, value: Value) -> tuple[str, ...]:
        """The lines that say something."""
        if self.means_none(self.typed(value)):
            return ()
        return tuple(line for line in self.lines(value) if line)


class ListedLines(TextCell):
    """Lines that the handout numbers or marks itself."""

    def read(self, value: Value) -> tuple[str, ...]:
        """The lines without numbers and dots before them."""
        if self.means_none(self.typed(value)):
            return ()
        return without_marks(self.lines(value))


class Id(TextCell):
    """An ID or a code, which has no invisible characters."""

    longest = LONGEST_ID
    may_be_figures = True

    def read(self, value: Value) -> str:
        """The ID as it is seen."""
        text = self.text(value)
        return "".join(item for item in text if unicodedata.category(item) != "Cf")


class Email(Cell):
    """An address that the mail library reads back as it stands; it is never repaired."""

    def read(self, value: Value) -> str:
        """The address, "" where there is to be none."""
        text = str(value).strip(" ")
        if is_one_of(text, EMPTY):
            return ""
        if not is_address(text):
            raise refused("email-invalid")
        return text
