"""An exercise's number, name and side become the head of its card, one below the other."""

from __future__ import annotations

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.signs import draw_soles, soles
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.plan import Prescription
from clinicplan.wording.words import side_word


def wide_header(
    look: Look, prescription: Prescription, exercise: Exercise, *, number: int
) -> Piece:
    """Number and name over the whole width, the side under them, then what it is for."""
    key = ("wide-header", number, exercise.code, exercise.feel, prescription.side)
    return look.kept(key, lambda: _draw(look, prescription, exercise, number=number))


def _draw(look: Look, prescription: Prescription, exercise: Exercise, *, number: int) -> Piece:
    styles, wide = look.styles, look.wide
    top = look.measures.rule + 2.5 * MM
    indent = look.width(f"{number} ", styles.card_number)
    name = look.wrapped(exercise.name, styles.card_name, FULL - indent)
    side = side_word(prescription.side, exercise, look.catalogue)
    pair = soles(look, prescription.side) if prescription.side else None
    side_top = top + len(name) * styles.card_name.leading + wide.spare
    tall = 1.5 * wide.soles if pair else 0
    why = look.wrapped(exercise.why, styles.why, FULL) if exercise.why else ()
    why_top = side_top + tall + wide.lines
    feel_top = why_top + len(why) * styles.why.leading
    lead = look.width(look.phrase("feel") + " ", styles.note_label)
    feel = _run_on(look, exercise.feel, lead) if exercise.feel else ()
    height = feel_top + look.height(len(feel), styles.why) if why or feel else side_top + tall

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        with sketch.mark("H2"):
            baseline = -top - FIRST_BASELINE * styles.card_name.size
            sketch.text(0, baseline, f"{number} ", styles.card_number)
            sketch.lines(indent, -top, name, styles.card_name)
        if pair:
            with sketch.artifact():
                across = draw_soles(sketch, pair, 0, -side_top, height=tall)
            with sketch.mark("P"):
                baseline = -side_top - tall / 2 - 0.33 * styles.side.size
                sketch.text(across + 2.5 * MM, baseline, side, styles.side)
        if why:
            with sketch.mark("P"):
                sketch.lines(0, -why_top, why, styles.why)
        if feel:
            with sketch.mark("P"):
                sketch.lines(0, -feel_top, (look.phrase("feel") + " ",), styles.note_label)
                sketch.lines(lead, -feel_top, (feel[0] + " ",), styles.why)
                sketch.lines(0, -feel_top - styles.why.leading, feel[1:], styles.why)

    return look.loose(draw, size=(FULL, height))


def _run_on(look: Look, text: str, lead: float) -> tuple[str, ...]:
    """The lines of a text whose first begins after a label."""
    first, *_ = look.wrapped(text, look.styles.why, FULL - lead)
    rest = text[len(first) :].strip()
    return (first, *(look.wrapped(rest, look.styles.why, FULL) if rest else ()))
