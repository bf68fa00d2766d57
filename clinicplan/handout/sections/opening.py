"""An order becomes page one, and the pages that a long note or table needs beyond it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from clinicplan.handout.blocks import first_page, glance, goals
from clinicplan.handout.blocks.letterhead import letterhead
from clinicplan.handout.feet import feet_of
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block, Placed
from clinicplan.handout.sections.first_facts import dates_of, equipment_of, glance_rows, hero_of
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced, column, total
from clinicplan.handout.styles import MM
from clinicplan.sessions import session_minutes
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording

_MOST_ROOMY = 7
"""Rows of a table that stands on page one with pictures worth looking at."""

_TABLE_GAP = 8 * MM

_OWN_GAP = 4.6 * MM

_TO_TABLE = 6 * MM

_FEWEST_LINES = 3
"""Lines of a note that may begin at a page's foot."""


@dataclass(frozen=True, slots=True, eq=False)
class Extras:
    """What page one takes in where it has the room: else it stands with the safety page.

    But `cares`, what to take extra care of, is always on page one.
    `why` explains feet, back and condition, `guide` is the guide to pain. `doing` says how to do
    the exercises, and stands before the cards where it can.
    """

    cares: Block | None
    why: Block
    guide: Spaced
    doing: Block


@dataclass(frozen=True, slots=True)
class Opening:
    """Page one and its followers.

    `table` is the page of the table where that is not page one; `told` says that the page before
    it explains feet and back, `guided` which page has the guide to pain, 0 for none of them;
    `taught` whether how to do the exercises has been said.
    """

    sheets: list[Sheet]
    table: Sheet | None = None
    told: bool = False
    guided: int = 0
    taught: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """What page one is made of, whatever its measures."""

    head: Block
    dates: first_page.Dates
    hero: first_page.Hero | None
    facts: Block
    needs: Block | None
    rows: tuple[glance.Row, ...]


def opening(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel], *, extras: Extras
) -> Opening:
    """Page one with the table of exercises, or with the guide to pain and a page for the table.

    Of the ways to set it, the first that fits: with all that explains, then with less of it.
    """
    parts = _parts(look, wording, order, panels)
    aims = goals.aims(look, order.plan)
    above = _height_above(look, parts, aims, extras.cares)
    tables = {
        measure: glance.table_height(parts.rows, measure)
        for measure in (glance.ROOMY, glance.COMPACT, glance.DENSE)
    }
    for way in _ways(len(parts.rows)):
        high = above + way.sizes.block + tables[way.measure]
        high += extras.why.height + _TO_TABLE if way.why else 0
        if high <= look.paper.room:
            return _with_table(look, parts, aims, way, extras=extras)
    return _table_apart(look, order, parts, aims, extras=extras)


def _height_above(look: Look, parts: _Parts, aims: Block | None, cares: Block | None) -> float:
    """What stands above the table, without the title, in points."""
    blocks = _blocks(look, parts, aims, cares, title=Block(0, ()))
    blocks[-1] = (blocks[-1][0], _TO_TABLE)
    return sum(block.height + gap for block, gap in blocks)


def _with_table(
    look: Look, parts: _Parts, aims: Block | None, way: _Way, *, extras: Extras
) -> Opening:
    """Page one, set in this way."""
    blocks = _blocks(look, parts, aims, extras.cares, title=_title(look, parts, way.sizes))
    blocks[-1] = (blocks[-1][0], _TO_TABLE)
    blocks.append((glance.glance_table(look, parts.rows, measure=way.measure), _TO_TABLE))
    if way.why:
        blocks.append((extras.why, 0))
    sheet = column(blocks, title=look.phrase("bookmark_first"))
    return Opening([sheet], told=way.why)


