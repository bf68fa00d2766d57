"""What is asked at the next visit becomes scores to circle and lines, for large type."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.handout.blocks.visit import FEWEST_LINES, MOST_LINES, SCORES
from clinicplan.handout.blocks.wide.parts import Listing, Part
from clinicplan.handout.blocks.wide.texts import heading_heights, once_more, ruled
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Piece, stacked
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE

_UNDER = 3 * MM
_APART = 2.2 * MM
"""Between the line over a question, its words and its scores."""
_MOST_GOAL = 6
"""Lines of a goal that are said again: page one has all of it."""


def wide_scores(look: Look, heading: str, asked: Sequence[str]) -> Listing:
    """Under the heading, for each thing that is asked its words and the scores below them."""
    # Not kept: a goal is a patient's own words.
    texts = [_shortened(look.private_lines(text, look.styles.note, FULL)) for text in asked]

    def make(start: int, stop: int, _: float) -> Block:
        again = start > 0
        small = look.styles.small_heading
        head = once_more(look, heading, small) if again else ruled(look, heading, kind="H2")
        rows = (_row(look, lines) for lines in texts[start:stop])
        return stacked((head, _UNDER), *((row, 0) for row in rows))

    heights = tuple(_row_height(look, lines) for lines in texts)
    return Listing(heading_heights(look, heading, under=_UNDER), heights, make, fewest=1)


def _shortened(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines of a goal: page one has all of it."""
    return lines if len(lines) <= _MOST_GOAL else (*lines[: _MOST_GOAL - 1], "…")


def _row_height(look: Look, lines: Sequence[str]) -> float:
    return _scores_top(look, lines) + look.styles.week.size + _APART


def _scores_top(look: Look, lines: Sequence[str]) -> float:
    return _APART + look.height(len(lines), look.styles.note) + _APART


def _row(look: Look, lines: Sequence[str]) -> Piece:
    styles = look.styles
    under = _scores_top(look, lines)
    step = FULL / len(SCORES)
    style = styles.week

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
        with sketch.mark("P"):
            sketch.lines(0, -_APART, lines, styles.note)
        box = Box(0, -under - style.size, FULL, -under)
        with sketch.mark("Figure", alt=look.phrase("visit_scores"), box=box):
            for score in SCORES:
                x = (score + 0.5) * step - look.width(str(score), style) / 2
                sketch.text(x, -under - 0.7 * style.size, f"{score} ", style)

    return look.loose(draw, size=(FULL, _row_height(look, lines)))


def wide_lines(look: Look, heading: Block, last: Block) -> Part:
    """The heading, lines to write on, and what comes last: as many lines as there is room for."""
    line = look.wide.line
    least = heading.height + FEWEST_LINES * line + look.wide.between + last.height

    def draw(extra: float) -> Block:
        many = min(FEWEST_LINES + int(extra // line), MOST_LINES)
        key = ("wide-lines", many)
        lines = look.kept(key, lambda: _lines(look, many))
        spare = FEWEST_LINES * line + extra - lines.height
        return stacked((heading, 0), (lines, look.wide.between + spare), (last, 0))

    return Part(least, draw, (MOST_LINES + 1 - FEWEST_LINES) * line)


def _lines(look: Look, many: int) -> Piece:
    line = look.wide.line

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            for number in range(1, many + 1):
                sketch.rule(0, 1 - number * line, FULL, weight=1, colour=INK)

    return look.loose(draw, size=(FULL, many * line))
