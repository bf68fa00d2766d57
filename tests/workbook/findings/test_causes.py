"""A cause is told once, without what follows from it, and costs no bystander."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from clinicplan.findings import Severity
from tests.workbook.findings.mistaken import dose, edited, write
from tests.workbook.workbooks import OWN, PATIENT, ROW, book, patient, read, row, to_bytes

TWO_PLANS = {"patients": [PATIENT, patient(Plan_ID="P-2")],
             "exercises": [ROW, row(Plan_ID="P-2"), row(Plan_ID="P-2", Exercise="toe-walk")]}


@pytest.mark.parametrize(
    ("made", "told"),
    [
        # a sheet that cannot be read: what follows from it, once
        (edited(lambda made: setattr(made["Patients"], "title", "Patient"), **TWO_PLANS),
         ["Patient misspelt-sheet", "Exercises follows"]),
        (edited(lambda made: made.remove(made["Patients"]), **TWO_PLANS),
         ["Patients missing-sheet", "Exercises follows"]),
        (edited(lambda made: made["Patients"].delete_cols(1), **TWO_PLANS),
         ["Patients row 1 missing-heading", "Exercises follows"]),
        (edited(lambda made: made.remove(made["Practitioners"]), **TWO_PLANS),
         ["Practitioners missing-sheet", "Patients follows"]),
        (edited(lambda made: setattr(made["Exercises"], "title", "Exercise"), **TWO_PLANS),
         ["Exercise misspelt-sheet", "Patients follows"]),
        # an exercise or a programme that is not understood leaves its plan without any
        (dose(Exercise="juggling"), ["Exercises!B2 unknown-exercise"]),
        (book(exercises=[row(Exercise=None, Side="left")]), ["Exercises!B2 missing-value"]),
        (book(patients=[patient(Programme="Zumba")], exercises=[]),
         ["Patients!G2 unknown-programme"]),
        (dose(Plan_ID="p1"), ["Exercises!A2 unknown-plan-near"]),
        # an exercise of the clinic's own whose row has to be mended first
        (book(My_exercises=[{**OWN, "Steps": None}],
              Programmes=[{"Programme": "Ours", "Exercise": "Arch lift"}],
              patients=[patient(Programme="Ours")], exercises=[]),
         ["Patients!G2 mend-first", "Programmes!B2 mend-first", "My exercises!C2 no-steps"]),
        # a merged cell is empty because it is merged
        (edited(lambda made: made["Exercises"].merge_cells("A2:A3"),
                exercises=[ROW, row(Exercise="toe-walk")]), ["Exercises!A3 merged-cells"]),
    ],
)  # fmt: skip
def test_a_cause_is_told_without_what_follows_from_it(
    made: Workbook, told: list[str], tmp_path: Path
) -> None:
    reading = read(made, tmp_path)
    assert [f"{item.place} {item.code}" for item in reading.findings] == told
    assert reading.plans == ()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Reps": 1015}, "was 10-15 meant?"),
        ({"Reps": 812}, "was 8-12 meant?"),
        ({"Sets": 35, "Reps": 5}, "was 3-5 meant?"),
        ({"Reps": 150}, "150 is a great deal. Check it. ["),
        ({"Hold": "30 m"}, "30 minutes is a long time for Hold. Check it: m stands for minutes"),
        ({"Hold": "1015"}, "was 10-15 meant?"),
        ({"Hold": "301 s"}, "301 is a great deal. Check it. ["),
    ],
)
def test_what_may_have_been_meant_suits_the_value(
    cells: dict[str, object], words: str, tmp_path: Path
) -> None:
    found = read(dose(**cells), tmp_path).findings
    (told,) = (item for item in found if item.code.startswith("dose-unusual"))
    assert words in str(told)


def test_all_that_a_list_accepts_is_told(tmp_path: Path) -> None:
    (told,) = read(book(patients=[patient(Take_care="zzz")]), tmp_path).findings
    assert told.hint == "Choose one of: Balance or falls, Diabetes."


def test_what_stops_the_whole_workbook_comes_first(tmp_path: Path) -> None:
    rows = {"patients": [patient(Weeks="x")], "exercises": [row(Side="left")]}
    made = edited(write("Exercises", C1="Sied"), **rows)
    codes = [item.code for item in read(made, tmp_path).findings]
    assert codes == ["misspelt-heading", "whole-number"]


def test_a_plan_with_an_error_costs_no_other_plan(tmp_path: Path) -> None:
    second = patient(Plan_ID="P-2", Programme="daily")
    reading = read(book(patients=[patient(Start_date="soon"), second]), tmp_path)
    assert [plan.id for plan in reading.plans] == ["P-2"]
    assert (reading.rows, reading.refused) == (2, 1)


@pytest.mark.parametrize(
    ("plan_id", "costs"), [(None, "P-1"), ("p1", "P-1"), ("QX", "Exercises row 3")]
)
def test_a_lost_exercise_row_costs_the_plan_that_it_may_belong_to(
    plan_id: object, costs: str, tmp_path: Path
) -> None:
    lost = row(Plan_ID=plan_id, Exercise="toe-pencil")
    reading = read(book(exercises=[ROW, lost]), tmp_path)
    assert costs in {item.plan for item in reading.findings if item.severity is Severity.ERROR}


def test_a_row_above_is_not_blamed_for_an_unknown_plan(tmp_path: Path) -> None:
    reading = read(book(exercises=[ROW, row(Plan_ID="QX")]), tmp_path)
    assert [plan.id for plan in reading.plans] == ["P-1"]


def test_what_the_workbook_is_told_is_the_same_each_time(tmp_path: Path) -> None:
    data = to_bytes(book(patients=[patient(Start_date="soon"), patient(Weeks="x")]))
    assert read(data, tmp_path) == read(data, tmp_path)
