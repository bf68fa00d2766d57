"""A text that a clinician would understand in two ways becomes the question to ask."""

from __future__ import annotations

import re
from collections.abc import Callable

from clinicplan.doses.amounts import UNTIL_TIRED
from clinicplan.doses.manner import SIDES, named_tempo, three_seconds
from clinicplan.doses.plain import any_of
from clinicplan.doses.said import Unclear

_TIRED = any_of((*UNTIL_TIRED, "failure", "to failure"))
_OR_TIRED = re.compile(rf"(?:x\s*)?([0-9]{{1,3}})\s*(?:reps?|times)?\s+(?:or\s+)?(?:{_TIRED})")
_NO_UPPER_END = re.compile(
    r"(?:at least|minimum|more than|over|>=?|≥)\s*([0-9]+)[^,]*|"
    r"([0-9]+)\s*(?:x|reps?|times|sets?|s|secs?|seconds?|min|minutes?)?\s*(?:\+|or more|plus)"
)
_SOME_DAYS = re.compile(
    r"(?:for\s+)?([89]|[1-9][0-9])\s*/\s*7|for\s+([0-9]{1,2})\s+days|(?:for\s+|x\s*)([1-6])\s*/\s*7"
)
_A_WEEK = re.compile(r"(?:a|per|each|every|/)\s*(?:week|wk)$|least [1-6]\s*/\s*7$")
_NONE_OF = re.compile(r"((?:no|without(?: a)?)\s+(?:hold|rest)(?:ing|s)?)\s+((?:for\s+)?[0-9].*)")
_SEVENTHS = re.compile(r"([1-7])\s*/\s*7")
_SONG = re.compile(r"(?:for\s+)?(?:[0-9]+|a|the length of a)\s+songs?|until (?:it is |it's )?warm"
                   r"(?:ed up)?|until (?:a |you feel (?:a )?)stretch(?: is felt)?|"
                   r"(?:for )?a (?:while|bit)")  # fmt: skip
_COUNT_OF_SIDE = (
    rf"(?:x\s*)?([0-9]{{1,3}})\s*(?:reps?|x)?\s*({any_of(('left', 'right', 'l', 'r'))})"
)
_TWO_SIDES = re.compile(rf"{_COUNT_OF_SIDE}[\s,;/&-]*(?:and\s+)?{_COUNT_OF_SIDE}")
_MUCH = r"[0-9]{1,3}(?:\s*x\s*[0-9]{1,3})?"
_SIDES_FIRST = re.compile(
    rf"(left|right|l|r)\s*({_MUCH})\s*x?[\s,;/&-]+(?:and\s+)?(left|right|l|r)\s*({_MUCH})\s*x?"
)
_SIDES_WITHIN = re.compile(rf"(?:^|[\s,;])({_SIDES_FIRST.pattern})(?=$|[\s,;])")
_AT_LEAST_TIMES = re.compile(r"at least\s+.*(?:a|per|each|every|/) ?day")
_WEEKLY_OPEN = re.compile(
    r"(?:at least [a-z]|up to)\b(?! [0-9]+ ?(?:min|sec|hour|hr|s\b)).*week|"
    r"(?:most|some|a few|several) days.*"
)
_RARELY = re.compile(r"every\s*(?:[7-9]|1[0-9])(?:th)?\s*days?")
_WHICH_SIDE = re.compile(
    r"(?:the\s+)?(?:worse|worst|bad|sore|painful|hurting|affected|injured|operated|weaker|weak|stiff|"
    r"stiffer|other|involved|problem)(?:\s+(?:side|foot|leg|one|1|ankle|heel|knee|hip|shoulder|arm|"
    r"hand|wrist|toe))?"
)
_ALTERNATE = re.compile(
    r"(?:(?:both|each)[\s,;:-]+)?(?:alternat(?:e|es|ing|ely)|swap|change(?: over)?|switch)"
    r"(?:\s+(?:sides?|legs?|feet|foot))?(?:\s+(?:every|each|halfway|after|at|per)\b.*)?"
)
_PERHAPS = re.compile(r"(?=.*[a-z0-9])(.*)\?")
_OF_DAY = re.compile(r"([01])\s*-\s*([01])\s*-\s*([01])")
_FOUR = re.compile(r"(?:tempo:?\s*)?[0-9]([-/:])[0-9x]\1[0-9x]\1[0-9x]|tempo:?\s*[0-9x]{4}")


def _or_tired(words: str) -> Unclear | None:
    match = _OR_TIRED.fullmatch(words)
    return Unclear("count-or-tired", {"value": words, "number": match[1]}) if match else None


