"""A dose of two stages ("wk 1: 15 s x5 od. then 30 s x3 bd") becomes its stretches of weeks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clinicplan.doses.spans import WEEK, Stretch

_N = r"[1-9][0-9]?"
_FIRST_WEEKS = (
    rf"(?:(?:in|for)\s+)?(?:{WEEK}1(?:\s*(?:[-\u2010-\u2015]|to)\s*(?:{WEEK})?(?P<last>{_N}))?|"
    rf"(?:the\s+)?first\s+(?:(?P<many>{_N})\s+)?(?:weeks?|wks?)|"
    rf"(?:to|until|till|up to)\s+(?:the\s+end\s+of\s+)?{WEEK}(?P<until>{_N}))"
    r"(?![0-9])(?!\s*x)(?:\s+only\b)?"
)
_THEN = (
    r"\s*(?:[,;.]|\)|\n)*\s*\b(?:and\s+)?(?:then|after that|thereafter|afterwards)\b"
    rf"(?:\s+from\s+{WEEK}(?P<next>{_N})(?:\s*on(?:wards?)?)?)?\s*[:,]?\s+(?P<then>.+)"
)
_AHEAD = re.compile(
    rf"{_FIRST_WEEKS}\s*[:,=]?\s+(?P<first>\S.*?){_THEN}", re.IGNORECASE | re.DOTALL
)
_BEHIND = re.compile(
    rf"(?P<first>.*?\S)\s*[,;(]?\s+\(?{_FIRST_WEEKS}{_THEN}", re.IGNORECASE | re.DOTALL
)
_THENS = re.compile(r"\b(?:then|after that|thereafter|afterwards|followed by)\b", re.IGNORECASE)
_OTHER_WEEKS = re.compile(
    r"\b(?:weeks?|wks?|w(?=[0-9])|months?|stop|reviews?|until|till|when|once|if|unless)\b|"
    r"/\s*(?:52|12)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"(?:\b(?:a|per|each|every)\s+|(?<=[0-9x])\s*/\s*|(?<=[0-9])\s*x\s*/?\s*)(?:week|wk)\b",
    re.IGNORECASE,
)


def two_stages(text: str) -> list[Stretch] | None:
    """What is done in the first weeks, and what from then on; None where it is not told so.

    `first 2 weeks 3x10 od, after that 3x15 eod`. With other weeks, a second `then`, or a
    condition in either stage it is for its reader to say what is done when.
    """
    typed = text.strip(" .\n")
    match = _AHEAD.fullmatch(typed) or _BEHIND.fullmatch(typed)
    if match is None or len(_THENS.findall(typed)) > 1:
        return None
    first, then = match["first"].strip(" ,;.("), match["then"].strip(" ,;.)")
    if any(_OTHER_WEEKS.search(_HOW_OFTEN.sub(" ", stage)) for stage in (first, then)):
        return None
    last = int(match["last"] or match["many"] or match["until"] or 1)
    if match["next"] and int(match["next"]) != last + 1:
        return None
    return [Stretch(1, last, first), Stretch(last + 1, 0, then)]


@dataclass(frozen=True, slots=True)
class Manners:
    """A dose, how it is done in its first weeks, and how from the week after `last` on."""

    dose: str
    first: str
    last: int
    then: str


_MANNERS = re.compile(
    rf"(?P<dose>.*[0-9].*?)[,;.\n(]\s*(?P<first>[a-z][a-z ]*?)\s+(?:for\s+)?(?:the\s+)?"
    rf"(?:first\s+)?(?P<last>{_N})\s*(?:weeks|wks|/\s*52)\s*,?\s*"
    r"(?:and\s+)?then\s+(?P<then>[a-z ]+?)\)?[\s.]*",
    re.IGNORECASE | re.DOTALL,
)


def two_manners(text: str) -> Manners | None:
    """`10 bd. sitting 2 wks then standing`, whose words may be how it is done; else None."""
    match = _MANNERS.fullmatch(text)
    if match is None or any(map(_OTHER_WEEKS.search, match.group("first", "then"))):
        return None
    if _OTHER_WEEKS.search(_HOW_OFTEN.sub(" ", match["dose"])) or _THENS.search(match["dose"]):
        return None
    dose = match["dose"].strip(" ,;.")
    return Manners(dose, match["first"], int(match["last"]), match["then"].strip())
