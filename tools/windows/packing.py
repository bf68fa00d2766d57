"""A folder becomes a ZIP that is the same, byte for byte, each time it is made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = 1767225600
"""The date that every file gets where SOURCE_DATE_EPOCH names none: 1 January 2026."""

_ARCHIVE = 0x20  # Windows' attribute of an ordinary file


def pack(folder: Path, to: Path, *, epoch: int = EPOCH) -> None:
    """Write the folder, by its own name, into a ZIP: sorted, one date, nobody's owner."""
    with ZipFile(to, "w", compresslevel=9) as file:
        for path in files_of(folder):
            entry = ZipInfo(path.relative_to(folder.parent).as_posix(), time.gmtime(epoch)[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = _ARCHIVE
            file.writestr(entry, path.read_bytes())


def files_of(folder: Path) -> Iterator[Path]:
    """The folder's files, in an order that no file system decides."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return iter(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))
