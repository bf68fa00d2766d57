"""An edition's name becomes its table: the styles, the form and the colours of its pages.

Every edition is made of the same words. What differs stands here, so that no block knows an
edition's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from clinicplan.handout.ink import BLACK_ON_CREAM, BLACK_ON_WHITE, COLOUR, GREY, Ink
from clinicplan.handout.measures import FULL, GUTTER, STANDARD_MEASURES, Measures, Wide, scaled
from clinicplan.handout.sketch import Style
from clinicplan.handout.styles import MM, Styles
from clinicplan.illustrations.colours import INK, MUTED, WHITE


@dataclass(frozen=True, slots=True)
class Edition:
    """The table of one edition.

    `measures` are those of what every edition has, `wide` those of pages for large type, None
    for three columns. `face` is a folder of faces, "" for the brand's own; `ink` is what
    becomes of colours and lines.
    """

    code: str
    styles: Styles
    measures: Measures = STANDARD_MEASURES
    wide: Wide | None = None
    face: str = ""
    ink: Ink = COLOUR


_LARGE: Mapping[str, tuple[float, float]] = {
    "title": (32, 36),
    "title_slim": (30, 34),
    "page_heading": (32, 36),
    "clinic": (22, 26),
    "clinic_alone": (24, 28),
    "section": (24, 28),
    "small_heading": (20, 25),
    "fact": (20, 24),
    "label": (16, 20),
    "contact": (16, 20),
    "contact_strong": (16, 20),
    "minutes": (22, 26),
    "glance_number": (24, 28),
    "glance_name": (20, 24),
    "card_number": (46, 44),
    "card_name": (28, 32),
    "card_name_long": (24, 28),
    "side": (20, 24),
    "often": (22, 26),
    "figure": (22, 26),
    "figure_long": (20, 24),
    "week": (22, 26),
    "day": (18, 20),
    "row": (18, 20.5),
    "row_changed": (18, 20.5),
    "weekday": (16, 20),
    "diary_continued": (20, 24),
    "pain_range": (28, 32),
    "pain_word": (22, 26),
    "help_heading": (24, 28),
    "furniture": (16, 20),
    "furniture_strong": (16, 20),
}
"""Sizes and leadings of large print, in points; all other texts are 18 on 23."""


def _sized(sizes: Mapping[str, tuple[float, float]], *, scale: float = 1) -> Styles:
    """Every style in these sizes, and no grey text."""
    table = Styles()
    changed = {}
    for field in fields(table):
        style = getattr(table, field.name)
        size, leading = sizes.get(field.name, (18, 23))
        colour = INK if style.colour == MUTED else style.colour
        changed[field.name] = replace(
            style, size=size * scale, leading=leading * scale, colour=colour
        )
    return replace(table, **changed)


_HALF = (FULL - GUTTER) / 2

_LARGE_MEASURES = replace(
    scaled(STANDARD_MEASURES, 1.15),
    rule=1.8,
    hairline=0.8,
    letterhead=STANDARD_MEASURES.letterhead,
    logo=STANDARD_MEASURES.logo,
    contact=106 * MM,
    contact_least=60 * MM,
    title_inset=STANDARD_MEASURES.title_inset,
)
_GIANT_MEASURES = replace(
    scaled(_LARGE_MEASURES, 4 / 3),
    letterhead=STANDARD_MEASURES.letterhead,
    logo=STANDARD_MEASURES.logo,
    contact=82 * MM,
    contact_least=50 * MM,
    title_inset=STANDARD_MEASURES.title_inset,
)
_LARGE_PAGES = Wide(
    across=2,
    heights=tuple(high * MM for high in range(104, 28, -2)),
    picture=_HALF,
    title=(136 * MM, 42 * MM),
    foot=24 * MM,
)
_GIANT_PAGES = replace(
    scaled(_LARGE_PAGES, 4 / 3),
    across=1,
    heights=tuple(high * MM for high in range(100, 38, -2)),
    picture=114 * MM,
    title=(FULL, 66 * MM),
    foot=25.5 * MM,
    formats="formats_other",
)

STANDARD = Edition("standard", Styles())
LARGE_PRINT = Edition("large-print", _sized(_LARGE), _LARGE_MEASURES, _LARGE_PAGES)
LOW_VISION = replace(
    LARGE_PRINT, code="low-vision", face="atkinson-hyperlegible", ink=BLACK_ON_WHITE
)
LOW_VISION_CREAM = replace(LOW_VISION, code="low-vision-cream", ink=BLACK_ON_CREAM)
GIANT_PRINT = Edition(
    "giant-print",
    replace(
        _sized(_LARGE, scale=4 / 3),
        card_number=Style("B", 48, 48, "accent"),
        help_heading=Style("B", 24, 28, WHITE),
        furniture=Style("R", 18, 22, INK),
        furniture_strong=Style("S", 18, 22, INK),
    ),
    _GIANT_MEASURES,
    _GIANT_PAGES,
)
GREYSCALE = Edition("greyscale", Styles(), ink=GREY)

_ALL = (STANDARD, LARGE_PRINT, GIANT_PRINT, LOW_VISION, LOW_VISION_CREAM, GREYSCALE)
EDITIONS = {edition.code: edition for edition in _ALL}
"""By their code in the workbook."""
