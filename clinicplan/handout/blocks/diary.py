"""A plan's calendar becomes diary weeks: a box to tick for each prescribed session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from clinicplan.catalogue.phrases import month_names, weekday_names
from clinicplan.handout.blocks.day_cells import EVERY_DAY, across, cell, runs_of, told_from
from clinicplan.handout.blocks.signs import arrowhead
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, joined
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, MUTED, RULE, WHITE
from clinicplan.illustrations.picture import Picture
from clinicplan.schedule import Week

_LABEL = 52 * MM
_DAY = (FULL - _LABEL) / 7
_HEADING = 8.6 * MM
_NUMBER = 6.4 * MM
_BOX_GAPS = {1: 0.0, 2: 1.8 * MM, 3: 1 * MM}
MOST_BOXES = 3
"""Boxes that are drawn side by side on a day; of more there is one, with their number."""
_SMALL_BOX = 4.2 * MM
"""A box where three stand side by side."""
_BETWEEN_DAYS = 0.5
"""The line between days whose boxes stand close."""
_SIGN = 2.8 * MM
_ROW_SPARE = 0.7 * MM
_LEAST_LINE = 30 * MM
"""Room to write on in the row of an exercise without boxes."""

COLUMN_HEADER = "<</O/Table/Scope/Column>>"
ROW_HEADER = "<</O/Table/Scope/Row>>"
ALL_DAYS = across(7)


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise in one week: number, name, boxes for each of seven days, and its change.

    `boxes` is () where nobody said how often, and where no calendar knows when: `often` says
    then when it is. `choice` says how many of the boxes are to be used, where not all are.
    `changed` is what is new about the dose in a few words ("15 times"), "" in a week with the
    dose that it began with; `up` says whether it is higher (None: cannot be said).
    """

    number: int
    name: str
    boxes: tuple[int, ...]
    changed: str = ""
    up: bool | None = None
    often: str = ""
    choice: str = ""


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


MEASURES = (
    Measure(8.6 * MM, 10.6 * MM, 13 * MM, 6 * MM, (13 * MM, 7.6 * MM), 8 * MM),
    Measure(7 * MM, 9 * MM, 9 * MM, 5.2 * MM, (12 * MM, 6.6 * MM), 5 * MM),
    Measure(5.65 * MM, 7.4 * MM, 6.6 * MM, 4.5 * MM, (10.8 * MM, 5.6 * MM), 3 * MM),
)
"""The largest first: easier to write in, where the pages have the room."""


def week_heights(
    look: Look, rows: tuple[Row, ...], measures: Sequence[Measure]
) -> list[float]:
    """The height of a week with these exercises in each of the measures, in points."""
    lines = [_label_lines(look, row) for row in rows]
    return [
        _HEADING + sum([_high(look, many, each) for many in lines]) + each.pain + each.notes
        for each in measures
    ]


def _label_lines(look: Look, row: Row) -> int:
    """How many lines a row has: a new dose or a long name may need more than one."""
    key = ("label-lines", row.name, row.changed, row.choice)
    return look.kept(key, lambda: sum(map(len, _label_parts(look, row))))


def _high(look: Look, lines: int, measure: Measure) -> float:
    """The height of a row of so many lines."""
    if lines == 1:
        return measure.row
    return max(measure.row, look.height(lines, look.styles.row) + _ROW_SPARE)


def week_block(look: Look, week: Week, body: Piece) -> Block:
    """A week with its days as columns' headings over its body."""
    items = (Placed(_heading(look, week), 0, 0), Placed(body, 0, -_HEADING))
    return Block(_HEADING + body.height, (Placed(Group("Table", items), 0, 0),))


def week_body(
    look: Look, rows: tuple[Row, ...], *, measure: Measure, weekday: int
) -> Piece:
    """The exercises as rows, a pain score a day, a line for notes: the same in many weeks.

    `weekday` is the one that the weeks begin with (0 is Monday).
    """
    items: list[Placed] = []
    y = 0.0
    for row in rows:
        high = _high(look, _label_lines(look, row), measure)
        items.append(Placed(_row(look, row, measure, high, weekday), 0, y))
        y -= high
    items.append(Placed(_foot(look, measure, weekday), 0, y))
    return joined(measure.pain + measure.notes - y, items)


def _heading(look: Look, week: Week) -> Piece:
    """The rule and the row of column headings: the week with its month, then seven days."""
    first = week.days[0]

    def make() -> Piece:
        days = look.kept(("days", first), lambda: _draw_dates(look, week))
        cells = (Placed(_draw_week_name(look, week), 0, 0), Placed(days, 0, 0))
        rule = look.rule(FULL, weight=1.4, colour=INK)
        return joined(_HEADING, (Placed(rule, 0, 0), Placed(Group("TR", cells), 0, 0)))

    return look.kept(("week", week.number, first), make)


