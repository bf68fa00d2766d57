"""How much pain is all right becomes three signs, each with scores, a word and sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clinicplan.handout.blocks.bulleted import Draw, bullets, draw_bullets, list_height
from clinicplan.handout.blocks.signs import carry_on, ease_off, emergency, stop
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, GUTTER
from clinicplan.handout.pdf.pieces import Block, Piece, one
from clinicplan.handout.sketch import Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.plan import PainGuide

_SIGN = 12 * MM
_URGENT = 4.8 * MM
_URGENT_GAP = 2.4 * MM
_URGENT_AFTER = 8 * MM
"""Between the heading of the guide and whom to call at once, which stands beside it."""
_BAND_GAP = 2 * MM
"""Between a band's sentence and what belongs to it."""
_WORST = 10
"""The top of the pain scale."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What the guide says of each band, of the morning after, and of when to stop.

    `bands` have their names, their words ("Carry on") and their sentences.
    An empty `stop` stands below the guide and not in it. `urgent` is whom to call at once: it
    belongs to no band. `own` says which limits of this plan count more than the scores. Of a band
    that is not among the `bands` nothing is said: its scores are the next one's. Without any, what
    is `own` takes their place.
    """

    bands: tuple[tuple[str, str, str], ...]
    morning: tuple[str, str]
    stop: tuple[str, tuple[str, ...]]
    urgent: str
    own: str = ""

    def of(self, band: str) -> str:
        """The sentence of a band of scores."""
        return next(said for name, _, said in self.bands if name == band)

    def word(self, band: str) -> str:
        """The word of a band of scores."""
        return next(word for name, word, _ in self.bands if name == band)


def pain_guide(look: Look, guide: PainGuide, advice: Advice) -> Block:
    """Three signs, each with its scores, a word and sentences: never colour alone."""
    key = ("pain-guide", guide, advice)
    piece = look.kept(key, lambda: _draw_pain_guide(look, guide, advice))
    return one(piece)


def _draw_pain_guide(look: Look, guide: PainGuide, advice: Advice) -> Piece:
    styles = look.styles
    bands = bands_of(guide, advice)
    step = step_of(bands)
    texts = [_band_text(look, name, advice, last=bands[-2:-1], width=step - GUTTER)
             for name, *_ in bands] or _own_texts(look, advice)  # fmt: skip
    own = look.wrapped(advice.own, styles.note_label, FULL) if bands and advice.own else ()
    top = 3.2 * MM + 1.4
    signs_top = top + styles.section.size + 3 * MM
    ends = look.width(look.phrase("pain_guide"), styles.section) + _URGENT_AFTER
    needs = look.width(advice.urgent, styles.note_label) + _URGENT + _URGENT_GAP
    is_beside = ends + needs <= FULL
    urgent_left, urgent_top = (ends, top - 0.2 * MM) if is_beside else (0.0, signs_top - 1 * MM)
    urgent_high, draw_urgent = urgent_line(look, advice.urgent, styles.note_label, sign=_URGENT)
    signs_top += 0 if is_beside else urgent_high + 1.2 * MM
    own_top = signs_top - 0.6 * MM
    signs_top += look.height(len(own), styles.note_label) + 2.4 * MM if own else 0
    text_top = signs_top + (_SIGN + 1.6 * MM if bands else 0)
    height = text_top + max(tall for tall, _ in texts)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        with sketch.mark("H3"):
            sketch.lines(0, -top, (look.phrase("pain_guide"),), styles.section)
        draw_urgent(sketch, urgent_left, -urgent_top)
        if own:
            with sketch.mark("P"):
                sketch.lines(0, -own_top, own, styles.note_label)
        for index, (_, draw_text) in enumerate(texts):
            if bands:
                at = (index * step, -signs_top)
                _draw_sign(look, sketch, bands[index], advice.word(bands[index][0]), at=at)
            draw_text(sketch, index * step, -text_top)

    return look.sealed(draw, size=(FULL, height))


