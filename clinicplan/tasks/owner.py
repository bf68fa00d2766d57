"""One plan ID in two rows becomes the patient who keeps it, and new IDs for the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.rules import Addressee, plan_key
from clinicplan.tasks.alike import mistakes, shared
from clinicplan.tasks.amend import exercises_under
from clinicplan.tasks.draft import next_id
from clinicplan.tasks.mend import answers_to
from clinicplan.tasks.ready import Ready
from clinicplan.tasks.rewrite import ChangedMeanwhile, Saved, rewrite
from clinicplan.workbook.read import Reading

TWICE = "duplicate-plan-id"
"""The code of a plan ID that stands in two rows: it is told at each of them."""

SAID = ("exercise", "side", "dose")
"""What tells whose an exercise is, as it was typed."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """The rows that have one plan ID, and what stands under it on Exercises, as it was typed."""

    rows: tuple[Addressee, ...]
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was written: who keeps the ID, and who has which new one."""

    saved: Saved
    keeper: Addressee
    others: tuple[tuple[Addressee, str], ...]


def rivals(ready: Ready, finding: Finding) -> Rivals:
    """Who has the plan ID that this finding is about; no exercises where none can be read."""
    key = plan_key(finding.plan)
    rows = tuple(one for one in ready.reading.people if plan_key(one.plan) == key)
    try:
        found = [row for plan in dict.fromkeys(one.plan for one in rows)
                 for row in exercises_under(ready, plan)]  # fmt: skip
    except ClinicPlanError:
        found = []
    typed = (", ".join(str(row[name]) for name in SAID if name in row) for row in found)
    return Rivals(rows, tuple(filter(None, typed)))


def keep_for(
    ready: Ready, finding: Finding, row: int, *, taken: Collection[str], today: date
) -> Kept:
    """Write a free plan ID into each row that has this one but the row that keeps it.

    `taken` are IDs that are free in the workbook alone. Raises what `rewrite` raises;
    ChangedMeanwhile where there is no such row, or a cell that cannot be written.
    """
    rows = rivals(ready, finding).rows
    found = [item for item in ready.found
             if item.code == TWICE and plan_key(item.plan) == plan_key(finding.plan)]  # fmt: skip
    answers = {item.place.row: answer for item, answer in answers_to(ready, found).items()}
    keeper = next((one for one in rows if one.row == row), None)
    if keeper is None or {one.row for one in rows} != answers.keys():
        raise ChangedMeanwhile(f"{ready.file.name} was changed in the meantime.")
    new = dict[int, str]()
    for one in rows:
        if one is not keeper:
            new[one.row] = next_id(ready.reading.ids, drafts=(*taken, *new.values()))
    changes = tuple(answers[number].change(plan) for number, plan in new.items())
    as_meant = partial(_is_as_meant, plan=finding.plan, new=new)
    saved = rewrite(ready, lambda _: changes, as_meant=as_meant, today=today)
    return Kept(saved, keeper, tuple((one, new[one.row]) for one in rows if one is not keeper))


def _is_as_meant(
    before: Reading, after: Reading, *, plan: str, new: Mapping[int, str]
) -> bool:
    """True where the others alone have another ID now, and all other plans are as they were."""
    own = {plan_key(plan), *map(plan_key, new.values())}

    def elsewhere(plan: str) -> bool:
        return plan_key(plan) not in own

    meant = [new.get(one.row, one.plan) for one in before.people]
    plans, were = ([item for item in reading.plans if elsewhere(item.id)]
                   for reading in (after, before))  # fmt: skip
    return (
        [one.plan for one in after.people] == meant
        and plans == were
        and mistakes(after, where=elsewhere) <= mistakes(before, where=elsewhere)
        and shared(before) == shared(after)
    )
