"""What was read of a dose, beside what was typed, becomes the piece that it is too bold about.

Such a piece is not read, so that it is printed in the clinic's own words, or asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from clinicplan.dose import Days, Dose, Rhythm
from clinicplan.doses import stretched, two_uses
from clinicplan.doses.boxes import is_of_some_days, names_days
from clinicplan.doses.conditions import begins_condition
from clinicplan.doses.days import WEEKDAYS
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.said import Said, Unclear
from clinicplan.doses.shorthand import spelt
from clinicplan.doses.torn import (
    CHOICE,
    Read,
    is_condition,
    is_told,
    of_choice,
    off_a_note,
    spans,
    torn_off,
)

_A_DAY = any_of(WEEKDAYS)


def too_bold(text: str, said: Said, read: Read) -> Unclear | None:
    """What is to be asked of a reading that a word of the text speaks against; else None."""
    typed = spelt(text)
    for check in _CHECKS:
        if piece := check(typed, said, read):
            return Unclear("dose-piece-unclear", {"value": plain(piece)})
    return None


def holds_always(text: str, said: Said, read: Read) -> bool:
    """True where how often, as it was found in a text, is of no condition, and of no kind of day.

    Then a diary may have its boxes, and the other words are printed as they were typed.
    """
    parts = [text[begin:end].strip() for begin, end in spans(text) if begin]
    if any(map(_DONE_WHEN.match, parts)):
        return False
    if any(found.search(text) for found in (_YOUR_DAY, _EACH_WAY_DAILY, _MIXED)):
        return False
    kept = stretched.in_all if stretched.is_in_all_each_time(text) else None
    if any(check(text, said, read) for check in stretched.CHECKS if check is not kept):
        return False
    if _either(text, said, read) or _risen_weekly(text, said, read) or is_of_some_days(plain(text)):
        return False
    if _ONCE.search(text) and any(piece.endswith("once") for _, piece in said.typed):
        return False
    rests = (read(clause.rest) for clause in of_choice(text))
    told = [rest for rest in rests if isinstance(rest, Said) and is_told(rest)]
    often = (said.dose.times, said.dose.days)
    return all((rest.dose.times, rest.dose.days) == often for rest in told)


_ONCE = re.compile(
    r"\bonce\s+(?!(?:a|an|per|daily|each|every|weekly|on|at|in|before|after|during|with|or|and|"
    r"then|only|to|for|through|round|around|over|up|the other|left|right|both|monthly|nightly|"
    r"hourly|of)\b)(?P<what>(?:the\s+)?[a-z][^,;.()]*)",
    re.IGNORECASE,
)


def _once(text: str, said: Said, _: Read) -> str:
    """`daily once the boot is off`: when it begins, and not how often."""
    for match in _ONCE.finditer(text):
        what = plain(match["what"])
        if any(note and plain(note) in what for note in said.notes):
            return match[0]
    return ""


_WITH_REST_DAYS = re.compile(r"\b(?:with|w/)\s*(?:a\s+|the\s+)?rest days?\b", re.IGNORECASE)
_APART = re.compile(
    r"\brest days?\b|\bday(?: off)? (?:in )?between\b|\bconsecutive\b|"
    r"\b(?:days in a row|days running|back[- ]to[- ]back)\b"
)
_EVERY_DAY = (None, Days(Rhythm.EVERY_DAY))


def _resting(text: str, said: Said, _: Read) -> str:
    """`with rest days`, read as those days; and `rest day between` beside every day."""
    days = said.dose.days
    match = _WITH_REST_DAYS.search(text)
    if match and days and days.occasion.startswith("on rest"):
        return match[0]
    return next((note for note in said.notes if are_at_odds(said, note)), "")


def are_at_odds(said: Said, note: str) -> bool:
    """True for a rest day between two, where it is done on every day."""
    words = plain(note)
    is_none = words.startswith("no rest")
    return bool(_APART.search(words)) and said.dose.days in _EVERY_DAY and not is_none


def _days_by_part(text: str, said: Said, read: Read) -> str:
    """`am & pm Mon-Fri, am weekends`: so often on some days, and so often on others."""
    if said.dose.days is None or said.dose.times is None:
        return ""
    parts = [text[begin:end] for begin, end in spans(text)]
    both = [part for part in parts if _says_both(read(part))]
    if len(both) > 1:
        return both[1]
    of_days = [part for part in parts if _names_days(read(part))]
    later = next((part for part in of_days[1:] if part in both), "")
    return later if later and _is_times_first(read(later)) else ""


def _names_days(said: Said | Unclear) -> bool:
    """True for a part of a dose that names days of the week."""
    days = None if isinstance(said, Unclear) else said.dose.days
    return days is not None and days.rhythm is Rhythm.NAMED


def _is_times_first(said: Said | Unclear) -> bool:
    """True for `bd weekends`: with `weekdays` before it, so often on these days alone."""
    facts = [] if isinstance(said, Unclear) else [fact for fact, _ in said.typed]
    return facts.index("times") < facts.index("days") if {"times", "days"} <= {*facts} else False


def _says_both(said: Said | Unclear) -> bool:
    return _names_days(said) and isinstance(said, Said) and said.dose.times is not None


_YOUR_DAY = re.compile(
    r"\b(?:each|every)\s+(?:day|morning|evening|night)\s+(?:that\s+)?(?:you|i|he|she|they)\s+[a-z]+",
    re.IGNORECASE,
)


def _your_day(text: str, _: Said, __: Read) -> str:
    """`each day you run` is not each day."""
    match = _YOUR_DAY.search(text)
    return match[0] if match else ""


_OR = re.compile(r"\bon or\b|\bor$|^on (?:mornings?|afternoons?|evenings?|nights?|noon) or ")


def _either(_: str, said: Said, __: Read) -> str:
    """`morning, noon or night` is no list of days."""
    occasions = [found.occasion for found in (said.dose.days, said.dose.times) if found]
    return next((occasion for occasion in occasions if _OR.search(occasion)), "")


_FROM_WEEK = r"\s+(?:from|in|at|after|by)\s+(?:week|wk|w)\s*[0-9]"


def _of_a_step(text: str, said: Said, _: Read) -> str:
    """`single leg from week 4 3x8`: what is done from then on, and not before."""
    if not said.steps:
        return ""
    words = plain(text)
    notes = (note for note in said.notes if re.search(re.escape(plain(note)) + _FROM_WEEK, words))
    return next(notes, "")


_LOOSE = re.compile(
    r"\b(?:at least )?(?:(?:a|1) )?day(?: off)?(?: in)? between(?: sessions)?\b|"
    r"(?<=[a-z])\s(?:if|as|when) (?:needed|required)$|\b(?:for|in) (?:a|1) fortnight\b|"
    r"\b(?:meals?|breakfast|lunch|dinner|supper|teeth|else|whenever|(?:each|every|any) ?time)\b|"
    r"\b(?:(?:a |1 )?days? off|at least (?:a|1) day|(?:a|1) day)(?: in)? between\b.*|"
    r"^(?:not|leave out|skip|miss|omit)(?: on)? [a-z]+ days$|"
    r"^only (?:once|twice|[0-9]+ ?(?:x|times)) (?:if|when)\b.*"
)
"""What a note may say of an occasion, of a while or of less, and is none of how often."""

_AS_OFTEN = re.compile(
    r"\bwhenever you (?:remember|like|can|think|want|wish)\b|\ba few (?:goes|times)\b|\bany ?time\b"
)


def _as_one_likes(_: str, said: Said, __: Read) -> str:
    """`a few goes whenever you remember, max 10 mins/day`: ten minutes a day are no one bout."""
    if not is_told(said):
        return ""
    return next((note for note in said.notes if _AS_OFTEN.search(plain(note))), "")


AS_MANY = re.compile(r"as many\b|as long as (?:you can|possible|able)\b")


def _as_many(_: str, said: Said, __: Read) -> str:
    """`as many as you can till it burns, x3, bd`: how much, and no note beside three."""
    return next((note for note in said.notes if AS_MANY.match(plain(note))), "")


_EXAMPLE = re.compile(r"(?:e\.?g\b|for example|such as|like)", re.IGNORECASE)


def _of_a_change(text: str, said: Said, _: Read) -> str:
    """`if easy after 1 wk go to red`: without its condition it would be for everybody."""
    typed = {fact: plain(piece) for fact, piece in said.typed}
    change, pieces = typed.get("progression", ""), (typed.get("days", ""), *said.notes)
    conditions = [plain(piece) for piece in pieces if begins_condition(plain(piece))]
    words = plain(text)
    glued = (f"{note}{sign}{change}" for note in conditions for sign in (" ", ", "))
    return next((piece for piece in glued if change and piece in words), "")


def _of_boxes(_: str, said: Said, __: Read) -> str:
    """`building to 3x15 daily`, `if not able then od`: a note that says how often, too."""
    notes = (note for note in said.notes if not _EXAMPLE.match(note))
    return next((note for note in notes if names_days(_LOOSE.sub("", plain(note)))), "")


_ONLY_NOTE = re.compile(
    r"\bonly\s+(?P<note>(?:in|with|on|at|while|when|by|from)\s.*)", re.IGNORECASE
)


def _only(text: str, said: Said, _: Read) -> str:
    """`left only in sitting`: the limit belongs to what follows, or to what comes before it."""
    match = _ONLY_NOTE.search(text)
    what = plain(match["note"]) if match else ""
    is_note = what and any(what.startswith(plain(note)) for note in said.notes)
    return match[0] if match and is_note else ""


_MIXED = re.compile(
    rf"\b(?:(?:{_A_DAY})(?:\s*[/-]\s*(?:{_A_DAY}))+|weekdays)\s*(?:[+&]|\band\b|\bplus\b|\s)\s*"
    rf"(?P<last>{_A_DAY})\s+(?:only\s+|but\s+)?{CHOICE}\b",
    re.IGNORECASE,
)


def _last_day(text: str, _: Said, __: Read) -> str:
    """`mon/wed/fri Sat optional`: one of the days, and not all."""
    match = _MIXED.search(text)
    return match["last"] if match else ""


def _what_then(text: str, said: Said, _: Read) -> str:
    """`if worse next morning halve it`: no `only if worse next morning`, and something else."""
    when, words = plain(dict(said.typed).get("days", "")), plain(text)
    if not begins_condition(when):
        return ""
    glued = (f"{when}{sign}{plain(note)}" for note in said.notes for sign in (" ", ", "))
    return next((piece for piece in glued if piece in words), "")


_CUT_OFF = re.compile(r"(?:first|1st|last|second|2nd|next|off|apart|off between|off in between|"
    r"before|after|before (?:and|or|/|&) after|(?:and )?again(?: after(?:wards)?)?)")


def _cut_off(_: str, said: Said, __: Read) -> str:
    """`first week 3 x 10` read as week 3, with `first` left over; `a day off`, as a day."""
    return next((note for note in said.notes if _CUT_OFF.fullmatch(plain(note))), "")


_RISE_WEEKLY = re.compile(
    r"\b(?:heavier|more|harder|increas\w*|bigger|longer|further|progress\w*|stronger|slower|deeper|"
    r"reduc\w*)\b[^,;.()]*\b(?:weekly|(?:each|every) week)\b",
    re.IGNORECASE,
)


def _risen_weekly(text: str, said: Said, _: Read) -> str:
    """`using heavier weight weekly` says how it grows, and not how often it is done."""
    is_weekly = said.dose.days == Days(Rhythm.PER_WEEK, per_week=1)
    match = _RISE_WEEKLY.search(text) if is_weekly else None
    return match[0] if match else ""


_TWICE_EASY = re.compile(r"\bonce easy,?\s*(?:x\s?[0-9]|[0-9]\s?x)\s*(?=$|[,;.)])", re.IGNORECASE)


def _doubled(text: str, said: Said, _: Read) -> str:
    """`once easy x2`: two repetitions, or twice as many?"""
    match = _TWICE_EASY.search(text) if said.when_easy else None
    return match[0] if match else ""


_EACH_WAY_DAILY = re.compile(
    r"\beach way\s+(?:x\s?[0-9]+|[0-9]+\s?x)\s+daily\b", re.IGNORECASE
)


def _ways_daily(text: str, said: Said, _: Read) -> str:
    """`10 each way x 2 daily`: two rounds once a day, or twice a day?"""
    is_told = any(doubt.code == "bouts-taken" for doubt in said.doubts)
    match = None if is_told else _EACH_WAY_DAILY.search(text)
    return match[0] if match else ""


_DONE_WHEN = re.compile(
    r"\b(?:hold|holding|use|using|wear|wearing|with)\s+(?:(?:the|a|on to|onto|your)\s+)*[a-z]+\s+"
    r"(?:in the (?:morning|evening|afternoon)|at night|before|after)\b",
    re.IGNORECASE,
)


def _held_when(text: str, said: Said, _: Read) -> str:
    """`10, hold rail in the morning`: when it is done, or when the rail is held?"""
    for begin, end in spans(text):
        words = text[begin:end].strip()
        match = _DONE_WHEN.match(words)
        if begin and match and any(words.lower().startswith(note) for note in said.notes):
            return words
    return ""


def _of_step_if(_: str, said: Said, __: Read) -> str:
    """`from week 3 with 5 kg if able`: the weight is as one is able, and not the day."""
    for step in said.steps:
        days = step.dose.days
        others = replace(step.dose, days=None, times=None)
        if days and is_condition(days.occasion) and others != Dose():
            return days.occasion
    return ""


_THEN_HELD = re.compile(
    r"\bholds? then (?:x ?)?[0-9]|"
    r"(?:\b(?:reps?|times|daily|day|bd|od|tds)|x ?[0-9]+) then (?:a |1 )?"
    r"(?:hold [0-9]|[0-9]+ ?(?:s|secs?|seconds?|mins?|minutes?) hold)"
)


def _then_held(text: str, said: Said, _: Read) -> str:
    """`3x10 then 1 min hold` is held once, and not each time."""
    match = _THEN_HELD.search(plain(text)) if said.dose.hold and said.dose.reps else None
    return match[0] if match else ""


_ONE_TIME = re.compile(
    r"\b(?:before|after)\b(?:(?! (?:and|or|then|plus|before|after)\b)[a-z' ])+ "
    r"(?P<second>(?:before|after) [a-z]+)"
)


def _of_one_time(text: str, said: Said, _: Read) -> str:
    """`before standing up after long sitting` is one occasion, and not two."""
    times = said.dose.times
    found = _ONE_TIME.finditer(plain(text)) if times and times.occasion else ()
    return next((it[0] for it in found if times and f"and {it['second']}" in times.occasion), "")


_CHECKS: tuple[Callable[[str, Said, Read], str], ...] = (
    torn_off, off_a_note, _once, _resting, _days_by_part, _your_day, _either, _of_a_step,
    _of_a_change, _of_boxes, _only, _last_day, _risen_weekly, _doubled, _ways_daily, _held_when,
    _of_step_if, _then_held, _cut_off, _what_then, _as_one_likes, _as_many, _of_one_time,
    *two_uses.CHECKS, *stretched.CHECKS,
)  # fmt: skip
