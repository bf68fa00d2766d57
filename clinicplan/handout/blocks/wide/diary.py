"""A plan's calendar becomes diary weeks for large type: a row of boxes for each exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from clinicplan.handout.blocks.day_cells import (
    EVERY_DAY,
    MOST_BOXES,
    cell,
    runs_of,
    told_as,
    told_from,
)
from clinicplan.handout.blocks.diary import Row, date_words, months_of
from clinicplan.handout.blocks.diary_marks import (
    ALL_DAYS,
    COLUMN_HEADER,
    ROW_HEADER,
    open_words,
)
from clinicplan.handout.blocks.signs import arrowhead
from clinicplan.handout.blocks.wide.boxes import boxes, pill, shown
from clinicplan.handout.blocks.wide.parts import Listing
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, joined
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE
from clinicplan.illustrations.picture import Picture
from clinicplan.schedule import Week

_BESIDE = 60 * MM
"""Where the days begin whose boxes stand beside the names."""
_BETWEEN = 1 * MM
"""What a day keeps free at each side; between its boxes it is less."""
_CLOSE = 0.6 * MM
"""Between the boxes of a day that stands beside a name: less than between two days."""


_MOST_MORE = 5 * MM
"""By how much a row may be higher than it must be."""
MOST_NOTES = 4
"""Lines for notes beyond the first, where a page has room when its rows have grown."""
_STEP = 0.5
"""Points by which rows grow: many patients share their pieces."""
_FEWEST = 3
"""Rows of a week that may stand alone at a page's foot or head."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the days stand: `left` is where they begin, 0 for boxes under the names.

    `more` is by how much a row is higher than it must be, in points.
    """

    left: float
    more: float = 0

    @property
    def day(self) -> float:
        """The width of a day."""
        return (FULL - self.left) / 7

    def middle(self, place: int) -> float:
        """The middle of a day."""
        return self.left + (place + 0.5) * self.day


BESIDE, UNDER = Grid(_BESIDE), Grid(0)


def grid_of(look: Look, weeks: Sequence[Sequence[Row]]) -> Grid:
    """The boxes beside the names where those of each day fit there, else under them."""
    most = max((max(row.boxes) for rows in weeks for row in rows if row.boxes), default=0)
    wide = most * look.wide.box + (most + 1) * _BETWEEN
    return BESIDE if wide <= BESIDE.day and most <= MOST_BOXES else UNDER


def wide_week(look: Look, week: Week, rows: Sequence[Row], *, grid: Grid) -> Listing:
    """A week: its name, the days, for each exercise a row of boxes, the scores and notes.

    Its rows are higher where there is room, and then there are more lines for notes. One that no
    page holds goes on over pages; the scores and notes stand under its last row.
    """
    head = _heading_height(look, grid) + _dates_height(look, grid)
    heights = [_row_height(look, row, grid) for row in rows] or [0.0]
    heights[-1] += _pain_height(look, grid) + look.wide.notes

    def make(start: int, stop: int, extra: float) -> Block:
        more = grown(extra, stop - start, most=_MOST_MORE)
        there = replace(grid, more=more)
        lines = note_lines(look, extra - more * (stop - start)) if stop == len(heights) else 0
        return _week(look, week, rows[start:stop], grid=there, lines=lines)

    return Listing(
        (head, head),
        tuple(heights),
        make,
        most=_MOST_MORE,
        last=MOST_NOTES * look.wide.line,
        whole=True,
        fewest=_FEWEST,
    )


def grown(extra: float, many: int, *, most: float) -> float:
    """By how much each of so many rows is higher, of `extra` points and at the most."""
    return min(extra / many, most) // _STEP * _STEP


def note_lines(look: Look, spare: float) -> int:
    """How many lines for notes there are with so many points beyond the first."""
    return 1 + min(int(spare // look.wide.line), MOST_NOTES)


def _week(look: Look, week: Week, rows: Sequence[Row], *, grid: Grid, lines: int) -> Block:
    """A week or a part of it, with so many lines for notes: the last part has some."""
    under, weekday = grid.left > 0, week.days[0].weekday()
    name = ("wide-week", week.number, week.days[0], under)
    heading = look.kept(name, partial(week_heading, look, week, under=under))
    parts = [
        look.kept(("wide-days", week.days[0], grid.left), partial(_dates, look, week, grid)),
        *(
            look.kept(("wide-row", row, grid, told), partial(_row, look, row, grid, told))
            for row in rows
            for told in (told_from(row.boxes, weekday),)
        ),
    ]
    if lines:
        pain = ("wide-pain", grid.left, weekday)
        parts.append(look.kept(pain, partial(_pain, look, grid, weekday)))
        parts.append(notes(look, lines=lines))
    table: list[Placed] = []
    y = -_heading_height(look, grid)
    for part in parts:
        table.append(Placed(Group("TR", (Placed(part, 0, 0),)), 0, y))
        y -= part.height
    return Block(-y, (Placed(heading, 0, 0), Placed(Group("Table", tuple(table)), 0, 0)))


def _heading_height(look: Look, grid: Grid) -> float:
    """None, where the days stand beside the week's name."""
    return 0 if grid.left else look.wide.week


