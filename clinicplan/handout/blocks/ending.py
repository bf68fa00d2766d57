"""The texts that explain, whom to call and where all is from become the end of a handout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from clinicplan.handout.blocks.run_in import run_in
from clinicplan.handout.blocks.web_link import link_note
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, GUTTER, RADIUS, SECOND, WIDE
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, one
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import draw_lines, phone_target, targets_of, unbroken
from clinicplan.illustrations.colours import INK
from clinicplan.plan import Clinic

_TIPS_GUTTER = 8 * MM
_TIPS_GAP = 2.4 * MM
_RECORD_GUTTER = 8 * MM

Draw = Callable[[Sketch, float, float], None]


def education(
    look: Look, columns: Sequence[tuple[str, tuple[str, ...]]], *, ruled: bool = True
) -> Block:
    """A heading with paragraphs in columns 1 and 2, and a second one beside it if there is."""
    key = ("education", tuple(columns), ruled)
    piece = look.kept(key, lambda: _draw_education(look, columns, ruled=ruled))
    return one(piece)


def _draw_education(
    look: Look, columns: Sequence[tuple[str, tuple[str, ...]]], *, ruled: bool
) -> Piece:
    top = 3 * MM + 1.4 if ruled else 0
    texts = [
        _text_column(look, heading, paragraphs, width=width)
        for (heading, paragraphs), width in zip(columns, (WIDE, COLUMN), strict=False)
    ]
    height = top + max(tall for tall, _ in texts)

    def draw(sketch: Sketch) -> None:
        if ruled:
            with sketch.artifact():
                sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        for (_, draw_column), x in zip(texts, (0, WIDE + GUTTER), strict=False):
            draw_column(sketch, x, -top)

    return look.sealed(draw, size=(FULL, height))


def _text_column(
    look: Look, heading: str, paragraphs: Sequence[str], *, width: float
) -> tuple[float, Draw]:
    styles = look.styles
    wrapped = [look.wrapped(text, styles.note, width) for text in paragraphs]
    under = styles.small_heading.size + 1.4 * MM
    between = 1.5 * MM
    heights = [look.height(len(lines), styles.note) for lines in wrapped]

    def draw(sketch: Sketch, x: float, y: float) -> None:
        with sketch.mark("H3"):
            sketch.lines(x, y, (heading,), styles.small_heading)
        y -= under
        for lines, height in zip(wrapped, heights, strict=True):
            with sketch.mark("P"):
                sketch.lines(x, y, lines, styles.note)
            y -= height + between

    return under + sum(heights) + between * (len(heights) - 1), draw


def more(look: Look, address: str) -> Block:
    """Where there is more about the plan, under a rule."""
    rule = look.rule(FULL, weight=1.4, colour=INK)
    note = link_note(look, look.phrase("link_plan"), address, width=FULL, kind="H3")
    top = 1.4 + 1 * MM
    return Block(top + note.height, (Placed(rule, 0, 0), Placed(note, 0, -top)))


def tips(look: Look, heading: str, said: Sequence[tuple[str, str]]) -> Block:
    """How to do the exercises: a heading, and labels with their words in two columns."""
    key = ("tips", heading, tuple(said))
    return look.kept(key, lambda: _draw_tips(look, heading, said))


def _draw_tips(look: Look, heading: str, said: Sequence[tuple[str, str]]) -> Block:
    styles = look.styles
    width = (FULL - _TIPS_GUTTER) / 2
    top = 3 * MM + 1.4
    under = top + styles.small_heading.size + 2 * MM
    half = -(-len(said) // 2)
    parts = (said[:half], said[half:])
    columns = [run_in(look, part, width=width, gap=_TIPS_GAP) for part in parts if part]

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        with sketch.mark("H3"):
            sketch.lines(0, -top, (heading,), styles.small_heading)

    head = look.loose(draw, size=(FULL, under))
    items = [
        Placed(column, index * (width + _TIPS_GUTTER), -under)
        for index, column in enumerate(columns)
    ]
    return Block(under + max(column.height for column in columns), (Placed(head, 0, 0), *items))


def close(look: Look, clinic: Clinic, *, name: str, phone: str) -> Block:
    """Whom to ask, and how to get the handout in another form, in a tinted panel."""
    key = ("close", name, phone)
    make = partial(_draw_close, look, clinic, name=name, phone=phone)
    piece = look.kept(key, make)
    return one(piece)


def _draw_close(look: Look, clinic: Clinic, *, name: str, phone: str) -> Piece:
    styles = look.styles
    targets = targets_of(look, clinic)
    call_us = phone_target(look, phone)
    inset, top = 4.5 * MM, 4 * MM
    call = look.wrapped(look.phrase("questions_call", name=name), styles.note, COLUMN - inset)
    number = look.wrapped(phone, styles.formats, COLUMN - inset)
    heading = look.wrapped(look.phrase("formats"), styles.formats, WIDE - inset)
    words = clinic.other_formats or look.phrase("formats_ask", phone=clinic.phone)
    ask = look.wrapped(unbroken(words, targets), styles.formats_ask, WIDE - inset)
    under = styles.small_heading.size + 1.6 * MM
    number_top = under + look.height(len(call), styles.note) + 1 * MM
    ask_top = look.height(len(heading), styles.formats) + 1.6 * MM
    height = 2 * top + max(
        number_top + look.height(len(number), styles.formats),
        ask_top + look.height(len(ask), styles.formats_ask),
    )

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=RADIUS)
        with sketch.mark("H3"):
            sketch.lines(inset, -top, (look.phrase("questions"),), styles.small_heading)
        with sketch.element("P"):
            with sketch.mark("Span"):
                sketch.lines(inset, -top - under, (*call[:-1], call[-1] + " "), styles.note)
            sketch.linked(inset, -top - number_top, number, styles.formats, target=call_us)
        with sketch.mark("H3"):
            sketch.lines(SECOND, -top, heading, styles.formats)
        draw_lines(
            look, sketch, ask, styles.formats_ask, at=(SECOND, -top - ask_top), targets=targets
        )

    return look.sealed(draw, size=(FULL, height))


def record(look: Look, text: str, *, columns: int = 2) -> Block:
    """Who chose the exercises, the text's version and sources, in small type in columns."""
    if columns == 1:
        whole = look.stock_paragraph(text, look.styles.furniture, width=FULL)
        return one(whole)
    piece = look.kept(("record", text), lambda: _draw_record(look, text))
    return one(piece)


def _draw_record(look: Look, text: str) -> Piece:
    style = look.styles.furniture
    width = (FULL - _RECORD_GUTTER) / 2
    lines = look.wrapped(text, style, width)
    half = -(-len(lines) // 2)

    def draw(sketch: Sketch) -> None:
        with sketch.mark("P"):
            sketch.lines(0, 0, (*lines[: half - 1], lines[half - 1] + " "), style)
            sketch.lines(width + _RECORD_GUTTER, 0, lines[half:], style)

    return look.loose(draw, size=(FULL, look.height(half, style)))
