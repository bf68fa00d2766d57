"""A dose that the handout cannot say, though a clinician would, becomes the code that says why."""

from __future__ import annotations

import re

from clinicplan.doses import parse_seconds

_NUMBER = r"(?:\d+|one|two|three|four|five|six)"
_RANGE = rf"{_NUMBER}\s*(?:[-–]|to|or)\s*{_NUMBER}\s*"
_AMOUNTS = ("count-unclear", "time-unclear")
_REASONS = (
    (_AMOUNTS, re.compile(r"(?:at least|minimum|min\.?|more than|over|>=?|≥)\s*\d|.*\d\s*\+"),
     "no-upper-end"),
    (("times-unclear",), re.compile(rf"(?:at least|up to)\b|{_RANGE}(?:x|times|/|a|per|daily|$)"),
     "times-open"),
    (("days-unclear",), re.compile(rf"(?:at least|up to)\b.*week|{_RANGE}.*week"), "days-open"),
    (("days-unclear",),
     re.compile(r"every\s*(?:third|fourth|fifth|three|four|five|[345](?:rd|th)?)\s*days?"),
     "days-rhythm"),
)  # fmt: skip
"""Of which codes, how such a text begins, and the code that says why it cannot be taken."""


def reason(code: str, text: str) -> str:
    """The code that says why a dose is not understood, where one can tell; else `code`."""
    if code == "count-unclear" and parse_seconds(text):
        return "count-is-time"
    words = " ".join(text.casefold().split())
    found = (why for of, begins, why in _REASONS if code in of and begins.match(words))
    return next(found, code)
