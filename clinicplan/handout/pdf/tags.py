"""A piece's structure becomes a template of PDF objects whose numbers are filled in per document.

Each element is written once, as bytes with a hole for every number that depends on where
the piece lands: object numbers, its page, its first mark, its place on the page. Filling
the templates of a file in is one `%` of bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import add, itemgetter
from typing import NamedTuple

Bases = tuple[int, int, int, int, int, int, int, int]
"""What a template's holes count from, in one document.

The first element's object number, the parent's, the page's, the form's (0 when drawn on the
page itself), the first mark's number, the piece's corner in points, x and y, and the first
link's number.
"""

ELEMENT, PARENT, PAGE, FORM, MARK, X, Y, LINK = range(8)
"""Their places."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a figure is, in points from its piece's top left corner (y up)."""

    left: float
    bottom: float
    right: float
    top: float


class Heard:
    """What a piece says, where somebody listens while it is drawn (`text.heard`)."""

    __slots__ = ()

    def within(self, kind: str, kids: Sequence[Heard]) -> Heard:
        """The kids in an element of this kind."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Target:
    """What a link opens ("tel:+441632960417"), and what it is in words ("Call 01632 960417")."""

    address: str
    words: str


class Node(NamedTuple):
    """An element of the structure tree: kind (P, H2, Figure …), kids, what it says aloud.

    A kid is a node, or the number of a mark within the piece. `attributes` are PDF source.
    An element with a `target` is a Link: it opens it wherever its box is touched.
    """

    kind: str
    kids: tuple[Node | int, ...] = ()
    alt: str = ""
    box: Box | None = None
    attributes: str = ""
    target: Target | None = None


class Template:
    """The elements of one piece, ready to be filled in.

    `text` are the elements as PDF source, one a line, with a hole (`%d`) for each number
    that is not known yet. `kinds` say what each hole counts from (ELEMENT …), `offsets` how
    far it lies from that. `count` is the number of elements, `roots` the offsets of those
    without a parent in the piece, `owners` the element (offset) that owns each mark. `links`
    are what can be touched: the offsets of each link's annotation, and of its element.
    """

    __slots__ = ("_pick", "count", "kinds", "links", "marks", "offsets", "owners", "roots", "text")

    def __init__(
        self,
        text: bytes,
        *,
        kinds: tuple[int, ...],
        offsets: tuple[int, ...],
        count: int,
        roots: tuple[int, ...],
        owners: tuple[int, ...],
        links: tuple[tuple[int, int], ...] = (),
    ) -> None:
        self.text = text
        self.kinds = kinds
        self.offsets = offsets
        self.count = count
        self.roots = roots
        self.owners = owners
        self.links = links
        self.marks = len(owners)
        self._pick = _picker(kinds)

    def counted(self, bases: Bases) -> Iterator[int]:
        """The numbers for the holes."""
        return map(add, self._pick(bases), self.offsets)


def template_of(nodes: Sequence[Node], *, sealed: bool) -> Template:
    """The template of a piece's elements; a sealed piece's marks are in a form of its own."""
    writer = _Writer(sealed=sealed)
    roots = tuple(writer.element(node, parent=None) for node in nodes)
    holes = [hole for line in writer.lines for hole in line.holes]
    return Template(
        b"\n".join(b"".join(line.text) for line in writer.lines),
        kinds=tuple(kind for kind, _ in holes),
        offsets=tuple(offset for _, offset in holes),
        count=len(writer.lines),
        roots=roots,
        owners=tuple(writer.owners[mark] for mark in range(len(writer.owners))),
        links=tuple(writer.links),
    )


class Joint:
    """Templates, and groups round them, become one template; they are added in reading order.

    A parent is the offset of a group, None where there is none.
    """

    def __init__(self) -> None:
        self._owners: list[int] = []
        self._links: list[tuple[int, int]] = []
        self._texts: list[bytes] = []
        self._kinds: list[tuple[int, ...]] = []
        self._offsets: list[tuple[int, ...]] = []
        self._places: dict[int, int] = {}
        self._count = 0

    def add(
        self, template: Template, *, parent: int | None, corner: tuple[int, int]
    ) -> tuple[int, ...]:
        """A piece's elements, the piece at this corner (points); gives its topmost ones."""
        first = self._count
        if not template.count:
            return ()
        self._texts.append(template.text)
        self._kinds.append(template.kinds if parent is None else _inner(template.kinds))
        bases = (first, parent or 0, 0, 0, len(self._owners), *corner, len(self._links))
        self._offsets.append(tuple(template.counted(bases)))
        self._count += template.count
        for touched, element in template.links:
            self._links.append((first + touched, first + element))
        self._owners += map(first.__add__, template.owners)
        return tuple(map(first.__add__, template.roots))

    def open(self, kind: str, *, parent: int | None) -> int:
        """An element round those that follow, until `close` names its kids; gives its offset."""
        group = self._count
        self._places[group] = len(self._texts)
        self._texts.append(b"<</S/%b/P %%d 0 R/K[" % kind.encode())
        self._kinds.append((PARENT if parent is None else ELEMENT,))
        self._offsets.append((parent or 0,))
        self._count += 1
        return group

    def close(self, group: int, kids: Sequence[int]) -> None:
        """The elements whose offsets these are belong to the group."""
        place = self._places[group]
        self._texts[place] += b" %d 0 R" * len(kids) + b"]>>"
        self._kinds[place] += (ELEMENT,) * len(kids)
        self._offsets[place] += tuple(kids)

    def template(self, roots: Sequence[int]) -> Template:
        """All that was added, as one template with these topmost elements."""
        return Template(
            b"\n".join(self._texts),
            kinds=tuple(chain.from_iterable(self._kinds)),
            offsets=tuple(chain.from_iterable(self._offsets)),
            count=self._count,
            roots=tuple(roots),
            owners=tuple(self._owners),
            links=tuple(self._links),
        )


