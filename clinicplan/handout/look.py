"""A brand, a paper and a catalogue become a look: all that a block needs to draw itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.phrases import month_names, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.handout.editions import STANDARD, Edition
from clinicplan.handout.images import in_grey
from clinicplan.handout.measures import Wide
from clinicplan.handout.pdf.faces import Face
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.sketch import Sketch, Style
from clinicplan.handout.styles import MM, Styles, branded
from clinicplan.handout.wrapping import unbroken, wrap
from clinicplan.illustrations.colours import Colours
from clinicplan.illustrations.frames import Frame, Illustrations, drawn
from clinicplan.illustrations.picture import Picture

_T = TypeVar("_T")

_MOST_KEPT = 20_000
"""Pieces kept by a look, the newest: at about 2 KB each, 40 MB at the most."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper size in points, and where its text area starts, counted from the top left."""

    name: str
    width: float
    height: float
    left: float
    top: float = 14 * MM
    bottom: float = 19 * MM

    @property
    def room(self) -> float:
        """The height of the text area."""
        return self.height - self.top - self.bottom


PAPERS = {
    "A4": Paper("A4", 210 * MM, 297 * MM, 18 * MM),
    "Letter": Paper("Letter", 215.9 * MM, 279.4 * MM, 20.95 * MM),
}


