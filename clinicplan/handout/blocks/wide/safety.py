"""The clinic's rules and the region's warning signs become sections for large type."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.catalogue.values import RedFlags, Region
from clinicplan.handout.blocks.safety import Advice, Band, bands_of
from clinicplan.handout.blocks.wide.texts import below, bullets, one, ruled
from clinicplan.handout.look import FULL, RADIUS, Look
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import WARNING
from clinicplan.plan import PainGuide

_SIGN = 20 * MM
_BESIDE = 26 * MM
_ROOM = FULL - _BESIDE
_BAR = 15 * MM
_INSET = 5 * MM


def wide_guide(look: Look, guide: PainGuide, advice: Advice) -> Block:
    """Three signs one below the other, each with its scores, a word and its sentences."""
    bands = bands_of(guide)
    last = bands[-2:-1]
    parts = [(ruled(look, look.phrase("pain_guide")), 4 * MM)]
    for band in bands:
        parts.append((one(_sign(look, band, advice.of(band[0]))), 3 * MM))
        if band[0] == "stop":
            parts.append((_indented(look, _listed(look, *advice.stop)), 3 * MM))
        elif band in last:
            parts.append((_indented(look, _said(look, *advice.morning)), 7 * MM))
        else:
            parts[-1] = (parts[-1][0], 7 * MM)
    return below(*parts)


def _sign(look: Look, band: Band, said: str) -> Piece:
    """A sign with its scores, its word and its sentence beside it."""
    name, low, high, sign = band
    styles = look.styles
    text = look.wrapped(said, styles.note, _ROOM)
    scores = look.phrase("pain_range", low=low, high=high) if low < high else str(high)
    after = styles.pain_range.leading + 1 * MM

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sign(sketch, 0, 0, size=_SIGN)
        with sketch.mark("P"):
            sketch.lines(_BESIDE, 0, (scores + " ",), styles.pain_range)
            x = _BESIDE + look.width(scores + "  ", styles.pain_range)
            drop = (styles.pain_range.size - styles.pain_word.size) * 0.76
            sketch.lines(x, -drop, (look.phrase(f"pain_{name}") + " ",), styles.pain_word)
            sketch.lines(_BESIDE, -after, text, styles.note)

    height = max(_SIGN, after + look.height(len(text), styles.note))
    return look.kept(
        ("wide-sign", name, low, high, said), lambda: look.loose(draw, size=(FULL, height))
    )


def _said(look: Look, label: str, text: str) -> Block:
    head = look.stock_paragraph(label, look.styles.note_label, width=_ROOM, kind="H4")
    return below(
        (one(head), 1 * MM), (one(look.stock_paragraph(text, look.styles.note, width=_ROOM)), 0)
    )


def _listed(look: Look, label: str, items: tuple[str, ...]) -> Block:
    head = look.stock_paragraph(label, look.styles.note_label, width=_ROOM, kind="H4")
    return below((one(head), 1 * MM), (bullets(look, items, width=_ROOM), 0))


def _indented(look: Look, block: Block) -> Block:
    return Block(block.height, (Placed(block, _BESIDE, 0),))


def wide_flags(look: Look, region: Region, *, room: float) -> list[Block]:
    """The warning signs in frames: a list below the other, each headed by where to go.

    One frame where it fits into `room` points, else as few as can be.
    """
    frames: list[Block] = []
    parts: list[Block] = []
    for flags in region.lists:
        part = _flag_list(look, flags)
        if parts and _framed(look, region.heading, [*parts, part]).height > room:
            frames.append(_framed(look, region.heading, parts))
            parts = []
        parts.append(part)
    return [*frames, _framed(look, region.heading, parts)]


def _flag_list(look: Look, flags: RedFlags) -> Block:
    room = FULL - 2 * _INSET
    style = look.styles.small_heading
    heading = look.stock_paragraph(flags.heading, style, width=room, kind="H4")
    return below((one(heading), 2 * MM), (bullets(look, flags.signs, width=room), 0))


def _framed(look: Look, heading: str, parts: Sequence[Block]) -> Block:
    lists = below(*((part, 4 * MM) for part in parts))
    height = _BAR + 8 * MM + lists.height
    frame = look.kept(("wide-frame", heading, height), lambda: _frame(look, heading, height))
    items = (Placed(frame, 0, 0), Placed(lists, _INSET, -_BAR - 4 * MM))
    return Block(height, (Placed(Group("Sect", items), 0, 0),))


def _frame(look: Look, heading: str, height: float) -> Piece:
    style = look.styles.help_heading

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.stroke(WARNING, 1.6)
            sketch.roundRect(0.8, -height + 0.8, FULL - 1.6, height - 1.6, RADIUS, fill=0)
            with sketch.saved():
                sketch.clip(0, 0, (FULL, height), radius=RADIUS)
                sketch.panel(0, 0, (FULL, _BAR), WARNING, radius=0)
        with sketch.mark("H3"):
            sketch.text(_INSET, -_BAR / 2 - 0.33 * style.size, heading, style)

    return look.loose(draw, size=(FULL, height))
