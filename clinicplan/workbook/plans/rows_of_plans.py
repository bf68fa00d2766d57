"""The rows of Exercises go to the plans that they belong to; none is lost without a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from clinicplan.findings import Finding
from clinicplan.workbook.choices import fold
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.plans.patients import PatientEntry, scope_of
from clinicplan.workbook.sheets.loading import safe
from clinicplan.workbook.sheets.records import Entry
from clinicplan.workbook.sheets.rows import DoseRow

ExerciseEntry = Entry[DoseRow]

SHORTEST = 5
"""Letters and digits of an ID that can be told from another: P-1 and P-10 are two patients'."""

MOST_NEAR = 3


def rows_by_plan(
    entries: Iterable[ExerciseEntry], patients: Iterable[PatientEntry], tell: Teller
) -> tuple[dict[str, list[ExerciseEntry]], list[Finding]]:
    """The rows of each plan ID; a row that belongs to no plan is a finding.

    A row without a usable ID costs the plan of the row above it, whose exercise it may be;
    an ID that differs from a plan's only as `_loose` says costs that plan: it would be made
    without the exercise.
    """
    scopes = {entry.row.plan_id: scope_of(entry) for entry in patients if entry.row.plan_id}
    alike = _alike(scopes)
    slips = Slips(scopes)
    rows: dict[str, list[ExerciseEntry]] = defaultdict(list)
    findings: list[Finding] = []
    above = ""
    for entry in entries:
        plan_id = entry.row.plan_id
        near = alike.get(_loose(plan_id), "")
        scope = scopes.get(plan_id) or scopes.get(near) or str(entry.spot.place())
        if plan_id in scopes:
            rows[plan_id].append(entry)
        elif plan_id:
            findings.append(_unknown_plan(entry, near, scope, slips, tell))
        else:
            scope = above or scope
        findings += (replace(finding, plan=scope) for finding in entry.findings)
        above = scope
    return rows, findings


def _alike(plan_ids: Iterable[str]) -> dict[str, str]:
    """The plan IDs by how they are compared, where that is still unique."""
    alike = defaultdict(list)
    for plan_id in plan_ids:
        alike[_loose(plan_id)].append(plan_id)
    return {loose: found[0] for loose, found in alike.items() if loose and len(found) == 1}


def _loose(plan_id: str) -> str:
    """The ID without case, spaces, hyphens and leading zeros, a letter O being a zero.

    Nothing else is forgiven: one other digit is another patient.
    """
    return fold(plan_id).replace(" ", "").replace("o", "0").lstrip("0")


class Slips:
    """The plan IDs that a mistyped one may have been: letters changed over, one lost or doubled.

    Never one with another digit in the place of one: that is another patient's.
    """

    def __init__(self, plan_ids: Iterable[str]) -> None:
        self._plan_ids = tuple(plan_ids)
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._less: dict[str, list[str]] = defaultdict(list)

    def of(self, typed: str) -> tuple[str, ...]:
        """The IDs, a few at most."""
        if not self._whole:
            self._index()  # most workbooks have no such row
        whole = _shuffled(_loose(typed))
        if len(whole) < SHORTEST:
            return ()
        found = (*self._whole[whole], *self._less[whole])
        found += tuple(each for less in _one_less(whole) for each in self._whole[less])
        return tuple(sorted(set(found))[:MOST_NEAR])

    def _index(self) -> None:
        for plan_id in self._plan_ids:
            whole = _shuffled(_loose(plan_id))
            if len(whole) >= SHORTEST:
                self._whole[whole].append(plan_id)
                for less in _one_less(whole):
                    self._less[less].append(plan_id)


def _shuffled(text: str) -> str:
    return "".join(sorted(text))


def _one_less(text: str) -> set[str]:
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def _unknown_plan(
    entry: ExerciseEntry, near: str, scope: str, slips: Slips, tell: Teller
) -> Finding:
    value = safe(entry.row.plan_id, entry.spot.private)
    place = entry.spot.place("plan_id")
    if not near and (alike := slips.of(entry.row.plan_id)):
        return tell(
            "unknown-plan-alike", place, alike, plan=scope, value=value, near=", ".join(alike)
        )
    if not near:
        return tell("unknown-plan", place, plan=scope, value=value)
    return tell("unknown-plan-near", place, (near,), plan=scope, value=value, near=near)
