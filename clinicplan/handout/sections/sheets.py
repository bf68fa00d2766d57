"""Blocks become sheets: pages that have no footer yet, because nobody knows how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.illustrations import Person
from clinicplan.handout.pieces import Block, Picture, Placed
from clinicplan.plan import Clinic, Plan


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A plan to be laid out, and all that its handout says and shows."""

    plan: Plan
    clinic: Clinic
    logo: Picture | None
    exercises: Mapping[str, Exercise]
    person: Person
    issued: date
    seal: str = ""


@dataclass(slots=True)
class Sheet:
    """A page being filled: items with the text area's top left corner at (0, 0).

    `used` is how far down it is filled, in points.
    """

    items: list[Placed]
    bookmarks: list[tuple[str, float]]
    used: float = 0

    def add(self, block: Block, *, gap: float = 0, title: str = "") -> None:
        """Puts a block under all that there is, after a gap, with a bookmark if it has a title."""
        y = -self.used - (gap if self.items else 0)
        self.items.append(Placed(block, 0, y))
        if title:
            self.bookmarks.append((title, y))
        self.used = block.height - y


Spaced = list[tuple[Block, float]]
"""Blocks, each with the space that follows it."""


def total(blocks: Spaced) -> float:
    """The height of all blocks, without the space that follows the last."""
    return sum(block.height + space for block, space in blocks) - blocks[-1][1]


def column(blocks: Spaced, *, title: str = "") -> Sheet:
    """The blocks one below the other, from the top of the text area."""
    sheet = Sheet([], [])
    before = 0.0
    for block, space in blocks:
        sheet.add(block, gap=before, title=title)
        before, title = space, ""
    return sheet
