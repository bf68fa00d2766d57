"""What hangs on a fact of a dose stands with it: nothing is torn off that means nothing alone."""

from __future__ import annotations

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.doses import Said, parse_hold, read_dose
from clinicplan.wording.amounts import time_words
from clinicplan.workbook.sheets.cells.doses import without_shorthand
from clinicplan.workbook.sheets.retyped import retyped

CATALOGUE = read_catalogue(templates_folder())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2x10 2 sec hold at top 4 x wk", "hold 2 seconds at the top"),
        ("3x12, 2s hold top, EOD", "hold 2 seconds at the top"),
        ("3x10 hold at the top for 3 s bd", "hold 3 seconds at the top"),
        ("3x10, pause 2s at the bottom", "hold 2 seconds at the bottom"),
        ("10x, hold 5s at end, QDS", "hold 5 seconds at the end"),
        ("10x hold 5s at end of range tds", "hold 5 seconds at the end of the movement"),
        ("5 x 45s hold at bottom od", "hold 45 seconds at the bottom"),
        ("10 reps 3s at top daily", "hold 3 seconds at the top"),
        ("3 x 10 hold 5 s", "hold 5 seconds"),
    ],
)  # fmt: skip
def test_where_a_hold_is_belongs_to_it(typed: str, printed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.hold
    assert not said.notes
    assert time_words(said.dose.hold, "hold", CATALOGUE).replace("\u00a0", " ") == printed


def test_it_is_typed_again_as_it_is_read() -> None:
    hold = parse_hold("hold 2 s at top")
    assert hold
    assert parse_hold(retyped("hold", hold)) == hold


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("10-30s x3 each foot in front, daily", ("each foot in front",)),
        ("30s each foot in front, od", ("each foot in front",)),
        ("5 reps, 30s each position, 3x/day", ("30s each position",)),
        ("3 x 10 to neutral bd", ("3 x 10 to neutral",)),
        # These say it all.
        ("3x10 od to 45 deg", ("to 45 degrees",)),
        ("2x20 Mon-Fri at desk", ("at desk",)),
        ("15x each way, morning + evening in bed", ("in bed",)),
        ("10 x 5s gentle od", ("gentle",)),
    ],
)
def test_an_aside_that_says_nothing_alone_repeats_its_fact(
    typed: str, notes: tuple[str, ...]
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.notes == notes


def test_a_posture_of_the_first_weeks_ends() -> None:
    said = read_dose("10 x 5-10s bd. sitting 2 wks then standing")
    assert isinstance(said, Said)
    assert said.notes == ("Weeks 1 to 2: sitting",)
    assert [(step.week, step.note) for step in said.steps] == [(3, "standing")]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("3x12 eod 3s out 3s back", "3 seconds out, 3 seconds back"),
        ("3x15 straight knee + 3x15 bent knee bd",
         "3 sets of 15 straight knee + 3 sets of 15 bent knee"),
        ("A-Z x1 tds", "A-Z, once"),
        ("4 lengths of the corridor, bd", "lengths of the corridor"),
    ],
)  # fmt: skip
def test_words_of_an_amount_or_a_pace_have_no_shorthand(typed: str, printed: str) -> None:
    read = read_dose(typed)
    assert isinstance(read, Said)
    said = without_shorthand(read)
    worded = (said.dose.tempo, said.dose.reps)
    assert printed in [value.words for value in worded if value]


def test_nor_have_those_of_a_later_week() -> None:
    read = read_dose("wk 1-2: 3x10 3s out 3s back. wk 3-4: 3x12 4s out 4s back")
    assert isinstance(read, Said)
    (step,) = without_shorthand(read).steps
    assert step.dose.tempo
    assert step.dose.tempo.words == "4 seconds out, 4 seconds back"
