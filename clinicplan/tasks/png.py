"""The pixels of a page become a PNG: as small as Pillow's, in a third of the time.

Pillow tries five filters on each line and squeezes hard. A page is mostly paper: unfiltered
lines at a low level of zlib are smaller, and whoever types waits for them.
"""

from __future__ import annotations

import struct
import zlib

LEVEL = 2
"""Of zlib. A page of the samples at 120 dpi: 2 takes 13 ms for 259 kB, 6 takes 29 for 248."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_UNFILTERED = b"\0"
_RGB_OF_8_BITS = (8, 2, 0, 0, 0)


def as_png(pixels: bytes, *, width: int, stride: int) -> bytes:
    """The PNG of lines of red, green and blue bytes; each line takes up `stride` of them."""
    lines = range(0, len(pixels), stride)
    data = b"".join(_UNFILTERED + pixels[at : at + 3 * width] for at in lines)
    head = struct.pack(">IIBBBBB", width, len(lines), *_RGB_OF_8_BITS)
    return b"".join((
        _SIGNATURE,
        _chunk(b"IHDR", head),
        _chunk(b"IDAT", zlib.compress(data, LEVEL)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
