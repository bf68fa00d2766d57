"""A plan that was typed becomes rows of the workbook's file, or the file stays as it was."""

from __future__ import annotations

from datetime import date
from functools import partial

from clinicplan.plan import Plan
from clinicplan.tasks.draft import Draft
from clinicplan.tasks.ready import Ready
from clinicplan.tasks.rewrite import ChangedMeanwhile, Saved, rewrite
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.places import changes_for
from clinicplan.workbook.xlsx.book import Book


def save(ready: Ready, draft: Draft, *, plan: Plan, today: date, since: float = 0) -> Saved:
    """Add the draft's rows to the workbook; `plan` is what they mean, `since` as in `rewrite`.

    Raises what `rewrite` raises; ChangedMeanwhile where there is a plan of this ID.
    """
    if plan.id in ready.reading.ids:
        raise ChangedMeanwhile(f"{ready.file.name} has a plan of this ID already.")
    changes_of = partial(_changes, draft=draft)
    as_meant = partial(_is_as_meant, plan=plan)
    return rewrite(ready, changes_of, as_meant=as_meant, today=today, since=since)


def _changes(book: Book, *, draft: Draft) -> tuple[Change, ...]:
    name = draft.patient["plan_id"]
    exercises = [{"plan_id": name, **row} for row in draft.exercises]
    return (
        *changes_for(book, PATIENTS, [draft.patient]),
        *changes_for(book, EXERCISES, exercises),
    )


def _is_as_meant(before: Reading, after: Reading, *, plan: Plan) -> bool:
    """True where the workbook says all that it said, and the plan."""
    others = tuple(item for item in after.plans if item.id != plan.id)
    new = [item for item in after.plans if item.id == plan.id]
    shared = (before.clinic, before.practitioners, before.own, before.programmes)
    return (
        others == before.plans
        and new == [plan]
        and after.refused == before.refused
        and shared == (after.clinic, after.practitioners, after.own, after.programmes)
    )
