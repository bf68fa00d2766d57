"""An exercise becomes a row of one sheet for the fridge door: pictures, its dose, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.pictures import draw_picture, picture_for, shown_side
from clinicplan.handout.blocks.run_in import run_in, run_in_height
from clinicplan.handout.blocks.shots.worded import alt_of, side_words
from clinicplan.handout.blocks.signs import draw_soles, soles
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, stacked
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE
from clinicplan.illustrations.frames import Frame
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Prescription, Side
from clinicplan.wording.words import side_word

MOST_PICTURES = 2
_GAP = 3 * MM
_SPARE = 2.6 * MM
_BESIDE = 5 * MM
_SOLES = 5 * MM
_NEAR = 1 * MM
_STEPS_GAP = 0.4 * MM


@dataclass(frozen=True, slots=True)
class RowSize:
    """How large a row of the sheet is, in points: its least height, and each of its pictures."""

    height: float
    picture: tuple[float, float]
    pictures: int = MOST_PICTURES


SIZES = (
    RowSize(48 * MM, (54 * MM, 42 * MM)),
    RowSize(41 * MM, (45 * MM, 35 * MM)),
    RowSize(34 * MM, (36 * MM, 28 * MM)),
    RowSize(29 * MM, (31 * MM, 24 * MM)),
    RowSize(25 * MM, (27 * MM, 21 * MM)),
    RowSize(22 * MM, (24 * MM, 18.7 * MM)),
)
"""The largest first: a plan whose doses need many words has smaller pictures."""
ONE_PICTURE = RowSize(22 * MM, (24 * MM, 18.7 * MM), pictures=1)
"""Where what to take care of has no room beside two: how the exercise ends."""
NO_PICTURE = RowSize(13 * MM, (0, 0), pictures=0)
"""Where it has none beside one either, and where an exercise has no picture."""


@dataclass(frozen=True, slots=True, eq=False)
class RowText:
    """What a row says: its number, the whole dose, and the practitioner's note ("").

    Where there is room, what to take `care` of and the numbered `steps` as well.
    """

    number: int
    dose: str
    note: str
    care: str = ""
    steps: tuple[tuple[str, str], ...] = ()


def fridge_row(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    text: RowText,
    person: Person,
    size: RowSize,
) -> Block:
    """An exercise: its first and last picture, name, side, and the dose as it is read aloud."""
    left = _left(size)
    words = stacked(
        (_words(look, prescription, exercise, text, left=left), _NEAR),
        (_run(look, _numbered(look, text.steps), left=left, gap=_STEPS_GAP), _NEAR),
        (_run(look, _cares(look, text.care), left=left), 0),
    )
    high = _high(words, size)

    def down(tall: float) -> float:
        """Few words stand in the middle beside the pictures, with many all begins at the top."""
        return -_SPARE / 2 if words.height > size.picture[1] else (tall - high) / 2

    shown = list(pictures_of(look, prescription, exercise, person))
    shown = shown[max(0, len(shown) - size.pictures) :]
    items = [
        Placed(look.rule(FULL, weight=0.6, colour=RULE), 0, 0),
        Placed(words, 0, down(words.height)),
    ]
    if shown:
        pictures = _drawn(look, shown, shown_side(prescription.side), size)
        items.append(Placed(pictures, 0, down(size.picture[1])))
    return Block(high, (Placed(Group("Sect", tuple(items)), 0, 0),))


def words_height(
    look: Look, prescription: Prescription, exercise: Exercise, text: RowText, size: RowSize
) -> float:
    """How high the name and the dose are in a row of this size, in points, without being drawn."""
    return _measured(look, prescription, exercise, text, left=_left(size)).height


def row_height(look: Look, words: float, text: RowText, size: RowSize) -> float:
    """How high the row is whose name and dose are so high, in points, without being drawn."""
    width = FULL - _left(size)

    def run(said: Sequence[tuple[str, str]], gap: float | None = None) -> Block | None:
        return Block(run_in_height(look, said, width=width, gap=gap), ()) if said else None

    steps, care = run(_numbered(look, text.steps), _STEPS_GAP), run(_cares(look, text.care))
    return _high(stacked((Block(words, ()), _NEAR), (steps, _NEAR), (care, 0)), size)


def _high(words: Block, size: RowSize) -> float:
    return max(size.height, words.height + _SPARE, size.picture[1] + _SPARE)


def _numbered(look: Look, steps: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(number or look.phrase("start"), words) for number, words in steps]


def _cares(look: Look, care: str) -> list[tuple[str, str]]:
    return [(look.phrase("take_care"), care)] if care else []


def _run(
    look: Look, said: Sequence[tuple[str, str]], *, left: float, gap: float | None = None
) -> Piece | None:
    return run_in(look, said, width=FULL - left, left=left, gap=gap) if said else None


def _left(size: RowSize) -> float:
    return size.pictures * (size.picture[0] + _GAP) + _GAP if size.pictures else 0


_Shown = tuple[Frame, Picture, str]
"""A frame, its drawing and what it shows in words."""


def pictures_of(
    look: Look, prescription: Prescription, exercise: Exercise, person: Person
) -> Iterator[_Shown]:
    """How it begins and how it ends."""
    side = shown_side(prescription.side)
    found = []
    for shot in exercise.variant(prescription.variant).shots:
        picture = picture_for(look, shot.frame, person=person, side=side)
        if picture:
            found.append((*picture, alt_of(look, shot, side_words(look, side))))
    yield from found[:1]
    yield from found[1:][-1:]


def _drawn(look: Look, shown: Sequence[_Shown], side: Side, size: RowSize) -> Piece:
    wide, high = size.picture
    frames = [frame for frame, _, _ in shown]

    def draw(sketch: Sketch) -> None:
        for index, (frame, picture, alt) in enumerate(shown):
            left = index * (wide + _GAP)
            box = Box(left, -high, left + wide, 0)
            with sketch.mark("Figure", alt=alt, box=box):
                draw_picture(sketch, frame, picture, box=box, side=side, frames=frames)

    key = ("fridge-pictures", size, side, *(picture.name for _, picture, _ in shown))
    return look.kept(key, lambda: look.loose(draw, size=(FULL, high)))


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """Name and side with the dose under them, as lines; where the side and the dose begin."""

    name: tuple[str, ...]
    indent: float
    side: str
    side_at: tuple[float, float]
    said: list[tuple[str, ...]]
    under: float
    height: float


def _measured(
    look: Look, prescription: Prescription, exercise: Exercise, text: RowText, *, left: float
) -> _Words:
    styles = look.styles
    room = FULL - left
    indent = look.width(f"{text.number} ", styles.glance_number) + 1 * MM
    name = look.wrapped(exercise.name, styles.glance_name, room - indent)
    side = side_word(prescription.side, exercise, look.catalogue)
    told = filter(None, (text.dose, text.note))
    said = [look.private_lines(part, styles.glance_dose, room) for part in told]
    named = len(name) * styles.glance_name.leading
    ends = indent + look.width(name[-1], styles.glance_name) + _BESIDE
    is_beside = not side or ends + _SOLES * 2 + look.width(side, styles.glance_side) <= room
    at, sided = (left + ends, named - styles.glance_name.leading) if is_beside else (left, named)
    under = named + (0 if is_beside else styles.glance_side.leading) + 1.2 * MM
    height = under + sum(map(len, said)) * styles.glance_dose.leading
    return _Words(name, indent, side, (at, sided), said, under, height)


def _words(
    look: Look, prescription: Prescription, exercise: Exercise, text: RowText, *, left: float
) -> Piece:
    """Name and side, the dose under them. Not kept: a note is the practitioner's own words."""
    styles = look.styles
    words = _measured(look, prescription, exercise, text, left=left)
    pair = soles(look, prescription.side) if prescription.side else None

    def draw(sketch: Sketch) -> None:
        with sketch.mark("H2"):
            first = -FIRST_BASELINE * styles.glance_name.size
            sketch.text(left, first, f"{text.number} ", styles.glance_number)
            sketch.lines(left + words.indent, 0, words.name, styles.glance_name)
        if pair:
            at, sided = words.side_at
            with sketch.artifact():
                wide = draw_soles(sketch, pair, at, -sided, height=_SOLES)
            with sketch.mark("P"):
                baseline = -sided - FIRST_BASELINE * styles.glance_name.size
                sketch.text(at + wide + 1.6 * MM, baseline, words.side, styles.glance_side)
        top = words.under
        for lines in words.said:
            with sketch.mark("P"):
                sketch.lines(left, -top, lines, styles.glance_dose)
            top += len(lines) * styles.glance_dose.leading

    return look.loose(draw, size=(FULL, words.height))
