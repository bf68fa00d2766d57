"""A region's warning signs become one frame: a list each, headed by where to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from clinicplan.catalogue.values import RedFlags, Region
from clinicplan.handout.blocks.bulleted import Draw, bullets, draw_items, list_height
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, RADIUS
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE, WARNING


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
    key = ("red-flags", region.lists, type_)
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
    signs = bullets(look, flags.signs, style, width=column)
    each = -(-len(signs) // columns)
    parts = [signs[start : start + each] for start in range(0, len(signs), each)]
    under = look.height(len(heading), heading_style) + 2 * MM

    def draw(sketch: Sketch, x: float, y: float) -> None:
        with sketch.mark("H4"):
            sketch.lines(x, y, heading, heading_style)
        with sketch.element("L"):
            for index, part in enumerate(parts):
                at = (x + index * (column + gap), y - under)
                draw_items(look, sketch, part, style, at=at)

    return under + max(list_height(look, part, style) for part in parts), draw


def where_to_go(flags: RedFlags) -> str:
    """The heading of a list, its last two words kept together: no line says "now" alone."""
    return "\u00a0".join(flags.heading.rsplit(" ", 1))
