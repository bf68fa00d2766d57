"""A cell and what it is to hold become a change that the workbook's writer understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clinicplan.findings import Place
from clinicplan.workbook.xlsx.grid import Value

New = str | int | date
"""What a cell is to hold; "" empties it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell's new value; `before` is what it was read as ("" for an empty one).

    `heading` is the row of the sheet's headings, from which no style is taken.
    """

    place: Place
    after: New
    before: Value = ""
    heading: int = 1
