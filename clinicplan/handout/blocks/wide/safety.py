"""The clinic's rules and the region's warning signs become sections for large type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clinicplan.catalogue.values import RedFlags, Region
from clinicplan.handout.blocks.safety import Advice, Band, bands_of, help_frame, help_heading
from clinicplan.handout.blocks.wide.texts import below, bullets, ruled
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, one
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.plan import PainGuide


def _beside(look: Look) -> float:
    """Where the words begin beside a sign."""
    return look.wide.sign + look.wide.gap


def _room(look: Look) -> float:
    return FULL - _beside(look)


def wide_guide(look: Look, guide: PainGuide, advice: Advice) -> list[Block]:
    """Three signs to stand one below the other, each with scores, a word and its sentences.

    The first has the guide's heading above it.
    """
    bands = bands_of(guide)
    blocks = [_band(look, band, advice, last=band in bands[-2:-1]) for band in bands]
    heading = ruled(look, look.phrase("pain_guide"))
    return [below((heading, look.wide.near), (blocks[0], 0)), *blocks[1:]]


def _band(look: Look, band: Band, advice: Advice, *, last: bool) -> Block:
    """A band with all that belongs to it; the `last` before the one that stops has the morning."""
    sign = one(_sign(look, band, advice.of(band[0])))
    if band[0] == "stop":
        return below((sign, 3 * MM), (_indented(look, _listed(look, *advice.stop)), 0))
    if last:
        return below((sign, 3 * MM), (_indented(look, _said(look, *advice.morning)), 0))
    return sign


def _sign(look: Look, band: Band, said: str) -> Piece:
    """A sign with its scores, its word and its sentence beside it."""
    name, low, high, sign = band
    styles = look.styles
    text = look.wrapped(said, styles.note, _room(look))
    scores = look.phrase("pain_range", low=low, high=high) if low < high else str(high)
    after = styles.pain_range.leading + 1 * MM

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sign(sketch, 0, 0, size=look.wide.sign)
        with sketch.mark("P"):
            sketch.lines(_beside(look), 0, (scores + " ",), styles.pain_range)
            x = _beside(look) + look.width(scores + "  ", styles.pain_range)
            drop = (styles.pain_range.size - styles.pain_word.size) * 0.76
            sketch.lines(x, -drop, (look.phrase(f"pain_{name}") + " ",), styles.pain_word)
            sketch.lines(_beside(look), -after, text, styles.note)

    height = max(look.wide.sign, after + look.height(len(text), styles.note))
    return look.kept(
        ("wide-sign", name, low, high, said), lambda: look.loose(draw, size=(FULL, height))
    )


def _said(look: Look, label: str, text: str) -> Block:
    head = look.stock_paragraph(label, look.styles.note_label, width=_room(look), kind="H4")
    words = look.stock_paragraph(text, look.styles.note, width=_room(look))
    return below((one(head), 1 * MM), (one(words), 0))


def _listed(look: Look, label: str, items: tuple[str, ...]) -> Block:
    head = look.stock_paragraph(label, look.styles.note_label, width=_room(look), kind="H4")
    return below((one(head), 1 * MM), (bullets(look, items, width=_room(look)), 0))


def _indented(look: Look, block: Block) -> Block:
    return Block(block.height, (Placed(block, _beside(look), 0),))


def wide_flags(look: Look, region: Region, *, room: float) -> list[Block]:
    """The warning signs in frames: a list below the other, each headed by where to go.

    One frame where it fits into `room` points, else as few as can be; a list that is higher
    goes on in the next one, under its own heading.
    """
    frames: list[Block] = []
    parts: list[Block] = []
    for flags in region.lists:
        for part in _flag_lists(look, flags, room=room - _framed(look, "", []).height):
            if parts and _framed(look, region.heading, [*parts, part]).height > room:
                frames.append(_framed(look, region.heading, parts))
                parts = []
            parts.append(part)
    return [*frames, _framed(look, region.heading, parts)]


def _flag_lists(look: Look, flags: RedFlags, *, room: float) -> list[Block]:
    """A list under its heading, or its halves where it is too high."""
    width = FULL - 2 * look.wide.inset
    style = look.styles.small_heading
    heading = look.stock_paragraph(flags.heading, style, width=width, kind="H4")
    block = below((one(heading), 2 * MM), (bullets(look, flags.signs, width=width), 0))
    half = -(-len(flags.signs) // 2)
    if block.height <= room or len(flags.signs) < 2:
        return [block]
    halves = (replace(flags, signs=flags.signs[:half]), replace(flags, signs=flags.signs[half:]))
    return [part for each in halves for part in _flag_lists(look, each, room=room)]


def _framed(look: Look, heading: str, parts: Sequence[Block]) -> Block:
    wide = look.wide
    lists = below(*((part, wide.near) for part in parts))
    height = wide.bar + 2 * wide.near + lists.height
    frame = look.kept(("wide-frame", heading, height), lambda: _frame(look, heading, height))
    items = (Placed(frame, 0, 0), Placed(lists, wide.inset, -wide.bar - wide.near))
    return Block(height, (Placed(Group("Sect", items), 0, 0),))


def _frame(look: Look, heading: str, height: float) -> Piece:
    style, bar, weight = look.styles.help_heading, look.wide.bar, look.wide.frame

    def draw(sketch: Sketch) -> None:
        help_frame(sketch, height=height, bar=bar, weight=weight)
        help_heading(sketch, heading, style, bar=bar, inset=look.wide.inset)

    return look.loose(draw, size=(FULL, height))
