"""The weeks of an order's plan become pages of a diary for large type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from clinicplan.handout.blocks.diary import Row
from clinicplan.handout.blocks.wide.day_lines import sizes_of, week_of_days
from clinicplan.handout.blocks.wide.day_names import (
    fits_a_run,
    names_listing,
    names_of,
    run_of_names,
    week_names,
)
from clinicplan.handout.blocks.wide.diary import wide_week
from clinicplan.handout.blocks.wide.diary_row import grid_of
from clinicplan.handout.blocks.wide.parts import Listing, fixed
from clinicplan.handout.blocks.wide.texts import once_more, page_heading
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.sections.diary_pages import diary_rows, diary_text
from clinicplan.handout.sections.flow import Flow
from clinicplan.handout.sections.places import Loose, Names, Run, around, shortest
from clinicplan.handout.sections.sheets import Order
from clinicplan.schedule import Week, weeks_of
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording

_STRANGE = 0.05
"""How bad it looks that what is not the diary's stands between its name and its weeks."""

_TORN = 1.0
"""How bad it is that a week is divided which a page would hold: worse than any empty page."""

_WEEK, _HALF = 7, 4
"""Days of a week that stand on a page under its names: all, or those of the fuller half."""


def diary_run(
    look: Look,
    wording: Wording,
    order: Order,
    panels: Sequence[Panel],
    *,
    takes: frozenset[str],
    suits: frozenset[str],
    loose: Loose,
) -> Run:
    """The diary's pages, of which the last takes what else there is.

    Where the first week has no room under the diary's name, what `suits` stands there, or what
    else there is, or the week begins there and goes on over the page.
    """
    weeks = weeks_of(order.plan)
    rows = [tuple(diary_rows(look, wording, order, week, panels)) for week in weeks]
    name = look.phrase("diary")
    again = fixed(once_more(look, name, look.styles.diary_continued))
    first = Flow(look, again)
    first.add(fixed(page_heading(look, name, diary_text(look, order))), title=name)
    if look.wide.across > 1:
        listings = _boxes(look, weeks, rows)
    else:
        listings = _days(look, weeks, rows, first.room)

    def weeks_under(flow: Flow, above: Names, *, whole: bool) -> None:
        if above:
            flow.turn()
            flow.mind(_STRANGE if {*above} - suits else 0)
        if not whole:
            flow.mind(_TORN)
        for number, listing in enumerate(listings):
            flow.add_list(listing if whole or number else replace(listing, whole=False))
        flow.begin_with(None)

    way = around(first, loose, partial(weeks_under, whole=True))
    divided = around(first, loose, partial(weeks_under, whole=False))

    def fill(names: Names) -> Flow:
        ways = [way(names[:above], names[above:]) for above in range(len(names) + 1)]
        ways.append(divided((), names))
        return shortest([flow for flow in ways if flow])

    return Run(takes, fill)


def _boxes(
    look: Look, weeks: Sequence[Week], rows: Sequence[tuple[Row, ...]]
) -> list[Listing]:
    """Weeks with a row of boxes for each exercise."""
    grid = grid_of(look, rows)
    pairs = zip(weeks, rows, strict=True)
    return [wide_week(look, week, there, grid=grid) for week, there in pairs]


def _days(
    look: Look, weeks: Sequence[Week], rows: Sequence[tuple[Row, ...]], room: float
) -> list[Listing]:
    """Weeks with a line for each day, the exercises by number above them on each page.

    Where that is more than a page, those that have nothing new stand after one another, then the
    lines of a day nearer each other, then their boxes are smaller. Where all that does not do,
    a week has two pages; if its names alone nearly fill one, they stand before its days, which
    go on under them: nothing is repeated, so that a page of their own would not keep them together.
    """
    pairs = [(week, there, names_of(there)) for week, there in zip(weeks, rows, strict=True)]
    usual, close, small = sizes_of(look)
    ways = (
        (_named, usual, _WEEK),
        *((_closer, ticks, _WEEK) for ticks in (usual, close, small)),
        *((_closer, ticks, _HALF) for ticks in (close, small)),
    )
    for named, ticks, days in ways:
        found = [
            week_of_days(look, week, there, named(look, names), ticks=ticks)
            for week, there, names in pairs
        ]
        if all(each.height(0, days) <= room for each in found):
            return found
    return [
        part
        for week, there, names in pairs
        for part in (
            names_listing(look, names, week=week),
            replace(week_of_days(look, week, there, (), ticks=close), whole=False, even=False),
        )
    ]


def _named(look: Look, names: Sequence[Row]) -> Sequence[Piece]:
    """The exercises by number, one below the other."""
    return [week_names(look, names)] if names else []


def _closer(look: Look, names: Sequence[Row]) -> Sequence[Piece]:
    """The exercises by number, neighbours after one another where they can be."""
    return [
        (run_of_names if is_run else week_names)(look, tuple(some))
        for is_run, some in groupby(names, key=partial(fits_a_run, look))
    ]
