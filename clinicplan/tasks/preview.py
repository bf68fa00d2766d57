"""A plan of a workbook that is ready becomes pictures of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdfium2

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
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(first - 1, last or len(document)):
            drawn = document[number].render(scale=dpi / POINTS, rev_byteorder=True)
            yield as_png(bytes(drawn.buffer), width=drawn.width, stride=drawn.stride)
    finally:
        document.close()
