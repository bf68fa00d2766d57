"""The clinic's rules and the region's warning signs become sections for large type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clinicplan.catalogue.values import RedFlags, Region
from clinicplan.handout.blocks.pain_guide import Advice, Band, bands_of, urgent_line
from clinicplan.handout.blocks.red_flags import help_frame, help_heading, where_to_go
from clinicplan.handout.blocks.wide.parts import Part
from clinicplan.handout.blocks.wide.texts import BULLET_GAP, bullet_heights, bullets, ruled
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, one, stacked
from clinicplan.handout.sketch import Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.plan import PainGuide

_UNDER = 2 * MM
_SCALES = (1.25, 1.17, 1.08)
"""How much larger warning signs may be set where they have room, the largest first."""
_LISTS_APART = 2
"""How many times as much as its signs a list of a larger frame is moved away from the next."""
_APART = 1.5
"""How many times `near` the signs of a frame with room may be farther apart."""


def _beside(look: Look) -> float:
    """Where the words begin beside a sign."""
    return look.wide.sign + look.wide.gap


def _room(look: Look) -> float:
    return FULL - _beside(look)


def wide_guide(
    look: Look, guide: PainGuide, advice: Advice, *, room: float
) -> tuple[list[Block], list[Block]]:
    """Three signs to stand one below the other, and what follows them.

    Each sign has its scores, a word and its sentence. The first has the guide's heading above it,
    and whom to call at once. What to do the morning after, and when to call, stand under their
    sign, on the next page with it where one page does not hold them all; only where `room`
    points do not hold a sign with that do they follow beside the same sign once more.
    """
    key = ("wide-guide", guide, advice, room)
    return look.kept(key, lambda: _guide(look, bands_of(guide, advice), advice, room=room))


def _guide(
    look: Look, bands: Sequence[Band], advice: Advice, *, room: float
) -> tuple[list[Block], list[Block]]:
    if not bands:
        return [_above(look, advice)], [_said(look, *advice.morning), _listed(look, *advice.stop)]
    more = bands[-2:]
    for told in (more, more[:1], ()):
        signs = _signs(look, bands, advice, told=told)
        if all(sign.height <= room for sign in signs):
            break
    return signs, [_once_more(look, band, advice) for band in more if band not in told]


def _signs(
    look: Look, bands: Sequence[Band], advice: Advice, *, told: Sequence[Band]
) -> list[Block]:
    """The bands' signs, with all that belongs to those that are `told`."""
    first, *others = [
        _with_more(look, band, advice, more=_about(look, band, advice) if band in told else None)
        for band in bands
    ]
    return [stacked((_above(look, advice), look.wide.near), (first, 0)), *others]


def _above(look: Look, advice: Advice) -> Block:
    """The guide's name, whom to call at once, and which limits of the plan's own count."""
    heading = ruled(look, look.phrase("pain_guide"))
    urgent, near = one(_urgent(look, advice.urgent)), look.wide.near
    above = stacked((heading, near), (urgent, near))
    if not advice.own:
        return above
    own = look.stock_paragraph(advice.own, look.styles.note_label, width=FULL)
    return stacked((above, near), (own, near))


def _urgent(look: Look, text: str) -> Piece:
    """Whom to call at once: its sign is as wide as the others."""

    def make() -> Piece:
        style, wide = look.styles.note_label, look.wide
        sign = min(wide.sign, style.leading)
        gap = wide.sign + wide.gap - sign
        height, draw = urgent_line(look, text, style, sign=sign, gap=gap)
        return look.loose(lambda sketch: draw(sketch, 0, 0), size=(FULL, height))

    return look.kept(("wide-urgent", text), make)


def _with_more(look: Look, band: Band, advice: Advice, *, more: Block | None) -> Block:
    """A band's sign with its sentence, and what more belongs to it under that, if given."""
    sign = one(_sign(look, band, advice, said=advice.of(band[0])))
    return stacked((sign, 3 * MM), (_indented(look, more), 0)) if more else sign


def _once_more(look: Look, band: Band, advice: Advice) -> Block:
    """A band's sign and scores again, and beside the sign what more belongs to it."""
    sign = one(_sign(look, band, advice, said=""))
    return stacked((sign, 1 * MM), (_indented(look, _about(look, band, advice)), 0))


def _about(look: Look, band: Band, advice: Advice) -> Block:
    """When to call, under the sign that stops; under the one before it the morning after."""
    if band[0] == "stop":
        return _listed(look, *advice.stop)
    return _said(look, *advice.morning)


def _sign(look: Look, band: Band, advice: Advice, *, said: str) -> Piece:
    """A sign with its scores and its word beside it, and what is `said` under them."""
    name, low, high, sign = band
    styles = look.styles
    word = advice.word(name)
    text = look.wrapped(said, styles.note, _room(look)) if said else ()
    scores = look.phrase("pain_range", low=low, high=high) if low < high else str(high)
    after = styles.pain_range.leading + 1 * MM

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sign(sketch, 0, 0, size=look.wide.sign)
        with sketch.mark("P"):
            sketch.lines(_beside(look), 0, (scores + " ",), styles.pain_range)
            x = _beside(look) + look.width(scores + "  ", styles.pain_range)
            drop = (styles.pain_range.size - styles.pain_word.size) * 0.76
            sketch.lines(x, -drop, (word + " ",), styles.pain_word)
            sketch.lines(_beside(look), -after, text, styles.note)

    height = max(look.wide.sign, after + look.height(len(text), styles.note)) if said else after
    return look.kept(
        ("wide-sign", name, low, high, said), lambda: look.loose(draw, size=(FULL, height))
    )


