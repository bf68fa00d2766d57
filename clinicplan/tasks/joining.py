"""The handouts of a folder become one file for the printer, and a list of what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from clinicplan.errors import UnreadableFile
from clinicplan.tasks.manifest import Record


class OtherHandout(UnreadableFile):
    """A file of the folder that is not the handout that was made."""

    remedy = "Run the same command with --force: it makes all handouts again."


@dataclass(frozen=True, slots=True)
class Part:
    """Where one plan's handout is: its first page, from 1 on, and how many it has."""

    plan: str
    first: int
    pages: int

    @property
    def last(self) -> int:
        """The number of its last page."""
        return self.first + self.pages - 1


def joined(records: Iterable[Record], folder: Path) -> tuple[bytes, tuple[Part, ...]]:
    """One file of these handouts in their order, and where each is in it.

    Each begins on a right-hand page when the file is printed on both sides: a blank page
    stands before it where it must. A bookmark for each bears its plan's ID. The file is for
    paper: it has no structure for a screen reader, as each handout by itself has. Raises
    OtherHandout where a file is not the one that the record tells of.
    """
    parts: list[Part] = []
    with pikepdf.new() as whole:
        for record in records:
            _add(whole, _read(record, folder), parts, plan=record.plan)
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(part.plan, part.first - 1) for part in parts)
        file = BytesIO()
        # The same handouts make the same bytes.
        whole.save(file, deterministic_id=True)
    return file.getvalue(), tuple(parts)


def _read(record: Record, folder: Path) -> bytes:
    path = folder / record.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OtherHandout(f"{path} cannot be read.") from error
    if hashlib.sha256(content).hexdigest() != record.sha256:
        raise OtherHandout(f"{path} is not the handout that was made of {record.plan}.")
    return content


def _add(whole: pikepdf.Pdf, content: bytes, parts: list[Part], *, plan: str) -> None:
    """Put a handout's pages at the end, on the right-hand side."""
    with pikepdf.open(BytesIO(content)) as handout:
        if len(whole.pages) % 2:
            box = whole.pages[-1].mediabox
            whole.add_blank_page(page_size=(float(box[2]), float(box[3])))
        parts.append(Part(plan, len(whole.pages) + 1, len(handout.pages)))
        whole.pages.extend(handout.pages)
    for page in whole.pages[parts[-1].first - 1 :]:
        for key in ("/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
