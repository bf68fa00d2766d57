"""A plan with a mistake becomes what can be read of it all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.names import Shelf
from clinicplan.workbook.plans.patients import PatientEntry, scope_of
from clinicplan.workbook.plans.rows_of_plans import ExerciseEntry
from clinicplan.workbook.plans.selection import in_order


@dataclass(frozen=True, slots=True)
class Fragment:
    """A plan with a mistake, as far as it can be read: exercises and programme are codes."""

    start: date | None = None
    programme: str = ""
    exercises: tuple[str, ...] = ()


def fragments_of(
    patients: Iterable[PatientEntry],
    rows: Mapping[str, list[ExerciseEntry]],
    shelf: Shelf,
    *,
    good: Collection[str],
) -> dict[str, Fragment]:
    """What can be read of the plans that are not good."""
    faulty = (entry for entry in patients if scope_of(entry) not in good)
    return {
        scope_of(entry): Fragment(
            entry.row.start,
            programme_code(entry.row.programme, shelf),
            in_order(_given(entry.row.programme, shelf), _own(entry, rows, shelf)),
        )
        for entry in faulty
    }


def _given(programme: str, shelf: Shelf) -> Iterator[str]:
    """The codes of the exercises that a programme gives, none where nobody knows it."""
    own = shelf.programmes.get(fold(programme))
    library = shelf.catalogue.programmes.get(shelf.library.get(fold(programme), ""))
    if own:
        found = (shelf.exercises.get(fold(item.row.exercise)) for item in own.rows)
        yield from (exercise.code for exercise in found if exercise)
    elif library:
        yield from (item.exercise for item in library.items)


def _own(
    entry: PatientEntry, rows: Mapping[str, list[ExerciseEntry]], shelf: Shelf
) -> Iterator[str]:
    """The codes of the exercises that a plan has rows for, as far as there are such."""
    for item in rows.get(entry.row.plan_id, ()):
        if found := shelf.exercises.get(fold(item.row.exercise)):
            yield found.code


def programme_code(text: str, shelf: Shelf) -> str:
    """The code of a programme by its name, "" where nobody knows it."""
    own = shelf.programmes.get(fold(text))
    return own.name if own else shelf.library.get(fold(text), "")
