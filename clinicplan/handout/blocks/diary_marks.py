"""What a week of the diary is filled in with becomes drawings: boxes, pills for scores, lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from clinicplan.handout.blocks.day_cells import (
    EVERY_DAY,
    MOST_BOXES,
    STROKES,
    across,
    cell,
    runs_of,
    told_as,
)
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Group, Piece, Placed, joined
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, MUTED, RULE, WHITE
from clinicplan.illustrations.picture import Picture

LABEL = 52 * MM
"""Where the days begin: the names of exercises stand before them."""
DAY = (FULL - LABEL) / 7
NUMBER = 6.4 * MM
"""Where a name begins, behind its number."""
_BOX_GAPS = {1: 0.0, 2: 1.8 * MM, 3: 1 * MM}
_SMALL_BOX = 4.2 * MM
"""A box where three stand side by side."""
_BETWEEN_DAYS = 0.5
"""The line between days whose boxes stand close."""
_LONG = DAY - 2.4 * MM
"""How long a box for strokes is."""

COLUMN_HEADER = "<</O/Table/Scope/Column>>"
ROW_HEADER = "<</O/Table/Scope/Row>>"
ALL_DAYS = across(7)


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """How large a week is drawn, in points: its rows, boxes, and the gap to the next week.

    Where `notes` is 0 there is no line for them.
    """

    row: float
    pain: float
    notes: float
    box: float
    pill: tuple[float, float]
    gap: float


def draw_boxes(
    look: Look, boxes: tuple[int, ...], measure: Measure, high: float, weekday: int
) -> Piece:
    """The cells of a row's days, and lines between days whose boxes stand close."""
    days = {count: _day_boxes(look, count, measure) for count in set(boxes) if count}

    def draw(sketch: Sketch) -> None:
        if max(boxes) >= MOST_BOXES:
            with sketch.artifact():
                for place in range(1, 7):
                    x = LABEL + place * DAY - _BETWEEN_DAYS / 2
                    sketch.panel(x, 0, (_BETWEEN_DAYS, high), RULE, radius=0)
        for run in runs_of(boxes):
            if not run.boxes:
                sketch.empty("TD")
                continue
            with cell(sketch, look, run, told_as(run.boxes), weekday=weekday):
                for place in run.places:
                    _tick(look, sketch, days[run.boxes], run.boxes, (middle(place), -high / 2))

    return look.loose(draw, size=(FULL, high))


def _tick(
    look: Look, sketch: Sketch, drawn: Picture, count: int, middle: tuple[float, float]
) -> None:
    """The boxes of a day, or one box and their number."""
    x, y = middle
    sketch.stamp(drawn, x, y)
    if count > MOST_BOXES:
        style = look.styles.row
        words = look.phrase("boxes_many", n=count)
        sketch.text(x + 0.6 * MM, y - 0.33 * style.size, words, style)


def middle(place: int) -> float:
    """The middle of a day."""
    return LABEL + (place + 0.5) * DAY


def _day_boxes(look: Look, count: int, measure: Measure) -> Picture:
    """A day's boxes side by side, round the origin; four and more are one and a number.

    One for strokes is a long one.
    """
    gap = _BOX_GAPS.get(count, 0)
    side = min(measure.box, _SMALL_BOX) if count == MOST_BOXES else measure.box
    long = _LONG if count == STROKES else side
    shown = count if 0 < count <= MOST_BOXES else 1
    wide = shown * long + (shown - 1) * gap
    x = -wide / 2 if count <= MOST_BOXES else -side - 0.6 * MM

    def draw(sketch: Sketch) -> None:
        sketch.colour(WHITE)
        sketch.stroke(INK, 0.9)
        for index in range(shown):
            left = x + index * (side + gap)
            sketch.roundRect(left, -side / 2, long, side, 0.5 * MM, stroke=1, fill=1)

    box = (-DAY / 2, -measure.row / 2, DAY / 2, measure.row / 2)
    return look.drawing(("boxes", min(count, MOST_BOXES + 1), measure), draw, box=box)


def week_foot(look: Look, measure: Measure, weekday: int) -> Piece:
    """A pill for each day's pain score, and a line for notes across all days."""

    def make() -> Piece:
        pain = Placed(_draw_pain(look, measure, weekday), 0, 0)
        rows = [Placed(Group("TR", (pain,)), 0, 0)]
        if measure.notes:
            notes = Placed(_draw_notes(look, measure), 0, 0)
            rows.append(Placed(Group("TR", (notes,)), 0, -measure.pain))
        return joined(measure.pain + measure.notes, rows)

    return look.kept(("week-foot", measure, weekday), make)


def _draw_pain(look: Look, measure: Measure, weekday: int) -> Piece:
    style = look.styles.row
    word = look.phrase("pain")
    box = (-DAY / 2, -measure.pain / 2, DAY / 2, measure.pain / 2)
    pill = look.drawing(("pill", measure), partial(_draw_pill, size=measure.pill), box=box)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=0.5, colour=RULE)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(NUMBER, -measure.pain / 2 - 0.33 * style.size, word, style)
        with cell(sketch, look, EVERY_DAY, "pain_box", weekday=weekday):
            for place in EVERY_DAY.places:
                sketch.stamp(pill, middle(place), -measure.pain / 2)

    return look.loose(draw, size=(FULL, measure.pain))


def _draw_pill(sketch: Sketch, *, size: tuple[float, float]) -> None:
    width, height = size
    sketch.stroke(MUTED, 0.9)
    sketch.roundRect(-width / 2, -height / 2, width, height, height / 2, stroke=1, fill=0)


def _draw_notes(look: Look, measure: Measure) -> Piece:
    style = look.styles.row
    word = look.phrase("notes")
    alt = look.phrase("notes_line")

    def draw(sketch: Sketch) -> None:
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(NUMBER, -measure.notes + 1.2 * MM, word, style)
        with sketch.mark("TD", alt=alt, attributes=ALL_DAYS):
            sketch.rule(LABEL, -measure.notes + 0.7, FULL - LABEL, weight=0.7, colour=MUTED)

    return look.loose(draw, size=(FULL, measure.notes))
