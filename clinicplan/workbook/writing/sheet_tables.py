"""The tables of a sheet, and new rows right below one, become the table's new range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.edits import Edit, edited
from clinicplan.workbook.writing.outline import Area, Outline, area_of, with_attribute
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.writing.sheet_parts import whole
from clinicplan.workbook.xlsx.book import Book, Listed
from clinicplan.workbook.xlsx.container import WrongFile
from clinicplan.workbook.xlsx.relations import relations_of


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet: its part, the bytes of it, and what they say."""

    path: str
    outline: Outline
    area: Area
    has_totals: bool


def tables_of(book: Book, listed: Listed, outline: Outline) -> list[Table]:
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


def _table(path: str, data: bytes) -> Table:
    outline = Outline(data, others=("table", "autoFilter"))
    root = outline.named("table")[0].attributes
    if root.get("tableType", "worksheet") != "worksheet":
        raise Refused("A table of the workbook is filled from elsewhere.")
    has_totals = root.get("totalsRowCount", "0") != "0"
    return Table(path, outline, area_of(root.get("ref", "")), has_totals)


def grown(
    table: Table,
    outline: Outline,
    changes: Sequence[Change],
    tables: Sequence[Table],
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


def with_range(table: Table, area: Area) -> bytes:
    edits = [
        Edit(item.start, item.inside,
              with_attribute(table.outline.data[item.start : item.inside], "ref", str(area)))
        for item in table.outline.others
        if item.attributes.get("ref") == table.outline.named("table")[0].attributes["ref"]
    ]  # fmt: skip
    return edited(table.outline.data, edits)