def _draw_week_name(look: Look, week: Week) -> Piece:
    styles = look.styles
    name = look.phrase("week", n=week.number)
    months = months_of(look, week)
    baseline = -1.8 * MM - 1.4 - FIRST_BASELINE * styles.week.size - 0.5 * MM

    def draw(sketch: Sketch) -> None:
        with sketch.mark("TH", attributes=COLUMN_HEADER):
            sketch.text(0, baseline, name + " ", styles.week)
            sketch.text(look.width(name, styles.week) + 2.6 * MM, baseline, months, styles.month)

    return look.loose(draw, size=(_LABEL, _HEADING))


def months_of(look: Look, week: Week) -> str:
    """ "December", or "Dec – Jan" where the week crosses into another month."""
    first, last = week.days[0].month, week.days[-1].month
    if first == last:
        return month_names(look.catalogue)[first - 1]
    short = month_names(look.catalogue, width="abbreviated")
    return f"{short[first - 1]} – {short[last - 1]}"


def _draw_dates(look: Look, week: Week) -> Piece:
    styles = look.styles
    baseline = -1.8 * MM - 1.4 - FIRST_BASELINE * styles.week.size - 0.3 * MM

    def draw(sketch: Sketch) -> None:
        for place, (name, number) in enumerate(date_words(look, week)):
            wide = look.width(name, styles.weekday) + look.width(number, styles.day)
            x = _middle(place) - wide / 2
            with sketch.mark("TH", attributes=COLUMN_HEADER):
                sketch.text(x, baseline, name, styles.weekday)
                x += look.width(name, styles.weekday)
                sketch.text(x, baseline, number, styles.day)

    return look.loose(draw, size=(FULL, _HEADING))


def date_words(look: Look, week: Week) -> Iterator[tuple[str, str]]:
    """Each day's weekday and number, with the month where it begins another."""
    weekdays = weekday_names(look.catalogue, width="abbreviated")
    short = month_names(look.catalogue, width="abbreviated")
    for place, day in enumerate(week.days):
        crosses = place and day.day == 1
        number = f"{day.day} {short[day.month - 1]}" if crosses else str(day.day)
        yield weekdays[day.weekday()] + " ", number


def _row(look: Look, row: Row, measure: Measure, high: float, weekday: int) -> Group:
    """An exercise: its name as the row's heading, then a cell for each day."""
    named = ("row", row.number, row.name, row.changed, row.up, row.choice, high)
    label = look.kept(named, lambda: _label(look, row, high))
    weekday = told_from(row.boxes, weekday)
    ticks = ("boxes", row.boxes, row.often, measure, high, weekday)
    boxes = look.kept(ticks, lambda: _draw_ticks(look, row, measure, high, weekday))
    return Group("TR", (Placed(label, 0, 0), Placed(boxes, 0, 0)))


def _draw_ticks(look: Look, row: Row, measure: Measure, high: float, weekday: int) -> Piece:
    if row.boxes:
        return _draw_boxes(look, row.boxes, measure, high, weekday)
    return _draw_open(look, open_words(look, row.often, room=FULL - _LABEL - _LEAST_LINE), high)


def open_words(look: Look, often: str, *, room: float) -> str:
    """What stands before the line of an exercise that has no boxes, as far as there is room."""
    if not often:
        return look.phrase("diary_open")
    words = look.phrase("diary_line", often=often)
    return words if look.width(words, look.styles.row) <= room else look.phrase("diary_line_short")


def _label_parts(look: Look, row: Row) -> list[tuple[str, ...]]:
    """The lines of the name, with it or under it the new dose and how many of the days, if any."""
    choice = [(row.choice,)] if row.choice else []
    if not row.changed:
        name = _name_lines(look, row.name, look.styles.row, room=_LABEL - _NUMBER)
        return [name, *choice]
    room = _LABEL - _NUMBER - _SIGN - 2 * MM
    text = f"{row.name}: {row.changed}"
    if not row.choice and look.width(text, look.styles.row_changed) <= room:
        return [(text,)]
    dose = look.phrase("diary_new_dose", dose=row.changed)
    name = _name_lines(look, row.name, look.styles.row_changed, room=_LABEL - _NUMBER)
    return [name, *choice, look.wrapped(dose, look.styles.row_changed, room)]


def _name_lines(look: Look, name: str, style: Style, *, room: float) -> tuple[str, ...]:
    """The name in at most two lines: the card has all of it."""
    first, *rest = look.wrapped(name, style, room)
    if len(rest) <= 1:
        return (first, *rest)
    return (first, look.wrapped(rest[0], style, room - look.width("…", style))[0] + "…")