def _said(look: Look, label: str, text: str) -> Block:
    head = look.stock_paragraph(label, look.styles.note_label, width=_room(look), kind="H4")
    words = look.stock_paragraph(text, look.styles.note, width=_room(look))
    return stacked((head, 1 * MM), (words, 0))


def _listed(look: Look, label: str, items: tuple[str, ...]) -> Block:
    head = look.stock_paragraph(label, look.styles.note_label, width=_room(look), kind="H4")
    return stacked((head, 1 * MM), (bullets(look, items, width=_room(look)), 0))


def _indented(look: Look, block: Block) -> Block:
    return Block(block.height, (Placed(block, _beside(look), 0),))


def wide_flags(look: Look, region: Region, *, room: float) -> tuple[Part, ...]:
    """The warning signs in frames: a list below the other, each headed by where to go.

    One frame where it fits into `room` points, else as few as can be; a list that is higher
    goes on in the next one, under its own heading. Where there is room its items stand farther
    apart.
    """
    key = ("wide-flags", region.heading, region.lists, room)
    return look.kept(key, lambda: _frames(look, region, room=room))


def _frames(look: Look, region: Region, *, room: float) -> tuple[Part, ...]:
    frames: list[list[RedFlags]] = [[]]
    for flags in region.lists:
        for part in _divided(look, flags, room=room):
            if frames[-1] and _frame_height(look, [*frames[-1], part]) > room:
                frames.append([])
            frames[-1].append(part)
    most = _SCALES[0] if len(frames) == 1 else 1
    return tuple(_framed(look, region.heading, lists, most=most) for lists in frames)


def _divided(look: Look, flags: RedFlags, *, room: float) -> list[RedFlags]:
    """A list, or its halves where a frame of its own is too high."""
    half = -(-len(flags.signs) // 2)
    if len(flags.signs) < 2 or _frame_height(look, [flags]) <= room:
        return [flags]
    halves = (replace(flags, signs=flags.signs[:half]), replace(flags, signs=flags.signs[half:]))
    return [part for each in halves for part in _divided(look, each, room=room)]


def _inside(look: Look) -> float:
    """How wide a frame's text may be."""
    return FULL - 2 * look.wide.inset


def _frame_height(look: Look, lists: Sequence[RedFlags], *, scale: float = 1) -> float:
    near = look.wide.near

    def measure() -> float:
        heights = (_list_height(look, flags, scale=scale) + near for flags in lists)
        return look.wide.bar + near + sum(heights)

    return look.kept(("wide-frame-high", tuple(lists), scale), measure)


def _types(look: Look, scale: float) -> tuple[Style, Style]:
    """The type of a list's heading and of its signs."""
    return _times(look.styles.small_heading, scale), _times(look.styles.note, scale)


def _times(style: Style, scale: float) -> Style:
    return replace(style, size=style.size * scale, leading=style.leading * scale)


def _list_height(look: Look, flags: RedFlags, *, scale: float) -> float:
    head, type_ = _types(look, scale)
    heading = look.height(len(look.wrapped(where_to_go(flags), head, _inside(look))), head)
    signs = bullet_heights(look, flags.signs, width=_inside(look), style=type_)
    return heading + _UNDER + sum(signs) + BULLET_GAP * (len(signs) - 1)


def _list_block(look: Look, flags: RedFlags, *, scale: float, more: float) -> Block:
    width, (head, type_) = _inside(look), _types(look, scale)
    heading = look.stock_paragraph(where_to_go(flags), head, width=width, kind="H4")
    signs = bullets(look, flags.signs, width=width, style=type_, more=more)
    return stacked((heading, _UNDER), (signs, 0))


def _framed(look: Look, heading: str, lists: Sequence[RedFlags], *, most: float) -> Part:
    """Where a frame has room, its signs are in larger type, and then farther apart.

    The type is at most so many times as large: of several frames none is larger than another.
    """
    wide, least = look.wide, _frame_height(look, lists)
    larger = _frame_height(look, lists, scale=most) - least
    gaps = sum(len(flags.signs) - 1 for flags in lists) + _LISTS_APART * (len(lists) - 1)

    def draw(extra: float) -> Block:
        scale, high = _largest(look, lists, room=least + extra, most=most)
        more = (least + extra - high) / gaps if gaps else 0
        blocks = (_list_block(look, flags, scale=scale, more=more) for flags in lists)
        parts = stacked(*((block, wide.near + _LISTS_APART * more) for block in blocks))
        height = wide.bar + 2 * wide.near + parts.height
        key = ("wide-frame", heading, height)
        frame = look.kept(key, lambda: _frame(look, heading, height))
        items = (Placed(frame, 0, 0), Placed(parts, wide.inset, -wide.bar - wide.near))
        return Block(height, (Placed(Group("Sect", items), 0, 0),))

    return Part(least, draw, larger + _APART * gaps * look.wide.near)


def _largest(
    look: Look, lists: Sequence[RedFlags], *, room: float, most: float
) -> tuple[float, float]:
    """How much larger the type of so much room may be, and how high the frame is then."""
    for scale in (scale for scale in _SCALES if scale <= most):
        high = _frame_height(look, lists, scale=scale)
        if high <= room:
            return scale, high
    return 1, _frame_height(look, lists)


def _frame(look: Look, heading: str, height: float) -> Piece:
    style, bar, weight = look.styles.help_heading, look.wide.bar, look.wide.frame

    def draw(sketch: Sketch) -> None:
        help_frame(sketch, height=height, bar=bar, weight=weight)
        help_heading(sketch, heading, style, bar=bar, inset=look.wide.inset)

    return look.loose(draw, size=(FULL, height))
