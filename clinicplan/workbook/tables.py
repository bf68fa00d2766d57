"""A sheet as it lies in the file becomes records: values by column, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clinicplan.findings import Finding, Place
from clinicplan.workbook.choices import fold, nearest
from clinicplan.workbook.columns import (
    EXAMPLE_ID,
    SETTING_HEADINGS,
    SHEETS,
    Column,
    Layout,
    Sheet,
)
from clinicplan.workbook.grid import Grid, Merge, Row, Value
from clinicplan.workbook.telling import Teller, shown

HEADING_ROWS = 10
"""Among so many first rows the headings are looked for; a title may stand above them."""

MISSPELT = 0.75
"""A heading this like a known one that is missing was meant to be it (0 to 1)."""

MISSPELT_SHEET = 0.85
"""The same for a sheet's title; a clinic's own sheets have long names of their own."""

COLUMNS_TOLD = 200
"""Headings of a clinic's own are told up to this column; further right they are left alone."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table: its values by column key, and where each stands.

    On the Clinic sheet `number` is 0 and `columns` holds the row of each setting.
    """

    sheet: str
    number: int
    values: Mapping[str, Value]
    columns: Mapping[str, int]
    merged: tuple[str, ...] = ()

    def place(self, key: str = "") -> Place:
        """The cell of a column, or the row where the sheet does not have it."""
        if not self.number:
            row = self.columns.get(key, 0)
            return Place(self.sheet, row, 2 if row else 0)
        return Place(self.sheet, self.number, self.columns.get(key, 0))


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a sheet and what is to be said about the sheet as a whole."""

    sheet: Sheet
    title: str
    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_tables(grids: Iterable[Grid], tell: Teller) -> dict[str, Table]:
    """A table for each sheet that is read back, by key; an absent one has no records."""
    by_title: dict[str, list[Grid]] = {}
    for grid in grids:
        by_title.setdefault(_title(grid.title), []).append(grid)
    strangers = [found[0].title for title, found in by_title.items() if title not in _TITLES]
    return {
        sheet.key: _read_sheet(sheet, by_title.get(_title(sheet.title), []), strangers, tell)
        for sheet in SHEETS
        if sheet.read
    }


def _read_sheet(sheet: Sheet, grids: list[Grid], strangers: list[str], tell: Teller) -> Table:
    """The table of the first of the sheets with this title; any other is told."""
    if not grids:
        return _absent(sheet, strangers, tell)
    read = _settings if sheet.layout is Layout.SETTINGS else _table
    table = read(grids[0], sheet, tell)
    twice = [tell("duplicate-sheet", Place(grid.title), sheet=grid.title) for grid in grids[1:]]
    return replace(table, findings=(*table.findings, *twice))


def _squeezed(text: str) -> str:
    """The text as headings and titles are compared: folded, without spaces or brackets."""
    return fold(text.partition("(")[0] or text).replace(" ", "")


def _title(text: str) -> str:
    """A sheet's title as it is compared; "Patients (2)" is a copy, not our sheet."""
    return fold(text).replace(" ", "")


_TITLES = {_title(sheet.title) for sheet in SHEETS}


def _absent(sheet: Sheet, strangers: list[str], tell: Teller) -> Table:
    """An absent sheet is a finding where it is required, or where one is misspelt like it."""
    place = Place(sheet.title)
    near = nearest(sheet.title, strangers, cutoff=MISSPELT_SHEET)
    findings = []
    if near:
        findings = [tell("misspelt-sheet", Place(near), sheet=sheet.title, found=near)]
    elif sheet.required:
        findings = [tell("missing-sheet", place, sheet=sheet.title)]
    return Table(sheet, sheet.title, findings=tuple(findings))


def _table(grid: Grid, sheet: Sheet, tell: Teller) -> Table:
    if not grid.rows and not sheet.required:
        return Table(sheet, grid.title)
    heading = _heading_row(grid.rows, sheet)
    if heading is None:
        missing = tell("missing-heading", Place(grid.title), headings=", ".join(_required(sheet)))
        return Table(sheet, grid.title, findings=(missing,))
    rows = [row for row in grid.rows if row.number > heading.number]
    columns = _columns(heading, sheet)
    merged = _merged(grid.merges, columns)
    every = tuple(
        Record(grid.title, row.number, values, columns, merged.get(row.number, ()))
        for row in rows
        if (values := _values(row, columns))
    )
    records = tuple(record for record in every if not _is_example(record, sheet))
    findings = (
        *_heading_findings(grid, heading, sheet, tell),
        *_told_of_examples(every, sheet, tell),
        *_told_of_hidden(grid, records, rows, tell),
    )
    return Table(sheet, grid.title, records, findings)


def _heading_row(rows: tuple[Row, ...], sheet: Sheet) -> Row | None:
    """The row with most known headings among the first ones; None where none has any."""
    known = {_squeezed(column.heading) for column in sheet.columns}

    def matches(row: Row) -> int:
        return len({_squeezed(str(value)) for value in row.values.values()} & known)

    best = max(rows[:HEADING_ROWS], key=matches, default=None)
    return best if best is not None and matches(best) else None


