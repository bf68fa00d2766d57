"""A dose in words ("2 sets, 15 times, hold 10 s"), or its changes by week, becomes doses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from clinicplan.doses import parse_count, parse_days, parse_seconds, parse_times
from clinicplan.plan import Amount, Days, Dose, Rhythm
from clinicplan.workbook.rows import Step

_CHANGE = re.compile(r"(?:from|as of)?\s*(?:week|wk)\s*(\d{1,2})(?:\s*on)?\s*[:,\s-]\s*(.+)")
_SETS = re.compile(r"(.+?)\s*(?:sets?|rounds?|bouts?)(?:\s+of\s+(.+))?")
_SETS_BY_REPS = re.compile(r"(\d{1,2})\s*[x×]\s*(\d.*)")
_NAMED = re.compile(r"(?:(hold|rest|for)\s*(?:for|:)?\s+(.+)|(.+?)\s+(hold|rest))")
_FIELDS = {"hold": "hold", "rest": "rest", "for": "duration"}


def parse_changes(text: str) -> tuple[Step, ...] | None:
    """The changes of a progression, in rising weeks; None where it is not understood.

    Several are separated by semicolons or line ends: `from week 3: 15 times; from week 5:
    2 sets, hold 10 s`. `week 3` and `wk 3` mean from then on, too; `in week 3`, which may
    mean that week alone, is not understood.
    """
    steps = [_step(piece) for piece in _pieces(re.split(r"[;\n]", text))]
    known = tuple(step for step in steps if step is not None)
    weeks = [step.week for step in known]
    if len(known) != len(steps) or not known or weeks != sorted(set(weeks)):
        return None
    return known


def parse_dose(text: str) -> Dose | None:
    """What a list of facts says of a dose; None where one of them is not understood.

    `2 sets, 10 times, hold 5 s, rest 30 s, twice a day, every other day`; `for 30 s` or
    `30 s` is a timed bout; `3 x 10` and `3 sets of 10` are sets and times.
    """
    dose = Dose()
    for piece in _pieces(re.split(r"[,;\n]", text.casefold())):
        said = _fact(piece)
        if said is None:
            return None
        both = _both(dose, said)
        if both is None:
            return None
        dose = both
    return dose if dose != Dose() else None


def _pieces(texts: Iterable[str]) -> list[str]:
    plain = (" ".join(text.split()).rstrip(".") for text in texts)
    return [text for text in plain if text]


def _step(text: str) -> Step | None:
    match = _CHANGE.fullmatch(text.casefold())
    dose = parse_dose(match[2]) if match else None
    week = int(match[1]) if match else 0
    return Step(week, dose) if dose is not None and week >= 2 else None


def _both(dose: Dose, said: Dose) -> Dose | None:
    """Both doses as one; None where they name the same thing twice, weekdays apart."""
    if dose.days and said.days:
        if dose.days.rhythm is not Rhythm.NAMED or said.days.rhythm is not Rhythm.NAMED:
            return None
        named = tuple(sorted({*dose.days.named, *said.days.named}))
        return replace(dose, days=Days(Rhythm.NAMED, named=named))
    both = said.over(dose)
    return both if _count(both) == _count(dose) + _count(said) else None


def _count(dose: Dose) -> int:
    every = (dose.sets, dose.reps, dose.hold, dose.rest, dose.duration, dose.times, dose.days)
    return sum(value is not None for value in every)


def _fact(text: str) -> Dose | None:
    """The one fact (or sets with times) that a piece states; order decides what it is."""
    return _named(text) or _sets(text) or _counted(text) or _frequency(text) or _timed(text)


def _named(text: str) -> Dose | None:
    match = _NAMED.fullmatch(text)
    if match is None:
        return None
    amount = parse_seconds(match[2] or match[3])
    name = _FIELDS[match[1] or match[4]]
    if amount is None:
        return None
    fields: dict[str, Amount] = {name: amount}
    return Dose(hold=fields.get("hold"), rest=fields.get("rest"), duration=fields.get("duration"))


def _sets(text: str) -> Dose | None:
    match = _SETS.fullmatch(text) or _SETS_BY_REPS.fullmatch(text)
    if match is None or (sets := parse_count(match[1])) is None:
        return None
    if match[2] is None:
        return Dose(sets=sets)
    reps = parse_count(match[2])
    return Dose(sets=sets, reps=reps) if reps else _timed_sets(sets, match[2])


def _timed_sets(sets: Amount, text: str) -> Dose | None:
    duration = parse_seconds(text)
    return Dose(sets=sets, duration=duration) if duration else None


def _counted(text: str) -> Dose | None:
    reps = parse_count(text)
    return Dose(reps=reps) if reps else None


def _frequency(text: str) -> Dose | None:
    if days := parse_days(text):
        return Dose(days=days)
    times = parse_times(text)
    return Dose(times=times) if times else None


def _timed(text: str) -> Dose | None:
    duration = parse_seconds(text)
    return Dose(duration=duration) if duration else None
