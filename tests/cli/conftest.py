"""A filled workbook, one with a mistake, and a command that runs with a fake press."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.cli import desk, room
from clinicplan.tasks import ready
from clinicplan.workbook.writing.blank import write_blank
from tests.cli.runs import Run
from tests.fake_press import TODAY, FakePress


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workbook, in a folder with a space and an umlaut."""
    folder = tmp_path_factory.mktemp("Praxis Müller")
    templates = templates_folder()
    path = folder / "clinic März.xlsx"
    write_blank(path, catalogue=read_catalogue(templates), templates=templates, sample=True)
    return path


@pytest.fixture(scope="session")
def mistaken(filled: Path) -> Path:
    """The sample with a mistake in one plan: an exercise that nobody knows."""
    book = load_workbook(filled)
    book["Exercises"]["C3"] = "cartwheel"
    path = filled.with_name("mistaken.xlsx")
    book.save(path)
    return path


@pytest.fixture
def press_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[FakePress], None]:
    """Puts a press in the place of the real one."""

    def put(press: FakePress) -> None:
        monkeypatch.setattr(ready, "press_for", lambda *_, **__: press)

    put(FakePress())
    monkeypatch.setattr(room, "today", lambda: TODAY)
    return put


@pytest.fixture
def run(press_with: object) -> Run:
    """Runs a command with a fake press; the output is stdout and stderr."""

    def call(*words: object) -> Result:
        return CliRunner().invoke(desk, [str(word) for word in words], prog_name="clinicplan")

    return call


@pytest.fixture
def typed(filled: Path) -> Callable[..., Path]:
    """Gives the sample with a text typed into a cell."""

    def type_in(sheet: str, heading: str, row_id: str, text: str) -> Path:
        book = load_workbook(filled)
        page = book[sheet]
        if sheet == "Clinic":
            cell = next(row[1] for row in page.iter_rows() if row[0].value == heading)
        else:
            heads = [cell.value for cell in page[1]]
            rows = {row[0].value: row for row in page.iter_rows(min_row=2)}
            cell = rows[row_id][next(n for n, head in enumerate(heads) if head == heading)]
        cell.value = text
        book.save(path := filled.with_name("typed.xlsx"))
        return path

    return type_in
