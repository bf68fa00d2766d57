"""A variant's shots become pictures with their steps, in columns 1 and 2 of its card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise, Shot
from clinicplan.handout.blocks.pictures import draw_picture, picture_for, shown_side, tallest
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, GUTTER
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.frames import Frame
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Prescription, Side
from clinicplan.steps import fitting, is_held

_PHOTO = (28 * MM, 1.38, 1.32)
"""Of a clinic's own pictures: the least height; the most of a pair and of many, to the drawn."""
_SHARE = 0.4
"""How much of a page one of the parts takes at most, into which long steps are cut."""
_CONTINUED = 35 * MM
"""What the name of an exercise takes above the steps that go on."""


@dataclass(frozen=True, slots=True)
class Panels:
    """How large pictures are drawn, in points.

    Each is `column` wide, `across` (one or two) stand side by side, `gutter` apart. They are
    `pair` high, and `many` where there are three or more. Where one is across, its steps stand
    under it, or `beside` it in a column as wide; where one `ends_beside`, so do those of a
    last picture that is alone in its row.
    """

    column: float
    gutter: float
    pair: float
    many: float
    across: int = 2
    beside: bool = False
    ends_beside: bool = False

    @property
    def second(self) -> float:
        """Where the second column begins."""
        return self.column + self.gutter

    @property
    def width(self) -> float:
        """Both columns, or where there is one the page."""
        return self.second + self.column if self.across == 2 else FULL


LARGE = Panels(COLUMN, GUTTER, 42 * MM, 35 * MM)
SMALL = Panels(COLUMN, GUTTER, 37.5 * MM, 31.5 * MM)
"""The two measures of a card beside its dose: the smaller where it saves a page."""
MOST_SAVED = 2 * (LARGE.many - SMALL.many)
"""What the smaller one saves a card of four pictures: no card gets lower by more."""


def poster_panels(pair: float, many: float) -> Panels:
    """Pictures of half the page's width, so high; a last one alone has its steps beside it."""
    return Panels((FULL - GUTTER) / 2, GUTTER, pair, many, ends_beside=True)


ALL_ROWS = slice(0, None)


@dataclass(frozen=True, slots=True)
class Shots:
    """The drawn pictures and steps: how many pictures there are, and how high each is.

    `hole` is the height of what is free in column 2 beside a picture that is alone in its row.
    """

    piece: Piece
    count: int
    picture: float
    hole: float = 0