def _label(look: Look, row: Row, high: float) -> Piece:
    """The rule above the row, its tint where the dose has changed, number and name."""
    styles = look.styles
    style = styles.row_changed if row.changed else styles.row
    parts = _label_parts(look, row)
    above, last = sum(map(len, parts)) - 1, parts[-1][-1]
    middle = -high / 2 - 0.33 * style.size
    baseline = middle - above * style.leading / 2
    first = baseline + above * style.leading

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            if row.changed:
                sketch.panel(0, 0, (FULL, high), look.colours.tint, radius=0)
            sketch.rule(0, 0, FULL, weight=0.5, colour=RULE)
            if row.up is not None and row.changed:
                x = _NUMBER + look.width(last, style) + 1 * MM
                arrowhead(sketch, x, baseline, width=_SIGN, colour=INK, up=row.up)
        with sketch.element("TH", attributes=ROW_HEADER):
            top = first + FIRST_BASELINE * style.size
            for index, lines in enumerate(parts):  # heard one after the other, with a stop between
                with sketch.mark("P"):
                    if not index:
                        sketch.text(0, first, f"{row.number} ", styles.row_number)
                    sketch.lines(_NUMBER, top, lines, style)
                top -= len(lines) * style.leading

    return look.loose(draw, size=(FULL, high))


def _draw_boxes(
    look: Look, boxes: tuple[int, ...], measure: Measure, high: float, weekday: int
) -> Piece:
    days = {count: _day_boxes(look, count, measure) for count in set(boxes) if count}

    def draw(sketch: Sketch) -> None:
        if max(boxes) >= MOST_BOXES:
            with sketch.artifact():
                for place in range(1, 7):
                    x = _LABEL + place * _DAY - _BETWEEN_DAYS / 2
                    sketch.panel(x, 0, (_BETWEEN_DAYS, high), RULE, radius=0)
        for run in runs_of(boxes):
            if not run.boxes:
                sketch.empty("TD")
                continue
            with cell(sketch, look, run, "boxes", weekday=weekday):
                for place in run.places:
                    _tick(look, sketch, days[run.boxes], run.boxes, (_middle(place), -high / 2))

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


def _middle(place: int) -> float:
    """The middle of a day."""
    return _LABEL + (place + 0.5) * _DAY


def _draw_open(look: Look, words: str, high: float) -> Piece:
    """Across all days, when it is, or that nobody said, and a line: boxes would read as daily."""
    style = look.styles.row
    line = _LABEL + look.width(words, style) + 2 * MM

    def draw(sketch: Sketch) -> None:
        baseline = -high / 2 - 0.33 * style.size
        with sketch.mark("TD", attributes=ALL_DAYS):
            sketch.text(_LABEL, baseline, words, style)
        with sketch.artifact():
            sketch.rule(line, baseline, FULL - line, weight=0.7, colour=MUTED)

    return look.loose(draw, size=(FULL, high))


def _day_boxes(look: Look, count: int, measure: Measure) -> Picture:
    """A day's boxes side by side, round the origin; four and more are one and a number."""
    gap = _BOX_GAPS.get(count, 0)
    side = min(measure.box, _SMALL_BOX) if count == MOST_BOXES else measure.box
    wide = count * side + (count - 1) * gap
    x = -wide / 2 if count <= MOST_BOXES else -side - 0.6 * MM
    shown = count if count <= MOST_BOXES else 1

    def draw(sketch: Sketch) -> None:
        sketch.colour(WHITE)
        sketch.stroke(INK, 0.9)
        for index in range(shown):
            left = x + index * (side + gap)
            sketch.roundRect(left, -side / 2, side, side, 0.5 * MM, stroke=1, fill=1)

    box = (-_DAY / 2, -measure.row / 2, _DAY / 2, measure.row / 2)
    return look.drawing(("boxes", min(count, MOST_BOXES + 1), measure), draw, box=box)


def _foot(look: Look, measure: Measure, weekday: int) -> Piece:
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
    box = (-_DAY / 2, -measure.pain / 2, _DAY / 2, measure.pain / 2)
    pill = look.drawing(("pill", measure), partial(_draw_pill, size=measure.pill), box=box)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=0.5, colour=RULE)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(_NUMBER, -measure.pain / 2 - 0.33 * style.size, word, style)
        with cell(sketch, look, EVERY_DAY, "pain_box", weekday=weekday):
            for place in EVERY_DAY.places:
                sketch.stamp(pill, _middle(place), -measure.pain / 2)

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
            sketch.text(_NUMBER, -measure.notes + 1.2 * MM, word, style)
        with sketch.mark("TD", alt=alt, attributes=ALL_DAYS):
            sketch.rule(_LABEL, -measure.notes + 0.7, FULL - _LABEL, weight=0.7, colour=MUTED)

    return look.loose(draw, size=(FULL, measure.notes))
