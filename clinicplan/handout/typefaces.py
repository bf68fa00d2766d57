"""A typeface's folder becomes its faces, and the font objects that its files begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from importlib.resources.abc import Traversable

from clinicplan.errors import FaultyTemplate
from clinicplan.handout.marks import marked_letters
from clinicplan.handout.pdf.faces import Face, open_faces
from clinicplan.handout.pdf.fonts import Fonts


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """A typeface ready to print with: its weights by the names of styles, its font objects."""

    faces: Mapping[str, Face]
    fonts: Fonts

    def has(self, characters: frozenset[str]) -> bool:
        """Whether every weight has a glyph for each of these; a letter with marks is none."""
        return all(face.characters >= characters for face in self.faces.values())


def open_typeface(folder: Traversable, *, stock: frozenset[str]) -> Typeface:
    """The typeface of a folder; `stock` are the characters that every file embeds."""
    faces = open_faces(folder)
    return Typeface(faces, Fonts(faces, stock))


def check_texts(typeface: Typeface, texts: frozenset[str], *, name: str) -> None:
    """Raise FaultyTemplate where the typeface lacks characters of the templates' own texts."""
    text = "".join(sorted(texts))
    lacking = dict.fromkeys(char for face in typeface.faces.values() for char in face.missing(text))
    if lacking:
        raise FaultyTemplate(f"faces/{name} lacks characters of the texts: {' '.join(lacking)}.")


def stock_of(texts: frozenset[str]) -> frozenset[str]:
    """The printable ASCII characters, and those of the texts that every plan may use."""
    ascii_ = frozenset(map(chr, range(0x20, 0x7F)))
    return (ascii_ | {"\u00a0", "–", "’", "…", "•", "×"} | texts) - {"\n"}


def characters_of(value: object) -> frozenset[str]:
    """Every character of every text in a value, and letter with marks, however deep."""
    found: set[str] = set()
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            found.update(item if item.isascii() else (*item, *marked_letters(item)))
        elif isinstance(item, Mapping):
            pending.extend(item.values())
        elif is_dataclass(item):
            pending.extend(getattr(item, field.name) for field in fields(item))
        elif isinstance(item, Iterable):
            pending.extend(item)
    found.discard("\n")
    return frozenset(found)
