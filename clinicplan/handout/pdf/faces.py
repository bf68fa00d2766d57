"""TrueType files become faces: measured by reportlab, written by glyph number, embedded once.

A character's code in a content stream is its glyph number in the original file (two bytes,
Identity-H), so text recorded once stays valid in every document and every batch. What a
document embeds is a subset: the stock repertoire, compressed once, or that and the
characters which its own names and notes add.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from copy import copy
from functools import lru_cache
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, TTFontFace

from clinicplan.handout.marks import Marks, is_mark, is_marked, parted

_NOT_NEEDED = ("cvt ", "fpgm", "prep", "name", "OS/2")
"""Tables that neither a viewer nor a printer reads in an embedded subset (hinting, names)."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that leave no mark on paper, and come with text that was copied from a web page."""

_BEYOND = 0x110000
"""Added to a glyph's number: the code of a glyph that no character stands for."""


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


class Face:
    """One weight of a typeface. `resource` is its name in content streams ("R", "S", "B")."""

    def __init__(self, resource: str, path: Path) -> None:
        self.resource = resource
        self._face = _own_copy(_parsed(str(path), path.stat().st_mtime_ns))
        self._marks = Marks(path)
        self._glyphs: dict[int, int] = dict(self._face.charToGlyph)
        self._glyphs.setdefault(0xA0, self._glyphs[0x20])
        # Marks are left out: a text with one is set letter by letter (`_in_parts`).
        single = {char: glyph for char, glyph in self._glyphs.items() if not is_mark(chr(char))}
        self._codes = {chr(char): f"{glyph:04x}" for char, glyph in single.items()}
        self._codes |= dict.fromkeys(INVISIBLE, "")
        widths = self._face.charWidths
        self._widths: dict[str, float] = {
            chr(char): widths.get(char, self._face.defaultWidth) / 1000 for char in single
        }
        self._widths["\u00a0"] = self._widths[" "]
        self._widths |= dict.fromkeys(INVISIBLE, 0.0)
        self.objects = lru_cache(maxsize=64)(self._objects)

    @property
    def characters(self) -> frozenset[str]:
        """The characters that the face has a glyph for, but for marks."""
        return frozenset(self._codes)

    def missing(self, text: str) -> tuple[str, ...]:
        """What of `text` cannot be set, each once: characters, letters with their marks."""
        if self._codes.keys() >= set(text):
            return ()
        return tuple(
            dict.fromkeys(
                part
                for part in self._parts(text)
                if part not in self._codes and not (is_marked(part) and self._marks.placed(part))
            )
        )

    def shown(self, text: str, size: float) -> str:
        """The operators that show `text`; `size` in points."""
        codes = self._codes
        try:
            return f"<{''.join(map(codes.__getitem__, text))}> Tj"
        except KeyError:
            return self._shown_in_parts(text, size)

    def width(self, text: str) -> float:
        """The width of `text` in em. Not kept: a patient's name is measured here, too."""
        widths = self._widths
        try:
            return sum(map(widths.__getitem__, text))
        except KeyError:
            return self._width_in_parts(text)

    # Letters with marks of their own.

    def _parts(self, text: str) -> Iterator[str]:
        """The characters of a text one by one, a letter with its marks as one."""
        for at, part in enumerate(parted(text)):
            yield from (part,) if at % 2 else part

    def _width_in_parts(self, text: str) -> float:
        return sum(
            width if (width := self._widths.get(part)) is not None
            else sum(glyph.advance for glyph in self._marks.placed(part)) / 1000
            for part in self._parts(text)
        )

    def _shown_in_parts(self, text: str, size: float) -> str:
        shown = []
        for plain, run in groupby(self._parts(text), self._codes.__contains__):
            if plain:
                shown.append(f"<{''.join([self._codes[char] for char in run])}> Tj")
            else:
                shown += [self._letter(letter, size) for letter in run]
        return " ".join(shown)

    def _letter(self, letter: str, size: float) -> str:
        """A letter with its marks in their places; it copies out as it was typed."""
        glyphs = self._marks.placed(letter)
        if not glyphs:
            raise KeyError(letter)
        operators = []
        reached = wanted = 0  # thousandths of an em: where the file's widths lead, and should
        for number, glyph in enumerate(glyphs, 1):
            back = reached - wanted - glyph.x
            reached += self._advance(glyph.number) - back
            wanted += glyph.advance
            shown = f"[{back} <{glyph.number:04x}>] TJ"
            if glyph.y:
                shown = f"{glyph.y * size / 1000:.3f} Ts {shown} 0 Ts"
            if number == len(glyphs) and reached != wanted:
                # Spacing leads on to the next letter: some readers take a gap for a blank.
                shown = f"{(wanted - reached) * size / 1000:.3f} Tc {shown} 0 Tc"
            operators.append(shown)
        typed = letter.encode("utf-16-be").hex()
        return f"/Span <</ActualText <feff{typed}>>> BDC {' '.join(operators)} EMC"

    def _advance(self, glyph: int) -> int:
        """A glyph's width in the file's /W array, in thousandths of an em."""
        width: float = self._face.hmetrics[glyph][0] * 1000 / self._face.unitsPerEm
        return round(width)

    def _is_beyond(self, text: str) -> bool:
        """True for a letter that the face sets as several glyphs: letter and marks."""
        return is_marked(text) and text not in self._codes

    def _beyond(self, letters: Iterable[str]) -> dict[int, str]:
        """The glyphs of marked letters by code, each with what it stands for."""
        found: dict[int, str] = {}
        for letter in sorted(letters):
            for at, glyph in enumerate(self._marks.placed(letter)):
                found.setdefault(_BEYOND + glyph.number, letter[-1] if at else letter)
        for code in found:
            # reportlab makes its subset by code, and takes any number for one.
            self._glyphs[code] = self._face.charToGlyph[code] = code - _BEYOND
        return found

    def _objects(self, characters: frozenset[str]) -> FontObjects:
        """The face's PDF objects with a subset embedded: characters, letters with their marks."""
        beyond = self._beyond(filter(self._is_beyond, characters))
        known = sorted(map(ord, (text for text in characters if len(text) == 1)))
        order = [*(char for char in known if char in self._glyphs), *sorted(beyond)]
        glyphs = sorted({self._glyphs[char] for char in order})
        name = SUBSETN(_checksum(order)) + b"+" + self._face.name
        return FontObjects(
            file=self._file(order),
            glyph_map=_stream(self._glyph_map(order)),
            to_unicode=_stream(_to_unicode(self._pairs(order, beyond))),
            descriptor=self._descriptor(name),
            font=self._composite(name, glyphs),
        )

    def _pairs(self, order: list[int], beyond: dict[int, str]) -> list[tuple[int, str]]:
        """Each glyph with the text that it stands for; those of marked letters last."""
        plain = sorted((self._glyphs[code], chr(code)) for code in order if code not in beyond)
        return [*plain, *((self._glyphs[code], text) for code, text in beyond.items())]

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


