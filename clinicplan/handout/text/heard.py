"""Pieces, drawn by a sketch that listens, become what a page says, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise

from clinicplan.handout.pdf.pieces import Block, Piece, Placed
from clinicplan.handout.pdf.tags import Box, Heard, Target
from clinicplan.handout.sketch import Sketch, Style
from clinicplan.illustrations.picture import Picture

STRONG = "Strong"
"""The kind of words that stand out."""
_BOLD = ("S", "B")
"""Weights that do."""
_SPAN = re.compile(r"ColSpan (\d+)")


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A picture where it was drawn: its matrix (a b c d e f) in points, y up."""

    picture: Picture
    matrix: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Said(Heard):
    """An element as it is heard: its kind, what it holds, what stands for it in words.

    `box` is where a figure is. `attributes` are PDF source, `address` what a link opens.
    """

    kind: str
    kids: tuple[Said | Shown | str, ...]
    alt: str = ""
    box: Box | None = None
    attributes: str = ""
    address: str = ""

    @property
    def elements(self) -> list[Said]:
        """The elements that it holds, without pictures and bare words."""
        return [kid for kid in self.kids if isinstance(kid, Said)]

    def within(self, kind: str, kids: Sequence[Heard]) -> Heard:
        """The kids in an element of this kind."""
        return Said(kind, tuple(kid for kid in kids if isinstance(kid, Said)))

    @property
    def span(self) -> int:
        """How many columns a cell of a table takes."""
        found = _SPAN.search(self.attributes)
        return int(found[1]) if found else 1

    @property
    def figures(self) -> list[Said]:
        """Its figures; one of several pictures is one for each, with what stands beside it."""
        return [part for kid in self.elements if kid.alt for part in kid._parted()]

    def _parted(self) -> list[Said]:
        shown = [at for at, kid in enumerate(self.kids) if isinstance(kid, Shown)]
        parts = [self.kids[at:end] for at, end in pairwise((*shown, len(self.kids)))]
        return [replace(self, kids=part) for part in parts] or [self]

    @property
    def text(self) -> str:
        """All words, in one line; paragraphs of a cell with a space between."""
        return re.sub(" {2,}", " ", "".join(self._parts())).strip(" ")

    @property
    def ends_apart(self) -> bool:
        """True where a space comes before what follows."""
        *_, last = "", *self._parts()
        return last.endswith(" ")

    def _parts(self) -> Iterator[str]:
        for kid in self.kids:
            if isinstance(kid, str):
                yield kid
            elif isinstance(kid, Said):
                yield from kid._parts()
                yield " " * (kid.kind == "P")


class ListeningSketch(Sketch):
    """A sketch whose pieces know what they say."""

    def _begin(self) -> None:
        super()._begin()
        self._heard: list[list[Said | Shown | str]] = [[]]
        self._deaf = False

    def loose(self, draw: object, *, size: tuple[float, float]) -> Piece:
        """What `draw` draws, and says."""
        piece = super().loose(draw, size=size)  # type: ignore[arg-type]  # as it is handed on
        return replace(piece, heard=self._all_heard())

    def sealed(self, draw: object, *, size: tuple[float, float]) -> Piece:
        """What `draw` draws, and says."""
        piece = super().sealed(draw, size=size)  # type: ignore[arg-type]  # as it is handed on
        return replace(piece, heard=self._all_heard())

    def _all_heard(self) -> tuple[Heard, ...]:
        return tuple(kid for kid in self._heard[0] if isinstance(kid, Said))

    @contextmanager
    def _listening(self, said: Said) -> Iterator[None]:
        """What is drawn meanwhile is inside of it."""
        self._heard.append([])
        yield
        kids = self._heard.pop()
        self._heard[-1].append(replace(said, kids=tuple(kids)))

    @contextmanager
    def element(
        self, kind: str, *, alt: str = "", box: Box | None = None, attributes: str = ""
    ) -> Iterator[None]:
        """Everything inside belongs to an element of this kind."""
        with (
            self._listening(Said(kind, (), alt, box, attributes)),
            super().element(kind, alt=alt, box=box, attributes=attributes),
        ):
            yield

    def empty(self, kind: str) -> None:
        """An element without content."""
        super().empty(kind)
        self._heard[-1].append(Said(kind, ()))

    @contextmanager
    def mark(
        self, kind: str, *, alt: str = "", box: Box | None = None, attributes: str = ""
    ) -> Iterator[None]:
        """Everything drawn inside is the content of one element of this kind."""
        own = super().mark(kind, alt=alt, box=box, attributes=attributes)
        if kind == "TD" and alt:  # a figure in a cell, which is heard by itself
            with own:
                yield
            return
        with self._listening(Said(kind, (), alt, box, attributes)), own:
            yield

    @contextmanager
    def link(self, target: Target, *, box: Box, alt: str = "") -> Iterator[None]:
        """Everything drawn inside opens the target."""
        with (
            self._listening(Said("Link", (), alt, box, address=target.address)),
            super().link(target, box=box, alt=alt),
        ):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Everything drawn inside is decoration."""
        self._deaf = True
        with super().artifact():
            yield
        self._deaf = False

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """One line of text."""
        super().text(x, y, text, style)
        if not self._deaf:
            self._heard[-1].append(Said(STRONG, (text,)) if style.face in _BOLD else text)

    def picture(self, picture: Picture, matrix: tuple[float, ...]) -> None:
        """A picture, placed by its matrix."""
        super().picture(picture, matrix)
        if not self._deaf:
            self._heard[-1].append(Shown(picture, matrix))


def emergencies_first(said: Sequence[Said], heading: str) -> list[Said]:
    """The section under this heading after the first table, what to do, as a part of its own.

    Before every other section where there is no table.
    """
    found = next((each for each in said if _headed(each) == heading), None)
    begins = (number + (each.kind == "Table") for number, each in enumerate(said)
              if each.kind in ("Table", "Sect"))  # fmt: skip
    first = next(begins, 0)
    if found is None:
        return [*said]
    others = [each for each in said if each is not found]
    return [*others[:first], _raised(found), *others[first:]]


def _headed(said: Said) -> str:
    """What a section is called, "" for anything else."""
    return said.elements[0].text if said.kind == "Sect" and said.elements else ""


_ABOVE = {"H3": "H2", "H4": "H3"}


def _raised(said: Said) -> Said:
    """The same with its headings a level higher."""
    kids = tuple(_raised(kid) if isinstance(kid, Said) else kid for kid in said.kids)
    return replace(said, kind=_ABOVE.get(said.kind, said.kind), kids=kids)


def heard_of(items: Sequence[Placed]) -> Iterator[Said]:
    """What placed things say, groups as elements of their own."""
    for item in items:
        what = item.what
        if isinstance(what, Piece):
            yield from (said for said in what.heard if isinstance(said, Said))
        elif isinstance(what, Block):
            yield from heard_of(what.items)
        else:
            yield Said(what.kind, tuple(heard_of(what.items)))
