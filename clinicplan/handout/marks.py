"""A letter with marks that no single character stands for becomes glyphs at their places.

Most letters with a mark are characters of their own (é, ễ, ž), and are set like any other.
What is left over (Yoruba ẹ̀, a Lithuanian i̇́, a stressed а́) is placed by the typeface's own
anchors, as HarfBuzz reads them. Only such letters come here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Unicode's blocks of combining marks, as they stand in a pattern's brackets."""

_MARKED = re.compile(f"([^{MARKS}\\s][{MARKS}]+)")
_MARK = re.compile(f"[{MARKS}]")
_FEATURES = {"kern": False, "liga": False}  # as all other text is set
_UNPLACED = {**_FEATURES, "mark": False, "mkmk": False}


class Glyph(NamedTuple):
    """A glyph of a marked letter: its number in the file, its place, how far it moves on.

    Thousandths of an em; the place counts from where the letters before it have got to.
    """

    number: int
    x: int
    y: int
    advance: int


def is_mark(character: str) -> bool:
    """True for a mark that belongs to the letter before it."""
    return _MARK.match(character) is not None


def is_marked(text: str) -> bool:
    """True for one letter with its marks, as one character or several."""
    return len(unicodedata.normalize("NFD", text)) > 1 and not is_mark(text[0])


def marked_letters(text: str) -> list[str]:
    """The letters of `text` that have marks of their own, each with its marks."""
    return _MARKED.findall(text)


def parted(text: str) -> list[str]:
    """The text in parts: unmarked and marked in turn, where the odd ones are marked letters."""
    return _MARKED.split(text)


class Marks:
    """How a typeface places marks. The file is read when the first of them is met."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self._font: uharfbuzz.Font | None = None
        # Letters, not words: nothing of a patient's is kept that tells who it is.
        self.placed = lru_cache(maxsize=1_000)(self._placed)

    def _placed(self, letter: str) -> tuple[Glyph, ...]:
        """The glyphs of a marked letter; () where the face cannot place one of its marks."""
        glyphs = self._shaped(letter, _FEATURES)
        bare = self._shaped(letter, _UNPLACED)
        marks = list(zip(glyphs, bare, strict=True))[1:]
        # A mark that stands where it stood without anchors has none for this letter.
        if any(not glyph.number for glyph in glyphs) or any(one == two for one, two in marks):
            return ()
        return glyphs

    def _shaped(self, letter: str, features: dict[str, bool]) -> tuple[Glyph, ...]:
        if self._font is None:
            self._font = uharfbuzz.Font(uharfbuzz.Face(self._data))
        font = self._font
        buffer = uharfbuzz.Buffer()
        buffer.add_str(letter)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, features)
        scale = 1000 / font.face.upem
        return tuple(
            Glyph(
                info.codepoint,
                round(place.x_offset * scale),
                round(place.y_offset * scale),
                round(place.x_advance * scale),
            )
            for info, place in zip(
                buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True
            )
        )
