"""A sheet as it lies in the file becomes a table: each row an entry, its raw cells let go."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from clinicplan.findings import Finding, Place
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import (
    EXAMPLE_ID,
    SETTING_HEADINGS,
    Layout,
    Sheet,
    version_of,
)
from clinicplan.workbook.findings.words import Teller, shown
from clinicplan.workbook.sheets.headings import (
    HEADING_ROWS,
    columns_of,
    heading_row,
    keys_of,
    no_heading,
    read_columns,
    squeezed,
    told_of_headings,
    told_of_strangers,
)
from clinicplan.workbook.sheets.of_letters import entry_eased, of_letter
from clinicplan.workbook.sheets.records import PRIVATE, AnyRow, Entry, Load, Record, Spot, Table
from clinicplan.workbook.sheets.sources import Source
from clinicplan.workbook.xlsx.book import Book, Listed
from clinicplan.workbook.xlsx.container import WrongFile
from clinicplan.workbook.xlsx.grid import Merge, Row, Value
from clinicplan.workbook.xlsx.worksheet import Worksheet

ROW_LIMIT = 100_000
"""Rows of a sheet: 12,000 plans with eight exercises each, and all that Excel is pleasant for."""

TEXT_LIMIT = 30_000_000
"""Characters of a sheet's rows together; a line counts as `LINE_COST` of them."""

LINE_COST = 50

SETTINGS_TOLD = 200
"""So many settings of a clinic's own are told; further down they are left alone."""

Codes = Mapping[str, str]
"""What is to be told of a row's columns: a code by key."""

_EXAMPLE = fold(EXAMPLE_ID)

OLD_EXAMPLES: Mapping[str, Mapping[str, Value]] = {
    "practitioners": {"name": "Alex Example"},
    "patients": {
        "first_name": "Sam",
        "last_name": "Sample",
        "practitioner": "AE",
        "start": date(2026, 12, 1),
    },
    "exercises": {"exercise": "Towel stretch"},
    "programmes": {"exercise": "Towel stretch"},
    "own_exercises": {"name": "Marble pick-up"},
}
"""What the example rows said in needed columns, while there were any."""


def read_table(book: Book, source: Source, *, load: Load[AnyRow], tell: Teller) -> Table[AnyRow]:
    """The table of a source, each row loaded as it is met; WrongFile where there are too many."""
    if source.listed is None:
        return Table(source.sheet.title)
    read = _settings if source.sheet.layout is Layout.SETTINGS else _table
    table = read(book, source.listed, source.sheet, load, tell)
    return replace(
        table, entries=tuple(entry_eased(entry, source.sheet) for entry in table.entries)
    )


def _table(
    book: Book, listed: Listed, sheet: Sheet, load: Load[AnyRow], tell: Teller
) -> Table[AnyRow]:
    worksheet = book.open(listed)
    rows = worksheet.rows()
    first = list(islice(rows, HEADING_ROWS))
    heading = heading_row(first, sheet)
    if heading is None:
        deque(rows, maxlen=0)  # it may be damaged further down
        return Table(listed.title, (), no_heading(listed.title, first, sheet, tell))
    columns = read_columns(every := columns_of(heading, sheet), sheet)
    filled: set[int] = set()
    findings: list[Finding] = []
    entries: list[Entry[AnyRow]] = []
    hidden: list[int] = []
    below = (row for row in chain(first, rows) if row.number > heading.number)
    seen = _noted(below, filled)
    for record in _records(seen, title=listed.title, columns=columns):
        if _is_example(record, sheet):
            findings += _told_of_example(record, sheet, tell)
            continue
        entries.append(load(record))
        hidden += [record.spot.number] if record.hidden else []
    filled -= {every[key] for key in every.keys() - columns.keys()}
    findings += told_of_headings(
        listed.title, heading, sheet, tell, filled=filled, version=version_of(book.names)
    )
    findings += _told_of_hidden(listed, worksheet, hidden, tell) if entries else ()
    read = {number: key for key, number in columns.items() if number in filled}
    place = Place(listed.title, heading.number)
    findings += _told_of_columns(worksheet.hidden_columns, read, sheet, tell, place=place)
    merged = _merged(worksheet.merges, columns)
    told = tuple(_told_of_merged(entry, merged, sheet, tell) for entry in entries)
    return Table(listed.title, told, tuple(findings))


def _noted(rows: Iterable[Row], filled: set[int]) -> Iterator[Row]:
    """The rows; the columns that hold something are noted as they pass."""
    for row in rows:
        filled.update(row.values)
        yield row


def _records(
    rows: Iterable[Row], *, title: str, columns: Mapping[str, int]
) -> Iterator[Record]:
    """The rows with something in a known column; WrongFile where they are too many."""
    keys = {column: key for key, column in columns.items()}
    private = [key for key in PRIVATE if key in columns]
    shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
    count = cost = 0
    for row in rows:
        values = {keys[at]: value for at, value in row.values.items() if at in keys}
        if not values:
            continue
        count += 1
        cost += sum(_cost(value) for value in values.values() if isinstance(value, str))
        if count > ROW_LIMIT or cost > TEXT_LIMIT:
            raise WrongFile("file-too-large")
        filled = shapes.setdefault(tuple(values), tuple(values))
        secrets = tuple(values[key] for key in private if key in values)
        yield Record(Spot(title, row.number, columns, filled, secrets), values, row.hidden)


