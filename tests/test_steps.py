"""Steps and a dose -> the steps that fit: nobody is told to hold for nobody knows how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.dose import AS_WRITTEN, Amount, Bound, Dose, Tempo, exactly
from clinicplan.plan import Change, Prescription, Side
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


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("3 sets of 15 daily, hold as long as it is easy", True),
        ("left 4 × 30 seconds, right 2 × 30 seconds", True),
        ("10, then 5 with a hold", True),
        ("2 times, forty seconds each leg: breakfast, lunch break, supper", True),
        ("3 × 10 seconds every time before you stand up after you sit down long", True),
        ("10, thirty seconds rest, then 10", False),
        ("10, up 3 seconds, then 5", False),
        ("8 (5s), then 6", True),
        ("3 sets of 15 daily", False),
        ("5, then 10, then 15 as able, hold on, never to exhaustion", False),
        ("12, Holding the rail, then 8", False),
        ("3 sets to fatigue, 60 seconds rest", False),
        ("3 sets to fatigue, rest 60 seconds", False),
        ("20 sideways, no hold", False),
        ("3 sets of 10 once a day, quick pull, slow release 4 seconds", False),
        ("3 sets of 10, then up to 30 seconds", True),
        ("", False),
    ],
)
def test_own_words_hold_where_they_say_so(words: str, held: bool) -> None:
    spoken = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words=words)
    assert is_held(Prescription("x", "", Side.LEFT, Dose(reps=spoken))) is held


def test_the_clinics_own_steps_stay_as_they_were_written() -> None:
    given = Prescription("x", "", Side.LEFT, TEN)
    ours = CATALOGUE.exercises["band-pull-back"]
    lines = ("Pull. Hold.", "Hold.")
    assert fitting(lines, given, ours, CATALOGUE) == ["Pull."]
    assert fitting(lines, given, replace(ours, own=True), CATALOGUE) == list(lines)
