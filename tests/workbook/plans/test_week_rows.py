"""Rows of one exercise from different weeks -> one after the other, each its own dose."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.dose import Amount, Dose, exactly
from clinicplan.plan import Change, Side
from tests.workbook.plans.dosed import EIGHT, PG, T, codes_of, origins_of, reading_of
from tests.workbook.workbooks import DAILY, Cells, row

STRETCH = Dose(reps=Amount(3, 5), hold=exactly(30), days=DAILY)


def test_a_row_from_a_week_on_changes_the_programme_from_then(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, row(From_week=3, Reps=8), Programme="daily")
    stretch, circles = reading.plans[0].prescriptions
    assert (stretch.dose, stretch.first_week) == (STRETCH, 1)
    assert stretch.changes == (Change(3, EIGHT),)
    assert circles.exercise == "ankle-circles"
    assert codes_of(reading) == set()
    of_row = origins_of(reading)
    ((week, later),) = of_row.later
    assert (of_row.place, week, str(later.place)) == (None, 3, "Exercises row 2")
    assert (of_row.facts["reps"], later.facts["reps"], later.facts["hold"]) == (PG, T, PG)


def test_weeks_before_keep_their_side(tmp_path: Path) -> None:
    rows = [row(Side="left"), row(Side="right", From_week=3, Reps=8)]
    reading = reading_of(tmp_path, *rows, Programme="daily")
    weeks = [
        (item.side, item.first_week, item.last_week, item.changes)
        for item in reading.plans[0].prescriptions[:2]
    ]
    assert sorted(weeks) == [(Side.LEFT, 1, 0, ()), (Side.RIGHT, 1, 0, (Change(3, EIGHT),))]


@pytest.mark.parametrize(
    ("later", "lost"),
    [
        ({"Reps": 8, "Days": "daily"}, "Sets, Hold, Rest."),
        ({"Sets": 2, "Reps": 8, "Hold": "none", "Rest": "none", "Days": "daily"}, ""),
        ({"Duration": "1 min", "Days": "daily"}, "Sets, Hold, Rest."),
        ({"Sets": 2, "Reps": 8, "Hold": "5 s", "Rest": "5 s", "Times a day": 2}, ""),
    ],
)
def test_a_later_row_is_its_own_dose(later: Cells, lost: str, tmp_path: Path) -> None:
    first = row(Sets=2, Reps=5, Hold="5 s", Rest="9 s", Days="daily")
    reading = reading_of(tmp_path, first, row(From_week=3, **later))
    told = [item.message for item in reading.findings if item.code == "dose-lost"]
    assert [text.partition("before: ")[2] for text in told] == ([lost] if lost else [])
    assert len(reading.plans) == 1


def test_a_row_whose_weeks_are_not_understood_is_no_second_one(tmp_path: Path) -> None:
    rows = [row(Dose="10, daily, wk 1"), row(Dose="10 twaddle 12, daily, wk 2"),
            row(Dose="12, daily, wk 3")]  # fmt: skip
    codes = codes_of(reading_of(tmp_path, *rows))
    assert codes
    assert "exercise-twice" not in codes


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("10 tds 2/52, then bd for another 4/52, then stop", 6),
        ("10 daily for 6 weeks then stop", 6), ("10 daily for 6 weeks", 0),
        ("10 daily for 8 weeks, then stop", 0),
    ],
)  # fmt: skip
def test_what_is_to_be_over_with_the_plan_says_so(tmp_path: Path, typed: str, last: int) -> None:
    reading = reading_of(tmp_path, row(Dose=typed), Weeks=6)
    assert [item.last_week for item in reading.plans[0].prescriptions] == [last]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"Note": "Knee straight."}, {"Note": "Knee bent."}),
        ({"Dose": "10, Mon Wed Fri"}, {"Dose": "15, Tue Thu"}),
        ({"Dose": "10 every morning"}, {"Dose": "15 every evening"}),
    ],
)
def test_rows_with_a_note_or_times_of_their_own_are_two(
    first: Cells, second: Cells, tmp_path: Path
) -> None:
    cells: tuple[Cells, Cells] = {"Dose": "10, daily", **first}, {"Dose": "15, daily", **second}
    rows = [row(**_noted(each)) for each in cells]
    reading = reading_of(tmp_path, *rows)
    doses = [item.dose.reps for item in reading.plans[0].prescriptions]
    assert doses == [exactly(10), exactly(15)]
    assert codes_of(reading) == {"exercise-apart"}


@pytest.mark.parametrize("note", ["", "Knee bent."])
def test_rows_that_may_be_a_slip_are_asked_about(note: str, tmp_path: Path) -> None:
    rows = [row(**_noted({"Dose": "10, daily", "Note": "Knee bent."})),
            row(**_noted({"Dose": "15, daily", "Note": note}))]  # fmt: skip
    reading = reading_of(tmp_path, *rows)
    assert "exercise-twice" in codes_of(reading)
    assert not reading.plans


def test_a_later_row_goes_on_with_that_of_its_note(tmp_path: Path) -> None:
    notes = ("Knee straight.", "Knee bent.")
    rows = [row(**_noted({"Dose": "10, daily", "Note": note})) for note in notes]
    later = row(**_noted({"Dose": "20, daily, from week 3", "Note": notes[1]}))
    straight, bent = reading_of(tmp_path, *rows, later).plans[0].prescriptions
    assert (straight.changes, [item.week for item in bent.changes]) == ((), [3])
    other = row(Dose="20, daily, from week 3")
    assert "exercise-twice" in codes_of(reading_of(tmp_path, *rows, other))


def _noted(cells: Cells) -> Cells:
    return {("Note to the patient" if name == "Note" else name): cells[name] for name in cells}


def test_steps_of_an_exercise_with_two_cards_stay_and_the_note_against_them_is_told(
    tmp_path: Path,
) -> None:
    """With one card the steps become those of the note; two cards have the library's."""
    cells: Cells = {"Exercise": "Wall calf stretch", "Dose": "10, daily", "Note": "Sitting."}
    one = reading_of(tmp_path, row(**_noted(cells)))
    assert "note-against-steps" not in codes_of(one)
    right, left = ({**cells, "Side": side} for side in ("right", "left"))
    two = reading_of(tmp_path, row(**_noted(right)), row(**_noted(left)))
    assert len(two.plans[0].prescriptions) == 2
    assert "note-against-steps" in codes_of(two)
