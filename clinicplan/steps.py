"""An exercise's steps and a prescription become the steps that fit its dose.

Where the dose has no hold, the steps do not say "Hold": nobody would know for how long.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clinicplan.catalogue.values import Catalogue, Exercise, Variant
from clinicplan.plan import AS_WRITTEN, Prescription


def is_held(prescription: Prescription) -> bool:
    """True where some dose of it has a hold, or where none says how much: it is as shown.

    A dose in the clinic's own words may say so there.
    """
    doses = [prescription.dose, *(change.dose for change in prescription.changes)]
    if prescription.when_easy:
        doses.append(prescription.when_easy)
    held = any(
        dose.hold
        or (dose.tempo and dose.tempo.held)
        or (dose.reps and dose.reps.wording == AS_WRITTEN)
        for dose in doses
    )
    return held or not prescription.dose.has_amount


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
