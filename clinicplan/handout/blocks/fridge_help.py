"""A region's warning signs become the panel of one sheet that says where to get help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicplan.catalogue.values import RedFlags, Region
from clinicplan.handout.blocks.red_flags import help_frame, help_heading, where_to_go
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM

_HEADING = 5 * MM
_NEAR = 1 * MM
_BULLET = 3.2 * MM


def help_panels(look: Look, region: Region) -> Iterator[Block]:
    """Where to get help now: with all the signs, with those of the emergency number, with none.

    Signs begin lines of their own, or where that is too high follow one another. It says where
    the signs are that are left out: first of all where all of them are, so that nobody calls
    for any pain.
    """
    urgent = tuple(flags for flags in region.lists if region.emergency in flags.heading)
    for told in (region.lists, urgent):
        for apart in (True, False):
            yield _panel(look, region, told, apart=apart)
    yield _panel(look, region, (), apart=False)


def _panel(look: Look, region: Region, told: Sequence[RedFlags], *, apart: bool) -> Block:
    key = ("fridge-help", region.code, len(told), apart)
    piece = look.kept(key, lambda: _help(look, region, told, apart=apart))
    return Block(piece.height, (Placed(Group("Sect", (Placed(piece, 0, 0),)), 0, 0),))


_Sign = tuple[float, float, tuple[str, ...]]
"""Where a sign stands in its list, to the right and down, and its lines."""


def _help(look: Look, region: Region, told: Sequence[RedFlags], *, apart: bool) -> Piece:
    styles = look.styles
    bar = 7.4 * MM
    room = FULL - 2 * _HEADING
    label, style = styles.note_label, styles.fact_more
    first = () if told else look.wrapped(look.phrase("one_sheet_unsaid"), style, room)
    parts = []
    begin = bar + 2.4 * MM
    top = begin + len(first) * style.leading
    for flags in region.lists:
        heading = look.wrapped(where_to_go(flags), label, room)
        signs, high = _signs(look, flags.signs if flags in told else (), room, apart=apart)
        parts.append((heading, signs, top))
        top += len(heading) * label.leading + high + 0.8 * MM
    is_part = 0 < len(told) < len(region.lists)
    rest = look.wrapped(look.phrase("one_sheet_signs"), style, room) if is_part else ()
    height = top + len(rest) * style.leading + 1.2 * MM

    def draw(sketch: Sketch) -> None:
        help_frame(sketch, height=height, bar=bar)
        help_heading(
            sketch, region.heading, styles.help_heading, bar=bar, inset=_HEADING, kind="H2"
        )
        if first:
            with sketch.mark("P"):
                sketch.lines(_HEADING, -begin, first, style)
        for heading, signs, y in parts:
            with sketch.mark("H3"):
                sketch.lines(_HEADING, -y, heading, label)
            if signs:
                _draw_signs(sketch, signs, style, top=-y - len(heading) * label.leading)
        if rest:
            with sketch.mark("P"):
                sketch.lines(_HEADING, -top, rest, style)

    return look.sealed(draw, size=(FULL, height))


def _signs(
    look: Look, signs: Sequence[str], room: float, *, apart: bool
) -> tuple[list[_Sign], float]:
    """The signs of a list and how high they are: `apart`, or as one paragraph."""
    style = look.styles.fact_more
    if signs and not apart:
        lines = look.wrapped("; ".join(signs) + ".", style, room)
        return [(0, 0, lines)], len(lines) * style.leading
    placed: list[_Sign] = []
    down, half, is_open = 0.0, room / 2, False
    for sign in signs:
        is_short = _BULLET + look.width(sign, style) <= half - _NEAR
        if is_open and is_short:
            placed.append((half, down - style.leading, (sign,)))
            is_open = False
            continue
        lines = (sign,) if is_short else look.wrapped(sign, style, room - _BULLET)
        placed.append((0, down, lines))
        down += len(lines) * style.leading
        is_open = is_short
    return placed, down


def _draw_signs(sketch: Sketch, signs: Sequence[_Sign], style: Style, *, top: float) -> None:
    """Signs as a list, each after a dot; or the one paragraph that has them all."""
    if len(signs) == 1:
        with sketch.mark("P"):
            sketch.lines(_HEADING, top, signs[0][2], style)
        return
    with sketch.element("L"):
        for right, down, lines in signs:
            with sketch.element("LI"):
                with sketch.mark("Lbl"):
                    baseline = top - down - FIRST_BASELINE * style.size
                    sketch.text(_HEADING + right, baseline, "• ", style)
                with sketch.mark("LBody"):
                    sketch.lines(_HEADING + right + _BULLET, top - down, lines, style)
