"""The clinic's rules and the region's warning signs become the sections of the safety page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from clinicplan.catalogue.values import RedFlags, Region
from clinicplan.handout.blocks.signs import carry_on, ease_off, emergency, stop
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, RADIUS, SECOND, WIDE
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed, one
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK, RULE, WARNING
from clinicplan.plan import PainGuide

_SIGN = 12 * MM
_URGENT = 4.8 * MM
_URGENT_GAP = 2.4 * MM
_URGENT_AFTER = 8 * MM
"""Between the heading of the guide and whom to call at once, which stands beside it."""
_BULLET = 4.2 * MM
_BULLET_GAP = 1.2 * MM
_BAND_GAP = 2 * MM
"""Between a band's sentence and what belongs to it."""
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
    return one(piece)


# The pain guide.


@dataclass(frozen=True, slots=True)
class Advice:
    """What the guide says of each band, of the morning after, and of when to stop.

    An empty `stop` stands below the guide and not in it. `urgent` is whom to call at once: it
    belongs to no band.
    """

    bands: tuple[tuple[str, str], ...]
    morning: tuple[str, str]
    stop: tuple[str, tuple[str, ...]]
    urgent: str

    def of(self, band: str) -> str:
        """The sentence of a band of scores."""
        return dict(self.bands)[band]


def pain_guide(look: Look, guide: PainGuide, advice: Advice) -> Block:
    """Three signs, each with its scores, a word and sentences: never colour alone."""
    key = ("pain-guide", guide, advice)
    piece = look.kept(key, lambda: _draw_pain_guide(look, guide, advice))
    return one(piece)


def _draw_pain_guide(look: Look, guide: PainGuide, advice: Advice) -> Piece:
    styles = look.styles
    bands = bands_of(guide)
    texts = [_band_text(look, name, advice, last=bands[-2:-1]) for name, *_ in bands]
    top = 3.2 * MM + 1.4
    signs_top = top + styles.section.size + 3 * MM
    ends = look.width(look.phrase("pain_guide"), styles.section) + _URGENT_AFTER
    needs = look.width(advice.urgent, styles.note_label) + _URGENT + _URGENT_GAP
    is_beside = ends + needs <= FULL
    urgent_left, urgent_top = (ends, top - 0.2 * MM) if is_beside else (0.0, signs_top - 1 * MM)
    urgent_high, draw_urgent = urgent_line(look, advice.urgent, styles.note_label, sign=_URGENT)
    signs_top += 0 if is_beside else urgent_high + 1.2 * MM
    text_top = signs_top + _SIGN + 1.6 * MM
    height = text_top + max(tall for tall, _ in texts)

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.rule, colour=INK)
        with sketch.mark("H3"):
            sketch.lines(0, -top, (look.phrase("pain_guide"),), styles.section)
        draw_urgent(sketch, urgent_left, -urgent_top)
        for index, (band, (_, draw_text)) in enumerate(zip(bands, texts, strict=True)):
            _draw_sign(look, sketch, band, x=index * SECOND, top=-signs_top)
            draw_text(sketch, index * SECOND, -text_top)

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


def bands_of(guide: PainGuide) -> list[Band]:
    """The bands that have a score, from no pain to the worst."""
    go, ease = guide.carry_on, guide.ease_off
    bands: list[Band] = [
        ("go", 0, go, carry_on),
        ("ease", go + 1, ease, ease_off),
        ("stop", ease + 1, _WORST, stop),
    ]
    return [band for band in bands if band[1] <= band[2]]


def _draw_sign(look: Look, sketch: Sketch, band: Band, *, x: float, top: float) -> None:
    """A band's sign with its scores and its word beside it."""
    name, low, high, sign = band
    styles = look.styles
    with sketch.artifact():
        sign(sketch, x, top, size=_SIGN)
    scores = look.phrase("pain_range", low=low, high=high) if low < high else str(high)
    with sketch.mark("P"):
        beside = x + _SIGN + 3 * MM
        sketch.lines(beside, top - 0.8 * MM, (scores + " ",), styles.pain_range)
        word = (look.phrase(f"pain_{name}") + " ",)
        sketch.lines(beside, top - 8.3 * MM, word, styles.pain_word)


