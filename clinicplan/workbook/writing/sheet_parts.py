"""The title of a sheet becomes its one worksheet in a book, and a part's path its bytes."""

from __future__ import annotations

from clinicplan.workbook.choices import fold
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.book import Book, Listed


def listed_as(book: Book, title: str) -> Listed:
    """The one worksheet of this title; Refused where there is none, or two."""
    found = [item for item in book.sheets if _squeezed(item.title) == _squeezed(title)]
    if len(found) != 1:
        raise Refused(f"The workbook has not just one sheet {title}.")
    return found[0]


def whole(book: Book, path: str) -> bytes:
    """All bytes of a part."""
    return b"".join(book.parts.part(path))


def _squeezed(title: str) -> str:
    return fold(title).replace(" ", "")