@lru_cache(maxsize=12)
def _parsed(path: str, written: int) -> TTFontFace:
    """The file as reportlab reads it, once for all presses; `written` tells it from a later one."""
    face = TTFont("clinicplan", path, shapable=False).face
    for tag in _NOT_NEEDED:
        face.table.pop(tag, None)
    return face


def _own_copy(parsed: TTFontFace) -> TTFontFace:
    """The parsed file for one face: what is changed, where it reads and its codes, is its own."""
    own = copy(parsed)
    own.charToGlyph = dict(parsed.charToGlyph)
    return own


def open_faces(folder: Traversable) -> dict[str, Face]:
    """A typeface's three weights by the name that styles use; bold, where it has no semibold."""
    faces = {}
    for resource, weight in (("R", "Regular"), ("B", "Bold"), ("S", "Semibold")):
        files = (item for item in folder.iterdir() if item.name.endswith(f"-{weight}.ttf"))
        if file := next(files, None):
            with as_file(file) as path:
                faces[resource] = Face(resource, path)
    return {"R": faces["R"], "S": faces.get("S", faces["B"]), "B": faces["B"]}


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode/Length %d%b>>\nstream\n%b\nendstream" % (
        len(packed),
        more,
        packed,
    )


def _checksum(order: Iterable[int]) -> int:
    return zlib.crc32(b",".join(b"%d" % char for char in order)) % 1_000_000


def _to_unicode(pairs: list[tuple[int, str]]) -> bytes:
    """A ToUnicode map of (glyph, text) pairs; the first text of a glyph wins."""
    first: dict[int, str] = {}
    for glyph, text in pairs:
        first.setdefault(glyph, text)
    rows = [
        b"<%04x> <%b>" % (glyph, text.encode("utf-16-be").hex().encode())
        for glyph, text in first.items()
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
