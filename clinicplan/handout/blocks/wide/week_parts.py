"""A week becomes what large and giant type share: its heading, lines for notes, growing rows."""

from __future__ import annotations

from functools import partial

from clinicplan.handout.blocks.diary import months_of
from clinicplan.handout.blocks.diary_marks import ALL_DAYS, ROW_HEADER
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.schedule import Week

MOST_NOTES = 4
"""Lines for notes beyond the first, where a page has room when its rows have grown."""

_STEP = 0.5
"""Points by which rows grow: many patients share their pieces."""


def grown(extra: float, many: int, *, most: float) -> float:
    """By how much each of so many rows is higher, of `extra` points and at the most."""
    return min(extra / many, most) // _STEP * _STEP


def note_lines(look: Look, spare: float) -> int:
    """How many lines for notes there are with so many points beyond the first."""
    return 1 + min(int(spare // look.wide.line), MOST_NOTES)


def week_heading(look: Look, week: Week, *, under: bool = False) -> Piece:
    """The rule, the week's number and its month, which may stand `under` it."""
    styles, rule = look.styles, look.measures.rule
    name, months = look.phrase("week", n=week.number), months_of(look, week)
    top = look.wide.spare if under else 2 * MM

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=rule, colour=INK)
        with sketch.mark("H3"):
            baseline = -top - rule - FIRST_BASELINE * styles.week.size
            sketch.text(0, baseline, name + " ", styles.week)
            x = 0 if under else look.width(name + "  ", styles.week)
            down = styles.weekday.leading if under else 0
            sketch.text(x, baseline - down, months, styles.month)

    return look.loose(draw, size=(FULL, look.wide.week))


def notes(look: Look, *, attributes: str = ALL_DAYS, lines: int = 1) -> Piece:
    """A line for notes beside its name, and more under it.

    `attributes` say which columns they span.
    """
    key = ("wide-notes", attributes, lines)
    return look.kept(key, partial(_notes, look, attributes, lines=lines))


def _notes(look: Look, attributes: str, *, lines: int) -> Piece:
    style, number, line = look.styles.row, look.wide.number, look.wide.notes
    word = look.phrase("notes")
    left = number + look.width(word + "  ", style)

    def draw(sketch: Sketch) -> None:
        baseline = -line + 2 * MM
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(number, baseline, word, style)
        with sketch.mark("TD", alt=look.phrase("notes_line"), attributes=attributes):
            sketch.rule(left, baseline, FULL - left, weight=1, colour=INK)
            for more in range(1, lines):
                down = baseline - more * look.wide.line
                sketch.rule(number, down, FULL - number, weight=1, colour=INK)

    return look.loose(draw, size=(FULL, line + (lines - 1) * look.wide.line))
