"""The text of one dose cell becomes its column's fact, more than that, or what to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from clinicplan.dose import Amount, Days, Load, Measure, Tempo, Times
from clinicplan.doses.amounts import TIRED, parse_count, parse_duration, parse_hold, parse_rest
from clinicplan.doses.asides import as_typed
from clinicplan.doses.days import parse_days
from clinicplan.doses.manner import HOW_HEAVY, parse_load, parse_pace, three_seconds
from clinicplan.doses.own_words import own_amount
from clinicplan.doses.pieces import read_piece
from clinicplan.doses.plain import plain
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import FREQUENCY, Doubt, Said, Unclear
from clinicplan.doses.sets import metres_or_minutes, of_fact
from clinicplan.doses.times import parse_times
from clinicplan.doses.unclear import question, tempo_direction

FEW_FOR_SECONDS = 10
"""Fewer seconds than these, without a unit, are asked about under Duration (our judgement)."""

Fact = Amount | Times | Days | Load | Tempo

PARSERS: Mapping[str, Callable[[str], Fact | None]] = {
    "sets": parse_count,
    "reps": parse_count,
    "hold": parse_hold,
    "rest": parse_rest,
    "duration": parse_duration,
    "load": parse_load,
    "tempo": parse_pace,
    "times": parse_times,
    "days": parse_days,
}

GENERIC = frozenset(("dose-unclear", "dose-piece-unclear", "dose-two-readings"))
"""Questions about a whole dose that say nothing about a single cell."""

_REPETITIONS = re.compile(r"([0-9]+(?:-[0-9]+)?)\s*(?:reps?|repetitions?|repeats?)")
_ONLY_SETS = re.compile(r"([0-9]+(?:-[0-9]+)?)\s*sets?")
_COUNTED_FIRST = re.compile(r"([0-9]{1,2})\s*[,;(]\s*([^0-9].*?)\)?", re.DOTALL)
"""`3, before meals` under Times a day: the number is of times, not of repetitions."""


def read_cell(fact: str, text: str) -> Fact | Said | Unclear | None:
    """What a cell of this fact's column means; None where nothing is known about it.

    A cell that says more than its fact (`3x10` under Reps) gives all that it says. Days and
    times may stand in each other's column.
    """
    words = plain(text)
    if asked := _asked(fact, words):
        return asked
    if fact == "times" and (much := _COUNTED_FIRST.fullmatch(text.strip())):
        text = f"{much[1]} times a day, {much[2]}"
    own = PARSERS[fact](text) or _in_own_words(fact, text, words)
    if own is not None:
        return _with_doubts(fact, own, words)
    said = read_dose(text)
    if isinstance(said, Unclear):
        return None if said.code in GENERIC or "-after-" in said.code else said
    facts = said.facts().keys()
    if fact in facts or said.ask_often or (fact in FREQUENCY and facts and facts <= FREQUENCY):
        return said
    if fact == "reps" and facts == {"duration"} and _is_far(said):
        return said
    if any(amount and amount.words for amount in (said.dose.reps, said.dose.duration)):
        return None  # words that nobody knows belong nowhere
    return Unclear("belongs-elsewhere", {"value": text, "fact": min(facts)}) if facts else None


_WORDED = {"reps": ("reps",), "duration": ("duration",), "hold": ("duration",)}
"""Which kinds of amounts in the clinic's own words a column takes."""


def _in_own_words(fact: str, text: str, words: str) -> Amount | None:
    """`10 toes up + 10 toes down` under Reps, `3 s curl / 3 s spread` under Hold: as typed."""
    found = own_amount(words) if fact in _WORDED else None
    if found is None or found[0] not in _WORDED[fact]:
        return None
    return replace(found[1], words=as_typed(found[1].words, text))


def _is_far(said: Said) -> bool:
    """True where a distance or steps are said: nothing else is meant under Reps."""
    duration = said.dose.duration
    return duration is not None and duration.measure in (Measure.METRES, Measure.STEPS)


def _with_doubts(fact: str, own: Fact, words: str) -> Fact | Said:
    """The fact, with what is asked about it where the exercise makes two meanings of it."""
    if fact == "duration" and (doubts := metres_or_minutes(words)):
        return replace(of_fact(fact, own, words), doubts=doubts)
    if fact == "hold" and isinstance(own, Amount) and own.wording == TIRED:
        doubt = Doubt("hold", "hold-without-end", (("value", words),))
        return replace(of_fact(fact, own, words), doubts=(doubt,))
    return own


def _asked(fact: str, words: str) -> Unclear | None:
    """What to ask about plain words in this column before anything is made of them."""
    if asked := _ASKED[fact](words) if fact in _ASKED else None:
        return asked
    found = question(words)
    if fact == "days" and found is not None and found.code == "days-or-week":
        return None  # `5/7` is days a week here, as in a dose
    is_other_columns = found is not None and fact in ("load", "tempo")
    return None if is_other_columns else found


def _of_sets(words: str) -> Unclear | None:
    match = _REPETITIONS.fullmatch(words)
    return Unclear("sets-or-reps", {"value": words, "number": match[1]}) if match else None


def _of_reps(words: str) -> Unclear | None:
    if match := _ONLY_SETS.fullmatch(words):
        return Unclear("sets-or-reps", {"value": words, "number": match[1]})
    said = read_piece(words)
    is_time = isinstance(said, Said) and said.dose.duration is not None and not said.dose.sets
    return Unclear("count-is-time", {"value": words}) if is_time and _is_timed(said) else None


def _is_timed(said: Said | Unclear | None) -> bool:
    return isinstance(said, Said) and not _is_far(said)


def _of_duration(words: str) -> Unclear | None:
    if words.isascii() and words.isdigit() and 0 < int(words) < FEW_FOR_SECONDS:
        return Unclear("time-without-unit", {"value": words, "number": words})
    return None


def _of_times(words: str) -> Unclear | None:
    is_pm = re.fullmatch(r"(?:every |in the )?p\.?m", words)
    if is_pm:
        return Unclear("part-of-day-unclear", {"value": words})
    is_open = re.fullmatch(r"(?:at least|min\.?|minimum)\s+[0-9].*|[0-9]+\s*(?:\+|or more)", words)
    return Unclear("times-open", {"value": words}) if is_open else None


def _of_load(words: str) -> Unclear | None:
    if re.fullmatch(r"[0-9.,]+(?:-[0-9.,]+)?", words):
        return Unclear("load-without-unit", {"value": words, "number": words})
    return Unclear("load-how-heavy", {"value": words}) if words in HOW_HEAVY else None


def _of_tempo(words: str) -> Unclear | None:
    if figures := three_seconds(words):
        return tempo_direction(words, figures)
    found = question(words)
    return found if found and found.code.startswith("tempo") else None


_ASKED: Mapping[str, Callable[[str], Unclear | None]] = {
    "sets": _of_sets,
    "reps": _of_reps,
    "duration": _of_duration,
    "times": _of_times,
    "load": _of_load,
    "tempo": _of_tempo,
}
