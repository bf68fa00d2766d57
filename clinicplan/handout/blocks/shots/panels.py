"""How large the pictures of a card are, and how many stand side by side."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.handout.measures import COLUMN, FULL, GUTTER
from clinicplan.handout.styles import MM


@dataclass(frozen=True, slots=True)
class Panels:
    """How large pictures are drawn, in points.

    Each is `column` wide, `across` (one or two) stand side by side, `gutter` apart. They are
    `pair` high, and `many` where there are three or more. Where one is across, its steps stand
    under it, or `beside` it in a column as wide; where one `ends_beside`, so do those of a
    last picture that is alone in its row.
    """

    column: float
    gutter: float
    pair: float
    many: float
    across: int = 2
    beside: bool = False
    ends_beside: bool = False

    @property
    def second(self) -> float:
        """Where the second column begins."""
        return self.column + self.gutter

    @property
    def width(self) -> float:
        """Both columns, or where there is one the page."""
        return self.second + self.column if self.across == 2 else FULL


LARGE = Panels(COLUMN, GUTTER, 42 * MM, 35 * MM)

SMALL = Panels(COLUMN, GUTTER, 37.5 * MM, 31.5 * MM)
"""The two measures of a card beside its dose: the smaller where it saves a page."""

MOST_SAVED = 2 * (LARGE.many - SMALL.many)
"""What the smaller one saves a card of four pictures: no card gets lower by more."""


def poster_panels(pair: float, many: float) -> Panels:
    """Pictures of half the page's width, so high; a last one alone has its steps beside it."""
    return Panels((FULL - GUTTER) / 2, GUTTER, pair, many, ends_beside=True)