def urgent_line(
    look: Look, text: str, style: Style, *, sign: float, gap: float = _URGENT_GAP
) -> tuple[float, Draw]:
    """Whom to call at once, beside a red sign of that size: its height, and what draws it."""
    left = sign + gap
    lines = look.wrapped(text, style, FULL - left)
    high = len(lines) * style.leading
    height = max(sign, high)

    def draw(sketch: Sketch, x: float, y: float) -> None:
        with sketch.artifact():
            emergency(sketch, x, y, size=sign)
        with sketch.mark("P"):
            sketch.lines(x + left, y - (height - high) / 2, lines, style)

    return height, draw


Band = tuple[str, int, int, Callable[..., None]]
"""What a band of scores is called, its lowest and highest score, and its sign."""


def bands_of(guide: PainGuide, advice: Advice) -> list[Band]:
    """The bands that have a score and of which something is said, from no pain to the worst."""
    said = {name for name, *_ in advice.bands}
    go = guide.carry_on
    ease = guide.ease_off if "ease" in said else go
    bands: list[Band] = [
        ("go", 0, go, carry_on),
        ("ease", go + 1, ease, ease_off),
        ("stop", ease + 1, _WORST, stop),
    ]
    return [band for band in bands if band[1] <= band[2] and band[0] in said]


def step_of(bands: Sequence[Band]) -> float:
    """From one band's column to the next: two share the page's width, else there are three."""
    return (FULL + GUTTER) / (2 if len(bands) == 2 else 3)


def _own_texts(look: Look, advice: Advice) -> list[tuple[float, Draw]]:
    """In the place of bands: the plan's own limit, the morning after, and when to stop."""
    said = [("", advice.own), advice.morning]
    texts = [_said(look, label, "P", [look.wrapped(text, look.styles.note, COLUMN)])
             for label, text in said]  # fmt: skip
    label, items = advice.stop
    if label:
        listed = bullets(look, items, look.styles.note, width=COLUMN)
        texts.append(_said(look, label, "L", listed))
    return texts


def _said(
    look: Look, label: str, kind: str, lines: list[tuple[str, ...]]
) -> tuple[float, Draw]:
    """A label, if there is one, and its paragraph or list below: the height, and what draws it."""
    styles = look.styles
    top = styles.note_label.leading if label else 0

    def draw(sketch: Sketch, x: float, y: float) -> None:
        if label:
            with sketch.mark("H4"):
                sketch.lines(x, y, (label,), styles.note_label)
        if kind == "L":
            draw_bullets(look, sketch, lines, styles.note, at=(x, y - top))
            return
        with sketch.mark("P"):
            sketch.lines(x, y - top, lines[0], styles.note)

    return top + list_height(look, lines, styles.note), draw


def _draw_sign(
    look: Look, sketch: Sketch, band: Band, word: str, *, at: tuple[float, float]
) -> None:
    """A band's sign with its scores and its word beside it."""
    _, low, high, sign = band
    (x, top), styles = at, look.styles
    with sketch.artifact():
        sign(sketch, x, top, size=_SIGN)
    scores = look.phrase("pain_range", low=low, high=high) if low < high else str(high)
    with sketch.mark("P"):
        beside = x + _SIGN + 3 * MM
        sketch.lines(beside, top - 0.8 * MM, (scores + " ",), styles.pain_range)
        sketch.lines(beside, top - 8.3 * MM, (word + " ",), styles.pain_word)


def _band_text(
    look: Look, name: str, advice: Advice, *, last: Sequence[Band], width: float
) -> tuple[float, Draw]:
    """A band's sentence and, under it, what belongs there; its height and what draws it.

    The morning after stands with the last band below the one that stops.
    """
    styles = look.styles
    lines = look.wrapped(advice.of(name), styles.note, width)
    label = advice.stop[0] if name == "stop" else ""
    more: list[tuple[str, ...]] = []
    if name == "stop" and label:
        more = bullets(look, advice.stop[1], styles.note, width=width)
    elif last and last[0][0] == name:
        label = advice.morning[0]
        more = [look.wrapped(advice.morning[1], styles.note, width)]
    label_top = look.height(len(lines), styles.note) + _BAND_GAP
    tall, draw_more = _said(look, label, "L" if name == "stop" else "P", more or [()])
    height = label_top + tall if more else label_top - _BAND_GAP

    def draw(sketch: Sketch, x: float, y: float) -> None:
        with sketch.mark("P"):
            sketch.lines(x, y, lines, styles.note)
        if more:
            draw_more(sketch, x, y - label_top)

    return height, draw
