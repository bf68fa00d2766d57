"""A plan that was typed becomes cells of the workbook's file, or the file stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from clinicplan.errors import UnreadableFile
from clinicplan.plan import Plan
from clinicplan.tasks.alike import mistakes, shared
from clinicplan.tasks.draft import Draft
from clinicplan.tasks.ready import Ready
from clinicplan.tasks.rewrite import ChangedMeanwhile, Saved, rewrite
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.draft import Typed
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.differences import Wanted, differences
from clinicplan.workbook.writing.held import Held, held_by, rows_under
from clinicplan.workbook.writing.places import changes_for
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.book import Book, open_book
from clinicplan.workbook.xlsx.container import WrongFile


def save(ready: Ready, draft: Draft, *, plan: Plan, today: date, since: float = 0) -> Saved:
    """Add the draft's rows to the workbook; `plan` is what they mean, `since` as in `rewrite`.

    Raises what `rewrite` raises; ChangedMeanwhile where there is a plan of this ID.
    """
    if plan.id in ready.reading.ids:
        raise ChangedMeanwhile(f"{ready.file.name} has a plan of this ID already.")
    changes_of = partial(_new_rows, draft=draft)
    as_meant = partial(_is_as_meant, plan=plan)
    return rewrite(ready, changes_of, as_meant=as_meant, today=today, since=since)


def cells_of(ready: Ready, plan: str) -> Held:
    """What the workbook's cells hold of this plan. Raises Refused or UnreadableFile."""
    try:
        return held_by(open_book(ready.file.read_bytes()), plan)
    except (OSError, WrongFile) as error:
        raise UnreadableFile(f"{ready.file.name} cannot be read.") from error


def exercises_under(ready: Ready, plan: str) -> tuple[Typed, ...]:
    """What stands on Exercises under this ID, whoever has it. Raises as `cells_of`."""
    try:
        book = open_book(ready.file.read_bytes())
        return tuple(row.cells for row in rows_under(book, plan))
    except (OSError, WrongFile) as error:
        raise UnreadableFile(f"{ready.file.name} cannot be read.") from error


def change(
    ready: Ready, held: Held, draft: Draft, *, plan: Plan, today: date, since: float = 0
) -> Saved:
    """Make the draft of a plan that the workbook holds; `plan` is what it means then.

    Raises what `rewrite` raises; ChangedMeanwhile where the plan's cells are not those that
    are `held`, wherever they stand now; and Refused where nothing is different.
    """
    changes_of = partial(_changed_cells, held=held, draft=draft)
    as_meant = partial(_is_changed_as_meant, plan=plan)
    return rewrite(ready, changes_of, as_meant=as_meant, today=today, since=since)


def _new_rows(book: Book, *, draft: Draft) -> tuple[Change, ...]:
    patient = _plain(draft.patient)
    exercises = [{"plan_id": patient["plan_id"], **_plain(row)} for row in draft.exercises]
    return (
        *changes_for(book, PATIENTS, [patient]),
        *changes_for(book, EXERCISES, exercises),
    )


def _plain(row: Typed) -> Mapping[str, str | date]:
    """The row of a new plan, which holds what was typed and nothing else."""
    return {key: value if isinstance(value, date) else str(value) for key, value in row.items()}


def _changed_cells(book: Book, *, held: Held, draft: Draft) -> Sequence[Change]:
    now = held_by(book, held.plan)
    if now != held:
        raise ChangedMeanwhile("The plan was changed in the meantime.")
    wanted = [Wanted(cells, was) for cells, was in zip(draft.exercises, draft.was, strict=True)]
    changes = differences(book, now, patient=draft.patient, exercises=wanted)
    if not changes:
        raise Refused("Nothing is different.")
    return changes


def _is_as_meant(before: Reading, after: Reading, *, plan: Plan) -> bool:
    """True where the workbook says all that it said, and the plan."""
    return (
        _others(after, plan) == before.plans
        and _own(after, plan) == [plan]
        and after.refused == before.refused
        and shared(before) == shared(after)
    )


def _is_changed_as_meant(before: Reading, after: Reading, *, plan: Plan) -> bool:
    """True where the workbook says the plan, and of all others what it said.

    The plan itself may have been refused before: then it is mended.
    """
    mended = 0 if _own(before, plan) else 1

    def elsewhere(other: str) -> bool:
        return other != plan.id

    return (
        _others(after, plan) == _others(before, plan)
        and _own(after, plan) == [plan]
        and after.refused == before.refused - mended
        and mistakes(after, where=elsewhere) == mistakes(before, where=elsewhere)
        and shared(before) == shared(after)
    )


def _own(reading: Reading, plan: Plan) -> list[Plan]:
    return [item for item in reading.plans if item.id == plan.id]


def _others(reading: Reading, plan: Plan) -> tuple[Plan, ...]:
    return tuple(item for item in reading.plans if item.id != plan.id)
