"""A misspelt weekday among weekdays ("tues thrus", "mon wed satt") becomes the day it is."""

from __future__ import annotations

import re
from difflib import get_close_matches

from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.plain import any_of
from clinicplan.doses.slips import ORDINARY, is_one_stroke
from clinicplan.doses.understood import is_known

_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STARTS = {full[:many]: at for at, full in enumerate(_FULL) for many in range(3, len(full) + 1)}
_NAMES = {name: at for name, at in (WEEKDAYS | _STARTS).items() if len(name) > 2}
"""`tues`, `wedn`, `frid`: a day's name, or how it begins."""

_OTHERS = frozenset(
    ("free", "fried", "mod", "month", "mob", "mono", "moon", "morn", "must", "salt", "sand",
     "seat", "sets", "shun", "song", "spun", "stat", "stun", "thro", "thru", "thud", "thug",
     "thus", "tube", "tubes", "tune", "wade", "weed", "week", "weld", "wend", "went", "were",
     "wide")
)  # fmt: skip
"""Words of their own that look like a day."""

_DAY = rf"(?:{any_of(name for name in WEEKDAYS if len(name) > 2)}|weekends?)"
_AND = r"(?:\s*[,/&+-]\s*|\s+(?:and\s+|or\s+|to\s+)?)"
_AMONG = re.compile(
    rf"\b{_DAY}{_AND}(?P<word>[a-z]{{3,}})\b(?!\s+(?:under|over|first|legs?|f[eo][eo]t|heel|on|in|with|of)\b)|\b(?P<first>[a-z]{{3,}}){_AND}(?={_DAY}\b)",
    re.IGNORECASE,
)
_ALIKE = 0.8


def without_slipped_days(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with each such word as its day, and the words with theirs."""
    slips: list[tuple[str, str]] = []
    at = 0
    while match := _AMONG.search(text, at):
        name = "word" if match["word"] else "first"
        begin, end = match.span(name)
        at = begin if name == "word" else end
        if day := _day_of(match[name].casefold()):
            slips.append((match[name], day))
            text = f"{text[:begin]}{day}{text[end:]}"
            at = 0
    return text, tuple(slips)


def slipped_day(text: str) -> str:
    """A word among days that looks like more than one of them, or not enough; "" for none."""
    words = ((match["word"] or match["first"]).casefold() for match in _AMONG.finditer(text))
    return next((word for word in words if _looks_like_a_day(word) and not _day_of(word)), "")


def _looks_like_a_day(word: str) -> bool:
    near = get_close_matches(word, _NAMES, n=3, cutoff=_ALIKE)
    return not _is_word(word) and any(name[0] == word[0] for name in near)


def _is_word(word: str) -> bool:
    is_day = word in WEEKDAYS or word in NAMED_DAYS
    return is_day or word in ORDINARY or word in _OTHERS or is_known(word)


def _day_of(word: str) -> str:
    """The one day that the word begins, or is a stroke away from; "" for none, or for two."""
    if _is_word(word):
        return ""
    if word in _NAMES:
        return _FULL[_NAMES[word]].capitalize()
    days = {at for name, at in _NAMES.items() if _is_near(word, name)}
    return _FULL[days.pop()].capitalize() if len(days) == 1 else ""


def _is_near(word: str, name: str) -> bool:
    """True for another letter, one too many or few, or the same ones in another order."""
    is_turned = sorted(word) == sorted(name)
    is_doubled = word == name + name[-1]
    return word[0] == name[0] and (is_turned or is_doubled or is_one_stroke(word, name))
