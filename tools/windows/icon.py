"""The desk's own symbol becomes an .ico file, and the banner of the installer's last page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image

from tools.windows import ROOT

SYMBOL = ROOT / "clinicplan" / "desk" / "static" / "desk.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
BANNER = (164, 314)  # pixels, as NSIS wants it


def write_icon(path: Path) -> None:
    """Write the symbol in all its sizes into one file."""
    *smaller, largest = (draw(size) for size in SIZES)
    sizes = [(size, size) for size in SIZES]
    largest.save(path, format="ICO", sizes=sizes, append_images=smaller)


def write_banner(path: Path) -> None:
    """Write the symbol on its own colour, as a bitmap."""
    symbol = draw(BANNER[0])
    ground = symbol.getpixel((symbol.width // 2, 1))
    banner = Image.new("RGB", BANNER, ground[:3] if isinstance(ground, tuple) else 0)
    banner.paste(symbol, (0, (BANNER[1] - symbol.height) // 2), symbol)
    banner.save(path, format="BMP")


def draw(size: int) -> Image.Image:
    """The symbol, so many pixels wide and high."""
    svg = SYMBOL.read_text("utf-8")
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size)
    return Image.open(BytesIO(bytes(drawn)))
