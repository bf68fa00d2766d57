"""A plan's calendar becomes diary weeks: a box to tick for each prescribed session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinicplan.catalogue.phrases import month_names, weekday_names
from clinicplan.handout.blocks.day_cells import told_from
from clinicplan.handout.blocks.diary_marks import (
    COLUMN_HEADER,
    LABEL,
    NUMBER,
    ROW_HEADER,
    Measure,
    draw_boxes,
    middle,
    week_foot,
)
from clinicplan.handout.blocks.signs import arrowhead
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, joined
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE
from clinicplan.schedule import Week

_HEADING = 8.6 * MM
_SIGN = 2.8 * MM
_ROW_SPARE = 0.7 * MM


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise in one week: number, name, boxes for each of seven days, and its change.

    A day has `STROKES` for its boxes where nobody said how many times it is; `choice` says how
    often, then, and else how many of the boxes are to be used, where not all are.
    `changed` is what is new about the dose in a few words ("15 times"), "" in a week with the
    dose that it began with; `up` says whether it is higher (None: cannot be said), `is_new`
    that this week is the first with it.
    """

    number: int
    name: str
    boxes: tuple[int, ...]
    changed: str = ""
    up: bool | None = None
    choice: str = ""
    is_new: bool = False

    @property
    def stands_out(self) -> bool:
        """Whether it is set in bold: what is new about it is new in this week."""
        return bool(self.changed) and self.is_new


MEASURES = (
    Measure(8.6 * MM, 10.6 * MM, 13 * MM, 6 * MM, (13 * MM, 7.6 * MM), 8 * MM),
    Measure(7 * MM, 9 * MM, 9 * MM, 5.2 * MM, (12 * MM, 6.6 * MM), 5 * MM),
    Measure(5.65 * MM, 7.4 * MM, 6.6 * MM, 4.5 * MM, (10.8 * MM, 5.6 * MM), 3 * MM),
    Measure(5.65 * MM, 7 * MM, 6 * MM, 4.5 * MM, (10.8 * MM, 5.6 * MM), 2 * MM),
)
"""The largest first: easier to write in, where the pages have the room.

The last is the same with its weeks closer together: six weeks of three exercises on one page.
"""


def week_heights(
    look: Look, rows: tuple[Row, ...], measures: Sequence[Measure]
) -> list[float]:
    """The height of a week with these exercises in each of the measures, in points."""
    lines = Counter([_label_lines(look, row) for row in rows]).items()
    return [
        _HEADING
        + sum([_high(look, many, each) * count for many, count in lines])
        + each.pain
        + each.notes
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
    items.append(Placed(week_foot(look, measure, weekday), 0, y))
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

    return look.loose(draw, size=(LABEL, _HEADING))


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
            x = middle(place) - wide / 2
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
    named = ("row", row.number, row.name, row.changed, row.stands_out, row.up, row.choice, high)
    label = look.kept(named, lambda: _label(look, row, high))
    weekday = told_from(row.boxes, weekday)
    ticks = ("boxes", row.boxes, measure, high, weekday)
    boxes = look.kept(ticks, lambda: draw_boxes(look, row.boxes, measure, high, weekday))
    return Group("TR", (Placed(label, 0, 0), Placed(boxes, 0, 0)))


def _label_parts(look: Look, row: Row) -> list[tuple[str, ...]]:
    """The lines of the name, with it or under it the new dose and how many of the days, if any."""
    under = look.styles.row_changed if row.changed else look.styles.row
    choice = [look.wrapped(row.choice, under, LABEL - NUMBER)] if row.choice else []
    if not row.changed:
        name = _name_lines(look, row.name, look.styles.row, room=LABEL - NUMBER)
        return [name, *choice]
    room = LABEL - NUMBER - _SIGN - 2 * MM
    text = f"{row.name}: {row.changed}"
    if not row.choice and look.width(text, look.styles.row_changed) <= room:
        return [(text,)]
    dose = look.phrase("diary_new_dose", dose=row.changed)
    name = _name_lines(look, row.name, look.styles.row_changed, room=LABEL - NUMBER)
    return [name, *choice, look.wrapped(dose, look.styles.row_changed, room)]


def _name_lines(look: Look, name: str, style: Style, *, room: float) -> tuple[str, ...]:
    """The name in at most two lines: the card has all of it."""
    first, *rest = look.wrapped(name, style, room)
    if len(rest) <= 1:
        return (first, *rest)
    return (first, look.wrapped(rest[0], style, room - look.width("…", style))[0] + "…")


def _label(look: Look, row: Row, high: float) -> Piece:
    """The rule above the row, its tint where the dose is new, number and name."""
    styles = look.styles
    style = styles.row_changed if row.stands_out else styles.row
    parts = _label_parts(look, row)
    above, last = sum(map(len, parts)) - 1, parts[-1][-1]
    middle = -high / 2 - 0.33 * style.size
    baseline = middle - above * style.leading / 2
    first = baseline + above * style.leading

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            if row.stands_out:
                sketch.panel(0, 0, (FULL, high), look.colours.tint, radius=0)
            sketch.rule(0, 0, FULL, weight=0.5, colour=RULE)
            if row.up is not None and row.changed:
                x = NUMBER + look.width(last, style) + 1 * MM
                arrowhead(sketch, x, baseline, width=_SIGN, colour=INK, up=row.up)
        with sketch.element("TH", attributes=ROW_HEADER):
            top = first + FIRST_BASELINE * style.size
            for index, lines in enumerate(parts):  # heard one after the other, with a stop between
                with sketch.mark("P"):
                    if not index:
                        sketch.text(0, first, f"{row.number} ", styles.row_number)
                    sketch.lines(NUMBER, top, lines, style)
                top -= len(lines) * style.leading

    return look.loose(draw, size=(FULL, high))


