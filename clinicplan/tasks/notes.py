"""A file beside the handouts becomes what is noted in it, and what is noted becomes that file.

One run at a time changes it, and no reader ever sees half of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from clinicplan.files import STATE, held, open_folder, write_whole
from clinicplan.rules import plan_key

Noted = TypeVar("Noted")
One = TypeVar("One")

WAIT = 10.0
"""Seconds that a note waits for another run's."""


@dataclass(frozen=True)
class Notes(Generic[Noted]):
    """What is noted in a file (`name`), and whose turn it is, by another (`lock`).

    `read_as` gives what its JSON says, `nothing` is what a damaged or a foreign file does.
    """

    name: str
    lock: str
    read_as: Callable[[Any], Noted]
    nothing: Noted
    indent: int | None = None

    def read(self, folder: Path) -> Noted:
        """What is noted beside the handouts of this folder."""
        try:
            return self.read_as(json.loads((folder / STATE / self.name).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return self.nothing

    @contextmanager
    def alone(self, folder: Path) -> Iterator[Noted]:
        """What is noted, for this run alone. Raises BusyFolder and UnwritableFile."""
        open_folder(folder / STATE)
        with held(folder, lock=folder / STATE / self.lock, wait=WAIT):
            yield self.read(folder)

    def write(self, folder: Path, noted: Noted) -> None:
        """Keep this instead, in a run that has it alone. Raises UnwritableFile."""
        content = json.dumps(noted, indent=self.indent, default=asdict)
        write_whole(folder / STATE / self.name, content.encode())

    def change(self, folder: Path, change: Callable[[Noted], Noted]) -> None:
        """Keep what this makes of what is noted. Raises BusyFolder and UnwritableFile."""
        with self.alone(folder) as noted:
            self.write(folder, change(noted))


def by_plan(read_as: Callable[[Any], One]) -> Callable[[Any], Mapping[str, One]]:
    """How a file is read that has one thing of each plan, by its ID."""
    return lambda said: {str(plan): read_as(one) for plan, one in said.items()}


def change_one(
    notes: Notes[Mapping[str, One]], folder: Path, plan: str, change: Callable[[One], One]
) -> None:
    """Keep what this makes of what is noted of the plan, by its ID in small letters; if anything.

    Raises BusyFolder and UnwritableFile.
    """
    key = plan_key(plan)
    notes.change(folder, lambda of: {**of, key: change(of[key])} if key in of else of)
