"""Rows of Exercises that stand under another patient's plan ID than before wait for an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.cli import desk
from clinicplan.findings import Finding
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import build
from clinicplan.tasks.manifest import State
from clinicplan.tasks.moved import NAME, homes
from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.papers import note, printed
from clinicplan.tasks.put_back import put_back
from clinicplan.tasks.questions import GONE, MOVED, agree, ask_again
from clinicplan.tasks.ready import make_ready
from tests.tasks.samples import TODAY, ready_in

A, B, C, D, E = (f"HS-08{number}" for number in range(10, 15))
NAMES = {A: "Sam Sample", B: "Pat Pattern", C: "Kim Other", D: "Nora Nobody", E: "Tess Testwell"}
EVERY = "heel raise on both feet", None, "3 x 10, every day"
ROWS = (
    (A, "towel stretch", "left", "3 x 30 s, every day"),
    (A, *EVERY),
    (B, "towel stretch", "right", "2 x 20 s, every day"),
    (B, *EVERY),
    (C, "wall calf stretch", "left", "4 x 30 s, twice a day"),
    (C, *EVERY),
    (D, *EVERY),
    (E, *EVERY),
)
KEYS = ("Plan ID", "Exercise", "Side", "Dose")


class Book:
    """A workbook of five patients that is typed into, and read after each save."""

    def __init__(self, folder: Path) -> None:
        self.file = ready_in(folder).file
        self.out = self.file.parent / "plans"
        self.people = list(NAMES)
        self.rows = list(ROWS)
        self.save()
        self.made()

    def save(self) -> None:
        book = load_workbook(self.file)
        patients, exercises = book["Patients"], book["Exercises"]
        for sheet in (patients, exercises):
            sheet.delete_rows(2, sheet.max_row)
        for at, plan in enumerate(self.people, start=2):
            first, last = NAMES[plan[:7]].split()
            _type(patients, at, {
                "Plan ID": plan, "First name": first, "Last name": last, "Start date": "2026-12-01",
                "Weeks": 6, "Practitioner": self.who, "Date of birth": f"19{at + 50}-01-02",
            })  # fmt: skip
        for at, row in enumerate(self.rows, start=2):
            _type(exercises, at, dict(zip(KEYS, row, strict=True)))
        book.save(self.file)

    @property
    def who(self) -> object:
        return load_workbook(self.file)["Practitioners"]["A2"].value

    def under(self, *plans: str) -> None:
        """Column Plan ID of Exercises alone."""
        self.rows = [(plan, *row[1:]) for plan, row in zip(plans, self.rows, strict=True)]
        self.save()

    def asked(self) -> Mapping[str, Finding]:
        found = numbered(make_ready(self.file, today=TODAY), self.out).found
        wrong = {item.code for item in found if item.severity == "error"}
        assert wrong <= {MOVED, GONE}
        return {item.plan: item for item in found if item.code == MOVED}

    def made(self) -> set[str]:
        run = build(make_ready(self.file, today=TODAY), self.out, terms=Terms(TODAY))
        plans = run.built.manifest.by_plan()
        return {plan for plan, one in plans.items() if one.state in (State.MADE, State.UNCHANGED)}


def _type(sheet: Worksheet, row: int, cells: Mapping[str, object]) -> None:
    at = {str(cell.value): cell.column for cell in sheet[1]}
    for heading, value in cells.items():
        sheet.cell(row, at[heading], value)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    found = Book(tmp_path)
    assert not found.asked()
    assert set(NAMES) <= found.made()
    return found


IDS = [row[0] for row in ROWS]
SWAPPED = [{A: C, C: A}.get(plan, plan) for plan in IDS]


def test_a_column_of_plan_ids_that_was_sorted_alone_waits(book: Book) -> None:
    book.under(C, C, A, A, B, E, D, B)
    assert set(book.asked()) == {A, B, C}  # what the others have says what theirs said
    assert not book.made() & set(book.asked())


def test_two_plans_whose_rows_were_swapped_both_wait_until_each_is_answered(book: Book) -> None:
    book.under(*SWAPPED)
    asked = book.asked()
    assert set(asked) == {A, C}
    assert f"under {A} until now" in asked[C].message
    agree(book.out, asked[C])
    assert set(book.asked()) == {A}
    agree(book.out, asked[A])
    assert not book.asked()
    assert {A, C} <= book.made()
    book.under(*IDS)
    assert set(book.asked()) == {A, C}  # moved again


def test_a_plan_that_has_lost_rows_waits_until_it_is_answered(book: Book) -> None:
    """It would be printed with what is left of it."""
    book.under(A, A, C, B, C, C, D, E)
    asked = book.asked()
    assert set(asked) == {C}
    (gone,) = (item for item in numbered(make_ready(book.file, today=TODAY), book.out).found
               if item.code == GONE)  # fmt: skip
    assert (gone.plan, f"under {C} now" in gone.message) == (B, True)
    assert not book.made() & {B, C}
    agree(book.out, asked[C])
    assert {B, C} <= book.made()


def test_what_is_put_back_asks_nothing_more(book: Book) -> None:
    book.under(*SWAPPED)
    assert book.asked() == book.asked() != {}
    book.under(*IDS)
    assert not book.asked()


def told(book: Book, plan: str) -> list[str]:
    """The codes of a plan's mistakes, first told first."""
    found = numbered(make_ready(book.file, today=TODAY), book.out).found
    return [item.code for item in found if item.plan == plan and item.severity == "error"]


