"""Headings, paragraphs, labels and lists become blocks over the whole width of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clinicplan.handout.blocks.run_in import run_in, run_in_heights
from clinicplan.handout.blocks.wide.parts import Listing
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, RADIUS
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, one, stacked
from clinicplan.handout.pdf.tags import Target
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import draw_lines, unbroken
from clinicplan.illustrations.colours import INK

BULLET_GAP = 2 * MM
_UNDER_LABEL = 1.5 * MM
_UNDER_RULE = 3 * MM

def page_heading(look: Look, heading: str, text: str) -> Block:
    """A page's name, and under it what it is for."""
    head = look.stock_paragraph(heading, look.styles.page_heading, width=FULL, kind="H2")
    words = look.stock_paragraph(text, look.styles.body, width=FULL)
    return stacked((head, look.wide.lines), (words, 0))


def ruled(look: Look, heading: str, *, kind: str = "H3") -> Block:
    """A rule, and a heading under it."""
    name = look.stock_paragraph(heading, look.styles.section, width=FULL, kind=kind)
    rule = look.rule(FULL, weight=look.measures.rule, colour=INK)
    top = _rule_top(look)
    items = (Placed(rule, 0, 0), Placed(name, 0, -top))
    return Block(top + name.height, items)


def _rule_top(look: Look) -> float:
    return 3 * MM + look.measures.rule


def labelled(look: Look, label: str, texts: Sequence[str]) -> Listing:
    """A label, and paragraphs under it."""
    style = look.styles.body

    def make(start: int, stop: int, _: float) -> Block:
        parts = [look.stock_paragraph(text, style, width=FULL) for text in texts[start:stop]]
        head = _label(look, label, again=start > 0)
        return stacked((head, _UNDER_LABEL), *((part, look.wide.lines) for part in parts))

    heights = (look.height(len(look.wrapped(text, style, FULL)), style) for text in texts)
    heads = _label_heights(look, label)
    return Listing(heads, tuple(heights), make, gap=look.wide.lines, fewest=1)


def listed(look: Look, label: str, items: Sequence[str]) -> Listing:
    """A label, and a list under it."""

    def make(start: int, stop: int, _: float) -> Block:
        head = _label(look, label, again=start > 0)
        return stacked((head, _UNDER_LABEL), (bullets(look, items[start:stop], width=FULL), 0))

    heights = bullet_heights(look, items, width=FULL)
    return Listing(_label_heights(look, label), heights, make, gap=BULLET_GAP)


def wide_tips(look: Look, heading: str, said: Sequence[tuple[str, str]]) -> Listing:
    """How to do the exercises: a heading, and labels with their words under it."""
    gap = look.wide.lines

    def make(start: int, stop: int, _: float) -> Block:
        some = tuple(said[start:stop])
        words = look.kept(("wide-tips", some), lambda: run_in(look, some, width=FULL, gap=gap))
        return stacked((_heading(look, heading, again=start > 0), _UNDER_RULE), (words, 0))

    heads = heading_heights(look, heading, under=_UNDER_RULE)
    return Listing(heads, run_in_heights(look, said, width=FULL), make, gap=gap)


def _label(look: Look, label: str, *, again: bool) -> Block:
    """A label, or that what stands under it goes on."""
    if again:
        return once_more(look, label, look.styles.small_heading)
    return one(look.stock_paragraph(label, look.styles.small_heading, width=FULL, kind="H3"))


def _label_heights(look: Look, label: str) -> tuple[float, float]:
    """The heights of a label with what follows it: at first, and where it goes on."""
    style = look.styles.small_heading
    texts = (label, look.phrase("continued", heading=label))
    first, later = (look.height(len(look.wrapped(text, style, FULL)), style) for text in texts)
    return first + _UNDER_LABEL, later + _UNDER_LABEL


def _heading(look: Look, heading: str, *, again: bool) -> Block:
    """A ruled heading, or that what stands under it goes on."""
    if again:
        return once_more(look, heading, look.styles.small_heading)
    return ruled(look, heading)


def heading_heights(look: Look, heading: str, *, under: float) -> tuple[float, float]:
    """The heights of a ruled heading with what follows it: at first, and where it goes on."""
    style, later = look.styles.section, look.styles.small_heading
    again = look.wrapped(look.phrase("continued", heading=heading), later, FULL)
    first = look.height(len(look.wrapped(heading, style, FULL)), style)
    return _rule_top(look) + first + under, look.height(len(again), later) + under


def once_more(look: Look, heading: str, style: Style) -> Block:
    """That what stands under this heading goes on: furniture, which is not spoken."""
    text = look.phrase("continued", heading=heading)
    lines = look.wrapped(text, style, FULL)
    between = style.leading - style.size
    return stacked(*((look.running_title(line, style), between) for line in lines))


def bullet_heights(look: Look, items: Sequence[str], *, width: float) -> tuple[float, ...]:
    """How high each item of a list is, in points; `BULLET_GAP` keeps them apart."""
    style = look.styles.note
    room = width - look.wide.bullet
    return tuple(look.height(len(look.wrapped(item, style, room)), style) for item in items)


def bullets(look: Look, items: Sequence[str], *, width: float, more: float = 0.0) -> Piece:
    """A list, an item below the other, each so many points farther away than it must be."""
    key = ("wide-bullets", tuple(items), width, more)
    return look.kept(key, lambda: _draw_bullets(look, items, width=width, gap=BULLET_GAP + more))


def _draw_bullets(look: Look, items: Sequence[str], *, width: float, gap: float) -> Piece:
    styles = look.styles
    wrapped = [look.wrapped(item, styles.note, width - look.wide.bullet) for item in items]
    tops = [0.0]
    for lines in wrapped:
        tops.append(tops[-1] + look.height(len(lines), styles.note) + gap)

    def draw(sketch: Sketch) -> None:
        with sketch.element("L"):
            for lines, top in zip(wrapped, tops, strict=False):
                with sketch.element("LI"):
                    with sketch.mark("Lbl"):
                        baseline = -top - FIRST_BASELINE * styles.bullet.size
                        sketch.text(0, baseline, "• ", styles.bullet)
                    with sketch.mark("LBody"):
                        sketch.lines(look.wide.bullet, -top, lines, styles.note)

    return look.sealed(draw, size=(width, tops[-1] - gap))


def panel(
    look: Look, parts: Sequence[tuple[str, Style, str]], *, targets: Mapping[str, Target]
) -> Block:
    """Texts (words, style, kind) in a tinted panel; what they name of `targets` is a link."""
    inset = look.wide.inset
    wrapped = [
        (look.wrapped(unbroken(text, targets), style, FULL - 2 * inset), style, kind)
        for text, style, kind in parts
    ]
    tops = [inset]
    for lines, style, _ in wrapped:
        tops.append(tops[-1] + look.height(len(lines), style) + look.wide.lines)
    height = tops[-1] - look.wide.lines + inset

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=RADIUS)
        for (lines, style, kind), top in zip(wrapped, tops, strict=False):
            if kind == "P":
                draw_lines(look, sketch, lines, style, at=(inset, -top), targets=targets)
                continue
            with sketch.mark(kind):
                sketch.lines(inset, -top, lines, style)

    key = ("wide-panel", tuple((text, kind) for text, _, kind in parts))
    return one(look.kept(key, lambda: look.loose(draw, size=(FULL, height))))
