"""What a handout says and shows, free of any layout: the one thing that every peer sets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

# A line may break at a hyphen (PDFium says U+FFFE); some PDFs leave a gap, not a space, after
# a step's number.
_WORD = re.compile(r"\d+|[^\s\d\ufffe-]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one style: face ("R", "S", "B"), size in points, colour as "#rrggbb"."""

    text: str
    face: str
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the gallery at a size in points; without an alt text it is decoration."""

    file: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level from 1 on."""

    level: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: each item's label and its text."""

    items: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: words or none, boxes to tick, a line to write on, a small picture before it."""

    words: Words | None = None
    is_header: bool = False
    boxes: int = 0
    line: bool = False
    span: int = 1
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def columns(self) -> int:
        """How many columns the widest row takes."""
        return max(sum(cell.span for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stay together on a page: an exercise's card, the warning signs."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Shots:
    """An exercise's pictures, each (or None) with the steps that belong to it."""

    shots: tuple[tuple[Figure | None, Listing], ...]


Block = Heading | Paragraph | Listing | Table | Figure | Section | Shots


@dataclass(frozen=True, slots=True)
class Script:
    """A whole handout. `footer` stands at the foot of every page, with "Page 1 of 6"."""

    plan: str
    title: str = ""
    author: str = ""
    language: str = ""
    footer: str = ""
    blocks: tuple[Block, ...] = ()

    def words(self) -> Counter[str]:
        """Every word of the body and how often it stands there."""
        return counted(" ".join(text for block in self.blocks for text in _texts(block)))

    def figures(self) -> tuple[Figure, ...]:
        """Every picture, in order."""
        return tuple(figure for block in self.blocks for figure in _figures(block))


def counted(text: str) -> Counter[str]:
    """The words of a text."""
    return Counter(_WORD.findall(normalize("NFKC", text)))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.words.text
        case Listing():
            for label, body in block.items:
                yield f"{label.text} {body.text}"
        case Table():
            for row in block.rows:
                yield from (cell.words.text for cell in row if cell.words)
        case Shots():
            for _, steps in block.shots:
                yield from _texts(steps)
        case Section():
            for inner in block.blocks:
                yield from _texts(inner)


def _figures(block: Block) -> Iterator[Figure]:
    match block:
        case Figure():
            yield block
        case Table():
            for row in block.rows:
                yield from (cell.figure for cell in row if cell.figure)
        case Shots():
            yield from (figure for figure, _ in block.shots if figure)
        case Section():
            for inner in block.blocks:
                yield from _figures(inner)
