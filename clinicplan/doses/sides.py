"""What stands under Side ("R hand", "left leading", "each, worse leg first") becomes a side."""

from __future__ import annotations

import re

from clinicplan.doses.asides import as_typed, is_order, side_in_order
from clinicplan.doses.manner import parse_side
from clinicplan.doses.pieces import read_piece
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Doubt, Said, Unclear
from clinicplan.doses.unclear import question

_ONE = {"left": "left", "l": "left", "lt": "left", "right": "right", "r": "right", "rt": "right"}
_NAME = r"(left|right|lt?|rt?)"
_PART = (
    r"(?:side|foot|leg|hand|arm|wrist|elbow|shoulder|knee|hip|ankle|heel|calf|toe|big toe|thumb|"
    r"finger|thigh|buttock|ear|eye)"
)
_ONE_PART = re.compile(rf"(?:the\s+|your\s+)?{_NAME}\s*{_PART}?(?:\s+only)?")
_NO_FOOT = re.compile(r"\b(?:hand|arm|wrist|elbow|shoulder|thumb|finger)\b")
_TWO = re.compile(
    rf"{_NAME}\s*{_PART}?\s*(?:and|then|&|\+|/|,|-)\s*{_NAME}\s*{_PART}?(?:\s+only)?|"
    rf"each\s+{_PART}"
)
_LEADING = re.compile(
    rf"(?:{_NAME}(?:\s+{_PART})?\s+(?:leading|leads|lead)|"
    rf"(?:lead|leading|step up)\s+with\s+(?:the\s+)?"
    rf"{_NAME}(?:\s+{_PART})?)"
)


def read_side(text: str) -> Said | Unclear | None:
    """The side that a cell names, and what goes with it; None where it says something else.

    An order (`left leg first`) leaves the side as it is: both take their turn. `alternating` is
    asked about unless the dose says that its number is for each side.
    """
    words = plain(text)
    if side := _side_of(words):
        part = _NO_FOOT.search(words)
        other = (Doubt("side", "side-other-part", (("part", part[0]),)),) if part else ()
        return Said(side=side, doubts=other, typed=(("side", text),))
    if order := side_in_order(words):
        return _noted(text, order, side="each")
    if leading := _LEADING.fullmatch(words):
        return _noted(text, words, side=_ONE[leading[1] or leading[2]])
    if is_order(words):
        return _noted(text, words)
    ways = read_piece(words)
    if isinstance(ways, Said) and ways.each_way:
        return Said(each_way=ways.each_way, typed=(("side", text),))
    asked = question(words)
    if asked is None or asked.code != "side-alternate":
        return asked
    values = tuple((key, str(value)) for key, value in asked.values.items())
    doubt = Doubt("side", asked.code, values)
    return Said(notes=(text.strip(),), doubts=(doubt,), typed=(("side", text),))


def _noted(text: str, words: str, *, side: str = "") -> Said:
    return Said(side=side, notes=(as_typed(words, text),), typed=(("side", text),))


def _side_of(words: str) -> str:
    """ "left", "right", "each" or "both", by itself."""
    if one := _ONE_PART.fullmatch(words):
        return _ONE[one[1]]
    if two := _TWO.fullmatch(words):
        return "each" if two[1] is None or _ONE[two[1]] != _ONE[two[2]] else ""
    return parse_side(words)