@dataclass(frozen=True, slots=True)
class _Shot:
    """A shot ready to be drawn: its picture (None: text only), its steps, numbered."""

    frame: Frame | None
    picture: Picture | None
    alt: str
    steps: tuple[_Step, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A step's number ("" for the start) and its words."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """A shot in its place: its steps as lines, and where they and the picture stand."""

    shot: _Shot
    lines: tuple[tuple[str, ...], ...]
    indent: float
    x: float
    steps_at: tuple[float, float]
    height: float


def shots_of(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    person: Person,
    panels: Panels = LARGE,
    rows: slice = ALL_ROWS,
) -> Shots:
    """The pictures and steps of a prescription, drawn once for its side, variant and size.

    `rows` are the rows of pictures that are drawn; the others stand on another page.
    """
    key = ("shots", panels, (rows.start, rows.stop), *shown_by(prescription, exercise, person))
    return look.kept(
        key,
        lambda: _draw_shots(look, prescription, exercise, person=person, panels=panels, part=rows),
    )


def shown_by(prescription: Prescription, exercise: Exercise, person: Person) -> tuple[object, ...]:
    """All that pictures and steps depend on: a key under which they may be kept."""
    return (
        exercise.code,
        exercise.own,
        prescription.variant,
        prescription.side,
        is_held(prescription),
        person.code,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The rows of a card's pictures before they are drawn.

    Each is as high as its pictures and what is added to them, or as the least that it takes.
    """

    rows: tuple[tuple[float, float], ...]
    frames: tuple[Frame, ...]
    panels: Panels

    def sized(self, high: float) -> Panels:
        """The same panels with pictures so high."""
        return replace(self.panels, pair=high, many=high)

    def heights(self, high: float) -> list[float]:
        """How high the rows are with pictures so high, in points."""
        shown = _shown(self.frames, self.panels.column, high) if self.frames else 0
        return [max(shown + more, least) for more, least in self.rows]

    @property
    def tallest(self) -> float:
        """How high a picture may be before its panel shows it no larger, in points."""
        drawn = [frame for frame in self.frames if not frame.name.startswith("own:")]
        return tallest(drawn, self.panels.column)


def measured_rows(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person, panels: Panels
) -> Measured:
    """The rows of a prescription's pictures and steps, measured and not drawn."""
    key = ("rows", panels, *shown_by(prescription, exercise, person))
    return look.kept(
        key, lambda: _measured(look, prescription, exercise, person=person, panels=panels)
    )


def _measured(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person, panels: Panels
) -> Measured:
    shots = _prepared(look, prescription, exercise, person=person)
    frames = tuple(shot.frame for shot in shots if shot.frame)
    rows = []
    for row in _rows(look, shots, panels, high=0):
        least = max(cell.height for cell in row)
        under = [0.0 if cell.steps_at == (panels.second, 0) else cell.height
                 for cell in row if cell.shot.picture]  # fmt: skip
        rows.append((max(under, default=-least), least))
    return Measured(tuple(rows), frames, panels)


def _draw_shots(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    person: Person,
    panels: Panels,
    part: slice,
) -> Shots:
    side = shown_side(prescription.side)
    shots = _prepared(look, prescription, exercise, person=person)
    frames = [shot.frame for shot in shots if shot.frame]
    high = _height(panels, frames)
    rows = _rows(look, shots, panels, high=high)[part]
    piece = _drawn(look, rows, panels, side=side, frames=frames, high=high)
    alone = rows[-1][0] if panels.across == 2 and len(rows[-1]) == 1 else None
    hole = alone.height if alone and alone.shot.picture else 0
    return Shots(piece, len(frames), high if frames else 0, hole)


def _drawn(
    look: Look,
    rows: list[list[_Cell]],
    panels: Panels,
    *,
    side: Side,
    frames: Sequence[Frame],
    high: float,
) -> Piece:
    """Rows of shots, one below the other."""
    heights = [max(cell.height for cell in row) for row in rows]
    tops = [-sum(heights[:row]) - row * look.measures.shots_gap for row in range(len(rows))]

    def draw(sketch: Sketch) -> None:
        for row, top in zip(rows, tops, strict=True):
            for cell in row:
                size = (panels.column, high)
                _draw_cell(look, sketch, cell, top=top, side=side, frames=frames, size=size)

    return look.sealed(draw, size=(panels.width, heights[-1] - tops[-1]))


# Steps that no page can hold, in parts.


def shots_in_parts(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    person: Person,
    first: float,
    panels: Panels = LARGE,
    room: float = 0,
) -> list[Piece]:
    """The pictures and steps in parts: the first at most `first` points high.

    The others are as high as the `room`, else as a page leaves them under their name.
    """
    side = shown_side(prescription.side)
    shots = _prepared(look, prescription, exercise, person=person)
    frames = [shot.frame for shot in shots if shot.frame]
    high = _height(panels, frames)
    page = look.paper.room
    room = room or page - _CONTINUED
    last = str(sum(len(shot.steps) for shot in shots))
    indent = max(look.measures.step_of_ten, look.width(f"{last} ", look.styles.step_number))
    cells = [
        _alone(look, piece, panels, high=high, indent=indent)
        for shot in shots
        for piece in _cut(look, shot, _SHARE * page, panels, indent=indent)
    ]
    parts: list[list[list[_Cell]]] = [[]]
    left = first
    for cell in cells:
        if parts[-1] and cell.height > left:
            parts.append([])
            left = room
        parts[-1].append([cell])
        left -= cell.height + look.measures.shots_gap
    return [_drawn(look, rows, panels, side=side, frames=frames, high=high) for rows in parts]


def _alone(look: Look, shot: _Shot, panels: Panels, *, high: float, indent: float) -> _Cell:
    """A shot in a row of its own."""
    if panels.across == 1 and not panels.beside:
        return _under(look, shot, (0, panels.width), high=high, indent=indent)
    return _beside(look, shot, panels, high=high, indent=indent)


def _cut(
    look: Look, shot: _Shot, most: float, panels: Panels, *, indent: float
) -> Iterator[_Shot]:
    """A shot as several, none of them higher than `most`; the first has the picture."""
    beside = shot.picture and (panels.across > 1 or panels.beside)
    width = (panels.column if beside else panels.width) - indent
    pending = [part for step in shot.steps for part in _cut_step(look, step, width, most=most)]
    while pending:
        count = max(1, _within(look, pending, width, most=most))
        yield replace(shot, steps=tuple(pending[:count]))
        pending = pending[count:]
        shot = replace(shot, frame=None, picture=None)


def _within(look: Look, steps: Sequence[_Step], width: float, *, most: float) -> int:
    """How many of the steps are at most so high together."""
    lines = [look.wrapped(step.text, look.styles.step, width) for step in steps]
    return sum(_steps_height(look, lines[:end]) <= most for end in range(1, len(lines) + 1))


def _cut_step(look: Look, step: _Step, width: float, *, most: float) -> Iterator[_Step]:
    """A step, or its parts where it is higher than `most`; an ellipsis begins the later ones."""
    style = look.styles.step
    lines = look.wrapped(step.text, style, width)
    each = int((most - style.size) // style.leading)
    for start in range(0, len(lines), each):
        text = " ".join(lines[start : start + each])
        yield _Step("…" if start else step.number, text)


def _rows(look: Look, shots: Sequence[_Shot], panels: Panels, *, high: float) -> list[list[_Cell]]:
    """Two shots a row, steps under pictures; one without a picture has both columns.

    Where one is across, each has a row and its steps under it.
    """
    pairs = [shots[start : start + 2] for start in range(0, len(shots), 2)]
    last = max((int(step.number or 0) for shot in shots for step in shot.steps), default=0)
    indent = _indent(look, last)
    if panels.across == 1:
        return [[_alone(look, shot, panels, high=high, indent=indent)] for shot in shots]
    return [
        [
            _under(look, shot, (x, panels.column), high=high, indent=indent)
            for shot, x in zip(pair, (0, panels.second), strict=False)
        ]
        if pair[0].picture and (len(pair) == 2 or not panels.ends_beside)
        else [_beside(look, pair[0], panels, high=high, indent=indent)]
        for pair in pairs
    ]


def _indent(look: Look, last: int) -> float:
    """Where the words of steps begin, by the number of the last."""
    least = look.measures.step if last < 10 else look.measures.step_of_ten
    return max(least, look.width(f"{last or 1} ", look.styles.step_number))


def _under(
    look: Look, shot: _Shot, column: tuple[float, float], *, high: float, indent: float
) -> _Cell:
    """A shot in its column (where it begins, its width), its steps under the picture."""
    x, width = column
    lines = tuple(_step_lines(look, step, width, indent=indent) for step in shot.steps)
    down = high + look.measures.to_steps if shot.picture else 0
    return _Cell(shot, lines, indent, x, (x, -down), down + _steps_height(look, lines))


def _beside(look: Look, shot: _Shot, panels: Panels, *, high: float, indent: float) -> _Cell:
    """A shot that has both columns: its steps beside the picture, or across where none is."""
    width = FULL - panels.second if shot.picture else panels.width
    lines = tuple(_step_lines(look, step, width, indent=indent) for step in shot.steps)
    text = _steps_height(look, lines)
    if shot.picture:
        return _Cell(shot, lines, indent, 0, (panels.second, 0), max(high, text))
    return _Cell(shot, lines, indent, 0, (0, 0), text)


def _prepared(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> list[_Shot]:
    """The variant's shots with every line worded for the side and numbered through.

    Where none of them has a picture they are one.
    """
    side = shown_side(prescription.side)
    words = side_words(look, side)
    variant = exercise.variant(prescription.variant)
    numbers = map(str, count(1))
    shots = []
    for index, shot in enumerate(variant.shots):
        kept = fitting(shot.lines, prescription, exercise, look.catalogue)
        lines = [worded(line, words) for line in kept]
        if shot is variant.shots[-1] and prescription.side is Side.EACH:
            lines.append(look.phrase(f"change_sides_{exercise.limb}"))
        steps = [_Step(next(numbers), line) for line in lines]
        if index == 0 and variant.start:
            steps.insert(0, _Step("", worded(variant.start, words)))
        frame, picture = picture_for(look, shot.frame, person=person, side=side) or (None, None)
        shots.append(_Shot(frame, picture, alt_of(look, shot, words), tuple(steps)))
    if any(shot.picture for shot in shots):
        return shots
    return [_Shot(None, None, "", tuple(step for shot in shots for step in shot.steps))]


def steps_of(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> tuple[tuple[str, str], ...]:
    """The steps without their pictures: the number of each ("" for the start), and its words."""
    shots = _prepared(look, prescription, exercise, person=person)
    return tuple((step.number, step.text) for shot in shots for step in shot.steps)


def side_words(look: Look, side: Side) -> dict[str, str]:
    """What stands for {side} and {other} in a line."""
    other = Side.RIGHT if side is Side.LEFT else Side.LEFT
    return {"side": look.phrase(f"side_{side}"), "other": look.phrase(f"side_{other}")}


def worded(text: str, words: dict[str, str]) -> str:
    """A text with its side; other braces are a clinic's own and stay as they are."""
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def alt_of(look: Look, shot: Shot, words: dict[str, str]) -> str:
    """What a picture shows, in words, with the side that it shows."""
    return worded(look.alts.get(shot.frame, " ".join(shot.lines)), words)


def _step_lines(look: Look, step: _Step, width: float, *, indent: float) -> tuple[str, ...]:
    style = look.styles.step
    if step.number:
        return look.wrapped(step.text, style, width - indent)
    lead = look.width(look.phrase("start") + "  ", look.styles.step_number)
    first, *_ = look.wrapped(step.text, style, width - lead)
    rest = step.text[len(first) :].strip()
    return (first, *look.wrapped(rest, style, width)) if rest else (first,)


def _height(panels: Panels, frames: Sequence[Frame]) -> float:
    """How high the pictures of a card are; photographs as the highest of them would like it."""
    return _shown(frames, panels.column, panels.many if len(frames) > 2 else panels.pair)


def _shown(frames: Sequence[Frame], column: float, drawn: float) -> float:
    """The same where what is drawn is so high."""
    if not frames or not all(frame.name.startswith("own:") for frame in frames):
        return drawn
    least, pair, many = _PHOTO
    wanted = max(column * frame.height / frame.width for frame in frames)
    return min(max(wanted, least), drawn * (many if len(frames) > 2 else pair))


def _steps_height(look: Look, steps: Sequence[tuple[str, ...]]) -> float:
    heights = [look.height(len(lines), look.styles.step) for lines in steps]
    return sum(heights) + look.measures.step_gap * (len(heights) - 1) if heights else 0


def _draw_cell(
    look: Look,
    sketch: Sketch,
    cell: _Cell,
    *,
    top: float,
    side: Side,
    frames: Sequence[Frame],
    size: tuple[float, float],
) -> None:
    shot = cell.shot
    if shot.picture and shot.frame:
        width, high = size
        box = Box(cell.x, top - high, cell.x + width, top)
        with sketch.mark("Figure", alt=shot.alt, box=box):
            draw_picture(sketch, shot.frame, shot.picture, box=box, side=side, frames=frames)
    if not shot.steps:
        return
    x, y = cell.steps_at[0], cell.steps_at[1] + top
    with sketch.element("L"):
        for step, lines in zip(shot.steps, cell.lines, strict=True):
            _draw_step(look, sketch, step.number, lines, at=(x, y), indent=cell.indent)
            y -= look.height(len(lines), look.styles.step) + look.measures.step_gap


def _draw_step(
    look: Look,
    sketch: Sketch,
    number: str,
    lines: tuple[str, ...],
    *,
    at: tuple[float, float],
    indent: float,
) -> None:
    x, y = at
    styles = look.styles
    baseline = y - FIRST_BASELINE * styles.step.size
    label = number or look.phrase("start")
    with sketch.element("LI"):
        with sketch.mark("Lbl"):
            sketch.text(x, baseline, label + " ", styles.step_number)
        with sketch.mark("LBody"):
            if number:
                sketch.lines(x + indent, y, lines, styles.step)
            else:
                lead = look.width(label + "  ", styles.step_number)
                ends = " " if len(lines) > 1 else ""
                sketch.text(x + lead, baseline, lines[0] + ends, styles.step)
                sketch.lines(x, y - styles.step.leading, lines[1:], styles.step)
