"""What is asked at the next visit becomes scores to circle and lines, for large type."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.handout.blocks.visit import FEWEST_LINES, MOST_LINES, SCORES
from clinicplan.handout.blocks.wide.texts import below
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Piece, one
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE

_MOST_GOAL = 6
"""Lines of a goal that are said again: page one has all of it."""


def wide_scores(look: Look, heading: Block, asked: Sequence[str]) -> Block:
    """Under the heading, for each thing that is asked its words and the scores below them."""
    rows = [_row(look, text) for text in asked]
    return below((heading, 3 * MM), *((one(row), 0) for row in rows))


def _row(look: Look, text: str) -> Piece:
    """Not kept: a goal is a patient's own words."""
    styles = look.styles
    lines = look.private_lines(text, styles.note, FULL)
    if len(lines) > _MOST_GOAL:
        lines = (*lines[: _MOST_GOAL - 1], "…")
    under = 3 * MM + look.height(len(lines), styles.note) + 4 * MM
    step = FULL / len(SCORES)
    style = styles.week

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=0.8, colour=RULE)
        with sketch.mark("P"):
            sketch.lines(0, -3 * MM, lines, styles.note)
        box = Box(0, -under - style.size, FULL, -under)
        with sketch.mark("Figure", alt=look.phrase("visit_scores"), box=box):
            for score in SCORES:
                x = (score + 0.5) * step - look.width(str(score), style) / 2
                sketch.text(x, -under - 0.7 * style.size, f"{score} ", style)

    return look.loose(draw, size=(FULL, under + style.size + 4 * MM))


def wide_lines(look: Look, heading: Block, *, line: float, room: float) -> Block | None:
    """The heading and as many lines as fit into `room` points; None where too few do."""
    many = min(int((room - heading.height) // line), MOST_LINES)
    if many < FEWEST_LINES:
        return None

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            for number in range(1, many + 1):
                sketch.rule(0, 1 - number * line, FULL, weight=1, colour=INK)

    lines = look.kept(
        ("wide-lines", many, line), lambda: look.loose(draw, size=(FULL, many * line))
    )
    return below((heading, 0), (one(lines), 0))
