"""A prescription becomes an exercise card: pictures with their steps, and the dose beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from clinicplan.catalogue.values import Exercise, Shot
from clinicplan.handout.blocks.dose_panel import dose_panel
from clinicplan.handout.blocks.signs import draw_soles, soles, triangle
from clinicplan.handout.colours import INK, PAPER, RULE
from clinicplan.handout.illustrations import Frame, Person, crop, fitted, is_mirrored
from clinicplan.handout.look import COLUMN, FULL, RADIUS, SECOND, THIRD, WIDE, Look, stacked
from clinicplan.handout.pieces import Block, Group, Picture, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.tags import Box
from clinicplan.plan import Prescription, Side
from clinicplan.wording import Panel, side_word

_NUMBER = 13 * MM
_HEADER_TOP = 2.5 * MM + 1.4
_TO_PICTURES = 3 * MM
_TO_STEPS = 2.3 * MM
_STEP_GAP = 2.1 * MM
_STEP_INDENT = 4.7 * MM
_ROW_GAP = 2.8 * MM
_NOTE_GAP = 4 * MM
_NOTES_TOP = 3 * MM
_NOTES_AFTER_RULE = 2.6 * MM
_LOW, _TALL = 42 * MM, 43 * MM
_MANY = 35 * MM
"""The height of a picture where there are three or more, so that two cards share a page."""
_LONG_NOTE = 4
"""Lines beyond which a practitioner's note gets the full width under the card."""


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says beyond its exercise: number, dose, who says what, for whom drawn."""

    number: int
    panel: Panel
    practitioner: str
    person: Person


def card(look: Look, prescription: Prescription, exercise: Exercise, *, text: CardText) -> Block:
    """The card, in reading order: name, side, dose, steps with pictures, notes."""
    header = _header(look, prescription, exercise, number=text.number)
    shots = _shots(look, prescription, exercise, person=text.person)
    panel = dose_panel(look, text.panel, least=shots.picture)
    notes = _notes(look, exercise, prescription, practitioner=text.practitioner)
    top = -header.height - _TO_PICTURES
    items: list[Placed] = [Placed(header, 0, 0), Placed(panel, THIRD, top)]
    items.append(Placed(shots.piece, 0, top))
    below, bottom = _placed_notes(look, notes, shots, top=top, panel=panel.height)
    return Block(-bottom, (Placed(Group("Sect", (*items, *below)), 0, 0),))


# The header: number, name, why, side.


def _header(look: Look, prescription: Prescription, exercise: Exercise, *, number: int) -> Piece:
    key = ("card-header", number, exercise.code, prescription.side)
    return look.kept(key, lambda: _draw_header(look, prescription.side, exercise, number=number))


def _draw_header(look: Look, side: Side, exercise: Exercise, *, number: int) -> Piece:
    styles = look.styles
    room = WIDE - _NUMBER
    name, name_style = look.wrapped(exercise.name, styles.card_name, room), styles.card_name
    if len(name) > 1:
        name_style = styles.card_name_long
        name = look.wrapped(exercise.name, name_style, room)
    why = look.wrapped(exercise.why, styles.why, room) if exercise.why else ()
    word = side_word(side, exercise, look.catalogue)
    pair = soles(look, side)
    why_top = _HEADER_TOP + len(name) * name_style.leading + 0.8 * MM
    height = max(why_top + look.height(len(why), styles.why), _HEADER_TOP + 11 * MM)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=1.4, colour=INK)
        with sketch.mark("H2"):
            sketch.text(0, -_HEADER_TOP - FIRST_BASELINE * 34, f"{number} ", styles.card_number)
            sketch.lines(_NUMBER, -_HEADER_TOP, name, name_style)
        if why:
            with sketch.mark("P"):
                sketch.lines(_NUMBER, -why_top, why, styles.why)
        with sketch.artifact():
            width = draw_soles(sketch, pair, THIRD, -_HEADER_TOP, height=11 * MM)
        with sketch.mark("P"):
            baseline = -_HEADER_TOP - 5.5 * MM - 0.33 * styles.side.size
            sketch.text(THIRD + width + 2.5 * MM, baseline, word, styles.side)

    return look.loose(draw, size=(FULL, height))


# Pictures and steps, in columns 1 and 2.


@dataclass(frozen=True, slots=True)
class _Shots:
    """The drawn pictures and steps: how many, how high a picture is, where row 2 starts."""

    piece: Piece
    count: int
    picture: float
    second_row: float


@dataclass(frozen=True, slots=True)
class _Shot:
    """A shot ready to be drawn: its picture (None: text only), its lines, numbered."""

    frame: Frame | None
    picture: Picture | None
    alt: str
    steps: tuple[tuple[str, tuple[str, ...]], ...]


def _shots(look: Look, prescription: Prescription, exercise: Exercise, *, person: Person) -> _Shots:
    key = (
        "shots",
        exercise.code,
        exercise.own,
        prescription.variant,
        prescription.side,
        person.code,
    )
    return look.kept(key, lambda: _draw_shots(look, prescription, exercise, person=person))


def shown_side(side: Side) -> Side:
    """The side that pictures and steps show: where each side takes its turn, the right."""
    return Side.LEFT if side is Side.LEFT else Side.RIGHT


def _draw_shots(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> _Shots:
    side = shown_side(prescription.side)
    shots = _prepared(look, prescription, exercise, person=person)
    frames = [shot.frame for shot in shots if shot.frame]
    picture = _panel_height(frames)
    rows = [shots[start : start + 2] for start in range(0, len(shots), 2)]
    heights = [max(_shot_height(look, shot, picture) for shot in row) for row in rows]
    tops = [-sum(heights[:row]) - row * _ROW_GAP for row in range(len(rows))]
    height = sum(heights) + (len(rows) - 1) * _ROW_GAP

    def draw(sketch: Sketch) -> None:
        for row, top in zip(rows, tops, strict=True):
            for column, shot in enumerate(row):
                _draw_shot(
                    look,
                    sketch,
                    shot,
                    at=(column * SECOND, top),
                    side=side,
                    frames=frames,
                    high=picture,
                )

    piece = look.sealed(draw, size=(WIDE, height))
    return _Shots(piece, len(shots), picture if frames else 0, tops[1] if len(rows) > 1 else 0)


def _prepared(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> list[_Shot]:
    """The variant's shots with every line worded for the side and numbered through."""
    side = shown_side(prescription.side)
    words = side_words(look, side)
    variant = exercise.variant(prescription.variant)
    numbers = (str(number) for number in range(1, 100))
    shots = []
    for index, shot in enumerate(variant.shots):
        lines = [line.format_map(words) for line in shot.lines]
        if shot is variant.shots[-1] and prescription.side is Side.EACH:
            lines.append(look.phrase(f"change_sides_{exercise.limb}"))
        steps = list(zip(islice(numbers, len(lines)), lines, strict=True))
        if index == 0 and variant.start:
            steps.insert(0, ("", variant.start.format_map(words)))
        found = picture_for(look, shot.frame, person=person, side=side)
        shots.append(
            _Shot(
                frame=found[0] if found else None,
                picture=found[1] if found else None,
                alt=_alt(look, shot, words),
                steps=tuple((number, _step_lines(look, number, line)) for number, line in steps),
            )
        )
    return shots


