"""A sheet of the table of columns becomes a form: headings, drop-downs, messages, colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from typing import TypeAlias

from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.workbook.columns import (
    FACTS,
    SETTING_HEADINGS,
    Column,
    Kind,
    Sheet,
)
from clinicplan.workbook.writing.dropdowns import list_formula
from clinicplan.workbook.writing.save import LAST_ROW
from clinicplan.workbook.writing.styles import (
    ACCENT,
    CLASH,
    GRID,
    HAIRLINE,
    INK,
    INSET,
    INSET_MIDDLE,
    LINE_TOP,
    MUTED,
    NEEDED,
    ROW_HEIGHT,
    TINT,
    TOP_LINE,
    WHITE,
    FittingRow,
    face,
    fill,
    lines,
    mark,
)

Value: TypeAlias = str | int | date | None
Row: TypeAlias = Mapping[str, Value]

FIRST_ROW = 2
EMPTY_ROWS = 30
"""Rows of a table that wait below the last one; it grows when they are full."""

SCREEN_WIDTH = 150
"""Characters of column width that one printed page takes across."""

_FREE = {Kind.CHOICES, Kind.TIMES, Kind.DAYS}
"""Kinds whose list is a suggestion: more than one entry, or another wording, is fine."""

_OPEN_LISTS = {"exercises", "programmes", "presets", "positions", "tools", "practitioners"}
"""Lists that a typed code or a row of another sheet may add to."""

_PLAIN = {Kind.TEXT, Kind.LINES, Kind.CHANGES, Kind.DOSE, Kind.FILE, Kind.FILES, Kind.LINK}
"""Kinds in Excel's ordinary format. The rest is text, so that 007 and 10-15 stay as typed."""

_UNIQUE = {"plan_id", "code"}
_FREEZE = {"patients": "D2", "exercises": "D2", "programmes": "C2"}


def draw_table(
    target: Worksheet, sheet: Sheet, *, rows: Sequence[Row], catalogue: Catalogue
) -> None:
    """A table: a heading row, the rows given, and room to type."""
    last = len(rows) + 1 + EMPTY_ROWS
    for number, column in enumerate(sheet.columns, start=1):
        _draw_heading(target, number, column)
        _draw_column(target, number, column, rows)
        _draw_formulas(target, number, column, last=last)
        target.add_data_validation(_validation(sheet, number, column, catalogue=catalogue))
    target.add_table(_table(sheet, last=last))
    for row, values in enumerate(rows, start=2):
        high = max(lines(str(values.get(column.key) or ""), width=column.width + 2)
                   for column in sheet.columns)
        target.row_dimensions[row] = FittingRow(target, row, ht=ROW_HEIGHT * high + 3)
    _colour_mistakes(target, sheet)
    _finish_table(target, sheet)


