"""The right address of a patient whose letter was not taken becomes the cell of Email.

It is written with the guards of `rewrite`, after the workbook was read as it would be: the plan
is as it was but for the address, and all others are as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from clinicplan.errors import UnreadableFile
from clinicplan.findings import Finding
from clinicplan.plan import Plan
from clinicplan.tasks.alike import mistakes, shared
from clinicplan.tasks.mend import Nothing, NotMended, OthersChange
from clinicplan.tasks.ready import Ready, read_typed
from clinicplan.tasks.rewrite import ChangedMeanwhile, Saved, rewrite
from clinicplan.workbook.columns import PATIENTS
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.amend import amend
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.entered import row_to, rows_of
from clinicplan.workbook.xlsx.book import Book, open_book
from clinicplan.workbook.xlsx.container import WrongFile


def readdress(ready: Ready, plan: Plan, address: str, *, today: date) -> Saved:
    """Write the address into the plan's row; the plan is as it was read.

    Raises Nothing for an empty one, NotMended where it is none that can be written to,
    OthersChange where more than it would change, and what `rewrite` raises.
    """
    if not address.strip():
        raise Nothing("Nothing was typed, so nothing was written.")
    row = ready.reading.places[plan.id].row
    changes_of = partial(_changes, row=row, address=address.strip())
    as_meant = partial(_is_as_meant, plan=plan.id)
    before, after = _tried(ready, changes_of(_book(ready)), today=today)
    if found := _errors(before, after, plan.id):
        raise NotMended(found)
    if not as_meant(before, after):
        raise OthersChange("That would change more than the address, so nothing was written.")
    return rewrite(ready, changes_of, as_meant=as_meant, today=today)


def _changes(book: Book, *, row: int, address: str) -> Sequence[Change]:
    """The change of the one cell."""
    held = next((each for each in rows_of(book, PATIENTS) if each.number == row), None)
    if held is None:
        raise ChangedMeanwhile("The patient's row is no longer where it was.")
    return row_to(held, PATIENTS, {"email": address})


def _book(ready: Ready) -> Book:
    try:
        return open_book(ready.file.read_bytes())
    except (OSError, WrongFile) as error:
        raise UnreadableFile(f"{ready.file.name} cannot be read.") from error


def _tried(ready: Ready, changes: Sequence[Change], *, today: date) -> tuple[Reading, Reading]:
    """What the workbook says, and what it would say; the file stays as it is."""
    data = ready.file.read_bytes()
    before = read_typed(ready, (), today=today, content=data)
    if before.digest != ready.reading.digest:
        raise ChangedMeanwhile(f"{ready.file.name} was changed in the meantime.")
    return before, read_typed(ready, (), today=today, content=amend(data, changes))


def _errors(before: Reading, after: Reading, plan: str) -> tuple[Finding, ...]:
    """What would be wrong with the plan that is not wrong now."""
    return tuple(
        item for item in after.findings
        if item.plan == plan and item.severity.is_to_mend and item not in before.findings
    )  # fmt: skip


def _is_as_meant(before: Reading, after: Reading, *, plan: str) -> bool:
    """True where the workbook says all that it said, but for the address of this plan."""

    def unaddressed(each: Plan) -> Plan:
        return replace(each, patient=replace(each.patient, email="")) if each.id == plan else each

    return (
        tuple(map(unaddressed, after.plans)) == tuple(map(unaddressed, before.plans))
        and after.refused == before.refused
        and mistakes(after) <= mistakes(before)
        and shared(after) == shared(before)
    )
