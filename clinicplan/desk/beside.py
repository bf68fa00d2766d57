"""What lies beside a workbook and belongs to it becomes marks: its pictures, the mail settings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from clinicplan.desk.watch import Mark, mark_of
from clinicplan.mail.settings import NAME
from clinicplan.tasks.office import Computer

PICTURES = (".png", ".jpg", ".jpeg", ".svg")
"""What the names of the clinic's own pictures end with."""


def mark_of_pictures(folder: Path, logo: str) -> Mark:
    """One mark for all pictures in this folder, and for the logo, which may lie elsewhere."""
    try:
        found = [file for file in folder.iterdir() if file.suffix.lower() in PICTURES]
    except OSError:
        found = []
    return _one(sorted({*found, *([folder / logo] if logo else ())}))


def mark_of_settings(file: Path, computer: Computer) -> Mark:
    """One mark for the mail settings of this workbook and those of its user."""
    return _one([file.parent / NAME, computer.settings / NAME])


def _one(files: Iterable[Path]) -> Mark:
    marks = [(str(file), mark_of(file)) for file in files]
    return len(marks), hash(tuple(marks))
