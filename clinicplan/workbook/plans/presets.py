"""What a row calls a preset becomes the preset of its exercise."""

from __future__ import annotations

from clinicplan.catalogue.values import Catalogue, Exercise, Preset
from clinicplan.workbook.choices import Choice, fold, lookup


def named_preset(exercise: Exercise, text: str, catalogue: Catalogue) -> Preset | None:
    """The exercise's preset of this code or name, None where it has none of it."""
    code = lookup(offered(exercise, catalogue)).get(fold(text)) if text else None
    return exercise.preset(code) if code else None


def usual_preset(exercise: Exercise) -> Preset | None:
    """The exercise's usual dose: the library's first preset, an own exercise's Default dose."""
    return next(iter(exercise.presets), None)


def offered(exercise: Exercise, catalogue: Catalogue) -> list[Choice]:
    """The presets that an exercise has, as the drop-down shows them."""
    programmes = catalogue.programmes
    return [
        Choice(item.code, programmes[item.code].name if item.code in programmes else item.code)
        for item in exercise.presets
    ]
