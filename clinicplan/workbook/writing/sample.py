"""A TOML file of rows becomes what a workbook is filled with; the sample clinic is one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from marshmallow import Schema, ValidationError, missing
from marshmallow.fields import Field, Nested

from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import FaultyTemplate
from clinicplan.toml import Table, loaded, tables
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import CLINIC, SHEETS, Column, Layout, Sheet
from clinicplan.workbook.writing.forms import Row, Value

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
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise FaultyTemplate(f"{name} is not TOML: {fault}.") from fault
    rows = loaded(values, _filling(), path=name)
    clinic = rows.pop(CLINIC.key)
    return Filling(clinic, {key: tuple(sheet) for key, sheet in rows.items()})


def _filling() -> Schema:
    """The schema of the whole file: a table of settings, and a list of rows for each sheet."""
    sheets = {
        sheet.key: tables(_row_of(sheet)) for sheet in SHEETS if sheet.layout is Layout.TABLE
    }
    for rows in sheets.values():
        rows.load_default = missing  # a sheet that is not there is not a sheet without rows
    clinic = Nested(_row_of(CLINIC)(), load_default=dict)
    return Table.from_dict({CLINIC.key: clinic, **sheets}, name="Filling")()


def _row_of(sheet: Sheet) -> type[Table]:
    """A row holds any of the sheet's columns, as it would be typed."""
    cells: dict[str, Field[Any]] = {column.key: CellValue() for column in sheet.columns}
    return Table.from_dict(cells, name=sheet.key)  # type: ignore[return-value]  # it is a Table


class CellValue(Field[Value]):
    """What a cell can hold: a text, a whole number or a date."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Value:
        if not isinstance(value, str | int | date):
            raise ValidationError("must be a text, a whole number or a date")
        return value


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
