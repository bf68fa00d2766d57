"""A sheet of a workbook becomes its cells as they were read, by column key, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from clinicplan.findings import Place
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import EXAMPLE_ID, Sheet
from clinicplan.workbook.sheets.headings import (
    HEADING_ROWS,
    columns_of,
    heading_row,
    keys_of,
    read_columns,
    squeezed,
)
from clinicplan.workbook.writing.change import Change, New
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.writing.sheet_parts import listed_as
from clinicplan.workbook.xlsx.book import Book
from clinicplan.workbook.xlsx.grid import BLANKS, Value

NAME, VALUE = 1, 2
"""The columns of the Clinic sheet."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A row, or all settings: where each cell stands and what it was read as, by column key."""

    places: Mapping[str, Place]
    values: Mapping[str, Value]
    number: int = 0
    heading: int = 1

    def text(self, key: str) -> str:
        """What stands in a cell, as a field shows it: one kind of space, no control characters."""
        text = str(self.values.get(key, "")).replace("\r\n", "\n").strip(BLANKS)
        return "".join(map(_as_typed, text)).strip()


def _as_typed(char: str) -> str:
    if char.isprintable() or char == "\n":
        return char
    return " " if char.isspace() else ""


def settings_of(book: Book, sheet: Sheet) -> Entered:
    """The settings of a sheet with one a row; of two of one name, the first counts.

    A setting that the sheet lacks has its place below all others: see `set_to`.
    """
    listed, keys = listed_as(book, sheet.title), keys_of(sheet)
    places: dict[str, Place] = {}
    values: dict[str, Value] = {}
    last = 0
    for row in book.open(listed).rows():
        last = row.number
        key = keys.get(squeezed(str(row.values.get(NAME, ""))))
        if key is not None and key not in places:
            places[key] = Place(listed.title, row.number, VALUE)
            values |= {key: row.values[VALUE]} if VALUE in row.values else {}
    return Entered(places, values, last)


def rows_of(book: Book, sheet: Sheet) -> tuple[Entered, ...]:
    """The rows of a sheet that hold something in a column that is read, but for the example."""
    listed = listed_as(book, sheet.title)
    heading = heading_row(list(islice(book.open(listed).rows(), HEADING_ROWS)), sheet)
    if heading is None:
        return ()
    columns = read_columns(columns_of(heading, sheet), sheet)
    found = []
    for row in book.open(listed).rows():
        values = {key: row.values[at] for key, at in columns.items() if at in row.values}
        if row.number <= heading.number or not values:
            continue
        if fold(str(values.get(sheet.columns[0].key, ""))) == EXAMPLE_ID.lower():
            continue
        places = {key: Place(listed.title, row.number, at) for key, at in columns.items()}
        found.append(Entered(places, values, row.number, heading.number))
    return tuple(found)


def set_to(held: Entered, sheet: Sheet, new: Mapping[str, New]) -> tuple[Change, ...]:
    """The changes that give settings these values; one that is not there gets a row below."""
    title = next(iter(held.places.values())).sheet if held.places else sheet.title
    absent = [key for key in new if key not in held.places]
    below = {key: held.number + at for at, key in enumerate(absent, start=1)}
    changes = [
        Change(Place(title, row, NAME), sheet.column(key).heading) for key, row in below.items()
    ]
    for key, value in new.items():
        place = held.places.get(key) or Place(title, below[key], VALUE)
        changes.append(Change(place, value, held.values.get(key, "")))
    return tuple(changes)


def row_to(held: Entered, sheet: Sheet, new: Mapping[str, New]) -> tuple[Change, ...]:
    """The changes that give cells of a row these values. Refused where a column is not there."""
    check_has(held, sheet, new)
    return tuple(
        Change(held.places[key], value, held.values.get(key, ""), held.heading)
        for key, value in new.items()
    )


def check_has(held: Entered, sheet: Sheet, keys: Iterable[str]) -> None:
    """Refused where the sheet lacks a column."""
    for key in keys:
        if key not in held.places:
            name = sheet.column(key).heading
            raise Refused(f"The sheet {sheet.title} has no column {name}.")