def _dates_height(look: Look, grid: Grid) -> float:
    styles = look.styles
    if not grid.left:
        return look.wide.dates
    return look.measures.rule + 2 * look.wide.spare + styles.weekday.leading + styles.day.leading


def _style(look: Look, row: Row) -> Style:
    return look.styles.row_changed if row.changed else look.styles.row


def _names(look: Look, row: Row, grid: Grid) -> tuple[str, ...]:
    """The name, and after it the new dose and how many of the days, where there are any."""
    new = look.phrase("diary_new_dose", dose=row.changed) if row.changed else ""
    text = " ".join(filter(None, (row.name, new, row.choice)))
    right = grid.left if grid.left and row.boxes else FULL
    sign = look.wide.arrow + 2 * MM if row.changed else 1 * MM
    return look.wrapped(text, _style(look, row), right - look.wide.number - sign)


def _row_height(look: Look, row: Row, grid: Grid) -> float:
    named = len(_names(look, row, grid)) * look.styles.row.leading + look.wide.spare
    if grid.left and row.boxes:
        return max(named + look.wide.spare, look.wide.box + 2 * look.wide.spare) + grid.more
    return named + look.wide.row + grid.more


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


def _dates(look: Look, week: Week, grid: Grid) -> Piece:
    """The days as heads of the columns: weekday and number, the one over the other if narrow."""
    weekday, day = look.styles.weekday, look.styles.day
    top = look.measures.rule + look.wide.spare if grid.left else 0
    baseline = -top - FIRST_BASELINE * day.size
    down = weekday.leading if grid.left else 0

    def draw(sketch: Sketch) -> None:
        sketch.empty("TD")
        for place, (name, number) in enumerate(date_words(look, week)):
            first, second = look.width(name, weekday), look.width(number, day)
            x = grid.middle(place) - (first if down else first + second) / 2
            below = grid.middle(place) - second / 2 if down else x + first
            with sketch.mark("TH", attributes=COLUMN_HEADER):
                sketch.text(x, baseline, name, weekday)
                sketch.text(below, baseline - down, number, day)

    return look.loose(draw, size=(FULL, _dates_height(look, grid)))


def _row(look: Look, row: Row, grid: Grid, weekday: int) -> Piece:
    """The exercise's name beside its boxes, or over them.

    Its pieces do not depend on how much higher it is than it must be.
    """
    style, wide = _style(look, row), look.wide
    lines = _names(look, row, grid)
    height = _row_height(look, row, grid)
    beside = bool(grid.left and row.boxes)
    named = len(lines) * style.leading + wide.spare
    top = (height - len(lines) * style.leading) / 2 if beside else wide.spare
    middle = height / 2 if beside else named + wide.row / 2 - wide.spare / 2
    ground = look.kept(
        ("wide-ground", bool(row.changed), beside, grid.left, height),
        lambda: _ground(look, row, grid, height=height, beside=beside),
    )
    label = look.kept(
        ("wide-label", row.number, lines, bool(row.changed), row.up),
        lambda: _label(look, row, lines),
    )
    ticks = look.kept(
        ("wide-ticks", row.boxes, row.often, grid.left, weekday),
        lambda: _ticks(look, row, grid, weekday),
    )
    items = (
        Placed(ground, 0, 0),
        Placed(label, 0, -top),
        Placed(ticks, 0, -middle if row.boxes else -named),
    )
    return joined(height, items)


