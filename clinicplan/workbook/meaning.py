"""A cell by itself becomes what the reader makes of it."""

from __future__ import annotations

from marshmallow import ValidationError

from clinicplan.catalogue.values import Catalogue
from clinicplan.workbook.columns import Sheet
from clinicplan.workbook.read import lists_of
from clinicplan.workbook.sheets.cells import FIELDS
from clinicplan.workbook.xlsx.grid import Value


def meaning_of(value: Value, sheet: Sheet, key: str, *, words: Catalogue) -> object:
    """What a cell of this column means; None for an empty one, and where it is not understood."""
    column = sheet.column(key)
    cell = FIELDS[column.kind](column)
    cell.look_up_in(lists_of(words))
    try:
        return cell.deserialize(value) if value != "" else None
    except ValidationError:
        return None
