"""A heading becomes a block with its words, or its list, in the columns beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clinicplan.handout.blocks.bulleted import bullets, draw_bullets, list_height
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, SECOND, WIDE
from clinicplan.handout.pdf.pieces import Block, Piece, one
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE


def page_heading(look: Look, heading: str, text: str) -> Block:
    """A page's name in column 1, what it is for beside it."""
    lines = look.wrapped(text, look.styles.note, WIDE)
    styles = look.styles

    def make() -> Piece:
        def draw(sketch: Sketch) -> None:
            with sketch.mark("H2"):
                sketch.lines(0, 0, (heading,), styles.page_heading)
            with sketch.mark("P"):
                sketch.lines(SECOND, -0.5 * MM, lines, styles.note)

        height = max(styles.page_heading.size, look.height(len(lines), styles.note) + 0.5 * MM)
        return look.loose(draw, size=(FULL, height))

    piece = look.kept(("page-heading", heading, text), make)
    return one(piece)


def labelled_list(look: Look, label: str, items: Sequence[str], *, kind: str = "H3") -> Block:
    """A hairline, then a heading and its list."""
    style = look.styles.note
    wrapped = bullets(look, items, style, width=WIDE)

    def beside(sketch: Sketch, top: float) -> None:
        draw_bullets(look, sketch, wrapped, style, at=(SECOND, top))

    height = list_height(look, wrapped, style)
    return _labelled(look, (label, kind), beside, height=height, key=tuple(items))


def _labelled(
    look: Look,
    label: tuple[str, str],
    beside: Callable[[Sketch, float], None],
    *,
    height: float,
    key: object,
) -> Block:
    styles = look.styles
    top = 3 * MM + 0.6
    said, kind = label
    heading = look.wrapped(said, styles.small_heading, COLUMN)

    def make() -> Piece:
        def draw(sketch: Sketch) -> None:
            with sketch.artifact():
                sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
            with sketch.mark(kind):
                sketch.lines(0, -top, heading, styles.small_heading)
            beside(sketch, -top)

        tall = max(height, look.height(len(heading), styles.small_heading))
        return look.sealed(draw, size=(FULL, top + tall))

    piece = look.kept(("labelled", label, key), make)
    return one(piece)
