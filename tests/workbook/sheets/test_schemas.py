"""A row as it was typed -> what its schema makes of it, or the codes of its cells."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError
from marshmallow.validate import Length, Range

from clinicplan.catalogue.read import templates_folder
from clinicplan.dose import exactly
from clinicplan.workbook.columns import SHEETS
from clinicplan.workbook.findings.words import Teller, read_words
from clinicplan.workbook.read import lists_of
from clinicplan.workbook.sheets import schemas as module
from clinicplan.workbook.sheets.faults import Fault
from clinicplan.workbook.sheets.loading import load_row
from clinicplan.workbook.sheets.records import Record, Spot
from clinicplan.workbook.sheets.rows import DoseRow, PatientRow
from clinicplan.workbook.sheets.schemas import (
    ClinicSchema,
    ExerciseSchema,
    OwnExerciseSchema,
    PatientSchema,
    PractitionerSchema,
    ProgrammeSchema,
    RowSchema,
)
from clinicplan.workbook.xlsx.grid import Struck, Trouble
from tests.workbook.workbooks import SMALL

LISTS = lists_of(SMALL)
WORDS = read_words(templates_folder(), language="en")
SCHEMAS: tuple[type[RowSchema[Any]], ...] = (
    ClinicSchema, PractitionerSchema, PatientSchema, ExerciseSchema, ProgrammeSchema,
    OwnExerciseSchema,
)  # fmt: skip
PATIENT = {"plan_id": "P-1", "first_name": "Sam", "last_name": "Sample", "practitioner": "AE",
           "start": date(2026, 12, 1)}  # fmt: skip
PERSON = {"code": "AE", "name": "Alex Example"}
CLINIC = {"name": "Harbour Street Foot Clinic", "phone": "01632 960417"}
ROW = {"plan_id": "P-1", "exercise": "towel-stretch"}
OWN = {"code": "arch-lift", "name": "Arch lift", "steps": "Lift the arch.\nLet go."}


def faults(schema: type[RowSchema[Any]], cells: dict[str, object]) -> dict[str, list[str]]:
    """The codes of each faulty cell."""
    found = schema(LISTS).validate(cells)
    return {key: [str(item) for item in messages] for key, messages in found.items()}


def test_every_sheet_that_is_read_has_its_schema_and_every_column_its_field() -> None:
    read = {sheet.key: [column.key for column in sheet.read_columns]
            for sheet in SHEETS if sheet.read}  # fmt: skip
    assert {schema.sheet.key: list(schema(LISTS).fields) for schema in SCHEMAS} == read


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.sheet.key)
def test_what_a_row_needs_is_what_its_columns_say(schema: type[RowSchema[Any]]) -> None:
    needed = {column.key for column in schema.sheet.columns if column.required}
    assert set(faults(schema, {})) - {"steps"} == needed


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.sheet.key)
def test_a_row_has_a_field_for_every_column_but_a_whole_dose(schema: type[RowSchema[Any]]) -> None:
    known = {item.name for item in fields(schema.row)}
    keys = {column.key for column in schema.sheet.read_columns}
    assert keys - known == ({"dose"} if schema.row is DoseRow else set())


@pytest.mark.parametrize(
    ("schema", "usual", "cells", "codes"),
    [
        (PatientSchema, PATIENT, {}, {}),
        (PatientSchema, PATIENT, {"plan_id": "a/b"}, {"plan_id": ["plan-id-characters"]}),
        (PatientSchema, PATIENT, {"plan_id": "con"}, {"plan_id": ["plan-id-characters"]}),
        (PatientSchema, PATIENT, {"plan_id": "*Sample*"},
         {"plan_id": ["plan-id-characters", "plan-id-names-patient"]}),
        (PatientSchema, PATIENT, {"replaces": "P-1"}, {"replaces": ["replaces-itself"]}),
        (PatientSchema, PATIENT, {"email": "a@b.example"}, {"email": ["email-without-consent"]}),
        (PatientSchema, PATIENT, {"email": "a@b.example", "consent": "yes"}, {}),
        (PatientSchema, PATIENT, {"email": "a@b.example", "consent": "no"},
         {"email": ["email-not-agreed"]}),
        (PatientSchema, PATIENT, {"email": "sam@example.org", "consent": "y"},
         {"email": ["example-left"]}),
        (PatientSchema, PATIENT, {"password": "None"},
         {"password": ["no-password-without-consent"]}),
        (PatientSchema, PATIENT, {"password": "None", "consent": "yes"}, {}),
        (PatientSchema, PATIENT, {"review": date(2026, 11, 1)},
         {"review": ["review-before-start"]}),
        (PatientSchema, PATIENT, {"review": date(2026, 1, 12)},
         {"review": ["review-before-start", "day-and-month"]}),
        (PatientSchema, PATIENT, {"review": date(2028, 2, 22), "weeks": 6},
         {"review": ["review-late"]}),
        (PatientSchema, PATIENT, {"review": date(2026, 11, 1), "start": "soon"},
         {"start": ["date-invalid"]}),
        (PatientSchema, PATIENT, {"weeks": 53, "email": "a@b.example"},
         {"weeks": ["whole-number"], "email": ["email-without-consent"]}),
        (PatientSchema, PATIENT, {"start": date(1899, 1, 1)}, {"start": ["date-too-early"]}),
        (PatientSchema, PATIENT, {"note": "x" * 2001}, {"note": ["too-long"]}),
        (PatientSchema, PATIENT, {"first_name": Trouble("error-cell", "#N/A")},
         {"first_name": ["error-cell"]}),
        (PractitionerSchema, PERSON, {"phone": 1632960418}, {"phone": ["phone-number"]}),
        (PractitionerSchema, PERSON, {"phone": " 01632 960418"}, {"phone": ["example-left"]}),
        (ClinicSchema, CLINIC, {"phone": 1632960418}, {"phone": ["phone-number"]}),
        (ClinicSchema, CLINIC, {"phone": "01632 960418"}, {}),
        (ExerciseSchema, ROW, {"dose": "3 x 10"}, {}),
        (ExerciseSchema, ROW, {"dose": "3 x 10", "reps": 10}, {}),
        (ExerciseSchema, ROW, {"dose": "3 x 10", "reps": 12}, {"dose": ["facts-disagree"]}),
        (ExerciseSchema, ROW, {"dose": "3 x 10 both", "side": "each"}, {}),
        (ExerciseSchema, ROW, {"dose": "3 x 10", "reps": "lots"}, {"reps": ["count-unclear"]}),
        (ExerciseSchema, ROW, {"rest": 2}, {"rest": ["seconds-or-minutes"]}),
        (ExerciseSchema, ROW, {"rest": "2 s"}, {}),
        (OwnExerciseSchema, OWN, {"code": "ä b"}, {"code": ["code-characters"]}),
        (OwnExerciseSchema, OWN, {"steps": "-"}, {"steps": ["no-steps"]}),
        (OwnExerciseSchema, OWN, {"pictures": "a.png\nb.png\nc.png", "alts": "1\n2\n3"},
         {"pictures": ["too-many-pictures"]}),
        (OwnExerciseSchema, OWN, {"pictures": "a.png"}, {"alts": ["no-picture-description"]}),
    ],
)  # fmt: skip
def test_a_row_with_these_cells_is_told(
    schema: type[RowSchema[Any]],
    usual: dict[str, object],
    cells: dict[str, object],
    codes: dict[str, list[str]],
) -> None:
    assert faults(schema, usual | cells) == codes


def test_a_row_is_made_of_what_is_understood() -> None:
    schema = PatientSchema(LISTS)
    with pytest.raises(ValidationError) as caught:
        schema.load(PATIENT | {"weeks": "many", "email": "a@b.example", "goals": "1. Walk"})
    row = schema.make(caught.value.valid_data)
    assert isinstance(row, PatientRow)
    assert (row.weeks, row.email, row.goals) == (0, "a@b.example", ("Walk",))


def test_each_fact_is_in_its_field_and_its_cell_is_known() -> None:
    row = ExerciseSchema(LISTS).load(ROW | {"dose": "3 x 10, hold 5 s", "note": "Slowly"})
    assert (row.sets, row.reps, row.note) == (exactly(3), exactly(10), "Slowly")
    assert row.said_in == {"sets": "dose", "reps": "dose", "hold": "dose"}


def test_one_clinics_lists_are_not_remembered_for_another() -> None:
    days = [PatientSchema(lists_of(SMALL, date_order=order)).load(PATIENT | {"start": "3/4/2026"})
            for order in ("day", "month")]  # fmt: skip
    assert [row.start for row in days] == [date(2026, 4, 3), date(2026, 3, 4)]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.sheet.key)
@pytest.mark.parametrize("filled", [(), ("no-such-column",)])
def test_empty_cells_that_may_be_empty_are_not_looked_at(
    schema: type[RowSchema[Any]], filled: tuple[str, ...]
) -> None:
    whole = schema(LISTS)
    needed = {column.key for column in schema.sheet.columns if column.required}
    assert set(whole.reading(filled).load_fields) == needed
    last = list(whole.fields)[-1]
    assert set(whole.reading((*filled, last)).load_fields) == needed | {last}
    assert whole.reading(filled).validate({}) == whole.validate({})


def told(cells: dict[str, Any], columns: Iterable[str] = ()) -> list[str]:
    """The codes of a row of Patients that stands in a sheet with these cells' columns."""
    found = {key: at for at, key in enumerate((*cells, *columns), 1)}
    record = Record(Spot("Patients", 2, found, tuple(cells)), cells)
    entry = load_row(record, PatientSchema(LISTS), tell=Teller(WORDS))
    return [item.code for item in entry.findings]


