"""An illustration (SVG of paths) becomes a small PNG picture for the Library sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
from pypdfium2 import raw as pdfium

from clinicplan.catalogue.palette import FILE, read_palette
from clinicplan.pdfium import ALONE

_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?[\d.]+")
_COLOURS = 48

Point = tuple[float, float]


def find_illustration(templates: Traversable, frame: str) -> Traversable | None:
    """The frame's file, shared or of the first person, None where it is not drawn yet."""
    if not frame:
        return None
    folder = templates / "illustrations"
    for place in (folder, *_people(folder)):
        file = place / f"{frame}.svg"
        if file.is_file():
            return file
    return None


def thumbnail(svg: str, *, width: int) -> bytes:
    """The illustration as a PNG, `width` pixels wide."""
    root = ElementTree.fromstring(svg)
    with ALONE:
        return _thumbnail(root, width=width)


def _thumbnail(root: ElementTree.Element, *, width: int) -> bytes:
    _, _, points_wide, points_high = map(float, root.attrib["viewBox"].split())
    document = pypdfium2.PdfDocument.new()
    try:
        page = document.new_page(points_wide, points_high)
        for element in root.iterfind(".//{*}path"):
            pdfium.FPDFPage_InsertObject(page.raw, _shape(element, height=points_high))
        page.gen_content()
        return _png(page, scale=width / points_wide)
    finally:
        document.close()


def _people(folder: Traversable) -> Iterator[Traversable]:
    if (folder / FILE).is_file():
        for person in read_palette(folder).people:
            yield folder / person.code


def _png(page: pypdfium2.PdfPage, *, scale: float) -> bytes:
    picture = page.render(scale=scale).to_pil().quantize(_COLOURS)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _shape(element: ElementTree.Element, *, height: float) -> object:
    """A path object of pdfium. Fills follow the even-odd rule, as in every illustration."""
    shape = pdfium.FPDFPageObj_CreateNewPath(0, 0)
    for letter, numbers in _COMMAND.findall(element.attrib["d"]):
        _draw(shape, letter, tuple(_points(numbers, height=height)))
    fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
    if fill != "none":
        pdfium.FPDFPageObj_SetFillColor(shape, *_rgba(fill))
    if stroke != "none":
        pdfium.FPDFPageObj_SetStrokeColor(shape, *_rgba(stroke))
        pdfium.FPDFPageObj_SetStrokeWidth(shape, float(element.get("stroke-width", "1")))
        pdfium.FPDFPageObj_SetLineCap(shape, pdfium.FPDF_LINECAP_ROUND)
        pdfium.FPDFPageObj_SetLineJoin(shape, pdfium.FPDF_LINEJOIN_ROUND)
    rule = pdfium.FPDF_FILLMODE_NONE if fill == "none" else pdfium.FPDF_FILLMODE_ALTERNATE
    pdfium.FPDFPath_SetDrawMode(shape, rule, stroke != "none")
    return shape


def _draw(shape: object, letter: str, points: tuple[Point, ...]) -> None:
    """One command of path data, with the repeats that it may carry."""
    if letter == "Z":
        pdfium.FPDFPath_Close(shape)
    elif letter == "C":
        for i in range(0, len(points), 3):
            pdfium.FPDFPath_BezierTo(shape, *points[i], *points[i + 1], *points[i + 2])
    else:
        first = pdfium.FPDFPath_MoveTo if letter == "M" else pdfium.FPDFPath_LineTo
        first(shape, *points[0])
        for point in points[1:]:
            pdfium.FPDFPath_LineTo(shape, *point)


def _points(numbers: str, *, height: float) -> Iterator[Point]:
    """Pairs of numbers as points, turned over: a page counts upwards, a drawing downwards."""
    values = [float(number) for number in _NUMBER.findall(numbers)]
    for x, y in zip(values[::2], values[1::2], strict=True):
        yield x, height - y


def _rgba(colour: str) -> tuple[int, int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue, 255
