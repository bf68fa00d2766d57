"""Lays the whole set out as a contact sheet: docs/illustrations/, one PDF and a PNG of each page.

Run `python -m tools.illustrator.contact` with the project's own libraries; none of the heavy
ones is needed to look at what is drawn.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from clinicplan.catalogue.palette import Person
from clinicplan.illustrations.colours import brand_colours, channels
from clinicplan.illustrations.frames import Frame, Illustrations, drawn

from .recipes import Book

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates" / "illustrations"
DOCS = ROOT / "docs" / "illustrations"

BRANDS = {"harbour": "#0E6377", "blue": "#005EB8", "plum": "#8A2460", "orange": "#B8500F"}
MM = 72 / 25.4
SAMPLES = (
    "towel-stretch-pull", "heel-raise-single-chair-up", "wall-calf-stretch-lean",
    "lying-towel-raise-hold", "seated-heel-stretch-reach", "band-press-chair-press",
    "ball-roll-toes", "toe-pencil-grip", "toe-curl-spread-spread", "ankle-circles-clockwise",
    "bottle-roll-toes", "toe-walk-out",
)  # fmt: skip
"""Frames that show each kind of drawing, for the pages of people, brands and grey."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One picture on the sheet: what, in which colours, and the words under it."""

    frame: Frame
    palette: Mapping[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its heading, how wide its pictures are (points) and the pictures."""

    heading: str
    width: float
    cells: Sequence[Cell]


def grey(palette: Mapping[str, str]) -> dict[str, str]:
    """The palette as a greyscale printer makes it."""

    def shade(colour: str) -> str:
        red, green, blue = channels(colour)
        return "#" + f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02X}" * 3

    return {role: shade(colour) for role, colour in palette.items()}


def _chunks(cells: Sequence[Cell], size: int) -> Iterator[Sequence[Cell]]:
    for start in range(0, len(cells), size):
        yield cells[start : start + size]


def pages(art: Illustrations, names: Sequence[str]) -> list[Page]:
    """The whole set of the first person, then people, brands, grey at 43 mm."""
    first = art.people[0]
    harbour = brand_colours(BRANDS["harbour"])

    def cells(
        person: Person, brand: str, some: Sequence[str], change: Callable[..., dict[str, str]]
    ) -> list[Cell]:
        palette = change(art.palette(person, brand_colours(brand)))
        shown = [(n, art.frame(n, person)) for n in some]
        return [Cell(frame, palette, name) for name, frame in shown if frame is not None]

    def several(heading: str, width: float, found: list[Cell], most: int) -> list[Page]:
        return [Page(heading, width, part) for part in _chunks(found, most)]

    out = several("The whole set", 128, cells(first, harbour.brand, names, dict), 24)
    for person in art.people:
        heading = f"{person.code}: {person.skin} skin, {person.hair} hair"
        out += several(heading, 174, cells(person, harbour.brand, SAMPLES, dict), 12)
    others = [c for b in list(BRANDS)[1:] for c in cells(first, BRANDS[b], SAMPLES, dict)]
    out += several(f"Other brands: {', '.join(list(BRANDS)[1:])}", 128, others, 24)
    out += several("Greyscale, 43 mm wide", 43 * MM, cells(first, harbour.brand, names, grey), 24)
    darker = [c for p in art.people[1:] for c in cells(p, harbour.brand, SAMPLES, grey)]
    return out + several("Greyscale, 43 mm wide: the other people", 43 * MM, darker, 24)


def _draw_cell(canvas: Canvas, cell: Cell, x: float, y: float, width: float) -> None:
    """A picture with its top left corner at (x, y) and its name below."""
    frame = cell.frame
    scale = width / frame.width
    height = frame.height * scale
    canvas.setFillColor(HexColor(cell.palette["halo"]))
    canvas.rect(x, y - height, width, height, stroke=0, fill=1)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y - height, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.transform(scale, 0, 0, -scale, x, y)
    canvas.addLiteral(zlib.decompress(drawn(frame, cell.palette).data).decode("ascii"))
    canvas.restoreState()
    canvas.setFillColor(HexColor("#4A5660"))
    canvas.setFont("Helvetica", 6.5)
    canvas.drawString(x, y - height - 8, cell.words)


def _draw_page(canvas: Canvas, page: Page) -> None:
    wide, high = A4
    canvas.setFillColor(HexColor("#1B252D"))
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(28, high - 36, page.heading)
    gap = 8.0
    columns = int((wide - 48) // (page.width + gap))
    row = page.width * 130.4 / 153 + 16
    for number, cell in enumerate(page.cells):
        x = 28 + (number % columns) * (page.width + gap)
        y = high - 50 - (number // columns) * row
        _draw_cell(canvas, cell, x, y, page.width)
    canvas.showPage()


def write(folder: Path) -> int:
    """Write the contact sheet into a folder; the number of pages."""
    art = Illustrations(TEMPLATES)
    sheet = pages(art, list(Book()))
    folder.mkdir(parents=True, exist_ok=True)
    pdf = folder / "contact-sheet.pdf"
    canvas = Canvas(str(pdf), pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle("Exercise illustrations: contact sheet")
    for page in sheet:
        _draw_page(canvas, page)
    canvas.save()
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(sheet)):
            picture = document[number].render(scale=110 / 72).to_pil()
            small = picture.quantize(256)
            small.save(folder / f"contact-sheet-{number + 1:02}.png", optimize=True)
    return len(sheet)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    sys.stdout.write(f"{write(target)} pages in {target}\n")