def side_words(look: Look, side: Side) -> dict[str, str]:
    """What stands for {side} and {other} in a line."""
    other = Side.RIGHT if side is Side.LEFT else Side.LEFT
    return {"side": look.phrase(f"side_{side}"), "other": look.phrase(f"side_{other}")}


def picture_for(
    look: Look, name: str, *, person: Person, side: Side
) -> tuple[Frame, Picture] | None:
    """The frame of this name, or the one that shows the side better, and its drawing."""
    found = look.picture(name, person) if name else None
    if found and found[0].mirror and is_mirrored(found[0], side):
        return look.picture(found[0].mirror, person) or found
    return found


def _alt(look: Look, shot: Shot, words: dict[str, str]) -> str:
    return look.alts.get(shot.frame, " ".join(shot.lines)).format_map(words)


def _step_lines(look: Look, number: str, line: str) -> tuple[str, ...]:
    style = look.styles.step
    if number:
        return look.wrapped(line, style, COLUMN - _STEP_INDENT)
    lead = look.width(look.phrase("start") + "  ", look.styles.step_number)
    first, *_ = look.wrapped(line, style, COLUMN - lead)
    rest = line[len(first) :].strip()
    return (first, *look.wrapped(rest, style, COLUMN)) if rest else (first,)


def _panel_height(frames: Sequence[Frame]) -> float:
    """42 mm, or 43 where any frame's content is taller than it is wide; 37 for three and more."""
    if len(frames) > 2:
        return _MANY
    tall = any(
        frame.content[3] - frame.content[1] > 0.95 * (frame.content[2] - frame.content[0])
        for frame in frames
    )
    return _TALL if tall else _LOW


