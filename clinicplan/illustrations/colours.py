"""One brand colour becomes the colours of a handout, each dark or light enough to read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

WHITE = "#FFFFFF"
BLACK = "#000000"
INK = "#1B252D"
MUTED = "#4A5660"
RULE = "#C3CACF"
OUTLINE = "#7C8790"
PAPER = "#F6F3EE"
CREAM = "#FFF4D6"
WARNING = "#A3241C"
GO = "#2B6E3F"
EASE = "#8A5A00"

TEXT_CONTRAST = 4.5
"""WCAG 2.1, 1.4.3: the least contrast of text with what is behind it."""

TINT_CONTRAST = 5.0
"""What text in the brand's colour keeps on the tint, so that 4.5 holds everywhere."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours that come from the brand, as "#RRGGBB".

    `accent` is for text and marks, `fill` and `on_fill` for the block on page one, `tint`
    for panels, `light`, `mid` and `mat` for pictures only. `darkened` says that the brand's
    colour was too light for text and is darker there.
    """

    brand: str
    accent: str
    fill: str
    on_fill: str
    tint: str
    light: str
    mid: str
    mat: str
    darkened: bool


def brand_colours(brand: str) -> Colours:
    """The colours made from `brand` ("#0E6377"): see the rules beside each line."""
    tint = mix(brand, WHITE, 0.90)
    accent = _darkened(brand, against=tint, contrast_wanted=TINT_CONTRAST)
    fill, on_fill = _block(brand)
    return Colours(
        brand=brand,
        accent=accent,
        fill=fill,
        on_fill=on_fill,
        tint=tint,
        light=mix(brand, WHITE, 0.72),
        mid=mix(brand, WHITE, 0.45),
        mat=mix(brand, WHITE, 0.84),
        darkened=accent != brand or fill != brand,
    )


def _block(brand: str) -> tuple[str, str]:
    """Fill and text of a block in the brand's colour: white text, else ink, else darker."""
    if contrast(brand, WHITE) >= TEXT_CONTRAST:
        return brand, WHITE
    if contrast(brand, INK) >= TEXT_CONTRAST:
        return brand, INK
    return _darkened(brand, against=WHITE, contrast_wanted=TEXT_CONTRAST), WHITE


def _darkened(colour: str, *, against: str, contrast_wanted: float) -> str:
    """`colour`, mixed with black in steps of 4 % until it stands out enough."""
    while contrast(colour, against) < contrast_wanted:
        colour = mix(colour, BLACK, 0.04)
    return colour


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of "#RRGGBB"."""
    value = int(colour.lstrip("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other`, mixed in sRGB values."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02X}" for a, b in pairs)


def grey_of(colour: str) -> str:
    """The grey of the same luminance: its contrast with every other colour is the same."""
    linear = _luminance(colour)
    value = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return "#" + f"{round(255 * value):02X}" * 3


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    dark, light = sorted((_luminance(colour), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=256)
def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1)."""
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
