"""Findings become the Problems sheet: a line each, with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.styleable import StyleableObject
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.findings import Finding, Place, Severity
from clinicplan.workbook.choices import fold
from clinicplan.workbook.writing.forms import set_print
from clinicplan.workbook.writing.guide import draw_banner
from clinicplan.workbook.writing.styles import (
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
)

COLOURS = {
    Severity.ERROR: "F4A9A0",
    Severity.LETTER: "F9C49A",
    Severity.WARNING: "FFD166",
    Severity.ADVICE: "A9D3E5",
}
HEADING_ROW = 5
_WIDTHS = {"severity": 12, "where": 24, "plan": 14, "problem": 62, "remedy": 62, "code": 24}


def draw_problems(
    target: Worksheet, findings: Sequence[Finding], *, catalogue: Catalogue
) -> None:
    """The list, in the order of the findings given."""
    for number, width in enumerate(_WIDTHS.values()):
        target.column_dimensions["ABCDEF"[number]].width = width
    draw_banner(target, phrase(catalogue, "workbook.problems.title"),
                _summary(findings, catalogue=catalogue), letters="ABCDEF", at="A")
    note = target.cell(3, 1, phrase(catalogue, "workbook.problems.colours"))
    note.font, note.alignment = face(10, colour=TINT), LINE
    target.row_dimensions[3].height = 22
    for column, name in enumerate(_WIDTHS, start=1):
        head = target.cell(HEADING_ROW, column, phrase(catalogue, f"workbook.problems.{name}"))
        head.font, head.fill, head.alignment = face(bold=True, colour=ACCENT), fill(TINT), LINE
        head.border = HAIRLINE
    _draw_findings(target, findings, catalogue=catalogue)
    target.auto_filter.ref = f"A{HEADING_ROW}:F{HEADING_ROW + max(len(findings), 1)}"
    target.freeze_panes = f"A{HEADING_ROW + 1}"
    target.sheet_view.showGridLines = False
    set_print(target, landscape=True)


def find_sheets(target: Worksheet) -> Mapping[str, Worksheet]:
    """The sheets of the target's workbook by folded title; the first of two alike."""
    return {fold(sheet.title): sheet for sheet in reversed(target.parent.worksheets)}


def clean(text: str) -> str:
    """The text without the control characters that a workbook cannot hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _draw_findings(
    target: Worksheet, findings: Sequence[Finding], *, catalogue: Catalogue
) -> None:
    sheets = find_sheets(target)
    words = {item: phrase(catalogue, f"workbook.severity.{item}") for item in Severity}
    severities = {item: _style(target, face(bold=True), colour=COLOURS[item]) for item in Severity}
    body = _style(target, face())
    link = _style(target, face(colour=ACCENT, link=True))
    small = _style(target, face(10, colour=MUTED))
    for row, finding in enumerate(findings, start=HEADING_ROW + 1):
        sheet = sheets.get(fold(finding.place.sheet))
        styles = (severities[finding.severity], link if sheet else body, body, body, body, small)
        texts = (words[finding.severity], *_texts(finding))
        for column, (text, style) in enumerate(zip(texts, styles, strict=True), start=1):
            cell = target.cell(row, column, clean(text))
            cell.data_type = "s"  # a message may begin with "="
            cell._style = copy(style)
        if sheet:
            _link(target.cell(row, 2), sheet, finding.place)
        high = max(lines(text, width=64) for text in (finding.message, finding.hint))
        target.row_dimensions[row] = FittingRow(target, row, ht=ROW_HEIGHT * high + 5)


def _style(target: Worksheet, font: Font, *, colour: str = "") -> StyleArray:
    """A cell's style, made once: openpyxl takes seconds to set its parts on every row."""
    pattern = StyleableObject(target)
    pattern.font, pattern.alignment, pattern.border = font, INSET, HAIRLINE
    if colour:
        pattern.fill = fill(colour)
    return pattern._style


def _texts(finding: Finding) -> tuple[str, ...]:
    place = finding.place
    # A row of no plan carries its own place where the plan ID would be.
    plan = "" if finding.plan == str(Place(place.sheet, place.row)) else finding.plan
    return str(place), plan, finding.message, finding.hint, finding.code


def _link(cell: Cell, sheet: Worksheet, place: Place) -> None:
    where = Place("", place.row or 1, place.column or 1)
    name = sheet.title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'{where}")


def _summary(findings: Sequence[Finding], *, catalogue: Catalogue) -> str:
    """How many of each severity: "2 errors, 1 warning"."""
    counts = {word: sum(finding.severity is word for finding in findings) for word in Severity}
    said = [
        phrase(catalogue, f"workbook.problems.count_{word}", n=n) for word, n in counts.items() if n
    ]
    return ", ".join(said) or phrase(catalogue, "workbook.problems.none")
