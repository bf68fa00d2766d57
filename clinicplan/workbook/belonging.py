"""The rows of Exercises go to the plans that they belong to; none is lost without a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from clinicplan.findings import Finding
from clinicplan.workbook.choices import Suggestions, fold
from clinicplan.workbook.loading import safe
from clinicplan.workbook.patients import PatientEntry, scope_of
from clinicplan.workbook.records import Entry
from clinicplan.workbook.rows import DoseRow
from clinicplan.workbook.telling import Teller

MOST_COMPARED = 200
"""Plan IDs that an unknown one is compared with; among more, a suggestion takes too long."""


ExerciseEntry = Entry[DoseRow]


def rows_by_plan(
    entries: Iterable[ExerciseEntry], patients: Iterable[PatientEntry], tell: Teller
) -> tuple[dict[str, list[ExerciseEntry]], list[Finding]]:
    """The rows of each plan ID; a row that belongs to no plan is a finding.

    A row without a usable ID costs the plan of the row above it, whose exercise it may be;
    an ID that differs from a plan's in case or leading zeros only costs that plan: it would
    be made without the exercise.
    """
    scopes = {entry.row.plan_id: scope_of(entry) for entry in patients if entry.row.plan_id}
    alike = _alike(scopes)
    suggestions = Suggestions(scopes if len(scopes) <= MOST_COMPARED else ())
    rows: dict[str, list[ExerciseEntry]] = defaultdict(list)
    findings: list[Finding] = []
    above = ""
    for entry in entries:
        plan_id = entry.row.plan_id
        scope = scopes.get(plan_id) or alike.get(_loose(plan_id)) or str(entry.spot.place())
        if plan_id in scopes:
            rows[plan_id].append(entry)
        elif plan_id:
            findings.append(_unknown_plan(entry, suggestions, scope, tell))
        else:
            scope = above or scope
        findings += (replace(finding, plan=scope) for finding in entry.findings)
        above = scope
    return rows, findings


def _alike(scopes: Mapping[str, str]) -> dict[str, str]:
    """The plans by their IDs without case, zeros and punctuation, where that is still unique."""
    alike = defaultdict(list)
    for plan_id, scope in scopes.items():
        alike[_loose(plan_id)].append(scope)
    return {loose: found[0] for loose, found in alike.items() if loose and len(found) == 1}


def _loose(plan_id: str) -> str:
    return fold(plan_id).replace(" ", "").lstrip("0")


def _unknown_plan(
    entry: ExerciseEntry, suggestions: Suggestions, scope: str, tell: Teller
) -> Finding:
    near = suggestions.nearest(entry.row.plan_id)
    value = safe(entry.row.plan_id, entry.spot.private)
    code = "unknown-plan-near" if near else "unknown-plan"
    return tell(code, entry.spot.place("plan_id"), plan=scope, value=value, near=near)
