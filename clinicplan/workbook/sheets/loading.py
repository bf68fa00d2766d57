"""A record becomes a typed row, and the faults of its cells become findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from marshmallow import Schema, ValidationError

from clinicplan.findings import Finding
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import LEFT_BEHIND, Column, Kind, Layout, Sheet
from clinicplan.workbook.findings.privacy import WITHHELD, is_personal
from clinicplan.workbook.findings.words import OURS, Teller, shown
from clinicplan.workbook.sheets.cells import Fault
from clinicplan.workbook.sheets.doubts import Doubt
from clinicplan.workbook.sheets.doubts import settled as as_shown
from clinicplan.workbook.sheets.records import AnyRow, Entry, Record
from clinicplan.workbook.sheets.said import settled
from clinicplan.workbook.xlsx.grid import Value

FEW = {"rest": 3}
"""Fewer seconds than these, without a unit, were probably meant as minutes (our judgement).

Under Duration they are asked about, see `doses.cells`.
"""

_OF_A_PERSON = (Kind.EMAIL, Kind.PHONE)

REPEATED = ("plan_id", "programme")
"""Needed columns whose value rows share: many leave it empty below the first of them."""


def load_row(
    record: Record, make: Callable[..., AnyRow], *, schema: Schema, sheet: Sheet, tell: Teller
) -> Entry[AnyRow]:
    """The row as far as its cells are understood, and a finding for each that is not.

    Of a cell that shows something else than it holds nothing is said but that.
    """
    record, doubts = as_shown(record, sheet)
    faults: Mapping[str, list[Fault]] = {}
    try:
        values = schema.load(record.values)
    except ValidationError as error:
        values, faults = dict(error.valid_data or {}), _faults(error)
    row = settled(values, typed=record.values, sheet=sheet)
    spot = row.spot(record.spot)
    findings = [
        tell(
            fault.code,
            record.spot.place(key),
            plan="",
            **_shown(fault.values, record.spot.private),
        )
        for key, found in (*faults.items(), *row.faults.items())
        for fault in found
    ]
    findings += _of_columns(record, sheet, tell)
    if doubts:
        findings = _with_doubts(findings, doubts, record, sheet, tell)
    return Entry(make(**row.values), spot, tuple(findings))


def _with_doubts(
    findings: Iterable[Finding],
    doubts: Mapping[str, Doubt],
    record: Record,
    sheet: Sheet,
    tell: Teller,
) -> list[Finding]:
    """The findings of other cells, and one for each doubt."""
    places = {record.spot.place(key) for key in doubts}
    asked = (
        tell(
            doubt.code,
            record.spot.place(key),
            plan="",
            heading=sheet.column(key).heading,
            **_shown(doubt.values, record.spot.private),
        )
        for key, doubt in doubts.items()
    )
    return [*(item for item in findings if item.place not in places), *asked]


def _faults(error: ValidationError) -> Mapping[str, list[Fault]]:
    return error.messages if isinstance(error.messages, dict) else {}


def _of_columns(record: Record, sheet: Sheet, tell: Teller) -> Iterable[Finding]:
    """Needed cells that are empty, and numbers where a telephone number lost its zeros.

    A column that is not there at all is told once, as a missing heading.
    """
    for column in sheet.columns:
        if column.required and column.key not in record.values:
            if column.key not in record.spot.columns and sheet.layout is Layout.TABLE:
                continue
            code = "missing-in-row" if column.key in REPEATED else "missing-value"
            yield tell(code, record.spot.place(column.key), heading=column.heading)
        elif column.kind in _OF_A_PERSON and _is_left_behind(record, column, sheet):
            yield tell("example-left", record.spot.place(column.key), heading=column.heading)
        elif column.kind is Kind.PHONE and isinstance(
            record.values.get(column.key), int | float
        ):
            yield tell("phone-number", record.spot.place(column.key), heading=column.heading)
        elif column.key in FEW and column.key in record.values:
            yield from _of_seconds(record, column, tell)


def _is_left_behind(record: Record, column: Column, sheet: Sheet) -> bool:
    """True where an example row was typed over, and its address or number stayed."""
    if sheet.layout is not Layout.TABLE:
        return False
    return str(record.values.get(column.key, "")).strip() in LEFT_BEHIND


def _of_seconds(record: Record, column: Column, tell: Teller) -> Iterable[Finding]:
    """A bare number that is few for seconds, and would do for minutes."""
    text = str(record.values[column.key]).strip()
    if text.isascii() and text.isdigit() and 0 < int(text) < FEW[column.key]:
        place = record.spot.place(column.key)
        yield tell("seconds-or-minutes", place, heading=column.heading, number=text)


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