def _no_upper_end(words: str) -> Unclear | None:
    is_gap = words.endswith((" days apart", " day apart"))
    match = None if is_gap or _A_WEEK.search(words) else _NO_UPPER_END.fullmatch(words)
    return Unclear("no-upper-end", {"value": words}) if match else None


def _sevenths(words: str) -> Unclear | None:
    match = _SEVENTHS.fullmatch(words)
    return Unclear("days-or-week", {"value": words, "number": match[1]}) if match else None


def _some_days(words: str) -> Unclear | None:
    """`10/7`, `for 10 days`: no whole number of weeks."""
    match = _SOME_DAYS.fullmatch(words)
    number = int(match[match.lastindex or 1]) if match else 0
    if number % 7 == 0:
        return None
    return Unclear("days-not-weeks", {"value": words, "number": number, "week": -(-number // 7)})


def _none_of(words: str) -> Unclear | None:
    """`without resting 30 s`: no rest, and a bout; or no rest of so long."""
    match = _NONE_OF.fullmatch(words)
    if match is None:
        return None
    other = f"{'hold' if 'hold' in match[1] else 'rest'} {match[2].removeprefix('for ')}"
    values = {"value": words, "one": f"{match[1]}, {match[2]}", "other": other}
    return Unclear("dose-two-readings", values)


def _no_length(words: str) -> Unclear | None:
    return Unclear("no-length", {"value": words}) if _SONG.fullmatch(words) else None


def _two_sides(words: str) -> Unclear | None:
    """`10 L / 5 R`: a row for each side."""
    match = _TWO_SIDES.fullmatch(words)
    pairs = match.group(2, 1, 4, 3) if match else ()
    if first := _SIDES_FIRST.fullmatch(words):
        pairs = first.groups()
    if not pairs or SIDES[pairs[0]] == SIDES[pairs[2]]:
        return None
    by_side = {SIDES[pairs[0]]: pairs[1], SIDES[pairs[2]]: pairs[3]}
    values: dict[str, str | int] = {"value": words}
    values |= by_side
    return Unclear("two-sides", values)


def _open_times(words: str) -> Unclear | None:
    is_open = _AT_LEAST_TIMES.fullmatch(words)
    return Unclear("times-open", {"value": words}) if is_open else None


def _open_days(words: str) -> Unclear | None:
    return Unclear("days-open", {"value": words}) if _WEEKLY_OPEN.fullmatch(words) else None


def _rare_days(words: str) -> Unclear | None:
    return Unclear("days-rhythm", {"value": words}) if _RARELY.fullmatch(words) else None


def _which_side(words: str) -> Unclear | None:
    return Unclear("side-which", {"value": words}) if _WHICH_SIDE.fullmatch(words) else None


def _alternate(words: str) -> Unclear | None:
    """`alternate`: twenty in all, or twenty with each?"""
    return Unclear("side-alternate", {"value": words}) if _ALTERNATE.fullmatch(words) else None


def _perhaps(words: str) -> Unclear | None:
    match = _PERHAPS.fullmatch(words)
    return Unclear("said-with-doubt", {"value": words, "near": match[1]}) if match else None


def _figures_of_day(words: str) -> Unclear | None:
    """`1-0-1`: once in the morning and once in the evening; as a tempo, one second each way."""
    match = _OF_DAY.fullmatch(words)
    if match is None or "1" not in match.groups():
        return None
    parts = ("morning", "noon", "evening")
    first, *others = (part for part, figure in zip(parts, match.groups(), strict=True)
                      if figure == "1")  # fmt: skip
    *between, last = (first, *others)
    when = f"{', '.join(between)} and {last}" if others else first
    return Unclear("figures-of-day", {"value": words, "when": when})


def _tempo(words: str) -> Unclear | None:
    if _FOUR.fullmatch(words):
        return Unclear("tempo-four", {"value": words})
    figures = three_seconds(words)
    is_tempo = "tempo" in words and not named_tempo(words)
    return tempo_direction(words, figures) if figures and is_tempo else None


def tempo_direction(words: str, figures: tuple[int, int, int]) -> Unclear | None:
    """What to ask about `3-2-1`: which of the two ways takes three seconds."""
    first, held, last = figures
    if first == last:
        return None
    values: dict[str, str | int] = {"value": words, "first": first, "held": held, "last": last}
    return Unclear("tempo-direction", values)


def of_two_sides(words: str) -> Unclear | None:
    """What to ask where a whole dose has an amount for each side: `L 3x8, R 3x15, od`."""
    match = _SIDES_WITHIN.search(words)
    return _two_sides(match[1]) if match else None


SHORT_BOUT = 60
"""Seconds up to which `30 s x3 daily` may be three holds, done once a day (our judgement)."""

_BOUTS_DAILY = re.compile(
    r"(?P<hold>\bhold(?:ing)?(?: for)? )?(?P<time>"
    r"(?:(?:up to|about|at most|at least|max\.?|maximum) )?(?<![0-9.,x-])"
    r"(?P<number>[0-9]{1,2}(?:-[0-9]{1,2})?)"
    r"(?: ?(?P<unit>s|secs?|seconds?|mins?|minutes?|\"|steps?|laps?|metres|meters|yards|feet|"
    r"lengths?(?: of (?:the )?[a-z]{3,})?)|"
    r"(?(hold)(?= ?x)|(?!))))"
    r"\.?(?P<held> holds?| held)?"
    r"(?P<between>(?: [a-z]+){0,6}?) ?x ?(?P<count>[2-9]|1[0-2]) (?:daily|every ?day|each day)\b"
)
_COUNT = re.compile(
    r"[0-9] ?x|\bx ?[0-9]|\b(?:reps?|repetitions|repeats|times|goes|sets?|rounds?)\b|"
    r"(?:^|[,;.] ?)[0-9]{1,2}(?:-[0-9]{1,2})?(?: each[a-z ]*)?(?:[,;.] ?|$)"
)


_ITS_OWN = re.compile(r"\b(?:rest|break|pause|then|and|daily|day|once|twice|on|off|every)\b")
"""What stands between and says something of its own: `30 s rest x3 daily`."""

_OF_A_REST = re.compile(r"\b(?:rest|break|pause|gap)(?: (?:for|of))? ?$")


def of_bouts_daily(words: str) -> Unclear | None:
    """`30 s x3 daily`: three of these, once a day, or one of them, three times a day?

    Not where something else says how many: `10 reps, hold 5 s x3 daily`.
    """
    match = _BOUTS_DAILY.search(words)
    if match is None or _COUNT.search(
        f"{words[: match.start()]} {match['between']} {words[match.end() :]}"
    ):
        return None
    if re.search(r"\. x? ?[0-9]", match[0]):
        return None  # another sentence: `hold 5 s. x2 daily`
    if _ITS_OWN.search(match["between"]) or _OF_A_REST.search(words[: match.start()]):
        return None
    unit = match["unit"] or "s"  # `hold 20 x 3 daily`
    longest = int(match["number"].split("-")[-1]) * (60 if unit.startswith("m") else 1)
    if longest > SHORT_BOUT:
        return None
    time, count = match["time"] + " s" * (match["unit"] is None), match["count"]
    time = f"{time} hold" if match["hold"] or match["held"] else time
    between = f",{match['between']}" if match["between"] else ""
    one, other = f"{count} x {time}{between}, once a day", f"{time}{between}, {count} times a day"
    return Unclear("dose-two-readings", {"value": match[0], "one": one, "other": other})


_SO_LONG = r"[0-9]{1,3}(?:\s?(?:s|secs?|seconds?|m|mins?|minutes?))?"
_ROUNDS_DAILY = re.compile(
    rf"(?P<parts>\b(?:(?:run|jog|walk|cycle|swim|march|sprint|row)\s+)?{_SO_LONG}\s+"
    rf"(?:[a-z]+\s+){{1,3}}{_SO_LONG}(?:\s+(?!x\b)[a-z]+)?)\s+"
    r"(?:x\s?(?P<count>[3-9]|1[0-9])|(?P<many>[3-9]|1[0-9])\s?(?:x|times))\s+"
    r"(?:daily|every ?day|each day|a day)\b"
)
_OF_ROUNDS = re.compile(r"\b(?:run|jog|walk|cycle|swim|march|sprint|row|on|off|hard|easy|fast)\b")


def of_rounds_daily(words: str) -> Unclear | None:
    """`run 1 min walk 2 min x6 daily`: six rounds once a day, or both, six times a day?"""
    match = _ROUNDS_DAILY.search(words)
    if match is None or len(_OF_ROUNDS.findall(match["parts"])) < 2:
        return None
    parts, count = match["parts"], match["count"] or match["many"]
    one, other = f"{parts} x {count}, once a day", f"{parts}, {count} times a day"
    return Unclear("dose-two-readings", {"value": match[0], "one": one, "other": other})


_QUESTIONS: tuple[Callable[[str], Unclear | None], ...] = (
    _or_tired, _no_upper_end, _sevenths, _some_days, _none_of, _no_length, _two_sides, _open_times,
    _open_days, _rare_days, _which_side, _alternate, _figures_of_day, _tempo, _perhaps,
)  # fmt: skip


def question(words: str) -> Unclear | None:
    """What to ask about plain words that have two meanings, or an open end; else None."""
    return next((asked for ask in _QUESTIONS if (asked := ask(words))), None)
