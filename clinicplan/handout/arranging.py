"""Heights become pages: which blocks that follow one another share a page.

All heights are known before anything is placed, so pages are chosen and not stacked: the
fewest, and of all ways with so many pages the one that leaves the least room empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_FREE = 0.06
"""The share of a page that may stay empty at its foot without looking so."""
_ALONE = 0.12
"""As how empty a page counts whose only block can grow until it fills the page."""


class Arrangement(NamedTuple):
    """How many blocks stand on each page, and how it compares: the lowest (pages, empty) wins.

    The first of `groups` are those on the page that was begun already, 0 where none fits.
    """

    pages: int
    empty: float
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """The height of a page and of what is left of one begun already; gaps between blocks.

    `gap` is the least gap, `widest` the widest, all in points.
    """

    page: float
    begun: float
    gap: float
    widest: float


def arranged(heights: Sequence[float], room: Room, *, grows: Sequence[bool]) -> Arrangement:
    """The best way to put blocks of these heights on pages, in their order.

    `grows` says of each whether it can fill a page alone. A block higher than a page gets
    one for itself: whoever asks has seen to it that there is none.
    """
    best = [Arrangement(0, 0.0, (0,))]
    for end in range(1, len(heights) + 1):
        way = _begun(heights[:end], room)
        for start in range(end - 1, -1, -1):
            group = heights[start:end]
            if len(group) > 1 and _least(group, room) > room.page:
                break
            before = best[start]
            if way and before.pages >= way.pages:
                continue
            empty = before.empty + _empty(group, room, grows=grows[start])
            if way is None or (before.pages + 1, empty) < way[:2]:
                way = Arrangement(before.pages + 1, empty, (*before.groups, len(group)))
        assert way, "a block alone is always a way"
        best.append(way)
    return best[-1]


def fewest(heights: Sequence[float], room: Room) -> int:
    """How many new pages the best way needs."""
    start, pages = _fitting(heights, room.begun, room), 0
    while start < len(heights):
        start += max(1, _fitting(heights[start:], room.page, room))
        pages += 1
    return pages


def _fitting(heights: Sequence[float], high: float, room: Room) -> int:
    """How many of the first blocks fit together into so many points."""
    return next(
        (many for many in range(len(heights)) if _least(heights[: many + 1], room) > high),
        len(heights),
    )


def _least(group: Sequence[float], room: Room) -> float:
    return sum(group) + room.gap * (len(group) - 1)


def _begun(group: Sequence[float], room: Room) -> Arrangement | None:
    """All of them on the page begun already; None where they do not fit."""
    if _least(group, room) > room.begun:
        return None
    left = room.begun - _least(group, room)
    return Arrangement(0, waste(left / room.page), (len(group),))


def _empty(group: Sequence[float], room: Room, *, grows: bool) -> float:
    """How bad the empty room of a page with this group looks."""
    if len(group) == 1 and grows:
        return waste(_ALONE)
    left = room.page - sum(group) - room.widest * (len(group) - 1)
    return waste(max(0.0, left) / room.page)


def waste(share: float) -> float:
    """How bad a page looks of which this share is empty: much is more than twice as bad as half."""
    return max(0.0, share - _FREE) ** 2
