"""The guide to pain becomes a strip: a sign, its scores, its word and sentence, three abreast."""

from __future__ import annotations

from clinicplan.handout.blocks.pain_guide import Advice, bands_of, step_of, urgent_line
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, GUTTER
from clinicplan.handout.pdf.pieces import Block, Piece, one
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.plan import PainGuide

_SIGN = 6 * MM
_URGENT = 4.2 * MM
_GAP = 1.4 * MM
_BESIDE = 2 * MM
_NEAR = 0.6 * MM
_TOP = 1.8 * MM


def pain_strip(look: Look, guide: PainGuide, advice: Advice) -> Block:
    """Whom to call at once, and below it the signs, each with its sentence under it."""
    return one(look.kept(("pain-strip", guide, advice), lambda: _draw(look, guide, advice)))


def _draw(look: Look, guide: PainGuide, advice: Advice) -> Piece:
    styles = look.styles
    urgent_high, draw_urgent = urgent_line(look, advice.urgent, styles.note_label, sign=_URGENT)
    bands = bands_of(guide, advice)
    own = look.wrapped(advice.own, styles.note_label, FULL) if advice.own else ()
    step = step_of(bands)
    said = [look.wrapped(advice.of(name), styles.note, step - GUTTER) for name, *_ in bands]
    own_top = _TOP + urgent_high + _GAP
    own_high = look.height(len(own), styles.note_label)
    signs_top = own_top + (own_high + _GAP if own else 0)
    text_top = signs_top + _SIGN + _NEAR

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        draw_urgent(sketch, 0, -_TOP)
        if own:
            with sketch.mark("P"):
                sketch.lines(0, -own_top, own, styles.note_label)
        for index, ((name, low, high, sign), lines) in enumerate(zip(bands, said, strict=True)):
            x = index * step
            with sketch.artifact():
                sign(sketch, x, -signs_top, size=_SIGN)
            scores = look.phrase("pain_range", low=low, high=high) if low < high else str(high)
            word = look.phrase("pain_strip", scores=scores, word=advice.word(name)) + " "
            baseline = -signs_top - _SIGN / 2 - 0.35 * styles.pain_word.size
            with sketch.mark("P"):
                sketch.text(x + _SIGN + _BESIDE, baseline, word, styles.pain_word)
            with sketch.mark("P"):
                sketch.lines(x, -text_top, lines, styles.note)

    high = look.height(max(map(len, said), default=0), styles.note)
    return look.sealed(draw, size=(FULL, text_top + high if bands else own_top + own_high))
