"""A note, or an own exercise, that names another foot than its row becomes its words.

A patient would read both.
"""

from __future__ import annotations

import re

from clinicplan.plan import Prescription, Side
from clinicplan.workbook.plans.own_sides import OneSided
from clinicplan.workbook.plans.request import AtHand

_LIMB = r"(?:foot|feet|legs?|sides?|ankles?|heels?|knees?|toes?|big toe|hips?|arch|calf|calves)"
_LEFT = re.compile(rf"\b(?:left|lt|l) {_LIMB}\b|\bleft only\b", re.IGNORECASE)
_RIGHT = re.compile(rf"\b(?:right|rt|r) {_LIMB}\b|\bright only\b", re.IGNORECASE)
_LEFT_WORD, _RIGHT_WORD = (re.compile(rf"\b{it}\b", re.IGNORECASE) for it in ("left", "right"))
_ORDER = re.compile(r"\b(?:start|begin)\w*\s+(?:with|on)\b|\bfirst\b", re.IGNORECASE)
"""Which foot comes first, where each has a row of its own."""

_CLAUSE = re.compile(r"[.;!?,\n]+\s*")
_BOTH = re.compile(
    rf"\bboth (?:{_LIMB}|together)\b|\b(?:the )?other (?:foot|leg|side) too\b", re.IGNORECASE
)
_IN_WEEKS = re.compile(
    r"\b(?:weeks?|wks?|w)\s*[0-9]|\b(?:first|then|later|days?|until|till)\b", re.IGNORECASE
)
_SOMETIMES = re.compile(
    r"\b(?:if|when|whenever|unless|once|or|can|may|could|as (?:able|tolerated))\b", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\b(?:stand\w*|hands?|lean\w*|support\w*|bend|bent|front|forwards?|behind|back|rest\w*|keep\w*|"
    r"lying|lie|over|cross\w*|held|hold (?:on|the|a)|than|as|like|not|don'?t|never|without|off|"
    r"no|nothing|help\w*|manag\w*|was|were|did|had|against|between|opposite|compar\w*)\b",
    re.IGNORECASE,
)
"""What the other foot does while this one is exercised, or that it does nothing."""


def check_other_side(prescription: Prescription, at_hand: AtHand) -> None:
    """Notes where it says the other side, or both for some weeks, of one that is for one side."""
    side = prescription.side
    if side is not Side.LEFT and side is not Side.RIGHT:
        return
    if said := other_side(prescription.note, side):
        at_hand.note("note-other-side", "note", value=said, side=side.value)


def check_own_sides(
    prescription: Prescription, named: tuple[OneSided, ...], at_hand: AtHand
) -> None:
    """Notes the words of an own exercise that say another side than the one it is given for."""
    side = prescription.side
    for item in named:
        if side and (code := item.against(side)):
            at_hand.note(code, "side", value=item.words, where=item.where, side=side.value)
            return


def other_side(note: str, side: Side) -> str:
    """The clause of a note that names another side than this one; "" for none."""
    own, other = (_LEFT_WORD, _RIGHT) if side is Side.LEFT else (_RIGHT_WORD, _LEFT)
    if not other.search(note) and not _BOTH.search(note):
        return ""
    is_named = bool(own.search(note))
    for part in filter(None, map(str.strip, _CLAUSE.split(note))):
        if _SOMETIMES.search(part) or _BESIDE.search(part):
            continue
        if other.search(part) and not own.search(part) and not _ORDER.search(part):
            return part
        if _BOTH.search(part) and (not is_named or _IN_WEEKS.search(part)):
            return part
    return ""
