"""A workbook and its findings become a checked copy: coloured cells, comments, a list."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.files import write_whole
from clinicplan.findings import Finding, Place, Severity
from clinicplan.workbook.choices import fold
from clinicplan.workbook.findings.causes import in_order
from clinicplan.workbook.writing.problems import COLOURS, clean, draw_problems, find_sheets
from clinicplan.workbook.writing.save import to_bytes
from clinicplan.workbook.writing.styles import MUTED, face, fill, lines, mark

AUTHOR = "clinicplan"
"""Whose comments the next check takes away again."""

_DIVIDER = "\n\n* * *\n"

_COMMENT_WIDTH = 320
_COMMENT_LETTERS = 46

ALWAYS = "TRUE"
"""The condition of our own colour rules in the copy."""

_AREA = 200
"""Cells that one colour rule names at most."""


def write_checked(
    source: Path,
    target: Path,
    findings: Sequence[Finding],
    *,
    catalogue: Catalogue,
    filled: Mapping[Place, str] | None = None,
) -> None:
    """Write a copy of the workbook in which every finding is coloured, explained and listed.

    `filled` is what empty cells came to mean: it stands there in grey italics. The source is
    only read; what an earlier check left in it is taken away first. Macros are not kept, nor
    is what openpyxl cannot carry (shapes, slicers). Raises UnwritableFile.
    """
    with warnings.catch_warnings():
        # openpyxl warns of each feature of Excel that it leaves out.
        warnings.simplefilter("ignore", UserWarning)
        book = load_workbook(source, rich_text=True)
    title = phrase(catalogue, "workbook.problems.title")
    _clear(book, title)
    ordered = in_order(findings, sheets=book.sheetnames)
    _fill_in(book, filled or {})
    marked = _cells(book, ordered)
    for cell, own in marked.items():
        _mark(cell, own, catalogue=catalogue)
    for sheet in book.worksheets:
        _keep_on_top(sheet, marked)
    draw_problems(book.create_sheet(title, 0), ordered, catalogue=catalogue)
    _show_first(book)
    write_whole(target, to_bytes(book))


def _fill_in(book: Workbook, filled: Mapping[Place, str]) -> None:
    """Write into cells that are empty what they came to mean, lighter than what was typed."""
    sheets = find_sheets(book.worksheets[0])
    font = face(colour=MUTED, italic=True)
    for place, text in filled.items():
        sheet = sheets.get(fold(place.sheet))
        cell = _cell(sheet, place) if sheet is not None else None
        if cell is not None and cell.value is None:
            cell.value, cell.font = text, font


def _clear(book: Workbook, title: str) -> None:
    """Take away an earlier check's list of problems, comments and colours."""
    if title in book.sheetnames and book[title]["A1"].value == title:
        del book[title]
    for sheet in book.worksheets:
        for area in tuple(sheet.conditional_formatting):
            if [rule.formula for rule in area.rules] == [[ALWAYS]]:
                del sheet.conditional_formatting[area.sqref]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author.startswith(AUTHOR):
                    cell.comment = _earlier(cell.comment)
                    cell.fill = PatternFill()


def _earlier(comment: Comment) -> Comment | None:
    """The practitioner's own comment that a mark of ours holds, None where it holds none."""
    _, _, text = comment.text.partition(_DIVIDER)
    author = comment.author.removeprefix(f"{AUTHOR}, ")
    return Comment(text, author) if text else None


def _cells(book: Workbook, findings: Iterable[Finding]) -> dict[Cell, list[Finding]]:
    """The findings by the cell that they belong to, without those of sheets not there."""
    sheets = find_sheets(book.worksheets[0])
    cells: dict[Cell, list[Finding]] = {}
    for finding in findings:
        sheet = sheets.get(fold(finding.place.sheet))
        if sheet is not None:
            cells.setdefault(_cell(sheet, finding.place), []).append(finding)
    return cells


def _cell(sheet: Worksheet, place: Place) -> Cell:
    """The cell of a place, or the first of its row or sheet.

    A merged cell's colour and comment are those of the first one of its area.
    """
    cell = sheet.cell(place.row or 1, place.column or 1)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return sheet.cell(area.min_row, area.min_col)


def _mark(cell: Cell, findings: Sequence[Finding], *, catalogue: Catalogue) -> None:
    """Colour the cell by its worst finding; one comment says them all, and what stood there."""
    cell.fill = fill(COLOURS[_worst(findings)])
    said = dict.fromkeys(_words(finding, catalogue=catalogue) for finding in findings)
    text, author = "\n\n".join(said), AUTHOR
    if cell.comment is not None:
        text += _DIVIDER + cell.comment.text
        author = f"{AUTHOR}, {cell.comment.author}"
    high = 24 + 18 * lines(text, width=_COMMENT_LETTERS)
    cell.comment = Comment(text, author, width=_COMMENT_WIDTH, height=high)


def _worst(findings: Iterable[Finding]) -> Severity:
    return min((finding.severity for finding in findings), key=tuple(Severity).index)


def _words(finding: Finding, *, catalogue: Catalogue) -> str:
    word = phrase(catalogue, f"workbook.severity.{finding.severity}")
    return clean(f"{word}: {finding.message} {finding.hint}".strip())


def _keep_on_top(sheet: Worksheet, marked: Mapping[Cell, Sequence[Finding]]) -> None:
    """Keep a colour rule of the form, such as "needed, still empty", from hiding a mark."""
    rules = sheet.conditional_formatting
    if not rules:
        return
    for area in rules:
        for rule in area.rules:
            rule.priority += 1
    for severity, colour in COLOURS.items():
        names = [
            cell.coordinate
            for cell, findings in marked.items()
            if cell.parent is sheet and _worst(findings) is severity
        ]
        for start in range(0, len(names), _AREA):
            rule = FormulaRule([ALWAYS], fill=mark(colour))
            rule.priority = 1
            rules.add(" ".join(names[start : start + _AREA]), rule)


def _show_first(book: Workbook) -> None:
    """Open at the list. Two selected sheets would both take what is typed."""
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.worksheets[0]
