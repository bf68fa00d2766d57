"""A day as one types it in the clinic's country becomes the date that is meant, and back.

A browser's own field for dates has the order of the browser's language, not of the clinic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from clinicplan.desk.written import DATES, Written, is_day
from clinicplan.workbook.read import Reading
from clinicplan.workbook.sheets.dates import Unclear, parse_date

MONTH_FIRST = ("us",)
"""Regions in which the month is typed before the day."""

BIRTH = "born"

_IN_A_ROW = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")


def order_in(reading: Reading) -> str:
    """What comes first in a date of figures: as the clinic has chosen, else as in its country."""
    return reading.date_order or order_of(reading.clinic.region)


def order_of(region: str) -> str:
    """What comes first there in a date of figures: "day" or "month"."""
    return "month" if region in MONTH_FIRST else "day"


def with_days(written: Written, order: str, *, before: Mapping[str, str]) -> Written:
    """The fields with each day as a date; what is as `before` stays, letter by letter."""
    days = {
        key: day_of(text, order, is_birth=key == BIRTH)
        for key in DATES
        if (text := written.value(key)) and text != before.get(key)
    }
    return replace(written, patient={**written.patient, **days})


def day_of(text: str, order: str, *, is_birth: bool = False) -> str:
    """The date as YYYY-MM-DD, the text itself where it is none. Figures may stand in a row."""
    row = _IN_A_ROW.fullmatch(text)
    said = "/".join(row.groups()) if row else text
    try:
        return parse_date(said, order=order, is_birth=is_birth).isoformat()
    except Unclear:
        return text


def sure_day_of(text: str, order: str, *, is_birth: bool = False) -> str:
    """The same where figures can be turned round to no other date, or the order is known.

    An `order` of "" knows none: 3/4/2026 stays as it was typed.
    """
    if order:
        return day_of(text, order, is_birth=is_birth)
    both = [day_of(text, each, is_birth=is_birth) for each in ("day", "month")]
    found = {day for day in both if is_day(day)}
    return found.pop() if len(found) == 1 else text


def next_of(text: str, order: str, *, today: date) -> date | None:
    """The next day of a text that names a day and a month and no year; None for other text."""
    for year in (today.year, today.year + 1):
        for with_year in (f"{text}/{year}", f"{text}-{year}", f"{text}.{year}", f"{text} {year}"):
            day = day_of(with_year, order)
            if is_day(day) and date.fromisoformat(day) >= today:
                return date.fromisoformat(day)
    return None


def typed_as(text: str, order: str) -> str:
    """A date (YYYY-MM-DD) as one types it there, in figures; any other text as it is."""
    if not text or not is_day(text):
        return text
    return example(date.fromisoformat(text), order)


def example(day: date, order: str) -> str:
    """This day in figures."""
    return f"{day:%m/%d/%Y}" if order == "month" else f"{day:%d/%m/%Y}"
