"""A workbook becomes plans, and findings about all that keeps others from being made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from clinicplan.catalogue.read import templates_folder
from clinicplan.catalogue.values import Catalogue, Exercise, Programme
from clinicplan.errors import UnreadableFile
from clinicplan.findings import Finding, Place, Severity
from clinicplan.origins import Origins
from clinicplan.plan import Clinic, Plan, Practitioner
from clinicplan.rules import Addressee
from clinicplan.workbook.choices import ALSO, Choice, Suggestions, choices, colours, fold, lookup
from clinicplan.workbook.columns import CLINIC, PATIENTS, Sheet
from clinicplan.workbook.draft import Cells, with_rows
from clinicplan.workbook.findings.causes import in_order, stops_everything, without_consequences
from clinicplan.workbook.findings.privacy import names_of, repeats, unmarked
from clinicplan.workbook.findings.words import Teller, Words, read_words
from clinicplan.workbook.plans.clinic import Settings, read_clinic, read_practitioners
from clinicplan.workbook.plans.fragments import Fragment
from clinicplan.workbook.plans.names import Shelf
from clinicplan.workbook.plans.own_exercises import OwnExercises, read_own_exercises
from clinicplan.workbook.plans.own_programmes import as_programmes, read_own_programmes
from clinicplan.workbook.plans.patients import PatientEntry, addressee_of, usable_ids
from clinicplan.workbook.plans.plan_rows import Made, make_plans
from clinicplan.workbook.plans.printing import Proof, Unprintable
from clinicplan.workbook.plans.rows_of_plans import ExerciseEntry
from clinicplan.workbook.sheets.cells.cell import Lists
from clinicplan.workbook.sheets.loading import load_row
from clinicplan.workbook.sheets.records import AnyRow, Table
from clinicplan.workbook.sheets.rows import DoseRow
from clinicplan.workbook.sheets.schemas import (
    ClinicSchema,
    ExerciseSchema,
    OwnExerciseSchema,
    PatientSchema,
    PractitionerSchema,
    ProgrammeSchema,
    RowSchema,
)
from clinicplan.workbook.sheets.sources import Source, find_sources
from clinicplan.workbook.sheets.tables import read_table
from clinicplan.workbook.xlsx.book import Book, open_book
from clinicplan.workbook.xlsx.container import FILE_LIMIT, WrongFile, check_name

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
    the example apart) and is always plans plus `refused`; `ids` are those of the rows whose
    plan ID can be used, each once. By plan ID, `places` has each plan's row, `versions`
    the cell of its version (the row where the sheet has no such column), and `origins` where
    the facts of its prescriptions came from, in their order. `own` are the clinic's
    exercises, `alts` their pictures' descriptions by frame ("own:" and the file),
    `programmes` its programmes. `people` are those of all rows, faulty ones too: whose
    address is whose is judged by them. `fragments` are the plans with an error as far as they can
    be read, by plan ID or place. `asked_for` has, by row of Exercises, its plan ID and what the
    exercise is called, and `prescribed` what it says. `date_order` is the clinic's own order of
    dates in figures, "" where it has chosen none. `digest` is the file's SHA-256.
    """

    clinic: Clinic
    digest: str = ""
    practitioners: tuple[Practitioner, ...] = ()
    own: tuple[Exercise, ...] = ()
    programmes: tuple[Programme, ...] = ()
    alts: Mapping[str, str] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    versions: Mapping[str, Place] = field(default_factory=dict)
    origins: Mapping[str, tuple[Origins, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    rows: int = 0
    refused: int = 0
    ids: tuple[str, ...] = ()
    people: tuple[Addressee, ...] = ()
    fragments: Mapping[str, Fragment] = field(default_factory=dict)
    asked_for: Mapping[Place, tuple[str, str]] = field(default_factory=dict)
    prescribed: Mapping[Place, DoseRow] = field(default_factory=dict)
    date_order: str = ""

    @property
    def unsent(self) -> frozenset[str]:
        """The plan IDs whose letter a mistake holds, "" where it holds all of them."""
        held = (item.plan for item in self.findings if item.severity is Severity.LETTER)
        return frozenset(held)


def read_workbook(
    path: Path,
    *,
    catalogue: Catalogue,
    today: date,
    words: Mapping[str, Words] | None = None,
    unprintable: Callable[[Clinic], Unprintable] | None = None,
    typed: Iterable[tuple[Sheet, Sequence[Cells]]] = (),
    content: bytes | None = None,
) -> Reading:
    """The plans and findings of a workbook; UnreadableFile where it is not one.

    `words` are those of the findings, the installed ones by default. `unprintable` gives
    the test of what this clinic's handouts can print; without it nothing is looked at so.
    `typed` are rows that are read in place of those that a sheet holds: a plan that is being
    written means what the workbook will mean. `content` is read in place of the file's bytes.
    """
    words = words or read_words(templates_folder(), language=catalogue.language)
    try:
        data = _bytes(path) if content is None else content
        reader = _reader(with_rows(open_book(data), typed), catalogue, Teller(words))
        reading = _read(reader, folder=path.parent, today=today, unprintable=unprintable)
    except WrongFile as error:
        raise _unreadable(error.code, path, Teller(words)) from error
    return replace(reading, digest=hashlib.sha256(data).hexdigest())


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
    error = UnreadableFile(unmarked(told.message))
    error.remedy = unmarked(told.hint)
    return error


@dataclass(frozen=True, slots=True)
class _Reader:
    """An open workbook, and all that its sheets are read with."""

    book: Book
    sources: Mapping[str, Source]
    catalogue: Catalogue
    lists: Lists
    tell: Teller
    proof: Proof | None = None

    def table(self, rows: type[RowSchema[AnyRow]]) -> Table[AnyRow]:
        """The table of a sheet, its rows understood one by one."""
        load = partial(load_row, schema=rows(self.lists), tell=self.tell)
        table = read_table(self.book, self.sources[rows.sheet.key], load=load, tell=self.tell)
        return self.proofread(table, rows.sheet)

    def proofread(self, table: Table[AnyRow], sheet: Sheet) -> Table[AnyRow]:
        """The table with what cannot be printed told, once the typeface is known."""
        return self.proof.read(table, sheet) if self.proof else table

    def broken(self, findings: Iterable[Finding]) -> tuple[str, ...]:
        """The keys of the sheets that cannot be read as they are, by what is told of them."""
        titles = {item.place.sheet for item in findings if stops_everything(item)}
        return tuple(
            key
            for key, source in self.sources.items()
            if source.title in titles or any(map(stops_everything, source.findings))
        )


def _reader(book: Book, catalogue: Catalogue, tell: Teller) -> _Reader:
    return _Reader(book, find_sources(book, tell), catalogue, lists_of(catalogue), tell)


def _read(
    reader: _Reader,
    *,
    folder: Path,
    today: date,
    unprintable: Callable[[Clinic], Unprintable] | None = None,
) -> Reading:
    """What the book says: what plans can name first, then the sheets with many rows."""
    catalogue, tell = reader.catalogue, reader.tell
    clinic = reader.table(ClinicSchema)
    settings = read_clinic(clinic, tell, catalogue=catalogue)
    if unprintable:  # which typeface it is, this sheet says itself
        reader = replace(reader, proof=Proof(unprintable(settings.clinic), catalogue, tell))
        settings = read_clinic(reader.proofread(clinic, CLINIC), tell, catalogue=catalogue)
    reader = replace(reader, lists=lists_of(catalogue, date_order=settings.date_order))
    stock = _stock(reader, folder=folder)
    patients = reader.table(PatientSchema)
    exercises = reader.table(ExerciseSchema)
    made = make_plans(
        patients.entries,
        exercises.entries,
        shelf=stock.shelf,
        clinic=settings.clinic,
        today=today,
        tell=tell,
    )
    of_sheets = (finding for source in reader.sources.values() for finding in source.findings)
    of_tables = (*clinic.findings, *stock.findings, *patients.findings, *exercises.findings)
    findings = without_consequences(
        (*of_tables, *of_sheets, *settings.findings, *made.findings),
        broken=(broken := reader.broken(of_tables)),
        titles={key: source.title for key, source in reader.sources.items()},
        tell=tell,
    )
    if not patients.entries and PATIENTS.key not in broken:
        findings.append(tell("no-plans", Place(patients.title)))
    if any(map(repeats, findings)):  # all names take a while
        people = [(entry.row.first_name, entry.row.last_name) for entry in patients.entries]
        names = names_of(None if PATIENTS.key in broken else people, catalogue=catalogue)
        findings = list(map(names.disclosed, findings))
    reading = _reading(settings, stock, patients.entries, exercises.entries)
    return _with_plans(reading, made, findings=findings)


def _reading(
    settings: Settings,
    stock: _Stock,
    patients: tuple[PatientEntry, ...],
    exercises: Sequence[ExerciseEntry],
) -> Reading:
    """What the book says but for its plans and findings."""
    return Reading(
        clinic=settings.clinic,
        practitioners=tuple(dict.fromkeys(stock.shelf.practitioners.values())),
        own=stock.own.exercises,
        programmes=as_programmes(stock.shelf.programmes.values(), stock.shelf.exercises),
        alts=stock.own.alts,
        rows=len(patients),
        ids=usable_ids(patients),
        people=tuple(map(addressee_of, patients)),
        asked_for=dict(_asked_for(exercises, stock.shelf)),
        prescribed={Place(row.spot.sheet, row.spot.number): row.row for row in exercises},
        date_order=settings.date_order,
    )


def _asked_for(
    rows: Iterable[ExerciseEntry], shelf: Shelf
) -> Iterator[tuple[Place, tuple[str, str]]]:
    """Each row of Exercises: whose it is, and what it is called, as typed where nobody knows it."""
    for entry in rows:
        found = shelf.exercises.get(fold(entry.row.exercise))
        name = found.name if found else entry.row.exercise
        yield Place(entry.spot.sheet, entry.spot.number), (entry.row.plan_id, name)


@dataclass(frozen=True, slots=True)
class _Stock:
    """What plans can name, the clinic's own exercises among it, and findings about it."""

    shelf: Shelf
    own: OwnExercises
    findings: tuple[Finding, ...]


def _stock(reader: _Reader, *, folder: Path) -> _Stock:
    catalogue, tell = reader.catalogue, reader.tell
    people = reader.table(PractitionerSchema)
    rows = reader.table(ProgrammeSchema)
    exercise_rows = reader.table(OwnExerciseSchema)
    staff = read_practitioners(people, tell)
    own = read_own_exercises(exercise_rows, catalogue=catalogue, folder=folder, tell=tell)
    exercises = _by_name(catalogue, own)
    suggestions = Suggestions(item.name for item in exercises.values())
    programmes, told = read_own_programmes(
        rows,
        catalogue=catalogue,
        exercises=exercises,
        faulty=own.faulty,
        suggestions=suggestions,
        tell=tell,
    )
    library = catalogue.programmes.values()
    names = (*(item.name for item in library), *(item.name for item in programmes.values()))
    shelf = Shelf(
        catalogue,
        exercises,
        staff.known,
        programmes,
        library=lookup(Choice(item.code, item.name) for item in library),
        suggestions={
            "exercise": suggestions,
            "practitioner": Suggestions(item.code for item in staff.known.values()),
            "programme": Suggestions(names),
        },
        faulty=staff.faulty | own.faulty,
        one_sided=own.one_sided,
    )
    of_tables = (*people.findings, *rows.findings, *exercise_rows.findings)
    return _Stock(shelf, own, (*of_tables, *staff.findings, *own.findings, *told))


def _with_plans(reading: Reading, made: Made, *, findings: Iterable[Finding]) -> Reading:
    """The reading with its plans: none where the workbook as a whole has an error."""
    every = in_order(findings)
    stopped = any(map(stops_everything, every))
    plans = () if stopped else made.plans
    places = {plan.id: made.places[plan.id] for plan in plans}
    refused = reading.rows - len(plans)
    return replace(
        reading,
        plans=plans,
        places=places,
        versions={plan.id: made.versions[plan.id] for plan in plans},
        origins={plan.id: made.origins[plan.id] for plan in plans},
        findings=every,
        refused=refused,
        fragments=made.fragments,
    )


def _by_name(catalogue: Catalogue, own: OwnExercises) -> dict[str, Exercise]:
    """Every exercise that can be used, by each folded way to write it; codes win over names."""
    items = (*own.exercises, *catalogue.exercises.values())
    by_name = {fold(item.name): item for item in items}
    return by_name | {fold(item.code): item for item in items}


def lists_of(catalogue: Catalogue, *, date_order: str = "") -> Lists:
    """What cells are looked up in: the closed lists, by each folded way to write an entry."""
    entries = {name: choices(name, catalogue) for name in CLOSED_LISTS}
    return Lists(
        codes={name: lookup(found, ALSO.get(name)) for name, found in entries.items()}
        | {"colours": colours(catalogue)},
        words={name: tuple(item.label for item in found) for name, found in entries.items()},
        date_order=date_order,
    )
