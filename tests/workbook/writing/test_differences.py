"""A plan that is changed: just the cells that differ are written, whatever else the sheets hold."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from clinicplan.workbook.writing.amend import amend
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.differences import Wanted, differences
from clinicplan.workbook.writing.held import Held, held_by
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.book import open_book
from clinicplan.workbook.xlsx.grid import Value
from tests.workbook.workbooks import book, part, patient, row, to_bytes
from tests.workbook.writing.test_amend import OURS, WORKBOOKS, cells, path_of, raw

OTHERWISE = {"sample": "HS-0417", "rows with gaps": "P-2"}
PLANS = {name: OTHERWISE.get(name, "P-1") for name in WORKBOOKS if name != "blank"}


def three() -> Workbook:
    """Two plans; the first has three exercises in three ways, another's row among them."""
    made = book(
        patients=[patient(Version=2), patient(Plan_ID="P-2")],
        exercises=[
            row(Dose="3 x 10, daily", Note_to_the_patient="First."),
            row(Plan_ID="P-2", Exercise="heel-raise", Dose="10 times, daily"),
            row(Exercise="heel-raise", Sets=3, Reps="10-15", Times_a_day="twice",
                Days="every day"),
            row(Exercise="calf-stretch", Link="https://example.org/calf", Hold="30 s"),
        ],
    )  # fmt: skip
    made["Exercises"].cell(1, 40).value = "Billed"
    return made


def held_in(data: bytes, plan: str = "P-1") -> Held:
    return held_by(open_book(data), plan)


def own(held: Held, number: int, /, **changed: Value) -> Wanted:
    """An exercise of the plan with these cells changed; an empty one is left out."""
    held_cells: Mapping[str, Value] = held.exercises.rows[number - 1].cells
    new = {**held_cells, **changed}
    return Wanted({key: value for key, value in new.items() if key != "plan_id" and value != ""},
                  number)  # fmt: skip


def every(held: Held) -> list[Wanted]:
    return [own(held, number) for number in range(1, len(held.exercises.rows) + 1)]


def changed(
    data: bytes, exercises: Sequence[Wanted] | None = None, plan: str = "P-1", **cells_: Value
) -> tuple[bytes, tuple[Change, ...]]:
    """The workbook after the change, and what was changed."""
    held = held_in(data, plan)
    meant = {key: value for key, value in {**held.patient.cells, **cells_}.items() if value != ""}
    wanted = every(held) if exercises is None else exercises
    changes = differences(open_book(data), held, patient=meant, exercises=wanted)
    return amend(data, changes), changes


def places(changes: Sequence[Change]) -> dict[str, object]:
    return {str(item.place): item.after for item in changes}


@pytest.mark.parametrize("name", PLANS)
def test_just_the_cells_that_differ_change(name: str, tmp_path: Path) -> None:
    data, plan = WORKBOOKS[name](tmp_path), PLANS[name]
    held = held_in(data, plan)
    exercises = [own(held, 1, note="Slowly.", dose="2 x 8, daily"), *every(held)[1:]]
    new, changes = changed(data, exercises, plan, last_name="Otherwise", weeks="7")
    before, after = raw(data), raw(new)
    assert list(before) == list(after)
    sheets = {path_of(data, "Patients"), path_of(data, "Exercises")}
    differ = {key for key in before if before[key] != after[key]}
    assert sheets <= differ <= {*sheets, "xl/workbook.xml"}
    for sheet in sheets:
        assert OURS.sub(b"", part(new, sheet)) == OURS.sub(b"", part(data, sheet))
    for title in ("Patients", "Exercises"):
        meant = {(item.place.row, item.place.column): item.after for item in changes
                 if item.place.sheet == title}  # fmt: skip
        assert 0 < len(meant) <= 2
        assert cells(new, title) == {**cells(data, title), **meant}


@pytest.mark.parametrize("name", PLANS)
def test_nothing_different_is_no_change(name: str, tmp_path: Path) -> None:
    data, plan = WORKBOOKS[name](tmp_path), PLANS[name]
    held = held_in(data, plan)
    patient_cells = held.patient.cells
    assert differences(open_book(data), held, patient=patient_cells, exercises=every(held)) == ()


def test_numbers_stay_numbers_and_dates_dates() -> None:
    _, changes = changed(to_bytes(three()), weeks="6", version="3", start=date(2026, 12, 8))
    assert set(places(changes).values()) == {6, 3, date(2026, 12, 8)}


def test_a_fact_in_its_own_cell_is_changed_there() -> None:
    data = to_bytes(three())
    held = held_in(data)
    exercises = [own(held, 1), own(held, 2, sets="4", reps="12"), own(held, 3)]
    new, changes = changed(data, exercises)
    assert set(places(changes).values()) == {4, "12"}  # a text stays one
    assert held_in(new).exercises.rows[1].cells["days"] == "every day"


def test_a_new_exercise_goes_right_below_the_others_where_there_is_room() -> None:
    made = three()
    new_one = Wanted({"exercise": "Heel raise", "dose": "5 times, daily"})
    held = held_in(to_bytes(made))
    below, _ = changed(to_bytes(made), [*every(held), new_one])
    assert held_in(below).exercises.rows[-1].number == 6
    made["Exercises"].append([])
    made["Exercises"].cell(7, 1).value = "P-2"
    made["Exercises"].cell(7, 2).value = "heel-raise"
    for hidden, number in ((False, 6), (True, 8)):
        made["Exercises"].row_dimensions[6].hidden = hidden
        new, changes = changed(to_bytes(made), [*every(held), new_one, new_one])
        assert {item.place.row for item in changes} == {number, 8 if not hidden else 9}
        assert [row.number for row in held_in(new).exercises.rows[3:]] == [number, 8 + hidden]


