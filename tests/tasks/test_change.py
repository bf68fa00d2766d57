"""A plan that is changed says what was meant, all others what they said, or nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from clinicplan.findings import Severity
from clinicplan.plan import Plan
from clinicplan.tasks.amend import cells_of, change
from clinicplan.tasks.draft import Draft, read_draft
from clinicplan.tasks.ready import Ready, make_ready
from clinicplan.tasks.rewrite import ChangedMeanwhile, GivenBack, OpenElsewhere, undo
from clinicplan.workbook.draft import Typed
from clinicplan.workbook.writing.held import PLAN_ID, Held
from clinicplan.workbook.writing.refused import Refused
from tests.tasks.samples import PLAN, TODAY, ready_in


def draft_of(held: Held, **patient: str | date) -> Draft:
    """The plan as it is held, with some cells of its patient's row changed."""
    rows: tuple[Typed, ...] = tuple(
        {key: value for key, value in row.cells.items() if key != PLAN_ID}
        for row in held.exercises.rows
    )
    cells = {key: value for key, value in {**held.patient.cells, **patient}.items() if value != ""}
    return Draft(cells, rows, tuple(range(1, len(rows) + 1)))


def meaning(ready: Ready, draft: Draft) -> Plan:
    plan = read_draft(ready, draft, today=TODAY, stand_in={}).plan
    assert plan is not None
    return plan


def cell(book: Workbook, sheet: str, plan: str, heading: str) -> tuple[int, int]:
    """Where the first row of this plan has the column of this heading."""
    rows = list(book[sheet].iter_rows(values_only=True))
    number = next(at for at, row in enumerate(rows, start=1) if row[0] == plan)
    return number, rows[0].index(heading) + 1


def put(sheet: str, plan: str, heading: str, value: object) -> Callable[[Workbook], object]:
    def spoil(book: Workbook) -> None:
        book[sheet].cell(*cell(book, sheet, plan, heading)).value = value

    return spoil


def test_every_plan_of_the_sample_is_held_as_it_reads(ready: Ready) -> None:
    for plan in ready.reading.plans:
        assert meaning(ready, draft_of(cells_of(ready, plan.id))) == plan


def test_the_plan_is_changed_and_no_other(ready: Ready) -> None:
    held = cells_of(ready, PLAN)
    draft = draft_of(held, note="Take your time.", weeks="9")
    plan = meaning(ready, draft)
    old = ready.file.read_bytes()
    saved = change(ready, held, draft, plan=plan, today=TODAY)
    after = make_ready(ready.file, today=TODAY).reading
    before = ready.reading
    assert plan.weeks == 9
    assert after.plans == tuple(plan if own.id == PLAN else own for own in before.plans)
    undo(saved)
    assert ready.file.read_bytes() == old


@pytest.mark.parametrize(
    ("sheet", "heading", "wrong", "right"),
    [
        ("Patients", "Start date", "soon", {"start": date(2026, 12, 1)}),
        ("Patients", "Weeks", 99, {"weeks": "8"}),
        ("Patients", "Practitioner", "Nobody", {"practitioner": "PP"}),
    ],
)
def test_a_plan_with_a_mistake_is_mended(
    tmp_path: Path, sheet: str, heading: str, wrong: object, right: dict[str, str | date]
) -> None:
    ready = ready_in(tmp_path, put(sheet, PLAN, heading, wrong))
    assert PLAN not in {plan.id for plan in ready.reading.plans}
    held = cells_of(ready, PLAN)
    draft = draft_of(held, **right)
    change(ready, held, draft, plan=meaning(ready, draft), today=TODAY)
    after = make_ready(ready.file, today=TODAY).reading
    assert len(after.plans) == len(ready.reading.plans) + 1
    assert after.refused == ready.reading.refused - 1


