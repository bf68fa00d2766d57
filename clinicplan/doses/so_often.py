"""A number of times a day, or of hours in between ("2-3 x daily", "hourly"), becomes Times."""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.dose import Bound, Times
from clinicplan.doses.plain import ADVERBS

MOST_TIMES_A_DAY = 12
AWAKE = 16
"""Hours of a day in which somebody is awake, for sums."""

MOST_HOURS = 8
"""Hours between two sessions; more are so many times a day."""

LATIN_TIMES = {"od": 1, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
"""Times a day as prescriptions have them."""

PER_DAY = re.compile(
    r"\s*(?:(?:a|per|each|every|/)\s*day|daily|"
    r"(?:spread\s+)?(?:over|during|throughout|through|across|in)\s+the\s+day|through the day)$|"
    r"(?<=[0-9]x)\s*day$|(?<=[0-9] x)\s*day$"
)
_TIMES = re.compile(r"(?:x\s*)?([0-9]{1,2})(?:\.0)?\s*(?:x|times?)?")
_ADVERB = re.compile(r"\b(?:once|twice|thrice)\b")
_RANGE = re.compile(r"([0-9]{1,2})\s*(?:-|to|or)\s*([0-9]{1,2})\s*(?:x|times?)?")
_UP_TO = re.compile(r"(?:up to|at most|no more than|not more than|max\.?|maximum)\s+(.+)")
_ABOUT = re.compile(r"(?:about|approx(?:imately)?\.?|roughly|around|ca\.?|~)\s*(.+)")
_OF_A_DAY = re.compile(r"[0-9]\s*(?:x|times)\b|(?:a|per|/)\s*day")
"""`about 5 times`, `~3/day`: those of `~3 daily` may be how many."""

_AWAKE = r"(?:\s+.*awake|\s+(?:in (?:the )?daytime|daytimes?|(?:during|in) (?:the )?day))?"
_HOURLY = re.compile(
    rf"(?:every|each)\s+(?:([0-9]{{1,2}})\s*)?(?:(?:waking|daytime)\s+)?(?:hours?|hrs?|h){_AWAKE}"
    rf"|(?:every\s+)?(?:([0-9]{{1,2}})\s*-?\s*)?hourly{_AWAKE}"
)
def counted(words: str) -> Times | None:
    """`2 times a day`, `2-3 times a day`, `up to 4 times a day`, `~5 x daily`."""
    is_of_a_day = bool(_OF_A_DAY.search(words))
    words = PER_DAY.sub("", words)
    if match := _UP_TO.fullmatch(words):
        latin = LATIN_TIMES.get(match[1].replace(".", ""))
        most = Times(latin) if latin else counted(match[1])
        return replace(most, bound=Bound.UP_TO) if most and not most.least else None
    if match := _ABOUT.fullmatch(words):
        near = counted(match[1]) if is_of_a_day else None
        is_exact = near is not None and near.bound is Bound.EXACT
        return replace(near, bound=Bound.ABOUT) if near and is_exact and not near.least else None
    words = _ADVERB.sub(lambda adverb: ADVERBS[adverb[0]], words)
    match = _RANGE.fullmatch(words) or _TIMES.fullmatch(words)
    if match is None:
        return None
    least, count = int(match[1]), int(match[match.lastindex or 1])
    if not 1 <= least <= count <= MOST_TIMES_A_DAY:
        return None
    return Times(count, least=least if least < count else 0)


def hours_between(words: str) -> Times | None:
    """`every 2 hours`, `hourly`: so often while one is awake."""
    match = _HOURLY.fullmatch(words)
    hours = int(match[1] or match[2] or 1) if match else 0
    if hours in (12, 24):
        return Times(24 // hours)
    return Times(AWAKE // hours, every_hours=hours) if 1 <= hours <= MOST_HOURS else None
