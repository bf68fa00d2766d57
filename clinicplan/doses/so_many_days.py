"""A dose for so many days ("bd for 10 days") becomes that dose, with the day that it ends on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from clinicplan.dose import Days, Rhythm
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Said, Unclear

_FOR = re.compile(
    r"[\s,;(]*(?:\b(?:for|x)\s+(?:the\s+)?(?:first\s+)?|\b(?:the\s+)?first\s+)(?P<days>[0-9]{1,2})\s*"
    r"days\b(?!\s*(?:a|per|each|every|/|in|off|apart|on\b|of\b|after|before|post|from|running))"
    r"(?:\s+only)?\)?(?=\s*(?:$|[,;.(]))|"
    r"[\s,]+(?P<bare>[89]|[1-9][0-9])\s*days(?=\s*(?:$|[,;.(]))|"
    r"[\s,(]+(?:x\s?)?(?P<sevenths>[89]|[1-9][0-9])/7\b(?!\s*[0-9])\)?(?=\s*(?:$|[,;.(]))",
    re.IGNORECASE,
)
_STAGED = re.compile(
    r"\bthen\b|\b(?:week|wk)s?\b|/52|\bnext\b|\bafter that\b|\bdays\b.*\bdays\b|\bmonths?\b",
    re.IGNORECASE | re.DOTALL,
)
"""More than one stretch of days."""

_OFTEN = re.compile(
    r"(?:daily|day|od|bd|bds|tds|qds|bid|tid|qid|eod|mornings?|evenings?|nights?|nightly|am|pm|"
    r"alternate days|alt days)$"
)
"""What so many days are of: not of a weight, of a rest or of how slow it is."""

_GOES_ON = re.compile(
    r"\b(?:thereafter|continue|carry on|build|after|progress|easy|increase|later|no|not|without)\b"
)

MOST = 90


def for_days(text: str, read: Callable[[str], Said | Unclear]) -> Said | None:
    """The dose without its days, which end it; None where it is not said so, or not of all."""
    match = _FOR.search(text)
    if match is None or _STAGED.search(text):
        return None
    count = int(match["days"] or match["bare"] or match["sevenths"])
    said = read(f"{text[: match.start()]}{text[match.end() :]}")
    if isinstance(said, Unclear) or not 2 <= count <= MOST or not count % 7:
        return None
    days, times = said.dose.days, said.dose.times
    is_bound = said.steps or said.growth or said.first_week or said.last_week or said.ask_often
    before = plain(text[: match.start()]).rstrip(" ,;(")
    if not _OFTEN.search(before) or _GOES_ON.search(plain(text)):
        return None  # `3x10 bd, walk for 10 days`
    if is_bound or said.dose.provided or not (days or times):
        return None
    every = days or Days(Rhythm.EVERY_DAY)
    if every.rhythm not in (Rhythm.EVERY_DAY, Rhythm.EVERY_OTHER_DAY):
        return None
    if times is not None and not (times.is_fixed and (times.is_daily or not times.occasion)):
        return None
    ends = replace(every, first=count, provided=f"for {count} days")
    typed = (*said.typed, ("last_week", match[0].strip(" ,;()")))
    if days is None:
        typed = (*typed, ("days", match[0].strip(" ,;()")))
    return replace(
        said, dose=replace(said.dose, days=ends), last_week=-(-count // 7), typed=typed
    )
