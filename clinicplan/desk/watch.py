"""Looks at what lies at a workbook's path become what is to be done about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

EVERY = 0.2
"""Seconds between two looks."""

STILL = 2
"""Looks in a row that must find the same before a saved workbook is read: Excel writes slowly."""

PATIENCE = 15
"""Looks at a workbook that cannot be read before it is said: Excel locks it for a moment."""

Mark = tuple[int, int]
"""A file's size in bytes, and when it was changed, in nanoseconds."""


class Do(Enum):
    """What a look asks for."""

    NOTHING = auto()
    READ = auto()
    SAY_GONE = auto()


@dataclass(frozen=True, slots=True)
class Looks:
    """What the looks so far have found.

    `mark` is what the last one found (None: no file), `still` how many have found the same,
    `read` what lay there when the workbook was read last (None: it was not there).
    """

    mark: Mark | None
    read: Mark | None
    still: int = 0

    def then(self, mark: Mark | None) -> Looks:
        """These looks and one more."""
        return replace(self, mark=mark, still=self.still + 1 if mark == self.mark else 0)

    def asks(self) -> Do:
        """What is to be done now; a file that is being written is left alone."""
        if self.mark == self.read or self.still < STILL:
            return Do.NOTHING
        return Do.SAY_GONE if self.mark is None else Do.READ

    def done(self) -> Looks:
        """These looks, after what they asked for was done."""
        return replace(self, read=self.mark)


def mark_of(path: Path) -> Mark | None:
    """Size and time of the file, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
