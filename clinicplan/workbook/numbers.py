"""A number in a cell, with its style, becomes a number, a date or a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from clinicplan.workbook.container import Damaged
from clinicplan.workbook.grid import Trouble, Value

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a cell has no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LEAP_BUG = 60
"""The serial of 29 February 1900, which never was; Excel's dates before it are a day off."""

FORMAT_LIMIT = 255
"""Characters of a number format that Excel keeps."""

_NO_PLACEHOLDER = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*.', re.IGNORECASE)
_DAY_OR_YEAR = re.compile(r"[dy]|mmm", re.IGNORECASE)
_TIME = re.compile(r"[hs]", re.IGNORECASE)
_DATE_FORMATS = frozenset(map(str, (*range(14, 18), 22, *range(27, 37), *range(50, 59))))
_TIME_FORMATS = frozenset(map(str, (*range(18, 22), *range(45, 48))))


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's number format makes of its number."""

    is_date: bool = False
    is_time: bool = False


def styles_of(elements: Iterable[tuple[str, dict[str, str]]]) -> list[Style]:
    """The styles that cells refer to by number, from the elements of the styles part."""
    formats: dict[str, str] = {}
    styles: list[Style] = []
    inside = False
    for name, attributes in elements:
        if name == "numFmt":
            formats.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name in ("cellXfs", "cellStyles"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            styles.append(_style(number, formats.get(number, "")))
    return styles


def _style(number: str, code: str) -> Style:
    if not code:
        return Style(is_date=number in _DATE_FORMATS, is_time=number in _TIME_FORMATS)
    plain = _NO_PLACEHOLDER.sub("", code[:FORMAT_LIMIT])
    is_date = _DAY_OR_YEAR.search(plain) is not None and "general" not in plain.casefold()
    return Style(is_date=is_date, is_time=not is_date and _TIME.search(plain) is not None)


def value_of_number(text: str, style: Style, epoch: datetime) -> Value:
    """The number, or the date or time that its style shows; Damaged where it is none."""
    number = _number(text)
    if style.is_date:
        return _date(number, epoch)
    if style.is_time:
        return _time(number)
    return int(number) if number == int(number) else number


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise Damaged from error
    if number != number or abs(number) == float("inf"):
        raise Damaged
    return number


def _date(serial: float, epoch: datetime) -> Value:
    if serial < 0:
        return Trouble("date-out-of-range")
    if serial < 1:
        return _time(serial)
    days = serial + 1 if serial < LEAP_BUG and epoch is EPOCH else serial
    try:
        return (epoch + timedelta(days=days)).date()
    except OverflowError:
        return Trouble("date-out-of-range")


def _time(serial: float) -> Value:
    seconds = round(serial % 1 * 86_400) % 86_400
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def value_of_iso(text: str) -> Value:
    """The day of an ISO date, or the text where it is none."""
    try:
        return datetime.fromisoformat(text.strip().removesuffix("Z")).date()
    except ValueError:
        return text
