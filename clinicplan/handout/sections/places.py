"""What may stand in several places gets the one that leaves a handout shortest and fullest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from clinicplan.handout.sections.flow import Flow

Names = tuple[str, ...]
"""What may stand in several places, by name, in the order in which it is read."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Pages that follow one another, of which the first begins anew.

    `takes` names what may stand on them; `fill` lays them out with some of that. `through`, if
    given, lays them out together with all runs that follow, on fewer than so many pages: None,
    where that cannot be.
    """

    takes: frozenset[str]
    fill: Callable[[Names], Flow]
    through: Callable[[Names, int], Flow | None] | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """The pages of some runs: what compares is how many, and how bad their empty room looks."""

    pages: int
    empty: float
    flows: tuple[Flow, ...]


def shortest(flows: Sequence[Flow]) -> Flow:
    """The one with the fewest pages, and of those the fullest; the first of equals."""
    return min(flows, key=lambda flow: (len(flow.pages), round(flow.empty, 4)))


def placed(runs: Sequence[Run], names: Names) -> tuple[Flow, ...]:
    """The runs laid out, each name in one of them: the last takes whatever is left."""
    laid = [cache(run.fill) for run in runs]

    @cache
    def best(number: int, left: Names) -> _Way:
        if number == len(runs):
            return _Way(0, 0.0, ())
        ways = []
        for here in _some(left, runs[number].takes, is_last=number == len(runs) - 1):
            flow = laid[number](here)
            rest = best(number + 1, tuple(name for name in left if name not in here))
            pages = len(flow.pages) + rest.pages
            ways.append(_Way(pages, flow.empty + rest.empty, (flow, *rest.flows)))
        way = min(ways, key=lambda way: (way.pages, round(way.empty, 4)))
        through = runs[number].through
        joined = through(left, way.pages) if through else None
        return _Way(len(joined.pages), joined.empty, (joined,)) if joined else way

    return best(0, names).flows


def _some(left: Names, takes: frozenset[str], *, is_last: bool) -> Iterator[Names]:
    """All ways to take some of what is left, the most first; the last run takes all of it."""
    if is_last:
        yield left
        return
    there = [name for name in left if name in takes]
    for many in range(len(there), -1, -1):
        yield from combinations(there, many)
