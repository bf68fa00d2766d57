"""New values for some cells become the bytes of the same workbook with just these cells changed.

What changes in the file: the cells, their rows, the size that the sheet gives of itself, the
range of a table that new rows join, and that Excel is asked to calculate anew when it opens the
workbook (`fullCalcOnLoad`). Texts are written into their cells, never among the shared ones.
All else keeps its bytes, compressed as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from xml.sax.saxutils import escape

from clinicplan.findings import Place, column_letters
from clinicplan.workbook.choices import fold
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
from clinicplan.workbook.writing.package import with_parts
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.book import Book, Listed, open_book
from clinicplan.workbook.xlsx.container import WrongFile
from clinicplan.workbook.xlsx.formats import Style
from clinicplan.workbook.xlsx.grid import Value
from clinicplan.workbook.xlsx.numbers import LEAP_BUG
from clinicplan.workbook.xlsx.relations import relations_of, workbook_of
from clinicplan.workbook.xlsx.worksheet import LAST_COLUMN, LAST_ROW

LONGEST = 32_767
"""Characters that Excel keeps in a cell."""

New = str | int | date
"""What a cell is to hold; "" empties it."""

GUARDS = ("mergeCell", "sheetProtection", "dimension", "tablePart", "col", "f")

_ALLOWED = {"r", "s", "t"}
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")


@dataclass(frozen=True, slots=True)
class Change:
    """A cell's new value; `before` is what it was read as ("" for an empty one).

    `heading` is the row of the sheet's headings, from which no style is taken.
    """

    place: Place
    after: New
    before: Value = ""
    heading: int = 1


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a sheet: its part, the bytes of it, and what they say."""

    path: str
    outline: Outline
    area: Area
    has_totals: bool


def amend(data: bytes, changes: Iterable[Change]) -> bytes:
    """The workbook with the changes, and nothing else that was.

    Raises Refused where a cell is not as it was read, or cannot be written without a guess;
    the result was read again, and has the values meant.
    """
    changes = tuple(changes)
    try:
        book = open_book(data)
        parts = _parts(book, changes)
        written = with_parts(data, parts)
        _check(book, open_book(written), changes)
    except WrongFile as error:
        raise odd() from error
    return written


def _parts(book: Book, changes: Sequence[Change]) -> dict[str, bytes]:
    """The parts that are to be others, by path."""
    if any("_xmlsignatures" in name for name in book.parts.names):
        raise Refused("The workbook is signed, and a change would break the signature.")
    parts: dict[str, bytes] = {}
    titles = dict.fromkeys(change.place.sheet for change in changes)
    for title in titles:
        own = [change for change in changes if change.place.sheet == title]
        parts |= _sheet(book, listed_as(book, title), own)
    path = workbook_of(book.parts)
    return parts | {path: _calculated_anew(whole(book, path))}


def listed_as(book: Book, title: str) -> Listed:
    """The one worksheet of this title; Refused where there is none, or two."""
    found = [item for item in book.sheets if _squeezed(item.title) == _squeezed(title)]
    if len(found) != 1:
        raise Refused(f"The workbook has not just one sheet {title}.")
    return found[0]


def whole(book: Book, path: str) -> bytes:
    """All bytes of a part."""
    return b"".join(book.parts.part(path))


def _squeezed(title: str) -> str:
    return fold(title).replace(" ", "")


def _sheet(book: Book, listed: Listed, changes: Sequence[Change]) -> dict[str, bytes]:
    """The sheet's part and those of its tables, as far as they change."""
    numbers = {change.place.row for change in changes}
    data = whole(book, listed.path)
    outline = Outline(data, of=numbers | {number - 1 for number in numbers}, others=GUARDS)
    tables = _tables(book, listed, outline)
    _guard(outline, changes, tables, title=listed.title)
    _as_read(book, listed, changes)
    styles = _styles(outline, book, changes)
    edits = [*_edits(outline, book, changes, styles), *_dimension(outline, changes)]
    parts = {listed.path: _edited(data, edits)}
    for table in tables:
        area = _grown(table, outline, changes, tables, title=listed.title)
        if area != table.area:
            parts[table.path] = _with_range(table, area)
    return parts


def _guard(
    outline: Outline, changes: Sequence[Change], tables: Sequence[_Table], *, title: str
) -> None:
    """Refused where a cell is not to be written, or not by us."""
    if any(item.attributes.get("sheet") in ("1", "true", "on")
           for item in outline.named("sheetProtection")):  # fmt: skip
        raise Refused(f"The sheet {title} is protected in Excel.")
    kept = [area_of(item.attributes.get("ref", "")) for item in outline.named("mergeCell")]
    kept += [area_of(item.attributes["ref"]) for item in outline.named("f")
             if item.attributes.get("t") in ("array", "dataTable")
             and "ref" in item.attributes]  # fmt: skip
    for table in tables:
        area = table.area
        kept.append(Area(area.top, area.left, area.top, area.right))
        if table.has_totals:
            kept.append(Area(area.bottom, area.left, area.bottom, area.right))
    for change in changes:
        row, column = change.place.row, change.place.column
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise Refused(f"{change.place} lies outside the sheet.")
        if any(area.holds(row, column) for area in kept):
            raise Refused(f"{change.place} is merged with others, or part of a heading or sum.")
        _guard_cell(outline.rows.get(row), change)
    if len({change.place for change in changes}) < len(changes):
        raise Refused("One cell was to hold two values.")


