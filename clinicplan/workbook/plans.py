"""The rows of Patients, with what Exercises says of them, become plans and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.findings import Finding, Place, Severity
from clinicplan.plan import Clinic, Patient, Plan, Practitioner, Prescription
from clinicplan.schedule import session_minutes
from clinicplan.workbook.belonging import ExerciseEntry, rows_by_plan
from clinicplan.workbook.choices import Suggestions, fold
from clinicplan.workbook.container import WrongFile
from clinicplan.workbook.loading import safe
from clinicplan.workbook.own import OwnProgramme
from clinicplan.workbook.patients import PatientEntry, check_patient, check_together, scope_of
from clinicplan.workbook.prescribing import Situation, Tell, Wanted, prescribe
from clinicplan.workbook.records import Spot
from clinicplan.workbook.telling import Teller
from clinicplan.workbook.weeks import follow

MOST_EXERCISES = 8

EXERCISE_LIMIT = 200_000
"""Exercises of all plans together: many plans may name a programme of very many rows."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a plan can name: exercises, practitioners, own programmes by each folded name.

    `library` has the codes of the catalogue's programmes by each folded way to write them,
    `suggestions` what a misspelt "exercise", "practitioner" or "programme" may have been;
    `faulty` are the names whose own row has an error and has to be mended first.
    """

    catalogue: Catalogue
    exercises: Mapping[str, Exercise]
    practitioners: Mapping[str, Practitioner]
    programmes: Mapping[str, OwnProgramme]
    library: Mapping[str, str]
    suggestions: Mapping[str, Suggestions]
    faulty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Made:
    """The plans without an error, where each stands, and every finding."""

    plans: tuple[Plan, ...]
    places: Mapping[str, Place]
    findings: tuple[Finding, ...]


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
    plans: list[tuple[Plan, PatientEntry]] = []
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
            plans.append((plan, entry))
    refused = {item.plan for item in findings if item.severity is Severity.ERROR}
    made = [(plan, entry) for plan, entry in plans if not {"", scope_of(entry)} & refused]
    places = {plan.id: entry.spot.place() for plan, entry in made}
    return Made(tuple(plan for plan, _ in made), places, tuple(findings))


def _plan(
    entry: PatientEntry,
    rows: list[ExerciseEntry],
    *,
    shelf: Shelf,
    clinic: Clinic,
    today: date,
    tell: Tell,
    told: list[Finding],
) -> Plan | None:
    """The plan as far as it can be made, None without a start or a practitioner."""
    row = entry.row
    told += (replace(finding, plan=scope_of(entry)) for finding in entry.findings)
    told += check_patient(entry, tell, today=today)
    practitioner = _practitioner(entry, shelf, tell, told)
    prescriptions = _prescriptions(entry, rows, shelf=shelf, tell=tell, told=told)
    if row.start is None or practitioner is None:
        return None
    plan = Plan(
        id=row.plan_id,
        patient=Patient(row.first_name, row.last_name, row.born, row.email, row.consent),
        practitioner=practitioner,
        start=row.start,
        prescriptions=prescriptions,
        version=row.version,
        weeks=row.weeks,
        review=row.review,
        session_limit=row.session_limit,
        condition=row.condition,
        goals=row.goals,
        programme=_programme_code(row.programme, shelf),
        take_care=row.take_care,
        footwear=row.footwear,
        note=row.note,
        replaces=row.replaces,
        language=row.language or clinic.language,
        edition=row.edition,
        password=row.password,
    )
    if not any(item.severity is Severity.ERROR for item in told):
        told += _check_plan(plan, entry, shelf, tell)
    return plan


def _practitioner(
    entry: PatientEntry, shelf: Shelf, tell: Tell, told: list[Finding]
) -> Practitioner | None:
    text = entry.row.practitioner
    found = shelf.practitioners.get(fold(text))
    if text and found is None:
        told.append(_unknown("practitioner", text, entry.spot, shelf, tell))
    return found


def _unknown(key: str, text: str, spot: Spot, shelf: Shelf, tell: Tell) -> Finding:
    """The finding for a name that nothing has, or only a row that has to be mended first."""
    place = spot.place(key)
    value = safe(text, spot.private)
    if fold(text) in shelf.faulty:
        return tell("mend-first", place, value=value)
    near = shelf.suggestions[key].nearest(text)
    return tell(f"unknown-{key}-near" if near else f"unknown-{key}", place, value=value, near=near)


def _prescriptions(
    entry: PatientEntry,
    rows: list[ExerciseEntry],
    *,
    shelf: Shelf,
    tell: Tell,
    told: list[Finding],
) -> tuple[Prescription, ...]:
    """What the programme and the plan's rows prescribe, in the programme's order, then theirs."""
    cautions = shelf.catalogue.cautions
    situation = Situation(
        shelf.catalogue, entry.row.weeks, tuple(cautions[code] for code in entry.row.take_care)
    )
    prescriptions: list[Prescription] = []
    for wanted in _wanted(entry, rows, shelf, tell, told):
        group = []
        for item in wanted:
            prescription, findings = prescribe(item, situation, tell)
            told += findings
            group.append(prescription)
        kept, clashing = follow(group)
        prescriptions += kept
        clashes = {id(clash) for clash in clashing}
        told += (
            tell("exercise-twice", item.place, exercise=item.exercise.name)
            for item, prescription in zip(wanted, group, strict=True)
            if id(prescription) in clashes
        )
    if not prescriptions:
        told.append(tell("no-exercises", entry.spot.place("programme")))
    return tuple(prescriptions)


def _wanted(
    entry: PatientEntry, rows: list[ExerciseEntry], shelf: Shelf, tell: Tell, told: list[Finding]
) -> Iterator[list[Wanted]]:
    """The exercises of a plan, those of one kind together."""
    own: dict[str, list[ExerciseEntry]] = {}
    for item in rows:
        exercise = shelf.exercises.get(fold(item.row.exercise))
        if exercise is not None:
            own.setdefault(exercise.code, []).append(item)
        elif item.row.exercise:
            told.append(_unknown("exercise", item.row.exercise, item.spot, shelf, tell))
    programme: dict[str, list[Wanted]] = {}
    for wanted in _of_programme(entry, shelf, tell, told):
        programme.setdefault(wanted.exercise.code, []).append(wanted)
    for code, usual in programme.items():
        yield _changed(usual, own.pop(code, []))
    for code, items in own.items():
        exercise = shelf.exercises[fold(code)]
        yield [
            Wanted(exercise, item.spot.place("exercise"), (item.row,), item.spot)
            for item in items
        ]


def _changed(usual: list[Wanted], rows: list[ExerciseEntry]) -> list[Wanted]:
    """An exercise of the programme, changed by the plan's own rows for it.

    One row without weeks changes it whenever it is done. Several, or one with weeks, take
    its place, each with the programme's first dose to fall back on.
    """
    if len(rows) == 1 and not (rows[0].row.first_week or rows[0].row.last_week):
        return [_over(rows[0], item) for item in usual]
    return [_over(row, usual[0]) for row in rows] or usual


def _over(entry: ExerciseEntry, usual: Wanted) -> Wanted:
    return replace(
        usual,
        rows=(entry.row, *usual.rows),
        spot=entry.spot,
        place=entry.spot.place("exercise"),
    )


def _of_programme(
    entry: PatientEntry, shelf: Shelf, tell: Tell, told: list[Finding]
) -> Iterator[Wanted]:
    text = entry.row.programme
    place = entry.spot.place("programme")
    library = shelf.catalogue.programmes
    own = shelf.programmes.get(fold(text))
    if own is not None and not own.faulty:
        for item in own.rows:
            yield Wanted(shelf.exercises[fold(item.row.exercise)], place, (item.row,))
    elif code := shelf.library.get(fold(text)):
        for given in library[code].items:
            yield Wanted(shelf.exercises[fold(given.exercise)], place, preset=given.preset)
    elif own is not None:
        told.append(tell("mend-first", place, value=safe(text, entry.spot.private)))
    elif text:
        told.append(_unknown("programme", text, entry.spot, shelf, tell))


def _programme_code(text: str, shelf: Shelf) -> str:
    own = shelf.programmes.get(fold(text))
    return own.name if own else shelf.library.get(fold(text), "")


def _length(
    entry: PatientEntry, rows: Mapping[str, list[ExerciseEntry]], shelf: Shelf
) -> int:
    """How many exercises a plan asks for, its programme's and its own."""
    programme = fold(entry.row.programme)
    own = shelf.programmes.get(programme)
    library = shelf.catalogue.programmes.get(shelf.library.get(programme, ""))
    usual = own.rows if own else library.items if library else ()
    return len(usual) + len(rows.get(entry.row.plan_id, ()))


def _check_plan(plan: Plan, entry: PatientEntry, shelf: Shelf, tell: Tell) -> Iterator[Finding]:
    count = len({item.exercise for item in plan.prescriptions})
    if count > MOST_EXERCISES:
        yield tell("many-exercises", entry.spot.place(), count=count, most=MOST_EXERCISES)
    if plan.edition != "standard":
        yield tell("large-print-later", entry.spot.place("edition"))
    if plan.session_limit:
        used = {item.exercise: shelf.exercises[fold(item.exercise)] for item in plan.prescriptions}
        minutes = session_minutes(plan, used).at_most
        if minutes > plan.session_limit:
            yield tell(
                "session-too-long",
                entry.spot.place("session_limit"),
                minutes=minutes,
                limit=plan.session_limit,
            )
