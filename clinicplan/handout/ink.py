"""A colour and a line become what an edition prints of them, wherever they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from clinicplan.illustrations.colours import (
    BLACK,
    CREAM,
    EASE,
    GO,
    INK,
    OUTLINE,
    PAPER,
    RULE,
    WARNING,
    WHITE,
    Colours,
    contrast,
    grey_of,
)

_PALE = 1.45
"""A ground of less contrast with the paper than this may not be seen on it."""
_PALE_IN_COLOUR = 1.08
"""The same where it is printed in its colour: the tint of a yellow, or of a pale grey."""
_SEEN = 3.0
"""The least contrast of lines and shapes (WCAG 2.1, 1.4.11)."""
_SMALLEST = 3.0
"""Points across: what is narrower is a line and not a ground."""


def _as_it_is(colour: str) -> str:
    return colour


@dataclass(frozen=True, slots=True)
class Ink:
    """What an edition prints instead of a colour, on the `page` and in a `picture`.

    Lines are at least `least` points thick, and those of pictures `pen` times what they were.
    `edge` is the thickness of the line round a pale ground, one of less contrast with the paper
    than `pale`; 0 for none. Where `plain`, the title stands on paper and not on the brand's colour;
    where `grey`, a clinic's own logo and photographs lose their colour too.
    `ground` is printed over the whole of a page; "" for none.
    """

    page: Callable[[str], str] = _as_it_is
    picture: Callable[[str], str] = _as_it_is
    least: float = 0.0
    pen: float = 1.0
    edge: float = 0.0
    pale: float = _PALE
    plain: bool = False
    grey: bool = False
    ground: str = ""

    def has_edge(self, colour: str, size: tuple[float, float]) -> bool:
        """Whether a ground of this colour, so wide and high, needs a line round itself."""
        if not self.edge or min(size) < _SMALLEST:
            return False
        return contrast(self.page(colour), WHITE) < self.pale

    def colours(self, brand: Colours) -> Colours:
        """The brand's colours for a page."""
        return replace(brand, fill=WHITE, on_fill=INK) if self.plain else brand


@lru_cache(maxsize=256)
def _grey(colour: str) -> str:
    """As light as the colour; a hairline is darker, so that a printer draws it through."""
    return grey_of(OUTLINE if colour == RULE else colour)


@lru_cache(maxsize=256)
def _black(colour: str) -> str:
    """Black or white, whichever is nearer; the signs keep the colours that they are known by."""
    if colour in (WARNING, GO, EASE):
        return colour
    return BLACK if colour == RULE or contrast(colour, WHITE) >= _SEEN else WHITE


@lru_cache(maxsize=256)
def _bold(colour: str) -> str:
    """A picture's colours on white instead of the tinted paper."""
    return WHITE if colour == PAPER else colour


@lru_cache(maxsize=256)
def _on_cream(colour: str) -> str:
    """Black or cream instead of black or white."""
    shown = _black(colour)
    return CREAM if shown == WHITE else shown


@lru_cache(maxsize=256)
def _bold_on_cream(colour: str) -> str:
    return CREAM if colour == PAPER else colour


COLOUR = Ink(edge=0.6, pale=_PALE_IN_COLOUR)
GREY = Ink(page=_grey, picture=_grey, least=0.6, edge=0.6, grey=True)
BLACK_ON_WHITE = Ink(page=_black, picture=_bold, least=1.2, pen=1.5, edge=1.2, plain=True)
BLACK_ON_CREAM = replace(
    BLACK_ON_WHITE, page=_on_cream, picture=_bold_on_cream, ground=CREAM
)
"""Cream glares less: black on it keeps a contrast of 19 to 1."""
