"""A plan of a workbook that is ready becomes pictures of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2

from clinicplan.pdfium import ALONE
from clinicplan.tasks.png import as_png
from clinicplan.tasks.ready import MustBeMended, Ready, check_ids

POINTS = 72  # a PDF's unit, in dots per inch


def preview(
    ready: Ready, plan: str, *, today: date, dpi: int, edition: str = ""
) -> Iterator[bytes]:
    """A PNG of each page of the plan with this ID, one at a time.

    The pages are as `build` would print them today, in the plan's own `edition` where that is
    "". Raises UnknownPlan, and MustBeMended
    with the findings that keep the plan from being printed.
    """
    check_ids([plan], ready.reading)
    ready.go_on()
    wanted = next((item for item in ready.reading.plans if item.id == plan), None)
    if wanted is None:
        raise MustBeMended(ready.found)
    shown = replace(wanted, edition=edition or wanted.edition)
    return page_pictures(ready.press.print(shown, issued=today, seal="").pdf, dpi=dpi)


def page_pictures(pdf: bytes, *, dpi: int, first: int = 1, last: int = 0) -> Iterator[bytes]:
    """A PNG of each page from `first` to `last` (0: to the end), one at a time."""
    with ALONE:
        document = pypdfium2.PdfDocument(pdf)
        pages = range(first - 1, last or len(document))
    try:
        for number in pages:
            with ALONE:
                drawn = _drawn(document, number, dpi=dpi)
            yield as_png(drawn.dots, width=drawn.width, stride=drawn.stride)
    finally:
        with ALONE:
            document.close()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The dots of a page, `width` of them in a row of `stride` bytes."""

    dots: bytes
    width: int
    stride: int


def _drawn(document: pypdfium2.PdfDocument, number: int, *, dpi: int) -> _Drawn:
    with (
        closing(document[number]) as page,
        closing(page.render(scale=dpi / POINTS, rev_byteorder=True)) as drawn,
    ):
        return _Drawn(bytes(drawn.buffer), drawn.width, drawn.stride)
