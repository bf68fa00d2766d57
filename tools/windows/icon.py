"""The desk's own symbol becomes an .ico file in the sizes of Windows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image

from tools.windows import ROOT

SYMBOL = ROOT / "clinicplan" / "desk" / "static" / "desk.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def write_icon(path: Path) -> None:
    """Write the symbol in all its sizes into one file."""
    *smaller, largest = (draw(size) for size in SIZES)
    sizes = [(size, size) for size in SIZES]
    largest.save(path, format="ICO", sizes=sizes, append_images=smaller)


def draw(size: int) -> Image.Image:
    """The symbol, so many pixels wide and high."""
    svg = SYMBOL.read_text("utf-8")
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size)
    return Image.open(BytesIO(bytes(drawn)))
