"""TrueType files become faces: measured by reportlab, written by glyph number, embedded once.

A character's code in a content stream is its glyph number in the original file (two bytes,
Identity-H), so text recorded once stays valid in every document and every batch. What a
document embeds is a subset: the stock repertoire, compressed once, or that and the
characters which its own names and notes add.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

_NOT_NEEDED = ("cvt ", "fpgm", "prep", "name", "OS/2")
"""Tables that neither a viewer nor a printer reads in an embedded subset (hinting, names)."""

LATIN_1 = frozenset(map(chr, range(0xA1, 0x100)))


class FontObjects(NamedTuple):
    """The bodies of a face's five objects; `%d` stands for the object numbers in `font_refs`.

    In order: font file, glyph map, ToUnicode, descriptor (needs the font file), and the
    composite font with its descendant (needs ToUnicode, descriptor, glyph map).
    """

    file: bytes
    glyph_map: bytes
    to_unicode: bytes
    descriptor: bytes
    font: bytes


@dataclass(frozen=True, slots=True)
class Extent:
    """Vertical measures of a face in em: of capitals and of the lower-case x."""

    cap: float
    x: float


class Face:
    """One weight of a typeface. `resource` is its name in content streams ("R", "S", "B")."""

    def __init__(self, resource: str, path: Path) -> None:
        self.resource = resource
        self._font = TTFont(f"clinicplan-{resource}", str(path), shapable=False)
        self._face = self._font.face
        for tag in _NOT_NEEDED:
            self._face.table.pop(tag, None)
        self._glyphs: dict[int, int] = dict(self._face.charToGlyph)
        self._glyphs.setdefault(0xA0, self._glyphs[0x20])
        self._codes = {chr(char): f"{glyph:04x}" for char, glyph in self._glyphs.items()}
        widths = self._face.charWidths
        self._widths: dict[str, float] = {
            chr(char): widths.get(char, self._face.defaultWidth) / 1000 for char in self._glyphs
        }
        self._widths["\u00a0"] = self._widths[" "]
        self.objects = lru_cache(maxsize=64)(self._objects)

    def covers(self, text: str) -> bool:
        """True where the face has a glyph for every character."""
        return all(char in self._codes for char in text)

    def missing(self, text: str) -> str:
        """The characters of `text` that the face has no glyph for, each once."""
        return "".join(dict.fromkeys(char for char in text if char not in self._codes))

    def codes(self, text: str) -> str:
        """`text` as the hexadecimal string that a content stream shows."""
        codes = self._codes
        return "".join([codes[char] for char in text])

    def width(self, text: str) -> float:
        """The width of `text` in em. Not kept: a patient's name is measured here, too."""
        widths = self._widths
        return sum([widths[char] for char in text])

    def _objects(self, characters: frozenset[str]) -> FontObjects:
        """The face's PDF objects with a subset of these characters embedded."""
        order = sorted(ord(char) for char in characters if ord(char) in self._glyphs)
        glyphs = sorted({self._glyphs[char] for char in order})
        name = SUBSETN(_checksum(order)) + b"+" + self._face.name
        return FontObjects(
            file=self._file(order),
            glyph_map=_stream(self._glyph_map(order)),
            to_unicode=_stream(_to_unicode(sorted((self._glyphs[c], c) for c in order))),
            descriptor=self._descriptor(name),
            font=self._composite(name, glyphs),
        )

    def _file(self, order: list[int]) -> bytes:
        program = self._face.makeSubset(order)
        return _stream(program, b"/Length1 %d" % len(program))

    def _glyph_map(self, order: list[int]) -> bytes:
        """From glyph numbers of the whole file to those of the subset, two bytes each."""
        glyphs = dict.fromkeys(self._glyphs[char] for char in order)
        table = [0] * (max(glyphs) + 1)
        for number, glyph in enumerate(glyphs, 1):
            table[glyph] = number
        return struct.pack(f">{len(table)}H", *table)

    def _descriptor(self, name: bytes) -> bytes:
        face = self._face
        return (
            b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[%b]/ItalicAngle %d/Ascent %d"
            b"/Descent %d/CapHeight %d/StemV %d/FontFile2 %%d 0 R>>"
            % (
                name,
                b" ".join(b"%d" % value for value in face.bbox),
                face.italicAngle,
                face.ascent,
                face.descent,
                face.capHeight,
                face.stemV,
            )
        )

    def _composite(self, name: bytes, glyphs: list[int]) -> bytes:
        metrics = self._face.hmetrics
        scale = 1000 / self._face.unitsPerEm
        widths = b" ".join(b"%d[%d]" % (g, round(metrics[g][0] * scale)) for g in glyphs)
        return (
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/ToUnicode %%d 0 R"
            b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %%d 0 R/CIDToGIDMap %%d 0 R/DW 500/W[%b]>>]>>" % (name, name, widths)
        )


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode/Length %d%b>>\nstream\n%b\nendstream" % (
        len(packed),
        more,
        packed,
    )


def _checksum(order: Iterable[int]) -> int:
    return zlib.crc32(b",".join(b"%d" % char for char in order)) % 1_000_000


def _to_unicode(pairs: list[tuple[int, int]]) -> bytes:
    """A ToUnicode map of (glyph, character) pairs; the first character of a glyph wins."""
    first: dict[int, int] = {}
    for glyph, char in pairs:
        first.setdefault(glyph, char)
    rows = [
        b"<%04x> <%b>" % (glyph, chr(char).encode("utf-16-be").hex().encode())
        for glyph, char in first.items()
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + b"".join(
            b"%d beginbfchar\n%b\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks
        )
        + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
