"""Occasions with an amount at each ("10 am, 20 pm") become how often, beside all of the words."""

from __future__ import annotations

import re

from clinicplan.dose import Dose
from clinicplan.doses.conditions import IF
from clinicplan.doses.left_over import says_how_often
from clinicplan.doses.occasions import most_said, rows, with_amounts
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Said
from clinicplan.doses.times import parse_times


def at_each(text: str) -> tuple[Said, str] | None:
    """`10 on waking and 20 at bedtime`: when, and all of the words; None where it is not so."""
    row = with_amounts(text)
    times = parse_times(" and ".join(map(plain, row.items))) if row else None
    if row is None or row.is_even or times is None:
        return None
    rest = f"{text[: row.begin]} {text[row.end :]}"
    if says_how_often(rest, has_weeks=False) or most_said(rest):
        return None
    if re.match(rf"\s*,?\s*{IF}\s", text[row.end :], re.IGNORECASE):
        return None  # `10 am, 20 pm if not sore`
    row_in_words = _UNPARTED.sub(", ", _HALF_DAY.sub(_in_the, text[row.begin : row.end]))
    words = f"{text[: row.begin]}{row_in_words}{text[row.end :]}"
    return Said(Dose(times=times), typed=(("times", text[row.begin : row.end]),)), words


_HALF_DAY = re.compile(r"\b(?:in the )?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)


_UNPARTED = re.compile(r"(?<=in the (?:morning|evening))\s+(?=[0-9])")
"""Between `10 am 15 pm`, where no sign stands."""


def _in_the(match: re.Match[str]) -> str:
    """`8 am` is no time of the clock."""
    return "in the morning" if match["half"] in "aA" else "in the evening"


def is_torn(text: str, rest: str) -> bool:
    """True where some occasions of a row are left, and the others are not."""
    return any(
        any(item in rest for item in row.items) and text[row.begin : row.end] not in rest
        for row in rows(text)
    )