def test_whose_they_are_is_asked_before_a_mistake_and_after_it_was_mended(book: Book) -> None:
    right = book.rows[4]
    book.rows[4] = (C, "wal calf stretch", *right[2:])
    book.save()
    assert told(book, C) == ["unknown-exercise-near"]
    book.under(*IDS[:4], D, *IDS[5:])
    assert told(book, D) == [MOVED, "unknown-exercise-near"]
    book.rows[4] = (D, *right[1:])
    book.save()
    assert told(book, D) == [MOVED]  # it is still another patient's
    book.rows[4] = (C, "wal calf stretch", *right[2:])
    book.save()
    book.rows[4] = right
    book.save()
    assert not told(book, C)
    assert not told(book, D)


def test_what_stood_there_until_it_was_put_back_was_never_theirs(book: Book) -> None:
    """A row that is mended while the column is sorted is not under the wrong plan "until now"."""
    book.under(*SWAPPED)
    assert book.asked()
    book.rows.append((A, "heel raise on one leg", "right", "2 x 8, every day"))
    book.save()
    assert book.asked()
    del book.rows[-1]
    book.under(*IDS)
    assert not book.asked()
    book.rows.append((E, "heel raise on one leg", "right", "2 x 8, every day"))
    book.save()
    assert not book.asked()


@pytest.mark.parametrize(
    ("plans", "is_sure"),
    [((C, C, A, A, B, E, D, B), True), (SWAPPED, True), ((C, A, B, B, A, D, D, E), False)],
    ids=["sorted", "swapped", "a row in common went, too"],
)  # fmt: skip
def test_where_each_row_was_is_told_only_where_it_is_sure(
    plans: list[str], is_sure: bool, book: Book
) -> None:
    book.under(*plans)
    ready = make_ready(book.file, today=TODAY)
    assert MOVED in {item.code for item in numbered(ready, book.out).found}
    back = homes(ready.reading, book.out)
    assert bool(back) is is_sure
    if not is_sure:
        return
    put_back(ready, back, today=TODAY)
    assert not book.asked()
    rows = make_ready(book.file, today=TODAY).reading.prescribed.values()
    held = sorted((row.plan_id, row.exercise, row.side) for row in rows)
    book.under(*IDS)
    rows = make_ready(book.file, today=TODAY).reading.prescribed.values()
    assert held == sorted((row.plan_id, row.exercise, row.side) for row in rows)


