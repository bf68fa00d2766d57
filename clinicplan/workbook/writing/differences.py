"""What a plan's rows hold and what they are to hold become changes of the cells that differ.

An exercise keeps its row as long as the order allows it: those that stay share the rows that
they had, in the order that is meant. What is new comes below them, what is taken out leaves
an empty row behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clinicplan.findings import Place
from clinicplan.workbook.columns import Sheet
from clinicplan.workbook.writing.change import Change, New
from clinicplan.workbook.writing.held import PLAN_ID, Held, HeldRow, HeldSheet
from clinicplan.workbook.writing.places import as_typed, check_columns, free_rows
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.book import Book
from clinicplan.workbook.xlsx.grid import Value

Cells = Mapping[str, Value]
"""A row's values by column key; what is empty is left out."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An exercise that the plan is to have: its cells but for the plan ID.

    `was` is its number among the rows that are held, from 1 on; 0 for a new one.
    """

    cells: Cells
    was: int = 0


def differences(
    book: Book, held: Held, *, patient: Cells, exercises: Sequence[Wanted]
) -> tuple[Change, ...]:
    """The changes that make the plan's rows hold this; () where they do.

    Raises Refused where a value cannot be moved, or has no column.
    """
    changes = [
        *_in_row(held.patients, held.patient.number, held.patient.cells, after=patient),
        *_of_exercises(book, held, exercises),
    ]
    for sheet in (held.patients, held.exercises):
        by_column = {at: key for key, at in sheet.columns.items()}
        keys = [by_column[item.place.column] for item in changes if item.place.sheet == sheet.title]
        check_columns(sheet.headings, sheet.sheet, dict.fromkeys(keys))
    return tuple(changes)


def _of_exercises(book: Book, held: Held, wanted: Sequence[Wanted]) -> Iterator[Change]:
    sheet = held.exercises
    kept = sorted(item.was for item in wanted if item.was)
    if len(set(kept)) < len(kept) or not set(kept) <= set(range(1, len(sheet.rows) + 1)):
        raise Refused("One row was to hold two exercises.")
    for at, row in enumerate(sheet.rows, start=1):
        if at not in kept:
            yield from _in_row(sheet, row.number, {**row.filled, **row.cells}, after={})
    slots = [(at, sheet.rows[at - 1]) for at in kept]
    for (at, row), item in zip(slots, wanted, strict=False):
        if item.was != at and row.has_more:
            place = Place(sheet.title, row.number)
            raise Refused(f"{place} has something in a column of your own, so it is not moved.")
        yield from _in_row(sheet, row.number, _without_id(row), after=item.cells)
    new = wanted[len(slots) :]
    after = max((row.number for _, row in slots), default=0)
    free = free_rows(book, sheet.path, sheet.sheet, columns=sheet.columns, count=len(new),
                     heading=sheet.heading, after=after)  # fmt: skip
    for number, item in zip(free, new, strict=True):
        yield from _in_row(sheet, number, {}, after={PLAN_ID: held.plan, **item.cells})


def _without_id(row: HeldRow) -> Cells:
    return {key: value for key, value in row.cells.items() if key != PLAN_ID}


def _in_row(sheet: HeldSheet, number: int, before: Cells, *, after: Cells) -> Iterator[Change]:
    """The changes of the cells of one row that differ."""
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key, ""), after.get(key, "")
        if type(old) is type(new) and old == new:
            continue
        if key not in sheet.columns:
            name = sheet.sheet.column(key).heading
            raise Refused(f"The sheet {sheet.title} has not just one column {name}.")
        place = Place(sheet.title, number, sheet.columns[key])
        yield Change(place, _writable(sheet.sheet, key, new, old=old, place=place), old,
                     sheet.heading)  # fmt: skip


def _writable(sheet: Sheet, key: str, value: Value, *, old: Value, place: Place) -> New:
    is_number = isinstance(old, int | float) and not isinstance(old, bool)
    if isinstance(value, str | date):
        return as_typed(sheet, key, value, is_number=is_number)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float):
        return f"{value:g}"
    raise Refused(f"{place} cannot hold what stands elsewhere: move it in Excel.")
