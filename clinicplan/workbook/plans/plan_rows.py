"""The rows of Patients, with what Exercises says of them, become plans and findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from clinicplan.findings import Finding, Place, Severity
from clinicplan.origins import Origins
from clinicplan.plan import Clinic, Patient, Plan, Practitioner
from clinicplan.workbook.choices import fold
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.plans.figures import check_figure
from clinicplan.workbook.plans.fragments import Fragment, fragments_of, programme_code
from clinicplan.workbook.plans.names import Shelf, unknown
from clinicplan.workbook.plans.patients import (
    PatientEntry,
    check_patient,
    check_together,
    scope_of,
    summed,
)
from clinicplan.workbook.plans.plan_prescriptions import prescribed_of
from clinicplan.workbook.plans.prescribing import Prescribed
from clinicplan.workbook.plans.request import Tell
from clinicplan.workbook.plans.rows_of_plans import ExerciseEntry, rows_by_plan
from clinicplan.workbook.plans.whole import check_whole
from clinicplan.workbook.sheets.rows import PatientRow
from clinicplan.workbook.xlsx.container import WrongFile

EXERCISE_LIMIT = 200_000
"""Exercises of all plans together: many plans may name a programme of very many rows."""


@dataclass(frozen=True, slots=True)
class Made:
    """The plans without an error, where each stands, and every finding.

    `versions` has for each plan ID the cell of its version, `origins` the origins of its
    prescriptions, in their order. `fragments` are the others, by what findings call them.
    """

    plans: tuple[Plan, ...]
    places: Mapping[str, Place]
    versions: Mapping[str, Place]
    origins: Mapping[str, tuple[Origins, ...]]
    findings: tuple[Finding, ...]
    fragments: Mapping[str, Fragment]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A plan, its row of Patients, its version's cell, and where what it prescribes came from."""

    plan: Plan
    place: Place
    version: Place
    origins: tuple[Origins, ...]


def make_plans(
    patients: tuple[PatientEntry, ...],
    exercises: Iterable[ExerciseEntry],
    *,
    shelf: Shelf,
    clinic: Clinic,
    today: date,
    tell: Teller,
) -> Made:
    """A plan for every row of Patients that has no error; every row of Exercises is used.

    WrongFile where they ask for more exercises than a workbook may.
    """
    rows, findings = rows_by_plan(exercises, patients, tell)
    findings += check_together(patients, tell)
    drawn: dict[str, _Drawn] = {}
    if sum(_length(entry, rows, shelf) for entry in patients) > EXERCISE_LIMIT:
        raise WrongFile("file-too-large")
    for entry in patients:
        told: list[Finding] = []
        plan = _plan(
            entry,
            rows.get(entry.row.plan_id, []),
            shelf=shelf,
            clinic=clinic,
            today=today,
            tell=partial(tell, plan=scope_of(entry)),
            told=told,
        )
        findings += told
        if plan is not None:
            drawn[scope_of(entry)] = plan
    refused = {item.plan for item in findings if item.severity is Severity.ERROR}
    made = [] if "" in refused else [item for key, item in drawn.items() if key not in refused]
    return Made(
        plans=tuple(item.plan for item in made),
        places={item.plan.id: item.place for item in made},
        versions={item.plan.id: item.version for item in made},
        origins={item.plan.id: item.origins for item in made},
        findings=tuple(summed(findings, tell)),
        fragments=fragments_of(patients, rows, shelf, good={item.plan.id for item in made}),
    )


def _plan(
    entry: PatientEntry,
    rows: list[ExerciseEntry],
    *,
    shelf: Shelf,
    clinic: Clinic,
    today: date,
    tell: Tell,
    told: list[Finding],
) -> _Drawn | None:
    """The plan as far as it can be made, None without a start or a practitioner."""
    row = entry.row
    told += (replace(finding, plan=scope_of(entry)) for finding in entry.findings)
    told += check_patient(entry, tell, today=today, clinic=clinic)
    practitioner = _practitioner(entry, shelf, tell, told)
    prescribed = prescribed_of(entry, rows, shelf=shelf, clinic=clinic, tell=tell, told=told)
    if row.start is None or practitioner is None:
        return None
    plan = Plan(
        id=row.plan_id,
        patient=_patient(row, is_held=any(item.severity is Severity.LETTER for item in told)),
        practitioner=practitioner,
        start=row.start,
        prescriptions=tuple(item.prescription for item in prescribed),
        version=row.version,
        weeks=row.weeks,
        review=row.review,
        session_limit=row.session_limit,
        condition=row.condition,
        goals=row.goals,
        programme=programme_code(row.programme, shelf),
        take_care=row.take_care,
        footwear=row.footwear,
        person=row.person,
        note=row.note,
        replaces=row.replaces,
        link=row.link,
        language=row.language or clinic.language,
        edition=row.edition or clinic.edition,
        password=row.password,
    )
    if not any(item.severity is Severity.ERROR for item in told):
        told += check_whole(plan, prescribed, entry, shelf, tell)
        told += check_figure(plan, entry.spot, clinic=clinic, shelf=shelf, tell=tell)
    return _drawn(plan, entry, prescribed)


def _patient(row: PatientRow, *, is_held: bool) -> Patient:
    """Who the plan is for; a letter that a mistake holds has nobody that it could go to."""
    email, consent = ("", False) if is_held else (row.email, row.consent)
    return Patient(row.first_name, row.last_name, row.born, email, consent)


def _drawn(plan: Plan, entry: PatientEntry, prescribed: tuple[Prescribed, ...]) -> _Drawn:
    origins = tuple(item.origins for item in prescribed)
    return _Drawn(plan, entry.spot.place(), entry.spot.place("version"), origins)


def _practitioner(
    entry: PatientEntry, shelf: Shelf, tell: Tell, told: list[Finding]
) -> Practitioner | None:
    text = entry.row.practitioner
    found = shelf.practitioners.get(fold(text))
    if text and found is None:
        told.append(unknown("practitioner", text, entry.spot, shelf, tell))
    return found


def _length(
    entry: PatientEntry, rows: Mapping[str, list[ExerciseEntry]], shelf: Shelf
) -> int:
    """How many exercises a plan asks for, its programme's and its own."""
    programme = fold(entry.row.programme)
    own = shelf.programmes.get(programme)
    library = shelf.catalogue.programmes.get(shelf.library.get(programme, ""))
    usual = own.rows if own else library.items if library else ()
    return len(usual) + len(rows.get(entry.row.plan_id, ()))
