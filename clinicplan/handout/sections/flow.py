"""Blocks that follow one another become sheets, filled from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TypeVar

from clinicplan.errors import BrokenHandout
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block
from clinicplan.handout.sections.sheets import Sheet

_FEWEST = 2
"""Items of a list that may stand alone at a page's foot or head."""
_ROUNDING = 0.01
"""Points by which a page that is filled to its foot may seem too full."""
_T = TypeVar("_T")


class Flow:
    """Sheets being filled from top to bottom; `again`, if there is one, begins each new sheet."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.again: Block | None = None
        self.sheets = [Sheet([], [])]
        self._begun = 0.0

    @property
    def left(self) -> float:
        """What the last sheet has left under a gap, in points."""
        return self._look.paper.room - self.sheets[-1].used - self._gap

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on the last sheet yet but what begins it."""
        return self.sheets[-1].used <= self._begun

    @property
    def _gap(self) -> float:
        """What keeps the next block away from the one above it."""
        if self.is_fresh:
            return self._look.wide.lines if self._begun else 0
        return self._look.wide.gap

    def turn(self) -> None:
        """Begins a sheet, unless the last one is still empty."""
        if self.is_fresh:
            return
        self.sheets.append(Sheet([], []))
        self._begun = self.again.height if self.again else 0
        if self.again:
            self.sheets[-1].add(self.again)

    def add(self, block: Block, *, gap: float | None = None, title: str = "") -> None:
        """Puts a block under the others, or on the next sheet where it does not fit."""
        if block.height > self._under(gap) + _ROUNDING:
            self.turn()
        if block.height > self._under(gap) + _ROUNDING:
            raise BrokenHandout("A part of the plan does not fit on a page in this edition.")
        after = self._gap if gap is None or self.is_fresh else gap
        self.sheets[-1].add(block, gap=after, title=title)

    def _under(self, gap: float | None) -> float:
        """What the last sheet has left under such a gap; one that is fresh has its own."""
        return self.left if gap is None or self.is_fresh else self.left + self._gap - gap

    def took(self, block: Block | None) -> bool:
        """Puts a block under the others where it fits there; False where it does not.

        True for None: nothing is left to be put anywhere.
        """
        if block and block.height > self.left:
            return False
        if block:
            self.add(block)
        return True

    def add_list(self, items: Sequence[_T], make: Callable[[Sequence[_T], bool], Block]) -> None:
        """Puts what `make` makes of the items, on as many sheets as they need.

        `make` is told whether the items are the first.
        """
        first = True
        while items:
            many = self._most(items, make, first=first)
            if many < len(items) and not self.is_fresh and many < _FEWEST:
                self.turn()
                many = self._most(items, make, first=first)
            many = max(many, 1)
            if 0 < len(items) - many < _FEWEST < many:
                many = len(items) - _FEWEST
            self.add(make(items[:many], first))
            items, first = items[many:], False

    def _most(
        self, items: Sequence[_T], make: Callable[[Sequence[_T], bool], Block], *, first: bool
    ) -> int:
        """How many of the items fit on what the last sheet has left."""
        fits = (make(items[:many], first).height <= self.left for many in range(1, len(items) + 1))
        return sum(takewhile(bool, fits))
