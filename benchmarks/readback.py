"""A tagged handout becomes a script again: its structure tree, read as a screen reader would.

So the peers set exactly the words and pictures that clinicplan has set, in the same order,
and the tree is held to account on the way: what it does not carry, the peers do not print.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object

from benchmarks.gallery import Box, Gallery
from benchmarks.graphics import Matrix, State
from benchmarks.script import (
    Block,
    Cell,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Script,
    Section,
    Shots,
    Table,
    Words,
)

_START: Matrix = (1, 0, 0, 1, 0, 0)
_LONG = "A long box"
"""How what is said of a box for strokes begins: it is to be written in, as a line is."""
_NUMBER = re.compile(r"(?:A box with \u00d7 )?(\d+)")
_PAGE = re.compile(r"Page \d+ of \d+")
_ON_COLOUR, _ON_PAPER = "#ffffff", "#0e6377"
_INLINE = ("/P", "/Span", "/Link", "/Figure")
"""Kinds of elements that are a part of a paragraph or a cell."""
_BETWEEN = Words(" ", "", 0, "")
_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


@dataclass(slots=True)
class _Shown:
    """A picture as it was placed: its name, its matrix, and the clip's corners."""

    name: str
    matrix: Matrix
    clip: tuple[float, float, float, float]


@dataclass(slots=True)
class _Leaf:
    """What was drawn inside one mark, and the decoration drawn just before it.

    `boxes` are small drawings that are no pictures: the boxes of a day in the diary are one.
    """

    texts: list[Words] = field(default_factory=list)
    shown: list[_Shown] = field(default_factory=list)
    before: list[_Shown] = field(default_factory=list)
    boxes: int = 0


_Key = tuple[tuple[int, int], int]
"""A content stream's object and a mark's number in it."""


