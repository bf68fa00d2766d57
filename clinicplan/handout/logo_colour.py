"""The picture of a logo becomes the colour that stands out in it."""

from __future__ import annotations

import io
from collections import Counter

Pixel = tuple[int, int, int]

_FEW = 16
"""Groups of like colours that the picture is sorted into: a shape's edges make a few of them."""

_LEAST = 40
"""Between the strongest and the weakest of red, green and blue; below that it is a grey."""


def main_colour(png: bytes) -> str:
    """The colour ("#RRGGBB") that most of a PNG is in, strong ones before pale ones.

    "" where it is grey, black and white. Whether it can be read on paper is `brand_colours`'
    to judge, as of every colour.
    """
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        plain = image.convert("RGB")
    groups = plain.quantize(_FEW, dither=Image.Dither.NONE).tobytes()
    parts = plain.tobytes()
    pixels = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    seen = Counter(zip(groups, pixels, strict=True))
    weights: Counter[int] = Counter()
    for (group, pixel), times in seen.items():
        weights[group] += times * _strength(pixel)
    if not weights or not max(weights.values()):
        return ""
    chosen = weights.most_common(1)[0][0]
    inside = {pixel: n * _strength(pixel) for (group, pixel), n in seen.items() if group == chosen}
    return "#" + "".join(f"{part:02X}" for part in max(inside, key=lambda each: inside[each]))


def _strength(pixel: Pixel) -> int:
    """How far it is from grey; 0 for what is taken for a grey."""
    far = max(pixel) - min(pixel)
    return far if far >= _LEAST else 0