def _band_text(
    look: Look, name: str, advice: Advice, *, last: Sequence[Band]
) -> tuple[float, Draw]:
    """A band's sentence and, under it, what belongs there; its height and what draws it.

    The morning after stands with the last band below the one that stops.
    """
    styles = look.styles
    lines = look.wrapped(advice.of(name), styles.note, COLUMN)
    label = advice.stop[0] if name == "stop" else ""
    more: list[tuple[str, ...]] = []
    if name == "stop" and label:
        more = _bullets(look, advice.stop[1], styles.note, width=COLUMN)
    elif last and last[0][0] == name:
        label = advice.morning[0]
        more = [look.wrapped(advice.morning[1], styles.note, COLUMN)]
    label_top = look.height(len(lines), styles.note) + _BAND_GAP
    more_top = label_top + styles.note_label.leading
    height = more_top + _list_height(look, more, styles.note) if more else label_top - _BAND_GAP

    def draw(sketch: Sketch, x: float, y: float) -> None:
        with sketch.mark("P"):
            sketch.lines(x, y, lines, styles.note)
        if not more:
            return
        with sketch.mark("H4"):
            sketch.lines(x, y - label_top, (label,), styles.note_label)
        if name == "stop":
            _draw_bullets(look, sketch, more, styles.note, at=(x, y - more_top))
            return
        with sketch.mark("P"):
            sketch.lines(x, y - more_top, more[0], styles.note)

    return height, draw


# A label in column 1, a list beside it.


def labelled_list(look: Look, label: str, items: Sequence[str]) -> Block:
    """A hairline, then a heading and its list."""
    style = look.styles.note
    wrapped = _bullets(look, items, style, width=WIDE)

    def beside(sketch: Sketch, top: float) -> None:
        _draw_bullets(look, sketch, wrapped, style, at=(SECOND, top))

    height = _list_height(look, wrapped, style)
    return _labelled(look, label, beside, height=height, key=tuple(items))


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
                sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
            with sketch.mark("H3"):
                sketch.lines(0, -top, heading, styles.small_heading)
            beside(sketch, -top)

        tall = max(height, look.height(len(heading), styles.small_heading))
        return look.sealed(draw, size=(FULL, top + tall))

    piece = look.kept(("labelled", label, key), make)
    return one(piece)


# Red flags.


@dataclass(frozen=True, slots=True)
class SignType:
    """The names of the styles of the warning signs: of a list's heading, and of the signs."""

    heading: str
    sign: str


USUAL = SignType("small_heading", "note")
LARGER = SignType("section", "said")
"""Where the warning signs have room to spare on their page."""


def red_flags(look: Look, region: Region, *, type_: SignType = USUAL) -> Block:
    """The warning signs in one frame: a list each, headed by where to go."""
    key = ("red-flags", region.code, type_)
    piece = look.kept(key, lambda: _draw_red_flags(look, region, type_))
    return Block(piece.height, (Placed(Group("Sect", (Placed(piece, 0, 0),)), 0, 0),))


def _draw_red_flags(look: Look, region: Region, type_: SignType) -> Piece:
    """The first list at the left and the others at the right, or those after two below them.

    Whichever is lower.
    """
    bar, inset, gap, between = 10.5 * MM, 5 * MM, 8 * MM, 3.5 * MM
    hairline = look.measures.hairline
    column = (FULL - 2 * inset - gap) / 2
    drawn = partial(_flag_list, look, type_=type_)
    narrow = [drawn(flags, width=column) for flags in region.lists]
    wide = [drawn(flags, width=FULL - 2 * inset, columns=2) for flags in region.lists]
    ways = (
        _Lists((narrow[:1], narrow[1:]), (), between, hairline),
        _Lists((narrow[:1], narrow[1:2]), tuple(wide[2:]), between, hairline),
    )
    lists = min(ways, key=lambda way: way.height)
    top = bar + 3.6 * MM
    height = top + lists.height + between + 0.8 * MM

    def draw(sketch: Sketch) -> None:
        help_frame(sketch, height=height, bar=bar)
        style = look.styles.help_heading
        help_heading(sketch, region.heading, style, bar=bar, inset=inset)
        for column_lists, x, width in (
            (lists.columns[0], inset, column),
            (lists.columns[1], inset + column + gap, column),
        ):
            lists.draw(sketch, column_lists, at=(x, -top), width=width)
        under = -top - lists.upper - between
        lists.draw(sketch, lists.below, at=(inset, under), width=FULL - 2 * inset, ruled=True)

    return look.sealed(draw, size=(FULL, height))


