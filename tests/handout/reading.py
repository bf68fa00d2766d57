"""A PDF file becomes what a test asks of it: text, structure, whether the two agree."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw

from clinicplan.pdfium import ALONE


def pages_of_text(pdf: bytes) -> list[str]:
    """The text of each page as it copies out, lines ended by \\n."""
    with ALONE:
        texts = _texts(pdf)
    return [text.replace("\r\n", "\n") for text in texts]


def _texts(pdf: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def paragraphs(pdf: bytes) -> list[list[str]]:
    """The text of each mark of each page, in the order of the marks: a paragraph, a cell."""
    with ALONE, closing(pypdfium2.PdfDocument(pdf)) as document:
        return [list(_marked(page).values()) for page in document]


def _marked(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Text by its mark; what stands in a form (pictures with their steps) is left out."""
    text = page.get_textpage()
    found: dict[int, str] = {}
    for number in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, number)
        mark = raw.FPDFPageObj_GetMarkedContentID(item)
        if mark >= 0 and raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
            size = raw.FPDFTextObj_GetText(item, text, None, 0)
            letters = (ctypes.c_ushort * (size // 2))()
            raw.FPDFTextObj_GetText(item, text, letters, size)
            found[mark] = found.get(mark, "") + bytes(letters).decode("utf-16-le").rstrip("\0")
    return dict(sorted(found.items()))


def words(pdf: bytes) -> str:
    """All text with every run of white space as one space."""
    return " ".join(" ".join(pages_of_text(pdf)).split())


def structure(pdf: bytes) -> list[tuple[int, str, str]]:
    """The structure tree in reading order: depth, kind, alternative text."""
    found: list[tuple[int, str, str]] = []
    with pikepdf.open(BytesIO(pdf)) as document:
        _walk(document.Root.StructTreeRoot.K, 0, found)
    return found


class Cell(NamedTuple):
    """A cell of a table: what its figure says, its columns, and how much is drawn in the figure."""

    alt: str
    columns: int
    drawn: int

    @property
    def boxes(self) -> int:
        """Boxes to tick, of all its days."""
        each = re.match(r"(\d+) box", self.alt)
        return int(each[1]) * self.columns if each else 0


def rows_of_cells(pdf: bytes) -> list[list[Cell]]:
    """The rows of every table that stands in a page's own content."""
    with pikepdf.open(BytesIO(pdf)) as document:
        drawn = {
            (page.objgen, int(number)): content.count(b" Do")
            for page in document.pages
            for number, content in _FIGURE.findall(page.Contents.read_bytes())
        }
        return [
            [_cell(kid, drawn) for kid in row.K]
            for row in _below(document.Root.StructTreeRoot.K)
            if row.S == "/TR"
        ]


_FIGURE = re.compile(rb"/Figure <</MCID (\d+)>> BDC(.*?)EMC", re.DOTALL)


def _cell(cell: Any, drawn: dict[Any, int]) -> Cell:
    columns = int(_keys(cell.get("/A")).get("/ColSpan", 1)) if "/A" in cell else 1
    for kid in cell.get("/K", []):
        if "/Alt" in _keys(kid):
            return Cell(str(kid.Alt), columns, drawn[kid.Pg.objgen, int(kid.K[0])])
    return Cell("", columns, 0)


def _below(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.get("/K", []):
        if "/S" in _keys(kid):
            yield from _below(kid)


def links(pdf: bytes) -> list[tuple[int, str, str]]:
    """What can be touched: its page (from 1), what it opens, and what it is in words.

    Fails where one is not tied to its element in the structure tree, both ways.
    """
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for number, page in enumerate(document.pages, 1):
            for touched in page.get("/Annots", []):
                element = owners[int(touched.StructParent)]
                named = [kid.Obj.objgen for kid in element.K if "/Obj" in _keys(kid)]
                assert (str(element.S), named) == ("/Link", [touched.objgen])
                left, bottom, right, top = map(int, touched.Rect)
                width, height = map(float, page.MediaBox[2:])
                assert 0 < left < right < width
                assert 0 < bottom < top < height
                found.append((number, str(touched.A.URI), str(touched.Contents)))
    return found


def _keys(kid: Any) -> Any:
    return kid if isinstance(kid, pikepdf.Dictionary) else ()


def _walk(element: Any, depth: int, found: list[tuple[int, str, str]]) -> None:
    found.append((depth, str(element.S)[1:], str(element.get("/Alt", ""))))
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            _walk(kid, depth + 1, found)


def loose_marks(pdf: bytes) -> list[str]:
    """What is wrong between marked content and structure: nothing, in a good file.

    Every mark of every page and form must belong to an element that lists it, and every
    element's parent must be the element that holds it.
    """
    document = pikepdf.open(BytesIO(pdf))
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    wrong = []
    for key, content, form in _streams(document):
        for number in map(int, re.findall(rb"/MCID (\d+)", content)):
            if not _lists(owners[key][number], number, form):
                wrong.append(f"mark {number} of {key} is not its owner's")
        if len(re.findall(rb"\bB[DM]C\b", content)) != len(re.findall(rb"\bEMC\b", content)):
            wrong.append(f"marks of {key} do not end")
    return wrong + _orphans(document.Root.StructTreeRoot.K)


def _streams(document: pikepdf.Pdf) -> list[tuple[int, bytes, Any]]:
    found: list[tuple[int, bytes, Any]] = []
    for page in document.pages:
        found.append((int(page.obj.StructParents), page.Contents.read_bytes(), None))
        for form in page.obj.Resources.get("/XObject", {}).values():
            if "/StructParents" in form:
                found.append((int(form.StructParents), form.read_bytes(), form.objgen))
    return found


def _lists(element: Any, number: int, form: Any) -> bool:
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary):
            if form and "/Stm" in kid and kid.Stm.objgen == form and number == kid.MCID:
                return True
        elif not form and int(kid) == number:
            return True
    return False


def _orphans(element: Any) -> list[str]:
    wrong = []
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.P.objgen != element.objgen:
                wrong.append(f"{kid.S} has another parent")
            wrong += _orphans(kid)
    return wrong
