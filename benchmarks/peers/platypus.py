"""reportlab's platypus as its manual shows it, and the same with its obvious caches."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from svglib.svglib import svg2rlg

from benchmarks import script as says
from benchmarks.peers.peer import Peer, one_by_one
from clinicplan.catalogue.read import templates_folder

MARGIN = 51.0
WIDTH = A4[0] - 2 * MARGIN
_RULE = HexColor("#c9d1d6")
_PLAIN = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
)


class _Numbered(Canvas):  # type: ignore[misc]  # reportlab has no types
    """The usual recipe for "Page 1 of 6"."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._saved: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._saved.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for state in self._saved:
            self.__dict__.update(state)
            self.setFont("S", 9)
            self.drawRightString(
                A4[0] - MARGIN, 26, f"Page {self._pageNumber} of {len(self._saved)}"
            )
            super().showPage()
        super().save()


class _Boxes(Flowable):  # type: ignore[misc]
    """Boxes to tick, side by side."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.width, self.height = count * 17.0, 13.0

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(HexColor("#1b252d"))
        for place in range(self.count):
            self.canv.roundRect(place * 17, 0, 12.8, 12.8, 1.4, stroke=1, fill=0)


def open_peer(folder: Path, *, cached: bool = False) -> Peer:
    """Platypus; `cached` keeps parsed drawings and styles from one document to the next."""
    _register()
    gallery = folder / "gallery"

    def load(file: str) -> Drawing:
        return svg2rlg(str(gallery / file))

    if cached:
        load = lru_cache(None)(load)
        for svg in gallery.glob("*.svg"):
            load(svg.name)
    return Peer(prepare=lambda script: script, set_all=one_by_one(_Setter(load).set))


def open_cached(folder: Path) -> Peer:
    """Platypus with its obvious caches."""
    return open_peer(folder, cached=True)


def _register() -> None:
    faces = Path(str(templates_folder())) / "faces" / "source-sans-3"
    for name, weight in (("R", "Regular"), ("S", "Semibold"), ("B", "Bold")):
        (file,) = faces.glob(f"*-{weight}.ttf")
        pdfmetrics.registerFont(TTFont(name, str(file)))


@lru_cache(None)
def _style(face: str, size: float, colour: str, after: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"{face}{size}{colour}",
        fontName=face,
        fontSize=size,
        leading=size * 1.3,
        textColor=HexColor(colour),
        spaceAfter=after,
    )


def _paragraph(words: says.Words, *, after: float = 4) -> Paragraph:
    return Paragraph(escape(words.text), _style(words.face, words.size, words.colour, after))


class _Setter:
    def __init__(self, load: Callable[[str], Drawing]) -> None:
        self._load = load

    def set(self, script: says.Script) -> bytes:
        """The document."""
        written = io.BytesIO()

        def foot(canvas: Canvas, _: BaseDocTemplate) -> None:
            canvas.setFont("R", 9)
            canvas.line(MARGIN, 38, A4[0] - MARGIN, 38)
            canvas.drawString(MARGIN, 26, script.footer)

        document = BaseDocTemplate(
            written,
            pagesize=A4,
            title=script.title,
            author=script.author,
            lang=script.language,
            initialFontName="R",
        )
        frame = Frame(MARGIN, 51, WIDTH, A4[1] - 51 - 40, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate("page", [frame], onPage=foot)])
        story = [flowable for block in script.blocks for flowable in self._block(block)]
        document.build(story, canvasmaker=_Numbered)
        return written.getvalue()

    def _block(self, block: says.Block) -> Iterator[Flowable]:
        match block:
            case says.Heading():
                paragraph = _paragraph(block.words, after=3)
                paragraph.keepWithNext = 1
                yield paragraph
            case says.Paragraph():
                yield _paragraph(block.words)
            case says.Figure():
                yield self._figure(block)
            case says.Listing():
                yield from self._listing(block)
            case says.Table():
                yield KeepTogether([self._table(block), Spacer(0, 8)])
            case says.Shots():
                yield self._shots(block)
            case says.Section():
                inner = [flowable for kid in block.blocks for flowable in self._block(kid)]
                yield KeepTogether([*inner, Spacer(0, 14)])

    def _figure(self, figure: says.Figure) -> Drawing:
        drawing = self._load(figure.file)
        scale = figure.width / drawing.width
        scaled = Drawing(figure.width, figure.height, *drawing.contents)
        scaled.transform = (scale, 0, 0, scale, 0, 0)
        return scaled

    def _listing(self, listing: says.Listing) -> Iterator[Paragraph]:
        for label, body in listing.items:
            style = _style(body.face, body.size, body.colour, 3)
            text = f'<font name="{label.face}" color="{label.colour}">{escape(label.text)}</font> '
            yield Paragraph(text + escape(body.text), style)

    def _shots(self, block: says.Shots) -> Table:
        cells = [
            [*([self._figure(figure)] if figure else []), *self._listing(steps)]
            for figure, steps in block.shots
        ]
        rows = [[*cells[at : at + 3], *[""] * (3 - len(cells[at : at + 3]))]
                for at in range(0, len(cells), 3)]  # fmt: skip
        return Table(rows, colWidths=[WIDTH / 3] * 3, style=_PLAIN)

    def _table(self, table: says.Table) -> Table:
        columns = table.columns
        rows = [self._row(row) for row in table.rows]
        spans = [
            ("SPAN", (place, index), (place + cell.span - 1, index))
            for index, row in enumerate(table.rows)
            for place, cell in enumerate(row)
            if cell.span > 1
        ]
        style = TableStyle(
            [("LINEABOVE", (0, 1), (-1, -1), 0.5, _RULE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
             ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
             ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2),
             ("FONT", (0, 0), (-1, -1), "R", 9), *spans]
        )  # fmt: skip
        first = WIDTH * 0.3 if columns > 3 else WIDTH * 0.5
        return Table(rows, [first, *[(WIDTH - first) / (columns - 1)] * (columns - 1)], style=style)

    def _row(self, row: tuple[says.Cell, ...]) -> list[object]:
        cells: list[object] = []
        for cell in row:
            cells += [self._cell(cell), *[""] * (cell.span - 1)]
        return cells

    def _cell(self, cell: says.Cell) -> object:
        if cell.boxes:
            return _Boxes(cell.boxes)
        content: list[Flowable] = [self._figure(cell.figure)] if cell.figure else []
        if cell.words:
            content.append(_paragraph(cell.words, after=0))
        return content or ""