def _guard_cell(row: RowOf | None, change: Change) -> None:
    if row is None:
        return
    if row.element.attributes.get("hidden") in ("1", "true"):
        raise Refused(f"{Place(change.place.sheet, change.place.row)} is hidden.")
    cell = row.cells.get(change.place.column)
    if cell is None:
        return
    if "f" in cell.parts:
        raise Refused(f"{change.place} has a formula.")
    if cell.element.attributes.keys() - _ALLOWED or set(cell.parts) - {"v", "is"}:
        raise Refused(f"{change.place} holds something that is not understood.")


def _as_read(book: Book, listed: Listed, changes: Sequence[Change]) -> None:
    """Refused where a cell holds something else than what was read."""
    wanted = {change.place.row for change in changes}
    rows = {row.number: row.values for row in book.open(listed).rows() if row.number in wanted}
    for change in changes:
        found = rows.get(change.place.row, {}).get(change.place.column, "")
        if type(found) is not type(change.before) or found != change.before:
            raise Refused(f"{change.place} does not hold what was read there.")


def _styles(
    outline: Outline, book: Book, changes: Sequence[Change]
) -> dict[tuple[int, int], int]:
    """The number of each changed cell's style: its own, its column's, or that of the row above."""
    found: dict[tuple[int, int], int] = {}
    for change in sorted(changes, key=lambda item: (item.place.row, item.place.column)):
        at = (change.place.row, change.place.column)
        own = _own_style(outline, at)
        style = _style(book, own or 0)
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
        return _index(cell.element.attributes.get("s", "0"))
    if row and "s" in row.element.attributes:
        return _index(row.element.attributes["s"])
    for item in outline.named("col"):
        own = item.attributes
        if _index(own.get("min", "")) <= at[1] <= _index(own.get("max", "")) and "style" in own:
            return _index(own["style"])
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
    number = _index(cell.element.attributes.get("s", "0")) if cell else 0
    style = _style(book, number)
    return 0 if style.is_struck or style.is_for_text else number


def _style(book: Book, number: int) -> Style:
    if not book.styles and number == 0:
        return Style()
    if number >= len(book.styles):
        raise odd()
    return book.styles[number]


