"""The sample clinic becomes the pictures in docs/pictures: handout pages and two sheets.

Run it in the project's folder after a change to what they show: python -m tools.pictures
The sheets are drawn by LibreOffice (the command `soffice`), which nothing else needs.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pypdfium2
from openpyxl import Workbook, load_workbook
from PIL import Image, ImageChops
from PIL.Image import Image as Picture

from tools.samples import ROOT, SAMPLE, SHOWN, handouts, in_editions

PICTURES = ROOT / "docs" / "pictures"
PLAN = "HS-0417"
DPI = 100
COLOURS = 96
MARGIN = 8

# Pages by a text that only they have.
PAGES = {
    "first-page": "exercises at a glance",
    "exercises": "Towel stretch\r\n",
    "diary": "Your diary",
    "safety": "How much pain",
}

# A page of each edition: the one sheet's front, and a page with an exercise of the others.
EDITION_PAGES = {"one-sheet": ""}

# Low vision stands for it: only the paper's colour differs.
NOT_SHOWN = {"low-vision-cream"}

# Sheets with the last row that is shown, and columns that are left out to make it readable.
SHEETS = {
    "Patients": ("A1:O9", "DEFGHK"),
    "Exercises": ("A1:F14", ""),
}


def main() -> None:
    """Draw all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    pdf = dict(handouts())[PLAN].pdf
    for name, text in PAGES.items():
        save(_page(pdf, text), f"handout-{name}")
    for sheet in SHEETS:
        save(_sheet(sheet), f"workbook-{sheet.lower()}")
    for name, content in in_editions():
        if name.endswith(".pdf"):
            kind = name.removeprefix(f"{SHOWN} ").removesuffix(".pdf")
            if kind not in NOT_SHOWN:
                save(_page(content, EDITION_PAGES.get(kind, "Avoid:")), f"edition-{kind}")


def _page(pdf: bytes, text: str) -> Picture:
    """The first page with this text; for the cards, the first after page one."""
    document = pypdfium2.PdfDocument(pdf)
    pages = list(document)
    start = 1 if text.endswith("\n") else 0
    found = next(page for page in pages[start:] if text in page.get_textpage().get_text_range())
    picture: Picture = found.render(scale=DPI / 72).to_pil()
    return picture


def _sheet(title: str) -> Picture:
    """A sheet of the sample workbook with its grid and headings, as a picture."""
    area, left_out = SHEETS[title]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _only(title, area, left_out).save(folder / "sheet.xlsx")
        _to_pdf(folder)
        document = pypdfium2.PdfDocument((folder / "sheet.pdf").read_bytes())
        return _cropped(document[0].render(scale=DPI / 72).to_pil())


def _only(title: str, area: str, left_out: Iterable[str]) -> Workbook:
    """The workbook with one sheet to print, on one wide page."""
    book = load_workbook(SAMPLE)
    for sheet in book:
        sheet.sheet_state = "visible" if sheet.title == title else "hidden"
    book.active = book[title]
    sheet = book[title]
    for letter in left_out:
        sheet.column_dimensions[letter].hidden = True
    sheet.print_area = area
    sheet.print_title_rows = None
    sheet.print_options.gridLines = sheet.print_options.headings = True
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    for part in (sheet.oddHeader, sheet.oddFooter):
        part.left.text = part.center.text = part.right.text = ""
    return book


def _to_pdf(folder: Path) -> None:
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "sheet.xlsx")],
        check=True,
        capture_output=True,
        timeout=180,
    )  # fmt: skip


def _cropped(picture: Picture) -> Picture:
    """The picture without the white round it."""
    white = Image.new("RGB", picture.size, "white")
    box = ImageChops.difference(picture.convert("RGB"), white).getbbox()
    if box is None:
        return picture
    left, top, right, bottom = box
    return picture.crop(
        (max(0, left - MARGIN), max(0, top - MARGIN), right + MARGIN, bottom + MARGIN)
    )


def save(picture: Picture, name: str) -> None:
    """A PNG file of few colours, so that it stays small."""
    file = BytesIO()
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    (PICTURES / f"{name}.png").write_bytes(file.getvalue())


if __name__ == "__main__":
    main()
