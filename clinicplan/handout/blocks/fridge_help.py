"""A region's warning signs become the panel of one sheet that says where to get help."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.catalogue.values import Region
from clinicplan.handout.blocks.red_flags import help_frame, help_heading, where_to_go
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM

_HEADING = 5 * MM
_NEAR = 1 * MM
_APART = 0.8 * MM
_BULLET = 3.2 * MM


def help_panels(look: Look, region: Region) -> tuple[Block, Block]:
    """Where to get help now, with all of the signs: on lines of their own, or one after another.

    A list of signs is never left out: its heading alone would send somebody off for any pain.
    """
    return _panel(look, region, apart=True), _panel(look, region, apart=False)


def _panel(look: Look, region: Region, *, apart: bool) -> Block:
    key = ("fridge-help", region.lists, apart)
    piece = look.kept(key, lambda: _help(look, region, apart=apart))
    return Block(piece.height, (Placed(Group("Sect", (Placed(piece, 0, 0),)), 0, 0),))


_Sign = tuple[float, float, tuple[str, ...]]
"""Where a sign stands in its list, to the right and down, and its lines."""


def _help(look: Look, region: Region, *, apart: bool) -> Piece:
    styles = look.styles
    bar = 7.4 * MM
    room = FULL - 2 * _HEADING
    label, style = styles.note_label, styles.fact_more
    parts = []
    top = bar + 2.4 * MM
    for flags in region.lists:
        heading = look.wrapped(where_to_go(flags), label, room)
        signs, high = _signs(look, flags.signs, room, apart=apart)
        parts.append((heading, signs, top))
        top += len(heading) * label.leading + high + (_APART if apart else _APART / 2)
    height = top + 1.2 * MM

    def draw(sketch: Sketch) -> None:
        help_frame(sketch, height=height, bar=bar)
        help_heading(
            sketch, region.heading, styles.help_heading, bar=bar, inset=_HEADING, kind="H2"
        )
        for heading, signs, y in parts:
            with sketch.mark("H3"):
                sketch.lines(_HEADING, -y, heading, label)
            _draw_signs(sketch, signs, style, top=-y - len(heading) * label.leading)

    return look.sealed(draw, size=(FULL, height))


def _signs(
    look: Look, signs: Sequence[str], room: float, *, apart: bool
) -> tuple[list[_Sign], float]:
    """The signs of a list and how high they are: `apart`, or as one paragraph."""
    style = look.styles.fact_more
    if not apart:
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
