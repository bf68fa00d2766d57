"""Run and walk in short ("1r/4w x6", "1 run/2 walk, then 2/2 (mins)") become runs and walks."""

from __future__ import annotations

import re

_TIME = r"[0-9]+(?:[ -]?(?:mins?|minutes?|s|secs?|seconds?|'))?"
_SIGN = r"\s?(?P<sign>/|,|\+|\bthen\b|\band\b)\s?"
_PAIR = re.compile(
    rf"\b(?P<one>{_TIME}) ?(?P<first>(?P<run>r|run|jog)|w|walk){_SIGN}"
    rf"(?P<other>{_TIME}) ?(?P<then>(?(run)(?:w|walk)|(?:r|run|jog)))\b(?!/| ?[0-9])",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![0-9/.-])\b([1-9][0-9]?)/([1-9][0-9]?)(?= ?[x\u00d7] ?[0-9])")
"""`2/2 x6` behind `1 run/2 walk x8`."""

_UNIT = re.compile("^[0-9]+")
_IN_MINUTES = re.compile(r"[\s,;]*\((?:all )?(?:in )?min(?:ute)?s?\)", re.IGNORECASE)
_COUNTED = re.compile(r"\b([0-9]+) (run|walk)\b")


def in_paces(text: str) -> str:
    """The text with each pace named, and its unit where one stands for all in brackets."""
    first = _PAIR.search(text)
    if first is None:
        return text
    begins_to_run = bool(first["run"])
    words = _PAIR.sub(_named, text)
    paces = ("run", "walk") if begins_to_run else ("walk", "run")
    unit = _UNIT.sub("", first["one"])
    words = _BARE.sub(rf"\1{unit} {paces[0]} / \2{unit} {paces[1]}", words)
    if _IN_MINUTES.search(words):
        words = _COUNTED.sub(r"\1 min \2", _IN_MINUTES.sub("", words))
    return words


def _named(match: re.Match[str]) -> str:
    if not {match["first"].casefold(), match["then"].casefold()} & {"r", "w"}:
        return match[0]
    one, other = ("run", "walk") if match["run"] else ("walk", "run")
    return f"{match['one']} {one} {match['sign']} {match['other']} {other}"