def _table(sheet: Sheet, *, last: int) -> Table:
    """The table of the sheet down to its last row; Excel fills formulas in as it grows."""
    width = get_column_letter(len(sheet.columns))
    table = Table(displayName=f"{sheet.key}_table", ref=f"A1:{width}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    table._initialise_columns()
    for column, drawn in zip(sheet.columns, table.tableColumns, strict=True):
        drawn.name = column.heading
        if column.formula:
            drawn.calculatedColumnFormula = TableFormula(attr_text=column.formula)
    return table


def draw_settings(
    target: Worksheet, sheet: Sheet, *, values: Row, catalogue: Catalogue
) -> None:
    """A setting a row: its name, its value, and what it is for."""
    headings = (*SETTING_HEADINGS, phrase(catalogue, "workbook.clinic.help"))
    for number, (heading, width) in enumerate(zip(headings, (26, 46, 78), strict=True), start=1):
        cell = target.cell(1, number, heading)
        cell.font, cell.fill = face(bold=True, colour=WHITE), fill(ACCENT)
        cell.alignment = INSET_MIDDLE
        target.column_dimensions[get_column_letter(number)].width = width
    target.row_dimensions[1].height = 24
    for row, column in enumerate(sheet.columns, start=2):
        _draw_setting(target, row, column, value=values.get(column.key))
        rule = _rule(column, cell=f"$B{row}", exercise="", catalogue=catalogue)
        rule.add(f"B{row}")
        target.add_data_validation(rule)
        if column.required:
            _colour(target, f"B{row}", f"LEN(TRIM($B{row}))=0", colour=NEEDED)
    target.freeze_panes = "A2"
    target.sheet_view.showGridLines = False
    set_print(target, landscape=True)


def set_print(target: Worksheet, *, landscape: bool, pages_wide: int = 1) -> None:
    """A4, fitted to so many pages across, with the sheet's name and the page below."""
    target.page_setup.orientation = "landscape" if landscape else "portrait"
    target.page_setup.paperSize = 9  # A4
    target.page_setup.fitToWidth = pages_wide
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_margins.left = target.page_margins.right = 0.4
    target.page_margins.top, target.page_margins.bottom = 0.5, 0.75
    target.page_margins.footer = 0.35
    target.oddFooter.left.text = "&A"
    target.oddFooter.right.text = "&P / &N"


def number_format(kind: Kind) -> str:
    """Excel's format for a kind of cell. A month is a word, so that no date is ambiguous."""
    if kind is Kind.DATE:
        return "dd mmm yyyy"
    if kind is Kind.WHOLE:
        return "0"
    return "General" if kind in _PLAIN else "@"


def _draw_heading(target: Worksheet, number: int, column: Column) -> None:
    """A needed column's heading is a filled one, so that it stands out without a mark."""
    cell = target.cell(1, number, column.heading)
    cell.alignment = INSET_MIDDLE
    cell.font = face(bold=True, colour=WHITE if column.required else ACCENT)
    cell.fill = fill(ACCENT if column.required else TINT)
    cell.border = HAIRLINE
    if column in FACTS:
        target.column_dimensions[get_column_letter(number)].outlineLevel = 1


def _draw_formulas(target: Worksheet, number: int, column: Column, *, last: int) -> None:
    """What the workbook fills in itself, down to the last row of the table."""
    whole = target.column_dimensions[get_column_letter(number)]
    if not column.formula:
        return
    whole.number_format, whole.font = "General", face(colour=MUTED, italic=True)
    whole.alignment = LINE_TOP
    for row in range(FIRST_ROW, last + 1):
        cell = target.cell(row, number, f"={column.formula}")
        cell._style = copy(whole._style)


def _draw_column(
    target: Worksheet, number: int, column: Column, rows: Sequence[Row]
) -> None:
    """Width and format of the whole column (no cell is written for it), then the rows."""
    whole = target.column_dimensions[get_column_letter(number)]
    whole.width = column.width + 2
    whole.number_format = number_format(column.kind)
    whole.alignment, whole.border, whole.font = INSET, GRID, face()
    for row, values in enumerate(rows, start=2):
        value = values.get(column.key)
        if value is None:
            continue
        cell = target.cell(row, number, value)
        cell._style = copy(whole._style)  # a style's parts set one by one cost seconds
        if isinstance(value, date) and column.kind is not Kind.DATE:
            cell.number_format = "d mmm"  # as Excel shows its misreading of 10-15


def _draw_setting(target: Worksheet, row: int, column: Column, *, value: Value) -> None:
    name = target.cell(row, 1, column.heading)
    name.font = face(bold=column.required, colour=ACCENT if column.required else INK)
    cell = target.cell(row, 2, value)
    cell.number_format, cell.font, cell.fill = number_format(column.kind), face(), fill(TINT)
    about = target.cell(row, 3, column.prompt or column.doc)
    about.font = face(10, colour=MUTED)
    for item in (name, cell, about):
        item.alignment, item.border = INSET_MIDDLE, HAIRLINE
    high = lines(str(value or ""), width=44)
    target.row_dimensions[row] = FittingRow(target, row, ht=10 + ROW_HEIGHT * high)


def _validation(
    sheet: Sheet, number: int, column: Column, *, catalogue: Catalogue
) -> DataValidation:
    """The drop-down or rule of a column, and the message shown on entering its cells."""
    letter = get_column_letter(number)
    exercise = next(
        (f"${get_column_letter(i)}2" for i, other in enumerate(sheet.columns, start=1)
         if other.key == "exercise"),
        "",
    )
    rule = _rule(column, cell=f"${letter}2", exercise=exercise, catalogue=catalogue)
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    return rule


def _rule(
    column: Column, *, cell: str, exercise: str, catalogue: Catalogue
) -> DataValidation:
    """What Excel offers and asks. It warns and never refuses: the check has the last word."""
    rule = DataValidation(
        allow_blank=True, errorStyle="warning", showInputMessage=True, showErrorMessage=True
    )
    rule.promptTitle, rule.prompt = column.heading[:32], (column.prompt or column.doc)[:255]
    message = "text"
    if column.choices:
        rule.type, rule.formula1 = "list", list_formula(column.choices, exercise=exercise)
        rule.showErrorMessage = column.kind not in _FREE and column.choices not in _OPEN_LISTS
        message = "list"
    elif column.kind is Kind.DATE:
        rule.type, rule.operator, rule.formula1 = "date", "greaterThan", "1"
        message = "date"
    elif column.kind is Kind.WHOLE:
        rule.type, rule.operator = "whole", "between"
        rule.formula1, rule.formula2 = str(column.low), str(column.high)
        message = "whole"
    elif column.kind is Kind.EMAIL:
        rule.type, rule.formula1 = "custom", f'ISNUMBER(FIND(".",{cell},FIND("@",{cell})))'
        message = "email"
    else:
        rule.showErrorMessage = False
    rule.errorTitle = column.heading[:32]
    if rule.showErrorMessage:
        rule.error = phrase(
            catalogue, f"workbook.warn.{message}", low=column.low, high=column.high
        )
    return rule


def _colour_mistakes(target: Worksheet, sheet: Sheet) -> None:
    """Needed cells of a row that has begun, IDs given twice, plans that are not there."""
    width = get_column_letter(len(sheet.columns))
    typed = ",".join(_typed_areas(sheet))
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        cells, first = f"{letter}2:{letter}{LAST_ROW}", f"${letter}2"
        if column.required:
            begun = f"COUNTA({typed})>0"
            _colour(target, cells, f"AND({begun},LEN(TRIM({first}))=0)", colour=NEEDED)
        if column.choices == "plans":
            known = f'OR({first}="",SUMPRODUCT(--(list_plans={first}))>0)'
            _colour(target, cells, f"NOT({known})", colour=CLASH)
            # A line above each new plan keeps one patient's rows together.
            target.conditional_formatting.add(
                f"A2:{width}{LAST_ROW}",
                FormulaRule([f"AND(${letter}2<>\"\",${letter}2<>${letter}1)"], border=TOP_LINE),
            )
        elif number == 1 and column.key in _UNIQUE:
            # COUNTIF would take 7 and 007 for the same.
            again = f"SUMPRODUCT(--(${letter}$2:${letter}${LAST_ROW}={first}))>1"
            _colour(target, cells, f'AND({first}<>"",{again})', colour=CLASH)


def _typed_areas(sheet: Sheet) -> Iterator[str]:
    """The first row's cells but for those that the workbook fills in, as areas."""
    start = 1
    for number, column in enumerate((*sheet.columns, None), start=1):
        if column is None or not column.read:
            if number > start:
                yield f"${get_column_letter(start)}2:${get_column_letter(number - 1)}2"
            start = number + 1


def _colour(target: Worksheet, cells: str, formula: str, *, colour: str) -> None:
    target.conditional_formatting.add(cells, FormulaRule([formula], fill=mark(colour)))


def _finish_table(target: Worksheet, sheet: Sheet) -> None:
    target.row_dimensions[1].height = 48
    target.freeze_panes = _FREEZE.get(sheet.key, "B2")
    target.sheet_properties.tabColor = ACCENT
    target.sheet_properties.outlinePr.summaryRight = False
    target.print_title_rows = "1:1"
    width = sum(column.width + 2 for column in sheet.columns)
    pages = -(-width // SCREEN_WIDTH)
    if pages > 1:
        target.print_title_cols = "A:A"
    set_print(target, landscape=True, pages_wide=pages)
