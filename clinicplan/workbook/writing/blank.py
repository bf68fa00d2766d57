"""The table of columns and the catalogue become a workbook to fill in, blank or a sample."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from openpyxl import Workbook

from clinicplan.catalogue.values import Catalogue
from clinicplan.files import write_whole
from clinicplan.workbook.columns import LIBRARY, SHEETS, START, Layout
from clinicplan.workbook.writing.dropdowns import add_lists
from clinicplan.workbook.writing.forms import draw_settings, draw_table
from clinicplan.workbook.writing.guide import draw_start
from clinicplan.workbook.writing.library import draw_library
from clinicplan.workbook.writing.sample import Filling, in_words, read_sample
from clinicplan.workbook.writing.save import MADE, to_bytes


def write_blank(
    path: Path, *, catalogue: Catalogue, templates: Traversable, sample: bool = False
) -> tuple[Path, ...]:
    """Write a workbook at the path and give the files written.

    A sample is filled with an invented clinic's plans, and its pictures lie beside it. A
    picture that is there already is left as it is. Raises UnwritableFile.
    """
    filling = in_words(read_sample(templates), catalogue) if sample else Filling()
    write_whole(path, fill_workbook(filling, catalogue=catalogue, templates=templates))
    pictures = [path.parent / name for name in filling.pictures]
    for picture in pictures:
        if not picture.exists():
            write_whole(picture, filling.pictures[picture.name])
    return path, *pictures


def fill_workbook(
    filling: Filling, *, catalogue: Catalogue, templates: Traversable
) -> bytes:
    """The workbook as a file, with the rows given; the same bytes for the same input."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = MADE
    book.properties.creator = "clinicplan"
    for sheet in SHEETS:
        target = book.create_sheet(sheet.title)
        if sheet.layout is Layout.SETTINGS:
            draw_settings(target, sheet, values=filling.clinic, catalogue=catalogue)
        elif sheet.layout is Layout.TABLE:
            rows = filling.rows.get(sheet.key, ())
            draw_table(target, sheet, rows=rows, catalogue=catalogue)
    draw_start(book[START.title], catalogue=catalogue)
    draw_library(book[LIBRARY.title], catalogue=catalogue, templates=templates)
    add_lists(book, catalogue=catalogue, templates=templates)
    return to_bytes(book)