def _ground(look: Look, row: Row, grid: Grid, *, height: float, beside: bool) -> Piece:
    """The rule above the row, its tint where the dose has changed, lines between its days."""
    weight = look.measures.hairline

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            if row.changed:
                sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=0)
            sketch.rule(0, 0, FULL, weight=weight, colour=RULE)
            if beside:
                _day_lines(sketch, grid, height, weight=weight)

    return look.loose(draw, size=(FULL, height))


def _label(look: Look, row: Row, lines: tuple[str, ...]) -> Piece:
    """Number and name, and the sign of a new dose after them."""
    style, wide = _style(look, row), look.wide
    baseline = -FIRST_BASELINE * style.size

    def draw(sketch: Sketch) -> None:
        if row.changed and row.up is not None:
            x = wide.number + look.width(lines[-1], style) + 1.5 * MM
            last = baseline - (len(lines) - 1) * style.leading
            with sketch.artifact():
                arrowhead(sketch, x, last, width=wide.arrow, colour=INK, up=row.up)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.text(0, baseline, f"{row.number} ", look.styles.row_number)
            sketch.lines(wide.number, 0, lines, style)

    return look.loose(draw, size=(FULL, len(lines) * style.leading))


def _ticks(look: Look, row: Row, grid: Grid, weekday: int) -> Piece:
    """The cells of the days, their boxes round the origin; or the words that stand for them."""
    style, number = _style(look, row), look.wide.number
    drawn = {count: _boxes(look, count, grid) for count in {*row.boxes} - {0}}

    def draw(sketch: Sketch) -> None:
        if not row.boxes:
            with sketch.mark("TD", attributes=ALL_DAYS):
                words = open_words(look, row.often, room=FULL - number)
                sketch.lines(number, 0, (words,), style)
            return
        for run in runs_of(row.boxes):
            if not run.boxes:
                sketch.empty("TD")
                continue
            with cell(sketch, look, run, told_as(run.boxes), weekday=weekday):
                for place in run.places:
                    _tick(look, sketch, drawn[run.boxes], run.boxes, x=grid.middle(place))

    return look.loose(draw, size=(FULL, style.leading))


def _day_lines(sketch: Sketch, grid: Grid, height: float, *, weight: float) -> None:
    """Lines between the days whose boxes stand close."""
    for place in range(1, 7):
        left = grid.left + place * grid.day - weight / 2
        sketch.panel(left, 0, (weight, height), RULE, radius=0)


def _boxes(look: Look, count: int, grid: Grid) -> Picture:
    """A day's boxes side by side; of more than three there is one."""
    room = grid.day - 2 * _BETWEEN - MOST_BOXES * look.wide.box
    return boxes(look, shown(count), gap=_CLOSE if grid.left else room / MOST_BOXES)


def _tick(look: Look, sketch: Sketch, drawn: Picture, count: int, *, x: float) -> None:
    """The boxes of a day, or one box and their number, x in their middle."""
    if shown(count) == count:
        left, _, right, _ = drawn.box
        sketch.stamp(drawn, x - (left + right) / 2, 0)
        return
    style = look.styles.row
    sketch.stamp(drawn, x - look.wide.box - 1 * MM, 0)
    words = look.phrase("boxes_many", n=count)
    sketch.text(x + 1 * MM, -0.33 * style.size, words, style)


def _pain_height(look: Look, grid: Grid) -> float:
    wide = look.wide
    named = 0 if grid.left else look.styles.row.leading + wide.spare
    return named + (wide.pill[1] + 1.5 * wide.spare if grid.left else wide.row)


def _pain(look: Look, grid: Grid, weekday: int) -> Piece:
    """A pill for each day's score, beside its name or under it."""
    style, wide = look.styles.row, look.wide
    height = _pain_height(look, grid)
    across, high = min(wide.pill[0], grid.day - 2 * _BETWEEN), wide.pill[1]
    top = (height - style.leading) / 2 if grid.left else 0.0
    bottom = -height + (0.75 * wide.spare if grid.left else wide.row - high)
    place_for = pill(look, across, high)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
        with sketch.mark("TH", attributes=ROW_HEADER):
            sketch.lines(wide.number, -top, (look.phrase("pain"),), style)
        with cell(sketch, look, EVERY_DAY, "pain_box", weekday=weekday):
            for place in EVERY_DAY.places:
                sketch.stamp(place_for, grid.middle(place) - across / 2, bottom)

    return look.loose(draw, size=(FULL, height))


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
