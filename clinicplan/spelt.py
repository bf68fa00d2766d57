"""A note's jotted words become whole ones, as far as each has one meaning: `til 2/52 post op`.

A dose is read and written out; a note is printed as typed, and a patient reads both on one card.
Whatever could mean something else, and every number, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.doses.arrows import without_arrows
from clinicplan.plan import Plan, Prescription

_WORDS = {
    "w/o": "without", "b4": "before", "btw": "between", "btwn": "between", "betw": "between",
    "betn": "between", "til": "until", "thru": "through", "thro": "through", "esp": "especially",
    "approx": "about", "pls": "please", "fwd": "forward", "fwds": "forward", "bwd": "backward",
    "bwds": "backward", "stdg": "standing", "exs": "exercises", "brkfst": "breakfast",
    "bfast": "breakfast", "b/fast": "breakfast", "mrng": "morning", "mrngs": "mornings",
    "nite": "night", "aftr": "after", "bfore": "before", "befor": "before", "wks": "weeks",
    "hrs": "hours", "cant": "can't", "dont": "don't", "ea": "each",
}  # fmt: skip
_WORD = re.compile(
    r"(?<![\w/'\u2019.-])(?:"
    + "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
    + r")(?![\w/'\u2019-]|\.\w)",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?<![\w/])w/\s?(?=[A-Za-z])(?!o\b)")
_WEEK = re.compile(r"\bwk(?= ?[0-9])")
_SPAN = re.compile(
    r"(?:(?P<lead>\b(?:for|in|after|until|till?|first|next|last|every|of|to|at|from|by|the|about|"
    r"another|than|within|before|over|with) |[^\w\s] ?|^)|(?P<x>\bx ?))?"
    r"(?<![\d/.-])(?P<n>[1-9]|1[0-9]|2[0-6])/52(?![\d/]| (?:of|sets?|reps?)\b)"
    r"(?P<post> ?(?:post|after))?",
    re.IGNORECASE | re.MULTILINE,
)
_CLAUSE = re.compile(r"[.;,:\n]+")
_LASTS = re.compile(r"\b(?:no|not|never|nothing|nil|rest|avoid|don['\u2019]?t)\b", re.IGNORECASE)
"""What goes on for so long; `review 2/52` is in so long, and says no more than it did."""
_TITLE = r"(?<!Dr )(?<!Mr )(?<!Ms )(?<!Mrs )(?<!size )(?<!room )(?<!ward )(?<!level )(?<!type )"
_SIDE = re.compile(
    rf"{_TITLE}(?<![\w.&/+'\u2019-])(?P<side>[LR])(?= (?:hand|foot|leg|heel|knee|ankle|arm|toes?|"
    r"big|side|stays?|leads?|only|first|is|more|shoe|boot|calf)\b)"
)
_SIDES = {"L": "left", "R": "right"}


def spelt(note: str) -> str:
    """The note with its jotted words written out; capitals begin what they began."""
    if not note:
        return note
    text = _SPAN.sub(_weeks, without_arrows(note))
    text = _WEEK.sub("week", _WITH.sub("with ", text))
    text = _WORD.sub(lambda found: _cased(_WORDS[found[0].casefold()], found), text)
    return _SIDE.sub(lambda found: _begun(_SIDES[found["side"]], found), text)


def _cased(word: str, found: re.Match[str]) -> str:
    """The word in capitals, or with one, as it was typed."""
    typed = found[0]
    if typed.isupper() and len(typed) > 1 and typed.isalpha():
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word


def _begun(word: str, found: re.Match[str]) -> str:
    """The word, with a capital where a sentence begins with it."""
    before = found.string[: found.start()].rstrip(" ")
    return word.capitalize() if not before or before[-1] in ".!?\n" else word


def _weeks(found: re.Match[str]) -> str:
    """`No running 2/52` is for so long, and `til 12/52 post op` until then."""
    weeks = f"{found['n']} week{'' if found['n'] == '1' else 's'}{found['post'] or ''}"
    if found["lead"] is not None:
        return f"{found['lead']}{weeks}"
    clause = _CLAUSE.split(found.string[: found.start()])[-1]
    is_lasting = found["x"] or _LASTS.search(clause)
    return f"for {weeks}" if is_lasting and not found["post"] else weeks


def with_notes_spelt(plan: Plan) -> Plan:
    """The plan whose notes a patient reads in whole words."""
    notes = [plan.note]
    for item in plan.prescriptions:
        notes += [item.note, *[change.note for change in item.changes]]
    typed = "\n".join(notes)
    if spelt(typed) == typed:
        return plan
    items = tuple([_with_note_spelt(item) for item in plan.prescriptions])
    return replace(plan, note=spelt(plan.note), prescriptions=items)


def _with_note_spelt(item: Prescription) -> Prescription:
    changes = tuple([replace(change, note=spelt(change.note)) for change in item.changes])
    if not item.note and changes == item.changes:
        return item
    return replace(item, note=spelt(item.note), changes=changes)
