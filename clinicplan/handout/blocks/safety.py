"""The clinic's rules and the region's warning signs become the sections of the safety page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from clinicplan.catalogue.values import RedFlags, Region
from clinicplan.handout.blocks.signs import carry_on, ease_off, stop
from clinicplan.handout.colours import INK, RULE, WARNING
from clinicplan.handout.look import COLUMN, FULL, RADIUS, SECOND, WIDE, Look
from clinicplan.handout.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.plan import PainGuide

_SIGN = 12 * MM
_BULLET = 4.2 * MM
_BULLET_GAP = 1.2 * MM
_WORST = 10
"""The top of the pain scale."""

Draw = Callable[[Sketch, float, float], None]


def page_heading(look: Look, heading: str, text: str) -> Block:
    """A page's name in column 1, what it is for beside it."""
    lines = look.wrapped(text, look.styles.note, WIDE)
    styles = look.styles

    def make() -> Piece:
        def draw(sketch: Sketch) -> None:
            with sketch.mark("H2"):
                sketch.lines(0, 0, (heading,), styles.page_heading)
            with sketch.mark("P"):
                sketch.lines(SECOND, -0.5 * MM, lines, styles.note)

        height = max(styles.page_heading.size, look.height(len(lines), styles.note) + 0.5 * MM)
        return look.loose(draw, size=(FULL, height))

    piece = look.kept(("page-heading", heading, text), make)
    return Block(piece.height, (Placed(piece, 0, 0),))


# The pain guide.


def pain_guide(look: Look, guide: PainGuide, *, unfelt: bool) -> Block:
    """Three signs, each with its scores, a word and a sentence: never colour alone.

    `unfelt` says that the feet feel less, so that a low score alone is no leave to go on.
    """
    make = partial(_draw_pain_guide, look, guide, unfelt=unfelt)
    piece = look.kept(("pain-guide", guide, unfelt), make)
    return Block(piece.height, (Placed(piece, 0, 0),))


def _draw_pain_guide(look: Look, guide: PainGuide, *, unfelt: bool) -> Piece:
    styles = look.styles
    go, ease = guide.carry_on, guide.ease_off
    bands = (
        ("go", 0, go, carry_on),
        ("ease", go + 1, ease, ease_off),
        ("stop", ease + 1, _WORST, stop),
    )
    columns = [band for band in bands if band[1] <= band[2]]
    keys = {"go": "pain_go_unfelt" if unfelt else "pain_go_text"}
    texts = [
        look.wrapped(look.phrase(keys.get(name, f"pain_{name}_text")), styles.note, COLUMN)
        for name, *_ in columns
    ]
    top = 3.2 * MM + 1.4
    signs_top = top + styles.section.size + 3 * MM
    text_top = signs_top + _SIGN + 1.6 * MM
    height = text_top + max(look.height(len(lines), styles.note) for lines in texts)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=1.4, colour=INK)
        with sketch.mark("H3"):
            sketch.lines(0, -top, (look.phrase("pain_guide"),), styles.section)
        for index, ((name, low, high, sign), lines) in enumerate(zip(columns, texts, strict=True)):
            x = index * SECOND
            with sketch.artifact():
                sign(sketch, x, -signs_top, size=_SIGN)
            scores = look.phrase("pain_range", low=low, high=high) if low < high else str(high)
            with sketch.mark("P"):
                beside = x + _SIGN + 3 * MM
                sketch.lines(beside, -signs_top - 0.8 * MM, (scores + " ",), styles.pain_range)
                word = (look.phrase(f"pain_{name}") + " ",)
                sketch.lines(beside, -signs_top - 8.3 * MM, word, styles.pain_word)
                sketch.lines(x, -text_top, lines, styles.note)

    return look.sealed(draw, size=(FULL, height))


# A label in column 1, a text or a list beside it.


def labelled_text(look: Look, label: str, text: str) -> Block:
    """A hairline, then a question and its answer."""
    lines = look.wrapped(text, look.styles.body, WIDE)

    def beside(sketch: Sketch, top: float) -> None:
        with sketch.mark("P"):
            sketch.lines(SECOND, top, lines, look.styles.body)

    height = look.height(len(lines), look.styles.body)
    return _labelled(look, label, beside, height=height, key=text)


def labelled_list(look: Look, label: str, items: Sequence[str]) -> Block:
    """A hairline, then a heading and its list."""
    wrapped = _bullets(look, items, width=WIDE)

    def beside(sketch: Sketch, top: float) -> None:
        _draw_bullets(look, sketch, wrapped, at=(SECOND, top))

    return _labelled(look, label, beside, height=_list_height(look, wrapped), key=tuple(items))