def _columns(heading: Row, sheet: Sheet) -> dict[str, int]:
    """Where each known column stands, the first of it where there are two."""
    keys = {_squeezed(column.heading): column.key for column in sheet.columns}
    columns: dict[str, int] = {}
    for number, value in sorted(heading.values.items()):
        key = keys.get(_squeezed(str(value)))
        if key is not None:
            columns.setdefault(key, number)
    return columns


def _values(row: Row, columns: Mapping[str, int]) -> dict[str, Value]:
    return {key: row.values[column] for key, column in columns.items() if column in row.values}


def _is_example(record: Record, sheet: Sheet) -> bool:
    return fold(str(record.values.get(sheet.columns[0].key, ""))) == fold(EXAMPLE_ID)


def _told_of_examples(records: Iterable[Record], sheet: Sheet, tell: Teller) -> Iterable[Finding]:
    """An example row whose cells were replaced, but for the first, is told: it is not read."""
    needed = [column for column in sheet.columns[1:] if column.required]
    for record in records:
        if _is_example(record, sheet) and any(
            record.values.get(column.key, column.example) != column.example for column in needed
        ):
            first = sheet.columns[0]
            yield tell(
                "example-row",
                record.place(first.key),
                heading=first.heading,
                plan=str(record.place()),
            )


def _merged(merges: Iterable[Merge], columns: Mapping[str, int]) -> Mapping[int, tuple[str, ...]]:
    """By row, the columns whose cell lies in a merged area that begins further up."""
    found: dict[int, tuple[str, ...]] = {}
    for merge in merges:
        keys = tuple(key for key, column in columns.items() if merge.left <= column <= merge.right)
        for number in range(merge.top + 1, merge.bottom + 1):
            found[number] = (*found.get(number, ()), *keys)
    return found


def _required(sheet: Sheet) -> list[str]:
    return [column.heading for column in sheet.columns if column.required]


def _heading_findings(grid: Grid, heading: Row, sheet: Sheet, tell: Teller) -> list[Finding]:
    found = _columns(heading, sheet)
    findings = [
        tell("missing-heading", Place(grid.title, heading.number), headings=column.heading)
        for column in sheet.columns
        if column.required and column.key not in found
    ]
    absent = [column for column in sheet.columns if column.key not in found]
    known = {_squeezed(column.heading): column.key for column in sheet.columns}
    for number, value in sorted(heading.values.items()):
        place = Place(grid.title, heading.number, number)
        key = known.get(_squeezed(str(value)))
        if key is None and number > COLUMNS_TOLD:
            continue
        if key is None:
            findings.append(_unknown_heading(place, str(value), sheet, absent, tell))
        elif found[key] != number:
            findings.append(tell("duplicate-heading", place, heading=shown(value)))
    return findings


def _unknown_heading(
    place: Place, text: str, sheet: Sheet, absent: list[Column], tell: Teller
) -> Finding:
    """A heading that nobody knows is left alone, unless a missing one was meant by it."""
    meant = nearest(text, [column.heading for column in absent], cutoff=MISSPELT)
    if meant:
        return tell("misspelt-heading", place, heading=shown(text), near=meant)
    near = nearest(text, [column.heading for column in sheet.columns])
    code = "unknown-heading-near" if near else "unknown-heading"
    return tell(code, place, heading=shown(text), near=near)


def _told_of_hidden(
    grid: Grid, records: tuple[Record, ...], rows: list[Row], tell: Teller
) -> list[Finding]:
    read = {record.number for record in records}
    hidden = [row.number for row in rows if row.hidden and row.number in read]
    findings = []
    if hidden:
        code = "filtered-rows" if grid.filtered else "hidden-rows"
        findings.append(tell(code, Place(grid.title, hidden[0]), count=len(hidden)))
    if grid.hidden and read:
        findings.append(tell("hidden-sheet", Place(grid.title), sheet=grid.title))
    return findings


def _settings(grid: Grid, sheet: Sheet, tell: Teller) -> Table:
    """The Clinic sheet: a setting a row, its name in the first column, its value beside it."""
    keys = {_squeezed(column.heading): column.key for column in sheet.columns}
    values: dict[str, Value] = {}
    numbers: dict[str, int] = {}
    findings = []
    for row in grid.rows:
        name = str(row.values.get(1, ""))
        place = Place(grid.title, row.number, 1)
        key = keys.get(_squeezed(name))
        if key is None and 2 in row.values and name != SETTING_HEADINGS[0]:
            findings.append(_unknown_heading(place, name, sheet, _unset(sheet, keys, grid), tell))
        elif key in numbers:
            findings.append(tell("duplicate-heading", place, heading=shown(name)))
        elif key is not None:
            numbers[key] = row.number
            values |= {key: row.values[2]} if 2 in row.values else {}
    record = Record(grid.title, 0, values, numbers)
    return Table(sheet, grid.title, (record,), tuple(findings))


def _unset(sheet: Sheet, keys: Mapping[str, str], grid: Grid) -> list[Column]:
    set_keys = {keys.get(_squeezed(str(row.values.get(1, "")))) for row in grid.rows}
    return [column for column in sheet.columns if column.key not in set_keys]
