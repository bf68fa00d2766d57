"""A cell that names files becomes their paths in the workbook's folder, never outside."""

from __future__ import annotations

import re

from clinicplan.workbook.sheets.cells.texts import LONGEST_LINE, TextCell
from clinicplan.workbook.sheets.faults import refused
from clinicplan.workbook.xlsx.grid import Value

_SPLIT = re.compile(r"\s*[;\n]\s*")


class File(TextCell):
    """The name of a file."""

    longest = LONGEST_LINE

    def read(self, value: Value) -> str:
        """Its path, with / between folders."""
        return _inside(self.line(value))


class Files(TextCell):
    """The names of files, a line each or with semicolons between."""

    def read(self, value: Value) -> tuple[str, ...]:
        """Their paths, with / between folders."""
        names = (part for line in self.lines(value) if line for part in _SPLIT.split(line))
        return tuple(_inside(name) for name in names if name)


def _inside(name: str) -> str:
    """The path of a file in the workbook's folder or below it."""
    parts = re.split(r"[/\\]", name)
    if ".." in parts or name.startswith(("/", "\\", "~")) or ":" in name or "\0" in name:
        raise refused("file-outside", value=name)
    return "/".join(parts)
