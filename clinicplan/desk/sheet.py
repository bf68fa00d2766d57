"""Plans that are being written are kept by number, each with its last good handout."""

from __future__ import annotations

from dataclasses import dataclass, field

from clinicplan.desk.saving import Kept
from clinicplan.desk.written import Written
from clinicplan.tasks.draft import Drafted

MOST = 12
"""Plans that are being written at once; the oldest is forgotten first."""


@dataclass(slots=True)
class Sheet:
    """A plan that is being written: its fields, what they mean, and its last good handout."""

    written: Written
    drafted: Drafted | None = None
    pdf: bytes = b""
    pages: int = 0
    is_old: bool = False
    page: int = 1
    drawn: int = 0
    asked: bool = False
    part: str = "plan"
    trouble: str = ""
    kept: Kept = field(default_factory=Kept)
    pictures: dict[tuple[int, int, int], bytes] = field(default_factory=dict)


class Sheets:
    """The plans that are being written at one desk. They are kept while it runs, nowhere else."""

    def __init__(self) -> None:
        self._sheets: dict[int, Sheet] = {}
        self._count = 0

    def of(self, number: int) -> Sheet | None:
        """The plan of this number, None where it was forgotten or never there."""
        return self._sheets.get(number)

    def add(self, sheet: Sheet) -> int:
        """Keep another one; its number."""
        self._count += 1
        self._sheets[self._count] = sheet
        self._sheets = dict(list(self._sheets.items())[-MOST:])
        return self._count
