"""How a dose goes on, in words that no week is reckoned for, becomes a note as typed."""

from __future__ import annotations

import re

from clinicplan.doses.plain import plain
from clinicplan.doses.said import Said

_SIGN = re.compile(r"\b(?:when|if|once|until|as soon as|only)\b|->|\u2192", re.IGNORECASE)
_TIMED = re.compile(
    r"\b(?:weeks?|wks?|w[0-9]|days?|months?)\b|/52|/7\b|\b[0-9]+(?:st|nd|rd|th)\b", re.IGNORECASE
)


_RUNNING = re.compile(
    r"\b[0-9]+\s*(?:days|times|sessions)\s*(?:running|in a row|on end)\b", re.IGNORECASE
)


RISES = r"(?:build|work|increas|increase|progress)(?:ing)?"
"""`build`, `building`; "increas" is that of `increasing`."""


def by_signs(clause: str) -> Said | None:
    """How to go on by what the patient feels, in the clinician's words: it is printed as typed.

    Words of time would be a change by week that was not understood: they are no part of it.
    """
    if not _SIGN.search(clause) or _TIMED.search(_RUNNING.sub("", clause)):
        return None
    return Said(notes=(clause,))


_TARGET = re.compile(
    rf"(?:{RISES}|go(?:ing)?)(?:\s+up)?\s+to\s+[0-9]{{1,2}}\s*[x\u00d7]\s*[0-9]+.*"
    r"|(?:build|work|progress)(?:ing)?(?:\s+up)?\s+to\s+[0-9].*,\s*then\s.*",
    re.IGNORECASE | re.DOTALL,
)
_ADDED = re.compile(
    r"(?:\+|add|increase by|go up by)\s*[0-9]+(?:[.,][0-9]+)?\s*(?:more\s+)?"
    r"(?:sets?|rounds?|kgs?|kilos?|%|lbs?|s|secs?|seconds?|mins?|minutes?|metres?|steps?|laps?|lengths?|cm)(?![a-z])"
    r"(?!\s+(?:each|every) (?:time|leg|foot|side|way|direction))"
    r".*(?:\b|(?=/))(?:each|every|per|a week|weekly|/\s*(?:week|wk)|when|once|if)\b.*|"
    r"\+\s*[0-9]+\s+(?:reps?\s+)?every\s+[a-z0-9]+\s+(?:days?|sessions?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_OF_A_WEEK = re.compile(r"\b(?:weeks?|wk|w)\s*[0-9]|/52|/7\b", re.IGNORECASE)


_LATER = re.compile(
    rf"(?:(?:and|then)\s+)?(?:slowly\s+|gradually\s+)?{RISES}(?:\s+up)?"
    r"\s+(?:slowly\s+|gradually\s+)?to\s+[0-9]+(?:\s*-\s*[0-9]+)?\s*(?:reps?|times|s|secs?|seconds?|"
    r"mins?|minutes?|metres?|steps?|laps?|lengths?|kg|sets?)?"
    r"(?:\s+(?:as|if|when|once|over time|gradually|slowly)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_WHEN_EASY = re.compile(r"(?:when|once|if|as soon as)\s", re.IGNORECASE)


def open_ended(clause: str) -> Said | None:
    """`build up to 10 min as tolerated`: where it goes to, and nobody says by when."""
    is_open = _LATER.fullmatch(clause.strip(" .,")) and not _TIMED.search(clause)
    return Said(notes=(clause.strip(" .,"),)) if is_open else None


def once_easy(clause: str) -> Said | None:
    """`when easy next colour band`, of which no reader makes a dose: all of it as typed."""
    is_easy = _WHEN_EASY.match(clause) and not _TIMED.search(clause)
    return Said(notes=(clause.strip(" .,"),)) if is_easy else None


def in_words(clause: str) -> Said | None:
    """A rise that no week is reckoned for, in the clinic's words: `+1 set every 3rd day`."""
    is_worded = _TARGET.fullmatch(clause) or _ADDED.fullmatch(clause)
    if not is_worded or _OF_A_WEEK.search(clause):
        return None
    return Said(notes=(clause.strip(" .,"),))


_COUNTED_RISE = re.compile(
    r"(?:up|build\w*|progress\w*|increas\w*|go(?:ing)? up)\b.*"
    r"(?:\bx ?[0-9]|[0-9] ?x\b|[0-9] ?(?:times|reps?|repetitions|sets?)\b)"
)


def is_counted_rise(note: str) -> bool:
    """True for the rise of `10 s building to 30 s x5`: the five are of now, too."""
    return bool(_COUNTED_RISE.match(plain(note)))