def help_frame(sketch: Sketch, *, height: float, bar: float, weight: float = 1.2) -> None:
    """A frame of `height` points with a bar at its top, in the colour of warning."""
    with sketch.artifact():
        sketch.stroke(WARNING, weight)
        size = (FULL - weight, height - weight)
        sketch.roundRect(weight / 2, -height + weight / 2, *size, RADIUS, fill=0)
        with sketch.saved():
            sketch.clip(0, 0, (FULL, height), radius=RADIUS)
            sketch.panel(0, 0, (FULL, bar), WARNING, radius=0)


def help_heading(
    sketch: Sketch, heading: str, style: Style, *, bar: float, inset: float, kind: str = "H3"
) -> None:
    """The words in the middle of the frame's bar."""
    with sketch.mark(kind):
        sketch.text(inset, -bar / 2 - 0.33 * style.size, heading, style)


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    """Lists in two columns and below them; each is its height and what draws it."""

    columns: tuple[Sequence[tuple[float, Draw]], Sequence[tuple[float, Draw]]]
    below: Sequence[tuple[float, Draw]]
    between: float
    hairline: float

    @property
    def upper(self) -> float:
        """The height of the two columns."""
        return max(self._high(lists) for lists in self.columns)

    @property
    def height(self) -> float:
        """The height of all, with the space between them."""
        return self.upper + sum(tall + self.between for tall, _ in self.below)

    def _high(self, lists: Sequence[tuple[float, Draw]]) -> float:
        return sum(tall + self.between for tall, _ in lists) - self.between if lists else 0

    def draw(
        self,
        sketch: Sketch,
        lists: Sequence[tuple[float, Draw]],
        *,
        at: tuple[float, float],
        width: float,
        ruled: bool = False,
    ) -> None:
        """Lists one below the other, a hairline above each but, unless `ruled`, the first."""
        x, y = at
        for number, (tall, draw_list) in enumerate(lists):
            if number or ruled:
                with sketch.artifact():
                    sketch.rule(x, y + self.between / 2, width, weight=self.hairline, colour=RULE)
            draw_list(sketch, x, y)
            y -= tall + self.between


def _flag_list(
    look: Look, flags: RedFlags, *, type_: SignType, width: float, columns: int = 1
) -> tuple[float, Draw]:
    """The height of a list under its heading, and what draws it with its top left at (x, y)."""
    heading_style: Style = getattr(look.styles, type_.heading)
    style: Style = getattr(look.styles, type_.sign)
    gap = 8 * MM
    heading = look.wrapped(where_to_go(flags), heading_style, width)
    column = (width - gap * (columns - 1)) / columns
    signs = _bullets(look, flags.signs, style, width=column)
    each = -(-len(signs) // columns)
    parts = [signs[start : start + each] for start in range(0, len(signs), each)]
    under = look.height(len(heading), heading_style) + 2 * MM

    def draw(sketch: Sketch, x: float, y: float) -> None:
        with sketch.mark("H4"):
            sketch.lines(x, y, heading, heading_style)
        with sketch.element("L"):
            for index, part in enumerate(parts):
                at = (x + index * (column + gap), y - under)
                _draw_items(look, sketch, part, style, at=at)

    return under + max(_list_height(look, part, style) for part in parts), draw


def where_to_go(flags: RedFlags) -> str:
    """The heading of a list, its last two words kept together: no line says "now" alone."""
    return "\u00a0".join(flags.heading.rsplit(" ", 1))


def _bullets(
    look: Look, items: Sequence[str], style: Style, *, width: float
) -> list[tuple[str, ...]]:
    return [look.wrapped(item, style, width - _BULLET) for item in items]


def _list_height(look: Look, items: Sequence[tuple[str, ...]], style: Style) -> float:
    heights = [look.height(len(lines), style) for lines in items]
    return sum(heights) + _BULLET_GAP * (len(heights) - 1)


def _draw_bullets(
    look: Look,
    sketch: Sketch,
    items: Sequence[tuple[str, ...]],
    style: Style,
    *,
    at: tuple[float, float],
) -> None:
    with sketch.element("L"):
        _draw_items(look, sketch, items, style, at=at)


def _draw_items(
    look: Look,
    sketch: Sketch,
    items: Sequence[tuple[str, ...]],
    style: Style,
    *,
    at: tuple[float, float],
) -> None:
    x, y = at
    bullet = replace(look.styles.bullet, size=style.size, leading=style.leading)
    for lines in items:
        with sketch.element("LI"):
            with sketch.mark("Lbl"):
                sketch.text(x, y - FIRST_BASELINE * bullet.size, "• ", bullet)
            with sketch.mark("LBody"):
                sketch.lines(x + _BULLET, y, lines, style)
        y -= look.height(len(lines), style) + _BULLET_GAP
