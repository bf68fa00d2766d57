"""A dose in the clinic's own words becomes its clauses, each for a line of its own.

Nothing of it is left out or changed: only spaces that no line may break at are told apart. What a
clause begins with is a side, a week, a kind of day or a condition; a comma anywhere else stays
within one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NO_BREAK = "\u00a0"
_WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tues|"
    r"weds|thur|thurs)s?\b"
)
_KIND = r"(?:good|better|bad|worse|easy|hard|flare|sore|stiff|off|rest|work|school|race|show)"
_OF_DAY = r"(?:mornings?|afternoons?|evenings?|nights?)"
_WEEK = r"(?:weeks?|wks?|stages?|days?)\s[0-9]"
_COUNTED = r"(?:[0-9]+|two|three|four|five|six)"
_STARTS = (
    rf"(?:left|right)\s+(?!and\b|or\b|foot\b|leg\b)\w|(?:left|right)\s+(?:foot|leg)\s+\w|"
    rf"(?:from|after|until|till|by)\s+(?:the\s+)?(?:week|{_COUNTED}\s+weeks?)\b|{_WEEK}|"
    r"(?:for\s+the\s+)?(?:first|next|last|second|2nd|third|3rd)\s+(?:[0-9]+\s+)?"
    r"(?:weeks?|fortnight)\b|"
    rf"{_WEEKDAY}(?:[/,&\s]+(?:and\s+)?{_WEEKDAY})*(?=\s*[^\s;.,/])|"
    rf"{_KIND}\s+(?:days?|weeks?)\b|days\s+off\b|weekends?\b|weekdays\b|on\s+\w+(?:-\w+)?\s+days\b|"
    rf"{_OF_DAY}\s+(?!and\b|or\b)\w|in\s+the\s+{_OF_DAY}\b|at\s+(?:night|bedtime)\b|[ap]m\b|"
    r"(?:before|after)\s+[a-z]|(?:if|unless|when|whenever|while|until|till|otherwise)\b|"
    r"(?:or\s+)?as\s+long\b|(?:only|not|never|nothing|stop|leave)\b"
)
_SEAM = re.compile(
    r"(?<=;)\s+|(?<!\bapprox\.)(?<!\bno\.)(?<!\bmax\.)(?<!\bmin\.)(?<=\.)\s+|\s*\n\s*|"
    r"(?<!\band)(?<!\bbut)\s+(?=(?:and\s+|but\s+)?then\b)|"
    rf"(?<!\bthen)\s+(?=from\s+week\s[0-9]+\s*[:\w])|(?<!\bfrom)(?<!\bthen)\s+(?={_WEEK}[0-9\s-]*:)|"
    rf"(?<=,)\s+(?={_STARTS})|(?<=\s/)\s+(?={_KIND}\s+days?\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"(?:^|[\s/]){_WEEKDAY},$", re.IGNORECASE)
"""A weekday whose list goes on behind it."""
_LEAD = re.compile(
    r"(?:after|before|from|once|if|when|until|till)\s+\S+(?:\s+\S+)?,", re.IGNORECASE
)
"""What reads on behind its comma: `after 2 weeks, if no swelling, 3 x 10`."""
_KEPT = (
    re.compile(r"(?<=[0-9])\s(?=[x\u00d7]\s?[0-9])|(?<=[0-9]\s[x\u00d7])\s(?=[0-9])"),
    re.compile(r"(?<=\s/)\s(?=[0-9])|(?<=\s\+)\s(?=\w)|(?<=\w)\s(?=-\s)"),
    re.compile(
        r"(?:(?<=\bweek)(?<![0-9]\sweek)(?<![nr]d\sweek)|(?<=\bweeks)(?<![0-9]\sweeks))\s(?=[0-9])",
        re.IGNORECASE,
    ),
)


@lru_cache(maxsize=1024)
def clauses(words: str) -> tuple[str, ...]:
    """The clauses in their order; a space within an amount or a week's number holds its line."""
    ends = [0]
    for seam in _SEAM.finditer(words):
        before = words[ends[-1] : seam.start()]
        is_led = bool(_LEAD.fullmatch(before) or _is_listed(before, words[seam.end() :]))
        if before.strip() and not is_led and not _is_open(words[: seam.start()]):
            ends.append(seam.end())
    parts = [words[start:end] for start, end in zip(ends, [*ends[1:], len(words)], strict=True)]
    return tuple(_kept(part.strip()) for part in parts if part.strip())


_NAMED = re.compile(
    r"(?:^(?:and\s+|then\s+)*|\bfrom\s+)weeks?\s(?P<week>[1-9][0-9]?)\b"
    r"(?!\s*,?\s*(?:post|after|since|following)\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\bpost[- ]?op|\bweeks?\s[0-9]+(?:\s?[-\u2013]\s?[0-9]+)?,?\s+"
    r"(?:post|since|following|after\s+(?:(?:the|an?|your)\s+)?(?:op|surg|inj|fract))",
    re.IGNORECASE,
)


def weeks_named(words: str) -> frozenset[int]:
    """The weeks that something begins in: 3 of `from week 3: ...` and of `week 3-4: ...`.

    None where one is counted since an operation: the others may be, too.
    """
    if _SINCE.search(words):
        return frozenset()
    found = (_NAMED.finditer(part) for part in clauses(words))
    return frozenset(int(each["week"]) for part in found for each in part)


def _is_listed(before: str, after: str) -> bool:
    """True between the weekdays of a list."""
    return bool(_LISTED.search(before) and re.match(_WEEKDAY, after, re.IGNORECASE))


def _is_open(words: str) -> bool:
    """True within brackets."""
    return sum(words.count(sign) for sign in "([") > sum(words.count(sign) for sign in ")]")


def _kept(words: str) -> str:
    for space in _KEPT:
        words = space.sub(_NO_BREAK, words)
    return words
