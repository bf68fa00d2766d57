"""The catalogue's lists become a hidden Lists sheet with a name for every drop-down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources.abc import Traversable

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import (
    OWN_EXERCISES,
    PATIENTS,
    PRACTITIONERS,
    SHEETS,
    VERSION,
    VERSION_NAME,
    Sheet,
)
from clinicplan.workbook.writing.save import LAST_ROW

TITLE = "Lists"
OWN_ROWS = 60
"""How many of the clinic's own exercises the drop-down of exercises can take in."""

DEPENDENT = ("presets", "positions", "tools")
"""Lists that depend on the exercise of the row."""

_GROWING = {"plans": (PATIENTS, "plan_id"), "practitioners": (PRACTITIONERS, "code")}


_LOOKED_UP = {"plan_ids": "plan_id", "first_names": "first_name", "last_names": "last_name"}
"""Columns of Patients that the formula of a patient's name looks up."""


def add_lists(book: Workbook, *, catalogue: Catalogue, templates: Traversable) -> None:
    """Add the hidden sheet and its names: `list_sides` is what the column of sides offers.

    Formulas use names only: Excel moves a rule that points at another sheet into an
    extension that openpyxl, and so the checked copy, would lose.
    """
    sheet = book.create_sheet(TITLE)
    sheet.sheet_state = "hidden"
    for name in _named_lists():
        if name in DEPENDENT:
            _add_dependent(book, sheet, name=name, catalogue=catalogue)
        elif name in _GROWING:
            _add_growing(book, name=name)
        elif name == "exercises":
            _add_exercises(book, sheet, catalogue=catalogue)
        else:
            _add_list(book, sheet, name=name, entries=_entries(name, catalogue, templates))
    # LibreOffice offers a 0 for an empty cell; an empty text is an empty line in both.
    sheet.cell(LAST_ROW, 1, '=""')
    _define(book, "list_none", f"{TITLE}!$A${LAST_ROW}")
    _define(book, f"{VERSION_NAME}{VERSION}", f"{TITLE}!$A$1")
    for name, key in _LOOKED_UP.items():
        _define(book, f"list_{name}", _column(PATIENTS, key))


def list_formula(name: str, *, exercise: str) -> str:
    """The drop-down's formula; `exercise` is the cell that a dependent list looks at."""
    if name not in DEPENDENT:
        return f"list_{name}"
    found = f"COUNTIF(of_{name},{exercise})"
    return (
        f"IF({found}=0,list_none,"
        f"OFFSET(top_{name},MATCH({exercise},of_{name},0),0,{found},1))"
    )


def brands(templates: Traversable) -> tuple[str, ...]:
    """The looks that the templates folder has, by name."""
    folder = templates / "brands"
    if not folder.is_dir():
        return ()
    return tuple(sorted(item.name for item in folder.iterdir() if item.is_dir()))


def presets_of(exercise: Exercise, catalogue: Catalogue) -> Iterable[str]:
    """What an exercise's presets are called: the programmes that they come from."""
    for preset in exercise.presets:
        programme = catalogue.programmes.get(preset.code)
        yield programme.name if programme else preset.code


def ways_of(exercise: Exercise, kind: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The exercise's positions or tools ("position", "tool") in words, in order."""
    codes = dict.fromkeys(getattr(variant, kind) for variant in exercise.variants)
    return tuple(catalogue.names.get(f"{kind}.{code}", code) for code in codes if code)


def _named_lists() -> Iterable[str]:
    return dict.fromkeys(
        column.choices for sheet in SHEETS for column in sheet.columns if column.choices
    )


def _entries(name: str, catalogue: Catalogue, templates: Traversable) -> Sequence[str]:
    if name == "brands":
        return brands(templates)
    return tuple(choice.label for choice in choices(name, catalogue))


def _add_list(book: Workbook, sheet: Worksheet, *, name: str, entries: Sequence[str]) -> str:
    """Write a column, name it, and give its letter. An empty list is one empty cell."""
    column = _next_column(sheet)
    letter: str = get_column_letter(column)
    sheet.cell(1, column, name)
    for row, entry in enumerate(entries, start=2):
        sheet.cell(row, column, entry)
    _define(book, f"list_{name}", f"{TITLE}!${letter}$2:${letter}${max(len(entries), 1) + 1}")
    return letter


def _add_growing(book: Workbook, *, name: str) -> None:
    """A list that is whatever a sheet's column holds so far."""
    sheet, key = _GROWING[name]
    _define(book, f"list_{name}", _filled(_column(sheet, key)))


def _add_exercises(book: Workbook, sheet: Worksheet, *, catalogue: Catalogue) -> None:
    """The Library's names, then the clinic's own as they are typed on My exercises."""
    library = [choice.label for choice in choices("exercises", catalogue)]
    names = _column(OWN_EXERCISES, "name")
    own = [
        f'=INDEX({names},{row})&""'
        for row in range(1, OWN_ROWS + 1)
    ]
    letter = _add_list(book, sheet, name="library_exercises", entries=[*library, *own])
    first = f"{TITLE}!${letter}$2"
    last = f"INDEX({TITLE}!${letter}:${letter},{len(library) + 1}+COUNTA({names}))"
    _define(book, "list_exercises", f"{first}:{last}")


def _add_dependent(
    book: Workbook, sheet: Worksheet, *, name: str, catalogue: Catalogue
) -> None:
    """Two columns, exercise and entry, in the order of exercises."""
    of: list[str] = []
    entries: list[str] = []
    for exercise in catalogue.exercises.values():
        for entry in _dependent_entries(exercise, name, catalogue):
            of.append(exercise.name)
            entries.append(entry)
    key = _add_list(book, sheet, name=f"{name}_keys", entries=of)
    value = _add_list(book, sheet, name=f"{name}_values", entries=entries)
    _define(book, f"of_{name}", f"{TITLE}!${key}$2:${key}${max(len(of), 1) + 1}")
    _define(book, f"top_{name}", f"{TITLE}!${value}$1")


def _dependent_entries(exercise: Exercise, name: str, catalogue: Catalogue) -> Iterable[str]:
    """Nothing where there is nothing to choose: one position is no question."""
    if name == "presets":
        return presets_of(exercise, catalogue)
    ways = ways_of(exercise, name.removesuffix("s"), catalogue)
    return ways if len(ways) > 1 else ()


def _column(sheet: Sheet, key: str) -> str:
    """A sheet's column below its heading, for as many rows as there are rules."""
    number = 1 + next(i for i, column in enumerate(sheet.columns) if column.key == key)
    letter = get_column_letter(number)
    return f"'{sheet.title}'!${letter}$2:${letter}${LAST_ROW}"


def _filled(column: str) -> str:
    first = column.split(":")[0]
    return f"{first}:INDEX({column},MAX(1,COUNTA({column})))"


def _next_column(sheet: Worksheet) -> int:
    return int(sheet.max_column) + (sheet.cell(1, 1).value is not None)


def _define(book: Workbook, name: str, reference: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=reference)
