"""Walks and runs whose numbers have no unit ("walk 4 run 1 x5") become minutes, which is told.

Nobody walks for four seconds; what may be seconds, steps or metres as well is left to be asked.
"""

from __future__ import annotations

import re

from clinicplan.doses.said import Doubt

LONGEST_SHORTER = 5
LONGEST = 20
"""Minutes of the shorter and of the longer part; `walk 100 run 50` are metres (our judgement)."""

_WAY = r"(?:run|jog|walk)(?:ning|ging|ing)?"
_SIGN = r"\s*(?:[,/+&:-]|and|then|\s)\s*(?:then\s+)?"
_ENDED = r"(?![0-9.:-]|/\s*[0-9])"
_NUMBER = rf"[0-9]{{1,2}}{_ENDED}(?!\s*x\s*[0-9])"
_WAYS_FIRST = re.compile(
    rf"\b(?P<one>{_WAY})\s*(?P<first>{_NUMBER}){_SIGN}(?P<two>{_WAY})\s*"
    rf"(?P<second>[0-9]{{1,2}}){_ENDED}(?!\s*(?:sets?|rounds?|times)\b)",
    re.IGNORECASE,
)
_NUMBERS_FIRST = re.compile(
    rf"(?<![0-9./:-])(?P<first>[0-9]{{1,2}})\s*(?P<one>{_WAY}){_SIGN}"
    rf"(?P<second>[0-9]{{1,2}})\s*(?P<two>{_WAY})\b",
    re.IGNORECASE,
)
_ANY_UNIT = re.compile(
    r"[0-9]\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|km|k|miles?|metres?|meters?|yards?|"
    r"yds?|steps?|paces?|['\"\u2032\u2033])(?![a-z])|"
    r"\b(?:seconds|secs|minutes|mins?|hours|metres|meters|yards|miles|steps|paces|strides|laps?|"
    r"lengths?|blocks?|lamp\s?posts?|trees|corridor|hall)\b",
    re.IGNORECASE,
)
"""A unit anywhere may be that of all the numbers."""


def in_minutes(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """The text with its minutes said, and what is told of it; the text alone for no such."""
    if not (found := _found(text)):
        return text, ()
    values = (("value", found[0][0]), ("one", _timed(found[0], "min")),
              ("other", _timed(found[0], "s")))  # fmt: skip
    for match in reversed(found):  # by place: `walk 1 run 1` begins `walk 1 run 10`, too
        text = f"{text[: match.start()]}{_timed(match, 'min')}{text[match.end() :]}"
    return text, (Doubt("reps", "minutes-taken", values),)


def _found(text: str) -> list[re.Match[str]]:
    """The walks and runs of a text that can only be minutes."""
    found = [*_WAYS_FIRST.finditer(text)] or [*_NUMBERS_FIRST.finditer(text)]
    if not found or _ANY_UNIT.search(text) or not all(map(_are_minutes, found)):
        return []
    return found


def _are_minutes(match: re.Match[str]) -> bool:
    shorter, longer = sorted((int(match["first"]), int(match["second"])))
    is_other = match["one"][0].casefold() != match["two"][0].casefold()
    return is_other and 1 <= shorter <= LONGEST_SHORTER and longer <= LONGEST


def _timed(match: re.Match[str], unit: str) -> str:
    """The words of the match, with the unit behind both numbers."""
    return re.sub(r"[0-9]+", rf"\g<0> {unit}", match[0])
