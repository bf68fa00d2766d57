"""A note that begins or ends an exercise becomes its words, where the diary cannot know of it."""

from __future__ import annotations

import re

from clinicplan.dose import Rhythm
from clinicplan.plan import Prescription
from clinicplan.workbook.plans.request import AtHand

_BEGINS = re.compile(
    r"\b(?:only )?(?:start|begin) (?:(?:with )?(?:this|it|these|the exercise)(?: (?:one|exercise))?"
    r" )?(?:only )?(?:once|when|after|from|next week|in [0-9a-z]+ (?:days|weeks))\b[^.;]*|"
    r"\b(?:then|and) stop (?:the|this|that|doing) [^.;]*|"
    r"\bstop (?:the other|this one|that one) [^.;]*|"
    r"\bstop(?: it)? for [0-9a-z]+ (?:days|weeks)(?: first)?\b[^.;]*|"
    r"\bfrom next week\b|\bnot (?:before|until|till) (?:the |your |you )[^.;]*",
    re.IGNORECASE,
)
_LEAVES_OUT = re.compile(
    r"\bnot (?:on )?(?:the |a )?days? (?:before|after|of|you|when)\b[^.;]*", re.IGNORECASE
)
_ONCE = re.compile(
    r"(?:^|[.;(]\s*)(?P<said>(?:only\s+)?(?:once|when|after|as soon as)\s+[^.;,()]+)(?=$|[.;)])",
    re.IGNORECASE,
)
"""A sentence of a condition alone: `once stitches out and wound dry`."""

_OF_HEALING = re.compile(
    r"\b(?:stitches|sutures|clips|staples|wound|scar|scab|incision|blister|ulcer|cast|plaster|boot|"
    r"splint|dressings?|bandage|brace|swelling|bruising|infection|pain)\b.*"
    r"\b(?:out|off|dry|healed|heals|closed|closes|gone|down|settled|settles|removed|clear|clears|"
    r"eased|eases|less|allows?|stops|stopped|better)\b|"
    r"\b(?:seen|cleared|checked|allowed)\b.*\b(?:surgeon|consultant|doctor|gp|nurse|clinic|us|me)\b|"
    r"^(?:only\s+)?after (?:your |the |next )?(?:x-?ray|scan|operation|surgery|review|check-?up|"
    r"follow-?up|appointment)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:add|increase|build|progress|go|move|try|use|hold|stop|rest|ease|put|do|then|more|less "
    r"weight|each|every|ring|call|repeat)\b",
    re.IGNORECASE,
)
"""What is done then is said too: it goes on otherwise, and does not begin."""

_NO_DAYS = (Rhythm.AS_WRITTEN, Rhythm.OCCASION)
"""What has no boxes of its own."""


def begins_or_ends(note: str) -> str:
    """The words of a note that say when to begin or to stop; "" for none."""
    found = _BEGINS.search(note)
    return found[0].strip(" ,") if found else _once(note)


def _once(note: str) -> str:
    """`once stitches out and wound dry`: what must have healed before the first day."""
    said = (found["said"].strip() for found in _ONCE.finditer(note))
    return next((it for it in said if _OF_HEALING.search(it) and not _GOES_ON.search(it)), "")


def leaves_out(note: str) -> str:
    """The words of a note that say on which days it is not done: `not the day before a run`."""
    found = _LEAVES_OUT.search(note)
    return found[0].strip(" ,") if found else ""


def check_beginning(prescription: Prescription, at_hand: AtHand) -> None:
    """Notes such words where the diary has boxes of every day: no week or day is typed."""
    days = prescription.dose.days
    if days is not None and days.rhythm in _NO_DAYS:
        return
    if prescription.first_week <= 1 and (said := begins_or_ends(prescription.note)):
        at_hand.note("note-begins", "note", value=said)
    is_named = days is not None and days.rhythm is Rhythm.NAMED
    if not is_named and (said := leaves_out(prescription.note)):
        at_hand.note("note-days", "note", value=said)