def test_an_answer_that_was_taken_back_is_asked_for_again(book: Book) -> None:
    book.under(*SWAPPED)
    item = book.asked()[C]
    agree(book.out, item)
    assert C not in book.asked()
    ask_again(book.out, item)
    assert set(book.asked()) == {A, C}


def test_a_side_that_is_typed_meanwhile_is_no_answer(book: Book) -> None:
    book.rows[4] = (C, "wall calf stretch", None, "4 x 30 s, twice a day")
    book.save()
    numbered(make_ready(book.file, today=TODAY), book.out)
    book.under(*SWAPPED)
    numbered(make_ready(book.file, today=TODAY), book.out)
    book.rows[4] = (A, "wall calf stretch", "right", "4 x 30 s, twice a day")
    book.save()
    assert A in book.asked()


def test_rows_that_stood_under_no_plan_meanwhile_are_still_whose_they_were(book: Book) -> None:
    book.under(*IDS[:4], "HS-0899", *IDS[5:])
    numbered(make_ready(book.file, today=TODAY), book.out)
    book.under(*IDS[:4], D, *IDS[5:])
    assert set(book.asked()) == {D}


def rows_sorted(book: Book) -> None:
    book.rows.sort(key=lambda row: (row[1], row[3], row[0]))
    book.people.reverse()


def cut_and_pasted(book: Book) -> None:
    book.rows = book.rows[2:] + book.rows[:2]


def another_dose(book: Book) -> None:
    book.rows.remove((C, "wall calf stretch", "left", "4 x 30 s, twice a day"))
    book.save()
    assert not book.asked()
    book.rows.append((A, "wall calf stretch", "left", "2 x 20 s, twice a day"))


def common_row_gone(book: Book) -> None:
    book.rows.remove((A, *EVERY))


def equal_row(book: Book) -> None:
    book.rows.append((D, "wall calf stretch", "left", "4 x 30 s, twice a day"))


def another_plan_of_theirs(book: Book) -> None:
    again = f"{C}-2"
    book.people[book.people.index(C)] = again
    book.rows = [(again if row[0] == C else row[0], *row[1:]) for row in book.rows]


@pytest.mark.parametrize(
    "edit",
    [rows_sorted, cut_and_pasted, another_dose, common_row_gone, equal_row,
     another_plan_of_theirs],
)  # fmt: skip
def test_what_moves_nobodys_exercises_asks_nothing(
    edit: Callable[[Book], None], book: Book
) -> None:
    edit(book)
    book.save()
    assert not book.asked()


@pytest.mark.parametrize("is_printed", [False, True])
def test_a_row_of_the_last_paper_alone_counts_too(is_printed: bool, book: Book) -> None:
    plans = make_ready(book.file, today=TODAY).reading.plans
    papers = [printed(plan, now=datetime(2026, 11, 21, 9, tzinfo=UTC)) for plan in plans]
    note(book.out, papers if is_printed else ())
    book.asked()
    row = (C, "wall calf stretch", "left", "4 x 30 s, twice a day")
    book.rows.remove(row)
    book.save()
    book.asked()
    book.rows.append((A, *row[1:]))
    book.save()
    assert set(book.asked()) == ({A} if is_printed else set())


def test_no_name_is_kept_or_told(book: Book) -> None:
    book.under(*SWAPPED)
    told = " ".join(str(item) for item in book.asked().values())
    kept = (book.out / ".clinicplan" / NAME).read_text()
    assert A.lower() in json.loads(kept)
    assert not any(name in text for text in (told, kept) for name in ("Sample", "Other", "Kim "))


def test_the_command_line_takes_the_answer(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinicplan.cli.room.today", lambda: TODAY)
    book.under(*SWAPPED)
    run = CliRunner().invoke(desk, ["build", str(book.file)])
    assert f"--exercises-are-right {C}." in " ".join(run.output.split())
    assert run.exit_code == 1
    CliRunner().invoke(desk, ["build", str(book.file), "--exercises-are-right", C])
    assert set(book.asked()) == {A}
