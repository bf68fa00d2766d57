"""The bytes of a PDF become PNG pictures of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

POINTS = 72  # a PDF's unit, in dots per inch


def page_pictures(pdf: bytes, *, dpi: int) -> Iterator[bytes]:
    """A PNG of each page, one at a time."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            file = BytesIO()
            page.render(scale=dpi / POINTS).to_pil().save(file, "PNG")
            yield file.getvalue()
    finally:
        document.close()
