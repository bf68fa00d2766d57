"""The shorthand of a dose ("3x10 b.d., wk 1-2") becomes words that a patient can read.

No number of it becomes another, and none is left out: what has two meanings stays as it is typed.
"""

from __future__ import annotations

import re
from functools import partial
from math import prod

from clinicplan.doses.abbreviations import ABBREVIATIONS
from clinicplan.doses.arrows import without_arrows
from clinicplan.doses.conditions import IF
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.manner import COLOURS
from clinicplan.doses.plain import any_of
from clinicplan.doses.shorthand import spelt

_COUNTED = (
    "kgs?|lbs?|s|secs?|seconds?|mins?|minutes?|%|x|"
    "reps?|repetitions?|sets?|times|steps?|legs?|feet|foot"
)
_FIGURE = (
    rf"(?:[0-9]+(?:\s*[x\u00d7-]\s*[0-9]+)?(?:\s*(?:{_COUNTED})(?![a-z]))?(?:\s+total)?|"
    rf"(?:{any_of(COLOURS)})(?:\s+bands?)?(?![a-z]))"
)
"""So much: `5`, `3x10`, `20 s`, `red band`."""

_ARROW = r"\s*(?:-+>|\u2192)\s*"
_COLOUR = re.compile(any_of(COLOURS), re.IGNORECASE)

_BEHIND_GROWTH = (
    "as|if|when|by|over|in|per|a|each|every|daily|once|twice|max|only|od|bd|"
    "tds|qds|and|or|for|with"
)
_GROWS = re.compile(
    rf"(?<![0-9.,/>\u2192])(?<![>\u2192] )\b({_FIGURE})((?:{_ARROW}{_FIGURE})+)"
    rf"(?=\s*(?:$|[-,;.:)+]|(?:{_BEHIND_GROWTH})\b))",
    re.IGNORECASE,
)
"""`5 -> 10 -> 15` grows from week to week; one after the other it would be thirty."""

_UNITS = (
    "m|km|cm|mm|kg|s|secs?|mins?|seconds?|minutes?|hours?|"
    "metres?|meters?|steps?|breaths?|counts?|times|days?|"
    "(?:weeks?|wks?)(?! ?[0-9])"
)
_NOT_A_UNIT = rf"(?!\s*(?:\.?[0-9]|[x\u00d7/%@\"']|-(?! [a-z])|(?:{_UNITS})\b))"
_SETS = re.compile(
    r"(?<![0-9][.-])\b([0-9]{1,2}(?:-[0-9])?)\s*[x\u00d7]\s*([0-9]+(?:-[0-9]+)?)\b"
    rf"{_NOT_A_UNIT}",
    re.IGNORECASE,
)
_MOVING = "run|walk|jog|cycle|swim|row|march|sprint"
_BEFORE_NUMBERS = (
    "on|off|rest|hard|fast|in|out|for|up|down|level|stage|phase|size|grade|number|no|day|week|wk|"
    "step|steps|set|sets|rpe|pain|effort|about|at|every|each|within|minus|plus|of|per|least|most|"
    "than|over|under|hold|x"
)
_NOT_BEFORE_SETS = re.compile(
    rf"\b(?:{_MOVING})\b|(?:[0-9]|\b(?:{_BEFORE_NUMBERS}))\s*$|[-\u00d7/<>=~+]\s*$",
    re.IGNORECASE,
)
"""What a number of sets does not follow: the 1 of `run 2/walk 1 x8` is a minute."""

_LIFTS = re.compile(r"[0-9] ?RM ?[x\u00d7] ?[0-9]", re.IGNORECASE)

_OF_SUCH_DAYS = re.compile(
    r"\b(?:good|bad|off|sore|work|game|training|easy|hard|normal|flare|rest|other)[ -]days?\s*$",
    re.IGNORECASE,
)
"""`good day 3x15`: no third day."""

_TIMED = re.compile(r"[0-9]\s*[x\u00d7]\s*[0-9]+(?:-[0-9]+)?\s*seconds?\b")
_LEAST_HELD = 15
"""Seconds of a hold beside others; fewer are repetitions (our judgement)."""

MOST_SETS = 9
"""Sets that somebody does; `15 x 3` are fifteen repetitions in three sets (our judgement)."""

