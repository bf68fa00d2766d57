"""How often that is typed into the note alone -> that of the dose, and a finding that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.dose import Days, Rhythm
from tests.workbook.plans.dosed import codes_of, reading_of
from tests.workbook.workbooks import Cells, row


def read(note: str, folder: Path, **cells: str) -> tuple[set[str], Days | None]:
    """The codes that are told, and the days."""
    typed: Cells = {"Dose": "3 x 10", "Side": "left", "Note to the patient": note, **cells}
    reading = reading_of(folder, {**row(), **typed})
    dose = reading.plans[0].prescriptions[0].dose if reading.plans else None
    return codes_of(reading), dose.days if dose else None


THREE = Days(Rhythm.PER_WEEK, per_week=3)


@pytest.mark.parametrize(
    "note", ["3x wk, rest day between", "Stop if sore. 3 times a week", "3x week"]
)
def test_a_note_says_how_often(note: str, tmp_path: Path) -> None:
    codes, days = read(note, tmp_path)
    assert days == THREE
    assert "often-of-note" in codes
    assert "no-frequency" not in codes


@pytest.mark.parametrize(
    "note",
    ["", "Stop if sore", "twice a day at first", "3x week, then every day", "daily, 3x week",
     "if swollen", "rest days are fine"],
)  # fmt: skip
def test_what_is_more_or_less_than_that_is_asked(note: str, tmp_path: Path) -> None:
    codes, _ = read(note, tmp_path)
    assert "no-frequency" in codes


@pytest.mark.parametrize("cells", [{"Days": "every day"}, {"Dose": "3 x 10, twice a day"}])
def test_what_is_typed_elsewhere_comes_first(cells: dict[str, str], tmp_path: Path) -> None:
    codes, days = read("3x week", tmp_path, **cells)
    assert days != THREE
    assert "often-of-note" not in codes
