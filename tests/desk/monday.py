"""The sample workbook as it comes from Excel on a Monday: with mistakes in some of its plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from tests.desk.windows import Running, running, sample_in

MONDAY: Mapping[str, object] = {
    "Patients!M2": "03/12/2026",
    "Patients!E3": "tess.testwell@example",
    "Patients!L4": "Five exercise, every other day",
    "Exercises!D12": "left",
    "Exercises!C17": "Toe strech",
    "Exercises!A29": "HS-0435",
    "Exercises!C29": "Toe walk, three ways",
    "Exercises!E29": "30 s, every day",
    "Exercises!K22": date(2026, 10, 15),
    "Exercises!L20": "a bit",
}
"""Six plans with eight findings: five have their answers as buttons, one asks for a reason."""


def typed(file: Path, cells: Mapping[str, object]) -> None:
    """Type these into the workbook, as somebody does in Excel, and save."""
    book = load_workbook(file)
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell].value = value
    book.save(file)


def value(desk: Running, place: str) -> object:
    """What a cell of the workbook holds now."""
    assert desk.desk.view
    sheet, _, cell = place.partition("!")
    return load_workbook(desk.desk.view.file)[sheet][cell].value


@contextmanager
def monday(
    folder: Path, cells: Mapping[str, object] = MONDAY, *, saves: bool = True
) -> Iterator[Running]:
    """A desk with the sample workbook in which these cells are typed."""
    file = sample_in(folder)
    typed(file, cells)
    with running(folder, workbook=file, saves=saves) as desk:
        yield desk
