"""Blocks become sheets: pages that have no footer yet, because nobody knows how many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.pdf.pieces import Block, Placed
from clinicplan.illustrations.picture import Picture
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

    `used` is how far down it is filled, in points. `grown` makes the item of number `grows`
    anew, as large as the points allow that it is given; None where it cannot be larger.
    """

    items: list[Placed]
    bookmarks: list[tuple[str, float]]
    used: float = 0
    grown: Callable[[float], Block | None] | None = None
    grows: int = 0

    def copy(self) -> Sheet:
        """A sheet with the same on it, to be filled in another way."""
        return replace(self, items=[*self.items], bookmarks=[*self.bookmarks])

    def add(self, block: Block, *, gap: float = 0, title: str = "") -> None:
        """Puts a block under all that there is, after a gap, with a bookmark if it has a title."""
        y = -self.used - (gap if self.items else 0)
        self.items.append(Placed(block, 0, y))
        if title:
            self.bookmarks.append((title, y))
        self.used = block.height - y

    def settle(self, room: float) -> None:
        """Lets the block that grows fill what the page's `room` leaves of it, where it can."""
        if not self.grown:
            return
        small, _, top = self.items[self.grows]
        assert isinstance(small, Block)
        block = self.grown(room - (self.used - small.height))
        if block is None or block.height <= small.height:
            return
        down = block.height - small.height
        under = [Placed(each, x, y - down) for each, x, y in self.items[self.grows + 1 :]]
        self.items = [*self.items[: self.grows], Placed(block, 0, top), *under]
        self.bookmarks = [(title, y - down if y < top else y) for title, y in self.bookmarks]
        self.used += down


Spaced = list[tuple[Block, float]]
"""Blocks, each with the space that follows it."""


def total(blocks: Spaced) -> float:
    """The height of all blocks, without the space that follows the last."""
    return sum([block.height + space for block, space in blocks]) - blocks[-1][1]


def column(blocks: Spaced, *, title: str = "") -> Sheet:
    """The blocks one below the other, from the top of the text area."""
    sheet = Sheet([], [])
    before = 0.0
    for block, space in blocks:
        sheet.add(block, gap=before, title=title)
        before, title = space, ""
    return sheet
