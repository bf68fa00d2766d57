"""A record becomes a typed row, and the faults of its cells become findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from marshmallow import Schema, ValidationError

from clinicplan.findings import Finding
from clinicplan.workbook.cells import Fault
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import Kind, Sheet
from clinicplan.workbook.tables import Record
from clinicplan.workbook.telling import Teller, shown

PRIVATE = ("first_name", "last_name", "born", "email", "password")
WITHHELD = "…"

_DATE = re.compile(r"\d{1,4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,4}")

AnyRow = TypeVar("AnyRow")


def load_row(
    record: Record,
    make: Callable[..., AnyRow],
    *,
    schema: Schema,
    sheet: Sheet,
    tell: Teller,
    plan: str = "",
) -> tuple[AnyRow, tuple[Finding, ...]]:
    """The row as far as its cells are understood, and a finding for each that is not."""
    faults: Mapping[str, list[Fault]] = {}
    try:
        values = schema.load(record.values)
    except ValidationError as error:
        values, faults = dict(error.valid_data or {}), _faults(error)
    findings = [
        tell(fault.code, record.place(key), plan=plan, **_shown(fault.values, record))
        for key, found in faults.items()
        for fault in found
    ]
    findings += _merged(record, sheet, tell, plan)
    findings += _numbers_for_phones(record, sheet, tell, plan)
    return make(**values), tuple(findings)


def _faults(error: ValidationError) -> Mapping[str, list[Fault]]:
    return error.messages if isinstance(error.messages, dict) else {}


def _merged(record: Record, sheet: Sheet, tell: Teller, plan: str) -> list[Finding]:
    return [
        tell("merged-cells", record.place(key), plan=plan, heading=sheet.column(key).heading)
        for key in record.merged
    ]


def _numbers_for_phones(record: Record, sheet: Sheet, tell: Teller, plan: str) -> list[Finding]:
    return [
        tell("phone-number", record.place(column.key), plan=plan, heading=column.heading)
        for column in sheet.columns
        if column.kind is Kind.PHONE and isinstance(record.values.get(column.key), int | float)
    ]


def _shown(values: Mapping[str, str | int], record: Record) -> dict[str, str | int]:
    """The values as a message may show them: short, and nothing of who the patient is."""
    return {
        key: value if isinstance(value, int) else safe(value, record)
        for key, value in values.items()
    }


def safe(text: str, record: Record) -> str:
    """The text, or an ellipsis where it holds an address, a date, or the row's name."""
    private = (fold(str(record.values[key])) for key in PRIVATE if key in record.values)
    folded = f" {fold(text)} "
    is_named = any(secret and f" {secret} " in folded for secret in private)
    return WITHHELD if is_named or "@" in text or _DATE.search(text) else shown(text)
