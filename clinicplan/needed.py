"""What is typed for an exercise becomes what its patient needs for it besides.

Page one lists what to have at hand. A backpack that only a dose names would be missing there.
"""

from __future__ import annotations

import re

from clinicplan.catalogue.values import Exercise, Variant
from clinicplan.limits import typed_for
from clinicplan.plan import Prescription

_DENIED = re.compile(
    r"\b(?:not?|never|none|don['\u2019]?t|without|avoid|instead of|nothing)\b[^.,;:\n]{0,45}$",
    re.IGNORECASE,
)
_AT = r"(?:on|onto|off|over|from|at|up|down|edge of|facing|one)"


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_BESIDES = {
    "backpack": _any(r"\b(?:back ?packs?|ruck ?sacks?)\b"),
    "weight": _any(
        r"\b[0-9]+(?:[.,][0-9]+)? ?(?:kgs?|kilos?|lbs?|pounds?)\b",
        r"\b(?:dumb|kettle|bar)[- ]?bells?\b",
    ),
    "step": _any(
        rf"\b{_AT} (?:an? |the |your )?(?:edge of (?:an? |the )?)?(?:low |bottom |stable )?"
        r"(?:steps?|stairs?)(?! (?:in |at |back|further|forwards?|by|at|up|down|later)\b)\b",
        r"\b(?:low|bottom) (?:step|stair)\b",
        r"\b[0-9]+ ?(?:\"|-?inch|cm) ?step\b",
    ),
    "towel": _any(
        r"\b(?:rolled(?:[- ]up)?|folded) towel\b", r"\btowel (?:rolled|folded|roll\b|under)"
    ),
    "cushion": _any(r"\b(?<!heel )(?:cushions?|pillows?)\b"),
    "stool": _any(r"(?<!off the )\b(?:foot)?stool\b"),
}  # fmt: skip
"""What is taken to an exercise besides, in words that mean nothing else."""
_OF_OWN = {
    "band": _any(r"(?<!it )(?<!rubber )(?<!hair )\b(?:bands?|thera-?bands?)\b(?! of)"),
    "ball": _any(r"\btennis ball\b"),
    "towel": _any(r"\btowel\b"),
    "marbles": _any(r"\bmarbles?\b"),
    "chair": _any(r"\b(?<!wheel)(?<!arm)chair\b"),
}
"""What the steps of a clinic's own exercise name, too."""
_MACHINE = _any(r"\b(?:machine|smith|leg press|plate|scales?)\b")
_HINT = _any("pack", "sack", "kg", "kilo", "lb", "pound", "bell", "step", "stair", "towel",
             "cushion", "pillow", "stool")  # fmt: skip


def needed_besides(exercise: Exercise, variant: Variant, item: Prescription) -> tuple[str, ...]:
    """The codes of what is needed for an exercise and is not on its list.

    The list of a clinic's own exercise stays as the clinic typed it.
    """
    if exercise.own and variant.equipment:
        return ()
    typed = "\n".join(_typed(item))
    found: list[str] = []
    if exercise.own:
        typed = "\n".join((exercise.name, variant.start, *_lines(variant), typed))
        found = [code for code, words in _OF_OWN.items() if _is_told(words, typed)]
    if _HINT.search(typed):
        found += [code for code, words in _BESIDES.items() if _is_told(words, typed)]
    if "weight" in found and ("backpack" in found or _MACHINE.search(typed)):
        found.remove("weight")
    return tuple(dict.fromkeys(code for code in found if code not in variant.equipment))


def _typed(item: Prescription) -> list[str]:
    """All that is typed of an exercise: its loads and the doses that it changes to as well."""
    later = [change.dose for change in item.changes]
    doses = [item.dose, *later]
    texts = [dose.load.words for dose in doses if dose.load]
    texts += [dose.times.occasion for dose in doses if dose.times]
    return [*typed_for(item), *texts, *[dose.reps.words for dose in later if dose.reps]]


def _lines(variant: Variant) -> list[str]:
    return [line for shot in variant.shots for line in shot.lines]


def _is_told(words: re.Pattern[str], typed: str) -> bool:
    """True where some words name it, and do not deny it."""
    return any(not _DENIED.search(typed[: found.start()]) for found in words.finditer(typed))
