"""A private cell and what is wrong with it become the cells that would mend it.

No finding may carry them: whoever shows them shows the cell, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

from clinicplan.rules import domain_of, is_address, near_domain
from clinicplan.workbook.sheets.dates import Unclear, parse_date

_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\bat\b)\s*", re.IGNORECASE)
_TWO_FIGURES = re.compile(r"(.*\D)(\d\d)")


def private_fixes(code: str, text: str) -> tuple[str, ...]:
    """All that may have been meant, as one would type it; () where that is not known."""
    find = _FIXES.get(code)
    return find(text) if find else ()


def _both_ways(text: str) -> tuple[str, ...]:
    """Both dates; the day comes first in the first of them."""
    return tuple(dict.fromkeys(_days(text, orders=("day", "month"))))


def _both_centuries(text: str) -> tuple[str, ...]:
    match = _TWO_FIGURES.fullmatch(text.strip())
    years = (f"{match[1]}{century}{match[2]}" for century in ("19", "20")) if match else ()
    return tuple(day for year in years for day in _days(year, orders=("day",)))


def _days(text: str, *, orders: tuple[str, ...]) -> list[str]:
    days: list[date] = []
    for order in orders:
        with suppress(Unclear):
            days.append(parse_date(text, order=order, is_birth=True))
    return [str(day) for day in days]


def _near_address(text: str) -> tuple[str, ...]:
    near = near_domain(domain_of(text.strip()))
    return (f"{text.strip().rpartition('@')[0]}@{near}",) if near else ()


def _repaired_address(text: str) -> tuple[str, ...]:
    """The address without blanks, with its @ and with dots for commas, if it is one then."""
    tried = _AT.sub("@", text.strip(), count=0 if "@" in text else 1)
    tried = re.sub(r"\s+", "", tried).replace(",", ".").strip(".;<>")
    return (tried,) if tried != text and is_address(tried) else ()


_FIXES: Mapping[str, Callable[[str], tuple[str, ...]]] = {
    "date-ambiguous": _both_ways,
    "date-year": _both_centuries,
    "email-domain-near": _near_address,
    "email-invalid": _repaired_address,
}
