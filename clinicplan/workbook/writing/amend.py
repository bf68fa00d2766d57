"""New values for some cells become the bytes of the same workbook with just these cells changed.

What changes in the file: the cells, their rows, the size that the sheet gives of itself, the
range of a table that new rows join, and that Excel is asked to calculate anew when it opens the
workbook (`fullCalcOnLoad`). Texts are written into their cells, never among the shared ones.
All else keeps its bytes, compressed as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from clinicplan.workbook.writing.cell_styles import styles_of
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.edits import Edit, dimension_edits, edited, edits_of
from clinicplan.workbook.writing.guards import check_as_read, guard
from clinicplan.workbook.writing.outline import Outline, odd, with_attribute
from clinicplan.workbook.writing.package import with_parts
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.writing.sheet_parts import listed_as, whole
from clinicplan.workbook.writing.sheet_tables import grown, tables_of, with_range
from clinicplan.workbook.xlsx.book import Book, Listed, open_book
from clinicplan.workbook.xlsx.container import WrongFile
from clinicplan.workbook.xlsx.grid import Value
from clinicplan.workbook.xlsx.relations import workbook_of

GUARDS = ("mergeCell", "sheetProtection", "dimension", "tablePart", "col", "f")

_BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")


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


def _sheet(book: Book, listed: Listed, changes: Sequence[Change]) -> dict[str, bytes]:
    """The sheet's part and those of its tables, as far as they change."""
    numbers = {change.place.row for change in changes}
    data = whole(book, listed.path)
    outline = Outline(data, of=numbers | {number - 1 for number in numbers}, others=GUARDS)
    tables = tables_of(book, listed, outline)
    guard(outline, changes, tables, title=listed.title)
    check_as_read(book, listed, changes)
    styles = styles_of(outline, book, changes)
    edits = [*edits_of(outline, book, changes, styles), *dimension_edits(outline, changes)]
    parts = {listed.path: edited(data, edits)}
    for table in tables:
        area = grown(table, outline, changes, tables, title=listed.title)
        if area != table.area:
            parts[table.path] = with_range(table, area)
    return parts


def _calculated_anew(data: bytes) -> bytes:
    """The workbook's part, asking Excel to calculate all when it opens."""
    outline = Outline(data, others=("calcPr", *_BEFORE_CALCULATION))
    found = outline.named("calcPr")
    if found:
        item = found[0]
        tag = with_attribute(data[item.start : item.inside], "fullCalcOnLoad", "1")
        return edited(data, [Edit(item.start, item.inside, tag)])
    before = next(iter(item for name in _BEFORE_CALCULATION for item in outline.named(name)), None)
    if before is None:
        raise odd()
    new = f'<{outline.prefix}calcPr fullCalcOnLoad="1"/>'.encode()
    return edited(data, [Edit(before.end, before.end, new)])


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
