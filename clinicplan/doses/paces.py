"""Paces in short ("1r/4w x6", "1 run/2 walk, then 2/2 (mins)", "3 up 3 down") become whole ones."""

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
    if {match["first"].casefold(), match["then"].casefold()} != {"r", "w"} or match["sign"] != "/":
        return match[0]
    one, other = ("run", "walk") if match["run"] else ("walk", "run")
    return f"{match['one']} {one} {match['sign']} {match['other']} {other}"


_BARE_WAYS = re.compile(
    r"(?<![0-9x.-])(?<![x\u00d7] )\b(?P<first>[1-6]) ?(?P<there>up|out)(?:[,/ ]+|,? (?:and|&) )"
    r"(?P<last>[1-6]) ?(?P<back>down|in|back)\b(?! ?[x\u00d7])",
    re.IGNORECASE,
)
_THREE_WAYS = re.compile(
    r"\b([1-6])-([0-6])-([1-6]) ?(up|out)/(?:hold|pause)/(down|in|back)\b", re.IGNORECASE
)
_SETS = re.compile(r"[0-9] ?[x\u00d7] ?[0-9]|\b(?:sets?|reps?)\b", re.IGNORECASE)
_STAIRS = re.compile(r"\b(?:stair\w*|steps|flights?|floors|rungs|legs?|feet)\b", re.IGNORECASE)
"""`5 up 5 down stairs`, `2 legs up 1 down` are no seconds."""


def in_seconds(text: str) -> str:
    """`3x15, 3 up 3 down` with the seconds: a colleague reads no others beside sets."""
    if _STAIRS.search(text) or not _SETS.search(text):
        return text
    text = _THREE_WAYS.sub(r"\1 s \4, hold \2 s, \3 s \5", text)
    return _BARE_WAYS.sub(_with_seconds, text)


def _with_seconds(match: re.Match[str]) -> str:
    """Not `2 up 1 down`: that may be legs."""
    if match["first"] == "2" and match["last"] == "1":
        return match[0]
    return f"{match['first']} s {match['there']}, {match['last']} s {match['back']}"
