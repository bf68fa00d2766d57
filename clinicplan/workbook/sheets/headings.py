"""A sheet's first rows become its columns; what is wrong with the headings is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from clinicplan.findings import Finding, Place, column_letters
from clinicplan.workbook.choices import fold, nearest
from clinicplan.workbook.columns import VERSION, Column, Layout, Sheet
from clinicplan.workbook.findings.words import Teller, shown
from clinicplan.workbook.sheets.of_letters import of_letter
from clinicplan.workbook.xlsx.grid import Row, Struck, Value

HEADING_ROWS = 10
"""Among so many first rows the headings are looked for; a title may stand above them."""

MISSPELT = 0.75
"""A heading this like a known one that is missing was meant to be it (0 to 1)."""

COLUMNS_TOLD = 200
"""Headings of a clinic's own are told up to this column; further right they are left alone."""

CELLS_LISTED = 3
"""So many cells are named where a missing heading may have been renamed."""


def heading_row(rows: Iterable[Row], sheet: Sheet) -> Row | None:
    """The row with most known headings among the first ones; None where none has any."""
    known = keys_of(sheet).keys()

    def matches(row: Row) -> int:
        return len({squeezed(str(value)) for value in row.values.values()} & known)

    best = max(rows, key=matches, default=None)
    return best if best is not None and matches(best) else None


def columns_of(heading: Row, sheet: Sheet) -> dict[str, int]:
    """Where each known column stands, the first of it where there are two."""
    keys = keys_of(sheet)
    columns: dict[str, int] = {}
    for number, value in sorted(heading.values.items()):
        key = keys.get(squeezed(str(value)))
        if key is not None:
            columns.setdefault(key, number)
    return columns


def read_columns(columns: Mapping[str, int], sheet: Sheet) -> dict[str, int]:
    """The columns without those that the workbook fills in itself."""
    read = {column.key for column in sheet.read_columns}
    return {key: number for key, number in columns.items() if key in read}


def no_heading(
    title: str, rows: Sequence[Row], sheet: Sheet, tell: Teller
) -> tuple[Finding, ...]:
    """What no row of headings means: nothing, where an empty sheet might be absent as well."""
    if not rows and not sheet.required:
        return ()
    needed = ", ".join(column.heading for column in sheet.columns if column.required)
    return (tell("missing-heading", Place(title), headings=needed),)


def told_of_headings(
    title: str,
    heading: Row,
    sheet: Sheet,
    tell: Teller,
    *,
    filled: Collection[int],
    version: int = VERSION,
) -> list[Finding]:
    """What is wrong with the headings: missing, twice, not known or empty.

    A workbook of an older `version` lacks what is newer, and only that is told, unless
    another heading may be it.

    `filled` are the columns with values below, whether they have a heading or not. Where
    there are none, nothing is lost, and only needed headings must be there.
    """
    found = columns_of(heading, sheet)
    known = keys_of(sheet)
    strangers = {Place(title, heading.number, at): "" for at in filled if at not in heading.values}
    findings = []
    for number, value in sorted(heading.values.items()):
        place = Place(title, heading.number, number)
        key = known.get(squeezed(str(value)))
        if key is None and number <= COLUMNS_TOLD:
            strangers[place] = str(value)
        elif code := _fault(value, is_twice=key is not None and found[key] != number,
                            is_filled=number in filled):  # fmt: skip
            told = tell(code, place, heading=shown(value))
            findings.append(of_letter(told) if key in sheet.of_letters else told)
    needed = [column for column in sheet.read_columns if column.required or filled]
    absent = [column for column in needed if column.key not in found]
    place = Place(title, heading.number)
    newer = [column for column in absent if column.since > version]
    if newer and not strangers:
        names = ", ".join(column.heading for column in newer)
        findings.append(tell("older-workbook", place, headings=names))
        absent = [column for column in absent if column not in newer]
    return findings + told_of_strangers(strangers, sheet, tell, absent=absent, place=place)


