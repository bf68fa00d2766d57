"""A record becomes a typed row, and the faults of its cells become findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marshmallow import ValidationError

from clinicplan.findings import Finding, Severity
from clinicplan.workbook.choices import fold
from clinicplan.workbook.findings.mending import in_cell
from clinicplan.workbook.findings.privacy import WITHHELD, is_personal
from clinicplan.workbook.findings.words import OURS, Teller, is_day, shown
from clinicplan.workbook.sheets.cells.cell import MISSING
from clinicplan.workbook.sheets.doubts import as_shown
from clinicplan.workbook.sheets.faults import Fault
from clinicplan.workbook.sheets.records import PRIVATE, AnyRow, Entry, Record
from clinicplan.workbook.sheets.rows import DoseRow
from clinicplan.workbook.sheets.schemas import RowSchema
from clinicplan.workbook.xlsx.grid import Value

Faults = Mapping[str, list[Fault]]
"""What is wrong with the cells of a row, by column key."""


def load_row(record: Record, schema: RowSchema[AnyRow], *, tell: Teller) -> Entry[AnyRow]:
    """The row as far as its cells are understood, and a finding for each that is not.

    Of a cell that shows something else than it holds nothing is said but that.
    """
    record, doubts = as_shown(record, schema.sheet)
    faults: Faults = {}
    try:
        row: AnyRow = schema.reading(tuple(record.values)).load(record.values)
    except ValidationError as error:
        row, faults = schema.make(_understood(error)), _faults(error)
    spot = record.spot.saying(row.said_in) if isinstance(row, DoseRow) else record.spot
    told = {**faults, **{key: [doubt] for key, doubt in doubts.items()}}
    return Entry(row, spot, tuple(_findings(told, record, schema, tell)))


def _fixes(
    fault: Fault, key: str, record: Record, schema: RowSchema[AnyRow], tell: Teller
) -> tuple[str, ...]:
    """What the cell may hold instead, each looked at: it mends this, and breaks nothing.

    What tells who the patient is, no finding offers.
    """
    words = tell.words.get(str(fault))
    if words is None or words.into or key in PRIVATE:
        return ()
    cell, meant = record.values.get(key, ""), fault.fixes or words.meant(fault.values)
    if meant and isinstance(cell, str):
        meant = in_cell(cell, str(fault.values.get("value", cell)), meant)
    if not meant or not tell.may_try():
        return ()
    before = _codes(record.values, schema)
    return tuple(
        fix
        for fix in meant
        if is_day(fix) or safe(fix, record.spot.private) != WITHHELD
        if (key, str(fault)) not in (after := _codes({**record.values, key: fix}, schema))
        if not any(tell.words[code].severity is Severity.ERROR for _, code in after - before)
    )


def _codes(values: Mapping[str, Value], schema: RowSchema[AnyRow]) -> set[tuple[str, str]]:
    """What is wrong with a row of these values, by column and code."""
    try:
        schema.reading(tuple(values)).load(values)
    except ValidationError as error:
        return {(key, str(fault)) for key, found in _faults(error).items() for fault in found}
    return set()


def _understood(error: ValidationError) -> dict[str, Any]:
    return dict(error.valid_data or {})


def _faults(error: ValidationError) -> Faults:
    return error.messages if isinstance(error.messages, dict) else {}


def _findings(
    faults: Faults, record: Record, schema: RowSchema[AnyRow], tell: Teller
) -> Iterator[Finding]:
    """A finding at its cell for each fault."""
    for key, found in faults.items():
        heading = schema.sheet.column(key).heading
        for fault in found:
            if not (fault in MISSING and _has_no_column(key, record)):
                values = _shown(fault.values, record.spot.private)
                values.setdefault("heading", heading)
                fixes = _fixes(fault, key, record, schema, tell)
                yield tell(str(fault), record.spot.place(key), fixes, plan="", **values)


def _has_no_column(key: str, record: Record) -> bool:
    """True where a table lacks the column: that is told once, as a missing heading."""
    return bool(record.spot.number) and key not in record.spot.columns


def _shown(values: Mapping[str, str | int], private: Iterable[Value]) -> dict[str, str | int]:
    """The values as a message may show them: short, and nothing of who the patient is."""
    return {
        key: value if isinstance(value, int) or key in OURS else safe(value, private)
        for key, value in values.items()
    }


def safe(text: str, private: Iterable[Value]) -> str:
    """The text, or an ellipsis where it holds an address, a date, or a private cell's words."""
    secrets = (fold(str(value)) for value in private)
    folded = f" {fold(text)} "
    is_named = any(secret and f" {secret} " in folded for secret in secrets)
    return WITHHELD if is_named or is_personal(text) else shown(text)