def _shot_height(look: Look, shot: _Shot, picture: float) -> float:
    style = look.styles.step
    text = sum(look.height(len(lines), style) + _STEP_GAP for _, lines in shot.steps) - _STEP_GAP
    return text + (picture + _TO_STEPS if shot.picture else 0)


def _draw_shot(
    look: Look,
    sketch: Sketch,
    shot: _Shot,
    *,
    at: tuple[float, float],
    side: Side,
    frames: Sequence[Frame],
    high: float,
) -> None:
    x, y = at
    if shot.picture and shot.frame:
        box = Box(x, y - high, x + COLUMN, y)
        with sketch.mark("Figure", alt=shot.alt, box=box):
            draw_picture(sketch, shot.frame, shot.picture, box=box, side=side, frames=frames)
        y -= high + _TO_STEPS
    with sketch.element("L"):
        for number, lines in shot.steps:
            _draw_step(look, sketch, number, lines, at=(x, y))
            y -= look.height(len(lines), look.styles.step) + _STEP_GAP


def draw_picture(
    sketch: Sketch,
    frame: Frame,
    picture: Picture,
    *,
    box: Box,
    side: Side,
    frames: Sequence[Frame],
    paper: bool = True,
) -> None:
    """A frame in its panel, cropped like all frames of its camera, mirrored for its side."""
    width, height = box.right - box.left, box.top - box.bottom
    same = [other for other in frames if other.camera == frame.camera] or [frame]
    seen = crop(same, aspect=width / height, margin=4)
    with sketch.saved():
        sketch.clip(box.left, box.top, (width, height), radius=min(RADIUS, height / 7))
        if paper and not picture.image:
            sketch.panel(box.left, box.top, (width, height), PAPER, radius=0)
        matrix = fitted(
            seen, at=(box.left, box.top), width=width, mirrored=is_mirrored(frame, side)
        )
        sketch.picture(picture, _upright(picture, matrix))


