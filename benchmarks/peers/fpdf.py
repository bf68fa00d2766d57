"""fpdf2 as its manual shows it: cells and tables, SVG pictures through `image`."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF, FontFace

from benchmarks import script as says
from benchmarks.peers.peer import Peer, one_by_one
from clinicplan.catalogue.read import templates_folder

_STYLES = {"R": "", "S": "I", "B": "B"}  # fpdf2 knows four styles; italics are not used here
_WIDTH = 493.0


def open_peer(folder: Path) -> Peer:
    """fpdf2."""
    return Peer(
        prepare=lambda script: script,
        set_all=one_by_one(lambda script: _Setter(script, folder / "gallery").set()),
    )


class _Page(FPDF):
    """A document with our footer."""

    words = ""

    def footer(self) -> None:
        self.set_y(-34)
        self.set_font("Handout", "", 9)
        self.cell(400, 12, self.words)
        self.cell(0, 12, f"Page {self.page_no()} of {{nb}}", align="R")


class _Setter:
    def __init__(self, script: says.Script, gallery: Path) -> None:
        self._script, self._gallery = script, gallery
        self._pdf = pdf = _Page(unit="pt", format="A4")
        pdf.words = script.footer
        faces = Path(str(templates_folder())) / "faces" / "source-sans-3"
        for weight, style in (("Regular", ""), ("Semibold", "I"), ("Bold", "B")):
            pdf.add_font("Handout", style, next(faces.glob(f"*-{weight}.ttf")))
        pdf.set_margins(51, 40, 51)
        pdf.set_auto_page_break(True, 51)
        pdf.set_title(script.title)
        pdf.set_author(script.author)
        pdf.set_lang(script.language)

    def set(self) -> bytes:
        """The document."""
        self._pdf.add_page()
        for block in self._script.blocks:
            self._block(block)
        return bytes(self._pdf.output())

    def _block(self, block: says.Block) -> None:
        match block:
            case says.Heading() | says.Paragraph():
                self._words(block.words)
                self._pdf.ln(4)
            case says.Figure():
                self._room(block.height)
                self._figure(block, self._pdf.l_margin, self._pdf.y)
                self._pdf.ln(block.height + 4)
            case says.Listing():
                self._listing(block, 0)
            case says.Table():
                self._table(block)
            case says.Shots():
                self._shots(block)
            case says.Section():
                for inner in block.blocks:
                    self._block(inner)

    def _room(self, height: float) -> None:
        if self._pdf.will_page_break(height):
            self._pdf.add_page()

    def _font(self, words: says.Words) -> None:
        pdf = self._pdf
        pdf.set_font("Handout", _STYLES[words.face], words.size)
        pdf.set_text_color(*_channels(words.colour))

    def _words(self, words: says.Words, width: float = 0) -> None:
        self._font(words)
        self._pdf.multi_cell(
            width, words.size * 1.3, words.text, align="L", new_x="LEFT", new_y="NEXT"
        )

    def _figure(self, figure: says.Figure, x: float, y: float) -> None:
        self._pdf.image(
            self._gallery / figure.file,
            x,
            y,
            figure.width,
            figure.height,
            alt_text=figure.alt or None,
        )

    def _listing(self, listing: says.Listing, width: float) -> None:
        for label, body in listing.items:
            self._words(_joined(label, body), width)
            self._pdf.ln(3)
            # ln goes back to the page's margin, not to the column's
            self._pdf.x = self._left

    _left = 51.0

    def _shots(self, block: says.Shots) -> None:
        pdf, column = self._pdf, _WIDTH / 3
        for at in range(0, len(block.shots), 3):
            row = block.shots[at : at + 3]
            self._room(max(figure.height if figure else 0 for figure, _ in row) + 80)
            top, bottom = pdf.y, pdf.y
            for place, (figure, steps) in enumerate(row):
                self._left = pdf.l_margin + place * column
                pdf.set_xy(self._left, top)
                if figure:
                    self._figure(figure, self._left, top)
                    pdf.y = top + figure.height + 4
                self._listing(steps, column - 8)
                bottom = max(bottom, pdf.y)
            self._left = pdf.l_margin
            pdf.set_xy(self._left, bottom + 6)

    def _table(self, table: says.Table) -> None:
        pdf, columns = self._pdf, table.columns
        self._thumbnails(table)
        first = 30 if columns > 3 else 50
        widths = (first, *[(100 - first) / (columns - 1)] * (columns - 1))
        with pdf.table(
            col_widths=widths,
            borders_layout="HORIZONTAL_LINES",
            text_align="LEFT",
            first_row_as_headings=False,
            padding=2,
        ) as made:
            for row in table.rows:
                line = made.row()
                for cell in row:
                    self._cell(line, cell)
        pdf.ln(8)

    def _thumbnails(self, table: says.Table) -> None:
        """The small pictures of a table in a line above it: a cell takes words or a picture."""
        figures = [cell.figure for row in table.rows for cell in row if cell.figure]
        if not figures:
            return
        self._room(figures[0].height)
        for place, figure in enumerate(figures):
            x = self._pdf.l_margin + place % 8 * (figure.width + 4)
            self._figure(figure, x, self._pdf.y)
        self._pdf.ln(figures[0].height + 4)

    def _cell(self, line: object, cell: says.Cell) -> None:
        words = cell.words
        style = None
        if words:
            style = FontFace(
                family="Handout",
                emphasis=_STYLES[words.face],
                size_pt=words.size,
                color=_channels(words.colour),
            )
        # A cell takes a text or a picture, so boxes are one picture of that many.
        picture = self._boxes(cell.boxes) if cell.boxes else None
        line.cell(  # type: ignore[attr-defined]
            words.text if words else "",
            style=style,
            colspan=cell.span,
            img=picture,
            img_fill_width=False,
        )

    def _boxes(self, count: int) -> Path:
        file = self._gallery / f"boxes-{count}.svg"
        if not file.exists():
            boxes = "".join(
                f'<rect x="{17 * place + 1}" y="1" width="12.8" height="12.8" fill="none"'
                ' stroke="#1b252d"/>'
                for place in range(count)
            )
            file.write_text(
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{17 * count}" height="15">'
                f"{boxes}</svg>"
            )
        return file


def _joined(label: says.Words, body: says.Words) -> says.Words:
    return says.Words(f"{label.text} {body.text}", body.face, body.size, body.colour)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
