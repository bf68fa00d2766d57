"""A page's placed things become a flat list of pieces, and then the page's operators."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.handout.pdf.pieces import HERE, THERE, Block, Page, Piece, Placed
from clinicplan.illustrations.picture import Picture


class FlatPage:
    """A page's pieces in reading order, each with its corner and the group that it is in.

    `events` are pieces (piece, x, y, group) and, where a group starts, (None, 0, 0, group).
    `groups` are (kind, parent); the parent of the topmost is -1, the document.
    """

    __slots__ = ("events", "groups", "page")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.events: list[tuple[Piece | None, float, float, int]] = []
        self.groups: list[tuple[str, int]] = []
        self._add(page.items, 0, 0, -1)

    def _add(self, items: Sequence[Placed], x: float, y: float, group: int) -> None:
        for item in items:
            what = item.what
            if isinstance(what, Piece):
                self.events.append((what, x + item.x, y + item.y, group))
            elif isinstance(what, Block):
                self._add(what.items, x + item.x, y + item.y, group)
            else:
                inner = len(self.groups)
                self.groups.append((what.kind, group))
                self.events.append((None, 0, 0, inner))
                self._add(what.items, x + item.x, y + item.y, inner)


class Content:
    """A page's operators and what they use, while its pieces are drawn.

    Their numbers are filled in for the whole page at once.
    """

    __slots__ = ("_numbers", "_parts", "forms", "links", "owners", "pictures")

    def __init__(self) -> None:
        self.owners: list[int] = []
        self.forms: list[int] = []
        self.links: list[int] = []
        self.pictures: dict[str, Picture] = {}
        self._parts: list[bytes] = []
        self._numbers: list[float] = []

    def draw(self, piece: Piece, x: float, y: float) -> None:
        """A piece's operators, its marks numbered on from those before it."""
        self._parts += (HERE, piece.operators, THERE)
        self._numbers += (x, y)
        if marks := piece.template.marks:
            mark = len(self.owners)
            self._numbers += range(mark, mark + marks)
        for picture in piece.pictures:
            self.pictures[picture.name] = picture

    def draw_form(self, form: int, x: float, y: float) -> None:
        self.forms.append(form)
        self._parts.append(HERE + b" /X%d Do Q")
        self._numbers += (x, y, form)

    def operators(self) -> bytes:
        return b"\n".join(self._parts) % tuple(self._numbers)
