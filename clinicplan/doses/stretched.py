"""A reading that says of all days and weeks what was typed of some becomes the piece against it.

`first week then twice daily` is not twice daily in the first week alone, `weekdays bd, weekends`
says nothing of how often at the weekend, and `review weekly` is no exercise once a week.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from clinicplan.dose import Dose, Rhythm
from clinicplan.doses.asides import REVIEWED
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.said import Doubt, Said, Step
from clinicplan.doses.spans import OTHER_WEEKS
from clinicplan.doses.torn import Read, is_condition, spans

_THEN = r"(?:then|after that|after which|afterwards?|thereafter|from then on)"
_ENDED = re.compile(
    rf"\b(?:(?:weeks?|wks?|fortnight|months?|days?)\b(?:\s*[0-9]+)?|(?:wk|w)[0-9]+\b|"
    rf"[0-9]\s*/\s*(?:52|12|7)\b)\s*\)?\s*[,;.]?\s*(?:and\s+|but\s+)?{_THEN}\b"
    r"(?!\s+(?:stop|finish|end|off|nothing|rest|review|done))[^,;.]*",
    re.IGNORECASE,
)


OVER = "over"
"""The doubt's code of a last week behind which somebody typed an end; it is not asked about."""

_THEN_OVER = re.compile(
    r"\b(?:then|and|:)\s*(?:stop|finish|end|no more|nothing|done)(?: it)?\s*[.)]*\s*$",
    re.IGNORECASE,
)


def told_over(said: Said, text: str) -> Said:
    """The same, where `2/52, then stop` says that nothing follows its last week."""
    if not said.last_week or not _THEN_OVER.search(text):
        return said
    return replace(said, doubts=(*said.doubts, Doubt("last_week", OVER, ())))


_AND_THEN = re.compile(
    r"\bthen\b(?!\s+(?:stop|review|see|come|call|rest|finish|nothing|none|off|no more|we|i|"
    r"relax|let|lower|hold|release|repeat|change|switch|swap|the other|other)\b)[^,;.]*",
    re.IGNORECASE,
)
"""`first week daily, then bd`: what comes then is no part of the week."""


def _ended(text: str, said: Said, _: Read) -> str:
    """`3 x 10 first week then twice daily`: the first week ends what stands before it, not all."""
    if not said.last_week or said.steps:
        return ""
    match = _ENDED.search(text)
    is_noted = any(map(_AND_THEN.search, said.notes))
    match = match or (None if is_noted else _AND_THEN.search(text))
    return match[0].strip() if match else ""


_AT_FIRST = re.compile(
    rf"\b(?:initially|at first|to (?:start|begin)(?: with)?|for now|at the start)\b\W*"
    rf"(?:and\s+|but\s+)?{_THEN}\b[^,;.]*",
    re.IGNORECASE,
)


def _at_first(text: str, _: Said, __: Read) -> str:
    """`initially, then bd`: what is said of later is not said of now."""
    match = _AT_FIRST.search(text)
    return match[0].strip() if match else ""


_FIRST_OF_ALL = re.compile(
    r"\b(?:1st|first)\b(?!\s+(?:[0-9]+\s+)?(?:weeks?|wks?|days?|months?|fortnight|thing)\b)",
    re.IGNORECASE,
)
_NEXT_ONE = re.compile(r"\b(?:2nd|second|3rd|third)\s+(?:daily|every ?day|day)\b", re.IGNORECASE)


_SECOND_BEHIND = re.compile(r"\bfirst\b.*,\s*(?:2nd|second)\s+daily\b", re.IGNORECASE)
"""`first 2 weeks 3x10, second daily`."""


def _counted_off(text: str, _: Said, __: Read) -> str:
    """`1st set 10, 2nd daily`, `L first R second daily`: the second one, or every second day?"""
    is_counted = _FIRST_OF_ALL.search(text) or _SECOND_BEHIND.search(text)
    match = _NEXT_ONE.search(text) if is_counted else None
    return match[0] if match else ""


_ALL_DAYS = 7


def _days_apart(text: str, said: Said, read: Read) -> str:
    """`weekdays bd, weekends`, `Mon bd, Wed, Fri`: so often on some days; and on the others?"""
    days, times = said.dose.days, said.dose.times
    if days is None or times is None or days.rhythm is not Rhythm.NAMED:
        return ""
    parts = [text[begin:end].strip() for begin, end in spans(text)]
    of_days = [(part, found) for part in parts
               if isinstance(found := read(part), Said) and _names_days(found)]  # fmt: skip
    if len(days.named) == _ALL_DAYS:
        return of_days[-1][0] if of_days else text
    begun = False
    for part, found in of_days:
        if begun and "times" not in found.facts():
            return part
        begun = begun or _ends_in_times(found)
    return ""


