"""How often that is typed into the note alone -> that of the dose, and a finding that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
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
    "note",
    ["3x wk, rest day between", "Stop if sore. 3 times a week", "3x week",
     "Please do this 3 x week", "three times a week on non-consecutive days",
     "3 times a week is enough", "do 3x week at home, stop if sore"],
)  # fmt: skip
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


def amount(note: str, folder: Path, **cells: str) -> tuple[set[str], Dose | None]:
    """The codes that are told, and the dose of what has none in its row."""
    typed: Cells = {"Side": "left", "Note to the patient": note, **cells}
    reading = reading_of(folder, {**row(), **typed})
    return codes_of(reading), reading.plans[0].prescriptions[0].dose if reading.plans else None


@pytest.mark.parametrize("note", ["3 sets of 10", "3 x 10. Stop if sore", "Please do 3 x 10"])
def test_a_note_says_how_much(note: str, tmp_path: Path) -> None:
    codes, dose = amount(note, tmp_path, Dose="daily")
    assert dose
    assert (dose.sets, dose.reps) == (exactly(3), exactly(10))
    assert dose.days == Days(Rhythm.EVERY_DAY)
    assert "dose-of-note" in codes


def test_a_note_says_all_of_the_dose(tmp_path: Path) -> None:
    codes, dose = amount("3x10 twice a day", tmp_path)
    assert dose
    assert (dose.sets, dose.reps, dose.times) == (exactly(3), exactly(10), Times(2))
    assert "dose-of-note" in codes


@pytest.mark.parametrize(
    "note",
    ["3 x 10, if easy 3 x 15", "if sore do 10", "3 x 10. Then 20 on the stairs", "10 cm from wall",
     "Hold on with 1 hand", "rest 30 s"],
)  # fmt: skip
def test_what_may_be_no_dose_is_left_in_the_note(note: str, tmp_path: Path) -> None:
    codes, _ = amount(note, tmp_path, Dose="daily")
    assert "dose-of-note" not in codes


def test_a_note_takes_nothing_from_what_is_typed(tmp_path: Path) -> None:
    codes, dose = amount("3 sets of 10", tmp_path, Dose="5 times daily, hold 5 s")
    assert dose
    assert dose.reps == exactly(5) or dose.hold == exactly(5)
    assert "dose-of-note" not in codes
