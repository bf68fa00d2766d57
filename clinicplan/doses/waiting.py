"""A dose in own words that waits for a week ("after wk 2 if pain free: ..") gets its week."""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.doses.changes import MOST_WEEK
from clinicplan.doses.plain import plain
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import FREQUENCY, Said

_OF_LATER = re.compile(
    r"(?:only )?(?:(?P<after>after)|from|starting|start)\s+(?:the\s+)?(?:first\s+)?"
    r"(?:(?:week|wk|w)\s?(?P<week>[0-9]{1,2})|(?P<many>[0-9]{1,2})\s?(?:weeks|wks|/52))\b"
    r"(?!\s*(?:[-/+]|to\b|post\b|after\b|since\b|of\b|and\b|or\b))"
)
_FIRST_LABEL = re.compile(
    r"(?P<before>.*?)(?:^|[.;,] ?)(?:from )?(?:week|wk|w) ?(?P<week>[0-9]{1,2})"
    r"(?:-[0-9]{1,2}|\+| on)?:(?=.*(?:week|wk|w) ?[0-9]{1,2}(?:-[0-9]{1,2}|\+| on)?:)"
)
"""`2x/wk, 48h apart. wk 10: both legs 3x10. wk 12+: L only`: the first of its weeks."""

_SO_MUCH = re.compile(r"[0-9] ?x ?[0-9]|[0-9] ?(?:reps?|s|secs?|seconds?|mins?|minutes?|sets?)\b")
_BEFORE = re.compile(r"\b(?:now|until then|till then|first|meanwhile|add|swap|change)\b")
"""What is done until then: `from wk 2 barefoot, now in shoes`."""

_POST_OP = re.compile(r"\b(?:post|after the op|since)\b|\bop\b|surgery")
_WITHOUT_AMOUNT = re.compile(r"[^0-9;.]*?(?=(?:only )?(?:after|from)\b)")


def from_its_week(own: Said, typed: str) -> Said:
    """The same, with the week that all of it waits for: `after wk 2 if painfree: 3x6 eod`.

    `Tue + Fri from wk 3 IF ..: 3x8` too: nothing is to be done before.
    """
    words = plain(typed)
    if _POST_OP.search(words) or _BEFORE.search(words):
        return own
    if label := _FIRST_LABEL.match(words):
        week = int(label["week"])
        is_free = not own.first_week and not own.last_week and not own.steps
        begins = is_free and 2 <= week <= MOST_WEEK and not _SO_MUCH.search(label["before"])
        typed_as = (*own.typed, ("first_week", label[0]))
        return replace(own, first_week=week, typed=typed_as) if begins else own
    lead = _WITHOUT_AMOUNT.match(words)
    match = _OF_LATER.match(words, lead.end() if lead else 0)
    if match is None or own.first_week or own.last_week or own.steps:
        return own
    before = read_dose(lead[0].strip(" ,:-")) if lead and lead[0].strip() else Said()
    if not isinstance(before, Said) or before.notes or before.facts().keys() - FREQUENCY:
        return own
    week = int(match["week"] or match["many"]) + bool(match["after"])
    if not 2 <= week <= MOST_WEEK or (match["many"] and not match["after"]):
        return own
    return replace(own, first_week=week, typed=(*own.typed, ("first_week", match[0])))
