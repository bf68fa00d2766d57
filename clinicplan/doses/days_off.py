"""Days without exercise ("Sunday off", "nothing Tue Thu", "Sun: rest") become `not Sunday`."""

from __future__ import annotations

import re

_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?|week-?ends?|"
    r"week-?days?)(?![a-z])(?!-(?!mon|tue|wed|thu|fri|sat|sun))"
)
_SPAN = rf"{_DAY}(?:\s*(?:-|to)\s*{_DAY})?"
_DAYS = rf"{_SPAN}(?:\s*(?:and\s|[&+/])\s*{_DAY})*"
_BEGINS = (
    r"(?:^|(?<=[,;.(\n])|(?<=[,;.)\n-] )|(?<=\bdaily )|(?<=\b[bto]d )|(?<=\b[tq]ds )|"
    r"(?<=\bday )|(?<=\bweek )|(?<=\bmon )|(?<=\btue )|(?<=\bwed )|(?<=\bthu )|(?<=\bfri )|"
    r"(?<=\bsat )|(?<=\bsun ))"
)
"""Where a clause begins, or how often ends: what follows is of days."""

_ENDS = r"(?=\s*(?:$|[,;.)\n]|but\b|left\b|right\b|each\b|with\b|[0-9]))"
_NOTHING = re.compile(
    rf"{_BEGINS}(?:(?:and|but|do|with)\s+)*(?:nothing|none|nil|zero|no\s+exercises?)\s+"
    rf"(?:on\s+|at\s+)?(?:the\s+|a\s+)?(?P<days>{_SPAN}(?:\s*(?:and\s|[&+/,]|\s)\s*{_DAY})*){_ENDS}",
    re.IGNORECASE,
)
_NONE_THEN = re.compile(
    rf"{_BEGINS}(?:on\s+)?(?P<days>{_DAYS})\s*[:=-]?\s*(?:is\s+|are\s+)?"
    r"(?:nothing|none|nil|zero|rest)(?=\s*(?:$|[,;.)\n]))",
    re.IGNORECASE,
)
_OFF = re.compile(
    rf"(?<!next )(?<!this )(?<!last )\b(?P<days>{_DAYS})\s+(?:off|free)\b{_ENDS}", re.IGNORECASE
)
"""`Sat off-ice` and `Sun off a box` are no days off."""


_OF_A_LIST = re.compile(
    rf"(?:{_DAY}\s+|(?:^|[^a-z\s-]|{_DAY},)\s*{_DAY},\s*|-\s*|\b(?:to|or)\s+)$", re.IGNORECASE
)
"""`Tue Thu off`, `Mon, Wed, Fri rest` are of all of them; of `Mon Wed Fri, Sun off` the last is."""

_NOT_SO = re.compile(
    r"\b(?:not?|never|don'?t|do not|can|could|may|might|only|ok|have|has|take|first|"
    r"alternate|every other)"
    r"(?:\s+(?:to|have|take|a|the))*\s+$",
    re.IGNORECASE,
)


def without_days_off(text: str) -> str:
    """The text with its days off as what is left out; all else as it was typed."""
    for found in (_NOTHING, _NONE_THEN, _OFF):
        text = found.sub(_left_out, text)
    return text


def _left_out(match: re.Match[str]) -> str:
    """The days as left out; as typed, where more days may be meant, or somebody says not to."""
    before = match.string[: match.start()]
    if match.re is not _NOTHING and (_OF_A_LIST.search(before) or _NOT_SO.search(before)):
        return match[0]
    return f"not {match['days']}"