def _names_days(said: Said) -> bool:
    days = said.dose.days
    return days is not None and days.rhythm is Rhythm.NAMED


def _ends_in_times(said: Said) -> bool:
    """True for `Mon bd`: so often on this day, whatever days follow."""
    facts = [fact for fact, _ in said.typed]
    return "times" in facts and facts.index("days") < facts.index("times")


_A_DAY = rf"\b(?:{any_of((*WEEKDAYS, *NAMED_DAYS))})\b"
_PART = r"(?:[ap]\.?m|mornings?|afternoons?|evenings?|nights?|bd|bid|tds|tid|qds|once|twice)\b\.?"
_AT_DAYS = re.compile(
    rf"{_A_DAY}(?:\s*[:,]?\s*(?:(?:in the|at)\s+)?"
    rf"(?P<part>{_PART}(?:\s*(?:and|[&+/])\s*{_PART})*))?",
    re.IGNORECASE,
)
_THEN_DAYS = re.compile(
    rf"{_A_DAY}\s*[/&+-]\s*{_A_DAY}\s*,?\s*then\s+(?:on\s+)?{_A_DAY}", re.IGNORECASE
)


def _day_by_day(text: str, said: Said, _: Read) -> str:
    """`Mon am Thu pm`, `Sat bd and Sun`, `M/W then T/Th`: not all of it on all of these days."""
    if said.dose.days is None or said.dose.days.rhythm is not Rhythm.NAMED:
        return ""
    if then := _THEN_DAYS.search(text):
        return then[0]
    found = list(_AT_DAYS.finditer(text)) if said.dose.times else []
    parts = [plain(match["part"] or "") for match in found]
    is_even = all(part in ("", parts[-1]) for part in parts)
    return "" if is_even else found[-1][0]


_SEEN = re.compile(rf"\b{REVIEWED}\b", re.IGNORECASE)


def _seen(text: str, said: Said, _: Read) -> str:
    """`review weekly` is how often somebody looks at it, and not how often it is done."""
    match = _SEEN.search(text)
    if match is None or (said.dose.times is None and said.dose.days is None):
        return ""
    words = plain(match[0])
    often = (plain(piece) for fact, piece in said.typed if fact in ("times", "days"))
    return match[0] if any(words.endswith(piece) for piece in often) else ""


def _later_if(_: str, said: Said, __: Read) -> str:
    """`daily first week then as able`: from then on no day is sure."""
    return next(
        (step.note for step in said.steps if step.dose == Dose() and is_condition(step.note)), ""
    )


_WEEK_OFF = re.compile(
    r"\b(?:weeks?|wks?|w)\s*[0-9]{1,2}(?:\s*-\s*[0-9]{1,2})?\s*[:=]?\s*"
    r"(?:is\s+|are\s+)?(?:off|none|nothing|rest(?: week)?|no (?:exercises?|band|load|reps?)|"
    r"break|deload)(?=\s*(?:$|[,;.)]|then\b|and\b|repeat))",
    re.IGNORECASE,
)


def _week_off(text: str, said: Said, _: Read) -> str:
    """`wk3 4x15, wk4 off`: no week's dose goes on into one that is off."""
    match = _WEEK_OFF.search(text)
    is_ended = bool(said.last_week) and not any(map(_is_off, said.steps))
    return match[0] if match and not is_ended else ""


_OFF = re.compile(r"(?:off|none|nothing|rest|break|deload)\b")


def _is_off(step: Step) -> bool:
    return step.dose == Dose() and bool(_OFF.match(plain(step.note)))


_KINDS = re.compile(
    r"(?<!not )(?<!not on )(?<!no )(?<!except )(?<!except on )(?<!skip )\b"
    r"(?:(?:on\s+)?(?P<kind>good|better|bad|worse|sore|flare|off|on|work|working|rest|training|easy|"
    r"hard|heavy|light|run|running|non-run|gym|match|game|school|dance|class|show|shift|other)"
    r"[\s-]+days?\b(?!\s+(?:between|in between|off|needed))|"
    r"on\s+(?P<short>good|bad|off)(?=\s*(?:$|[,;.])))",
    re.IGNORECASE,
)


