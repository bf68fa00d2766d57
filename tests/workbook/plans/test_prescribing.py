"""What stands in the rows of one exercise -> the words that say what does not fit together."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from clinicplan.findings import Severity
from tests.workbook.workbooks import Cells, book, patient, read, row


def ours(*rows: Cells, programme: Cells, weeks: int | None = 4) -> Workbook:
    """A plan with a programme of one exercise, and these rows for it."""
    return book(
        patients=[patient(Programme="Ours", Weeks=weeks)],
        exercises=rows,
        Programmes=[
            {"Programme": "Ours", "Exercise": "towel-stretch", "Days": "every day", **programme}
        ],
    )


def told(made: Workbook, folder: Path) -> list[str]:
    """The words of every finding that is more than advice, by place."""
    return [
        f"{item.place} {item.message}"
        for item in read(made, folder).findings
        if item.severity is not Severity.ADVICE
    ]


RISE: Cells = {"Reps": 10, "Progression": "from week 3: 15 times"}
GOES_ON = "here, but the programme goes on with"


@pytest.mark.parametrize(
    ("rows", "programme", "words"),
    [
        ([row(Reps=20)], RISE,
         [f"Exercises!C2 Towel stretch: Reps is 20 {GOES_ON} 15 from week 3."]),
        ([row(Reps="none")], RISE,
         [f"Exercises!C2 Towel stretch: Reps is none {GOES_ON} 15 from week 3."]),
        ([row(Duration="30 s")], RISE,
         [f"Exercises!B2 Towel stretch: Reps is none {GOES_ON} 15 from week 3."]),
        ([row(Side="left", Reps=5), row(Side="right")], RISE,
         [f"Exercises!D2 Towel stretch: Reps is 5 {GOES_ON} 15 from week 3."]),
        ([row(Hold="10-15 s")], {"Reps": 3, "Progression": "from week 2: hold 45 s"},
         [f"Exercises!C2 Towel stretch: Hold is 10-15 s {GOES_ON} 45 s from week 2."]),
        ([row(Days="Mon Wed")], {"Progression": "from week 2: 3 days a week"},
         [f"Exercises!C2 Towel stretch: Days is Mon Wed {GOES_ON} 3 days a week from week 2."]),
        ([row(Times_a_day=3)], {"Progression": "from week 2: twice a day"},
         [f"Exercises!C2 Towel stretch: Times a day is 3 {GOES_ON} 2 from week 2."]),
        ([row(Reps=20, Progression="none")], RISE, []),
        ([row(Reps=20, Progression="from week 2: 25 times")], RISE, []),
        ([row(Reps=10)], RISE, []),
        ([row(Side="left", Hold="20 s")], RISE, []),
    ],
)  # fmt: skip
def test_a_row_does_not_take_over_changes_from_another_dose(
    rows: list[Cells], programme: Cells, words: list[str], tmp_path: Path
) -> None:
    made = ours(*rows, programme=programme)
    assert told(made, tmp_path)[: len(words) or None] == words


def test_changes_of_a_programme_after_the_end_of_the_plan(tmp_path: Path) -> None:
    late = {"Progression": "from week 2: 10 times; from week 6: 15 times"}
    reading = read(ours(programme=late), tmp_path)
    assert [change.week for change in reading.plans[0].prescriptions[0].changes] == [2]
    assert "change in week 6 is left out" in reading.findings[0].message


@pytest.mark.parametrize(
    ("to_week", "from_week", "weeks", "idle"),
    [
        (2, 3, 4, ""), (1, 4, 4, "week 2-3"), (1, 3, 5, "week 2"), (2, None, 4, ""),
        (1, 3, None, "week 2"), (1, 2, None, ""),
    ],
)  # fmt: skip
def test_weeks_with_nothing_to_do(
    to_week: int, from_week: int | None, weeks: int | None, idle: str, tmp_path: Path
) -> None:
    rows = [row(To_week=to_week), row(Exercise="toe-walk", From_week=from_week)]
    words = told(book(patients=[patient(Weeks=weeks)], exercises=rows), tmp_path)
    assert words == ([f"Patients!F2 This plan has nothing to do in {idle}."] if idle else [])


CAREFUL = patient(Take_care="Balance or falls")


@pytest.mark.parametrize(
    ("made", "ways"),
    [
        (book(patients=[CAREFUL], exercises=[row(Exercise="ankle-circles", Position="standing")]),
         "Write Position on a chair, Position lying down, or delete"),
        (book(patients=[CAREFUL], exercises=[row(Exercise="toe-walk")]), "Delete this row"),
        (book(patients=[{**CAREFUL, "Programme": "alternate"}], exercises=[]), "never under Days"),
    ],
)  # fmt: skip
def test_a_caution_says_what_can_be_done(made: Workbook, ways: str, tmp_path: Path) -> None:
    (found,) = (item for item in read(made, tmp_path).findings if item.code.startswith("caution"))
    assert ways in found.hint


def test_a_programme_row_without_a_name_costs_the_programme_above(tmp_path: Path) -> None:
    rows = [
        {"Programme": "Ours", "Exercise": "towel-stretch"},
        {"Exercise": "toe-walk"},
        {"Programme": "Others", "Exercise": "toe-walk"},
    ]
    patients = [patient(Programme="Ours"), patient(Plan_ID="P-2", Programme="Others")]
    reading = read(book(patients=patients, exercises=[], Programmes=rows), tmp_path)
    assert [plan.id for plan in reading.plans] == ["P-2"]
    assert ("mend-first", "P-1") in {(item.code, item.plan) for item in reading.findings}


@pytest.mark.parametrize(
    "rows",
    [
        [row(Days="never", Reps=5)],
        [row(Days="never"), row(Side="left")],
        [row(Exercise="toe-pencil", Days="never")],
    ],
)
def test_never_goes_with_nothing_else(rows: list[Cells], tmp_path: Path) -> None:
    reading = read(ours(*rows, programme={}), tmp_path)
    assert reading.plans == ()
    assert "never-unclear" in {item.code for item in reading.findings}


@pytest.mark.parametrize(
    ("dose", "parts", "ways"),
    [
        ("5 each direction daily", ("each-direction",), 1), ("5 each way daily", ("each-way",), 2),
        ("5 both directions daily", ("each-way",), 2), ("5 daily", (), 1),
    ],
)  # fmt: skip
def test_directions_of_an_own_exercise_are_not_counted(
    dose: str, parts: tuple[str, ...], ways: int, tmp_path: Path
) -> None:
    star = {"Code": "star", "Name": "Star reach", "Steps": "Reach.", "Position": "Stand."}
    row_of = {"Plan ID": "P-1", "Exercise": "Star reach", "Side": "left", "Dose": dose}
    made = book(patients=[patient()], My_exercises=[star], exercises=[row_of])
    (one,) = read(made, tmp_path).plans[0].prescriptions
    assert (one.parts, one.ways) == (parts, ways)