@pytest.mark.parametrize(
    "spoil",
    [
        put("Patients", "HS-0434", "Start date", "soon"),
        put("Exercises", "HS-0434", "Exercise", "Heal rise"),
        put("Exercises", "HS-0434", "Plan ID", None),
    ],
    ids=["its date", "its exercise", "a row of nobody's"],
)
def test_a_mistake_beside_it_stays_as_it_was(
    tmp_path: Path, spoil: Callable[[Workbook], object]
) -> None:
    ready = ready_in(tmp_path, spoil)
    held = cells_of(ready, PLAN)
    draft = draft_of(held, note="Take your time.")
    change(ready, held, draft, plan=meaning(ready, draft), today=TODAY)
    before, after = ready.reading, make_ready(ready.file, today=TODAY).reading
    assert after.refused == before.refused > 0
    assert after.findings == before.findings


def test_one_that_is_mended_to_something_else_goes_back(tmp_path: Path) -> None:
    ready = ready_in(tmp_path, put("Patients", PLAN, "Start date", "soon"))
    held = cells_of(ready, PLAN)
    draft = draft_of(held, start=date(2026, 12, 1))
    plan = meaning(ready, draft)
    old = ready.file.read_bytes()
    with pytest.raises(GivenBack):
        change(ready, held, draft, plan=replace(plan, weeks=plan.weeks + 1), today=TODAY)
    assert ready.file.read_bytes() == old


def test_what_somebody_else_has_changed_is_not_written_over(ready: Ready) -> None:
    held = cells_of(ready, PLAN)
    draft = draft_of(held, note="Take your time.")
    plan = meaning(ready, draft)
    book = load_workbook(ready.file)
    put("Patients", PLAN, "Note to the patient", "Theirs")(book)
    book.save(ready.file)
    theirs = ready.file.read_bytes()
    for again in (ready, make_ready(ready.file, today=TODAY)):
        with pytest.raises(ChangedMeanwhile):
            change(again, held, draft, plan=plan, today=TODAY)
    assert ready.file.read_bytes() == theirs


def test_rows_that_have_moved_are_found(ready: Ready) -> None:
    held = cells_of(ready, PLAN)
    draft = draft_of(held, note="Take your time.")
    plan = meaning(ready, draft)
    book = load_workbook(ready.file)
    book["Patients"].insert_rows(2)
    book.save(ready.file)
    moved = make_ready(ready.file, today=TODAY)
    change(moved, held, draft, plan=plan, today=TODAY)
    assert plan in make_ready(ready.file, today=TODAY).reading.plans


def test_while_excel_has_it_open_nothing_is_written(ready: Ready) -> None:
    held = cells_of(ready, PLAN)
    draft = draft_of(held, note="Take your time.")
    plan = meaning(ready, draft)
    ready.file.with_name("~$clinic.xlsx").write_bytes(b"")
    with pytest.raises(OpenElsewhere):
        change(ready, held, draft, plan=plan, today=TODAY)


def test_nothing_different_is_not_written(ready: Ready) -> None:
    held = cells_of(ready, PLAN)
    draft = draft_of(held)
    with pytest.raises(Refused):
        change(ready, held, draft, plan=meaning(ready, draft), today=TODAY)
    assert not (ready.file.parent / "Before").exists()


def test_two_rows_of_one_exercise_are_read_together(tmp_path: Path) -> None:
    """Each has its own line, although the plan has the exercise once."""
    def later(book: Workbook) -> None:
        sheet = book["Exercises"]
        headings = [cell.value for cell in sheet[1]]
        number = next(at for at in range(2, 99) if sheet.cell(at, 1).value is None)
        for heading, value in (("Plan ID", PLAN), ("Exercise", "Towel stretch"),
                               ("Side", "left"), ("From week", 3),
                               ("Dose", "5 times, hold 30 s, rest 10 s, daily")):  # fmt: skip
            sheet.cell(number, headings.index(heading) + 1).value = value
        sheet.cell(2, headings.index("To week") + 1).value = 2

    ready = ready_in(tmp_path, later)
    draft = draft_of(cells_of(ready, PLAN))
    drafted = read_draft(ready, draft, today=TODAY, stand_in={})
    assert drafted.plan == next(plan for plan in ready.reading.plans if plan.id == PLAN)
    assert len(drafted.tried) == 7
    assert not [item for tried in drafted.tried for item in tried.found
                if item.severity is Severity.ERROR]  # fmt: skip
    assert all(tried.lines for tried in drafted.tried)
