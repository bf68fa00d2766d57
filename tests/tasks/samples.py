"""The sample workbook, copied, changed and read, as most tasks have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from clinicplan.tasks.ready import Ready, make_ready
from tests.desk.windows import sample_in

TODAY = date(2026, 11, 21)
PLAN = "HS-0417"


def ready_in(folder: Path, spoil: Callable[[Workbook], object] | None = None) -> Ready:
    """A copy of it in the folder, with this done to it."""
    file = sample_in(folder)
    if spoil:
        book = load_workbook(file)
        spoil(book)
        book.save(file)
    return make_ready(file, today=TODAY)
