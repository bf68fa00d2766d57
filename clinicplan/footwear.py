"""What a note says to wear on the feet becomes the words of it that the page follows."""

from __future__ import annotations

import re

from clinicplan.plan import Plan

_SHOE = r"(?:shoes?|trainers?|footwear|boots?|slippers?|insoles?|orthotics?)"
_WORN = re.compile(
    rf"\b(?:keep (?:your |the )?{_SHOE}(?: on)?|{_SHOE} (?:stays? )?on|"
    rf"(?<!out )(?:in|wear|wearing|with) (?:your |the |a |both )?"
    rf"(?:(?:supportive|good|firm|walking|running|sturdy|outdoor|usual) )*{_SHOE})\b(?! off)",
    re.IGNORECASE,
)
_BOOT = re.compile(r"\b(?:boots?|insoles?|orthotics?)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not?|never|don['\u2019]?t|without|avoid|instead of|rather than|stop)\b[^.,;]{0,25}$",
    re.IGNORECASE,
)
"""What stands before words that are denied: `do not hold a chair`."""


def told(words: re.Pattern[str], note: str) -> str:
    """The words of a note, "" where it has none of them, or denies them."""
    found = words.search(note)
    return found[0] if found and not _DENIED.search(note[: found.start()]) else ""


def worn(note: str) -> str:
    """What a note says to wear: `shoes on`, `in the boot`; "" where it says nothing of it."""
    return told(_WORN, note)


def feet_noted(plan: Plan) -> tuple[bool, bool, bool]:
    """Whether notes say what to wear, whether all exercises' do, and whether it is shoes alone."""
    whole = worn(plan.note)
    of_each = [whole or worn(item.note) for item in plan.prescriptions]
    later = [worn(change.note) for item in plan.prescriptions for change in item.changes]
    found = [*filter(None, (*of_each, *later))]
    is_shoes = not any(_BOOT.search(words) for words in found)
    return bool(found), bool(of_each) and all(of_each), is_shoes
