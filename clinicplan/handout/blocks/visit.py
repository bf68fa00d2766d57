"""A plan's goals become what a patient brings to the next visit: scores to circle, questions."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, SECOND, WIDE
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, stacked
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, MUTED, RULE

_TOP = 3 * MM + 1.4
_AFTER_HEADING = 2.4 * MM
SCORES = tuple(range(11))
_ROW = 10.6 * MM
_ROW_SPARE = 3 * MM
_LINE = 9 * MM
_WORDS = SECOND - 4 * MM
FEWEST_LINES, MOST_LINES = 4, 14
"""Lines to write on: fewer are no use, more are not needed."""


def scores(look: Look, heading: str, usual: str, own: Sequence[str]) -> Block:
    """The heading, and a row of numbers from 0 to 10 for each thing that is asked.

    The `usual` is asked of everybody, `own` are a patient's goals.
    """
    head = _heading(look, heading, "")
    first = look.kept(("visit-row", usual), lambda: _row(look, usual))
    return stacked((head, 0), (first, 0), *((_row(look, text), 0) for text in own))


def questions(look: Look, heading: str, text: str, *, room: float) -> Block | None:
    """Lines for questions, as many as fit into `room` points; None where too few do."""
    head = _heading(look, heading, text)
    many = min(int((room - head.height) // _LINE), MOST_LINES)
    if many < FEWEST_LINES:
        return None
    lines = look.kept(("visit-lines", many), lambda: _lines(look, many))
    return Block(head.height + lines.height, (Placed(head, 0, 0), Placed(lines, 0, -head.height)))


def _heading(look: Look, heading: str, text: str) -> Piece:
    """A rule, the heading in column 1, and beside it what to do."""
    styles = look.styles
    words = look.wrapped(text, styles.note, WIDE) if text else ()
    room = _WORDS if text else FULL
    lines = look.wrapped(heading, styles.section, room)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        with sketch.mark("H2"):
            sketch.lines(0, -_TOP, lines, styles.section)
        if words:
            with sketch.mark("P"):
                sketch.lines(SECOND, -_TOP, words, styles.note)

    tall = max(look.height(len(lines), styles.section), look.height(len(words), styles.note))
    height = _TOP + tall + _AFTER_HEADING
    return look.kept(
        ("visit-heading", heading, text), lambda: look.loose(draw, size=(FULL, height))
    )


def _row(look: Look, text: str) -> Block:
    """What is asked, and the numbers to circle. A goal's row is not kept: a patient's own words."""
    styles = look.styles
    lines = look.private_lines(text, styles.note, _WORDS)
    words = look.height(len(lines), styles.note)
    height = max(_ROW, words + _ROW_SPARE)
    top = (height - words) / 2

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
        with sketch.mark("P"):
            sketch.lines(0, -top, lines, styles.note)

    said = look.loose(draw, size=(FULL, height))
    scale = look.kept(("visit-scale", height), lambda: _scale(look, height))
    return Block(height, (Placed(said, 0, 0), Placed(scale, 0, 0)))


def _scale(look: Look, height: float) -> Piece:
    """The numbers to circle, in a row so many points high."""
    style = look.styles.fact
    step = WIDE / len(SCORES)

    def draw(sketch: Sketch) -> None:
        box = Box(SECOND, -height, FULL, 0)
        with sketch.mark("Figure", alt=look.phrase("visit_scores"), box=box):
            baseline = -height / 2 - 0.33 * style.size
            for score in SCORES:
                middle = SECOND + (score + 0.5) * step
                x = middle - look.width(str(score), style) / 2
                sketch.text(x, baseline, f"{score} ", style)

    return look.loose(draw, size=(FULL, height))


def _lines(look: Look, many: int) -> Piece:
    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            for number in range(1, many + 1):
                sketch.rule(0, 0.7 - number * _LINE, FULL, weight=0.7, colour=MUTED)

    return look.loose(draw, size=(FULL, many * _LINE))
