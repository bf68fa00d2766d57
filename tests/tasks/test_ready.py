"""A workbook is read with what is open already, and once where its bytes have just been read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clinicplan.handout.pdf import faces
from clinicplan.tasks import ready as room
from clinicplan.tasks import rewrite
from clinicplan.tasks.amend import change
from clinicplan.tasks.ready import Ready, Stock, make_ready, open_stock, read_typed
from clinicplan.workbook.findings.words import Words
from clinicplan.workbook.read import Reading, read_workbook
from clinicplan.workbook.writing.held import held_by
from clinicplan.workbook.xlsx.book import open_book
from tests.desk.windows import sample_in
from tests.tasks.test_change import draft_of, meaning

TODAY = date(2026, 11, 21)
PLAN = "HS-0417"


@pytest.fixture(scope="module")
def stock() -> Stock:
    return open_stock()


def test_the_stock_says_what_a_reading_of_its_own_says(tmp_path: Path, stock: Stock) -> None:
    file = sample_in(tmp_path)
    alone, shared = make_ready(file, today=TODAY), make_ready(file, today=TODAY, stock=stock)
    assert shared.reading == alone.reading
    assert shared.found == alone.found
    assert isinstance(next(iter(stock.words.values())), Words)


def test_a_typeface_is_opened_once_for_all_readings(
    tmp_path: Path, stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = make_ready(sample_in(tmp_path), today=TODAY, stock=stock)
    opened: list[str] = []
    monkeypatch.setattr(faces.Face, "__init__", lambda self, name, path: opened.append(name))
    for _ in range(2):
        read_typed(ready, (), today=TODAY)
    assert opened == []


@pytest.mark.parametrize("is_other", [False, True], ids=["the same bytes", "other bytes"])
def test_what_was_just_read_counts_for_its_bytes_alone(
    tmp_path: Path, stock: Stock, monkeypatch: pytest.MonkeyPatch, is_other: bool
) -> None:
    file = sample_in(tmp_path)
    said = make_ready(file, today=TODAY, stock=stock).reading
    if is_other:
        book = load_workbook(file)
        book["Patients"]["C2"] = "Changed"
        book.save(file)
    read: list[Path] = []

    def noted(path: Path, **rest: Any) -> Reading:
        read.append(path)
        return read_workbook(path, **rest)

    monkeypatch.setattr(room, "read_workbook", noted)
    ready = make_ready(file, today=TODAY, stock=stock, said=said)
    assert len(read) == is_other
    assert (ready.reading == said) is not is_other
    assert make_ready(file, today=TODAY, stock=stock).reading == ready.reading


def test_a_save_tells_what_the_workbook_says_now(tmp_path: Path, stock: Stock) -> None:
    ready = make_ready(sample_in(tmp_path), today=TODAY, stock=stock)
    held = held_by(open_book(ready.file.read_bytes()), PLAN)
    draft = draft_of(held, first_name="Changed")
    saved = change(ready, held, draft, plan=meaning(ready, draft), today=TODAY)
    assert saved.says == make_ready(ready.file, today=TODAY).reading
    assert saved.says.digest == saved.digest


def test_another_day_is_compared_with_what_that_day_says(
    tmp_path: Path, stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook that was read before midnight: dates may read otherwise today."""
    ready = make_ready(sample_in(tmp_path), today=date(2026, 11, 20), stock=stock)
    days: list[date] = []

    def noted(of: Ready, typed: Any, *, today: date) -> Reading:
        days.append(today)
        return read_typed(of, typed, today=today)

    monkeypatch.setattr(rewrite, "read_typed", noted)
    held = held_by(open_book(ready.file.read_bytes()), PLAN)
    draft = draft_of(held, first_name="Changed")
    change(ready, held, draft, plan=meaning(ready, draft), today=TODAY)
    assert days == [TODAY, TODAY]
