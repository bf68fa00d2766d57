"""A dose with slips of the keyboard ("3x10 evry dya") becomes one without them, and the slips."""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.doses.glossary import WORDS
from clinicplan.doses.said import Doubt, Said
from clinicplan.doses.slipped_days import without_slipped_days
from clinicplan.doses.slips import ORDINARY, is_one_stroke, is_plain_slip
from clinicplan.doses.understood import is_known
from clinicplan.doses.which_side import is_side_slip

_SAFE = (
    "daily", "every", "weekly", "weekday", "weekdays", "weekend", "morning", "mornings", "evening",
    "evenings", "night", "seconds", "second", "minutes", "minute", "alternate", "times", "repeat",
    "repetitions", "rounds", "breaths", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "once", "twice", "thrice",
)  # fmt: skip
"""Words that one stroke makes no other of: no figure, no side, and nothing that denies."""

_TURNED = (
    *_SAFE, "day", "days", "hold", "holds", "rest", "rests", "sets", "reps", "secs", "mins", "each",
    "week", "weeks", "breath", "sessions", "straight", "left", "right",
)  # fmt: skip
"""Words of which two letters in the wrong order make no other."""

_WORD = re.compile(
    r"[A-Za-z]+|(?<![A-Za-z0-9])[1-9]o(?= (?:reps?|times|secs?|seconds?|mins?)\b)|"
    r"(?<=[0-9]x)[1-9]o\b|(?<=[0-9] x )[1-9]o\b"
)
"""A word, or a figure whose 0 was typed as the letter beside it: `3x1o`."""

_LONGEST = 200
_SHORTEST = 3


def without_slips(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """The dose with its misspelt words put right, and each of them, to be told.

    `twce`, `mornng` and `rets` are one word each, whatever stands about them.
    """
    if len(text) > _LONGEST:
        return text, ()
    text, days = without_slipped_days(text)
    slips = list(days)

    def put_right(word: re.Match[str]) -> str:
        if meant := _meant(word[0].casefold()):
            slips.append((word[0], meant))
        return meant or word[0]

    text = _WORD.sub(put_right, text)
    values = ((("value", word), ("one", meant)) for word, meant in slips)
    return text, tuple(Doubt("reps", "slip-taken", each) for each in values)


def told_slips(said: Said, slips: tuple[Doubt, ...]) -> Said:
    """The same with its slips, at a fact that it has."""
    at = min(said.facts(), default="reps")
    return replace(said, doubts=(*said.doubts, *(replace(slip, fact=at) for slip in slips)))


def _meant(word: str) -> str:
    """The one word that a slip is a stroke away from, "" for none, or for two."""
    if word[0].isdigit():
        return f"{word[0]}0"
    if is_known(word) or word in ORDINARY or word in WORDS or len(word) < _SHORTEST:
        return ""
    turned = [other for other in _TURNED if _is_turned(word, other)]
    near = [other for other in _SAFE if other[0] == word[0] and is_one_stroke(word, other)]
    found = turned or (near if is_plain_slip(word) and not is_side_slip(word) else [])
    return found[0] if len(found) == 1 else ""


def _is_turned(word: str, other: str) -> bool:
    """True for the word with two letters that stand beside each other in the wrong order."""
    if len(word) != len(other) or word[0] != other[0]:
        return False
    differ = [at for at, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
    return len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(word) == sorted(other)
