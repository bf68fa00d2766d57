"""What may stand in several places gets the one that leaves a handout shortest and fullest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations

from clinicplan.handout.blocks.wide.parts import Listing
from clinicplan.handout.sections.flow import Flow

Names = tuple[str, ...]
"""What may stand in several places, by name, in the order in which it is read."""


Loose = Mapping[str, Listing]
"""What may stand in several places, in reading order."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Pages that follow one another, of which the first begins anew.

    `takes` names what may stand on them, `needs` what must; `fill` lays them out with some of
    that. `through`, if given, lays them out together with all runs that follow, on fewer than so
    many pages: None, where that cannot be.
    """

    takes: frozenset[str]
    fill: Callable[[Names], Flow]
    through: Callable[[Names, int], Flow | None] | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Way:
    """The pages of some runs: what compares is how many, and how bad their empty room looks."""

    pages: int
    empty: float
    flows: tuple[Flow, ...]


def shortest(flows: Sequence[Flow]) -> Flow:
    """The one with the fewest pages, and of those the fullest; the first of equals."""
    return min(flows, key=lambda flow: (len(flow.pages), round(flow.empty, 4)))


def under(begun: Flow, loose: Loose) -> Callable[[Names], Flow]:
    """What puts things under the last page of a flow, and on those that they need beyond it.

    What was laid out for the first of some names is gone on with, and not laid out again.
    """

    @cache
    def filled(names: Names) -> Flow:
        if not names:
            return begun
        flow = filled(names[:-1]).copy()
        flow.add_list(loose[names[-1]])
        return flow

    return filled


def around(
    first: Flow, loose: Loose, add: Callable[[Flow, Names], None]
) -> Callable[[Names, Names], Flow | None]:
    """What puts things between the begun pages and what `add` puts there, and others under that.

    It gives None where the first of them would need a page more. What is added for the same
    things above it is laid out once.
    """
    above = under(first, loose)

    @cache
    def begun(names: Names) -> Callable[[Names], Flow] | None:
        flow = above(names).copy()
        if len(flow.pages) > len(first.pages):
            return None
        add(flow, names)
        return under(flow, loose)

    def filled(over: Names, below: Names) -> Flow | None:
        flow = begun(over)
        return flow(below) if flow else None

    return filled


def placed(runs: Sequence[Run], names: Names) -> tuple[Flow, ...]:
    """The runs laid out, each name in one of them: the last takes whatever is left."""
    laid = [cache(partial(_alone, run)) for run in runs]

    @cache
    def best(number: int, left: Names) -> _Way:
        if number == len(runs):
            return _Way(0, 0.0, ())
        ways = []
        for here in _some(left, runs[number], is_last=number == len(runs) - 1):
            first = laid[number](here)
            rest = best(number + 1, tuple([name for name in left if name not in here]))
            ways.append((first.pages + rest.pages, first.empty + rest.empty, first, rest))
        pages, empty, first, rest = min(ways, key=lambda way: (way[0], round(way[1], 4)))
        through = runs[number].through
        if through and (joined := through(left, pages)):
            return _Way(len(joined.pages), joined.empty, (joined,))
        return _Way(pages, empty, (*first.flows, *rest.flows))

    return best(0, names).flows


def _alone(run: Run, names: Names) -> _Way:
    flow = run.fill(names)
    return _Way(len(flow.pages), flow.empty, (flow,))


def _some(left: Names, run: Run, *, is_last: bool) -> Iterator[Names]:
    """All ways to take some of what is left, the most first; the last run takes all of it."""
    if is_last:
        yield left
        return
    free = [name for name in left if name in run.takes - run.needs]
    for many in range(len(free), -1, -1):
        for some in combinations(free, many):
            yield tuple([name for name in left if name in run.needs or name in some])
