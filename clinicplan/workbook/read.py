"""A workbook becomes plans, and findings about all that keeps others from being made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from marshmallow import Schema

from clinicplan.catalogue.read import templates_folder
from clinicplan.catalogue.values import Catalogue, Exercise, Programme
from clinicplan.errors import UnreadableFile
from clinicplan.findings import Finding, Place, Severity
from clinicplan.plan import Clinic, Plan, Practitioner
from clinicplan.workbook.belonging import ExerciseEntry
from clinicplan.workbook.book import read_book
from clinicplan.workbook.cells import Lists
from clinicplan.workbook.choices import ALSO, choices, fold, lookup
from clinicplan.workbook.clinic import read_clinic, read_practitioners
from clinicplan.workbook.columns import CLINIC, EXERCISES, PATIENTS, SHEETS
from clinicplan.workbook.container import FILE_LIMIT, WrongFile, check_name
from clinicplan.workbook.fields import schema_for
from clinicplan.workbook.grid import Grid
from clinicplan.workbook.loading import load_row
from clinicplan.workbook.own import (
    OwnExercises,
    as_programmes,
    read_own_exercises,
    read_own_programmes,
)
from clinicplan.workbook.patients import PatientEntry
from clinicplan.workbook.plans import Made, Shelf, make_plans
from clinicplan.workbook.rows import DoseRow, PatientRow
from clinicplan.workbook.tables import Table, read_tables
from clinicplan.workbook.telling import Teller, read_words

CLOSED_LISTS = (
    "yes_no",
    "papers",
    "editions",
    "sides",
    "limbs",
    "date_orders",
    "languages",
    "cautions",
    "conditions",
    "footwear",
    "people",
    "regions",
)
"""Lists whose cells hold one of their entries; the others are looked up where they are used."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says.

    `plans` are those without an error; `rows` counts the rows of Patients (blank ones and
    the example apart) and is always plans plus `refused`. `places` has each plan's row by
    plan ID. `own` are the clinic's exercises, `alts` their pictures' descriptions by frame
    ("own:" and the file), `programmes` its programmes. `digest` is the file's SHA-256.
    """

    clinic: Clinic
    digest: str
    practitioners: tuple[Practitioner, ...] = ()
    own: tuple[Exercise, ...] = ()
    programmes: tuple[Programme, ...] = ()
    alts: Mapping[str, str] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    rows: int = 0
    refused: int = 0


def read_workbook(
    path: Path, *, catalogue: Catalogue, today: date, templates: Traversable | None = None
) -> Reading:
    """The plans and findings of a workbook; UnreadableFile where it is not one.

    `templates` holds the findings' words, the installed ones by default.
    """
    words = read_words(templates or templates_folder(), language=catalogue.language)
    tell = Teller(words)
    try:
        data = _bytes(path)
        grids = read_book(data)
    except WrongFile as error:
        raise _unreadable(error.code, path, tell) from error
    digest = hashlib.sha256(data).hexdigest()
    return _read(
        grids, catalogue=catalogue, today=today, folder=path.parent, tell=tell, digest=digest
    )


def _bytes(path: Path) -> bytes:
    check_name(path.name)
    try:
        with path.open("rb") as stream:
            return stream.read(FILE_LIMIT + 1)
    except FileNotFoundError as error:
        raise WrongFile("file-missing") from error
    except IsADirectoryError as error:
        raise WrongFile("file-folder") from error
    except OSError as error:
        raise WrongFile("file-locked") from error


def _unreadable(code: str, path: Path, tell: Teller) -> UnreadableFile:
    told = tell(code, Place(path.name), file=path.name)
    error = UnreadableFile(told.message)
    error.remedy = told.hint
    return error


def _read(
    grids: Iterable[Grid],
    *,
    catalogue: Catalogue,
    today: date,
    folder: Path,
    tell: Teller,
    digest: str,
) -> Reading:
    tables = read_tables(grids, tell)
    plain = schema_for(CLINIC, lists_of(catalogue))
    settings = read_clinic(tables["clinic"], schema=plain, catalogue=catalogue, tell=tell)
    lists = lists_of(catalogue, date_order=settings.date_order)
    schemas = {sheet.key: schema_for(sheet, lists) for sheet in SHEETS}
    stock = _stock(tables, schemas, catalogue=catalogue, folder=folder, tell=tell)
    shelf = stock.shelf
    made = _made(tables, schemas, shelf=shelf, clinic=settings.clinic, today=today, tell=tell)
    of_sheets = (finding for table in tables.values() for finding in table.findings)
    findings = (*of_sheets, *settings.findings, *stock.findings, *made.findings)
    reading = Reading(
        clinic=settings.clinic,
        practitioners=tuple(dict.fromkeys(shelf.practitioners.values())),
        own=stock.own.exercises,
        programmes=as_programmes(shelf.programmes.values(), shelf.exercises),
        alts=stock.own.alts,
        digest=digest,
    )
    return _with_plans(reading, tables["patients"], made, findings=findings, tell=tell)


@dataclass(frozen=True, slots=True)
class _Stock:
    """What plans can name, the clinic's own exercises among it, and findings about it."""

    shelf: Shelf
    own: OwnExercises
    findings: tuple[Finding, ...]


