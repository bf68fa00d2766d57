"""A prescription becomes an exercise card: pictures with their steps, and the dose beside."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.dose_panel import dose_panel
from clinicplan.handout.blocks.notes import notes_of
from clinicplan.handout.blocks.shots import Shots, shots_of
from clinicplan.handout.blocks.signs import draw_soles, soles
from clinicplan.handout.colours import INK, RULE
from clinicplan.handout.illustrations import Person
from clinicplan.handout.look import COLUMN, FULL, SECOND, THIRD, WIDE, Look, stacked
from clinicplan.handout.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.plan import Prescription, Side
from clinicplan.wording import Panel, side_word

_NUMBER = 13 * MM
_HEADER_TOP = 2.5 * MM + 1.4
TO_PICTURES = 3 * MM
_NOTE_GAP = 4 * MM
_NOTES_TOP = 3 * MM
_NOTES_AFTER_RULE = 2.6 * MM


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says beyond its exercise: number, dose, who says what, for whom drawn."""

    number: int
    panel: Panel
    practitioner: str
    person: Person


def card(look: Look, prescription: Prescription, exercise: Exercise, *, text: CardText) -> Block:
    """The card, in reading order: name, side, dose, steps with pictures, notes.

    It may be higher than a page where the practitioner's note is long.
    """
    header = header_of(look, prescription, exercise, number=text.number)
    shots = shots_of(look, prescription, exercise, person=text.person)
    panel = dose_panel(look, text.panel, least=shots.picture)
    notes = notes_of(look, exercise, prescription, practitioner=text.practitioner)
    top = -header.height - TO_PICTURES
    items: list[Placed] = [Placed(header, 0, 0), Placed(panel, THIRD, top)]
    items.append(Placed(shots.piece, 0, top))
    below, bottom = _placed_notes(look, notes, shots, top=top, panel=panel.height)
    return Block(-bottom, (Placed(Group("Sect", (*items, *below)), 0, 0),))


# The header: number, name, why, side.


def header_of(
    look: Look, prescription: Prescription, exercise: Exercise, *, number: int
) -> Piece:
    """Number, name, what for, and the side with its soles."""
    key = ("card-header", number, exercise.code, prescription.side)
    return look.kept(key, lambda: _draw_header(look, prescription.side, exercise, number=number))


def _draw_header(look: Look, side: Side, exercise: Exercise, *, number: int) -> Piece:
    styles = look.styles
    indent = max(_NUMBER, look.width(f"{number} ", styles.card_number))
    room = WIDE - indent
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
            sketch.lines(indent, -_HEADER_TOP, name, name_style)
        if why:
            with sketch.mark("P"):
                sketch.lines(indent, -why_top, why, styles.why)
        with sketch.artifact():
            width = draw_soles(sketch, pair, THIRD, -_HEADER_TOP, height=11 * MM)
        with sketch.mark("P"):
            baseline = -_HEADER_TOP - 5.5 * MM - 0.33 * styles.side.size
            sketch.text(THIRD + width + 2.5 * MM, baseline, word, styles.side)

    return look.loose(draw, size=(FULL, height))


# Where the notes stand.


def _placed_notes(
    look: Look, notes: list[Piece], shots: Shots, *, top: float, panel: float
) -> tuple[list[Placed], float]:
    """The notes where they make the card lowest, and the card's bottom.

    In a row under everything; in the two columns under the steps, where the dose is long; or
    in the third under the dose, where there are three pictures or more.
    """
    steps, dose = top - shots.piece.height, top - panel
    ways = [notes_row(look, notes, min(steps, dose))]
    if dose < steps:
        ways.append(_notes_under(look, notes, steps, dose=dose))
    if shots.count > 2:
        ways.append(_notes_beside(notes, dose - _NOTE_GAP, steps=steps))
    return max(ways, key=lambda way: way[1])


def notes_row(look: Look, notes: list[Piece], top: float) -> tuple[list[Placed], float]:
    """Under everything, side by side; one wider than a column where it ends the highest."""
    if not notes:
        return [], top
    rule = look.rule(FULL, weight=0.6, colour=RULE)
    y = top - _NOTES_TOP - _NOTES_AFTER_RULE
    items: list[Placed] = [Placed(rule, 0, top - _NOTES_TOP)]
    bottoms = [y] * 3
    for column, note in enumerate(notes):
        if note.width <= COLUMN:
            items.append(Placed(note, column * SECOND, y))
            bottoms[column] = y - note.height
            continue
        left, right = min(bottoms[:2]), min(bottoms[1:])
        first = 1 if right > left else 0
        under = (right if first else left) - (_NOTE_GAP if column else 0)
        items.append(Placed(note, first * SECOND, under))
        bottoms[first] = under - note.height
    return items, min(bottoms)


def _notes_under(
    look: Look, notes: list[Piece], steps: float, *, dose: float
) -> tuple[list[Placed], float]:
    """Under the steps, the first note in column 1 and the others in column 2."""
    narrow = [(note, _NOTE_GAP) for note in notes if note.width <= COLUMN]
    left, right = stacked(*narrow[:1]), stacked(*narrow[1:])
    y = steps - _NOTES_TOP - _NOTES_AFTER_RULE
    rule = look.rule(WIDE, weight=0.6, colour=RULE)
    items = [Placed(rule, 0, steps - _NOTES_TOP), Placed(left, 0, y), Placed(right, SECOND, y)]
    bottom = y - max(left.height, right.height)
    for note in notes:
        if note.width > COLUMN:
            bottom -= _NOTE_GAP
            items.append(Placed(note, 0, bottom))
            bottom -= note.height
    return items, min(bottom, dose)


def _notes_beside(notes: list[Piece], top: float, *, steps: float) -> tuple[list[Placed], float]:
    """In the third column; one wider than a column under the steps, in the other two."""
    narrow = [note for note in notes if note.width <= COLUMN]
    block = stacked(*((note, _NOTE_GAP) for note in narrow))
    items = [Placed(block, THIRD, top)]
    bottom = min(top - block.height, steps)
    for note in notes:
        if note.width > COLUMN:
            items.append(Placed(note, 0, steps - _NOTE_GAP))
            bottom = min(bottom, steps - _NOTE_GAP - note.height)
    return items, bottom
