"""A prescription becomes an exercise card: pictures with their steps, and the dose beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.dose_panel import dose_panel
from clinicplan.handout.blocks.shots.drawn import Shots, shots_of
from clinicplan.handout.blocks.shots.panels import LARGE, Panels
from clinicplan.handout.blocks.signs import draw_soles, soles
from clinicplan.handout.blocks.web_link import link_note
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, SECOND, THIRD, WIDE
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, stacked
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE
from clinicplan.plan import Prescription, Side
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import side_word

_HEADER_TOP = 2.5 * MM
TO_PICTURES = 3 * MM
_NOTE_GAP = 3 * MM
_NOTES_TOP = 3 * MM
_LINK_GAP = 1.5 * MM
_NOTES_AFTER_RULE = 2.6 * MM


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says beyond its exercise: number, dose, who says what, for whom drawn.

    `notes` are those of `notes_of`, in its order: a card that is set in several ways draws
    them once.
    """

    number: int
    panel: Panel
    practitioner: str
    person: Person
    notes: tuple[Piece, ...] = ()


def card(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    text: CardText,
    panels: Panels = LARGE,
) -> Block:
    """The card, in reading order: name, side, dose, steps with pictures, notes.

    It may be higher than a page where the practitioner's note is long.
    """
    header = header_of(look, prescription, exercise, number=text.number)
    shots = shots_of(look, prescription, exercise, person=text.person, panels=panels)
    panel = dose_panel(look, text.panel, least=shots.picture)
    top = -header.height - TO_PICTURES
    items: list[Placed] = [Placed(header, 0, 0), Placed(panel, THIRD, top)]
    items.append(Placed(shots.piece, 0, top))
    dosed = panel.height
    if link := link_of(look, prescription, width=COLUMN):
        items.append(Placed(link, THIRD, top - dosed - _LINK_GAP))
        dosed += _LINK_GAP + link.height
    said, ends = bool(prescription.note and text.notes), (top - shots.piece.height, top - dosed)
    below, bottom = _placed_notes(look, text.notes, shots, ends=ends, said=said)
    return Block(-bottom, (Placed(Group("Sect", (*items, *below)), 0, 0),))


def link_of(look: Look, prescription: Prescription, *, width: float) -> Piece | None:
    """The code and address of the exercise's film or page, None where it has none."""
    if not prescription.link:
        return None
    return link_note(look, look.phrase("link_exercise"), prescription.link, width=width)


# The header: number, name, why, where to feel it, side.

Line = tuple[tuple[str, Style], ...]
"""Pieces of a line, each in its own style."""


def header_of(
    look: Look, prescription: Prescription, exercise: Exercise, *, number: int
) -> Piece:
    """Number, name, what for, and the side with its soles."""
    key = ("card-header", number, exercise.code, exercise.name, exercise.feel, prescription.side)
    return look.kept(key, lambda: _draw_header(look, prescription.side, exercise, number=number))


def _draw_header(look: Look, side: Side | None, exercise: Exercise, *, number: int) -> Piece:
    styles = look.styles
    indent = max(look.measures.number, look.width(f"{number} ", styles.card_number))
    room = WIDE - indent
    top = _HEADER_TOP + look.measures.rule
    name, name_style = look.wrapped(exercise.name, styles.card_name, room), styles.card_name
    if len(name) > 1:
        name_style = styles.card_name_long
        name = look.wrapped(exercise.name, name_style, room)
    word = side_word(side, exercise, look.catalogue)
    pair = soles(look, side) if side else None
    why = _why(look, exercise, room=FULL - indent)
    why_top = top + len(name) * name_style.leading + 0.8 * MM
    height = max(why_top + look.height(len(why), styles.why), top + 11 * MM)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        with sketch.mark("H2"):
            figure = styles.card_number
            baseline = -top - FIRST_BASELINE * figure.leading
            sketch.text(0, baseline, f"{number} ", figure)
            sketch.lines(indent, -top, name, name_style)
        for index, line in enumerate(why):
            with sketch.mark("P"):
                _draw_why(look, sketch, line, at=(indent, -why_top - index * styles.why.leading))
        if pair is None:
            return
        with sketch.artifact():
            width = draw_soles(sketch, pair, THIRD, -top, height=look.measures.soles)
        with sketch.mark("P"):
            baseline = -top - look.measures.soles / 2 - 0.33 * styles.side.size
            sketch.text(THIRD + width + 2.5 * MM, baseline, word, styles.side)

    return look.loose(draw, size=(FULL, height))


def _why(look: Look, exercise: Exercise, *, room: float) -> list[Line]:
    """What it is for and where to feel it, in one line where it fits, else in two or more.

    The line may pass below the side, so it is as wide as the card.
    """
    styles = look.styles
    why = look.wrapped(exercise.why, styles.why, room) if exercise.why else ()
    lines: list[Line] = [((line, styles.why),) for line in why]
    if not exercise.feel:
        return lines
    feel = ((look.phrase("feel"), styles.note_label), (exercise.feel, styles.why))
    if len(lines) == 1 and _wide(look, (*lines[0], *feel)) <= room:
        return [(*lines[0], *feel)]
    return [*lines, feel]


def _wide(look: Look, line: Line) -> float:
    return sum(look.width(f"{text} ", style) for text, style in line)


def _draw_why(look: Look, sketch: Sketch, line: Line, *, at: tuple[float, float]) -> None:
    x, y = at
    for text, style in line:
        sketch.lines(x, y, (f"{text} ",), style)
        x += look.width(f"{text} ", style)


