"""A number in a cell, with its style, becomes a number, a date or a time."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from clinicplan.workbook.xlsx.container import Damaged
from clinicplan.workbook.xlsx.formats import Style
from clinicplan.workbook.xlsx.grid import Formatted, Plain, Trouble
from clinicplan.workbook.xlsx.masks import plain

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a cell has no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
FIRST_YEAR = 1900
"""A moment before it is a time of day, which Excel counts as the day 0."""

LEAP_BUG = 60
"""The serial of 29 February 1900, which never was; Excel's dates before it are a day off."""

def value_of_number(
    text: str, style: Style, epoch: datetime
) -> Plain | Formatted | Trouble:
    """The number, or the date or time that its style shows; Damaged where it is none.

    It is Formatted where its style may show something else than its digits.
    """
    number = _number(text)
    if style.is_date:
        return _date(number, epoch)
    if style.is_time:
        return _time(number)
    exact = int(number) if number == int(number) else float(plain(number))
    if not style.code or (style.is_plain and exact > 0 and isinstance(exact, int)):
        return exact
    return Formatted(exact, style.code)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise Damaged from error
    if number != number or abs(number) == float("inf"):
        raise Damaged
    return number


def _date(serial: float, epoch: datetime) -> Plain | Trouble:
    if serial < 0:
        return Trouble("date-out-of-range")
    if serial < 1:
        return _time(serial)
    days = serial + 1 if serial < LEAP_BUG and epoch is EPOCH else serial
    try:
        return (epoch + timedelta(days=days)).date()
    except OverflowError:
        return Trouble("date-out-of-range")


def _time(serial: float) -> time:
    seconds = round(serial % 1 * 86_400) % 86_400
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def value_of_iso(text: str) -> Plain:
    """The day of an ISO date, its time where it has no day, or the text where it is neither."""
    stripped = text.strip().removesuffix("Z")
    try:
        moment = datetime.fromisoformat(_with_day(stripped))
    except ValueError:
        return text
    return moment.date() if moment.year >= FIRST_YEAR else moment.time()


def _with_day(text: str) -> str:
    return f"0001-01-01T{text.removeprefix('T')}" if ":" in text and "-" not in text else text
