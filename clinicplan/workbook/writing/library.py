"""The catalogue becomes the Library sheet: programmes, and each exercise with its picture."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from io import BytesIO

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU, pixels_to_points
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue, Exercise, Programme
from clinicplan.illustrations.thumbnails import find_illustration, thumbnail
from clinicplan.wording.sentences import preset_sentence
from clinicplan.workbook.writing.dropdowns import presets_of, ways_of
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
    emphasised,
    face,
    fill,
    lines,
)

PICTURE_WIDTH = 132
"""Pixels on the screen; twice as many are drawn, for sharp screens and print."""

PICTURE_MARGIN = 6
_WIDTHS = {"A": 21, "B": 24, "C": 22, "D": 26, "E": 26, "F": 78}
_PROGRAMME_HEADS = ("programme", "", "about", "", "", "items")
_EXERCISE_HEADS = ("picture", "name", "code", "needs", "ways", "presets")


def draw_library(
    target: Worksheet, *, catalogue: Catalogue, templates: Traversable
) -> None:
    """Draw the sheet, top to bottom."""
    for letter, width in _WIDTHS.items():
        target.column_dimensions[letter].width = width
    target.sheet_view.showGridLines = False
    draw_banner(target, phrase(catalogue, "workbook.library.title"),
                phrase(catalogue, "workbook.library.subtitle"), letters="ABCDEF", at="A")
    row = _draw_section(target, 5, "programmes", _PROGRAMME_HEADS, catalogue=catalogue)
    for programme in catalogue.programmes.values():
        row = _draw_programme(target, row, programme, catalogue=catalogue)
    row = _draw_section(target, row + 1, "exercises", _EXERCISE_HEADS, catalogue=catalogue)
    for exercise in catalogue.exercises.values():
        _draw_exercise(target, row, exercise, catalogue=catalogue)
        high = _draw_picture(target, row, exercise, templates=templates)
        row_of = target.row_dimensions[row]
        row_of.height = max(row_of.height, pixels_to_points(high + 2 * PICTURE_MARGIN))
        row += 1
    target.freeze_panes = "A4"
    set_print(target, landscape=True)


def _draw_section(
    target: Worksheet, row: int, name: str, heads: Sequence[str], *, catalogue: Catalogue
) -> int:
    """A section's title, a line on how to use it, and the headings of its columns."""
    title = target.cell(row, 1, phrase(catalogue, f"workbook.library.{name}"))
    title.font, title.alignment = face(15, bold=True, colour=ACCENT), LINE
    hint = target.cell(row + 1, 1, phrase(catalogue, f"workbook.library.{name}_hint"))
    hint.font, hint.alignment = face(10, colour=MUTED), LINE
    for column, head in enumerate(heads, start=1):
        text = phrase(catalogue, f"workbook.library.head_{head}") if head else None
        cell = target.cell(row + 2, column, text)
        cell.font, cell.fill = face(bold=True, colour=ACCENT), fill(TINT)
        cell.alignment, cell.border = LINE, HAIRLINE
    target.row_dimensions[row].height = target.row_dimensions[row + 2].height = 26
    return row + 3


def _draw_programme(
    target: Worksheet, row: int, programme: Programme, *, catalogue: Catalogue
) -> int:
    items = (catalogue.exercises[item.exercise].name for item in programme.items)
    names = " · ".join(items)
    target.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    target.merge_cells(start_row=row, end_row=row, start_column=3, end_column=5)
    _write_row(target, row, (programme.name, None, programme.summary, None, None, names))
    target.cell(row, 1).font = face(12, bold=True)
    high = max(lines(names, width=82), lines(programme.summary, width=70))
    target.row_dimensions[row].height = 8 + ROW_HEIGHT * high
    return row + 1


def _draw_exercise(
    target: Worksheet, row: int, exercise: Exercise, *, catalogue: Catalogue
) -> None:
    equipment = dict.fromkeys(code for variant in exercise.variants for code in variant.equipment)
    needs = "\n".join(catalogue.names.get(f"equipment.{code}", code) for code in equipment)
    ways = (*ways_of(exercise, "position", catalogue), *ways_of(exercise, "tool", catalogue))
    doses = [
        (f"{name}: ", f"{preset_sentence(preset, exercise, catalogue)}\n")
        for name, preset in zip(presets_of(exercise, catalogue), exercise.presets, strict=True)
    ]
    _write_row(target, row, (None, exercise.name, exercise.code, needs, "\n".join(ways), None))
    target.cell(row, 2).font = face(13, bold=True)
    target.cell(row, 3).font = face(10, colour=MUTED)
    target.cell(row, 6).value = emphasised(*doses)
    dose_lines = sum(lines(name + dose.rstrip(), width=80) for name, dose in doses)
    high = max(dose_lines, lines(needs, width=24), len(ways))
    target.row_dimensions[row].height = 10 + ROW_HEIGHT * high


def _write_row(target: Worksheet, row: int, texts: Sequence[str | None]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = target.cell(row, column, text)
        cell.alignment, cell.border, cell.font = INSET, HAIRLINE, face()


def _draw_picture(
    target: Worksheet, row: int, exercise: Exercise, *, templates: Traversable
) -> int:
    """The thumbnail beside the name, and its height in pixels; 0 where there is none yet."""
    file = find_illustration(templates, exercise.thumbnail)
    if file is None:
        return 0
    picture = Image(BytesIO(thumbnail(file.read_text("utf-8"), width=2 * PICTURE_WIDTH)))
    high = PICTURE_WIDTH * picture.height // picture.width
    margin = pixels_to_EMU(PICTURE_MARGIN)
    picture.anchor = OneCellAnchor(
        _from=AnchorMarker(col=0, colOff=margin, row=row - 1, rowOff=margin),
        ext=XDRPositiveSize2D(pixels_to_EMU(PICTURE_WIDTH), pixels_to_EMU(high)),
    )
    target.add_image(picture)
    return int(high)
