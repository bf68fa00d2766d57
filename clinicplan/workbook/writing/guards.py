"""Changes and the sheet that they are for become a refusal, or nothing: they may be written."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.findings import Place
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.outline import Area, Outline, RowOf, area_of
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.writing.sheet_tables import Table
from clinicplan.workbook.xlsx.book import Book, Listed
from clinicplan.workbook.xlsx.worksheet import LAST_COLUMN, LAST_ROW

_ALLOWED = {"r", "s", "t"}


def guard(
    outline: Outline, changes: Sequence[Change], tables: Sequence[Table], *, title: str
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
    if row.is_hidden:
        raise Refused(f"{Place(change.place.sheet, change.place.row)} is hidden.")
    cell = row.cells.get(change.place.column)
    if cell is None:
        return
    if "f" in cell.parts:
        raise Refused(f"{change.place} has a formula.")
    if cell.element.attributes.keys() - _ALLOWED or set(cell.parts) - {"v", "is"}:
        raise Refused(f"{change.place} holds something that is not understood.")


def check_as_read(book: Book, listed: Listed, changes: Sequence[Change]) -> None:
    """Refused where a cell holds something else than what was read."""
    wanted = {change.place.row for change in changes}
    rows = {row.number: row.values for row in book.open(listed).rows() if row.number in wanted}
    for change in changes:
        found = rows.get(change.place.row, {}).get(change.place.column, "")
        if type(found) is not type(change.before) or found != change.before:
            raise Refused(f"{change.place} does not hold what was read there.")