def _labelled(
    look: Look,
    label: str,
    beside: Callable[[Sketch, float], None],
    *,
    height: float,
    key: object,
) -> Block:
    styles = look.styles
    top = 3 * MM + 0.6
    heading = look.wrapped(label, styles.small_heading, COLUMN)

    def make() -> Piece:
        def draw(sketch: Sketch) -> None:
            with sketch.artifact():
                sketch.rule(0, 0, FULL, weight=0.6, colour=RULE)
            with sketch.mark("H3"):
                sketch.lines(0, -top, heading, styles.small_heading)
            beside(sketch, -top)

        tall = max(height, look.height(len(heading), styles.small_heading))
        return look.sealed(draw, size=(FULL, top + tall))

    piece = look.kept(("labelled", label, key), make)
    return Block(piece.height, (Placed(piece, 0, 0),))


# Red flags.


def red_flags(look: Look, region: Region) -> Block:
    """The warning signs in one frame: a list each, headed by where to go."""
    piece = look.kept(("red-flags", region.code), lambda: _draw_red_flags(look, region))
    return Block(piece.height, (Placed(Group("Sect", (Placed(piece, 0, 0),)), 0, 0),))


def _draw_red_flags(look: Look, region: Region) -> Piece:
    """Two lists side by side; any others below them, each in two columns of signs."""
    bar, inset, gap, between = 10.5 * MM, 5 * MM, 8 * MM, 3.5 * MM
    column = (FULL - 2 * inset - gap) / 2
    upper = [_flag_list(look, flags, width=column) for flags in region.lists[:2]]
    lower = [
        _flag_list(look, flags, width=2 * column + gap, columns=2) for flags in region.lists[2:]
    ]
    top = bar + 3.6 * MM
    middle = top + max(tall for tall, _ in upper) + between
    height = middle + sum(tall + between for tall, _ in lower) + 0.8 * MM

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.stroke(WARNING, 1.2)
            sketch.roundRect(0.6, -height + 0.6, FULL - 1.2, height - 1.2, RADIUS, fill=0)
            with sketch.saved():
                sketch.clip(0, 0, (FULL, height), radius=RADIUS)
                sketch.panel(0, 0, (FULL, bar), WARNING, radius=0)
        with sketch.mark("H3"):
            baseline = -bar / 2 - 0.33 * look.styles.help_heading.size
            sketch.text(inset, baseline, region.heading, look.styles.help_heading)
        for index, (_, draw_list) in enumerate(upper):
            draw_list(sketch, inset + index * (column + gap), -top)
        y = -middle
        for tall, draw_list in lower:
            with sketch.artifact():
                line = y + between / 2
                sketch.rule(inset, line, FULL - 2 * inset, weight=0.6, colour=RULE)
            draw_list(sketch, inset, y - 0.8 * MM)
            y -= tall + between

    return look.sealed(draw, size=(FULL, height))


def _flag_list(
    look: Look, flags: RedFlags, *, width: float, columns: int = 1
) -> tuple[float, Draw]:
    """The height of a list under its heading, and what draws it with its top left at (x, y)."""
    styles = look.styles
    gap = 8 * MM
    heading = look.wrapped(flags.heading, styles.small_heading, width)
    column = (width - gap * (columns - 1)) / columns
    signs = _bullets(look, flags.signs, width=column)
    each = -(-len(signs) // columns)
    parts = [signs[start : start + each] for start in range(0, len(signs), each)]
    under = look.height(len(heading), styles.small_heading) + 2 * MM

    def draw(sketch: Sketch, x: float, y: float) -> None:
        with sketch.mark("H4"):
            sketch.lines(x, y, heading, styles.small_heading)
        with sketch.element("L"):
            for index, part in enumerate(parts):
                _draw_items(look, sketch, part, at=(x + index * (column + gap), y - under))

    return under + max(_list_height(look, part) for part in parts), draw


def _bullets(look: Look, items: Sequence[str], *, width: float) -> list[tuple[str, ...]]:
    return [look.wrapped(item, look.styles.note, width - _BULLET) for item in items]


def _list_height(look: Look, items: Sequence[tuple[str, ...]]) -> float:
    style: Style = look.styles.note
    heights = [look.height(len(lines), style) for lines in items]
    return sum(heights) + _BULLET_GAP * (len(heights) - 1)


def _draw_bullets(
    look: Look, sketch: Sketch, items: Sequence[tuple[str, ...]], *, at: tuple[float, float]
) -> None:
    with sketch.element("L"):
        _draw_items(look, sketch, items, at=at)


def _draw_items(
    look: Look, sketch: Sketch, items: Sequence[tuple[str, ...]], *, at: tuple[float, float]
) -> None:
    x, y = at
    styles = look.styles
    for lines in items:
        with sketch.element("LI"):
            with sketch.mark("Lbl"):
                sketch.text(x, y - FIRST_BASELINE * styles.bullet.size, "• ", styles.bullet)
            with sketch.mark("LBody"):
                sketch.lines(x + _BULLET, y, lines, styles.note)
        y -= look.height(len(lines), styles.note) + _BULLET_GAP
