"""The cells that a change of a plan began from become lines of its draft, and cells again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from clinicplan.workbook.xlsx.grid import Formatted, Struck, Trouble, Value

Cells = Mapping[str, Value]
"""A row's values by column key; what is empty is left out."""

DAYS: Mapping[str, type[datetime | date | time]] = {
    "datetime": datetime, "date": date, "time": time,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Began:
    """A plan as the workbook had it when somebody began to change it.

    `patient` is its row of Patients, without the password; `exercises` are its rows of Exercises,
    without their plan ID.
    """

    patient: Cells
    exercises: tuple[Cells, ...] = ()


def lines_of(began: Began) -> dict[str, object]:
    """What JSON can hold of it; `began_of` makes the same cells of it."""
    return {
        "patient": _lines(began.patient),
        "exercises": [_lines(row) for row in began.exercises],
    }


def began_of(said: object) -> Began | None:
    """The cells of such lines; None where they say none, as those of an older program."""
    if not isinstance(said, dict):
        return None
    try:
        return Began(_cells(said["patient"]), tuple(map(_cells, said["exercises"])))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _lines(cells: Cells) -> dict[str, object]:
    return {key: _line(value) for key, value in cells.items()}


def _line(value: Value) -> object:
    """A plain value is itself; another one says first what it is."""
    if isinstance(value, Formatted):
        return ["formatted", value.value, value.code]
    if isinstance(value, Struck):
        return ["struck", _line(value.value)]
    if isinstance(value, Trouble):
        return ["trouble", value.code, value.text]
    if isinstance(value, date | time):
        return [type(value).__name__, value.isoformat()]
    return value


def _cells(said: Mapping[str, object]) -> dict[str, Value]:
    return {key: _value(line) for key, line in said.items()}


def _value(line: object) -> Value:
    """The value of a line; ValueError or TypeError where it is none."""
    if isinstance(line, str | int | float):
        return line
    if not isinstance(line, list):
        raise TypeError("no cell")
    kind, first, *more = line
    if kind in DAYS:
        return DAYS[kind].fromisoformat(_text(first))
    if kind == "trouble":
        return Trouble(_text(first), _text(*more))
    if kind == "formatted" and isinstance(first, str | int | float):
        return Formatted(first, _text(*more))
    within = _value(first)
    if kind != "struck" or isinstance(within, Struck | Trouble):
        raise ValueError("no such cell")
    return Struck(within)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