def _parts(look: Look, wording: Wording, order: Order, panels: Sequence[Panel]) -> _Parts:
    plan = order.plan
    dates = dates_of(look, order)
    return _Parts(
        head=letterhead(look, order.clinic, order.logo),
        dates=dates,
        hero=hero_of(look, order),
        facts=first_page.facts(look, plan, dates),
        needs=goals.needs(
            look,
            session_minutes(plan, order.exercises),
            equipment_of(look, order),
            feet=feet_of(plan, order.exercises),
            label=goals.session_label(plan),
        ),
        rows=tuple(glance_rows(look, wording, order, panels)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """A way to set page one with its table."""

    sizes: first_page.Sizes
    measure: glance.Measure
    why: bool


def _ways(rows: int) -> Iterator[_Way]:
    """The fullest and roomiest first."""
    roomy = [
        (first_page.ROOMY, glance.ROOMY),
        (first_page.SLIM, glance.ROOMY),
        (first_page.SLIM, glance.COMPACT),
    ]
    dense = [(first_page.ROOMY, glance.DENSE), (first_page.SLIM, glance.DENSE)]
    for why in (True, False):
        for sizes, measure in roomy if rows <= _MOST_ROOMY else []:
            yield _Way(sizes, measure, why)
    for sizes, measure in dense:
        yield _Way(sizes, measure, why=False)


def _title(look: Look, parts: _Parts, sizes: first_page.Sizes) -> Block:
    return first_page.title_block(look, parts.dates, parts.hero, sizes=sizes)


def _blocks(
    look: Look, parts: _Parts, aims: Block | None, cares: Block | None, *, title: Block
) -> Spaced:
    """Page one down to what is needed, and what to take care of."""
    line = Block(0.6, (Placed(first_page.hairline(look), 0, 0),))
    blocks: Spaced = [
        (parts.head, 7 * MM),
        (title, 5.5 * MM),
        (parts.facts, 4 * MM),
        (line, 3.6 * MM),
    ]
    return blocks + [(block, _OWN_GAP) for block in (aims, parts.needs, cares) if block]


def _table_apart(
    look: Look, order: Order, parts: _Parts, aims: Block | None, *, extras: Extras
) -> Opening:
    """The table on a page after the first, where the extras take its place, if they fit."""
    why: Spaced = [(extras.why, 4 * MM)]
    with_extras: tuple[Spaced, ...] = ([*extras.guide, *why], extras.guide, why, [])
    for more, sizes in product(with_extras, (first_page.ROOMY, first_page.SLIM)):
        blocks = _blocks(look, parts, aims, extras.cares, title=_title(look, parts, sizes))
        blocks[-1] = (blocks[-1][0], 6 * MM)
        if total([*blocks, *more]) <= look.paper.room:
            first = column([*blocks, *more], title=look.phrase("bookmark_first"))
            tables = _tables(look, parts.rows, after=None)
            return _with_extras([first], tables, extras, more)
    sheets = _told(look, order, parts, extras.cares)
    tables = _tables(look, parts.rows, after=sheets[-1])
    if not tables:
        return Opening(sheets, sheets[-1])
    room = look.paper.room - sheets[-1].used - _OWN_GAP
    ways = with_extras if sheets[1:] else with_extras[-1:]  # page one is as full as can be
    there = next(more for more in ways if not more or total(more) <= room)
    gap = _OWN_GAP
    for block, space in there:
        sheets[-1].add(block, gap=gap)
        gap = space
    return _with_extras(sheets, tables, extras, there)


def _with_extras(
    sheets: list[Sheet], tables: list[Sheet], extras: Extras, there: Spaced
) -> Opening:
    """What comes before the table, and its pages; of the extras some are `there` on the last."""
    blocks = {id(block) for block, _ in there}
    told, guided = id(extras.why) in blocks, id(extras.guide[0][0]) in blocks
    page = len(sheets) if guided else 0
    return Opening([*sheets, *tables], tables[-1], told=told, guided=page)


def _told(look: Look, order: Order, parts: _Parts, cares: Block | None) -> list[Sheet]:
    """Page one with as much of the goals and the note as it holds, and the rest after it."""
    first = _blocks(look, parts, None, cares, title=_title(look, parts, first_page.SLIM))
    sheets = [column(first, title=look.phrase("bookmark_first"))]
    for name, text, barred in goals.own_words(look, order.plan):
        heading, lines = name, goals.own_lines(look, text)
        while lines:
            sheet = sheets[-1]
            most = goals.lines_within(look, look.paper.room - sheet.used - _OWN_GAP)
            if most < min(_FEWEST_LINES, len(lines)):
                sheets.append(Sheet([], []))
                continue
            block = goals.own_block(look, heading, lines[:most], barred=barred)
            sheet.add(block, gap=_OWN_GAP)
            heading, lines = look.phrase("continued", heading=name), lines[most:]
    return sheets


def _tables(look: Look, rows: tuple[glance.Row, ...], *, after: Sheet | None) -> list[Sheet]:
    """The new pages of the table: none where it fits under what the page `after` holds."""
    room = look.paper.room
    for measure in (glance.OWN_PAGE, glance.ROOMY, glance.DENSE):
        high = glance.table_height(rows, measure)
        if after and high + _TABLE_GAP <= room - after.used:
            table = glance.glance_table(look, rows, measure=measure)
            after.add(table, gap=_TABLE_GAP, title=look.phrase("glance"))
            return []
        if high <= room:
            return [_table_page(look, rows, measure=measure)]
    half = len(rows) // 2
    return [*_tables(look, rows[:half], after=None), *_tables(look, rows[half:], after=None)]


def _table_page(look: Look, rows: tuple[glance.Row, ...], *, measure: glance.Measure) -> Sheet:
    """The table on a page of its own, which it fills where nothing joins it."""
    table = glance.glance_table(look, rows, measure=measure)
    sheet = column([(table, 0)], title=look.phrase("glance"))
    sheet.grown = partial(_tallest_table, look, rows)
    return sheet


def _tallest_table(look: Look, rows: tuple[glance.Row, ...], room: float) -> Block | None:
    for measure in glance.LARGER:
        if glance.table_height(rows, measure) <= room:
            return glance.glance_table(look, rows, measure=measure)
    return None
