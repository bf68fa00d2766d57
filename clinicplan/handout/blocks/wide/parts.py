"""Measured now and drawn later: parts, and lists that may be divided, become blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clinicplan.handout.pdf.pieces import Block, Placed


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What stands on one page: its least height, and by how much it may be higher, in points.

    `draw` makes the block, so many points higher than the least.
    """

    height: float
    draw: Callable[[float], Block]
    most: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """Items one below the other that may be divided between pages.

    `heads` are the heights of what stands above them, at first and where they go on; `items`
    are theirs, `gap` points apart, each with `most` points to grow by, and what stands under
    the last with `last` points. `make` makes the block of the items from one number up to
    another, so many points higher in all. A `whole` one is divided only where no page holds it,
    and never with fewer than `fewest` items on a page. An `even` one begins a page then, and has
    about as much on each of two. `title` is the bookmark of the first of them,
    "" for none.
    """

    heads: tuple[float, float]
    items: tuple[float, ...]
    make: Callable[[int, int, float], Block]
    gap: float = 0.0
    most: float = 0.0
    last: float = 0.0
    whole: bool = False
    fewest: int = 2
    even: bool = False
    title: str = ""

    def height(self, start: int, stop: int) -> float:
        """The least height of these items under their heading, in points."""
        head = self.heads[1 if start else 0]
        return head + sum(self.items[start:stop]) + self.gap * (stop - start - 1)

    def part(self, start: int, stop: int) -> Part:
        """These items as a part."""
        return Part(
            self.height(start, stop),
            lambda extra: self.make(start, stop, extra),
            self.most * (stop - start) + (self.last if stop == len(self.items) else 0),
        )


def fixed(block: Block) -> Part:
    """A block that is drawn already."""
    return Part(block.height, lambda _: block)


def lowered(block: Block, most: float) -> Part:
    """A block that is drawn already, with so many points above it where there is room."""

    def draw(extra: float) -> Block:
        return Block(block.height + extra, (Placed(block, 0, -extra),))

    return Part(block.height, draw, most)


def undivided(block: Block) -> Listing:
    """A block that is drawn already, as a list of one."""
    return Listing((0.0, 0.0), (block.height,), lambda *_: block)
