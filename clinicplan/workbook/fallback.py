"""What several rows and a preset say of a dose becomes one dose, each cell from the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from clinicplan.plan import Dose
from clinicplan.workbook.rows import Cleared, DoseRow

DOSE_FIELDS = tuple(item.name for item in fields(Dose))
AMOUNT_FIELDS = frozenset(("reps", "duration"))
"""Two ways to say how much; who says one of them has not left the other open."""


def as_one(rows: tuple[DoseRow, ...]) -> DoseRow:
    """The rows as one: each cell as the first row has it that fills it."""
    one = rows[0] if rows else DoseRow()
    for row in rows[1:]:
        empty = {
            item.name: getattr(row, item.name)
            for item in fields(DoseRow)
            if getattr(one, item.name) in ("", 0, None, ())
        }
        one = replace(one, **empty)
    return one


def dose_of(rows: Iterable[DoseRow], preset: Dose) -> Dose:
    """The dose of the rows, most particular first, with the preset's for what they leave open.

    `none` in a cell leaves it empty for good; a row that counts repetitions has not left the
    duration open, and the other way round.
    """
    said: dict[str, object] = {}
    closed: set[str] = set()
    for row in rows:
        cells = cells_of(row)
        said = _open_part(cells, closed) | said
        closed |= {name for name, cell in cells.items() if isinstance(cell, Cleared)}
        closed |= _settled(cells)
    return _as_dose(_open_part(cells_of(preset), closed) | said)


def changed(dose: Dose, said: Dose) -> Dose:
    """The dose with what a change says of it; the rest stays as it was."""
    cells = cells_of(said)
    return _as_dose(_open_part(cells_of(dose), _settled(cells)) | cells)


def cells_of(dose: Dose | DoseRow) -> dict[str, object]:
    """What a dose, or a row, says of a dose, by field."""
    return {name: cell for name in DOSE_FIELDS if (cell := getattr(dose, name, None)) is not None}


def _as_dose(cells: Mapping[str, object]) -> Dose:
    return Dose(**cells)  # type: ignore[arg-type]  # they come from fields of these names


def _open_part(cells: Mapping[str, object], closed: Iterable[str]) -> dict[str, object]:
    """The cells that say something of what is not closed."""
    return {
        name: cell
        for name, cell in cells.items()
        if not isinstance(cell, Cleared) and name not in closed
    }


def _settled(cells: Mapping[str, object]) -> frozenset[str]:
    counted = _open_part(cells, ()).keys() & AMOUNT_FIELDS
    return AMOUNT_FIELDS if counted else frozenset()
