"""Rows that were torn from their plans, and plan IDs that changed places, are put back at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from clinicplan.findings import Place
from clinicplan.rules import plan_key
from clinicplan.tasks.alike import mistakes, shared
from clinicplan.tasks.ready import Ready
from clinicplan.tasks.rewrite import ChangedMeanwhile, Saved, rewrite
from clinicplan.workbook.columns import EXERCISES, PATIENTS, Sheet
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.entered import row_to, rows_of
from clinicplan.workbook.xlsx.book import Book

PLAN_ID = "plan_id"


def put_back(ready: Ready, homes: Mapping[Place, str], *, today: date) -> Saved:
    """Write into each of these rows the plan ID that it had (`moved.homes`).

    Raises what `rewrite` raises.
    """
    ids = {place.row: plan for place, plan in homes.items()}
    changes_of = partial(_changes, sheet=EXERCISES, ids=ids, file=ready.file.name)
    return rewrite(ready, changes_of, as_meant=partial(_is_as_meant, homes=homes), today=today)


def put_ids_back(ready: Ready, ids: Mapping[int, str], *, today: date) -> Saved:
    """Write into each of these rows of Patients the plan ID that it had (`whose.first_ids`).

    Raises what `rewrite` raises.
    """
    changes_of = partial(_changes, sheet=PATIENTS, ids=ids, file=ready.file.name)
    return rewrite(ready, changes_of, as_meant=partial(_is_as_known, ids=ids), today=today)


def _changes(
    book: Book, *, sheet: Sheet, ids: Mapping[int, str], file: str
) -> Sequence[Change]:
    rows = {row.places[PLAN_ID].row: row for row in rows_of(book, sheet) if PLAN_ID in row.places}
    if not ids or not ids.keys() <= rows.keys():
        raise ChangedMeanwhile(f"{file} was changed in the meantime.")
    return [
        change
        for row, plan in ids.items()
        for change in row_to(rows[row], sheet, {PLAN_ID: plan})
    ]


def _is_as_known(before: Reading, after: Reading, *, ids: Mapping[int, str]) -> bool:
    """True where these patients alone have another ID, and all else says what it said."""
    known = tuple(replace(one, plan=ids.get(one.row, one.plan)) for one in before.people)
    own = {*map(plan_key, ids.values())}

    def elsewhere(plan: str) -> bool:
        return plan_key(plan) not in own

    plans, were = ([item for item in reading.plans if elsewhere(item.id)]
                   for reading in (after, before))  # fmt: skip
    return (
        after.prescribed == before.prescribed
        and tuple(after.people) == known
        and plans == were
        and mistakes(after, where=elsewhere) <= mistakes(before, where=elsewhere)
    )


def _is_as_meant(before: Reading, after: Reading, *, homes: Mapping[Place, str]) -> bool:
    """True where these rows alone stand under another ID, and all else says what it said."""
    own = {*map(plan_key, homes.values()),
           *(plan_key(before.prescribed[place].plan_id) for place in homes)}  # fmt: skip

    def elsewhere(plan: str) -> bool:
        return plan_key(plan) not in own

    meant = {place: replace(row, plan_id=homes.get(place, row.plan_id))
             for place, row in before.prescribed.items()}  # fmt: skip
    plans, were = ([item for item in reading.plans if elsewhere(item.id)]
                   for reading in (after, before))  # fmt: skip
    return (
        after.prescribed == meant
        and after.people == before.people
        and plans == were
        and mistakes(after, where=elsewhere) <= mistakes(before, where=elsewhere)
        and shared(before) == shared(after)
    )
