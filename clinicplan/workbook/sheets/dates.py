"""A date kept as text becomes the day that is meant, or the code of what is unclear in it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import MINYEAR, date

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(
    r"(\d{1,2})\s*(?:st|nd|rd|th)?(?:\s+of)?[\s.-]+([a-z]{3,9})\.?[\s,.-]+(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?[\s-]+(\d{1,2})\s*(?:st|nd|rd|th)?[\s,-]+(\d{4}|\d{2})")
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class Unclear(ValueError):
    """A text that is no date, or not clearly one; `code` says which (findings.toml).

    `days` are all that it may mean, where that is known. `last` is the last day of a month that
    has no such day.
    """

    def __init__(self, code: str, days: tuple[date, ...] = (), *, last: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.days = days
        self.last = last


def parse_date(text: str, *, order: str, is_birth: bool = False) -> date:
    """The day of `1 Dec 2026`, `Dec 1, 2026`, `2026-12-01`, `2026/12/01` or `01/12/2026`.

    Figures alone are read in the clinic's order ("day", "month" or ""), or where only one
    reading is a date. A year of two figures is one of this century; a birth's, of the last
    one, from 30 on. Raises Unclear.
    """
    year, month, day = _parts(" ".join(text.casefold().split()), order)
    if len(year) == 2:
        year = f"{_century(year, is_birth=is_birth)}{year}"
    try:
        return date(int(year), month, day)
    except ValueError:
        raise _no_such(int(year), month, day) from None


def _no_such(year: int, month: int, day: int) -> Unclear:
    """Why there is no such day: its month is too short, or it is no date at all."""
    if 1 <= month <= len(_MONTHS) and day >= 1 and year >= MINYEAR:
        return Unclear("date-not-in-month", last=monthrange(year, month)[1])
    return Unclear("date-invalid")


def is_right_turned(day: date, odd: Callable[[date], object]) -> bool:
    """True where a date that is odd is not so with day and month changed over."""
    is_date = day.day <= len(_MONTHS) and day.day != day.month
    return is_date and not odd(turned(day))


def turned(day: date) -> date:
    """The date with day and month changed over; there must be such a month."""
    return date(day.year, day.day, day.month)


def _parts(text: str, order: str) -> tuple[str, int, int]:
    """Year as typed, month and day."""
    if match := _ISO.fullmatch(text):
        return match[1], int(match[3]), int(match[4])
    if match := _DAY_FIRST.fullmatch(text):
        return match[3], _month(match[2]), int(match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return match[3], _month(match[1]), int(match[2])
    if match := _FIGURES.fullmatch(text):
        return _figures(int(match[1]), int(match[3]), match[4], order=order)
    raise Unclear("date-invalid")


def _figures(first: int, second: int, year: str, *, order: str) -> tuple[str, int, int]:
    if not order and len(year) == 4 and max(first, second) > 12:
        order = "day" if first > second else "month"
    if not order and first != second:
        raise Unclear("date-ambiguous", _both_ways(first, second, year))
    return (year, first, second) if order == "month" else (year, second, first)


def _both_ways(first: int, second: int, year: str) -> tuple[date, ...]:
    """Both dates, day first and month first; none of a year in which nobody's plan starts."""
    if len(year) != len("2026") or year < "2000" or max(first, second) > len(_MONTHS):
        return ()
    return date(int(year), second, first), date(int(year), first, second)


def _month(name: str) -> int:
    """The month of `dec`, `sept` or `december`; 0 where the word is none, or more than one."""
    months = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    return months[0] if len(months) == 1 else 0


def _century(year: str, *, is_birth: bool) -> str:
    if not is_birth:
        return "20"
    if year < "30":
        raise Unclear("date-year")
    return "19"
