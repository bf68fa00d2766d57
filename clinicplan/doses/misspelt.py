"""A dose with one slip of the keyboard ("3x10 evry day") becomes the dose that it is without it."""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.doses.plain import plain
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Doubt, Said, Unclear
from clinicplan.doses.slips import is_one_stroke, is_slip

_SAFE = (
    "daily", "every", "weekly", "weekday", "weekdays", "weekend", "morning", "mornings", "evening",
    "evenings", "night", "seconds", "second", "minutes", "minute", "alternate", "times", "repeat",
    "repetitions", "rounds", "breaths", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "once", "twice", "thrice",
)  # fmt: skip
"""Words that one stroke makes no other of: no figure, no side, and nothing that denies."""

_UNKNOWN = frozenset(("dose-piece-unclear", "dose-unclear"))
_LONGEST = 80


def put_right(text: str, asked: Unclear) -> Said | None:
    """The dose with its one misspelt word put right, which is told; None where anything is open.

    Only where all of it is understood then, without a word left over.
    """
    if asked.code not in _UNKNOWN or len(text) > _LONGEST:
        return None
    slips = [(word, meant) for word in re.finditer(r"[A-Za-z]+", text)
             if (meant := _meant(word[0].casefold()))]  # fmt: skip
    if len(slips) != 1:
        return None
    word, meant = slips[0]
    if word[0].casefold() not in plain(str(asked.values.get("value", ""))):
        return None
    said = read_dose(f"{text[: word.start()]}{meant}{text[word.end() :]}")
    if not isinstance(said, Said) or said.notes or not said.dose.has_amount:
        return None
    values = (("value", word[0]), ("one", meant))
    return replace(said, doubts=(*said.doubts, Doubt(min(said.facts()), "slip-taken", values)))


def _meant(word: str) -> str:
    """The one word that a slip is a stroke away from, "" for none, or for two."""
    if not is_slip(word):
        return ""
    near = [other for other in _SAFE if other[0] == word[0] and is_one_stroke(word, other)]
    return near[0] if len(near) == 1 else ""
