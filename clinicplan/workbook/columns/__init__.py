"""The one table of sheets and columns that reader, blank workbook, messages and docs follow."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clinicplan.workbook.columns.clinic import CLINIC, SETTING_HEADINGS
from clinicplan.workbook.columns.exercises import (
    EXERCISE,
    EXERCISES,
    FACTS,
    NAME_OF_PLAN,
    OWN_EXERCISES,
    PROGRAMMES,
)
from clinicplan.workbook.columns.kinds import Column, Kind, Layout, Sheet
from clinicplan.workbook.columns.people import PATIENTS, PRACTITIONERS

__all__ = [
    "CLINIC",
    "EXAMPLE_ID",
    "EXERCISE",
    "EXERCISES",
    "FACTS",
    "LIBRARY",
    "NAME_OF_PLAN",
    "OWN_EXERCISES",
    "PATIENTS",
    "PRACTITIONERS",
    "PROGRAMMES",
    "SETTING_HEADINGS",
    "SHEETS",
    "START",
    "VERSION",
    "VERSION_NAME",
    "Column",
    "Kind",
    "Layout",
    "Sheet",
    "version_of",
]

VERSION = 2
"""The workbook's version: it goes up when a column is new, renamed or changes its meaning."""

VERSION_NAME = "clinicplan_version_"
"""How the name begins that a workbook of ours has; its version follows."""

EXAMPLE_ID = "EXAMPLE"
"""The plan ID (or code) of the example rows that workbooks had once; the reader skips them."""

START = Sheet(
    key="start",
    title="Start",
    row="",
    doc="How the workbook works, in six steps. It is not read back.",
    layout=Layout.PROSE,
    read=False,
)

LIBRARY = Sheet(
    key="library",
    title="Library",
    row="an exercise that comes with clinicplan",
    doc="Every exercise with its picture, equipment, presets and programmes. It is not read "
    "back.",
    layout=Layout.PROSE,
    read=False,
)

SHEETS = (
    START,
    CLINIC,
    PRACTITIONERS,
    PATIENTS,
    EXERCISES,
    PROGRAMMES,
    OWN_EXERCISES,
    LIBRARY,
)


def version_of(names: Iterable[str]) -> int:
    """The version of a workbook of ours by its defined names; 1 where they do not say."""
    ends = [name.removeprefix(VERSION_NAME) for name in names if name.startswith(VERSION_NAME)]
    return max((int(end) for end in ends if re.fullmatch(r"[0-9]{1,3}", end)), default=1)
