"""A part of a dose, beside the others: what it says, an aside, or that nobody knows of which."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clinicplan.dose import Days, Rhythm
from clinicplan.doses.conduct import is_instruction
from clinicplan.doses.rephrased import OF_EACH
from clinicplan.doses.said import Said, Unclear

_UNREAD = frozenset(("dose-piece-unclear", "dose-unclear", "no-upper-end"))


def beside(found: Said | Unclear, words: str, said: Said, text: str) -> Said | Unclear:
    """What a part of the text says beside what is said before it; an instruction is an aside.

    `not on run days` adds nothing to days that are named; `alternating` nothing to what is for each
    side. `5 min if sore` beside another amount is not of the whole.
    """
    if isinstance(found, Unclear):
        is_aside = found.code in _UNREAD and is_instruction(words)
        is_order = found.code == "side-alternate" and bool(OF_EACH.search(text))
        if is_aside and re.search("[0-9]", words):
            return Said(notes=(words,), typed=((_COUNTED, words),))
        return Said(notes=(words,)) if is_aside or is_order else found
    days = found.dose.days
    if days is None or not days.occasion:
        return found
    if days.occasion.startswith("not on ") and said.dose.days not in (None, _EVERY_DAY):
        return Said(notes=(words,))
    is_twice = found.dose.has_amount and said.dose.has_amount
    if is_twice and days.occasion.startswith(("if ", "when ")):
        return Unclear("dose-piece-unclear", {"value": words})
    return found


_EVERY_DAY = Days(Rhythm.EVERY_DAY)
_COUNTED = "counted-note"
"""An aside with numbers: without an amount beside it, these may be one."""

_KINDS = {
    "times": "often", "days": "often", "side": "side", "first_week": "weeks", "last_week": "weeks",
}  # fmt: skip


def is_of_parts(parts: Iterable[Said | Unclear], said: Said) -> bool:
    """True for `10 sitting Mon, standing Tue`, and `10, sitting wk 1-2`: which goes with which?

    So for numbers in asides alone: these may be the amount.
    """
    found = [part for part in parts if isinstance(part, Said) and part.notes]
    whens = [_when(part) for part in found]
    asides = [at for at, part in enumerate(found) if whens[at] and not part.dose.has_amount]
    if asides and said.last_week:
        return True
    if any(dict(part.typed).get(_COUNTED) for part in found) and not said.dose.has_amount:
        return True
    return any(
        whens[at] & other for at in asides for place, other in enumerate(whens) if place != at
    )


def _when(part: Said) -> set[str]:
    """What a part says of when, or with which side."""
    return {kind for fact, kind in _KINDS.items() if fact in part.facts()}
