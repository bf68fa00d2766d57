"""A plan of the workbook becomes the fields that change it; fields become its cells again.

A field holds what its cell says, in the form's own words where it has some. A cell is changed
only where its field is: all others stay as they were typed, also those that no field shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.desk.written import (
    DATES,
    FACTS,
    OF_EXERCISES,
    SEVERAL,
    TEXTS,
    Row,
    Written,
    draft_of,
    plain,
)
from clinicplan.tasks.check import Checked, exercises_of
from clinicplan.tasks.draft import Draft
from clinicplan.workbook.choices import choices, fold
from clinicplan.workbook.columns import EXERCISES, PATIENTS, Sheet
from clinicplan.workbook.draft import Typed
from clinicplan.workbook.meaning import meaning_of
from clinicplan.workbook.writing.held import PLAN_ID, Held, HeldRow
from clinicplan.workbook.xlsx.grid import Value

FIELDS = tuple(key for key in (*DATES, *TEXTS) if key not in (PLAN_ID, "side"))
"""The fields of a plan that change a cell of its row; the plan ID stays."""

SECRET = "password"


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan of the workbook: its cells, and its fields as they were then."""

    held: Held
    written: Written

    @property
    def digest(self) -> str:
        """A digest of what the plan's cells hold, wherever they stand."""
        rows = (self.held.patient, *self.held.exercises.rows)
        said = repr([sorted(row.cells.items()) for row in rows])
        return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()

    def beside(self) -> Iterator[tuple[str, str]]:
        """What the plan's row holds that has no field: the column's heading, and the text."""
        for key, value in self.held.patient.cells.items():
            if key not in (*FIELDS, SEVERAL, PLAN_ID, SECRET, "version"):
                yield PATIENTS.column(key).heading, plain(str(value))

    def says(self, draft: Draft) -> bool:
        """True where the workbook's cells are those of the draft."""
        rows = self.held.exercises.rows
        return (
            draft.patient == self.held.patient.cells
            and draft.was == tuple(range(1, len(rows) + 1))
            and draft.exercises == tuple(map(without_id, rows))
        )


def opened(held: Held, checked: Checked) -> Opened:
    """The plan's fields, as its cells are."""
    words, cells = checked.ready.catalogue, held.patient.cells
    people = {fold(name): who.code for who in checked.reading.practitioners
              for name in (who.name, who.code)}  # fmt: skip
    every = (*words.programmes.values(), *checked.reading.programmes)
    programmes = {fold(name): item.name for item in every for name in (item.name, item.code)}
    patient = {key: plain(_text(cells[key])) for key in FIELDS if key in cells}
    patient |= _listed(PATIENTS, ("condition", "edition", "person", "consent"), cells, words)
    for key, known in (("practitioner", people), ("programme", programmes)):
        if key in patient:
            patient[key] = known.get(fold(patient[key]), patient[key])
    if patient.get("consent") != "yes":
        patient.pop("consent", None)
    for key in ("condition", "edition", "person", "first_name", "last_name", "weeks", "email"):
        if key in patient:
            patient[key] = patient[key].replace("\n", " ")  # their fields have one line
    care = meaning_of(cells.get(SEVERAL, ""), PATIENTS, SEVERAL, words=words)
    by_name = _by_name(exercises_of(checked.reading, words))
    rows = tuple(
        _row(row, at, by_name, words) for at, row in enumerate(held.exercises.rows, start=1)
    )
    shown = {PLAN_ID: held.plan, **{key: text for key, text in patient.items() if text}}
    return Opened(held, Written(shown, care if isinstance(care, tuple) else (), rows))


def draft_over(
    opened: Opened, written: Written, exercises: Mapping[str, Exercise], words: Catalogue
) -> Draft:
    """The plan's cells with those changed whose fields are."""
    before = opened.written
    written = recognised(written, before)
    typed = draft_of(written, exercises, words)
    cells = dict(opened.held.patient.cells)
    for key in FIELDS:
        if written.value(key) != before.value(key):
            _put(cells, key, typed.patient.get(key, ""))
    if set(written.take_care) != set(before.take_care):
        _put(cells, SEVERAL, typed.patient.get(SEVERAL, ""))
    rows = tuple(
        _cells(row, new, opened) for row, new in zip(written.rows, typed.exercises, strict=True)
    )
    return Draft(cells, rows, tuple(row.was for row in written.rows))


def recognised(written: Written, before: Written) -> Written:
    """The fields with each exercise's number, once: one that says the very same is the same."""
    left = list(before.rows)
    rows: list[Row] = []
    for row in written.rows:
        own = next((item for item in left if item.was == row.was), None)
        own = own or next((item for item in left if item == replace(row, was=item.was)), None)
        taken = own.was if own else 0
        left = [item for item in left if item.was != taken]
        rows.append(replace(row, was=taken))
    return replace(written, rows=tuple(rows))


def _cells(row: Row, typed: Typed, opened: Opened) -> Typed:
    """The cells of an exercise: as the workbook has them, but for the fields that differ."""
    if not row.was:
        return typed
    before = opened.written.rows[row.was - 1]
    cells = without_id(opened.held.exercises.rows[row.was - 1])
    for key in OF_EXERCISES:
        if getattr(row, key) != getattr(before, key):
            _put(cells, key, typed.get(key, ""))
    for key in FACTS:
        if row.facts.get(key, "") != before.facts.get(key, ""):
            _put(cells, key, row.facts.get(key, ""))
    if row.dose and not before.dose:
        cells.pop("preset", None)  # nobody is to find half of a usual dose beside their own
    return cells


def _put(cells: dict[str, Value], key: str, value: Value) -> None:
    if value == "":
        cells.pop(key, None)
    else:
        cells[key] = value


def without_id(row: HeldRow) -> dict[str, Value]:
    return {key: value for key, value in row.cells.items() if key != PLAN_ID}


def _row(row: HeldRow, was: int, by_name: Mapping[str, str], words: Catalogue) -> Row:
    said = {key: plain(_text(value)) for key, value in row.cells.items()}
    side = meaning_of(row.cells.get("side", ""), EXERCISES, "side", words=words)
    presets = {fold(name): item.code for item in choices("presets", words)
               for name in (item.label, item.code)}  # fmt: skip
    preset = said.get("preset", "")
    return Row(
        exercise=by_name.get(fold(said.get("exercise", "")), said.get("exercise", "")),
        preset=presets.get(fold(preset), preset),
        side=side if isinstance(side, str) else "",
        dose=said.get("dose", "").replace("\n", " "),
        note=said.get("note", ""),
        override=said.get("override", "").replace("\n", " "),
        was=was,
        facts={key: said[key] for key in FACTS if said.get(key)},
    )


def _by_name(exercises: Mapping[str, Exercise]) -> dict[str, str]:
    names = {fold(item.name): item.code for item in exercises.values()}
    return names | {fold(item.code): item.code for item in exercises.values()}


def _listed(
    sheet: Sheet, keys: tuple[str, ...], cells: Mapping[str, Value], words: Catalogue
) -> dict[str, str]:
    """The codes of cells that hold an entry of a list, as far as they are understood."""
    found = {key: meaning_of(cells[key], sheet, key, words=words)
             for key in keys if key in cells}
    return {key: "yes" if code is True else code for key, code in found.items()
            if code is True or (isinstance(code, str) and code)}  # fmt: skip


def _text(value: Value) -> str:
    """A cell's value as one would type it."""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)
