"""The words of a dose become a band over the whole width of a page, for large type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from clinicplan.handout.blocks.dose_panel import all_pieces
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, GUTTER, RADIUS
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, one
from clinicplan.handout.sketch import Sketch
from clinicplan.wording.panels import Panel

_THIRDS = 3
"""Columns where how often stands beside the facts."""


def wide_band(look: Look, panel: Panel, *, columns: int) -> Block:
    """How often, and the facts under it or beside it: the lowest of the ways.

    The facts have no more than so many columns, the clinic's own words one.
    """
    inset = look.wide.inset
    is_own = bool(panel.facts) and panel.facts[0].is_own
    columns = 1 if is_own else columns
    room = FULL - 2 * inset
    ways = [_under(look, panel, room=room, columns=count) for count in range(1, columns + 1)]
    is_plain = not panel.changes and not panel.when_easy  # their headings need the width
    if look.wide.across > 1 and is_plain and not is_own:
        ways.append(_beside(look, panel, room=room))
    return min(ways, key=lambda way: way.height)


def dose_parts(look: Look, panel: Panel) -> list[Block]:
    """The same without a ground, part by part: for a dose that changes more than a page holds."""
    facts = all_pieces(look, panel, room=FULL)
    if panel.often:
        facts.insert(0, look.stock_paragraph(panel.often, look.styles.often, width=FULL))
    return list(map(one, facts))


def _under(look: Look, panel: Panel, *, room: float, columns: int) -> Block:
    """How often over the whole width, the facts under it."""
    style = look.styles.often
    often = look.wrapped(panel.often, style, room) if panel.often else ()
    width = (room - GUTTER * (columns - 1)) / columns
    facts = all_pieces(look, panel, room=width)
    top = look.wide.inset + (look.height(len(often), style) + _gap(look) if often else 0)
    lefts = [look.wide.inset + n * (width + GUTTER) for n in range(columns)]
    return _band(look, often, facts, lefts=lefts, top=top)


def _beside(look: Look, panel: Panel, *, room: float) -> Block:
    """How often in the first column, the facts in the two others."""
    style = look.styles.often
    width = (room - GUTTER * (_THIRDS - 1)) / _THIRDS
    often = look.wrapped(panel.often, style, width)
    facts = all_pieces(look, panel, room=width)
    lefts = [look.wide.inset + n * (width + GUTTER) for n in range(1, _THIRDS)]
    return _band(look, often, facts, lefts=lefts, top=look.wide.inset)


def _gap(look: Look) -> float:
    return 0.75 * look.wide.near


def _band(
    look: Look,
    often: tuple[str, ...],
    facts: Sequence[Piece],
    *,
    lefts: Sequence[float],
    top: float,
) -> Block:
    """The facts in columns that begin at `lefts`, on their ground with how often."""
    inset, style = look.wide.inset, look.styles.often
    items, bottoms = [], [inset + look.height(len(often), style) + _gap(look)]
    for left, column in zip(lefts, _columns(look, facts, len(lefts)), strict=False):
        y = top
        for piece in column:
            items.append(Placed(piece, left, -y))
            y += piece.height + _gap(look)
        bottoms.append(y)
    height = max(bottoms) - _gap(look) + inset

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=RADIUS)
        if often:
            with sketch.mark("P"):
                sketch.lines(inset, -inset, often, style)

    ground = look.kept(("wide-band", often, height), lambda: look.loose(draw, size=(FULL, height)))
    return Block(height, (Placed(ground, 0, 0), *items))


def _columns(look: Look, facts: Sequence[Piece], count: int) -> list[Sequence[Piece]]:
    """The facts in so many columns, in their order, so that the highest is the lowest."""
    cuts = product(range(len(facts) + 1), repeat=count - 1)
    edges = [(0, *cut, len(facts)) for cut in cuts if list(cut) == sorted(cut)]
    ways = [[facts[start:end] for start, end in pairwise(edge)] for edge in edges]

    def unevenness(way: list[Sequence[Piece]]) -> tuple[float, list[int]]:
        """The highest of the columns; of two ways the one that fills the first column."""
        heights = (sum(piece.height + _gap(look) for piece in column) for column in way)
        return max(heights), [-len(column) for column in way]

    return min(ways, key=unevenness)