# Where the notes stand.


_Notes = tuple[list[Placed], float]
"""Notes in their places, and the card's bottom."""


def _placed_notes(
    look: Look,
    notes: Sequence[Piece],
    shots: Shots,
    *,
    ends: tuple[float, float],
    said: bool,
) -> _Notes:
    """The notes where they make the card lowest, and the card's bottom.

    In a row under everything; or in the two columns under the steps
    with as many of them as is best in the third under the dose; or beside the last picture.
    What is `said` by the practitioner is in the row below all only where no other way is.
    Which way is best depends on heights alone (`ends`: of steps and dose), and is kept by them.
    """
    steps, dose = ends
    if not notes:
        return [], min(steps, dose)
    row, *others = _note_ways(look, notes, shots, steps, dose=dose)
    ways = others if said and others else [row, *others]
    sizes = tuple([(note.width, note.height) for note in notes])
    best = look.kept(
        ("notes", sizes, steps, dose, shots.hole, said),
        lambda: max(range(len(ways)), key=lambda number: ways[number]()[1]),
    )
    return ways[best]()


def _note_ways(
    look: Look, notes: Sequence[Piece], shots: Shots, steps: float, *, dose: float
) -> list[Callable[[], _Notes]]:
    """Every way to place the notes, the better reading first."""
    most = sum([note.width <= COLUMN for note in notes])
    least = 0 if dose < steps else 1
    return [
        partial(notes_row, look, notes, min(steps, dose)),
        *[
            partial(_notes_beside, look, notes, steps, dose=dose, many=many)
            for many in range(least, most + 1)
        ],
        *(_ways_in_hole(look, notes, shots, steps, dose=dose) if shots.hole else ()),
    ]


def _ways_in_hole(
    look: Look, notes: Sequence[Piece], shots: Shots, steps: float, *, dose: float
) -> list[Callable[[], _Notes]]:
    """As many notes in column 2 as fit beside a picture that is alone in its row."""
    narrow = [(note, _NOTE_GAP) for note in notes if note.width <= COLUMN]
    for many in range(len(narrow), 0, -1):
        block = stacked(*narrow[:many])
        if block.height <= shots.hole:
            placed = Placed(block, SECOND, steps + shots.hole)
            return [
                partial(_notes_with, look, placed, notes[many:], steps, dose=dose, many=beside)
                for beside in range(len(narrow) - many + 1)
            ]
    return []


def _notes_with(
    look: Look, placed: Placed, notes: Sequence[Piece], steps: float, *, dose: float, many: int
) -> _Notes:
    """The others, where some are placed already."""
    items, bottom = _notes_beside(look, notes, steps, dose=dose, many=many)
    return [placed, *items], bottom


def notes_row(look: Look, notes: Sequence[Piece], top: float) -> _Notes:
    """Under everything, side by side; one wider than a column where it ends the highest.

    Gives the bottom too, in points below the card's top (negative).
    """
    if not notes:
        return [], top
    rule = look.rule(FULL, weight=look.measures.hairline, colour=RULE)
    y = top - _NOTES_TOP - _NOTES_AFTER_RULE
    items: list[Placed] = [Placed(rule, 0, top - _NOTES_TOP)]
    bottoms = [y] * 3
    for number, note in enumerate(notes):
        if note.width <= COLUMN:
            column = number if number < 3 else bottoms.index(max(bottoms))
            start = bottoms[column] - (_NOTE_GAP if number >= 3 else 0)
            items.append(Placed(note, column * SECOND, start))
            bottoms[column] = start - note.height
            continue
        left, right = min(bottoms[:2]), min(bottoms[1:])
        first = 1 if right > left else 0
        under = (right if first else left) - (_NOTE_GAP if number else 0)
        items.append(Placed(note, first * SECOND, under))
        bottoms[first] = under - note.height
    return items, min(bottoms)


def _notes_under(
    look: Look, notes: Sequence[Piece], steps: float, *, dose: float
) -> _Notes:
    """Under the steps, the first note in column 1 and the others in column 2."""
    if not notes:
        return [], min(steps, dose)
    narrow = [(note, _NOTE_GAP) for note in notes if note.width <= COLUMN]
    left, right = stacked(*narrow[:1]), stacked(*narrow[1:])
    y = steps - _NOTES_TOP - _NOTES_AFTER_RULE
    rule = look.rule(WIDE, weight=look.measures.hairline, colour=RULE)
    items = [Placed(rule, 0, steps - _NOTES_TOP), Placed(left, 0, y), Placed(right, SECOND, y)]
    bottom = y - max(left.height, right.height)
    for note in notes:
        if note.width > COLUMN:
            bottom -= _NOTE_GAP if narrow else 0
            items.append(Placed(note, 0, bottom))
            bottom -= note.height
    return items, min(bottom, dose)


def _notes_beside(
    look: Look, notes: Sequence[Piece], steps: float, *, dose: float, many: int
) -> _Notes:
    """The first `many` in the third column under the dose, the others under the steps."""
    if not many:
        return _notes_under(look, notes, steps, dose=dose)
    block = stacked(*((note, _NOTE_GAP) for note in notes[:many]))
    top = dose - _NOTE_GAP
    items, bottom = _notes_under(look, notes[many:], steps, dose=top - block.height)
    return [Placed(block, THIRD, top), *items], bottom
