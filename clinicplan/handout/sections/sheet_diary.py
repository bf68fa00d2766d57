"""An order becomes the sides of its one sheet that have the diary, and where to get help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks import diary
from clinicplan.handout.blocks.day_cells import STROKES
from clinicplan.handout.blocks.diary_marks import Measure
from clinicplan.handout.blocks.fridge import page_title
from clinicplan.handout.blocks.fridge_help import help_panels
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block, stacked
from clinicplan.handout.sections.diary_pages import diary_rows, other_boxes
from clinicplan.handout.sections.safety_texts import region_of
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.styles import MM
from clinicplan.plan import Plan
from clinicplan.schedule import Week, weeks_of
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording

WEEKS, _SIGNED_WEEKS = 4, 3
"""Weeks of the diary: the most, and those that make room for signs on lines of their own."""
_GAP = 2.4 * MM
_NEAR = 1.2 * MM
_MEASURES = tuple(
    Measure(row * MM, pain * MM, 0, box * MM, (10.4 * MM, (pain - 1.4) * MM), gap * MM)
    for row, pain, box, gap in (
        (6.6, 8.4, 4.6, 4),
        (5.8, 7.4, 4.4, 3),
        (5.2, 6.6, 4.2, 2),
        (4.7, 6, 3.8, 0.8),
    )
)
"""Weeks without a line for notes, the largest first."""


class _Weeks:
    """The first weeks of a plan, drawn as large as a side allows."""

    def __init__(
        self, look: Look, wording: Wording, order: Order, panels: Sequence[Panel]
    ) -> None:
        self._look = look
        self.every = list(weeks_of(order.plan))
        self.weeks: list[Week] = self.every[:WEEKS]
        self._rows = [
            tuple(map(_overleaf, diary_rows(look, wording, order, week, panels)))
            for week in self.weeks
        ]
        self._highs = [diary.week_heights(look, each, _MEASURES) for each in self._rows]

    def height(self, first: int, last: int, place: int) -> float:
        """How high these weeks are one below the other in the measure of this place."""
        gap = _MEASURES[place].gap
        return sum([each[place] + gap for each in self._highs[first:last]]) - gap

    def add(self, sheet: Sheet, first: int, last: int, place: int) -> None:
        """Puts these weeks under what the sheet holds."""
        measure, look = _MEASURES[place], self._look
        for number in range(first, last):
            week = self.weeks[number]
            weekday = week.days[0].weekday()
            body = diary.week_body(look, self._rows[number], measure=measure, weekday=weekday)
            gap = measure.gap if number > first else _GAP
            sheet.add(diary.week_block(look, week, body), gap=gap)


def sheet_diary(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel], *, guides: Sequence[Block]
) -> Sheet:
    """As many of the first four weeks as fit with all of the warning signs.

    `guides` are what the front had no room for. Somebody may have this sheet alone: the signs
    come before weeks, which the full plan has. Three weeks make room for signs that begin lines
    of their own.
    """
    weeks = _Weeks(look, wording, order, panels)
    most = len(weeks.weeks)
    apart, run_on = (
        stacked(*((guide, _NEAR) for guide in guides), (panel, 0))
        for panel in help_panels(look, region_of(look, order))
    )
    counts = range(most, 0, -1)
    signed = [count for count in counts if count >= min(most, _SIGNED_WEEKS)]
    is_begun_only = order.plan.weeks not in range(1, WEEKS + 1)
    listed = [(count, apart) for count in signed] if is_begun_only else []
    ways = [*listed, *product(signed, [apart, run_on]), *product(counts, [apart, run_on])]
    heads = {count: _head(look, order.plan, count, all_=len(weeks.every)) for count in counts}
    for (count, help_panel), place in product(ways, range(len(_MEASURES))):
        head, high = heads[count], weeks.height(0, count, place)
        if head.height + _GAP + high + help_panel.height <= look.paper.room:
            break
    else:
        raise BrokenHandout("The diary does not fit on one sheet.")
    sheet = _begun(look, head)
    weeks.add(sheet, 0, count, place)
    _end_with(look, sheet, help_panel)
    return sheet


def two_sided_diary(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel]
) -> list[Sheet]:
    """Both sides of a second sheet: where to get help under the first weeks, then the others.

    The signs begin lines of their own where that costs no week.
    """
    weeks = _Weeks(look, wording, order, panels)
    room, most = look.paper.room, len(weeks.weeks)
    ways = product(
        range(most, 0, -1), help_panels(look, region_of(look, order)), range(len(_MEASURES))
    )
    for count, help_panel, place in ways:
        head = _head(look, order.plan, count, all_=len(weeks.every))
        left = room - head.height - 2 * _GAP - help_panel.height
        firsts = [n for n in range(1, count + 1) if weeks.height(0, n, place) <= left]
        over = page_title(look, look.phrase("diary_continued"), "")
        for first in reversed(firsts):
            if over.height + _GAP + weeks.height(first, count, place) > room:
                continue
            sheet = _begun(look, head)
            weeks.add(sheet, 0, first, place)
            _end_with(look, sheet, help_panel)
            if first == count:
                return [sheet]
            other = _begun(look, over)
            weeks.add(other, first, count, place)
            return [sheet, other]
    raise BrokenHandout("The diary does not fit on two sheets.")


def _begun(look: Look, head: Block) -> Sheet:
    sheet = Sheet([], [])
    sheet.add(head, title=look.phrase("diary"))
    return sheet


def _end_with(look: Look, sheet: Sheet, block: Block) -> None:
    """Puts a block at the foot of the sheet."""
    sheet.add(block, gap=look.paper.room - sheet.used - block.height)


def _overleaf(row: diary.Row) -> diary.Row:
    """The row without how often, which stands with its dose on the other side; not so a new one."""
    return replace(row, choice="") if STROKES in row.boxes and not row.changed else row


def _head(look: Look, plan: Plan, count: int, *, all_: int) -> Block:
    """What to do with the boxes; which weeks they are, and where the others are to be had.

    `all_` are the weeks of the plan's diary.
    """
    weeks = plan.weeks or 0
    is_whole = weeks > 0 and count == all_
    name = "one_sheet_weeks" if weeks else "one_sheet_weeks_open"
    name = "one_sheet_week" if count == 1 else name
    title = look.phrase("diary") if is_whole else look.phrase(name, last=count, all=all_)
    return page_title(look, title, " ".join((look.phrase("diary_tick"), *other_boxes(look, plan))))
