"""An exercise's notes become pieces: take care, a slip, too hard or too easy, who says what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicplan.catalogue.values import Exercise, Variant
from clinicplan.dose import AS_WRITTEN
from clinicplan.handout.blocks.pictures import shown_side
from clinicplan.handout.blocks.run_in import run_in
from clinicplan.handout.blocks.shots.worded import side_words, worded
from clinicplan.handout.blocks.signs import triangle
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, WIDE
from clinicplan.handout.pdf.pieces import Block, Piece, Placed
from clinicplan.handout.sketch import Sketch, Style
from clinicplan.handout.stepless import is_stepless, tells_how
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.plan import Prescription, Side

PART_TOP = 3 * MM + 1.4
PART_GAP = 2 * MM
_ON_FOOT = ("standing", "walking")
_BAR, _BAR_AWAY = 1 * MM, 2.6 * MM
"""How thick the bar beside own words is, and how far before them it begins."""
_LONG_NOTE = 4
"""Lines beyond which a practitioner's note gets the full width under the card."""


def notes_of(
    look: Look,
    exercise: Exercise,
    prescription: Prescription,
    *,
    practitioner: str,
    column: float = COLUMN,
) -> list[Piece]:
    """The notes that there are: the practitioner's first, but a long one last.

    A long one is wider than `column`, and stands under the others whatever their order.
    """
    stock = stock_notes(look, exercise, prescription, column=column)
    if not prescription.note:
        counts = not exercise.own and any(map(tells_how, _dosed(prescription)))
        return [*([_counts(look, column)] if counts else []), *stock]
    wide = _is_long(look, prescription.note, column)
    width = max(WIDE, column) if wide else column
    own = exercise.own or is_stepless(prescription.note)
    said = said_piece(look, prescription.note, practitioner, own=own, width=width)
    return [*stock, said] if wide else [said, *stock]


def _dosed(prescription: Prescription) -> Iterator[str]:
    """What a dose says in words of its own: when, and all of it where it is not understood."""
    dose = prescription.dose
    yield dose.times.occasion if dose.times else ""
    amounts = (dose.reps, dose.duration, dose.hold)
    yield from (item.words for item in amounts if item and item.wording == AS_WRITTEN)


def _counts(look: Look, column: float) -> Piece:
    """That the dose counts where a step says something else."""
    return look.paragraph(look.phrase("dose_counts"), look.styles.note, width=column)


def stock_notes(
    look: Look, exercise: Exercise, prescription: Prescription, *, column: float = COLUMN
) -> tuple[Piece, ...]:
    """The notes that the exercise itself has, each as wide as a column, drawn once."""
    side = shown_side(prescription.side)
    variant = exercise.variant(prescription.variant)
    told = (exercise.own, exercise.caution, exercise.slip, exercise.easier, exercise.harder,
            variant.care, variant.held_as_told)  # fmt: skip
    key = ("notes", exercise.code, *told, side, variant.code, column)
    return look.kept(key, lambda: _stock_notes(look, exercise, variant, side=side, column=column))


def _is_long(look: Look, note: str, column: float) -> bool:
    return len(look.private_lines(note, look.styles.said, column)) > _LONG_NOTE


def said_piece(look: Look, note: str, practitioner: str, *, own: bool, width: float) -> Piece:
    """What the practitioner says of this exercise. Not kept: these are own words.

    It counts before the library's steps and notes; the clinic's `own` steps are its words too, and
    what tells of no step differs from none.
    """
    styles = look.styles
    label = look.phrase("says", name=practitioner)
    lines = look.private_lines(note, styles.said, width)
    more = () if own else look.wrapped(look.phrase("says_counts"), styles.note, width)
    under = styles.said_label.leading + len(lines) * styles.said.leading
    beside = _beside(look, label, lines, more, width=width)
    right, down = beside or (0, under)
    height = styles.said_label.leading + look.height(len(lines), styles.said)
    if more and not beside:
        height = under + look.height(len(more), styles.note)

    def draw(sketch: Sketch) -> None:
        own_bar(look, sketch, height)
        _draw_labelled(sketch, label, lines, (styles.said_label, styles.said))
        if more:
            with sketch.mark("P"):
                sketch.lines(right, -down, more, styles.note)

    return look.loose(draw, size=(width, height))


def own_bar(look: Look, sketch: Sketch, height: float) -> None:
    """A bar beside a practitioner's own words, so high; it hangs in the margin or the gutter."""
    with sketch.artifact():
        sketch.panel(-_BAR_AWAY, 0, (_BAR, height), look.colours.accent, radius=0)


