"""How often, where the note alone ("3x week, rest day between") says it, becomes the dose's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clinicplan.doses import Said, read_dose
from clinicplan.doses.left_over import SIGN, says_how_often
from clinicplan.doses.said import FREQUENCY
from clinicplan.workbook.plans.request import Wanted


@dataclass(frozen=True, slots=True)
class Noted:
    """The same with how often, and the words of the note that say it."""

    wanted: Wanted
    words: str


def often_noted(wanted: Wanted) -> Noted | None:
    """What its own row asks for, as often as one clause of its note says; else None.

    No other clause may say how often, too, and a clause that says more is no such one.
    """
    own, spot = wanted.own, wanted.spot
    if own is None or spot is None or own.days is not None or own.times is not None:
        return None
    clauses = [clause for clause in map(str.strip, SIGN.split(own.note)) if clause]
    found = [(clause, said) for clause in clauses if (said := _often(clause))]
    others = [clause for clause in clauses if not _often(clause)]
    if len(found) != 1 or any(says_how_often(clause, has_weeks=True) for clause in others):
        return None
    words, said = found[0]
    dose = said.dose
    often = replace(own, times=dose.times, days=dose.days)
    said_in = {**spot.said_in, **dict.fromkeys(said.facts(), "note")}
    rows = (often, *wanted.rows[1:])
    return Noted(replace(wanted, rows=rows, spot=spot.saying(said_in)), words)


_IN_SOME_CASES = re.compile(r"(?:only|but|not|if|when|whenever|unless|once)\b", re.IGNORECASE)


def _often(clause: str) -> Said | None:
    """How often, where a clause says this and nothing else."""
    said = read_dose(clause)
    if _IN_SOME_CASES.match(clause):
        return None
    if not isinstance(said, Said) or said.notes or said.doubts or said.without or said.ask_often:
        return None
    facts = said.facts().keys()
    return said if facts and facts <= FREQUENCY else None
