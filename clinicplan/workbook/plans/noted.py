"""What a note alone says of a dose ("3x week, rest day between", "3 sets of 10") becomes its."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from clinicplan.doses import Said, read_dose
from clinicplan.doses.conduct import is_how
from clinicplan.doses.left_over import SIGN, is_amount, says_how_often
from clinicplan.doses.said import FREQUENCY
from clinicplan.workbook.plans.request import Wanted


@dataclass(frozen=True, slots=True)
class Noted:
    """The same with what its note says, the words that say it, and the finding that tells so."""

    wanted: Wanted
    words: str
    code: str = "often-of-note"


def often_noted(wanted: Wanted) -> Noted | None:
    """What its own row asks for, as often as one clause of its note says; else None.

    No other clause may say how often, too, and a clause that says more is no such one.
    """
    own, spot = wanted.own, wanted.spot
    if own is None or spot is None or own.days is not None or own.times is not None:
        return None
    clause = _clause_of_often(own.note, SIGN) or _clause_of_often(own.note, _CLAUSES)
    if clause is None:
        return None
    words, said = clause
    dose = said.dose
    often = replace(own, times=dose.times, days=dose.days)
    said_in = {**spot.said_in, **dict.fromkeys(said.facts(), "note")}
    rows = (often, *wanted.rows[1:])
    return Noted(replace(wanted, rows=rows, spot=spot.saying(said_in)), words)


def dose_noted(wanted: Wanted) -> Noted | None:
    """What its own row asks for, as much as one clause of its note says; else None.

    Only where the row says nothing of how much, and no other clause does.
    """
    own, spot = wanted.own, wanted.spot
    if own is None or spot is None or spot.is_misread:
        return None
    if any(getattr(own, fact) is not None for fact in _MUCH):
        return None
    clauses = [clause for clause in map(str.strip, _CLAUSES.split(own.note)) if clause]
    found = [(clause, said) for clause in clauses if (said := _dose(clause))]
    others = [clause for clause in clauses if not _dose(clause)]
    if len(found) != 1 or any(map(is_amount, others)):
        return None
    words, said = found[0]
    is_told = own.times is not None or own.days is not None
    if not is_told and not FREQUENCY & said.facts().keys():
        return None
    kept = FREQUENCY if is_told else frozenset()
    facts: dict[str, Any] = {
        fact: value for fact, value in said.facts().items()
        if getattr(own, fact) is None and fact not in kept
    }  # fmt: skip
    said_in = {**spot.said_in, **dict.fromkeys(facts, "note")}
    rows = (replace(own, **facts), *wanted.rows[1:])
    return Noted(replace(wanted, rows=rows, spot=spot.saying(said_in)), words, "dose-of-note")


def _clause_of_often(note: str, signs: re.Pattern[str]) -> tuple[str, Said] | None:
    """The one clause of a note that says how often, and what it says."""
    clauses = [clause for clause in map(str.strip, signs.split(note)) if clause]
    found = [(clause, said) for clause in clauses if (said := _often(clause))]
    others = [clause for clause in clauses if not _often(clause)]
    if len(found) != 1 or any(says_how_often(clause, has_weeks=True) for clause in others):
        return None
    return found[0]


_APART = re.compile(r"(?:not on|non-)\s*consecutive(?: days)?|rest day between")
_MUCH = ("sets", "reps", "duration", "hold")
_CLAUSES = re.compile(r";\s*|\.\s+|\.$|\n\s*")
"""`3 sets of 10, twice a day` is one clause: its commas are those of a dose."""

_OF_DOSES = frozenset(("sets", "reps", "duration", "hold", "rest", "times", "days"))


def _dose(clause: str) -> Said | None:
    """How much, where a clause says this, perhaps how often, and nothing else."""
    said = read_dose(_LEAD.sub("", clause, count=1))
    if not isinstance(said, Said) or said.notes or said.doubts or said.without or said.ask_often:
        return None
    counted = said.dose.reps or said.dose.duration
    if counted is None or counted.words or _IN_SOME_CASES.match(clause):
        return None
    return said if said.facts().keys() <= _OF_DOSES else None


_LEAD = re.compile(
    r"(?:please\s+)?(?:(?:this\s+|to\s+|should\s+|must\s+|needs\s+to\s+)?(?:be\s+)?"
    r"(?:do|done|repeat(?:ed)?|perform(?:ed)?|practi[sc]ed?|try to do|aim to do)\s+)?"
    r"(?:(?:it|this|these|them|all)\s+)?(?=\S)",
    re.IGNORECASE,
)
"""`please do this ..`"""

_TAIL = re.compile(r"\s+(?:please|is (?:enough|fine|plenty))$", re.IGNORECASE)
_IN_SOME_CASES = re.compile(
    r"(?:only|but|not|if|when|whenever|unless|once(?!\s+(?:a|per|every|each|daily|weekly)\b))\b",
    re.IGNORECASE,
)


def _often(clause: str) -> Said | None:
    """How often, where a clause says this and nothing else."""
    said = read_dose(_LEAD.sub("", _TAIL.sub("", clause), count=1))
    if _IN_SOME_CASES.match(clause):
        return None
    if not isinstance(said, Said) or said.doubts or said.without or said.ask_often:
        return None
    if not all(is_how(note) or _APART.fullmatch(note) for note in said.notes):
        return None
    facts = said.facts().keys()
    return said if facts and facts <= FREQUENCY else None