_GOING = "drop|go|back|return|reduc|progress|build|increas|mov|cut|step"
_PHRASE_ENDS = re.compile(
    r"[,;:.(+\u2192]|\b(?:when|if|until|till?|then|"
    rf"(?:{_GOING})(?:e|es|ing|ping|s)?(?: (?:back|up|down|it|on))* to)\b",
    re.IGNORECASE,
)
_BEHIND_SO_OFTEN = (
    "a|on|in|at|before|after|only|if|when|then|and|or|per|each|every|with|"
    "while|for|as|daily|hourly|once|twice|wk|week|hold|clockwise|anticlockwise"
)
_SO_OFTEN = re.compile(
    rf"(?:(?<=[a-z)\"]),?\s+|(?<=[,;:.(])\s*|^)[x\u00d7]\s?([0-9]{{1,2}}(?:-[0-9]+)?)"
    rf"(?=\s*(?:$|[,;.:)+]|(?:{_BEHIND_SO_OFTEN})\b))|"
    r"(?<![0-9.])\b([0-9]{1,2}(?:-[0-9]+)?)\s?x(?=\s+[a-z(]|\s*[,;.()]|\s*$)",
    re.IGNORECASE,
)
"""`5 right + 5 left x4`, `only 1x if swollen`."""

_SO_LONG = re.compile(
    r"(?<![0-9.\u00d7-])(?<!\u00d7 )\b([1-9][0-9]?) \u00d7 "
    r"([0-9]{1,3}(?:-[0-9]{1,3})? (?:seconds?|minutes?))\b(?! (?:\u00d7|on\b|off\b))"
)
"""`4 x 30 seconds`: in how many goes, and how long each."""

_SETS_SETS = re.compile(r"(\b[0-9]+ sets?) sets?\b")
"""`15 x 3 sets`."""

_ROUNDS = re.compile(
    rf"(\b(?:{_MOVING}|on|off|rest|easy|hard|in|out) [0-9]+) "
    r"\u00d7([0-9]+)(?=\s*(?:$|[.,;(]))",
    re.IGNORECASE,
)
"""`run 2/walk 1 x8`: the rounds."""

_BY_COUNTED = re.compile(
    r"(?:(?<=[a-z)]),?|(?<=[0-9]),)\s+[x\u00d7]\s*"
    r"(?=[0-9]+(?:-[0-9]+)? (?:repetitions?|sets?|times|rounds?)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?<![0-9.,-])(?<![0-9] )(?<![0-9]/)1 (?:second|minute|hour|repetition|session|time)s\b"
)
_TWO_COUNTS = re.compile(
    r"\b(once|twice|[0-9]+ times) (?=(?:once|twice|[0-9]+ times) (?:a|per) (?:day|week)\b)"
)
"""`twice twice a day`."""

_TIMES = {"1": "once", "2": "twice"}


def written_out(text: str) -> str:
    """The text with its abbreviations in words."""
    words = without_arrows(_GROWS.sub(_grown, spelt(_in_one_line(text))))
    if not _LEFT.search(words):
        words = _R.sub(rf"\1{_KEPT}", words)
    for pattern, instead in ABBREVIATIONS:
        words = pattern.sub(partial(_instead, instead), words)
    words = _ROUNDS.sub(r"\1, \2 times", _SETS.sub(_sets, words))
    words = _SO_LONG.sub(_so_long, words)
    words = _SETS_SETS.sub(r"\1", words)
    words = _SO_OFTEN.sub(_so_often, _BY_COUNTED.sub(", ", words))
    words = _TWO_COUNTS.sub(r"\1, ", words)
    words = _ONE.sub(lambda match: match[0][:-1], words).replace(" in in the ", " in the ")
    words = _SENTENCE.sub(lambda match: match[0].upper(), words).replace(_KEPT, "r")
    return " ".join(words.split()).strip(" ,;.!")


_LEFT = re.compile(r"[0-9]\s*l(?:eft|t)?\b|\bl(?:eft|t)?\s*[0-9]", re.IGNORECASE)
_R = re.compile(
    r"((?<![0-9.])[0-9]{1,3}|(?<![x\u00d7.0-9])(?<![x\u00d7] )\b[0-9]{1,3} )r(?![\w/.'-])"
)
"""`10r` is ten repetitions, or the right side: with no left beside it only its writer knows."""

_KEPT = "\ue000"
"""Where an r stays as it is typed: no letter of any text."""

_SENTENCE = re.compile(
    r"(?<=[a-z0-9)][a-z0-9)]\. )(?<!\bvs\. )(?<!\bno\. )(?<!\betc\. )[a-z]", re.IGNORECASE
)
"""The first letter behind a full stop; that of `e.g. a step` is none."""


def _in_one_line(text: str) -> str:
    """The text without its line ends: what they told apart, a full stop or a comma does."""
    text = re.sub(r"(?<=[^\s.,;:!+/-])\s*\n\s*(?=[A-Z0-9])", ". ", text)
    text = re.sub(r"(?<=[^\s.,;:!+/-])\s*\n\s*(?=[a-z])", ", ", text)
    return " ".join(text.split())


