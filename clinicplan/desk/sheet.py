"""Plans that are being written are kept by number, each with its last good handout."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from clinicplan.desk.opened import Opened
from clinicplan.desk.pages import Notice
from clinicplan.desk.saving import Kept
from clinicplan.desk.unsure import asks_side
from clinicplan.desk.written import Written
from clinicplan.plan import Side
from clinicplan.tasks.draft import Draft, Drafted
from clinicplan.tasks.drafts import Home, Unsaved, drafts_folder

MOST = 12
"""Plans that are in memory at once; what was not looked at for longest is left to the disk."""


@dataclass(slots=True)
class Sheet:
    """A plan that is being written: its fields, what they mean, and its last good handout.

    `home` is the workbook that it is written for. `as_last` is who writes it as long as nobody has
    chosen: whoever wrote the last plan ("": there is but one). `opened` is the plan of it that is
    changed, as it was when the fields were filled in (None: a new one), and `theirs` what Excel
    has made of it since, where it is asked which of the two is meant. A draft of an older
    program knows no more than a digest of the plan that it began from: `base`. `took` says what
    was taken from Excel, and `bases` are the plans, by digest, that windows may still show.
    `saved_as` are the fields that became a new plan: a window may still post them.
    `draft` is what would be saved now. `unsaved` is the draft as it was kept last (its number is
    0 where the disk refused it, and `unkept` says why). `asking` is the
    exercise that is not put in before a reason is given, `why` what was given. `rows` is
    true where the rows to paste were asked for.
    """

    written: Written
    home: Home
    opened: Opened | None = None
    as_last: str = ""
    theirs: Opened | None = None
    base: str = ""
    took: str = ""
    bases: dict[str, Opened] = field(default_factory=dict)
    saved_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    draft: Draft | None = None
    drafted: Drafted | None = None
    pdf: bytes = b""
    pages: int = 0
    spoken: tuple[str, ...] = ()
    is_old: bool = False
    page: int = 1
    drawn: int = 0
    asked: bool = False
    rows: bool = False
    part: str = "plan"
    asking: str = ""
    why: str = ""
    trouble: str = ""
    kept: Kept = field(default_factory=Kept)
    unsaved: Unsaved | None = None
    unkept: str = ""
    pictures: dict[tuple[int, int, int], bytes] = field(default_factory=dict)

    @property
    def is_behind(self) -> bool:
        """True where the plan was changed in Excel since this change of it was begun."""
        is_other = bool(self.opened and self.base and self.base != self.opened.digest)
        return is_other or self.theirs is not None

    @property
    def sides(self) -> Mapping[str, Side]:
        """The side that the plan's programme names for each of its exercises, by code."""
        return self.drafted.sides if self.drafted else {}

    @property
    def asks_side(self) -> bool:
        """True where the plan's programme names no side, and nobody else does."""
        found = self.drafted.found if self.drafted else ()
        return asks_side(item for _, item in found)

    @property
    def is_saved(self) -> bool:
        """True where the workbook says what the fields say."""
        return bool(self.opened and self.draft and self.opened.says(self.draft))


class Sheets:
    """The plans that are being written at one desk, as long as it runs.

    `told` is what became of one of them without a click, the reading that it was told
    of, and when.
    """

    def __init__(self) -> None:
        self._sheets: dict[int, Sheet] = {}
        self._count = 0
        self._lock = threading.Lock()
        self.told: tuple[Notice, int, datetime] | None = None

    def of(self, number: int) -> Sheet | None:
        """The plan of this number, None where it was forgotten or never there."""
        with self._lock:
            sheet = self._sheets.pop(number, None)
            if sheet is not None:
                self._sheets[number] = sheet
            return sheet

    def all(self) -> tuple[tuple[int, Sheet], ...]:
        """Every plan with its number."""
        with self._lock:
            return tuple(self._sheets.items())

    def forget(self, folder: Path, number: int) -> None:
        """Drop the plan whose draft was of this number in this folder."""
        with self._lock:
            self._sheets = {
                at: sheet
                for at, sheet in self._sheets.items()
                if not sheet.unsaved
                or sheet.unsaved.number != number
                or drafts_folder(Path(sheet.home.file)) != folder
            }

    def add(self, sheet: Sheet) -> int:
        """Keep another one; its number."""
        with self._lock:
            self._count += 1
            self._sheets[self._count] = sheet
            spare = [number for number, item in self._sheets.items() if not item.unkept]
            for number in spare[: max(len(self._sheets) - MOST, 0)]:
                del self._sheets[number]
            return self._count