def room_for_said(look: Look, room: float, *, own: bool, width: float) -> int:
    """How many lines of a practitioner's note fit into `room` points, its other words aside."""
    counts = said_piece(look, "", "", own=own, width=width)
    style = look.styles.said
    return int((room - counts.height - style.size) // style.leading) + 1


def note_parts(
    look: Look, title: str, note: str, *, practitioner: str, own: bool
) -> Iterator[Block]:
    """A note under its exercise's name, in as many parts as it needs pages."""
    style = look.styles.said
    name = look.paragraph(title, look.styles.section, width=WIDE, kind="H3")
    top = PART_TOP + name.height + PART_GAP
    most = room_for_said(look, look.paper.room - top, own=own, width=WIDE)
    lines = look.private_lines(note, style, WIDE)
    for start in range(0, len(lines), most):
        part = "\n".join(lines[start : start + most])
        said = said_piece(look, part, practitioner, own=own, width=WIDE)
        rule = look.rule(FULL, weight=look.measures.rule, colour=INK)
        items = (Placed(rule, 0, 0), Placed(name, 0, -PART_TOP), Placed(said, 0, -top))
        yield Block(top + said.height, items)


def _stock_notes(
    look: Look, exercise: Exercise, variant: Variant, *, side: Side, column: float
) -> tuple[Piece, ...]:
    """Take care; then a common slip; then what to do if it is too hard, or too easy."""
    words = side_words(look, side)
    slip = (("slip", exercise.slip),)
    level = (("easier", exercise.easier), ("harder", exercise.harder))
    warned = care_of(look, exercise, variant, side=side)
    pieces: list[Piece | None] = [_care_piece(look, warned, column)]
    for pairs in (slip, level):
        said = [(look.phrase(key), worded(text, words)) for key, text in pairs if text]
        pieces.append(run_in(look, said, width=column) if said else None)
    return tuple(piece for piece in pieces if piece)


def care_of(look: Look, exercise: Exercise, variant: Variant, *, side: Side) -> str:
    """What to take care of in an exercise, "" where there is nothing."""
    care = (_hold(look, exercise, variant), exercise.caution, variant.care)
    return worded(" ".join(filter(None, care)), side_words(look, side))


def _hold(look: Look, exercise: Exercise, variant: Variant) -> str:
    """What to hold on to, wherever one stands; "" where one sits or lies."""
    if not (exercise.balance or variant.balance or variant.position in _ON_FOOT):
        return ""
    if variant.held_as_told:
        return look.phrase("hold_told")
    if variant.tool == "wall":
        return look.phrase("hold_wall")
    return look.phrase("hold_walking" if variant.position == "walking" else "hold")


def _care_piece(look: Look, text: str, column: float) -> Piece | None:
    """What to take care of, behind a triangle."""
    if not text:
        return None
    label_style, style = look.styles.note_label, look.styles.note
    lines = look.wrapped(text, style, column)
    sign = look.measures.care

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            triangle(sketch, 0, -0.4, height=sign)
        indent, label = sign * 24 / 22 + 1.2 * MM, look.phrase("take_care")
        _draw_labelled(sketch, label, lines, (label_style, style), indent=indent)

    return look.loose(draw, size=(column, label_style.leading + look.height(len(lines), style)))


def _draw_labelled(
    sketch: Sketch,
    label: str,
    lines: Sequence[str],
    styles: tuple[Style, Style],
    *,
    indent: float = 0,
) -> None:
    """A label, and the lines under it."""
    label_style, style = styles
    with sketch.mark("P"):
        sketch.lines(indent, 0, (label,), label_style)
    with sketch.mark("P"):
        sketch.lines(0, -label_style.leading, lines, style)


def _beside(
    look: Look, label: str, lines: Sequence[str], more: Sequence[str], *, width: float
) -> tuple[float, float] | None:
    """How far right and down `more` stands: after the last line or the label; None for neither.

    More than one line stands under all.
    """
    styles = look.styles
    if len(more) != 1:
        return None
    last = styles.said_label.leading + (len(lines) - 1) * styles.said.leading
    after = ((lines[-1], styles.said, last),) if lines else ()
    for text, style, down in (*after, (label, styles.said_label, 0)):
        right = look.width(f"{text}  ", style)
        if right + look.width(more[0], styles.note) <= width:
            return right, down
    return None
