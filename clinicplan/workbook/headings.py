"""A sheet's first rows become its columns; what is wrong with the headings is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clinicplan.findings import Finding, Place
from clinicplan.workbook.choices import fold, nearest
from clinicplan.workbook.columns import Column, Sheet
from clinicplan.workbook.grid import Row
from clinicplan.workbook.telling import Teller, shown

HEADING_ROWS = 10
"""Among so many first rows the headings are looked for; a title may stand above them."""

MISSPELT = 0.75
"""A heading this like a known one that is missing was meant to be it (0 to 1)."""

COLUMNS_TOLD = 200
"""Headings of a clinic's own are told up to this column; further right they are left alone."""


def heading_row(rows: Iterable[Row], sheet: Sheet) -> Row | None:
    """The row with most known headings among the first ones; None where none has any."""
    known = {squeezed(column.heading) for column in sheet.columns}

    def matches(row: Row) -> int:
        return len({squeezed(str(value)) for value in row.values.values()} & known)

    best = max(rows, key=matches, default=None)
    return best if best is not None and matches(best) else None


def columns_of(heading: Row, sheet: Sheet) -> dict[str, int]:
    """Where each known column stands, the first of it where there are two."""
    keys = {squeezed(column.heading): column.key for column in sheet.columns}
    columns: dict[str, int] = {}
    for number, value in sorted(heading.values.items()):
        key = keys.get(squeezed(str(value)))
        if key is not None:
            columns.setdefault(key, number)
    return columns


def no_heading(
    title: str, rows: Sequence[Row], sheet: Sheet, tell: Teller
) -> tuple[Finding, ...]:
    """What no row of headings means: nothing, where an empty sheet might be absent as well."""
    if not rows and not sheet.required:
        return ()
    needed = ", ".join(column.heading for column in sheet.columns if column.required)
    return (tell("missing-heading", Place(title), headings=needed),)


def told_of_headings(title: str, heading: Row, sheet: Sheet, tell: Teller) -> list[Finding]:
    """What is wrong with the headings: needed ones missing, others twice or not known."""
    found = columns_of(heading, sheet)
    findings = [
        tell("missing-heading", Place(title, heading.number), headings=column.heading)
        for column in sheet.columns
        if column.required and column.key not in found
    ]
    absent = [column for column in sheet.columns if column.key not in found]
    known = {squeezed(column.heading): column.key for column in sheet.columns}
    for number, value in sorted(heading.values.items()):
        place = Place(title, heading.number, number)
        key = known.get(squeezed(str(value)))
        if key is None and number > COLUMNS_TOLD:
            continue
        if key is None:
            findings.append(unknown_heading(place, str(value), sheet, absent, tell))
        elif found[key] != number:
            findings.append(tell("duplicate-heading", place, heading=shown(value)))
    return findings


def unknown_heading(
    place: Place, text: str, sheet: Sheet, absent: list[Column], tell: Teller
) -> Finding:
    """A heading that nobody knows is left alone, unless a missing one was meant by it."""
    meant = nearest(text, [column.heading for column in absent], cutoff=MISSPELT)
    if meant:
        return tell("misspelt-heading", place, heading=shown(text), near=meant)
    near = nearest(text, [column.heading for column in sheet.columns])
    code = "unknown-heading-near" if near else "unknown-heading"
    return tell(code, place, heading=shown(text), near=near)


def squeezed(text: str) -> str:
    """The text as headings and titles are compared: folded, without spaces or brackets."""
    return fold(text.partition("(")[0] or text).replace(" ", "")