class Look:
    """Faces, styles, colours, words and pictures of one clinic in one language.

    `brand` are the clinic's colours, `colours` what the edition makes of them on a page.

    What is drawn for all patients is kept here, keyed by all that it depends on. A
    patient's own words are never kept.
    """

    def __init__(
        self,
        *,
        faces: Mapping[str, Face],
        colours: Colours,
        catalogue: Catalogue,
        illustrations: Illustrations,
        paper: Paper,
        alts: Mapping[str, str],
        edition: Edition = STANDARD,
        region: str = "",
        sketch: type[Sketch] = Sketch,
    ) -> None:
        self.faces = faces
        self.brand = colours
        self.colours = edition.ink.colours(colours)
        self.catalogue = catalogue
        self.illustrations = illustrations
        wide = edition.wide
        self.paper = replace(paper, bottom=wide.foot) if wide else paper
        self.alts = {**catalogue.alts, **alts}
        self.edition = edition
        self.measures = edition.measures
        self.region = region
        self.styles: Styles = branded(edition.styles, self.colours)
        self.wrapped = lru_cache(maxsize=20_000)(self.private_lines)
        widths = ("wide", "abbreviated")
        self._unbroken = unbroken(
            [name for width in widths for name in month_names(catalogue, width=width)]
        )
        self._sketch = sketch(faces, edition.ink)
        self._kept: dict[Hashable, object] = {}
        self._phrases: dict[str, str] = {}
        self._own_pictures: dict[str, tuple[Frame, Picture]] = {}
        self._pictures: dict[tuple[str, str], tuple[Frame, Picture] | None] = {}

    def in_edition(
        self, edition: Edition, *, faces: Mapping[str, Face], sketch: type[Sketch] = Sketch
    ) -> Look:
        """A look like this one with another edition's table; it keeps pieces of its own."""
        other = Look(
            faces=faces,
            colours=self.brand,
            catalogue=self.catalogue,
            illustrations=self.illustrations,
            paper=self.paper,
            alts=self.alts,
            edition=edition,
            region=self.region,
            sketch=sketch,
        )
        other._own_pictures = self._own_pictures
        return other

    @property
    def wide(self) -> Wide:
        """The measures of pages for large type, where the edition has them."""
        assert self.edition.wide
        return self.edition.wide

    def phrase(self, key: str, **values: str | int) -> str:
        """The handout's phrase of this key ("goals"), its {places} filled."""
        if values:
            return phrase(self.catalogue, f"handout.{key}", **values)
        if key not in self._phrases:
            self._phrases[key] = phrase(self.catalogue, f"handout.{key}")
        return self._phrases[key]

    def kept(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` makes, made once for this key while there is room."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            if len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return found  # type: ignore[return-value]  # the key decides the type

    # Text

    def width(self, text: str, style: Style) -> float:
        """The width of a line in points."""
        return self.faces[style.face].width(text) * style.size

    def private_lines(
        self, text: str, style: Style, width: float, *, taken: float = 0
    ) -> tuple[str, ...]:
        """The lines of `text` in `width` points, the first with `taken` less; it keeps its own.

        A patient's own words go through here and are in no cache; words that many share go
        through `wrapped`, which keeps them.
        """
        measure, ems = self.faces[style.face].width, width / style.size
        lines: list[str] = []
        for part in text.split("\n"):
            begun = 0 if lines else taken / style.size
            lines += wrap(part, width=ems, measure=measure, kept=self._unbroken, taken=begun)
        return tuple(lines)

    def height(self, lines: int, style: Style) -> float:
        """The height of this many lines: the size of the first, a leading for each other."""
        return style.size + (lines - 1) * style.leading if lines else 0

    # Pieces

    def loose(self, draw: Callable[[Sketch], None], *, size: tuple[float, float]) -> Piece:
        """What `draw` draws, as a piece for the page's own content."""
        return self._sketch.loose(draw, size=size)

    def sealed(self, draw: Callable[[Sketch], None], *, size: tuple[float, float]) -> Piece:
        """What `draw` draws, as a piece that is compressed once for all documents."""
        return self._sketch.sealed(draw, size=size)

    def drawing(
        self,
        key: Hashable,
        draw: Callable[[Sketch], None],
        *,
        box: tuple[float, float, float, float],
    ) -> Picture:
        """What `draw` draws, as a picture kept under this key."""
        return self.kept(("drawing", key), lambda: self._sketch.drawing(draw, box=box))

    def paragraph(self, text: str, style: Style, *, width: float, kind: str = "P") -> Piece:
        """A text in lines of at most `width` points, as one element."""
        return self.text(self.private_lines(text, style, width), style, kind=kind, width=width)

    def text(
        self, lines: tuple[str, ...], style: Style, *, kind: str = "P", width: float = 0
    ) -> Piece:
        """These lines as one element."""

        def draw(sketch: Sketch) -> None:
            with sketch.mark(kind):
                sketch.lines(0, 0, lines, style)

        return self.loose(draw, size=(width, self.height(len(lines), style)))

    def stock_paragraph(self, text: str, style: Style, *, width: float, kind: str = "P") -> Piece:
        """A paragraph that many handouts share."""
        key = ("paragraph", text, style, width, kind)
        return self.kept(key, lambda: self.paragraph(text, style, width=width, kind=kind))

    def running_title(self, text: str, style: Style) -> Piece:
        """A page's furniture: what it goes on with, which a listener has heard already."""

        def draw(sketch: Sketch) -> None:
            with sketch.artifact():
                sketch.lines(0, 0, (text,), style)

        key = ("running-title", text, style)
        return self.kept(key, lambda: self.loose(draw, size=(0, style.size)))

    def rule(self, width: float, *, weight: float, colour: str) -> Piece:
        """A horizontal line, decoration."""

        def draw(sketch: Sketch) -> None:
            with sketch.artifact():
                sketch.rule(0, 0, width, weight=weight, colour=colour)

        return self.kept(
            ("rule", width, weight, colour), lambda: self.loose(draw, size=(width, weight))
        )

    # Pictures

    def picture(self, name: str, person: Person) -> tuple[Frame, Picture] | None:
        """A frame and its drawing in this person's and the brand's colours."""
        if name in self._own_pictures:
            frame, own = self._own_pictures[name]
            return frame, self.shown(own)
        key = name, person.code
        if key not in self._pictures:
            self._pictures[key] = self._picture(name, person)
        return self._pictures[key]

    def _picture(self, name: str, person: Person) -> tuple[Frame, Picture] | None:
        frame = self.illustrations.frame(name, person)
        if frame is None:
            return None
        ink = self.edition.ink
        palette = self.illustrations.palette(person, self.brand)
        shown = {role: ink.picture(colour) for role, colour in palette.items()}
        return frame, drawn(frame, shown, pen=ink.pen)

    def shown(self, own: Picture) -> Picture:
        """A clinic's own picture as the edition prints it."""
        if not self.edition.ink.grey:
            return own
        return self.kept(("grey", own.name), lambda: in_grey(own))

    def add_own_picture(self, name: str, frame: Frame, picture: Picture) -> None:
        """A clinic's own picture, to be found by its name ("own:file.png")."""
        self._own_pictures[name] = (frame, picture)
