"""The heights of a card's parts become pages: as few as can be, and the fullest of those ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicplan.handout.look import Look

WIDEST = 2.5
"""How much wider a gap may get where a page has room to spare."""

_FREE = 0.06
"""The share of a page that may stay empty at its foot without looking so."""


Heights = Sequence[float]
"""How high the parts of a page are, one below the other."""


def divided(look: Look, heights: Heights, again: float) -> Sequence[Heights]:
    """Pages with as many parts as they hold; the last has more where both are fuller then.

    A later page begins with `again`.
    """
    return evened_pages(look, filled_pages(look, heights, again), again)


def filled_pages(look: Look, heights: Heights, again: float) -> Sequence[Heights]:
    """Pages with as many parts as they hold."""
    room, near = look.paper.room, look.wide.near
    pages: list[list[float]] = []
    used = 0.0
    for height in heights:
        if pages and used + near + height <= room:
            pages[-1].append(height)
            used += near + height
        else:
            used = again + near + height if pages else height
            pages.append([height])
    return pages


def evened_pages(look: Look, pages: Sequence[Heights], again: float) -> Sequence[Heights]:
    """As many pages, the last with more where both are fuller then."""
    room, near = look.paper.room, look.wide.near
    ways = [way for way in _evener(pages) if _high((again, *way[-1]), near) <= room]
    return min(ways, key=lambda way: emptiness(look, way, again)) if ways else pages


def _evener(pages: Sequence[Heights]) -> Iterator[list[Heights]]:
    """The pages, and with more of the last but one on the last: none where there is only one."""
    if len(pages) > 1:
        *before, other, last = pages
        for at in range(len(other), 0, -1):
            yield [*before, other[:at], [*other[at:], *last]]


def _high(heights: Heights, near: float) -> float:
    return sum(heights) + near * (len(heights) - 1)


def emptiness(look: Look, pages: Sequence[Heights], again: float) -> float:
    """How bad the pages look: what their widest gaps leave empty."""
    first, *later = pages
    lefts = [_left(look, first), *(_left(look, (again, *page)) for page in later)]
    return sum([max(0.0, left - _FREE) ** 2 for left in lefts])


def _left(look: Look, heights: Heights) -> float:
    """The share of a page that its widest gaps leave empty."""
    room = look.paper.room
    return max(0.0, room - _high(heights, WIDEST * look.wide.near)) / room
