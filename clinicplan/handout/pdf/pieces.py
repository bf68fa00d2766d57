"""What a page is made of: pictures, and pieces that were drawn once and are only placed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from clinicplan.handout.pdf.tags import Heard, Joint, Node, Template, template_of
from clinicplan.illustrations.picture import Picture


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Drawn operators at their own origin (the top left corner, y up) and their structure.

    `width` and `height` are points. `operators` hold a `%d` for each mark's number, unless
    the piece is sealed: then `sealed` is its compressed content with numbers from 0 on, and
    it becomes a form of its own in every document. `heard` is what it says, where a sketch
    listened.
    """

    width: float
    height: float
    operators: bytes
    template: Template
    pictures: tuple[Picture, ...] = ()
    sealed: bytes = b""
    heard: tuple[Heard, ...] = ()


HERE, THERE = b"q 1 0 0 1 %.2f %.2f cm", b"Q"
"""What stands before operators whose origin is at these points, and after them."""


class Placed(NamedTuple):
    """Something with its top left corner at (x, y) in points, y up, within what holds it."""

    what: Piece | Block | Group
    x: float
    y: float


class Block(NamedTuple):
    """Things placed from a block's own top left corner, and its height in points."""

    height: float
    items: tuple[Placed, ...]


class Group(NamedTuple):
    """Things that form one element of the structure (a section, a table, a row)."""

    kind: str
    items: tuple[Placed, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The items of one page in reading order, from its bottom left; sizes in points."""

    width: float
    height: float
    items: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: its words, the page (from 0) and how high on it, in points."""

    title: str
    page: int
    top: float


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """All that a PDF file is made from. `added` are characters beyond the stock ones."""

    title: str
    language: str
    author: str
    date: str
    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...]
    added: frozenset[str] = frozenset()
    seal: str = field(default="", repr=False)


def loose(
    operators: str, *, nodes: Sequence[Node], size: tuple[float, float], pictures: Sequence[Picture]
) -> Piece:
    """A piece that is written into the page's own content."""
    return Piece(
        width=size[0],
        height=size[1],
        operators=operators.encode("ascii"),
        template=_template(tuple(nodes), sealed=False),
        pictures=tuple(pictures),
    )


@lru_cache(maxsize=2048)
def _template(nodes: tuple[Node, ...], *, sealed: bool) -> Template:
    """The template of a piece, kept: most loose ones are one paragraph, so few differ.

    A sealed one is the same whoever is drawn in its pictures.
    """
    return template_of(nodes, sealed=sealed)


def sealed(
    operators: str, *, nodes: Sequence[Node], size: tuple[float, float], pictures: Sequence[Picture]
) -> Piece:
    """A piece that is compressed once and becomes a form in every document."""
    template = _template(tuple(nodes), sealed=True)
    content = operators.encode("ascii")
    if template.marks:
        content %= tuple(range(template.marks))
    return Piece(
        width=size[0],
        height=size[1],
        operators=b"",
        template=template,
        pictures=tuple(pictures),
        sealed=zlib.compress(content, 9),
    )


def one(piece: Piece) -> Block:
    """A piece as a block."""
    return Block(piece.height, (Placed(piece, 0, 0),))


def stacked(*parts: tuple[Piece | Block | None, float]) -> Block:
    """What stands one below the other, each with the space that follows it; None leaves no hole."""
    items: list[Placed] = []
    y = height = 0.0
    for what, space in parts:
        if what is None:
            continue
        items.append(Placed(what, 0, -y))
        height = y + what.height
        y = height + space
    return Block(height, tuple(items))


def joined(height: float, items: Sequence[Placed]) -> Piece:
    """Loose pieces as one piece: placed at once instead of one by one.

    Groups become elements of it; marks are numbered on from piece to piece. A sealed piece
    cannot be joined. `height` is the whole's, in points.
    """
    join = _Join()
    roots = join.add(items, 0, 0, parent=None)
    return Piece(
        width=0,
        height=height,
        operators=b"\n".join(join.operators),
        template=join.joint.template(roots),
        pictures=(*join.pictures.values(),),
        heard=tuple(_heard(items)),
    )


def _heard(items: Sequence[Placed]) -> Iterator[Heard]:
    """What the items say; a group is one thing with all that is in it."""
    for item in items:
        if isinstance(item.what, Piece):
            yield from item.what.heard
        elif isinstance(item.what, Block):
            yield from _heard(item.what.items)
        elif inner := tuple(_heard(item.what.items)):
            yield inner[0].within(item.what.kind, inner)


class _Join:
    """Operators, pictures and elements of pieces, in reading order."""

    def __init__(self) -> None:
        self.operators: list[bytes] = []
        self.pictures: dict[str, Picture] = {}
        self.joint = Joint()

    def add(self, items: Sequence[Placed], x: float, y: float, *, parent: int | None) -> list[int]:
        """The items' pieces; gives the offsets of the elements that have this parent."""
        kids: list[int] = []
        for item in items:
            what, left, top = item.what, x + item.x, y + item.y
            if isinstance(what, Piece):
                kids += self._piece(what, left, top, parent=parent)
            elif isinstance(what, Block):
                kids += self.add(what.items, left, top, parent=parent)
            else:
                group = self.joint.open(what.kind, parent=parent)
                self.joint.close(group, self.add(what.items, left, top, parent=group))
                kids.append(group)
        return kids

    def _piece(self, piece: Piece, x: float, y: float, *, parent: int | None) -> tuple[int, ...]:
        assert not piece.sealed, "a sealed piece is already one"
        self.operators.append(placed(piece.operators, x, y))
        for picture in piece.pictures:
            self.pictures[picture.name] = picture
        return self.joint.add(piece.template, parent=parent, corner=(round(x), round(y)))


def placed(operators: bytes, x: float, y: float) -> bytes:
    """Operators whose origin is at (x, y), in points; what they set is undone after them."""
    return b"%b\n%b\n%b" % (HERE % (x, y), operators, THERE)
