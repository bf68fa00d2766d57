"""Parts that follow one another become sheets, filled from top to bottom and drawn at the end."""

from __future__ import annotations

from typing import NamedTuple

from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks.wide.parts import Listing, Part
from clinicplan.handout.look import Look
from clinicplan.handout.sections.sheets import Sheet

_ROUNDING = 0.01
"""Points by which a page that is filled to its foot may seem too full."""
_WIDEST = 3.0
"""How much wider a gap may get where a page has room to spare."""
_FREE = 0.06
"""The share of a page that may stay empty at its foot without looking so."""


class _Standing(NamedTuple):
    """A part on its page: the gap above it, and the bookmark that it has, if any."""

    part: Part
    gap: float
    title: str


_Page = list[_Standing]


class Flow:
    """Pages being filled from top to bottom; `again` begins each page but the first.

    Nothing is drawn until all of them are known: then what may grow fills its page.
    """

    def __init__(self, look: Look, again: Part | None = None) -> None:
        self._look = look
        self._high = look.paper.room
        self._gaps = look.wide.between, look.wide.lines
        self._again = again
        self._is_begun = False
        self._used = 0.0
        self._bad = 0.0
        self.pages: list[_Page] = [[]]

    def copy(self) -> Flow:
        """The same pages, to be tried with more on the last of them."""
        other = Flow(self._look, self._again)
        other._is_begun, other._used, other._bad = self._is_begun, self._used, self._bad
        other.pages = [*self.pages[:-1], [*self.pages[-1]]]
        return other

    @property
    def room(self) -> float:
        """What a fresh page has, under what begins it."""
        begun = self._again.height + self._gaps[1] if self._again else 0
        return self._high - begun

    @property
    def left(self) -> float:
        """What the last page has left under a gap, in points."""
        return self._under(None)

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on the last page yet but what begins it."""
        return len(self.pages[-1]) <= self._is_begun

    def _gap(self, gap: float | None) -> float:
        """What keeps the next part away from what is above it."""
        if self.is_fresh:
            return self._gaps[1] if self._is_begun else 0
        return self._gaps[0] if gap is None else gap

    def _under(self, gap: float | None) -> float:
        """What the last page has left under such a gap."""
        return self._high - self._used - self._gap(gap)

    def turn(self) -> None:
        """Begins a page, unless the last one is still empty."""
        if self.is_fresh:
            return
        self._bad += self._badness(self.pages[-1])
        self.pages.append([_Standing(self._again, 0, "")] if self._again else [])
        self._is_begun = self._again is not None
        self._used = self._again.height if self._again else 0.0

    def begin_with(self, again: Part | None) -> None:
        """What new pages begin with from now on: nothing, where something else follows."""
        self._again = again

    def add(self, part: Part, *, gap: float | None = None, title: str = "") -> None:
        """Puts a part under the others, or on the next page where it does not fit."""
        if part.height > self._under(gap) + _ROUNDING:
            self.turn()
        if part.height > self._under(gap) + _ROUNDING:
            raise BrokenHandout("A part of the plan does not fit on a page in this edition.")
        gap = self._gap(gap)
        self.pages[-1].append(_Standing(part, gap, title))
        self._used += part.height + gap

    def add_list(self, listing: Listing, *, title: str = "") -> None:
        """Puts a list under the others, on as many pages as it needs."""
        start, count, title = 0, len(listing.items), title or listing.title
        high = listing.height(0, count)
        if listing.whole and self.left < high and (listing.even or high <= self.room):
            self.turn()
        while start < count:
            stop = self._stop(listing, start)
            if stop - start < min(listing.fewest, count - start) and not self.is_fresh:
                self.turn()
                stop = self._stop(listing, start)
            stop = max(stop, start + 1)
            if 0 < count - stop < listing.fewest < stop - start:
                stop = count - listing.fewest
            if listing.even and self.is_fresh:
                stop = self._halfway(listing, start, stop)
            self.add(listing.part(start, stop), title=title)
            start, title = stop, ""

    def _stop(self, listing: Listing, start: int) -> int:
        """Up to which item the list fits on what the last page has left."""
        left = self.left + _ROUNDING
        high = listing.heads[1 if start else 0]
        for stop, item in enumerate(listing.items[start:], start):
            high += item + (listing.gap if stop > start else 0)
            if high > left:
                return stop
        return len(listing.items)

    def _halfway(self, listing: Listing, start: int, stop: int) -> int:
        """Where two pages are about as full, if what is left of the list needs no more than two."""
        count = len(listing.items)
        if stop == count or listing.height(stop, count) > self.room:
            return stop
        lower = range(start + 1, stop + 1)
        even = (at for at in lower if listing.height(start, at) >= listing.height(at, count))
        return next(even, stop)

    def mind(self, bad: float) -> None:
        """Counts something else that looks bad, as an empty page does."""
        self._bad += bad

    @property
    def empty(self) -> float:
        """How bad all pages look: their empty room, when what can grow has grown."""
        return self._bad + self._badness(self.pages[-1])

    def _badness(self, page: _Page) -> float:
        room = self._high
        least = sum([part.height + part.most + gap * _WIDEST for part, gap, _ in page])
        return max(0.0, (room - least) / room - _FREE) ** 2 if page else 0.0

    def sheets(self) -> list[Sheet]:
        """The pages drawn: parts grow where there is room, then the gaps do."""
        return [self._drawn(page) for page in self.pages if page]

    def _drawn(self, page: _Page) -> Sheet:
        spare = max(0.0, self._high - _used(page) - _ROUNDING)
        most = sum(standing.part.most for standing in page)
        share = min(1.0, spare / most) if most else 0.0
        gaps = sum(standing.gap for standing in page)
        wider = 1 + min(_WIDEST - 1, (spare - share * most) / gaps) if gaps else 1.0
        sheet = Sheet([], [])
        for part, gap, title in page:
            sheet.add(part.draw(share * part.most), gap=gap * wider, title=title)
        return sheet


def _used(page: _Page) -> float:
    return sum(standing.part.height + standing.gap for standing in page)
