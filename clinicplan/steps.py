"""An exercise's steps and a prescription become the steps that fit its dose.

Where the dose has no hold, the steps do not say "Hold": nobody would know for how long.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clinicplan.catalogue.values import Catalogue, Exercise, Variant
from clinicplan.dose import AS_WRITTEN
from clinicplan.plan import Prescription, Side

_CLAUSE = re.compile("[,;.]")
_HOLDS = re.compile(
    r"(?<!no )(?<!not )(?<!without )\b(?:hold(?:s|ing)?|held)\b(?! (?:on|onto|the|a)\b)", re.I
)
"""To hold, but not to hold on to something."""
_SECONDS = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"ninety|-five))\s?(?:s|secs?|seconds?)\b",
    re.I,
)
_NOT_HELD = re.compile(
    r"\b(?:rest|lower\w*|releas\w*|slow\w*|quick\w*|"
    r"(?<!stand )(?<!standing )(?<!get )(?<!getting )(?<!wake )(?<!waking )up(?! to)|"
    r"(?<!sit )(?<!sitting )(?<!lie )(?<!lying )down)\b",
    re.I,
)
"""What else takes seconds: a rest, and the way of a movement."""


_CHANGED = re.compile(
    r"\b(?:change|swap|switch)\b(?: (?:over|to|the|your|front|other|standing))*"
    r"(?: (?:feet|foot|legs?|sides?|arms?|hands?|heels?|knees?)\b|$| when\b)|"
    r"\bone\b[^.]*\bthen the other\b|\balternat(?:e|ing) (?:sides|legs|feet)\b|"
    r"\b(?:sides|legs|feet) in turn\b|"
    r"\brepeat (?:it |this |them )?(?:on|with) (?:the |your )?other\b|"
    r"\bthen (?:do |with )?(?:the |your )?other (?:foot|leg|side|arm|hand|one)\b",
    re.I,
)
"""A step of the clinic's own that goes over to the other side for itself."""
_TOGETHER = re.compile(
    r"\b(?:both|two) (?:feet |legs |sides )?(?:together|at (?:once|the same time))\b|"
    r"\bat the same time\b",
    re.I,
)


def changes_sides(prescription: Prescription, exercise: Exercise) -> bool:
    """True where the steps end with going over to the other side.

    Not where a step of the clinic's own has done so, or both are to be used together.
    """
    if prescription.side is not Side.EACH:
        return False
    reps = prescription.dose.reps
    if any(text and _TOGETHER.search(text) for text in (prescription.note, reps and reps.words)):
        return False
    if not exercise.own:
        return True
    variant = exercise.variant(prescription.variant)
    lines = (line.rstrip(". ") for shot in variant.shots for line in shot.lines)
    return not any(map(_CHANGED.search, lines))


def is_held(prescription: Prescription) -> bool:
    """True where some dose of it has a hold, or where none says how much: it is as shown.

    A dose in the clinic's own words has one where they speak of holding, or of seconds.
    """
    doses = [prescription.dose, *(change.dose for change in prescription.changes)]
    if prescription.when_easy:
        doses.append(prescription.when_easy)
    held = any(
        dose.hold
        or (dose.tempo and dose.tempo.held)
        or (dose.reps and dose.reps.wording == AS_WRITTEN and _speak_of_hold(dose.reps.words))
        for dose in doses
    )
    return held or not prescription.dose.has_amount


def _speak_of_hold(words: str) -> bool:
    """True where a clinic's own words for a dose may say how long to hold."""
    return any(
        _HOLDS.search(clause) or (_SECONDS.search(clause) and not _NOT_HELD.search(clause))
        for clause in _CLAUSE.split(words)
    )


def says_hold(variant: Variant, catalogue: Catalogue) -> bool:
    """True where a step of this way to do it says to hold, in a sentence of its own."""
    lines = (line for shot in variant.shots for line in shot.lines)
    return any(line != without_hold(line, catalogue) for line in lines)


def fitting(
    lines: tuple[str, ...], prescription: Prescription, exercise: Exercise, catalogue: Catalogue
) -> list[str]:
    """The lines of a shot; an own exercise's stay as the clinic wrote them."""
    if exercise.own or is_held(prescription):
        return list(lines)
    return [kept for line in lines if (kept := without_hold(line, catalogue))]


def without_hold(line: str, catalogue: Catalogue) -> str:
    """The line without a sentence that only says to hold."""
    word = catalogue.names.get("step.hold", "")
    return _sentence(word).sub("", line).strip() if word and word in line else line


@lru_cache(maxsize=16)
def _sentence(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[.!?])\s+){re.escape(word)}\.(?=\s|$)")
