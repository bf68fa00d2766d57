"""A number in a dose of the clinic's words whose unit nobody typed becomes the question.

A colleague guesses it; a patient cannot.
"""

from __future__ import annotations

import re

from clinicplan.doses.manner import three_seconds, two_up_one_down
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Doubt, Unclear
from clinicplan.doses.unclear import question, tempo_direction

PART = re.compile(r",(?![0-9])|;|\.\s|\.$|\n")
"""What ends a part of a dose."""

_TIME_UNIT = re.compile(
    r"[0-9]\s*(?:s|secs?|seconds?|min|mins?|minutes?|h|hrs?|hours?|['\"])(?![a-z])|"
    r"\b(?:mins?|minutes|secs|seconds)\b"
)
_ON_OFF = re.compile(r"\b([0-9]{1,2}) on\s*[,/+&-]?\s*([0-9]{1,2}) off\b")
_GOINGS = r"(?:run|jog|walk|march|cycle|swim|row|skip)"
_GOING = re.compile(
    rf"\b{_GOINGS}\s+[0-9]{{1,2}}(?![0-9.]|\s*(?:m|km|k|x|miles?|metres?|steps?|laps?|lengths?|times|"
    rf"rounds?)\b)(?:[\s,/+&-]+{_GOINGS}\s+[0-9]{{1,2}}(?![0-9.]|\s*(?:m|km)\b))*"
)
_SCORE = re.compile(
    r"(?:[0-9]\s*-\s*[0-9]+|[<>]=?\s*[0-9]+|[0-9]+\s*\+)\s*[:=]?\s+"
    r"(?:carry on|stay|continue|go on|keep|ok|fine|stop|ease|halve|half|rest)\b.*"
)
_SCORED = re.compile(
    r"\b(?:pain|sore\w*|discomfort|effort|rpe|borg|vas|nrs|nprs|score|ache|stiff\w*|breath\w*|"
    r"dizz\w*|tired\w*|fatigue|swelling|scale|tingling)\b"
)
_RANGE = re.compile(
    r"(?<![0-9./-])(?<!week )(?<!wk )([0-9]{1,3})-([0-9]{1,3})(?![0-9./:-]|\s*(?:am|pm))"
)
_PART_OF_NOTHING = re.compile(
    r"\b(?:hold|holds|rest|rests)\s+(?:1/2|1/3|2/3|1/4|3/4)(?=\s*(?:$|[,;.)]))"
)
_SETS = re.compile(r"\b[0-9]{1,2}\s*x\s*[0-9]{1,3}\b|\b[0-9]+\s*(?:reps?|repetitions)\b")
_SECONDS_OR_SETS = re.compile(
    r"\b(?P<s>[5-9]|[1-9][0-9]) ?s ?x ?(?P<r>[0-9]{1,3}) ?r\b|"
    r"\b(?P<reps>[0-9]{1,3}) ?r ?x ?(?P<of>[5-9]|[1-9][0-9]) ?s\b"
)
_FASTEST = 6
"""Seconds of a way in a tempo; greater numbers are repetitions, set by set (our judgement)."""


def lacking(text: str) -> Unclear | None:
    """What to ask about a dose in words: a unit, a scale, or what three figures are; else None."""
    words = plain(text)
    found = (ask(words) for ask in (_backwards, _length, _unit, _scale, _tempo, _seconds_or_sets))
    return next((asked for asked in found if asked), None)


def _backwards(words: str) -> Unclear | None:
    """`20-15 reps`: from fifteen to twenty, or fewer each set?"""
    for match in _RANGE.finditer(words):
        low, high = int(match[2]), int(match[1])
        if low < high and low:
            values = {"value": match[0], "one": f"{low}-{high}", "other": f"{high}, then {low}"}
            return Unclear("range-backwards", values)
    return None


def _length(words: str) -> Unclear | None:
    """`hold 1/2`: half of what?"""
    match = _PART_OF_NOTHING.search(words)
    return Unclear("no-length", {"value": match[0].strip()}) if match else None


def _unit(words: str) -> Unclear | None:
    """`5 on 5 off`, `jog 1 walk 4`, and no unit of time anywhere."""
    if _TIME_UNIT.search(words):
        return None
    if match := _ON_OFF.search(words):
        one, other = (f"{match[1]} {unit} on, {match[2]} {unit} off" for unit in ("s", "min"))
        return Unclear("dose-unit-missing", {"value": match[0], "one": one, "other": other})
    match = _GOING.search(words)
    if match is None:
        return None
    one, other = (re.sub(r"([0-9]+)", rf"\1 {unit}", match[0]) for unit in ("min", "s"))
    return Unclear("dose-unit-missing", {"value": match[0], "one": one, "other": other})


def _seconds_or_sets(words: str) -> Unclear | None:
    """`5s x 10r`: five sets of ten, or ten of five seconds? Up to four it is taken for sets."""
    match = _SECONDS_OR_SETS.search(words)
    if match is None:
        return None
    many, reps = match["s"] or match["of"], match["r"] or match["reps"]
    values = {"value": match[0], "one": f"{many} sets of {reps}", "other": f"{reps} x {many} s"}
    return Unclear("dose-two-readings", values)


def _scale(words: str) -> Unclear | None:
    """`0-3 carry on`, and no word of pain or effort anywhere."""
    scores = (part.strip() for part in PART.split(words))
    score = next((part for part in scores if _SCORE.fullmatch(part)), "")
    if not score or _SCORED.search(words):
        return None
    return Unclear("dose-score-of-what", {"value": score, "one": f"pain {score}"})


def _tempo(words: str) -> Unclear | None:
    """`2-1-4` by itself beside sets and repetitions: which way takes how long?"""
    if (value := two_up_one_down(words)) and not _STAIRS.search(words):
        one, other = "2 s up, 1 s down", "up on both legs, down on one"
        return Unclear("dose-two-meanings", {"value": value, "one": one, "other": other})
    parts = [part.strip() for part in PART.split(words)]
    for part in parts:
        found = question(part)
        if found and found.code in ("tempo-four", "tempo-direction"):
            return found if _SETS.search(words.replace(part, " ")) else None
        figures = three_seconds(part)
        if figures and max(figures) <= _FASTEST and _SETS.search(words.replace(part, " ")):
            return tempo_direction(part, figures)
    return None


_BARE_TEMPO = re.compile(
    r"(?<![0-9x.-])(?<!x )\b(?P<first>[1-9]) ?(?P<there>up|out)[,/ ]+(?P<last>[1-9]) ?"
    r"(?P<back>down|in|back)\b",
    re.IGNORECASE,
)


_STAIRS = re.compile(r"\b(?:stair\w*|steps|flights?|floors|rungs)\b", re.IGNORECASE)
"""`5 up 5 down stairs` are no seconds."""


def of_bare_tempo(text: str) -> tuple[Doubt, ...]:
    """`3 up 3 down` in the clinic's own words: nobody reads there that these are seconds."""
    match = _BARE_TEMPO.search(text)
    if match is None or _STAIRS.search(text):
        return ()
    one = f"{match['first']} s {match['there']} {match['last']} s {match['back']}"
    return (Doubt("reps", "tempo-without-unit", (("value", match[0]), ("one", one))),)
