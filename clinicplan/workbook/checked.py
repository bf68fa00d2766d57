"""A workbook and its findings become a checked copy: coloured cells, comments, a list."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.files import write_whole
from clinicplan.findings import Finding, Place, Severity
from clinicplan.workbook.choices import fold
from clinicplan.workbook.forms import set_print
from clinicplan.workbook.guide import draw_banner
from clinicplan.workbook.save import to_bytes
from clinicplan.workbook.styles import (
    ACCENT,
    HAIRLINE,
    INSET,
    LINE,
    MUTED,
    ROW_HEIGHT,
    TINT,
    FittingRow,
    face,
    fill,
    lines,
    mark,
)

AUTHOR = "clinicplan"
"""Whose comments the next check takes away again."""

COLOURS = {Severity.ERROR: "F4A9A0", Severity.WARNING: "FFD166", Severity.ADVICE: "A9D3E5"}
HEADING_ROW = 5
_WIDTHS = {"severity": 12, "where": 24, "plan": 14, "problem": 62, "remedy": 62, "code": 24}
_COMMENT_WIDTH = 320
_COMMENT_LETTERS = 46

ALWAYS = "TRUE"
"""The condition of our own colour rules in the copy."""

_AREA = 200
"""Cells that one colour rule names at most."""


def write_checked(
    source: Path, target: Path, findings: Sequence[Finding], *, catalogue: Catalogue
) -> None:
    """Write a copy of the workbook in which every finding is coloured, explained and listed.

    The source is only read; what an earlier check left in it is taken away first. Macros are
    not kept, nor is what openpyxl cannot carry (shapes, slicers). Raises UnwritableFile.
    """
    with warnings.catch_warnings():
        # openpyxl warns of each feature of Excel that it leaves out.
        warnings.simplefilter("ignore", UserWarning)
        book = load_workbook(source, rich_text=True)
    title = phrase(catalogue, "workbook.problems.title")
    _clear(book, title)
    ordered = in_order(findings, sheets=book.sheetnames)
    marked: list[Cell] = []
    for place, group in groupby(ordered, key=lambda finding: finding.place):
        cell = _cell(book, place)
        if cell is not None:
            _mark(cell, tuple(group), catalogue=catalogue)
            marked.append(cell)
    for sheet, cells in groupby(marked, key=lambda cell: cell.parent):
        _keep_on_top(sheet, tuple(cells))
    _draw_problems(book.create_sheet(title, 0), ordered, catalogue=catalogue)
    _show_first(book)
    write_whole(target, to_bytes(book))


def in_order(findings: Iterable[Finding], *, sheets: Sequence[str]) -> tuple[Finding, ...]:
    """The findings as one walks through the workbook: by sheet, row and column."""
    order = {fold(title): number for number, title in enumerate(sheets)}

    def position(finding: Finding) -> tuple[int, Place]:
        return order.get(fold(finding.place.sheet), -1), finding.place

    return tuple(sorted(findings, key=position))


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
                if cell.comment is not None and AUTHOR in cell.comment.author:
                    cell.comment = None
                    cell.fill = PatternFill()


def _sheet(book: Workbook, name: str) -> Worksheet | None:
    return next((sheet for sheet in book.worksheets if fold(sheet.title) == fold(name)), None)


def _cell(book: Workbook, place: Place) -> Cell | None:
    """The cell of a place, or the first of its row or sheet; None without such a sheet.

    A merged cell's colour and comment are those of the first one of its area.
    """
    sheet = _sheet(book, place.sheet)
    if sheet is None:
        return None
    cell = sheet.cell(place.row or 1, place.column or 1)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return sheet.cell(area.min_row, area.min_col)


def _mark(cell: Cell, findings: tuple[Finding, ...], *, catalogue: Catalogue) -> None:
    """Colour the cell by its worst finding; one comment says them all, and what stood there."""
    severity = min((finding.severity for finding in findings), key=tuple(Severity).index)
    cell.fill = fill(COLOURS[severity])
    said = [_words(finding, catalogue=catalogue) for finding in findings]
    author = AUTHOR
    if cell.comment is not None:
        said.append(cell.comment.text)
        author = f"{cell.comment.author}, {AUTHOR}"
    text = "\n\n".join(dict.fromkeys(said))
    lines = sum(len(line) // _COMMENT_LETTERS + 1 for line in text.split("\n"))
    cell.comment = Comment(text, author, width=_COMMENT_WIDTH, height=24 + 18 * lines)


def _keep_on_top(sheet: Worksheet, cells: Sequence[Cell]) -> None:
    """Keep a colour rule of the form, such as "needed, still empty", from hiding a mark."""
    rules = sheet.conditional_formatting
    if not rules:
        return
    for area in rules:
        for rule in area.rules:
            rule.priority += 1
    for colour in COLOURS.values():
        marked = [cell.coordinate for cell in cells if cell.fill == fill(colour)]
        for start in range(0, len(marked), _AREA):
            rule = FormulaRule([ALWAYS], fill=mark(colour))
            rule.priority = 1
            rules.add(" ".join(marked[start:start + _AREA]), rule)


def _words(finding: Finding, *, catalogue: Catalogue) -> str:
    word = phrase(catalogue, f"workbook.severity.{finding.severity}")
    return _clean(f"{word}: {finding.message} {finding.hint}".strip())


def _draw_problems(
    target: Worksheet, findings: Sequence[Finding], *, catalogue: Catalogue
) -> None:
    """The list of all findings, each with a link to its cell."""
    book = target.parent
    for number, width in enumerate(_WIDTHS.values()):
        target.column_dimensions["ABCDEF"[number]].width = width
    draw_banner(target, phrase(catalogue, "workbook.problems.title"),
                _summary(findings, catalogue=catalogue), letters="ABCDEF", at="A")
    for column, name in enumerate(_WIDTHS, start=1):
        head = target.cell(HEADING_ROW, column, phrase(catalogue, f"workbook.problems.{name}"))
        head.font, head.fill, head.alignment = face(bold=True, colour=ACCENT), fill(TINT), LINE
        head.border = HAIRLINE
    for row, finding in enumerate(findings, start=HEADING_ROW + 1):
        _draw_finding(target, row, finding, catalogue=catalogue)
        if sheet := _sheet(book, finding.place.sheet):
            _link(target.cell(row, 2), sheet, finding.place)
    target.auto_filter.ref = f"A{HEADING_ROW}:F{HEADING_ROW + max(len(findings), 1)}"
    target.freeze_panes = f"A{HEADING_ROW + 1}"
    target.sheet_view.showGridLines = False
    set_print(target, landscape=True)


def _draw_finding(target: Worksheet, row: int, finding: Finding, *, catalogue: Catalogue) -> None:
    severity = phrase(catalogue, f"workbook.severity.{finding.severity}")
    place = finding.place
    # A row of no plan carries its own place where the plan ID would be.
    plan = "" if finding.plan == str(Place(place.sheet, place.row)) else finding.plan
    texts = (severity, str(place), plan, finding.message, finding.hint, finding.code)
    for column, text in enumerate(texts, start=1):
        cell = target.cell(row, column, _clean(text))
        cell.data_type = "s"  # a message may begin with "="
        cell.font, cell.alignment, cell.border = face(), INSET, HAIRLINE
    high = max(lines(text, width=64) for text in (finding.message, finding.hint))
    target.row_dimensions[row] = FittingRow(target, row, ht=ROW_HEIGHT * high + 5)
    target.cell(row, 1).fill = fill(COLOURS[finding.severity])
    target.cell(row, 1).font = face(bold=True)
    target.cell(row, 6).font = face(10, colour=MUTED)


def _link(cell: Cell, sheet: Worksheet, place: Place) -> None:
    where = Place("", place.row or 1, place.column or 1)
    name = sheet.title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'{where}")
    cell.font = face(colour=ACCENT, link=True)


def _summary(findings: Sequence[Finding], *, catalogue: Catalogue) -> str:
    """How many of each severity: "2 errors, 1 warning"; a plan with an error is not made."""
    counts = {word: sum(finding.severity is word for finding in findings) for word in Severity}
    said = [
        phrase(catalogue, f"workbook.problems.count_{word}", n=n) for word, n in counts.items() if n
    ]
    return ", ".join(said) or phrase(catalogue, "workbook.problems.none")


def _show_first(book: Workbook) -> None:
    """Open at the list. Two selected sheets would both take what is typed."""
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.worksheets[0]


def _clean(text: str) -> str:
    """The text without the control characters that a workbook cannot hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