def _upright(picture: Picture, matrix: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix for a picture of pixels, which fills the unit square with y up."""
    if not picture.image:
        return matrix
    a, _, _, d, e, f = matrix
    _, _, wide, high = picture.box
    return (a * wide, 0, 0, -d * high, e, f + d * high)


def _draw_step(
    look: Look, sketch: Sketch, number: str, lines: tuple[str, ...], *, at: tuple[float, float]
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
                sketch.lines(x + _STEP_INDENT, y, lines, styles.step)
            else:
                lead = look.width(label + "  ", styles.step_number)
                ends = " " if len(lines) > 1 else ""
                sketch.text(x + lead, baseline, lines[0] + ends, styles.step)
                sketch.lines(x, y - styles.step.leading, lines[1:], styles.step)


# Notes: take care, easier, harder, and what the practitioner says.


def _notes(
    look: Look, exercise: Exercise, prescription: Prescription, *, practitioner: str
) -> list[Piece]:
    """The notes that there are, each as wide as a column; the practitioner's is the last."""
    side = shown_side(prescription.side)
    balance = exercise.balance or exercise.variant(prescription.variant).balance
    key = ("notes", exercise.code, exercise.own, side, balance)
    stock = look.kept(key, lambda: _stock_notes(look, exercise, side, balance=balance))
    if not prescription.note:
        return list(stock)
    wide = len(stock) == 3 or _is_long(look, prescription.note)
    said = _said(look, prescription.note, practitioner, width=WIDE if wide else COLUMN)
    return [*stock, said]


def _is_long(look: Look, note: str) -> bool:
    return len(look.wrapped.__wrapped__(note, look.styles.note, COLUMN)) > _LONG_NOTE


def _said(look: Look, note: str, practitioner: str, *, width: float) -> Piece:
    label = look.phrase("says", name=practitioner)
    lines = look.wrapped.__wrapped__(note, look.styles.note, width)
    return _note_piece(look, label, lines, warning=False, said=True, width=width)


def _stock_notes(look: Look, exercise: Exercise, side: Side, *, balance: bool) -> tuple[Piece, ...]:
    words = side_words(look, side)
    caution = exercise.caution
    if balance:
        caution = f"{look.phrase('balance')} {caution}".strip()
    notes = (("take_care", caution), ("easier", exercise.easier), ("harder", exercise.harder))
    return tuple(
        _note_piece(
            look,
            look.phrase(key),
            look.wrapped(text.format_map(words), look.styles.note, COLUMN),
            warning=key == "take_care",
            said=False,
            width=COLUMN,
        )
        for key, text in notes
        if text
    )


def _note_piece(
    look: Look, label: str, lines: Sequence[str], *, warning: bool, said: bool, width: float
) -> Piece:
    styles = look.styles
    label_style = styles.said_label if said else styles.note_label
    sign = 4.2 * MM
    indent = sign * 24 / 22 + 1.2 * MM if warning else 0

    def draw(sketch: Sketch) -> None:
        if warning:
            with sketch.artifact():
                triangle(sketch, 0, -0.4, height=sign)
        with sketch.mark("P"):
            sketch.lines(indent, 0, (label + " ",), label_style)
            sketch.lines(0, -label_style.leading, lines, styles.note)

    height = label_style.leading + look.height(len(lines), styles.note)
    return look.loose(draw, size=(width, height))


def _placed_notes(
    look: Look, notes: list[Piece], shots: _Shots, *, top: float, panel: float
) -> tuple[list[Placed], float]:
    """The notes where the number of pictures leaves room for them, and the card's bottom."""
    lowest = min(top - shots.piece.height, top - panel)
    if not notes:
        return [], lowest
    last = notes.pop() if notes[-1].width > COLUMN else None
    if shots.count <= 2:
        items, bottom = _notes_row(look, notes, lowest)
    else:
        items, bottom = _notes_beside(notes, shots, top=top, panel=panel)
        bottom = min(bottom, lowest)
    if last is None:
        return items, bottom
    under = bottom - _NOTES_AFTER_RULE
    return [*items, Placed(last, 0, under)], under - last.height


def _notes_row(look: Look, notes: list[Piece], top: float) -> tuple[list[Placed], float]:
    """Under everything, side by side in three columns."""
    rule = look.rule(FULL, weight=0.6, colour=RULE)
    y = top - _NOTES_TOP - _NOTES_AFTER_RULE
    items: list[Placed] = [Placed(rule, 0, top - _NOTES_TOP)]
    items += [Placed(note, column * SECOND, y) for column, note in enumerate(notes)]
    return items, y - max((note.height for note in notes), default=0)


def _notes_beside(
    notes: list[Piece], shots: _Shots, *, top: float, panel: float
) -> tuple[list[Placed], float]:
    """Beside the second row of pictures: under the dose, and where the fourth picture is not."""
    under_dose = top - panel - _NOTE_GAP
    if shots.count > 3:
        block = stacked(*((note, _NOTE_GAP) for note in notes))
        return [Placed(block, THIRD, under_dose)], under_dose - block.height
    row = top + shots.second_row
    half = (len(notes) + 1) // 2
    left = stacked(*((note, _NOTE_GAP) for note in notes[:half]))
    right = stacked(*((note, _NOTE_GAP) for note in notes[half:]))
    right_top = min(row, under_dose)
    return (
        [Placed(left, SECOND, row), Placed(right, THIRD, right_top)],
        min(row - left.height, right_top - right.height),
    )
