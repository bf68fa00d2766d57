"""A card's pictures become the ways to show them, and the way that needs the fewest pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.shots.measured import measured_rows
from clinicplan.handout.blocks.shots.panels import Panels
from clinicplan.handout.blocks.shots.worded import shown_by
from clinicplan.handout.blocks.wide.paging import Heights, emptiness, evened_pages, filled_pages
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, GUTTER
from clinicplan.plan import Prescription

_ENOUGH = 1.1
"""A panel may be so much higher than what it shows."""


def _panels(look: Look) -> list[Panels]:
    """The ways to show pictures: over their steps, or one across with its steps beside it."""
    under = Panels(look.wide.picture, GUTTER, 0, 0, across=look.wide.across, ends_beside=True)
    return [under, Panels((FULL - GUTTER) / 2, GUTTER, 0, 0, across=1, beside=True)]


@dataclass(frozen=True, slots=True)
class Around:
    """The heights of what stands over the pictures and under them, and of a later page's name."""

    head: tuple[float, ...]
    notes: tuple[float, ...]
    again: float


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way to show pictures in one of the heights that they may have, and how high its rows are.

    `order` is that of the ways that look alike.
    """

    panels: Panels
    high: float
    rows: tuple[float, ...]
    order: int


def ways_of(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> tuple[Way, ...]:
    """Every way to show the pictures, the largest first; without pictures one for each panels."""

    def make() -> tuple[Way, ...]:
        found = []
        for order, panels in enumerate(_panels(look)):
            rows = measured_rows(look, prescription, exercise, person=person, panels=panels)
            most = max(_ENOUGH * rows.tallest, look.wide.heights[-1])
            heights = [high for high in look.wide.heights if high <= most]
            for high in heights if rows.frames else look.wide.heights[:1]:
                found.append(Way(rows.sized(high), high, tuple(rows.heights(high)), order))
        return tuple(found)

    return look.kept(("wide-ways", *shown_by(prescription, exercise, person)), make)


class Tried(NamedTuple):
    """A way to show pictures, and how many pages the card has then."""

    pages: int
    way: Way


def best_of(look: Look, ways: Sequence[Way], around: Around) -> Tried:
    """The way with the fewest pages, the fullest, the largest pictures."""
    again = around.again
    filled = [
        (way, filled_pages(look, (*around.head, *way.rows, *around.notes), again)) for way in ways
    ]
    fewest = min(len(pages) for _, pages in filled)

    def looks(tried: tuple[Way, Sequence[Heights]]) -> tuple[float, float, int]:
        way, pages = tried
        empty = emptiness(look, evened_pages(look, pages, again), again)
        return round(empty, 3), -way.high, way.order

    best, _ = min((tried for tried in filled if len(tried[1]) == fewest), key=looks)
    return Tried(fewest, best)
