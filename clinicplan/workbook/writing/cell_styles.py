"""Changed cells become the number of the style that each is written with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.outline import Outline, odd
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.book import Book
from clinicplan.workbook.xlsx.formats import Style


def styles_of(
    outline: Outline, book: Book, changes: Sequence[Change]
) -> dict[tuple[int, int], int]:
    """The number of each changed cell's style: its own, its column's, or that of the row above."""
    found: dict[tuple[int, int], int] = {}
    for change in sorted(changes, key=lambda item: (item.place.row, item.place.column)):
        at = (change.place.row, change.place.column)
        own = _own_style(outline, at)
        style = style_at(book, own or 0)
        if own is not None and (style.is_struck or style.is_for_text):
            raise Refused(f"{change.place} is struck through, or its format adds to a text.")
        if own is None:
            own = _style_above(outline, book, at, found, heading=change.heading)
        found[at] = own
    return found


def _own_style(outline: Outline, at: tuple[int, int]) -> int | None:
    """The style of a cell, of its row or of its column; None where it has none."""
    row = outline.rows.get(at[0])
    cell = row.cells.get(at[1]) if row else None
    if cell is not None:
        return index_of(cell.element.attributes.get("s", "0"))
    if row and "s" in row.element.attributes:
        return index_of(row.element.attributes["s"])
    for item in outline.named("col"):
        own = item.attributes
        if index_of(own.get("min", "")) <= at[1] <= index_of(own.get("max", "")) and "style" in own:
            return index_of(own["style"])
    return None


def _style_above(
    outline: Outline,
    book: Book,
    at: tuple[int, int],
    found: Mapping[tuple[int, int], int],
    *,
    heading: int,
) -> int:
    """The style of the cell above, unless it is a heading's or does something to a text."""
    above = (at[0] - 1, at[1])
    if above[0] <= heading:
        return 0
    if above in found:
        return found[above]
    row = outline.rows.get(above[0])
    cell = row.cells.get(above[1]) if row else None
    number = index_of(cell.element.attributes.get("s", "0")) if cell else 0
    style = style_at(book, number)
    return 0 if style.is_struck or style.is_for_text else number


def style_at(book: Book, number: int) -> Style:
    if not book.styles and number == 0:
        return Style()
    if number >= len(book.styles):
        raise odd()
    return book.styles[number]


def index_of(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise odd()
    return int(text)