def _stock(
    tables: Mapping[str, Table],
    schemas: Mapping[str, Schema],
    *,
    catalogue: Catalogue,
    folder: Path,
    tell: Teller,
) -> _Stock:
    staff = read_practitioners(tables["practitioners"], schema=schemas["practitioners"], tell=tell)
    own = read_own_exercises(
        tables["own_exercises"],
        schema=schemas["own_exercises"],
        catalogue=catalogue,
        folder=folder,
        tell=tell,
    )
    exercises = _by_name(catalogue, own)
    programmes, told = read_own_programmes(
        tables["programmes"],
        schema=schemas["programmes"],
        catalogue=catalogue,
        exercises=exercises,
        tell=tell,
    )
    shelf = Shelf(catalogue, exercises, staff.known, programmes, staff.faulty | own.faulty)
    return _Stock(shelf, own, (*staff.findings, *own.findings, *told))


def _with_plans(
    reading: Reading, patients: Table, made: Made, *, findings: Iterable[Finding], tell: Teller
) -> Reading:
    """The reading with its plans: none where the workbook as a whole has an error."""
    rows = len(patients.records)
    nothing = () if rows else (tell("no-plans", Place(patients.title)),)
    every = _in_order((*findings, *nothing))
    stopped = any(not item.plan and item.severity is Severity.ERROR for item in every)
    plans = () if stopped else made.plans
    places = {plan.id: made.places[plan.id] for plan in plans}
    return replace(
        reading, plans=plans, places=places, findings=every, rows=rows, refused=rows - len(plans)
    )


def _by_name(catalogue: Catalogue, own: OwnExercises) -> dict[str, Exercise]:
    """Every exercise that can be used, by each folded way to write it; codes win over names."""
    items = (*own.exercises, *catalogue.exercises.values())
    by_name = {fold(item.name): item for item in items}
    return by_name | {fold(item.code): item for item in items}


def _made(
    tables: Mapping[str, Table],
    schemas: Mapping[str, Schema],
    *,
    shelf: Shelf,
    clinic: Clinic,
    today: date,
    tell: Teller,
) -> Made:
    patients, exercises = [], []
    for record in tables["patients"].records:
        row, told = load_row(
            record, PatientRow, schema=schemas["patients"], sheet=PATIENTS, tell=tell
        )
        patients.append(PatientEntry(row, record, told))
    for record in tables["exercises"].records:
        dose, told = load_row(
            record, DoseRow, schema=schemas["exercises"], sheet=EXERCISES, tell=tell
        )
        exercises.append(ExerciseEntry(dose, record, told))
    return make_plans(
        tuple(patients), exercises, shelf=shelf, clinic=clinic, today=today, tell=tell
    )


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by sheet, row and column, each once."""
    sheets = {sheet.title: at for at, sheet in enumerate(SHEETS)}
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda item: (sheets.get(item.place.sheet, len(sheets)), item.place),
        )
    )


def lists_of(catalogue: Catalogue, *, date_order: str = "") -> Lists:
    """What cells are looked up in: the closed lists, by each folded way to write an entry."""
    entries = {name: choices(name, catalogue) for name in CLOSED_LISTS}
    return Lists(
        codes={name: lookup(found, ALSO.get(name)) for name, found in entries.items()},
        words={name: tuple(item.label for item in found) for name, found in entries.items()},
        date_order=date_order,
    )
