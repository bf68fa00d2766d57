"""A week's boxes become cells: neighbouring days with as many boxes are one, told in one go.

A listener hears "2 boxes each day, Monday to Sunday" once, and not seven times how many.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from clinicplan.catalogue.phrases import listed, weekday_names
from clinicplan.handout.look import Look
from clinicplan.handout.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring days of a week with as many boxes: the place of the first (0 to 6).

    A day without a box is by itself.
    """

    first: int
    days: int
    boxes: int

    @property
    def places(self) -> range:
        """The places of its days."""
        return range(self.first, self.first + self.days)


EVERY_DAY = Run(0, 7, 1)
MOST_BOXES = 3
"""Boxes that are drawn side by side on a day; of more there is one, with their number."""
STROKES = -1
"""What stands for the boxes of a day where nobody knows how many: a long one, for strokes."""


def told_as(boxes: int) -> str:
    """The phrase that says what is to be filled in: boxes, or the one that stands for many."""
    if boxes == STROKES:
        return "strokes"
    return "boxes" if boxes <= MOST_BOXES else "boxes_counted"


@lru_cache(maxsize=512)
def runs_of(boxes: tuple[int, ...]) -> tuple[Run, ...]:
    """The cells of a row, from the number of boxes on each day of the week."""
    runs: list[Run] = []
    for many, same in groupby(boxes):
        first, days = sum(run.days for run in runs), len([*same])
        runs += [Run(first, days, many)] if many else [Run(first + n, 1, 0) for n in range(days)]
    return tuple(runs)


@lru_cache(maxsize=512)
def told_from(boxes: tuple[int, ...], weekday: int) -> int:
    """The weekday that a row's words depend on: 0 where no cell names its days.

    So rows with a box every other day are drawn once, whatever the day that a plan begins on.
    """
    return weekday if any(run.days > 1 for run in runs_of(boxes)) else 0


def across(days: int) -> str:
    """The attributes of a cell that belongs to so many days, "" for one."""
    return f"<</O/Table/ColSpan {days}>>" if days > 1 else ""


@contextmanager
def cell(sketch: Sketch, look: Look, run: Run, key: str, *, weekday: int) -> Iterator[None]:
    """What is drawn inside are the boxes of these days, in a cell of its own.

    `key` is the phrase for one day, and with `_days` the one for several. `weekday` is the
    one that the week begins with (0 is Monday).
    """
    if run.days == 1:
        alt = look.phrase(key, n=run.boxes)
    else:
        days = _named(look, run, weekday)
        alt = look.phrase(f"{key}_days", n=run.boxes, days=days)
    with sketch.mark("TD", alt=alt, attributes=across(run.days)):
        yield


def _named(look: Look, run: Run, weekday: int) -> str:
    """ "Tuesday to Monday"; of two days "Saturday and Sunday"."""
    names = weekday_names(look.catalogue)
    first, last = (names[(weekday + run.places[end]) % 7] for end in (0, -1))
    if run.days == 2:
        return listed(look.catalogue, (first, last))
    return look.phrase("days_from_to", first=first, last=last)
