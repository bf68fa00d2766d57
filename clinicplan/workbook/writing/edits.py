"""Changed cells become edits of the bytes of their sheet: what is put in place of what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape

from clinicplan.findings import column_letters
from clinicplan.workbook.writing.cell_styles import index_of, style_at
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.outline import (
    Area,
    Cell,
    Element,
    Outline,
    RowOf,
    area_of,
    odd,
    with_attribute,
)
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.book import Book
from clinicplan.workbook.xlsx.formats import Style
from clinicplan.workbook.xlsx.numbers import LEAP_BUG

LONGEST = 32_767
"""Characters that Excel keeps in a cell."""

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Edit:
    start: int
    end: int
    new: bytes


def edits_of(
    outline: Outline,
    book: Book,
    changes: Sequence[Change],
    styles: Mapping[tuple[int, int], int],
) -> list[Edit]:
    """What is put in place of what, in the sheet's rows."""
    edits: list[Edit] = []
    new_rows: dict[int, list[bytes]] = {}
    tag = outline.prefix
    for number in sorted({change.place.row for change in changes}):
        own = sorted((item for item in changes if item.place.row == number),
                     key=lambda item: item.place.column)  # fmt: skip
        cells = {
            item.place.column: _cell(item, book, styles[number, item.place.column], prefix=tag)
            for item in own
        }
        row = outline.rows.get(number)
        if row is None:
            inside = b"".join(cells.values())
            opening = f'<{tag}row r="{number}">'.encode()
            line = opening + inside + f"</{tag}row>".encode()
            new_rows.setdefault(_place_of(outline, number), []).append(line)
        else:
            edits += _in_row(outline, row, cells)
    return edits + _new_rows(outline, new_rows)


def _place_of(outline: Outline, number: int) -> int:
    """Where a new row goes: before the first one after it, or behind the last."""
    later = [row.element.start for row in outline.rows.values() if row.number > number]
    return later[0] if later else outline.table.outside


def _new_rows(outline: Outline, rows: Mapping[int, list[bytes]]) -> list[Edit]:
    table = outline.table
    if rows and table.is_empty:
        opened = outline.data[table.start : table.inside - 2].rstrip() + b">"
        inside = b"".join(line for lines in rows.values() for line in lines)
        closing = f"</{outline.prefix}sheetData>".encode()
        return [Edit(table.start, table.end, opened + inside + closing)]
    return [Edit(at, at, b"".join(lines)) for at, lines in rows.items()]


def _in_row(outline: Outline, row: RowOf, cells: Mapping[int, bytes]) -> list[Edit]:
    """The edits of a row that is there."""
    element = row.element
    tag = _spanning(outline.data[element.start : element.inside], element, cells)
    if element.is_empty:
        opened = tag[:-2].rstrip() + b">"
        inside = b"".join(cells.values())
        closing = f"</{outline.prefix}row>".encode()
        return [Edit(element.start, element.end, opened + inside + closing)]
    edits = [Edit(element.start, element.inside, tag)]
    for column, new in cells.items():
        cell = row.cells.get(column)
        if cell:
            edits.append(Edit(cell.element.start, cell.element.end, new))
        else:
            at = _before(row.cells, column, element)
            edits.append(Edit(at, at, new))
    return edits


def _before(cells: Mapping[int, Cell], column: int, row: Element) -> int:
    later = [cell.element.start for at, cell in cells.items() if at > column]
    return later[0] if later else row.outside


def _spanning(tag: bytes, row: Element, cells: Iterable[int]) -> bytes:
    """The row's tag, whose hint of its first and last column takes the cells in."""
    first, colon, last = row.attributes.get("spans", "").partition(":")
    if not colon or " " in last:
        return tag
    low, high = min(index_of(first), *cells), max(index_of(last), *cells)
    return tag if (low, high) == (int(first), int(last)) else with_attribute(
        tag, "spans", f"{low}:{high}"
    )


def _cell(change: Change, book: Book, style: int, *, prefix: str) -> bytes:
    """The cell's element."""
    name = f"{column_letters(change.place.column)}{change.place.row}"
    opening = f'<{prefix}c r="{name}"' + (f' s="{style}"' if style else "")
    value = _in_style(change, book, style_at(book, style))
    if value == "":
        return f"{opening}/>".encode()
    if isinstance(value, int):
        return f"{opening}><{prefix}v>{value}</{prefix}v></{prefix}c>".encode()
    text = escape(_ESCAPED.sub("_x005F_", value))
    inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
    return f'{opening} t="inlineStr">{inside}</{prefix}c>'.encode()


def _in_style(change: Change, book: Book, style: Style) -> str | int:
    """A text, or the number that the style shows as what is meant; dates are ISO in a text."""
    after = change.after
    if isinstance(after, date):
        days = (datetime(after.year, after.month, after.day) - book.epoch).days  # noqa: DTZ001
        return days if style.is_date and days > LEAP_BUG else after.isoformat()
    if isinstance(after, int):
        is_number = style.is_plain and not (style.is_date or style.is_time) and style.code != "@"
        return after if is_number and after > 0 else str(after)
    if len(after) > LONGEST or _UNWRITABLE.search(after):
        raise Refused(f"{change.place} cannot hold this text: Excel keeps no such characters.")
    return after


def dimension_edits(outline: Outline, changes: Sequence[Change]) -> list[Edit]:
    """The size that the sheet gives of itself, where the cells go beyond it."""
    edits = []
    rows = [change.place.row for change in changes]
    columns = [change.place.column for change in changes]
    for item in outline.named("dimension"):
        old = area_of(item.attributes.get("ref", ""))
        new = Area(min(old.top, *rows), min(old.left, *columns),
                   max(old.bottom, *rows), max(old.right, *columns))  # fmt: skip
        if new != old:
            tag = outline.data[item.start : item.inside]
            edits.append(Edit(item.start, item.inside, with_attribute(tag, "ref", str(new))))
    return edits


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made; those at one place come in their order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        if edit.start < at:
            raise odd()
        pieces += [data[at : edit.start], edit.new]
        at = edit.end
    return b"".join([*pieces, data[at:]])
