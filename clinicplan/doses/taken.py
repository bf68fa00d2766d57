"""A dose with a figure that one reading makes sense of becomes the text of that, and what is told.

`walk 4 run 1` are minutes, `30 on 30 off x6` are seconds, `3/20 bd` is 3 x 20: each is a warning
that says so, with how to type it.
"""

from __future__ import annotations

import re

from clinicplan.doses.going import in_minutes
from clinicplan.doses.said import Doubt

Told = tuple[Doubt, ...]

LEAST_SECONDS = 20
"""Of work and of rest, from which `30 on 30 off` is no minutes where there are several rounds."""

_ON_OFF = re.compile(
    r"\b(?P<on>[0-9]{1,2})\s+on[\s,/+&-]+(?P<off>[0-9]{1,2})\s+off(?=\W+(?:x\s*[3-9]|x\s*[1-9][0-9]|"
    r"[3-9]\s*(?:x|times|rounds?|sets?)|[1-9][0-9]\s*(?:x|times|rounds?)))",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(
    r"[0-9]\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|['\"\u2032\u2033])(?![a-z])|"
    r"\b(?:seconds|secs|minutes|mins?|hours|days)\b",
    re.IGNORECASE,
)

_STROKE = re.compile(
    r"^\s*(?P<sets>[2-5])\s*/\s*(?P<reps>8|9|1[0-9]|20|25|30)(?=\s*[,;]|\s+(?:od|bd|bds|bid|tds|tid|"
    r"qds|qid|daily|every|eod|alt|once|twice|[1-7]\s*(?:x|times|days)|each|both|left|right|l|r|ea|"
    r"per|slow\w*|hold|with|mon|tue|wed|thu|fri|sat|sun)(?![a-z]))",
    re.IGNORECASE,
)
_MONTHS = "12"
"""`3/12` may be three months."""

_SOMETHING_ELSE = re.compile(
    r"\b(?:pain\w*|sore\w*|discomfort|effort|rpe|borg|vas|nrs|nprs|score|ache|stiff\w*|reps?|sets?|"
    r"repetitions|months?)\b|[0-9]\s*[x\u00d7]\s*[0-9]|\bx\s*[0-9]+(?!\s*(?:a|/|per|daily|day|week|wk))|"
    r"[0-9]\s*/\s*[0-9]+.*[0-9]\s*/\s*[0-9]",
    re.IGNORECASE,
)
"""Beside it the figures may be a score, or the sets are said already."""


def as_taken(text: str) -> tuple[str, Told]:
    """The text with its figures as they are taken, and what is told of each; else itself."""
    text, of_minutes = in_minutes(text)
    text, of_seconds = _in_seconds(text)
    text, of_sets = _in_sets(text)
    return text, (*of_minutes, *of_seconds, *of_sets)


def _in_seconds(text: str) -> tuple[str, Told]:
    """`30 on 30 off x6`: six rounds of an hour nobody does."""
    match = _ON_OFF.search(text)
    if match is None or _ANY_TIME.search(text):
        return text, ()
    if min(int(match["on"]), int(match["off"])) < LEAST_SECONDS:
        return text, ()
    seconds, minutes = (f"{match['on']} {unit} on {match['off']} {unit} off" for unit in
                        ("s", "min"))  # fmt: skip
    values = (("value", match[0]), ("one", seconds), ("other", minutes))
    words = f"{text[: match.start()]}{seconds}{text[match.end() :]}"
    return words, (Doubt("reps", "seconds-taken", values),)


def _in_sets(text: str) -> tuple[str, Told]:
    """`3/20 bd`: three sets of twenty."""
    match = _STROKE.match(text)
    if match is None or match["reps"] == _MONTHS or _SOMETHING_ELSE.search(text):
        return text, ()
    one = f"{match['sets']} x {match['reps']}"
    values = (("value", match[0].strip()), ("one", one), ("sets", match["sets"]),
              ("number", match["reps"]))  # fmt: skip
    return f"{one}{text[match.end():]}", (Doubt("reps", "sets-taken", values),)
