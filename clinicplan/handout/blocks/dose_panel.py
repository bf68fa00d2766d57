"""The words of a dose become the panel beside an exercise: how much, how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clinicplan.catalogue.phrases import day_month
from clinicplan.handout.blocks.signs import arrowhead
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, RADIUS, SECOND, THIRD, WIDE
from clinicplan.handout.pdf.pieces import Block, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.wording.facts import Fact
from clinicplan.wording.panels import Panel, PanelChange

_INSET = 4.5 * MM
_TOP = 4.2 * MM
_BOTTOM = 4.6 * MM
_ROOM = COLUMN - 2 * _INSET
_AFTER_OFTEN = 2.4 * MM
_AFTER_LINE = 2.8 * MM
_BETWEEN_FACTS = 3.3 * MM
_CLAUSES_APART = 0.9 * MM
"""Between clauses of a clinic's own words: a line that goes on stands closer."""
_TO_QUALIFIER = -0.7 * MM
_LINE = 0.8


def dose_panel(look: Look, panel: Panel, *, least: float) -> Block:
    """The panel, at least `least` points high: how often, then one fact a line."""
    items: list[Placed] = []
    y = _TOP

    def put(piece: Piece, *, after: float) -> None:
        nonlocal y
        items.append(Placed(piece, _INSET, -y))
        y += piece.height + after

    often = _often(look, panel, _ROOM)
    if often:
        y += look.height(len(often), look.styles.often) + _AFTER_OFTEN + _LINE + _AFTER_LINE
    for fact in panel.facts:
        put(fact_piece(look, fact), after=_BETWEEN_FACTS)
    y -= _BETWEEN_FACTS if panel.facts else 0
    for change in panel.changes:
        y += 3 * MM
        put(look.rule(_ROOM, weight=_LINE, colour=look.colours.accent), after=2.6 * MM)
        put(change_piece(look, change), after=0)
    if panel.when_easy:
        y += 3 * MM
        put(look.rule(_ROOM, weight=_LINE, colour=look.colours.accent), after=2.6 * MM)
        put(easy_piece(look, panel.when_easy), after=0)
    height = max(y + _BOTTOM, least)
    return Block(height, (Placed(_head(look, often, height), 0, 0), *items))


def _head(look: Look, often: tuple[str, ...], height: float) -> Piece:
    """The panel's ground, how often, and the line under it."""
    style = look.styles.often
    line = -_TOP - look.height(len(often), style) - _AFTER_OFTEN

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.panel(0, 0, (COLUMN, height), look.colours.tint, radius=RADIUS)
            if often:
                sketch.rule(_INSET, line, _ROOM, weight=_LINE, colour=look.colours.accent)
        if often:
            with sketch.mark("P"):
                sketch.lines(_INSET, -_TOP, often, style)

    return look.kept(("dose-head", often, height), lambda: look.loose(draw, size=(COLUMN, height)))


def _often(look: Look, panel: Panel, room: float) -> tuple[str, ...]:
    """The lines of how often, none where the clinic's own words say it."""
    return look.wrapped(panel.often, look.styles.often, room) if panel.often else ()


