"""Cells that show something else than they hold become plain values, and what to ask about each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from clinicplan.workbook.columns import Kind, Sheet
from clinicplan.workbook.sheets.faults import Fault
from clinicplan.workbook.sheets.records import Record
from clinicplan.workbook.xlsx.grid import Formatted, Struck, Value
from clinicplan.workbook.xlsx.masks import shown_as

_AS_SHOWN = (Kind.ID, Kind.CODE, Kind.PHONE, Kind.SECRET)
"""Kinds whose cells are what they show: 7 under the format `000` is the plan 007."""

_WORDS = (Kind.TEXT, Kind.LINES, Kind.NAME, Kind.CHOICE, Kind.CHOICES)
"""Kinds in which `007` is not 7, so that zeros in front are kept."""

_FIGURES = re.compile(r"-?\d*\.?\d*")
_PADDED = re.compile(r"-?0\d.*")


def as_shown(record: Record, sheet: Sheet) -> tuple[Record, Mapping[str, Fault]]:
    """The record with a plain value in each cell, and the doubts by column.

    A row that is struck through as a whole has one doubt, in its first column.
    """
    odd = {
        key: value for key, value in record.values.items() if isinstance(value, Formatted | Struck)
    }
    if not odd:
        return record, {}
    plain: dict[str, Value] = {}
    doubts: dict[str, Fault] = {}
    for key, value in odd.items():
        is_struck = isinstance(value, Struck)
        held = value.value if isinstance(value, Struck) else value
        plain[key], doubt = _settled(held, sheet.column(key).kind)
        if is_struck:
            doubts[key] = Fault("struck-through").format(value=str(plain[key]))
        elif doubt:
            doubts[key] = doubt
    if len(record.values) > 1 and all(isinstance(item, Struck) for item in record.values.values()):
        doubts = {min(record.values, key=record.spot.place): Fault("struck-row")}
    return replace(record, values={**record.values, **plain}), doubts


def _settled(value: Value, kind: Kind) -> tuple[Value, Fault | None]:
    """The plain value, and a doubt where Excel shows something else."""
    if not isinstance(value, Formatted):
        return value, None
    shown = shown_as(value.value, value.code)
    if kind in _AS_SHOWN and shown:
        return (value.value if _is_same(shown, value.value) else shown), None
    if _is_same(shown, value.value):
        return value.value, None
    if _PADDED.fullmatch(shown) and _is_number(shown, value.value):
        return (shown if kind in _WORDS else value.value), None
    if not shown:
        return value.value, Fault("format-hides").format(value=str(value))
    return value.value, Fault("format-adds").format(value=str(value), shown=shown)


def _is_same(shown: str, value: float | str) -> bool:
    return shown == value or (_is_number(shown, value) and not _PADDED.fullmatch(shown))


def _is_number(shown: str, value: float | str) -> bool:
    """True where what is shown are the figures of this number."""
    is_figures = _FIGURES.fullmatch(shown) and any(map(str.isdigit, shown))
    return bool(is_figures) and not isinstance(value, str) and float(shown) == value
