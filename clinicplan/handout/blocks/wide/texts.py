"""Headings, paragraphs, labels and lists become blocks over the whole width of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clinicplan.handout.blocks.run_in import run_in, run_in_heights
from clinicplan.handout.blocks.wide.parts import Listing
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, GUTTER, RADIUS
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, one, stacked
from clinicplan.handout.pdf.tags import Target
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import draw_lines, unbroken
from clinicplan.illustrations.colours import INK

BULLET_GAP = 1.2 * MM
_UNDER_LABEL = 1.5 * MM
_UNDER_RULE = 3 * MM
_MOST_APART = 5 * MM
"""By how much tips may be farther apart."""

Said = tuple[str, Style, str]
"""Words, their style, and what kind of element they are."""


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


def listed(look: Look, label: str, items: Sequence[str], *, kind: str = "H3") -> Listing:
    """A label, and a list under it."""

    def make(start: int, stop: int, _: float) -> Block:
        head = _label(look, label, again=start > 0, kind=kind)
        return stacked((head, _UNDER_LABEL), (bullets(look, items[start:stop], width=FULL), 0))

    heights = bullet_heights(look, items, width=FULL)
    return Listing(_label_heights(look, label), heights, make, gap=BULLET_GAP)


def wide_tips(look: Look, heading: str, said: Sequence[tuple[str, str]]) -> Listing:
    """How to do the exercises: a heading, and labels with their words under it.

    They are farther apart where their page has room.
    """
    gap = look.wide.lines

    def make(start: int, stop: int, extra: float) -> Block:
        some, apart = tuple(said[start:stop]), gap + extra / (stop - start)
        key = ("wide-tips", some, apart)
        words = look.kept(key, lambda: run_in(look, some, width=FULL, gap=apart))
        return stacked((_heading(look, heading, again=start > 0), _UNDER_RULE), (words, 0))

    heads = heading_heights(look, heading, under=_UNDER_RULE)
    heights = run_in_heights(look, said, width=FULL)
    return Listing(heads, heights, make, gap=gap, most=_MOST_APART, title=heading)


def _label(look: Look, label: str, *, again: bool, kind: str = "H3") -> Block:
    """A label, or that what stands under it goes on."""
    if again:
        return once_more(look, label, look.styles.small_heading)
    return one(look.stock_paragraph(label, look.styles.small_heading, width=FULL, kind=kind))


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


def bullet_heights(
    look: Look, items: Sequence[str], *, width: float, style: Style | None = None
) -> tuple[float, ...]:
    """How high each item of a list is, in points; `BULLET_GAP` keeps them apart."""
    style = style or look.styles.note
    room = width - look.wide.bullet
    return tuple(look.height(len(look.wrapped(item, style, room)), style) for item in items)


def bullets(
    look: Look,
    items: Sequence[str],
    *,
    width: float,
    style: Style | None = None,
    more: float = 0.0,
) -> Piece:
    """A list, an item below the other, each so many points farther away than it must be.

    Its type is that of notes, if no other `style` is given.
    """
    style = style or look.styles.note
    key = ("wide-bullets", tuple(items), width, style.size, more)
    gap = BULLET_GAP + more
    return look.kept(key, lambda: _draw_bullets(look, items, style, width=width, gap=gap))


def _draw_bullets(
    look: Look, items: Sequence[str], style: Style, *, width: float, gap: float
) -> Piece:
    bullet = replace(look.styles.bullet, size=style.size, leading=style.leading)
    wrapped = [look.wrapped(item, style, width - look.wide.bullet) for item in items]
    tops = [0.0]
    for lines in wrapped:
        tops.append(tops[-1] + look.height(len(lines), style) + gap)

    def draw(sketch: Sketch) -> None:
        with sketch.element("L"):
            for lines, top in zip(wrapped, tops, strict=False):
                with sketch.element("LI"):
                    with sketch.mark("Lbl"):
                        baseline = -top - FIRST_BASELINE * bullet.size
                        sketch.text(0, baseline, "• ", bullet)
                    with sketch.mark("LBody"):
                        sketch.lines(look.wide.bullet, -top, lines, style)

    return look.sealed(draw, size=(width, tops[-1] - gap))


def panel_column(look: Look, many: int) -> float:
    """How wide each of so many columns of a tinted panel is, in points."""
    return (FULL - 2 * look.wide.inset - (many - 1) * GUTTER) / many


def panel(
    look: Look, columns: Sequence[Sequence[Said]], *, targets: Mapping[str, Target]
) -> Block:
    """Texts in columns of a tinted panel, each read down; what they name of `targets` is a link."""
    inset, width = look.wide.inset, panel_column(look, len(columns))
    laid = [_laid(look, parts, targets=targets, width=width) for parts in columns]
    height = max(bottom for _, bottom in laid) - look.wide.lines + 2 * inset

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=RADIUS)
        for number, (parts, _) in enumerate(laid):
            x = inset + number * (width + GUTTER)
            for lines, style, kind, top in parts:
                if kind == "P":
                    at = (x, -inset - top)
                    draw_lines(look, sketch, lines, style, at=at, targets=targets)
                    continue
                with sketch.mark(kind):
                    sketch.lines(x, -inset - top, lines, style)

    texts = tuple(tuple((text, kind) for text, _, kind in parts) for parts in columns)
    return one(look.kept(("wide-panel", texts), lambda: look.loose(draw, size=(FULL, height))))


def _laid(
    look: Look, parts: Sequence[Said], *, targets: Mapping[str, Target], width: float
) -> tuple[list[tuple[tuple[str, ...], Style, str, float]], float]:
    """Texts in lines, each with how far down it begins, and where the next one would."""
    found, top = [], 0.0
    for text, style, kind in parts:
        lines = look.wrapped(unbroken(text, targets), style, width)
        found.append((lines, style, kind, top))
        top += look.height(len(lines), style) + look.wide.lines
    return found, top
