"""A mistake in a cell that no paper says becomes one that holds the letter, and not the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clinicplan.findings import Finding, Severity
from clinicplan.workbook.columns import Sheet
from clinicplan.workbook.sheets.records import AnyRow, Entry, Spot

OF_THE_ROW = ("struck-row",)
"""What is told in a row's first cell, whichever that is, and is about all of it."""


def entry_eased(entry: Entry[AnyRow], sheet: Sheet) -> Entry[AnyRow]:
    """The entry with the mistakes of its letter's cells told as such."""
    if not entry.findings or not sheet.of_letters:
        return entry
    return replace(entry, findings=tuple(eased(entry.findings, entry.spot, sheet)))


def eased(found: Iterable[Finding], spot: Spot, sheet: Sheet) -> list[Finding]:
    """The findings of a row, those of its letter's cells told as such."""
    places = {place for key in sheet.of_letters if (place := spot.place(key)).column}
    return [
        of_letter(item) if item.place in places and item.code not in OF_THE_ROW else item
        for item in found
    ]


def of_letter(finding: Finding) -> Finding:
    """The finding, which holds a letter alone where it is a mistake."""
    is_error = finding.severity is Severity.ERROR
    return replace(finding, severity=Severity.LETTER) if is_error else finding