def dose_band(look: Look, panel: Panel) -> Block:
    """The same over the whole width: how often at the left, the facts in two columns.

    The clinic's own words are set as wide as two.
    """
    often = _often(look, panel, _ROOM)
    if panel.facts and panel.facts[0].is_own:
        return _band(look, often, _own_columns(look, panel))
    pieces = all_pieces(look, panel, room=_ROOM)
    cut = min(
        range(-(-len(pieces) // 2), len(pieces) + 1),
        key=lambda cut: max(_high(pieces[:cut]), _high(pieces[cut:])),
    )
    return _band(look, often, ((SECOND, pieces[:cut]), (THIRD, pieces[cut:])))


_Columns = tuple[tuple[float, Sequence[Piece]], ...]
"""Where each column begins, and what stands in it."""


def _own_columns(look: Look, panel: Panel) -> _Columns:
    """The clinic's own words, and beside or under them what they do not say."""
    own, *_ = panel.facts
    others = all_pieces(look, replace(panel, facts=panel.facts[1:]), room=_ROOM)
    words = fact_piece(look, own, room=WIDE - 2 * _INSET)
    if panel.often:
        return ((SECOND, (words, *others)),)
    return ((_INSET, (words,)), (THIRD, others))


def _band(look: Look, often: tuple[str, ...], columns: _Columns) -> Block:
    """How often, and the columns, on their ground."""
    heights = [_high(column) for _, column in columns]
    height = _TOP + max(look.height(len(often), look.styles.often), *heights) + _BOTTOM
    items = [Placed(_band_head(look, often, height), 0, 0)]
    for x, column in columns:
        y = _TOP
        for piece in column:
            items.append(Placed(piece, x, -y))
            y += piece.height + _BETWEEN_FACTS
    return Block(height, tuple(items))


def _high(pieces: Sequence[Piece]) -> float:
    """The height of facts one below the other."""
    return sum(piece.height + _BETWEEN_FACTS for piece in pieces) - _BETWEEN_FACTS if pieces else 0


def _band_head(look: Look, often: tuple[str, ...], height: float) -> Piece:
    """The band's ground, and how often."""

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=RADIUS)
        if often:
            with sketch.mark("P"):
                sketch.lines(_INSET, -_TOP, often, look.styles.often)

    return look.kept(("band-head", often, height), lambda: look.loose(draw, size=(FULL, height)))


def fact_piece(look: Look, fact: Fact, *, room: float = _ROOM) -> Piece:
    """A figure, and what it is with in smaller type below, as one paragraph.

    A figure that does not fit the panel is set smaller, then wraps.
    """
    key = ("fact", fact.figure, fact.qualifier, fact.is_own, room)
    return look.kept(key, lambda: _draw_fact(look, fact, room))


def _draw_fact(look: Look, fact: Fact, room: float) -> Piece:
    styles = look.styles
    style = styles.figure
    if look.width(fact.figure, style) > room:
        style = styles.figure_long
    figure = look.wrapped(fact.figure, style, room)
    parts = fact.qualifier.split("\n") if fact.qualifier else []
    qualifier = [look.wrapped(part, styles.qualifier, room) for part in parts]
    figure_height = look.height(len(figure), style)
    near = _CLAUSES_APART if fact.is_own else _TO_QUALIFIER
    top = figure_height + near + (styles.qualifier.leading - styles.qualifier.size)
    under = look.height(sum(map(len, qualifier)), styles.qualifier)
    height = top + under + _CLAUSES_APART * (len(parts) - 1) if parts else figure_height

    def draw(sketch: Sketch) -> None:
        with sketch.mark("P"):
            sketch.lines(0, 0, (*figure[:-1], figure[-1] + (" " if parts else "")), style)
            y = -top
            for number, lines in enumerate(qualifier, 1):
                end = f"{lines[-1]} " if number < len(parts) else lines[-1]
                sketch.lines(0, y, (*lines[:-1], end), styles.qualifier)
                y -= len(lines) * styles.qualifier.leading + _CLAUSES_APART

    return look.loose(draw, size=(room, height))


def change_piece(look: Look, change: PanelChange, *, room: float = _ROOM) -> Piece:
    """From when the dose changes, and what is new about it.

    One with a note, which is the practitioner's own words, is not kept.
    """
    if change.note:
        return _draw_change(look, change, room)
    return look.kept(("change", change, room), lambda: _draw_change(look, change, room))


def easy_piece(look: Look, facts: tuple[str, ...], *, room: float = _ROOM) -> Piece:
    """What comes when this dose has become easy: no week, no date."""

    def make() -> Piece:
        heading = look.phrase("change_easy")
        return _draw_news(look, heading, facts, up=None, room=room)

    return look.kept(("easy", facts, room), make)


def all_pieces(look: Look, panel: Panel, *, room: float) -> list[Piece]:
    """Every fact of a panel, its changes and what comes when it is easy, in reading order."""
    return [
        *(fact_piece(look, fact, room=room) for fact in panel.facts),
        *(change_piece(look, change, room=room) for change in panel.changes),
        *([easy_piece(look, panel.when_easy, room=room)] if panel.when_easy else []),
    ]


def _draw_change(look: Look, change: PanelChange, room: float) -> Piece:
    """A triangle, the date from which the dose changes, and what is new about it."""
    first = day_month(look.catalogue, change.from_date)
    heading = look.phrase("change_from", date=first)
    if change.to_date:
        last = day_month(look.catalogue, change.to_date)
        heading = look.phrase("change_between", first=first, last=last)
    facts = (*change.facts, change.note) if change.note else change.facts
    return _draw_news(look, heading, facts, up=change.up, room=room)


def _draw_news(
    look: Look, heading: str, facts: tuple[str, ...], *, up: bool | None, room: float
) -> Piece:
    """A heading with its sign, and a line or more for it and for each fact."""
    styles = look.styles
    lines = [line for fact in facts for line in look.wrapped(fact, styles.change, room)]
    sign = look.measures.change
    indent = sign + 1.4 * MM if up is not None else 0
    name = look.wrapped(heading, styles.change_date, room - indent)
    under = len(name) * styles.change_date.leading

    def draw(sketch: Sketch) -> None:
        baseline = -FIRST_BASELINE * styles.change_date.size
        if up is not None:
            with sketch.artifact():
                arrowhead(sketch, 0, baseline, width=sign, colour=INK, up=up)
        with sketch.mark("P"):
            sketch.lines(indent, 0, (*name[:-1], name[-1] + " "), styles.change_date)
            sketch.lines(0, -under, lines, styles.change)

    height = under + look.height(len(lines), styles.change)
    return look.loose(draw, size=(room, height))