@lru_cache(maxsize=1024)
def _inner(kinds: tuple[int, ...]) -> tuple[int, ...]:
    """The kinds of holes in a template whose topmost elements belong to a group beside them."""
    return tuple([ELEMENT if kind == PARENT else kind for kind in kinds])


def _picker(kinds: tuple[int, ...]) -> Callable[[Bases], tuple[int, ...]]:
    if len(kinds) > 1:
        return itemgetter(*kinds)
    return lambda bases: tuple([bases[kind] for kind in kinds])


class _Line:
    """One element being written: text with `%d` holes, and what each hole counts from."""

    __slots__ = ("holes", "text")

    def __init__(self) -> None:
        self.text: list[bytes] = []
        self.holes: list[tuple[int, int]] = []

    def put(self, text: bytes, *holes: tuple[int, int]) -> None:
        self.text.append(text)
        self.holes.extend(holes)


class _Writer:
    """Numbers the elements of a piece in reading order while it writes them."""

    def __init__(self, *, sealed: bool) -> None:
        self.lines: list[_Line] = []
        self.owners: dict[int, int] = {}
        self.links: list[tuple[int, int]] = []
        self._sealed = sealed

    def element(self, node: Node, *, parent: int | None) -> int:
        me = len(self.lines)
        line = _Line()
        self.lines.append(line)
        above = (PARENT, 0) if parent is None else (ELEMENT, parent)
        line.put(b"<</S/%b/P %%d 0 R" % node.kind.encode(), above)
        if not self._sealed and any(isinstance(kid, int) for kid in node.kids):
            line.put(b"/Pg %d 0 R", (PAGE, 0))
        if node.alt:
            line.put(b"/Alt" + text_string(node.alt).replace(b"%", b"%%"))
        if node.kids:
            line.put(b"/K[")
            for kid in node.kids:
                self._kid(line, kid, me=me)
            if node.target:
                self._link(line, node, node.target, me=me)
            line.put(b"]")
        self._attributes(line, node)
        line.put(b">>")
        return me

    def _kid(self, line: _Line, kid: Node | int, *, me: int) -> None:
        if isinstance(kid, Node):
            line.put(b" %d 0 R", (ELEMENT, self.element(kid, parent=me)))
            return
        self.owners[kid] = me
        if self._sealed:
            line.put(b"<</Type/MCR/Pg %%d 0 R/Stm %%d 0 R/MCID %d>>" % kid, (PAGE, 0), (FORM, 0))
        else:
            line.put(b" %d", (MARK, kid))

    def _link(self, line: _Line, node: Node, target: Target, *, me: int) -> None:
        """Where the element can be touched, as an object of its own that the element names."""
        assert node.box, "a link has a place on the page"
        touched = len(self.lines)
        line.put(b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>", (ELEMENT, touched), (PAGE, 0))
        note = _Line()
        self.lines.append(note)
        note.put(b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/P %d 0 R", (PAGE, 0))
        note.put(b"/Rect[%d %d %d %d]", *_corners(node.box))
        note.put(b"/StructParent %d", (LINK, len(self.links)))
        note.put(b"/Contents" + text_string(target.words).replace(b"%", b"%%"))
        address = text_string(target.address).replace(b"%", b"%%")
        note.put(b"/A<</S/URI/URI%b>>>>" % address)
        self.links.append((touched, me))

    @staticmethod
    def _attributes(line: _Line, node: Node) -> None:
        if node.attributes:
            line.put(b"/A" + node.attributes.encode())
        if node.box and not node.target:
            line.put(
                b"/A<</O/Layout/Placement/Block/BBox[%d %d %d %d]>>", *_corners(node.box)
            )


def _corners(box: Box) -> tuple[tuple[int, int], ...]:
    """The holes of a box: left, bottom, right, top."""
    left, bottom, right, top = map(round, (box.left, box.bottom, box.right, box.top))
    return (X, left), (Y, bottom), (X, right), (Y, top)


def text_string(text: str) -> bytes:
    """`text` as a PDF text string: ASCII as it is, everything else in UTF-16."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode()
    return b"<feff%b>" % text.encode("utf-16-be").hex().encode()
