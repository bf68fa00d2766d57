"""A TOML file of rows becomes what a workbook is filled with; the sample clinic is one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import FaultyTemplate
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import CLINIC, SHEETS, Column, Layout, Sheet
from clinicplan.workbook.forms import Row, Value

FOLDER = "sample"
FILE = "clinic.toml"
_PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in a workbook: settings and rows by column key, and the pictures beside it.

    `rows` is by sheet key; no rows at all make the blank workbook.
    """

    clinic: Row = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def read_sample(templates: Traversable) -> Filling:
    """The sample clinic of the templates folder. Raises FaultyTemplate."""
    folder = templates / FOLDER
    filling = read_filling((folder / FILE).read_text("utf-8"), name=f"{FOLDER}/{FILE}")
    pictures = {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.lower().endswith(_PICTURES)
    }
    return Filling(filling.clinic, filling.rows, pictures)


def read_filling(text: str, *, name: str) -> Filling:
    """The rows of a TOML text: a table `[clinic]`, and tables like `[[patients]]`.

    Keys are those of the columns. Raises FaultyTemplate for TOML that cannot be read, and
    for a sheet or a column that does not exist; `name` is what the file is called there.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise FaultyTemplate(f"{name} is not TOML: {fault}.") from fault
    clinic = tables.pop(CLINIC.key, {})
    _check_keys(CLINIC, clinic, name=name)
    sheets = {sheet.key: sheet for sheet in SHEETS if sheet.layout is Layout.TABLE}
    for key, rows in tables.items():
        if key not in sheets:
            raise FaultyTemplate(f"{name}: there is no sheet {key!r}; try {', '.join(sheets)}.")
        for row in rows:
            _check_keys(sheets[key], row, name=name)
    return Filling(clinic, {key: tuple(rows) for key, rows in tables.items()})


def _check_keys(sheet: Sheet, row: Row, *, name: str) -> None:
    known = {column.key for column in sheet.columns}
    for key in row:
        if key not in known:
            raise FaultyTemplate(f"{name}: the sheet {sheet.title} has no column {key!r}.")


def in_words(filling: Filling, catalogue: Catalogue) -> Filling:
    """The same with the words of the drop-downs in place of their codes."""
    sheets = {sheet.key: sheet for sheet in SHEETS}
    return Filling(
        clinic=_row_in_words(CLINIC, filling.clinic, catalogue),
        rows={
            key: tuple(_row_in_words(sheets[key], row, catalogue) for row in rows)
            for key, rows in filling.rows.items()
        },
        pictures=filling.pictures,
    )


def _row_in_words(sheet: Sheet, row: Row, catalogue: Catalogue) -> Row:
    return {
        key: _in_words(sheet.column(key), value, catalogue) for key, value in row.items()
    }


def _in_words(column: Column, value: Value, catalogue: Catalogue) -> Value:
    """A code, or several with semicolons, as its list shows it; other text stays as it is."""
    if not column.choices or not isinstance(value, str):
        return value
    words = {choice.code: choice.label for choice in choices(column.choices, catalogue)}
    return "; ".join(words.get(code.strip(), code.strip()) for code in value.split(";"))
