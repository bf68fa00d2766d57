"""A PDF is opened as a patient's reader opens it, to see what it says of itself."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from clinicplan.seal import INFO_KEY

STRONGEST = 6  # the revision of the PDF standard's AES-256 that is not broken


@dataclass(frozen=True, slots=True)
class Opened:
    """What an opened PDF says. `strong` is True where it is locked with AES-256, revision 6."""

    seal: str
    pages: int
    first_page: str
    strong: bool


def open_pdf(pdf: bytes, *, password: str = "") -> Opened | None:
    """What the PDF says, None where it does not open (with this password)."""
    from clinicplan.pdfium import ALONE  # not needed for --help

    with ALONE:
        return _opened(pdf, password=password)


def _opened(pdf: bytes, *, password: str) -> Opened | None:
    from pypdfium2 import PdfDocument, PdfiumError, raw

    try:
        with closing(PdfDocument(pdf, password=password or None)) as document:
            return Opened(
                seal=document.get_metadata_value(INFO_KEY.lstrip("/")),
                pages=len(document),
                first_page=document[0].get_textpage().get_text_bounded(),
                strong=raw.FPDF_GetSecurityHandlerRevision(document) == STRONGEST,
            )
    except PdfiumError:
        return None