def _kinds_of_day(text: str, said: Said, _: Read) -> str:
    """`good day bid, bad day just 1x`: so often on one kind of day is not so on another."""
    if said.dose.days is None and said.dose.times is None:
        return ""
    found = list(_KINDS.finditer(text))
    kinds = {(match["kind"] or match["short"]).casefold() for match in found}
    return found[-1][0] if len(kinds) > 1 else ""


_THIS_WEEK = re.compile(r"\b(?:this|the first) (?:week|wk)\b", re.IGNORECASE)


def _this_week(text: str, said: Said, _: Read) -> str:
    """`this week only, then stop`: not on the days of all weeks."""
    match = _THIS_WEEK.search(text)
    return match[0] if match and not said.last_week and not said.steps else ""


def _elsewhen(text: str, said: Said, _: Read) -> str:
    """`from wk 9 post op`, `by next appt (4/52)`: those are no weeks of the plan."""
    has_weeks = bool(said.steps or said.first_week or said.last_week)
    match = OTHER_WEEKS.search(text) if has_weeks else None
    return match[0] if match else ""


_WEEK_IS = re.compile(r"\b(?:weeks?|wks?|w)\s*[0-9]{1,2}\s*=\s*(?=[a-z])[^,;.]*", re.IGNORECASE)


def _what_is_then(text: str, said: Said, _: Read) -> str:
    """`week 6 = full weight`: of which weeks it is, is not said."""
    is_noted = any(step.dose == Dose() and not _is_off(step) for step in said.steps)
    match = _WEEK_IS.search(text) if is_noted else None
    return match[0] if match else ""


def _two_in_one(text: str, said: Said, _: Read) -> str:
    """`before out of bed + end of shift` is no one moment."""
    times = said.dose.times
    if times is None or not times.occasion:
        return ""
    joined = r"\s*[+&\s]\s*".join(map(re.escape, times.occasion.lower().split()))
    match = re.search(joined, plain(text))
    return match[0] if match and re.search("[+&]", match[0]) else ""


_IN_ALL = re.compile(r"\b(?:(?:in )?total|altogether|in all|all up|overall)\b")


def in_all(text: str, said: Said, _: Read) -> str:
    """`30 mins total` is no thirty minutes of each side."""
    match = _IN_ALL.search(plain(text))
    printed = " ".join(much.words for much in (said.dose.reps, said.dose.duration) if much)
    return match[0] if match and not _IN_ALL.search(plain(printed)) else ""


_SPLIT = re.compile(
    r"\b(?:split|spread|divided|bouts?|chunks?|goes)\b|\b(?:a|per|each|every) (?:day|week)\b"
)


def is_in_all_each_time(text: str) -> bool:
    """True for `20 reps total, bd`: how often is said, and of how much it is one time."""
    words = plain(text)
    return bool(_IN_ALL.search(words)) and not _SPLIT.search(words)


_OFTEN_TWICE = re.compile(
    r"\b(?P<often>od|bd|bid|tds|tid|qds|qid|daily|(?:once|twice|[3-6] times) a day)\b[^,;.]*"
    r"(?:[&+/]|\band\b)[^,;.]*\b(?P=often)\b"
)


def _twice_said(text: str, said: Said, _: Read) -> str:
    """`standing bd & sitting bd`: twice each, which is four times."""
    match = _OFTEN_TWICE.search(plain(text)) if said.notes else None
    return match[0] if match else ""


_A_DAY = any_of(WEEKDAYS)
_OF_ONE_DAY = re.compile(
    rf"\b(?:{_A_DAY}) (?:with|at|in|during|while)\b[a-z ]*(?:[,;&+]|\band\b) ?(?:{_A_DAY})\b"
)


def of_one_day(text: str, said: Said, _: Read | None = None) -> str:
    """`Mon at class, Thu`: what is said of one of the days is of no other."""
    match = _OF_ONE_DAY.search(plain(text)) if said.dose.days and said.dose.days.named else None
    return match[0] if match else ""


CHECKS: tuple[Callable[[str, Said, Read], str], ...] = (
    _ended, _at_first, _counted_off, _days_apart, _day_by_day, _seen, _later_if, _week_off,
    _kinds_of_day, _this_week, _elsewhen, _what_is_then, _two_in_one, in_all, _twice_said,
    of_one_day,
)  # fmt: skip
