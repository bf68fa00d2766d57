"""A drawing function becomes a piece: reportlab draws it once, with its structure."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from clinicplan.handout.ink import COLOUR, Ink
from clinicplan.handout.pdf.faces import Face
from clinicplan.handout.pdf.pieces import Piece, loose, sealed
from clinicplan.handout.pdf.tags import Box, Node, Target
from clinicplan.illustrations.colours import OUTLINE, channels
from clinicplan.illustrations.picture import Picture, resource_name

_ROW_EDGE = 3.0
"""Points by which the edge of a row stands beside it."""
FIRST_BASELINE = 0.76
"""How far below the top of its line box the first baseline lies, in em (the look, 2)."""


_TOUCH = 2
"""Points above and below a line of text in which a finger still finds its link."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a text looks: weight ("R", "S", "B"), size and leading in points, colour."""

    face: str
    size: float
    leading: float
    colour: str


@dataclass(slots=True)
class _Open:
    """An element whose kids are still being drawn."""

    kind: str
    alt: str
    box: Box | None
    attributes: str
    kids: list[Node | int]

    def node(self) -> Node:
        return Node(self.kind, tuple(self.kids), self.alt, self.box, self.attributes)


class Sketch(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A reportlab canvas that records: the origin is the top left corner, y points up."""

    def __init__(self, faces: Mapping[str, Face], ink: Ink = COLOUR) -> None:
        super().__init__(BytesIO())
        self._faces = faces
        self._ink = ink
        self._begin()

    def _begin(self) -> None:
        self._code: list[str] = []
        self._colour = ""
        self._marks = 0
        self._marking = False
        self._elements = [_Open("", "", None, "", [])]
        self._pictures: dict[str, Picture] = {}

    def loose(self, draw: Callable[[Sketch], None], *, size: tuple[float, float]) -> Piece:
        """What `draw` draws, to be written into the page that it is placed on."""
        self._record(draw)
        return loose(
            self._operators(), nodes=self._nodes(), size=size, pictures=(*self._pictures.values(),)
        )

    def sealed(self, draw: Callable[[Sketch], None], *, size: tuple[float, float]) -> Piece:
        """What `draw` draws, compressed once for all documents."""
        self._record(draw)
        return sealed(
            self._operators(), nodes=self._nodes(), size=size, pictures=(*self._pictures.values(),)
        )

    def drawing(
        self, draw: Callable[[Sketch], None], *, box: tuple[float, float, float, float]
    ) -> Picture:
        """What `draw` draws, without text, as a picture to be used again and again.

        `box` is its left, bottom, right and top; its units and y axis are the sketch's.
        """
        self._record(draw)
        content = self._operators().encode("ascii")
        return Picture(resource_name("D", content), zlib.compress(content, 9), box)

    def _record(self, draw: Callable[[Sketch], None]) -> None:
        self._begin()
        draw(self)

    def _operators(self) -> str:
        return "\n".join(self._code)

    def _nodes(self) -> tuple[Node, ...]:
        return cast(tuple[Node, ...], tuple(self._elements[0].kids))

    @contextmanager
    def element(
        self, kind: str, *, alt: str = "", box: Box | None = None, attributes: str = ""
    ) -> Iterator[None]:
        """Everything inside belongs to an element of this kind."""
        self._elements.append(_Open(kind, alt, box, attributes, []))
        yield
        done = self._elements.pop()
        self._elements[-1].kids.append(done.node())

    def empty(self, kind: str) -> None:
        """An element without content: a cell of a table where nothing stands."""
        self._elements[-1].kids.append(Node(kind))

    @contextmanager
    def mark(
        self, kind: str, *, alt: str = "", box: Box | None = None, attributes: str = ""
    ) -> Iterator[None]:
        """Everything drawn inside is the content of one element of this kind.

        What stands for it in a table's cell is spoken by a figure in the cell: few readers speak
        it of the cell itself.
        """
        if kind == "TD" and alt:
            with self.element(kind, attributes=attributes), self.mark("Figure", alt=alt, box=box):
                yield
            return
        yield from self._marked(kind, lambda number: Node(kind, (number,), alt, box, attributes))

    @contextmanager
    def link(self, target: Target, *, box: Box, alt: str = "") -> Iterator[None]:
        """Everything drawn inside opens the target, wherever the box is touched.

        With `alt` it is a picture, and that is what it says aloud.
        """

        def node(number: int) -> Node:
            kids = (Node("Figure", (number,), alt, box),) if alt else (number,)
            return Node("Link", kids, box=box, target=target)

        yield from self._marked("Figure" if alt else "Link", node)

    def _marked(self, kind: str, node: Callable[[int], Node]) -> Iterator[None]:
        """What is drawn meanwhile gets a mark, and the element that the mark's number makes."""
        number, self._marks = self._marks, self._marks + 1
        self._code.append(f"/{kind} <</MCID %d>> BDC")
        self._marking = True
        yield
        self._marking = False
        self._code.append("EMC")
        self._elements[-1].kids.append(node(number))

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Everything drawn inside is decoration: no reader speaks it."""
        self._code.append("/Artifact BMC")
        self._marking = True
        yield
        self._marking = False
        self._code.append("EMC")

    def colour(self, colour: str) -> None:
        """Fill with this colour from here on."""
        if colour == self._colour:
            return
        self._colour = colour
        self._code.append(f"{_rgb(self._ink.page(colour))} rg")

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """One line of text with its baseline's start at (x, y).

        Written here and not by drawString, which numbers glyphs anew in every document.
        """
        if not self._marking:
            raise AssertionError("text outside the structure: " + style.face)
        self.colour(style.colour)
        shown = self._faces[style.face].shown(text, style.size)
        self._code.append(f"BT /{style.face} {style.size:g} Tf {x:.2f} {y:.2f} Td {shown} ET")

    def lines(
        self, x: float, top: float, lines: Sequence[str], style: Style, *, end: str = " "
    ) -> None:
        """Lines one below the other; a space ends each but the last, so that words stay apart."""
        last = len(lines) - 1
        for number, line in enumerate(lines):
            baseline = top - FIRST_BASELINE * style.size - number * style.leading
            self.text(x, baseline, line if number == last else line + end, style)

    def linked(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        style: Style,
        *,
        target: Target | None,
        end: str = " ",
    ) -> None:
        """Lines that are a part of their paragraph, and open the target if there is one.

        `end` is what ends each but the last: nothing where they are one address.
        """
        if not target:
            with self.mark("Span"):
                self.lines(x, top, lines, style, end=end)
            return
        face = self._faces[style.face]
        wide = max(face.width(line.rstrip()) for line in lines) * style.size
        high = (len(lines) - 1) * style.leading + style.size
        with self.link(target, box=Box(x, top - high - _TOUCH, x + wide, top + _TOUCH)):
            self.lines(x, top, lines, style, end=end)

    def panel(
        self, x: float, top: float, size: tuple[float, float], colour: str, *, radius: float
    ) -> None:
        """A filled rectangle with round corners, its top left corner at (x, top).

        A pale one has an edge in editions that would print nothing of it.
        """
        self.colour(colour)
        width, height = size
        if radius:
            self.roundRect(x, top - height, width, height, radius, stroke=0, fill=1)
        else:
            self.rect(x, top - height, width, height, stroke=0, fill=1)
        self.edge(x, top, size, colour, radius=radius)

    def edge(
        self, x: float, top: float, size: tuple[float, float], colour: str, *, radius: float
    ) -> None:
        """The line round a pale ground, inside it; nothing where the ground is seen.

        Round one without round corners, a row, it keeps away from the words at both ends.
        """
        if not self._ink.has_edge(colour, size):
            return
        weight = self._ink.edge
        self.stroke(OUTLINE, weight)
        spare = 0 if radius else _ROW_EDGE
        width, height = size[0] + 2 * spare - weight, size[1] - weight
        left, bottom = x - spare + weight / 2, top - size[1] + weight / 2
        self.roundRect(left, bottom, width, height, radius, stroke=1, fill=0)

    def roundRect(  # noqa: N802  # reportlab's name
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        stroke: int = 1,
        fill: int = 0,
    ) -> None:
        """As the canvas draws it; its path is kept, for boxes and panels are drawn again."""
        self._code.append(_rounded(x, y, width, height, radius))
        self._strokeAndFill(stroke, fill)

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0
    ) -> None:
        """As the canvas draws it; its numbers are written in one go."""
        self._code.append(f"n {x:.6g} {y:.6g} {width:.6g} {height:.6g} re")
        self._strokeAndFill(stroke, fill)

    def rule(self, x: float, y: float, width: float, *, weight: float, colour: str) -> None:
        """A horizontal line, `weight` points thick, hanging below y."""
        self.colour(colour)
        weight = max(weight, self._ink.least)
        self.rect(x, y - weight, width, weight, stroke=0, fill=1)

    def stroke(self, colour: str, weight: float) -> None:
        """Stroke with this colour and weight (points) from here on."""
        weight = max(weight, self._ink.least)
        self._code.append(f"{_rgb(self._ink.page(colour))} RG {weight:g} w")

    def picture(self, picture: Picture, matrix: tuple[float, ...]) -> None:
        """A picture, placed by its matrix (a b c d e f)."""
        self._pictures[picture.name] = picture
        turn = " ".join(f"{value:.4g}" for value in matrix[:4])
        self._code.append(f"q {turn} {matrix[4]:.2f} {matrix[5]:.2f} cm /{picture.name} Do Q")

    def stamp(self, picture: Picture, x: float, y: float) -> None:
        """A picture of the sketch's own units, its origin at (x, y)."""
        self.picture(picture, (1, 0, 0, 1, x, y))

    def clip(self, x: float, top: float, size: tuple[float, float], *, radius: float) -> None:
        """Nothing outside this rounded rectangle is drawn until the state is restored."""
        self._code.append(f"{_rounded(x, top - size[1], *size, radius)} W* n")

    def saved(self) -> _Saved:
        """What is set inside is undone at the end."""
        return _Saved(self)


@lru_cache(maxsize=256)
def _rgb(colour: str) -> str:
    return " ".join(f"{value / 255:.3g}" for value in channels(colour))


@lru_cache(maxsize=4096)
def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with round corners, its bottom left corner at (x, y)."""
    path = PDFPathObject()
    path.roundRect(x, y, width, height, radius)
    return cast(str, path.getCode())


class _Saved:
    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch

    def __enter__(self) -> None:
        self._colour = self._sketch._colour
        self._sketch.saveState()

    def __exit__(self, *_: object) -> None:
        self._sketch.restoreState()
        self._sketch._colour = self._colour