def _fault(value: Value, *, is_twice: bool, is_filled: bool) -> str:
    """What is wrong with a heading that is known, "" for nothing."""
    if is_twice:
        return "duplicate-heading"
    return "struck-heading" if isinstance(value, Struck) and is_filled else ""


def told_of_strangers(
    strangers: Mapping[Place, str],
    sheet: Sheet,
    tell: Teller,
    *,
    absent: Sequence[Column],
    place: Place,
) -> list[Finding]:
    """What headings that nobody knows mean, "" being an empty one with values, and absent ones.

    A heading that was renamed loses all that stands under it, so those that are missing are
    an error, told with those that may be it; of one that only letters need, an error of letters.
    """
    headings = [column.heading for column in absent]
    meant = {at: near for at, text in strangers.items() if (near := _meant(text, headings))}
    others = {at: text for at, text in sorted(strangers.items()) if at not in meant}
    lost = [item for item in absent if item.heading not in meant.values()]
    missing = ", ".join(item.heading for item in lost if not item.spare)
    spare = ", ".join(item.heading for item in lost if item.spare)
    of_letters = {sheet.column(key).heading for key in sheet.of_letters}
    told = []
    for at, near in meant.items():
        misspelt = tell("misspelt-heading", at, heading=shown(strangers[at]), near=near)
        told.append(of_letter(misspelt) if near in of_letters else misspelt)
    if missing:
        absence = _lost(missing, others, tell, place=place)
        told.append(of_letter(absence) if {*missing.split(", ")} <= of_letters else absence)
    if missing and len(others) == 1:
        return told
    return told + [_stranger(at, text, sheet, tell, spare=spare) for at, text in others.items()]


def _meant(text: str, headings: Iterable[str]) -> str:
    return nearest(text, headings, cutoff=MISSPELT) if text else ""


def _stranger(place: Place, text: str, sheet: Sheet, tell: Teller, *, spare: str) -> Finding:
    """A heading that is left alone, unless one that is missing may be meant by it."""
    if not text:
        return tell("empty-heading", place)
    if spare:
        return tell("unknown-heading-missing", place, heading=shown(text), missing=spare)
    near = nearest(text, [column.heading for column in sheet.columns])
    code = "unknown-heading-near" if near else "unknown-heading"
    return tell(code, place, heading=shown(text), near=near)


def _lost(headings: str, others: Mapping[Place, str], tell: Teller, *, place: Place) -> Finding:
    """Headings that are missing, told where the only other one stands that may be it."""
    if not others:
        return tell("missing-heading", place, headings=headings)
    cells = [f'{_cell(at)} "{shown(text)}"'.removesuffix(' ""') for at, text in others.items()]
    listed = ", ".join(cells[:CELLS_LISTED]) + (", …" if len(cells) > CELLS_LISTED else "")
    at = place if len(others) > 1 else next(iter(others))
    return tell("renamed-heading", at, headings=headings, cells=listed)


def _cell(place: Place) -> str:
    return f"{column_letters(place.column)}{place.row}"


def fits(rows: Sequence[Row], sheet: Sheet) -> bool:
    """True where the first rows of a sheet are headed like ours, whatever it is called."""
    if sheet.layout is Layout.SETTINGS:
        names = {squeezed(str(row.values.get(1, ""))) for row in rows}
        found = {key for name, key in keys_of(sheet).items() if name in names}
    else:
        heading = heading_row(rows, sheet)
        found = set(columns_of(heading, sheet)) if heading else set()
    return sheet.columns[0].key in found and 2 * len(found) >= len(sheet.read_columns)


def keys_of(sheet: Sheet) -> dict[str, str]:
    """The key of each column by its heading, squeezed."""
    return {squeezed(column.heading): column.key for column in sheet.columns}


def squeezed(text: str) -> str:
    """The text as headings and titles are compared: folded, without spaces or brackets."""
    return fold(text.partition("(")[0] or text).replace(" ", "")
