"""The rows of Patients, with what Exercises says of them, become plans and findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from clinicplan.findings import Finding, Place, Severity
from clinicplan.origins import Origins
from clinicplan.plan import Clinic, Patient, Plan, Practitioner
from clinicplan.schedule import dose_in_week
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.plans.figures import check_figure
from clinicplan.workbook.plans.names import Shelf, unknown
from clinicplan.workbook.plans.patients import (
    PatientEntry,
    check_patient,
    check_together,
    scope_of,
    summed,
)
from clinicplan.workbook.plans.prescribing import Prescribed, prescribe
from clinicplan.workbook.plans.request import Situation, Tell
from clinicplan.workbook.plans.rows_of_plans import ExerciseEntry, rows_by_plan
from clinicplan.workbook.plans.selection import in_order, wanted_by
from clinicplan.workbook.plans.sums import told_of_sums
from clinicplan.workbook.plans.weeks import Followed, follow
from clinicplan.workbook.sheets.links import link_names_patient
from clinicplan.workbook.xlsx.container import WrongFile

MOST_EXERCISES = 8

EXERCISE_LIMIT = 200_000
"""Exercises of all plans together: many plans may name a programme of very many rows."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A plan with a mistake, as far as it can be read: exercises and programme are codes."""

    start: date | None = None
    programme: str = ""
    exercises: tuple[str, ...] = ()


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
        fragments=_fragments(patients, rows, shelf, good={item.plan.id for item in made}),
    )


def _fragments(
    patients: Iterable[PatientEntry],
    rows: Mapping[str, list[ExerciseEntry]],
    shelf: Shelf,
    *,
    good: Collection[str],
) -> dict[str, Fragment]:
    """What can be read of the plans that are not good."""
    faulty = (entry for entry in patients if scope_of(entry) not in good)
    return {
        scope_of(entry): Fragment(
            entry.row.start,
            _programme_code(entry.row.programme, shelf),
            in_order(_given(entry.row.programme, shelf), _own(entry, rows, shelf)),
        )
        for entry in faulty
    }


def _given(programme: str, shelf: Shelf) -> Iterator[str]:
    """The codes of the exercises that a programme gives, none where nobody knows it."""
    own = shelf.programmes.get(fold(programme))
    library = shelf.catalogue.programmes.get(shelf.library.get(fold(programme), ""))
    if own:
        found = (shelf.exercises.get(fold(item.row.exercise)) for item in own.rows)
        yield from (exercise.code for exercise in found if exercise)
    elif library:
        yield from (item.exercise for item in library.items)


