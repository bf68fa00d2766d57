"""The weeks that a piece of a dose names ("for 6 weeks", "wk 2-4") become the first and last."""

from __future__ import annotations

import re

from clinicplan.doses.said import Said

WEEK = r"(?:weeks?|wks?|w)\.?\s*"
_WEEKS = (
    (
        re.compile(rf"(?:in\s+)?{WEEK}([0-9]{{1,2}})\s*(?:-|to)\s*(?:{WEEK})?([0-9]{{1,2}})"),
        (1, 2),
    ),
    (re.compile(r"(?:for )?(?:the )?first ([0-9]{1,2}) (?:weeks|wks)"), (0, 1)),
    (re.compile(rf"{WEEK}([0-9]{{1,2}})\s*(?:\+|on|onwards?)"), (1, 0)),
    (re.compile(r"([0-9]{1,2})\s*/\s*52|([0-9]{1,2}) (?:weeks|wks)"), (0, 1)),
    (re.compile(r"(?:until|till|to|up to)(?: the end of)? (?:week|wk)\s*([0-9]{1,2})"), (0, 1)),
    (re.compile(r"from (?:week|wk)\s*([0-9]{1,2})(?: (?:on|onwards?))?"), (1, 0)),
    (re.compile(r"(?:in )?(?:week|wk)\s*([0-9]{1,2}) only"), (1, 1)),
    (re.compile(r"for\s+([0-9]{1,2})\s*(?:weeks?|wks?)|for\s+([0-9]{1,2})\s*/\s*52"), (0, 1)),
)
_DAYS_OF_WEEKS = re.compile(r"(?:for\s+)?(14|21|28|35|42)\s*/\s*7|for (7|14|21|28|35|42) days")


def read_span(words: str) -> Said | None:
    """The first and last week that a piece names, None where it names none."""
    if days := _DAYS_OF_WEEKS.fullmatch(words):
        return Said(last_week=int(days[1] or days[2]) // 7)
    for pattern, (first, last) in _WEEKS:
        if match := pattern.fullmatch(words):
            found = [int(number) for number in match.groups() if number]
            return Said(
                first_week=found[first - 1] if first else 0,
                last_week=found[last - 1] if last else 0,
            )
    return None