def _index(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise odd()
    return int(text)


def _edits(
    outline: Outline,
    book: Book,
    changes: Sequence[Change],
    styles: Mapping[tuple[int, int], int],
) -> list[_Edit]:
    """What is put in place of what, in the sheet's rows."""
    edits: list[_Edit] = []
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


def _new_rows(outline: Outline, rows: Mapping[int, list[bytes]]) -> list[_Edit]:
    table = outline.table
    if rows and table.is_empty:
        opened = outline.data[table.start : table.inside - 2].rstrip() + b">"
        inside = b"".join(line for lines in rows.values() for line in lines)
        closing = f"</{outline.prefix}sheetData>".encode()
        return [_Edit(table.start, table.end, opened + inside + closing)]
    return [_Edit(at, at, b"".join(lines)) for at, lines in rows.items()]


def _in_row(outline: Outline, row: RowOf, cells: Mapping[int, bytes]) -> list[_Edit]:
    """The edits of a row that is there."""
    element = row.element
    tag = _spanning(outline.data[element.start : element.inside], element, cells)
    if element.is_empty:
        opened = tag[:-2].rstrip() + b">"
        inside = b"".join(cells.values())
        closing = f"</{outline.prefix}row>".encode()
        return [_Edit(element.start, element.end, opened + inside + closing)]
    edits = [_Edit(element.start, element.inside, tag)]
    for column, new in cells.items():
        cell = row.cells.get(column)
        if cell:
            edits.append(_Edit(cell.element.start, cell.element.end, new))
        else:
            at = _before(row.cells, column, element)
            edits.append(_Edit(at, at, new))
    return edits


def _before(cells: Mapping[int, Cell], column: int, row: Element) -> int:
    later = [cell.element.start for at, cell in cells.items() if at > column]
    return later[0] if later else row.outside


def _spanning(tag: bytes, row: Element, cells: Iterable[int]) -> bytes:
    """The row's tag, whose hint of its first and last column takes the cells in."""
    first, colon, last = row.attributes.get("spans", "").partition(":")
    if not colon or " " in last:
        return tag
    low, high = min(_index(first), *cells), max(_index(last), *cells)
    return tag if (low, high) == (int(first), int(last)) else with_attribute(
        tag, "spans", f"{low}:{high}"
    )


def _cell(change: Change, book: Book, style: int, *, prefix: str) -> bytes:
    """The cell's element."""
    name = f"{column_letters(change.place.column)}{change.place.row}"
    opening = f'<{prefix}c r="{name}"' + (f' s="{style}"' if style else "")
    value = _in_style(change, book, _style(book, style))
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


def _dimension(outline: Outline, changes: Sequence[Change]) -> list[_Edit]:
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
            edits.append(_Edit(item.start, item.inside, with_attribute(tag, "ref", str(new))))
    return edits


def _tables(book: Book, listed: Listed, outline: Outline) -> list[_Table]:
    """The tables of a sheet."""
    try:
        relations = relations_of(book.parts, listed.path)
    except WrongFile:
        if outline.named("tablePart"):
            raise
        return []
    if any(item.kind == "pivotTable" for item in relations.values()):
        raise Refused(f"The sheet {listed.title} has a pivot table.")
    paths = [item.path for item in relations.values() if item.kind == "table"]
    return [_table(path, whole(book, path)) for path in paths]


def _table(path: str, data: bytes) -> _Table:
    outline = Outline(data, others=("table", "autoFilter"))
    root = outline.named("table")[0].attributes
    if root.get("tableType", "worksheet") != "worksheet":
        raise Refused("A table of the workbook is filled from elsewhere.")
    has_totals = root.get("totalsRowCount", "0") != "0"
    return _Table(path, outline, area_of(root.get("ref", "")), has_totals)


def _grown(
    table: _Table,
    outline: Outline,
    changes: Sequence[Change],
    tables: Sequence[_Table],
    *,
    title: str,
) -> Area:
    """The table's range with new rows right below it taken in, if they are new."""
    old = table.area
    new = sorted({change.place.row for change in changes
                  if old.left <= change.place.column <= old.right
                  and change.place.row > old.bottom})  # fmt: skip
    if not new or new[0] != old.bottom + 1 or new[-1] != old.bottom + len(new):
        return old
    for number in new:
        row = outline.rows.get(number)
        filled = (row.texts | row.formulas) if row else ()
        is_beside = any(old.left <= column <= old.right for column in filled)
        is_shared = any(
            other.area.holds(number, column)
            for other in tables
            if other is not table
            for column in range(old.left, old.right + 1)
        )
        if is_beside or is_shared or table.has_totals:
            raise Refused(f"The table of the sheet {title} has no room for new rows.")
    return Area(old.top, old.left, new[-1], old.right)


def _with_range(table: _Table, area: Area) -> bytes:
    edits = [
        _Edit(item.start, item.inside,
              with_attribute(table.outline.data[item.start : item.inside], "ref", str(area)))
        for item in table.outline.others
        if item.attributes.get("ref") == table.outline.named("table")[0].attributes["ref"]
    ]  # fmt: skip
    return _edited(table.outline.data, edits)


def _calculated_anew(data: bytes) -> bytes:
    """The workbook's part, asking Excel to calculate all when it opens."""
    outline = Outline(data, others=("calcPr", *_BEFORE_CALCULATION))
    found = outline.named("calcPr")
    if found:
        item = found[0]
        tag = with_attribute(data[item.start : item.inside], "fullCalcOnLoad", "1")
        return _edited(data, [_Edit(item.start, item.inside, tag)])
    before = next(iter(item for name in _BEFORE_CALCULATION for item in outline.named(name)), None)
    if before is None:
        raise odd()
    new = f'<{outline.prefix}calcPr fullCalcOnLoad="1"/>'.encode()
    return _edited(data, [_Edit(before.end, before.end, new)])


def _edited(data: bytes, edits: Iterable[_Edit]) -> bytes:
    """The bytes with the edits made; those at one place come in their order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        if edit.start < at:
            raise odd()
        pieces += [data[at : edit.start], edit.new]
        at = edit.end
    return b"".join([*pieces, data[at:]])


def _check(old: Book, new: Book, changes: Sequence[Change]) -> None:
    """Refused where a changed sheet, read again, has anything else than what was meant."""
    for title in dict.fromkeys(change.place.sheet for change in changes):
        wanted = _values(old, title)
        for change in changes:
            if change.place.sheet == title:
                cell = (change.place.row, change.place.column)
                wanted.pop(cell, None)
                if change.after != "":
                    wanted[cell] = str(change.after)
        found = _values(new, title)
        cells = {(item.place.row, item.place.column) for item in changes
                 if item.place.sheet == title}  # fmt: skip
        for cell in cells & found.keys():
            found[cell] = str(found[cell])
        if found != wanted:
            raise Refused(f"The sheet {title} could not be written as it was meant.")


def _values(book: Book, title: str) -> dict[tuple[int, int], Value]:
    alike = replace(book, is_stale=False)  # the new one asks to be calculated
    return {
        (row.number, column): value
        for row in alike.open(listed_as(book, title)).rows()
        for column, value in row.values.items()
    }
