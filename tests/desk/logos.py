"""Files that somebody may choose as a logo: good ones, hostile ones, and what is none."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
    b'<path d="M0 0H40V40H0Z" fill="#0E6377"/></svg>'
)
SCRIPT = SVG.replace(b"<path", b"<script>fetch('http://evil.example')</script><path")
LAUGHS = b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + SVG
FETCHES = SVG.replace(b"<path", b'<image href="http://evil.example/x.png"/><path')
TEXT = b"Dear diary, this is no picture.\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)


def png(*, size: tuple[int, int] = (60, 40), colour: str = "#0E6377") -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of some bytes that says it has 10,000 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        ends = struct.pack(">I", len(data)), struct.pack(">I", zlib.crc32(kind + data))
        return ends[0] + kind + data + ends[1]

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )
