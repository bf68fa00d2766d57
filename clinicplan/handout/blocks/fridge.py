"""What stands round the rows of one sheet for the fridge door: titles, and where to get help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicplan.catalogue.values import RedFlags, Region
from clinicplan.handout.blocks.safety import help_frame, help_heading, where_to_go
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, RADIUS
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.pdf.tags import Target
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import draw_lines
from clinicplan.illustrations.colours import INK

_HEADING = 5 * MM
_INSET = 4 * MM


def read_first(look: Look, text: str, *, targets: dict[str, Target]) -> Block:
    """What the sheet is, and whom to call, in a tinted panel over the whole width."""
    style = look.styles.note_label
    lines = look.private_lines(text, style, FULL - 2 * _INSET)
    high = look.height(len(lines), style) + 2 * 2.2 * MM

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.panel(0, 0, (FULL, high), look.colours.tint, radius=RADIUS)
        at = (_INSET, -2.2 * MM)
        draw_lines(look, sketch, lines, style, at=at, targets=targets)

    return Block(high, (Placed(look.loose(draw, size=(FULL, high)), 0, 0),))


# Where to get help.


def help_panels(look: Look, region: Region) -> Iterator[Block]:
    """Where to get help now: with all the signs, with those of the emergency number, with none.

    It says where the signs are that are left out: first of all where all of them are, so that
    nobody calls for any pain.
    """
    urgent = [flags for flags in region.lists if region.emergency in flags.heading]
    for told in (region.lists, tuple(urgent), ()):
        piece = look.kept(
            ("fridge-help", region.code, len(told)),
            lambda told=told: _help(look, region, told),  # type: ignore[misc]
        )
        yield Block(piece.height, (Placed(Group("Sect", (Placed(piece, 0, 0),)), 0, 0),))


def _help(look: Look, region: Region, told: Sequence[RedFlags]) -> Piece:
    styles = look.styles
    bar = 7.4 * MM
    room = FULL - 2 * _HEADING
    label, style = styles.note_label, styles.fact_more
    first = () if told else look.wrapped(look.phrase("one_sheet_unsaid"), style, room)
    parts = []
    begin = bar + 2.4 * MM
    top = begin + len(first) * style.leading
    for flags in region.lists:
        signs = "; ".join(flags.signs) + "." if flags in told else ""
        heading = look.wrapped(where_to_go(flags), label, room)
        lines = look.wrapped(signs, style, room) if signs else ()
        parts.append((heading, lines, top))
        top += len(heading) * label.leading + len(lines) * style.leading + 0.8 * MM
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
        for heading, lines, y in parts:
            with sketch.mark("H3"):
                sketch.lines(_HEADING, -y, heading, label)
            if lines:
                with sketch.mark("P"):
                    sketch.lines(_HEADING, -y - len(heading) * label.leading, lines, style)
        if rest:
            with sketch.mark("P"):
                sketch.lines(_HEADING, -top, rest, style)

    return look.sealed(draw, size=(FULL, height))


def page_title(look: Look, title: str, text: str) -> Block:
    """The name of a side of the sheet, and what it is about beside it, or under a long one."""
    styles = look.styles
    lines = look.private_lines(title, styles.section, FULL)
    words = look.private_lines(text, styles.fact_more, FULL)
    ends = look.width(lines[-1], styles.section) + 4 * MM
    is_beside = len(words) == 1 and ends + look.width(text, styles.fact_more) <= FULL
    named = len(lines) * styles.section.leading
    left, under = (ends, named - styles.section.leading) if is_beside else (0.0, named)
    height = named + (0 if is_beside else len(words) * styles.fact_more.leading)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 1.4 + 1.6 * MM, FULL, weight=1.4, colour=INK)
        with sketch.mark("H1"):
            sketch.lines(0, 0, lines, styles.section)
        with sketch.mark("P"):
            drop = FIRST_BASELINE * (styles.section.size - styles.fact_more.size)
            sketch.lines(left, -under - (drop if is_beside else 0), words, styles.fact_more)

    return Block(height, (Placed(look.loose(draw, size=(FULL, height)), 0, 0),))
