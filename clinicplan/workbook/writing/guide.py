"""The phrases of the workbook become its Start sheet: six steps, colours, what a cell takes."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.catalogue.phrases import has_phrase, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.workbook.columns import (
    CLINIC,
    EXERCISES,
    PATIENTS,
    PRACTITIONERS,
    VERSION,
    Sheet,
)
from clinicplan.workbook.writing.forms import set_print
from clinicplan.workbook.writing.styles import (
    ACCENT,
    BOX,
    CENTRED,
    CLASH,
    HAIRLINE,
    INSET_MIDDLE,
    LINE,
    LINE_BELOW,
    MUTED,
    NEEDED,
    TINT,
    WHITE,
    emphasised,
    face,
    fill,
)

STEPS: tuple[Sheet | None, ...] = (CLINIC, PRACTITIONERS, PATIENTS, EXERCISES, None, None)
COLOURS = (
    ("needed_heading", ACCENT),
    ("optional_heading", TINT),
    ("needed", NEEDED),
    ("clash", CLASH),
)
ACCEPTED = ("dose", "count", "seconds", "times", "days", "changes")
EXAMPLE = (
    "patients_head",
    "patients_row",
    "exercises_head",
    "exercises_row1",
    "exercises_row2",
    "exercises_row3",
)
_WIDTHS = {"A": 3, "B": 11, "C": 24, "D": 76, "E": 20, "F": 3}


def draw_start(target: Worksheet, *, catalogue: Catalogue) -> None:
    """Draw the sheet, top to bottom."""
    for letter, width in _WIDTHS.items():
        target.column_dimensions[letter].width = width
    target.sheet_view.showGridLines = False
    target.sheet_properties.tabColor = ACCENT
    draw_banner(target, phrase(catalogue, "workbook.start.title"),
                phrase(catalogue, "workbook.start.subtitle"), letters="ABCDEF", at="B")
    row = _draw_heading(target, 5, phrase(catalogue, "workbook.start.steps"))
    for number, sheet in enumerate(STEPS, start=1):
        row = _draw_step(target, row, number, sheet, catalogue=catalogue)
    row = _draw_example(target, row + 1, catalogue=catalogue)
    row = _draw_heading(target, row + 1, phrase(catalogue, "workbook.start.colours"))
    for name, colour in COLOURS:
        row = _draw_swatch(target, row, phrase(catalogue, f"workbook.colour.{name}"), colour)
    row = _draw_heading(target, row + 1, phrase(catalogue, "workbook.start.doses"))
    row = _draw_note(target, row, phrase(catalogue, "workbook.start.doses_hint"))
    for name in ACCEPTED:
        row = _draw_accepted(target, row, name, catalogue=catalogue)
    row = _draw_note(target, row + 1, phrase(catalogue, "workbook.start.rest"))
    version = phrase(
        catalogue, "workbook.start.version", version=VERSION, texts=catalogue.record.version
    )
    _draw_note(target, row, version)
    set_print(target, landscape=False)


def draw_banner(
    target: Worksheet, title: str, subtitle: str, *, letters: str, at: str
) -> None:
    """A title and a line below it on the clinic's colour, over rows 1 to 3."""
    for letter in letters:
        for row in (1, 2, 3):
            target[f"{letter}{row}"].fill = fill(ACCENT)
    target[f"{at}1"].value, target[f"{at}1"].font = title, face(26, bold=True, colour=WHITE)
    target[f"{at}2"].value, target[f"{at}2"].font = subtitle, face(12, colour=WHITE)
    target[f"{at}1"].alignment = LINE_BELOW
    target[f"{at}2"].alignment = LINE
    for row, height in ((1, 46), (2, 22), (3, 10)):
        target.row_dimensions[row].height = height


def _draw_heading(target: Worksheet, row: int, text: str) -> int:
    cell = target.cell(row, 2, text)
    cell.font = face(15, bold=True, colour=ACCENT)
    target.row_dimensions[row].height = 28
    return row + 1


def _draw_step(
    target: Worksheet, row: int, number: int, sheet: Sheet | None, *, catalogue: Catalogue
) -> int:
    count = target.cell(row, 2, number)
    count.font, count.alignment = face(22, bold=True, colour=ACCENT), CENTRED
    head = target.cell(row, 3, phrase(catalogue, f"workbook.step{number}.head"))
    head.font = face(13, bold=True)
    text = target.cell(row, 4, _step_text(number, catalogue=catalogue))
    text.font = face()
    for cell in (head, text):
        cell.alignment = INSET_MIDDLE
    if sheet:
        _draw_link(target, row, sheet, catalogue=catalogue)
    for column in range(2, 6):
        target.cell(row, column).border = HAIRLINE
    target.row_dimensions[row].height = 50
    return row + 1


def _step_text(number: int, *, catalogue: Catalogue) -> str | CellRichText:
    """What to do, below the command where there is one to type."""
    text = phrase(catalogue, f"workbook.step{number}.text")
    key = f"workbook.step{number}.command"
    if not has_phrase(catalogue, key):
        return text
    return emphasised((phrase(catalogue, key) + "\n", text), face_name="Consolas")


def _draw_example(target: Worksheet, row: int, *, catalogue: Catalogue) -> int:
    """How two sheets look when they are filled in, as a small picture of them in cells."""
    row = _draw_heading(target, row, phrase(catalogue, "workbook.start.example"))
    row = _draw_note(target, row, phrase(catalogue, "workbook.start.example_hint"))
    for name in EXAMPLE:
        texts = phrase(catalogue, f"workbook.example.{name}").split(" | ")
        is_head = name.endswith("_head")
        for column, text in enumerate(texts, start=2):
            cell = target.cell(row, column, text)
            cell.font = face(bold=is_head, colour=ACCENT if is_head else MUTED, italic=not is_head)
            cell.fill, cell.border = fill(TINT if is_head else WHITE), BOX
            cell.alignment, cell.number_format = INSET_MIDDLE, "@"
        target.row_dimensions[row].height = 20
        row += 1
    return row


def _draw_link(target: Worksheet, row: int, sheet: Sheet, *, catalogue: Catalogue) -> None:
    link = target.cell(row, 5, phrase(catalogue, "workbook.start.go", sheet=sheet.title))
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{sheet.title}'!A1")
    link.font, link.alignment = face(colour=ACCENT, link=True), INSET_MIDDLE


def _draw_swatch(target: Worksheet, row: int, text: str, colour: str) -> int:
    swatch = target.cell(row, 2)
    swatch.fill, swatch.border = fill(colour), BOX
    target.cell(row, 3, text).font = face()
    target.cell(row, 3).alignment = LINE
    target.row_dimensions[row].height = 20
    return row + 1


def _draw_accepted(target: Worksheet, row: int, name: str, *, catalogue: Catalogue) -> int:
    head = target.cell(row, 3, phrase(catalogue, f"workbook.accepts.{name}"))
    text = target.cell(row, 4, phrase(catalogue, f"workbook.accepts.{name}_text"))
    head.font, text.font = face(bold=True), face()
    for cell in (head, text):
        cell.alignment, cell.border = INSET_MIDDLE, HAIRLINE
    target.row_dimensions[row].height = 20
    return row + 1


def _draw_note(target: Worksheet, row: int, text: str) -> int:
    target.merge_cells(start_row=row, end_row=row, start_column=3, end_column=5)
    cell = target.cell(row, 3, text)
    cell.font, cell.alignment = face(10, colour=MUTED), INSET_MIDDLE
    target.row_dimensions[row].height = 32
    return row + 1
