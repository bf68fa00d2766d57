"""The guide to pain becomes a strip: a sign, its scores and its word, three beside each other."""

from __future__ import annotations

from clinicplan.handout.blocks.safety import Advice, bands_of, urgent_line
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, SECOND
from clinicplan.handout.pdf.pieces import Block, Piece, one
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.plan import PainGuide

_SIGN = 6 * MM
_URGENT = 4.6 * MM
_GAP = 2 * MM
_TOP = 2.6 * MM


def pain_strip(look: Look, guide: PainGuide, advice: Advice, *, go: str = "") -> Block:
    """Whom to call at once, the signs under it, and below them what to do with the worst pain.

    `go` is what a patient must hear who is told to carry on, above it.
    """
    key = ("pain-strip", guide, advice, go)
    return one(look.kept(key, lambda: _draw(look, guide, advice, go)))


def _draw(look: Look, guide: PainGuide, advice: Advice, go: str) -> Piece:
    styles = look.styles
    urgent_high, draw_urgent = urgent_line(look, advice.urgent, styles.note_label, sign=_URGENT)
    lines = look.wrapped(advice.of("stop"), styles.note, FULL)
    first = look.wrapped(go, styles.note, FULL) if go else ()
    signs_top = _TOP + urgent_high + _GAP
    begin = signs_top + _SIGN + _GAP
    text_top = begin + len(first) * styles.note.leading

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        draw_urgent(sketch, 0, -_TOP)
        for index, (name, low, high, sign) in enumerate(bands_of(guide)):
            x = index * SECOND
            with sketch.artifact():
                sign(sketch, x, -signs_top, size=_SIGN)
            scores = look.phrase("pain_range", low=low, high=high) if low < high else str(high)
            said = look.phrase("pain_strip", scores=scores, word=look.phrase(f"pain_{name}")) + " "
            baseline = -signs_top - _SIGN / 2 - 0.35 * styles.pain_word.size
            with sketch.mark("P"):
                sketch.text(x + _SIGN + _GAP, baseline, said, styles.pain_word)
        if first:
            with sketch.mark("P"):
                sketch.lines(0, -begin, first, styles.note)
        with sketch.mark("P"):
            sketch.lines(0, -text_top, lines, styles.note)

    return look.sealed(draw, size=(FULL, text_top + look.height(len(lines), styles.note)))
