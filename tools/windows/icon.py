"""A few ellipses become the program's symbol: the sole of a foot, in the sizes of Windows."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
GROUND, SOLE = "#0F5C5C", "#FFFFFF"

# In 256ths of the symbol's side: middle, and half the width and height.
_PARTS = (
    (124, 150, 44, 56),  # ball
    (136, 200, 30, 38),  # heel
    (88, 66, 19, 24),  # toes, from the big one on
    (122, 54, 14, 18),
    (150, 58, 12, 16),
    (173, 72, 11, 14),
    (191, 93, 10, 12),
)
_FINER = 4  # drawn larger, so that edges are smooth


def write_icon(path: Path) -> None:
    """Write the symbol in all its sizes into one .ico file."""
    pictures = [draw(size) for size in SIZES]
    pictures[-1].save(
        path, format="ICO", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1]
    )


def draw(size: int) -> Image.Image:
    """The symbol, so many pixels wide and high, on nothing."""
    side = size * _FINER
    picture = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), radius=side * 0.2, fill=GROUND)
    for x, y, half_width, half_height in _PARTS:
        box = (x - half_width, y - half_height, x + half_width, y + half_height)
        pen.ellipse([value * side / 256 for value in box], fill=SOLE)
    return picture.resize((size, size), Image.Resampling.LANCZOS)