def test_an_exercise_that_is_taken_out_leaves_an_empty_row() -> None:
    data = to_bytes(three())
    held = held_in(data)
    new, changes = changed(data, [own(held, 1), own(held, 3)])
    assert {item.place.row for item in changes} == {4}
    assert set(places(changes).values()) == {""}
    assert not [at for at in cells(new, "Exercises") if at[0] == 4]
    assert [row.number for row in held_in(new).exercises.rows] == [2, 5]
    assert held_in(new, "P-2") == held_in(data, "P-2")


def test_a_name_that_was_typed_beside_it_goes_with_it() -> None:
    made = three()
    at = next(cell.column for cell in made["Exercises"][1] if cell.value == "Patient")
    made["Exercises"].cell(2, at).value = "Sam Sample"
    made["Exercises"].cell(4, at).value = '=IF(A4="","","Sam Sample")'
    held = held_in(to_bytes(made))
    new, _ = changed(to_bytes(made), [own(held, 3)])
    sheet = load_workbook(io.BytesIO(new))["Exercises"]
    assert sheet.cell(2, at).value is None
    assert str(sheet.cell(4, at).value).startswith("=IF")


@pytest.mark.parametrize(
    ("order", "rows"),
    [((2, 1, 3), [2, 4, 5]), ((3, 2, 1), [2, 4, 5]), ((3, 1), [2, 5]), ((0, 1), [2, 6]),
     ((1, 0, 3), [2, 5, 6])],
)  # fmt: skip
def test_the_order_of_the_rows_is_that_of_the_plan(order: tuple[int, ...], rows: list[int]) -> None:
    data = to_bytes(three())
    held = held_in(data)
    new_one = Wanted({"exercise": "Towel stretch", "dose": "5 times, daily"})
    wanted = [own(held, number) if number else new_one for number in order]
    new, changes = changed(data, wanted)
    found = held_in(new).exercises.rows
    assert [row.number for row in found] == rows
    assert [{**row.cells, "plan_id": ""} for row in found] == [
        {**item.cells, "plan_id": ""} for item in wanted
    ]
    assert held_in(new, "P-2") == held_in(data, "P-2")
    assert not any(item.place.row == 3 for item in changes)


def refusing(name: str) -> tuple[bytes, list[Wanted]]:
    made = three()
    sheet = made["Exercises"]
    held = held_in(to_bytes(made))
    wanted = every(held)
    if name == "in a column of its own":
        sheet.cell(4, 40).value = "yes"
        wanted = [wanted[1], wanted[0], wanted[2]]
    elif name == "hidden":
        sheet.row_dimensions[2].hidden = True
        wanted = wanted[1:]
    elif name == "twice":
        wanted = [wanted[0], wanted[0]]
    elif name == "struck through":
        sheet["B2"].font = Font(strike=True)
        wanted = [own(held_in(to_bytes(made)), 1, exercise="heel-raise"), *wanted[1:]]
    elif name == "a column that is not there":
        sheet.delete_cols(next(cell.column for cell in sheet[1] if cell.value == "Tool"))
        wanted = [own(held, 1, tool="chair"), *wanted[1:]]
    elif name == "with a unit":
        sheet.cell(2, 3).number_format = '0 "kg"'
        sheet.cell(2, 3).value = 5
        wanted = every(held_in(to_bytes(made)))
        wanted = [wanted[1], wanted[0], wanted[2]]
    return to_bytes(made), wanted


@pytest.mark.parametrize(
    "name", ["in a column of its own", "hidden", "twice", "struck through",
             "a column that is not there", "with a unit"],
)  # fmt: skip
def test_what_is_not_sure_is_refused(name: str) -> None:
    data, wanted = refusing(name)
    with pytest.raises(Refused):
        changed(data, wanted)


def test_what_stands_in_a_column_of_its_own_stays() -> None:
    made = three()
    made["Exercises"].cell(4, 40).value = "yes"
    held = held_in(to_bytes(made))
    new, _ = changed(to_bytes(made), [own(held, 1), own(held, 2, sets="5"), own(held, 3)])
    assert cells(new, "Exercises")[4, 40] == "yes"
    new, _ = changed(to_bytes(made), [own(held, 1), own(held, 3)])
    assert cells(new, "Exercises") == {
        at: value for at, value in cells(to_bytes(made), "Exercises").items()
        if at[0] != 4 or at[1] == 40
    }  # fmt: skip


def test_a_plan_that_is_there_twice_or_not_at_all_is_refused() -> None:
    made = three()
    made["Patients"].append(["P-1", "Sam", "Sample"])
    for plan in ("P-1", "P-9"):
        with pytest.raises(Refused, match="just one row"):
            held_in(to_bytes(made), plan)


def test_an_id_that_is_a_number_is_found() -> None:
    made = book(patients=[patient(Plan_ID=7)], exercises=[row(Plan_ID=7)])
    for number in (2,):
        made["Patients"].cell(number, 1).number_format = "000"
        made["Exercises"].cell(number, 1).number_format = "000"
    held = held_in(to_bytes(made), "007")
    assert len(held.exercises.rows) == 1
    new, changes = changed(to_bytes(made), plan="007", weeks="5")
    assert len(changes) == 1
    assert held_in(new, "007").patient.cells["weeks"] == 5
