"""What stands round the rows of one sheet for the fridge door: its titles, and what to heed."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.handout.blocks.bulleted import bullets, draw_bullets, list_height
from clinicplan.handout.blocks.notes import own_bar
from clinicplan.handout.blocks.run_in import run_in
from clinicplan.handout.blocks.signs import triangle
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, RADIUS
from clinicplan.handout.pdf.pieces import Block, Piece, Placed
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


def cares_list(look: Look, cares: Sequence[str]) -> Block:
    """What this patient takes extra care of, over the whole width."""
    key = ("fridge-cares", tuple(cares))
    piece = look.kept(key, lambda: _cares(look, cares))
    return Block(piece.height, (Placed(piece, 0, 0),))


def _cares(look: Look, cares: Sequence[str]) -> Piece:
    label, style, sign = look.styles.note_label, look.styles.note, look.measures.care
    wrapped = bullets(look, cares, style, width=FULL)
    height = label.leading + list_height(look, wrapped, style)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            triangle(sketch, 0, -0.4, height=sign)
        with sketch.mark("H2"):
            beside = sign * 24 / 22 + 1.2 * MM
            sketch.lines(beside, 0, (look.phrase("your_care"),), label)
        draw_bullets(look, sketch, wrapped, style, at=(0, -label.leading))

    return look.loose(draw, size=(FULL, height))


def own_note(look: Look, label: str, note: str) -> Block:
    """The practitioner's note to the patient, barred. Not kept: these are own words."""
    words = run_in(look, [(label, note)], width=FULL, wrap=look.private_lines)
    bar = look.loose(
        lambda sketch: own_bar(look, sketch, words.height), size=(FULL, words.height)
    )
    return Block(words.height, (Placed(bar, 0, 0), Placed(words, 0, 0)))


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
