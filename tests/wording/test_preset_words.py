"""The presets of the library, as a clinician reads them."""

from __future__ import annotations

from collections.abc import Callable

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue, Exercise, Preset
from clinicplan.plan import Prescription, Side
from clinicplan.wording.sentences import preset_sentence
from clinicplan.wording.words import Wording, side_word
from tests.wording.doses import START, plain


def test_all_presets_read_aloud(check_golden: Callable[[str, str], None]) -> None:
    """The 31 doses of the library as `check` and the card say them, for a clinician to read."""
    catalogue = read_catalogue(templates_folder())
    presets = sorted(
        (preset.entry, preset, what)
        for what in catalogue.exercises.values()
        for preset in what.presets
    )
    assert [entry for entry, _, _ in presets] == list(range(1, 32))
    check_golden(
        "doses.txt",
        "\n".join(preset_text(preset, what, catalogue) for _, preset, what in presets),
    )


def preset_text(preset: Preset, what: Exercise, catalogue: Catalogue) -> str:
    """A preset's sentence, and its panel and its line of the glance where a side is chosen."""
    item = Prescription(
        exercise=what.code,
        variant="",
        side=preset.side or Side.EACH,
        dose=preset.dose,
        parts=preset.parts,
        between=preset.between,
    )
    panel = Wording(catalogue).dose_panel(item, what, start=START)
    seen = Wording(catalogue).glance(item, what)
    lines = [
        f"{preset.entry}. {what.name} ({preset.code})",
        f"   {preset_sentence(preset, what, catalogue)}",
        f"   panel ({side_word(item.side, what, catalogue)}): {panel.often}",
        *(f"      {fact.figure} | {fact.qualifier}".rstrip(" |") for fact in panel.facts),
        f"   glance: {' / '.join(seen.amount)} | {seen.often}",
        "",
    ]
    return plain("\n".join(lines))
