"""Columns of a plan that belong together become what is taken from one of two plans as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clinicplan.desk.opened import FIELDS, Opened
from clinicplan.desk.written import FACTS, OF_EXERCISES, SEVERAL, Row, Written, plain
from clinicplan.workbook.writing.held import PLAN_ID, HeldRow
from clinicplan.workbook.xlsx.grid import Value

Unit = tuple[str, ...]
"""Columns that are taken from one of the two as a whole."""

WHO = ("first_name", "last_name", "born")
"""Whose plan it is: what was changed for one person is not given to another."""

OF_ALL = ("programme", "side")
"""What says something of every exercise of the plan."""

ALONE = ("note", "override", "position", "tool", "link")
"""What is beside the side and the dose of an exercise, each for itself."""

HOW = tuple(key for key in ("side", "preset", "dose", *FACTS) if key not in ALONE)
"""What says how an exercise is done: on which side, and how much."""

OF_PATIENT: tuple[Unit, ...] = (
    ("email", "consent"),  # who has agreed, did so for one address
    *((key,) for key in (*FIELDS, SEVERAL) if key not in ("email", "consent")),
)
OF_ROW: tuple[Unit, ...] = (HOW, *((key,) for key in ALONE))


@dataclass(frozen=True, slots=True)
class Clash:
    """What both have changed: its columns, and the exercise by its number in Excel's plan.

    `at` is 0 for the row of the patient, and `was` the exercise's number in the plan as it was.
    """

    keys: Unit
    at: int = 0
    was: int = 0


def taking(written: Written, source: Written, clash: Clash) -> Written:
    """The fields, with those of the clash from the other plan."""
    if not clash.at:
        patient = dict(written.patient)
        for key in clash.keys:
            if key == SEVERAL:
                written = replace(written, take_care=source.take_care)
            elif text := source.value(key):
                patient[key] = text
            else:
                patient.pop(key, None)
        return replace(written, patient=patient)
    own = source.rows[clash.at - 1]
    rows = (row_taking(row, own, clash.keys) if row.was == clash.at else row
            for row in written.rows)  # fmt: skip
    return replace(written, rows=tuple(rows))


def row_taking(row: Row, source: Row, keys: Unit) -> Row:
    facts = {key: text for key, text in row.facts.items() if key not in keys}
    facts |= {key: source.facts[key] for key in keys if key in source.facts}
    own = {key: getattr(source, key) for key in keys if key in OF_EXERCISES}
    return replace(row, facts=facts, **own)


def with_unit(plan: Opened, clash: Clash, source: Opened, *, number: int) -> Opened:
    """The plan, with cells and fields of the clash from the other, where the row has `number`."""
    held = plan.held
    if not clash.at:
        row = _cells_taking(held.patient, source.held.patient, clash.keys)
        held = replace(held, patients=replace(held.patients, rows=(row,)))
        return Opened(held, taking(plan.written, source.written, clash))
    rows = list(held.exercises.rows)
    own = source.held.exercises.rows[number - 1]
    rows[clash.at - 1] = _cells_taking(rows[clash.at - 1], own, clash.keys)
    fields = list(plan.written.rows)
    fields[clash.at - 1] = row_taking(
        fields[clash.at - 1], source.written.rows[number - 1], clash.keys
    )
    held = replace(held, exercises=replace(held.exercises, rows=tuple(rows)))
    return Opened(held, replace(plan.written, rows=tuple(fields)))


def _cells_taking(row: HeldRow, source: HeldRow, keys: Unit) -> HeldRow:
    cells = {key: value for key, value in row.cells.items() if key not in keys}
    return replace(row, cells=cells | {key: source.cells[key] for key in keys
                                       if key in source.cells})  # fmt: skip


def changed(old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[str]:
    """The columns in which two rows differ."""
    for key in dict.fromkeys((*old, *new)):
        if key != PLAN_ID and not is_same(old.get(key, ""), new.get(key, "")):
            yield key


def is_same(one: Value, other: Value) -> bool:
    """True for cells of the same value; spaces round a text are none of it."""
    if isinstance(one, str) and isinstance(other, str):
        return plain(one) == plain(other)
    return type(one) is type(other) and one == other


def field_of(written: Written, key: str) -> object:
    return frozenset(written.take_care) if key == SEVERAL else written.value(key)


def of_row(row: Row, key: str) -> str:
    return str(getattr(row, key)) if key in OF_EXERCISES else row.facts.get(key, "")