def _cost(text: str) -> int:
    return len(text) + LINE_COST * text.count("\n")


def _is_example(record: Record, sheet: Sheet) -> bool:
    return fold(str(record.values.get(sheet.columns[0].key, ""))) == _EXAMPLE


def _told_of_example(record: Record, sheet: Sheet, tell: Teller) -> Iterator[Finding]:
    """An example row whose cells were replaced, but for the first, is told: it is not read."""
    values = record.values
    if any(values.get(key, example) != example for key, example in OLD_EXAMPLES[sheet.key].items()):
        first = sheet.columns[0]
        yield tell(
            "example-row",
            record.spot.place(first.key),
            heading=first.heading,
            plan=str(record.spot.place()),
        )


def _merged(merges: Iterable[Merge], columns: Mapping[str, int]) -> Mapping[int, Codes]:
    """By row, each column whose cell lies in a merged area without being its first cell."""
    found: dict[int, Codes] = {}
    for merge in merges:
        keys = [key for key, column in columns.items() if merge.left <= column <= merge.right]
        beside = {key: "merged-across" for key in keys if columns[key] > merge.left}
        found[merge.top] = {**found.get(merge.top, {}), **beside}
        for number in range(merge.top + 1, merge.bottom + 1):
            found[number] = {**found.get(number, {}), **dict.fromkeys(keys, "merged-cells")}
    return found


def _told_of_merged(
    entry: Entry[AnyRow], merged: Mapping[int, Codes], sheet: Sheet, tell: Teller
) -> Entry[AnyRow]:
    """The entry with one finding for each of its cells that has no value of its own."""
    codes = merged.get(entry.spot.number)
    return _with_merged(entry, codes, sheet, tell) if codes else entry


def _with_merged(
    entry: Entry[AnyRow], codes: Codes, sheet: Sheet, tell: Teller
) -> Entry[AnyRow]:
    told = [
        tell(code, entry.spot.place(key), heading=sheet.column(key).heading)
        for key, code in codes.items()
    ]
    places = {finding.place for finding in told}
    others = (item for item in entry.findings if item.place not in places)
    return replace(entry, findings=(*others, *told))


def _told_of_columns(
    hidden: Iterable[tuple[int, int]],
    read: Mapping[int, str],
    sheet: Sheet,
    tell: Teller,
    *,
    place: Place,
) -> Iterator[Finding]:
    """Columns that hold something and are hidden, `read` being the key of each that is read."""
    found = sorted({at for at in read for first, last in hidden if first <= at <= last})
    if found:
        headings = ", ".join(sheet.column(read[at]).heading for at in found)
        yield tell("hidden-columns", replace(place, column=found[0]), headings=headings)


def _told_of_hidden(
    listed: Listed, worksheet: Worksheet, hidden: list[int], tell: Teller
) -> Iterator[Finding]:
    """What hides rows that are read, and so may surprise who looks at the sheet."""
    if hidden:
        code = "filtered-rows" if worksheet.filtered else "hidden-rows"
        yield tell(code, Place(listed.title, hidden[0]), count=len(hidden))
    if listed.hidden:
        yield tell("hidden-sheet", Place(listed.title), sheet=listed.title)


def _settings(
    book: Book, listed: Listed, sheet: Sheet, load: Load[AnyRow], tell: Teller
) -> Table[AnyRow]:
    """The Clinic sheet: a setting a row, its name in the first column, its value beside it."""
    keys = keys_of(sheet)
    values: dict[str, Value] = {}
    numbers: dict[str, int] = {}
    unknown: dict[Place, str] = {}
    findings = []
    worksheet = book.open(listed)
    for row in worksheet.rows():
        name = str(row.values.get(1, ""))
        place = Place(listed.title, row.number, 1)
        key = keys.get(squeezed(name))
        if key is None and 2 in row.values and name != SETTING_HEADINGS[0]:
            unknown |= {place: name} if len(unknown) < SETTINGS_TOLD else {}
        elif key in numbers:
            twice = tell("duplicate-heading", place, heading=shown(name))
            findings.append(of_letter(twice) if key in sheet.of_letters else twice)
        elif key is not None:
            numbers[key] = row.number
            values |= {key: row.values[2]} if 2 in row.values else {}
    absent = [column for column in sheet.columns if column.key not in numbers]
    place = Place(listed.title)
    findings += told_of_strangers(unknown, sheet, tell, absent=absent, place=place)
    secrets = tuple(values[key] for key in PRIVATE if key in values)
    record = Record(Spot(listed.title, 0, numbers, tuple(values), secrets), values)
    entry = _with_merged(load(record), _merged_settings(worksheet, numbers), sheet, tell)
    return Table(listed.title, (entry,), tuple(findings))


def _merged_settings(worksheet: Worksheet, numbers: Mapping[str, int]) -> Codes:
    """The settings whose value lies in a merged area that begins in another cell."""
    merged = _merged(worksheet.merges, {"": 2})
    codes = ((key, merged.get(number, {}).get("")) for key, number in numbers.items())
    return {key: code for key, code in codes if code}