def script_of(pdf: bytes, *, plan: str, gallery: Gallery) -> Script:
    """The script of a handout; `plan` is its ID."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        reader = _Reader(file, gallery)
        for page in file.pages:
            reader.read_page(page)
        info = file.docinfo
        return Script(
            plan=plan,
            title=str(info.get("/Title", "")),
            author=str(info.get("/Author", "")),
            language=str(file.Root.get("/Lang", "en")),
            footer=_PAGE.sub("", " ".join(" ".join(reader.furniture).split())).strip(),
            blocks=tuple(reader.blocks(file.Root.StructTreeRoot.K)),
        )


class _Reader:
    """The marked content of a file, by stream and mark; then its tree as blocks."""

    def __init__(self, file: pikepdf.Pdf, gallery: Gallery) -> None:
        self._gallery = gallery
        self._leaves: dict[_Key, _Leaf] = {}
        self._maps: dict[str, dict[int, str]] = {}
        self._page = (0, 0)
        self._loose: list[_Shown] = []
        self.furniture: list[str] = []

    # Content

    def read_page(self, page: pikepdf.Page) -> None:
        """Read one page's content, and the forms placed on it."""
        self._page = page.obj.objgen
        self.furniture = []
        self._loose = []
        self._stream(page.obj, page.obj.Resources, key=self._page, at=_START)

    def _stream(
        self, source: Object, resources: Object, *, key: tuple[int, int], at: Matrix
    ) -> None:
        state = State(at)
        mark: int | None = None
        saved: list[State] = []
        for instruction in pikepdf.parse_content_stream(source):
            operands: list[Any] = list(instruction.operands)
            name = str(instruction.operator)
            if name == "q":
                saved.append(state.copy())
            elif name == "Q":
                state = saved.pop()
            elif name == "BDC":
                mark = int(operands[1]["/MCID"])
                self._leaves[key, mark] = _Leaf(before=self._loose)
                self._loose = []
            elif name == "BMC":
                mark = -1
            elif name == "EMC":
                mark = None
            elif name == "Do":
                self._do(resources.XObject[operands[0]], str(operands[0])[1:], state, key, mark)
            elif name == "Tj":
                self._text(bytes(operands[0]), resources, state, key, mark)
            else:
                state.apply(name, operands)

    def _do(
        self, form: Object, name: str, state: State, key: tuple[int, int], mark: int | None
    ) -> None:
        if "/StructParents" in form:
            self._stream(form, form.Resources, key=form.objgen, at=state.matrix)
            return
        leaf = None if mark is None else self._leaves.get((key, mark))
        if name not in self._gallery.frames:
            if leaf:
                leaf.boxes += 1
            return
        shown = _Shown(name, state.matrix, state.clip)
        (leaf.shown if leaf else self._loose).append(shown)

    def _text(
        self,
        codes: bytes,
        resources: Object,
        state: State,
        key: tuple[int, int],
        mark: int | None,
    ) -> None:
        glyphs = self._glyphs(resources.Font, state.font)
        text = "".join(
            glyphs[int.from_bytes(codes[place : place + 2], "big")]
            for place in range(0, len(codes), 2)
        )
        if mark is None or mark < 0:
            self.furniture.append(text)
        else:
            words = Words(text, state.font, state.size, state.colour)
            self._leaves[key, mark].texts.append(words)

    def _glyphs(self, fonts: Object, name: str) -> dict[int, str]:
        if name not in self._maps:
            table = fonts["/" + name].ToUnicode.read_bytes()
            self._maps[name] = {
                int(code, 16): bytes.fromhex(char.decode()).decode("utf-16-be")
                for code, char in _MAPPED.findall(table)
            }
        return self._maps[name]

    # Tree

    def blocks(self, element: Object) -> Iterator[Block]:
        """The element's kids as blocks."""
        for kid in _kids(element):
            yield from self._block(kid)

    def _block(self, element: Object) -> Iterator[Block]:
        kind = str(element.S)[1:]
        if kind in ("Sect", "Div", "Part", "Art"):
            yield Section(tuple(_with_shots(list(self.blocks(element)))))
        elif kind == "Table":
            yield Table(tuple(self._row(row) for row in _kids(element)))
        elif kind == "L":
            yield Listing(tuple(self._item(item) for item in _kids(element)))
        elif kind == "Figure":
            yield from self._figures(element)
        else:
            yield from self._text_block(element, kind)

    def _text_block(self, element: Object, kind: str) -> Iterator[Block]:
        for leaf in self._leaves_of(element):
            yield from self._placed(leaf.before, "")
        words = self._words(element)
        if words and kind.startswith("H"):
            yield Heading(int(kind[1:] or 1), words)
        elif words:
            yield Paragraph(words)

    def _item(self, element: Object) -> tuple[Words, Words]:
        label, body = (self._words(kid) for kid in _kids(element))
        assert label
        assert body
        return label, body

    def _row(self, element: Object) -> tuple[Cell, ...]:
        return tuple(cell for each in _kids(element) for cell in self._cells(each))

    def _cells(self, element: Object) -> Iterator[Cell]:
        """The cell; where it has boxes for several days, one for each of them."""
        spoken = next((kid for kid in _kids(element) if "/Alt" in kid), element)
        alt = str(spoken.get("/Alt", ""))
        number, is_long = _NUMBER.match(alt), alt.startswith(_LONG)
        leaves = list(self._leaves_of(element))
        days = sum(leaf.boxes for leaf in leaves) if alt else 0
        figures = self._placed(list(chain.from_iterable(leaf.before for leaf in leaves)), "")
        cell = Cell(
            words=None if alt else self._words(element),
            is_header=str(element.S) == "/TH",
            boxes=int(number[1]) if number else int(days > 0 and not is_long),
            line=bool(alt) and (is_long or not days),
            span=1 if days else _attribute(element, "/ColSpan"),
            figure=next(figures, None),
        )
        yield from [cell] * max(days, 1)

    def _figures(self, element: Object) -> Iterator[Figure]:
        for leaf in self._leaves_of(element):
            yield from self._placed(leaf.shown, str(element.get("/Alt", "")))

    def _placed(self, shown: list[_Shown], alt: str) -> Iterator[Figure]:
        for picture in shown:
            left, bottom, right, top = picture.clip
            a, _, _, d, e, f = picture.matrix
            edges = sorted(((left - e) / a, (right - e) / a))
            height = (bottom - f) / d - (top - f) / d
            seen = (edges[0], (top - f) / d, edges[1] - edges[0], height)
            file = self._gallery.file(picture.name, seen=_rounded(seen), mirrored=a < 0)
            yield Figure(file, alt, round(right - left, 1), round(top - bottom, 1))

    def _words(self, element: Object) -> Words | None:
        texts = [words for leaf in self._leaves_of(element) for words in leaf.texts]
        if not texts:
            return None
        text = "".join(words.text for words in texts)
        main = max(texts, key=lambda words: len(words.text))
        # Peers print without the banner, so its white text must not stay white.
        colour = _ON_PAPER if main.colour == _ON_COLOUR else main.colour
        return Words(" ".join(text.split()), main.face, main.size, colour)

    def _leaves_of(self, element: Object) -> Iterator[_Leaf]:
        page = element.Pg.objgen if "/Pg" in element else self._page
        kids = element.get("/K")
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                yield self._leaves[page, kid]
            elif isinstance(kid, Dictionary) and "/MCID" in kid:
                stream = kid.Stm.objgen if "/Stm" in kid else page
                yield self._leaves[stream, int(kid.MCID)]
            elif isinstance(kid, Dictionary) and "/S" in kid and str(kid.S) in _INLINE:
                yield from self._leaves_of(kid)
                if str(kid.S) == "/P":
                    yield _Leaf(texts=[_BETWEEN])


def _with_shots(blocks: list[Block]) -> Iterator[Block]:
    """The blocks of a card, its pictures and lists as one block, where it has a picture."""
    if not any(isinstance(block, Figure) for block in blocks):
        yield from blocks
        return
    shots: list[tuple[Figure | None, Listing]] = []
    picture: Figure | None = None
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, Figure):
            picture = block
        elif isinstance(block, Listing):
            shots.append((picture, block))
            picture = None
        else:
            rest.append(block)
    first_note = next(
        (place for place, block in enumerate(rest) if isinstance(block, Heading)), -1
    )
    yield from rest[: first_note + 3]
    yield Shots(tuple(shots))
    yield from rest[first_note + 3 :]


def _rounded(box: Box) -> Box:
    left, top, width, height = (round(value, 1) for value in box)
    return left, top, width, height


def _kids(element: Object) -> list[Object]:
    """The elements among an element's kids."""
    kids = element.get("/K")
    every = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in every if isinstance(kid, Dictionary) and "/S" in kid]


def _attribute(element: Object, name: str) -> int:
    attributes = element.get("/A")
    return int(attributes[name]) if attributes is not None and name in attributes else 1
