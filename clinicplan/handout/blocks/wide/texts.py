"""Headings, paragraphs, labels and lists become blocks over the whole width of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clinicplan.handout.blocks.run_in import run_in
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, RADIUS
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, one
from clinicplan.handout.pdf.tags import Target
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import draw_lines, unbroken
from clinicplan.illustrations.colours import INK


def below(*parts: tuple[Block, float]) -> Block:
    """Blocks one below the other, each with the space that follows it."""
    items, y, height = [], 0.0, 0.0
    for block, space in parts:
        items.append(Placed(block, 0, -y))
        height = y + block.height
        y = height + space
    return Block(height, tuple(items))


def page_heading(look: Look, heading: str, text: str) -> Block:
    """A page's name, and under it what it is for."""
    head = look.stock_paragraph(heading, look.styles.page_heading, width=FULL, kind="H2")
    words = look.stock_paragraph(text, look.styles.body, width=FULL)
    return below((one(head), look.wide.lines), (one(words), 0))


def ruled(look: Look, heading: str, *, kind: str = "H3") -> Block:
    """A rule, and a heading under it."""
    name = look.stock_paragraph(heading, look.styles.section, width=FULL, kind=kind)
    rule = look.rule(FULL, weight=look.measures.rule, colour=INK)
    top = 3 * MM + look.measures.rule
    items = (Placed(rule, 0, 0), Placed(name, 0, -top))
    return Block(top + name.height, items)


def told(look: Look, heading: str, texts: Sequence[str], *, stock: bool = False) -> Block:
    """A small heading and paragraphs under it; only `stock` texts may be kept."""
    paragraph = look.stock_paragraph if stock else look.paragraph
    head = look.stock_paragraph(heading, look.styles.kicker, width=FULL, kind="H2")
    parts = [one(paragraph(text, look.styles.body, width=FULL)) for text in texts]
    return below((one(head), 1.5 * MM), *((part, look.wide.lines) for part in parts))


def labelled(look: Look, label: str, texts: Sequence[str], *, again: bool = False) -> Block:
    """A label and paragraphs, under a heading of their own level; `again` where they go on."""
    head = _label(look, label, again=again)
    parts = [one(look.stock_paragraph(text, look.styles.body, width=FULL)) for text in texts]
    return below((head, 1.5 * MM), *((part, look.wide.lines) for part in parts))


def _label(look: Look, label: str, *, again: bool) -> Block:
    """A heading, or that what it heads goes on."""
    if again:
        return once_more(look, label, look.styles.small_heading)
    return one(look.stock_paragraph(label, look.styles.small_heading, width=FULL, kind="H3"))


def once_more(look: Look, heading: str, style: Style) -> Block:
    """That what stands under this heading goes on: furniture, which is not spoken."""
    text = look.phrase("continued", heading=heading)
    lines = look.wrapped(text, style, FULL)
    between = style.leading - style.size
    return below(*((one(look.running_title(line, style)), between) for line in lines))


def bullets(look: Look, items: Sequence[str], *, width: float) -> Block:
    """A list, an item below the other."""
    key = ("wide-bullets", tuple(items), width)
    return one(look.kept(key, lambda: _draw_bullets(look, items, width=width)))


def _draw_bullets(look: Look, items: Sequence[str], *, width: float) -> Piece:
    styles = look.styles
    wrapped = [look.wrapped(item, styles.note, width - look.wide.bullet) for item in items]
    tops = [0.0]
    for lines in wrapped:
        tops.append(tops[-1] + look.height(len(lines), styles.note) + 2 * MM)

    def draw(sketch: Sketch) -> None:
        with sketch.element("L"):
            for lines, top in zip(wrapped, tops, strict=False):
                with sketch.element("LI"):
                    with sketch.mark("Lbl"):
                        baseline = -top - FIRST_BASELINE * styles.bullet.size
                        sketch.text(0, baseline, "• ", styles.bullet)
                    with sketch.mark("LBody"):
                        sketch.lines(look.wide.bullet, -top, lines, styles.note)

    return look.sealed(draw, size=(width, tops[-1] - 2 * MM))


def listed(look: Look, label: str, items: Sequence[str], *, again: bool = False) -> Block:
    """A label and a list under it; `again` where the list goes on."""
    head = _label(look, label, again=again)
    return below((head, 1.5 * MM), (bullets(look, items, width=FULL), 0))


def wide_tips(
    look: Look, heading: str, said: Sequence[tuple[str, str]], *, again: bool = False
) -> Block:
    """How to do the exercises: a heading, and labels with their words under it."""
    key = ("wide-tips", tuple(said))
    words = look.kept(key, lambda: run_in(look, said, width=FULL, gap=look.wide.lines))
    head = once_more(look, heading, look.styles.small_heading) if again else ruled(look, heading)
    return below((head, 3 * MM), (one(words), 0))


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