def _own(
    entry: PatientEntry, rows: Mapping[str, list[ExerciseEntry]], shelf: Shelf
) -> Iterator[str]:
    """The codes of the exercises that a plan has rows for, as far as there are such."""
    for item in rows.get(entry.row.plan_id, ()):
        if found := shelf.exercises.get(fold(item.row.exercise)):
            yield found.code


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
    prescribed = _prescribed(entry, rows, shelf=shelf, clinic=clinic, tell=tell, told=told)
    if row.start is None or practitioner is None:
        return None
    plan = Plan(
        id=row.plan_id,
        patient=Patient(row.first_name, row.last_name, row.born, row.email, row.consent),
        practitioner=practitioner,
        start=row.start,
        prescriptions=tuple(item.prescription for item in prescribed),
        version=row.version,
        weeks=row.weeks,
        review=row.review,
        session_limit=row.session_limit,
        condition=row.condition,
        goals=row.goals,
        programme=_programme_code(row.programme, shelf),
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
        told += _check_sums(plan, prescribed, entry, shelf, tell)
        told += check_figure(plan, entry.spot, clinic=clinic, shelf=shelf, tell=tell)
    return _drawn(plan, entry, prescribed)


def _drawn(plan: Plan, entry: PatientEntry, prescribed: tuple[Prescribed, ...]) -> _Drawn:
    origins = tuple(item.origins for item in prescribed)
    return _Drawn(plan, entry.spot.place(), entry.spot.place("version"), origins)


def _check_sums(
    plan: Plan, prescribed: tuple[Prescribed, ...], entry: PatientEntry, shelf: Shelf, tell: Tell
) -> Iterator[Finding]:
    """What is odd about the plan as a whole."""
    yield from _check_plan(plan, entry, tell)
    yield from told_of_sums(
        plan,
        prescribed,
        {item.exercise: shelf.exercises[fold(item.exercise)] for item in plan.prescriptions},
        entry.spot.place(),
        entry.spot.place("session_limit"),
        catalogue=shelf.catalogue,
        tell=tell,
    )


def _practitioner(
    entry: PatientEntry, shelf: Shelf, tell: Tell, told: list[Finding]
) -> Practitioner | None:
    text = entry.row.practitioner
    found = shelf.practitioners.get(fold(text))
    if text and found is None:
        told.append(unknown("practitioner", text, entry.spot, shelf, tell))
    return found


def _prescribed(
    entry: PatientEntry,
    rows: list[ExerciseEntry],
    *,
    shelf: Shelf,
    clinic: Clinic,
    tell: Tell,
    told: list[Finding],
) -> tuple[Prescribed, ...]:
    """What the programme and the plan's rows prescribe, in the programme's order, then theirs."""
    cautions = shelf.catalogue.cautions
    situation = Situation(
        shelf.catalogue,
        entry.row.weeks,
        tuple(cautions[code] for code in entry.row.take_care),
        start=entry.row.start or date.min,
        guide=clinic.pain_guide,
    )
    prescribed: list[Prescribed] = []
    unsided: list[Prescribed] = []
    for wanted in wanted_by(entry, rows, shelf, tell, told):
        group = []
        for item in wanted:
            made, findings = prescribe(item, situation, tell)
            told += findings
            group.append(made)
        unsided += (item for item in group if item.is_unsided)
        followed = follow(group)
        prescribed += (_to_the_end(item, entry.row.weeks) for item in followed.kept)
        told += _told_of_rows(followed, tell)
    if not prescribed:
        told.append(tell("no-exercises", entry.spot.place("programme")))
    told += _told_of_open(prescribed, tell)
    misread = {item.place for item in entry.findings if item.severity is Severity.ERROR}
    if entry.spot.place("side") not in misread:  # a side that is misspelt is told by itself
        told += _told_of_sides(unsided, tell)
    for made in prescribed:
        if link_names_patient(made.prescription.link, entry.row):
            told.append(tell("link-names-patient", made.place))
    return tuple(prescribed)


def _told_of_rows(followed: Followed, tell: Tell) -> Iterator[Finding]:
    """Rows of one exercise that do not go together, or not with what was before them."""
    for item in followed.clashing:
        yield tell("exercise-twice", item.place, exercise=item.name)
    for item, names in followed.lacking:
        facts = ", ".join(EXERCISES.column(name).heading for name in names)
        week = item.prescription.first_week
        yield tell("dose-lost", item.place, exercise=item.name, week=week, facts=facts)


def _told_of_open(prescribed: Iterable[Prescribed], tell: Tell) -> Iterator[Finding]:
    """Where nobody said how often."""
    for place, names in _by_place(item for item in prescribed if item.is_open):
        yield tell("frequency-open", place, exercises=names)


def _told_of_sides(unsided: Iterable[Prescribed], tell: Tell) -> Iterator[Finding]:
    """Where nobody said with which side."""
    for place, names in _by_place(unsided):
        yield tell("side-not-said", place, exercises=names)


def _by_place(prescribed: Iterable[Prescribed]) -> Iterator[tuple[Place, str]]:
    """The names of all exercises of one place, to be told once: a programme's are many."""
    names: dict[Place, dict[str, None]] = {}
    for item in prescribed:
        names.setdefault(item.place, {})[item.name] = None
    for place, found in names.items():
        yield place, ", ".join(found)


def _to_the_end(item: Prescribed, weeks: int) -> Prescribed:
    """The same without a last week that is the plan's, too: it has nothing to say."""
    if not weeks or item.prescription.last_week < weeks:
        return item
    return replace(item, prescription=replace(item.prescription, last_week=0))


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


def _idle_weeks(plan: Plan) -> list[int]:
    """The weeks of the plan, or up to its last exercise, in which there is nothing to do."""
    ends = (item.last_week or item.first_week for item in plan.prescriptions)
    return [
        week
        for week in range(1, (plan.weeks or max(ends, default=0)) + 1)
        if all(dose_in_week(item, week) is None for item in plan.prescriptions)
    ]


def _ranges(weeks: list[int]) -> str:
    """The weeks with those in a row as one: "2, 5-8"."""
    starts = [week for week in weeks if week - 1 not in weeks]
    ends = [week for week in weeks if week + 1 not in weeks]
    spans = zip(starts, ends, strict=True)
    return ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in spans)


def _check_plan(plan: Plan, entry: PatientEntry, tell: Tell) -> Iterator[Finding]:
    count = len({item.exercise for item in plan.prescriptions})
    if count > MOST_EXERCISES:
        yield tell("many-exercises", entry.spot.place(), count=count, most=MOST_EXERCISES)
    if idle := _idle_weeks(plan):
        yield tell("idle-week", entry.spot.place("weeks"), weeks=_ranges(idle))