def _grown(match: re.Match[str]) -> str:
    """`5 -> 10 -> 15` as words of what one begins with, and what it comes to."""
    figures = [match[1], *re.split(_ARROW, match[2])[1:]]
    if _COLOUR.fullmatch(figures[0]):
        figures[0] = f"the {figures[0]} band"
    first, then, *later = figures
    before = match.string[: match.start()].rstrip()
    sizes = [prod(map(int, re.findall("[0-9]+", figure))) for figure in figures]
    if sizes != sorted(sizes):
        return ", later ".join(figures)
    more = "".join(f", then {figure}" for figure in later)
    if before[-1:] in ("", ",", ";", ".", ":"):
        begin = "Start" if before[-1:] == "." else "start"
        return f"{begin} with {first}, build up to {then}{more}"
    return f"{first}, building up to {then}{more}"


_TOO = re.compile(r"\s+(?:once|twice|[0-9-]+ times) (?:a|per|each) ", re.IGNORECASE)
_DAILY = re.compile(r"\s*(?:daily|(?:a|per|each|every) ?day)\b", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|extra|less|fewer)\s+[a-z]", re.IGNORECASE)
_IF = re.compile(rf"(?:.*[,;.(]\s*|\s*)(?:{IF}|until|till)\s[^,;.(]*", re.IGNORECASE | re.DOTALL)
_THEN = re.compile(r",?\s*(?:then\b|-*>|\u2192|=)", re.IGNORECASE)
_SOME_DAYS = re.compile(
    rf"\s+(?:every (?:other|second|third|2nd|3rd|[2-6])|{any_of((*WEEKDAYS, *NAMED_DAYS))})\b",
    re.IGNORECASE,
)
_COUNTED_SETS = re.compile(r"\s*(?:sets?|rounds?)\b", re.IGNORECASE)


def _sets(match: re.Match[str]) -> str:
    """`3 x 10` as sets, where it stands by itself; else as it is typed."""
    phrase = _PHRASE_ENDS.split(match.string[: match.start()])[-1]
    if _TIMED.search(match.string) and int(match[2].split("-")[0]) >= _LEAST_HELD:
        return match[0]  # `week 1: 5 x 30 s, week 2: 6 x 30`
    is_of_more = _MORE.match(match.string, match.end())  # `5x8 more books`
    if is_of_more or (_NOT_BEFORE_SETS.search(phrase) and not _OF_SUCH_DAYS.search(phrase)):
        return match[0]
    if _LIFTS.search(match.string):
        return match[0]  # `12RM x3, 10 x4, 8x5`: eight lifts, and five sets
    sets, of = int(match[1].split("-")[-1]), match[2]
    if sets > MOST_SETS and _DAILY.match(match.string, match.end()):  # sets, or times a day?
        return match[0]
    if _COUNTED_SETS.match(match.string, match.end()):  # `8 x 3 sets`
        return f"{match[1]} repetitions, {of}"
    if sets > MOST_SETS:
        is_turned = of in ("2", "3", "4", "5")
        return f"{sets} repetitions, {of} sets" if is_turned else match[0]
    return f"{match[1]} {'set' if sets == 1 else 'sets'} of {of}"


def _so_long(match: re.Match[str]) -> str:
    """`4 x 30 seconds` as 4 times for 30 seconds."""
    return f"{'once' if match[1] == '1' else f'{match[1]} times'} for {match[2]}"


def _so_often(match: re.Match[str]) -> str:
    """`x4` behind words as `, 4 times`; `2x` before them as `twice`."""
    number = match[1] or match[2]
    before = match.string[: match.start()]
    is_counted = number == "2" and not match[2] and bool(before)  # `45 s x 2`: of each time
    times = f"{number} times" if is_counted else _TIMES.get(number, f"{number} times")
    if match[2] and match.string[match.end() : match.end() + 1] == "(":
        return f"{times} "
    if match[2] or not before:
        return times
    if number == "2" and _TOO.match(match.string, match.end()):  # `45 s x 2 bd`
        return ", 2 times,"
    times += "," if _SOME_DAYS.match(match.string, match.end()) else ""
    is_begun = before[-1] in "(:;.," or before.split()[-1].casefold() in ("then", "and", "or")
    if _THEN.match(match.string, match.end()):  # `once full range x10 -> band`
        is_begun = is_begun or bool(_IF.fullmatch(before))
    return f" {times}" if is_begun else f", {times}"


def _instead(words: str, match: re.Match[str]) -> str:
    """The words, with a capital where the abbreviation was typed with one: Wk is Week."""
    said, was = match.expand(words), match[0]
    return f"{said[:1].upper()}{said[1:]}" if was[:1].isupper() and was[1:2].islower() else said
