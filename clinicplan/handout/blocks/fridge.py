"""What stands round the rows of one sheet for the fridge door: its titles."""

from __future__ import annotations

from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, RADIUS
from clinicplan.handout.pdf.pieces import Block, Placed
from clinicplan.handout.pdf.tags import Target
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import draw_lines
from clinicplan.illustrations.colours import INK

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
