"""LibreOffice, from .docx: a whole batch in one start, its start shared by the batch."""

from __future__ import annotations

import shutil
import subprocess
from itertools import count
from pathlib import Path

import pypdfium2
from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

from benchmarks import script as says
from benchmarks.peers.peer import Peer

_DPI = 200


def open_peer(folder: Path) -> Peer | None:
    """LibreOffice with tags; None where it (or its Writer) is not installed.

    Pictures are PNG at 200 dpi.
    """
    room = folder / "office"
    room.mkdir(exist_ok=True)
    office = shutil.which("soffice")
    if office is None or not _can_write(office, room):
        return None
    names = count()

    def prepare(script: says.Script) -> Path:
        path = room / f"{script.plan}-{next(names)}.docx"
        _Writer(folder / "gallery").write(script, path)
        return path

    def set_all(prepared: list[Path]) -> list[bytes]:
        _convert(office, room, prepared)
        return [path.with_suffix(".pdf").read_bytes() for path in prepared]

    return Peer(prepare=prepare, set_all=set_all)


def _can_write(office: str, room: Path) -> bool:
    """True where Writer is installed, not only the programs beside it."""
    trial = room / "trial.docx"
    Document().save(str(trial))
    _convert(office, room, [trial])
    return trial.with_suffix(".pdf").exists()


def _convert(office: str, room: Path, files: list[Path]) -> None:
    tagged = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [
            office,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={(room / 'profile').as_uri()}",
            "--convert-to",
            f"pdf:writer_pdf_Export:{tagged}",
            "--outdir",
            str(room),
            *map(str, files),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


class _Writer:
    """A script as a .docx file."""

    def __init__(self, gallery: Path) -> None:
        self._gallery = gallery

    def write(self, script: says.Script, path: Path) -> None:
        """Write the file."""
        document = Document()
        section = document.sections[0]
        section.page_width, section.page_height = Pt(595), Pt(842)
        section.left_margin = section.right_margin = Pt(51)
        section.top_margin, section.bottom_margin = Pt(40), Pt(51)
        footer = section.footer.paragraphs[0]
        footer.add_run(f"{script.footer} Page ")
        _field(footer, "PAGE")
        footer.add_run(" of ")
        _field(footer, "NUMPAGES")
        document.core_properties.title = script.title
        for block in script.blocks:
            self._block(document, block)
        document.save(str(path))

    def _block(self, document: Docx, block: says.Block) -> None:
        match block:
            case says.Heading():
                paragraph = document.add_paragraph(style=f"Heading {block.level}")
                _run(paragraph, block.words)
            case says.Paragraph():
                _run(document.add_paragraph(), block.words)
            case says.Figure():
                self._picture(document.add_paragraph(), block)
            case says.Listing():
                for label, body in block.items:
                    _step(document.add_paragraph(), label, body)
            case says.Table():
                self._table(document, block)
            case says.Shots():
                self._shots(document, block)
            case says.Section():
                for inner in block.blocks:
                    self._block(document, inner)

    def _shots(self, document: Docx, block: says.Shots) -> None:
        table = document.add_table(rows=-(-len(block.shots) // 3), cols=3)
        for place, (figure, steps) in enumerate(block.shots):
            cell = table.cell(place // 3, place % 3)
            if figure:
                self._picture(cell.paragraphs[0], figure)
            for label, body in steps.items:
                _step(cell.add_paragraph(), label, body)

    def _table(self, document: Docx, block: says.Table) -> None:
        table = document.add_table(rows=len(block.rows), cols=block.columns)
        table.style = "Table Grid"
        for index, row in enumerate(block.rows):
            places = table.rows[index].cells
            at = 0
            for cell in row:
                target = places[at]
                if cell.span > 1:
                    target = target.merge(places[at + cell.span - 1])
                self._cell(target, cell)
                at += cell.span

    def _cell(self, target: _Cell, cell: says.Cell) -> None:
        paragraph = target.paragraphs[0]
        if cell.figure:
            self._picture(paragraph, cell.figure)
        if cell.words:
            _run(paragraph, cell.words)
        for _ in range(cell.boxes):
            paragraph.add_run().add_picture(str(self._box()), width=Pt(13))

    def _picture(self, paragraph: Paragraph, figure: says.Figure) -> None:
        file = _png(self._gallery / figure.file, width=figure.width)
        paragraph.add_run().add_picture(str(file), width=Pt(figure.width))

    def _box(self) -> Path:
        svg = self._gallery / "box.svg"
        if not svg.exists():
            svg.write_text(
                '<svg xmlns="http://www.w3.org/2000/svg" width="13" height="13"><rect x="1" y="1"'
                ' width="11" height="11" fill="none" stroke="#1b252d"/></svg>'
            )
        return _png(svg, width=13)


def _png(svg: Path, *, width: float) -> Path:
    """The SVG as pixels, made once."""
    png = svg.with_name(f"{svg.stem}-{width:.0f}.png")
    if not png.exists():
        drawing = svg2rlg(str(svg))
        page = pypdfium2.PdfDocument(renderPDF.drawToString(drawing))[0]
        page.render(scale=width / page.get_width() * _DPI / 72).to_pil().save(png)
    return png


def _run(paragraph: Paragraph, words: says.Words) -> None:
    run = paragraph.add_run(words.text)
    run.font.size = Pt(words.size)
    run.font.bold = words.face != "R"
    run.font.color.rgb = RGBColor.from_string(words.colour[1:].upper())
    run.font.name = "Source Sans 3"


def _step(paragraph: Paragraph, label: says.Words, body: says.Words) -> None:
    _run(paragraph, says.Words(label.text + " ", label.face, label.size, label.colour))
    _run(paragraph, body)


def _field(paragraph: Paragraph, code: str) -> None:
    """A field such as the page's number."""
    field = OxmlElement("w:fldSimple")
    field.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr", code)
    paragraph._p.append(field)
