"""A cell of figures becomes a date, a whole number, cut-offs or a colour."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from marshmallow.validate import Range, Regexp

from clinicplan.doses.plain import plain
from clinicplan.plan import PainGuide
from clinicplan.workbook.choices import squeezed
from clinicplan.workbook.columns import Column
from clinicplan.workbook.sheets.cells.texts import TextCell
from clinicplan.workbook.sheets.dates import Unclear, parse_date
from clinicplan.workbook.sheets.faults import Fault, refused
from clinicplan.workbook.xlsx.grid import Value

EARLIEST = Range(min=date(1900, 1, 1), error=Fault("date-too-early"))

_LAST_SERIAL = 73_050
"""The day of 2099 that Excel keeps as this number is the last that a cell for dates may mean."""

_COLOUR = Regexp(r"[0-9A-Fa-f]{6}\Z", error=Fault("colour-unclear"))


class Date(TextCell):
    """A date, as Excel keeps it or as text in the clinic's order."""

    is_birth = False

    def __init__(self, column: Column) -> None:
        super().__init__(column, validate=EARLIEST)

    def read(self, value: Value) -> date:
        """The day."""
        if isinstance(value, date):
            return value
        if not isinstance(value, str):
            is_serial = isinstance(value, int | float) and 1 < value <= _LAST_SERIAL
            raise refused("date-serial" if is_serial else "date-invalid", value=str(value))
        text = self.text(value)
        try:
            return parse_date(text, order=self.lists.date_order, is_birth=self.is_birth)
        except Unclear as unclear:
            last = {"last": unclear.last} if unclear.last else {}
            raise refused(unclear.code, map(str, unclear.days), **last) from None


class BirthDate(Date):
    """A date of birth, whose year of two figures may be one of the last century."""

    is_birth = True


class Whole(TextCell):
    """A whole number within its column's bounds."""

    def __init__(self, column: Column) -> None:
        bounds: dict[str, Any] = {"min": column.low, "max": column.high}
        super().__init__(column, validate=Range(**bounds, error=Fault("whole-number")))
        self.error_messages["invalid"] = Fault("whole-number")

    def read(self, value: Value) -> int:
        """The number."""
        text = self.figures(self.text(value))
        if not re.fullmatch(r"[0-9]{1,6}", text):
            raise self.make_error("invalid", value=text, low=self.column.low, high=self.column.high)
        return int(text)

    def figures(self, text: str) -> str:
        """What should be a number of a text."""
        return text


class Weeks(Whole):
    """A number of weeks, or the number of a week."""

    def figures(self, text: str) -> str:
        """The figure of `6 weeks`, `6/52` or `week 6`; months are asked about."""
        words = plain(text).replace("/", " ")
        if match := re.fullmatch(r"([0-9]{1,2}) (?:months?|12)", words):
            least = int(match[1]) * 4
            most = least + -(-int(match[1]) // 3)
            raise refused("weeks-or-months", value=text, low=least, high=most)
        match = re.fullmatch(r"(?:(?:weeks?|wks?) )?([0-9]{1,3})(?: (?:weeks?|wks?|52))?", words)
        return match[1] if match else text


class CutOffs(TextCell):
    """The ends of green and amber on the scale of pain."""

    def read(self, value: Value) -> PainGuide:
        """`3 and 5`, `3, 5` or the ranges `0-3, 4-5`."""
        text = self.text(value)
        match [int(number[:3]) for number in re.findall(r"[0-9]+", text)]:
            case [first, second] | [0, first, _, second] | [0, first, _, second, _, 10]:
                if first < second <= 9:
                    return PainGuide(first, second)
        raise refused("cutoffs-unclear", value=text)


class Colour(TextCell):
    """A colour of six figures or letters from A to F, or in plain words."""

    may_be_figures = True

    def read(self, value: Value) -> str:
        """The colour with # before it."""
        text = self.text(value)
        if named := self.lists.codes.get("colours", {}).get(squeezed(text)):
            return named
        text = text.removeprefix("#")
        _COLOUR(text)
        return f"#{text.upper()}"