def test_of_a_struck_cell_nothing_else_is_said() -> None:
    assert told(PATIENT | {"email": "a@b.example"}) == ["email-without-consent"]
    assert told(PATIENT | {"email": Struck("a@b.example")}) == ["struck-through"]


def test_a_column_that_is_not_there_is_no_cell_that_is_empty() -> None:
    cells = {key: value for key, value in PATIENT.items() if key != "plan_id"}
    assert told(cells, ["plan_id"]) == ["missing-in-row"]
    assert told(cells) == []


@pytest.mark.parametrize(
    ("message", "code", "values"),
    [
        (Range(min=1, max=52, error=Fault("whole-number")), "whole-number",
         {"value": "99", "length": 2, "low": 1, "high": 52}),
        (Length(max=1, error=Fault("too-long")), "too-long",
         {"value": "99", "length": 2, "high": 1}),
    ],
)  # fmt: skip
def test_a_validator_of_marshmallows_tells_a_code(
    message: Any, code: str, values: dict[str, object]
) -> None:
    with pytest.raises(ValidationError) as caught:
        message(99 if isinstance(message, Range) else "99")
    (fault,) = caught.value.messages
    assert isinstance(fault, Fault)
    assert (fault, fault.values) == (code, values)


def codes_in(path: Path) -> Iterator[str]:
    """Every code that a module of the room tells, as it is written there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            at = {"Fault": 0, "refused": 0, "at": 1}.get(node.func.id)
            if at is not None and isinstance(node.args[at], ast.Constant):
                yield str(node.args[at].value)  # type: ignore[attr-defined]


def test_every_code_that_a_cell_may_have_has_its_words() -> None:
    room = Path(str(module.__file__)).parent
    codes = {code for path in room.rglob("*.py") for code in codes_in(path)}
    assert len(codes) > 25
    assert codes - WORDS.keys() == set()
