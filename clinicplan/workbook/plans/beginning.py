"""A note that begins or ends an exercise becomes its words, where the diary cannot know of it."""

from __future__ import annotations

import re

from clinicplan.plan import Prescription, Rhythm
from clinicplan.workbook.plans.request import AtHand

_BEGINS = re.compile(
    r"\b(?:only )?(?:start|begin) (?:(?:with )?(?:this|it|these|the exercise)(?: (?:one|exercise))?"
    r" )?(?:only )?(?:once|when|after|from|next week|in [0-9a-z]+ (?:days|weeks))\b[^.;]*|"
    r"\b(?:then|and) stop (?:the|this|that|doing) [^.;]*|"
    r"\bstop (?:the other|this one|that one) [^.;]*|"
    r"\bstop(?: it)? for [0-9a-z]+ (?:days|weeks)(?: first)?\b[^.;]*|"
    r"\bnot (?:on )?(?:the )?days? (?:before|after|of|you|when)\b[^.;]*|"
    r"\bfrom next week\b|\bnot (?:before|until|till) (?:the |your |you )[^.;]*",
    re.IGNORECASE,
)
_NO_DAYS = (Rhythm.AS_WRITTEN, Rhythm.OCCASION)
"""What has no boxes of its own."""


def begins_or_ends(note: str) -> str:
    """The words of a note that say when to begin, to stop or to leave days out; "" for none."""
    found = _BEGINS.search(note)
    return found[0].strip(" ,") if found else ""


def check_beginning(prescription: Prescription, at_hand: AtHand) -> None:
    """Notes such words where the diary has boxes from the first day: no week is typed."""
    days = prescription.dose.days
    if prescription.first_week > 1 or (days is not None and days.rhythm in _NO_DAYS):
        return
    if said := begins_or_ends(prescription.note):
        at_hand.note("note-begins", "note", value=said)
