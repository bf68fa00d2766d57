"""Steps and a dose -> the steps that fit: nobody is told to hold for nobody knows how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.plan import Change, Dose, Prescription, Side, Tempo, exactly
from clinicplan.steps import fitting, is_held, without_hold

CATALOGUE = read_catalogue(templates_folder())
TEN = Dose(reps=exactly(10))
HELD = replace(TEN, hold=exactly(5))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Press your foot away slowly. Hold.", "Press your foot away slowly."),
        ("Lift it. Hold. Let go.", "Lift it. Let go."),
        ("Hold.", ""),
        ("Hold both ends. Keep your arms still.", "Hold both ends. Keep your arms still."),
        ("Hold the wall.", "Hold the wall."),
        ("Let it come back slowly.", "Let it come back slowly."),
    ],
)
def test_only_a_sentence_that_says_to_hold_goes(line: str, kept: str) -> None:
    assert without_hold(line, CATALOGUE) == kept


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (Prescription("x", "", Side.LEFT, TEN), False),
        (Prescription("x", "", Side.LEFT, HELD), True),
        (Prescription("x", "", Side.LEFT, Dose()), True),  # as it was shown
        (Prescription("x", "", Side.LEFT, TEN, changes=(Change(3, HELD),)), True),
        (Prescription("x", "", Side.LEFT, TEN, when_easy=HELD), True),
        (Prescription("x", "", Side.LEFT, replace(TEN, tempo=Tempo(3, 2, 3))), True),
        (Prescription("x", "", Side.LEFT, replace(TEN, tempo=Tempo(3, 0, 3))), False),
    ],
)
def test_a_dose_that_holds(given: Prescription, held: bool) -> None:
    assert is_held(given) is held


def test_the_clinics_own_steps_stay_as_they_were_written() -> None:
    given = Prescription("x", "", Side.LEFT, TEN)
    ours = CATALOGUE.exercises["band-pull-back"]
    lines = ("Pull. Hold.", "Hold.")
    assert fitting(lines, given, ours, CATALOGUE) == ["Pull."]
    assert fitting(lines, given, replace(ours, own=True), CATALOGUE) == list(lines)
