"""Changed cells become the workbook's file, or the file stays as it was.

The order: no other desk writes; the file is still the one that was read; nobody else has it open;
a copy of it is in `Before`; it is written whole; it is read again, and says what was meant.
"""

from __future__ import annotations

import hashlib
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clinicplan import files
from clinicplan.errors import ClinicPlanError, UnwritableFile
from clinicplan.tasks.ready import Ready, read_typed
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.amend import amend
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.xlsx.book import Book, open_book

LOCK = "saving.lock"
"""What one desk locks while it writes, in the private folder beside the workbook."""

WAIT = 10.0
"""Seconds that a desk waits for another one that writes the same workbook."""

BEFORE = "Before"
"""The folder beside the workbook with its copies, one of a day: as it was before the first save."""


class OpenElsewhere(UnwritableFile):
    """Excel or LibreOffice has the workbook open, or it may not be written to."""

    remedy = "Close the workbook in Excel, then save again. Or paste the rows yourself."


class ForReading(OpenElsewhere):
    """The workbook may not be written to, whoever has it open."""

    remedy = "Paste the rows yourself."


class ChangedMeanwhile(UnwritableFile):
    """The workbook is not the one that was read."""

    remedy = "Look at it again, then save it."


class GivenBack(ClinicPlanError):
    """What was written did not say what was meant, so the workbook is as it was."""

    exit_code = 3
    remedy = "Paste the rows in Excel."


ChangesOf = Callable[[Book], Sequence[Change]]
"""What is to be changed in this workbook, at least one cell."""

AsMeant = Callable[[Reading, Reading], bool]
"""True where the second reading says what the first one said, and what was meant."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Cells that were written: the row of the first, and what takes them back.

    `digest` is the file's SHA-256 now and `says` what it was then read to say; `before` are all
    its bytes as they were.
    """

    file: Path
    row: int
    digest: str
    before: bytes
    says: Reading


def rewrite(
    ready: Ready, changes_of: ChangesOf, *, as_meant: AsMeant, today: date, since: float = 0
) -> Saved:
    """Change cells of the workbook; what it says then is held against what it said.

    A mark of Excel's from before `since` (see `files.is_open_elsewhere`) was left by a crash.
    Raises ChangedMeanwhile, OpenElsewhere, Refused or UnwritableFile where the file is as it
    was, and GivenBack where it is so again.
    """
    file = ready.file.resolve()
    with _only_writer(file):
        return _rewrite(file, ready, changes_of, as_meant=as_meant, today=today, since=since)


def _rewrite(
    file: Path,
    ready: Ready,
    changes_of: ChangesOf,
    *,
    as_meant: AsMeant,
    today: date,
    since: float,
) -> Saved:
    data = _as_read(file, ready.reading.digest)
    check_alone(file, since=since)
    before = ready.plain if today == ready.today else read_typed(ready, (), today=today)
    changes = changes_of(open_book(data))
    written = amend(data, changes)
    _keep(file, data, today=today)
    check_alone(file, since=since)
    _replace(file, written, only_over=data)
    is_good = False
    try:
        after = read_typed(ready, (), today=today)
        is_good = as_meant(before, after)
    except ClinicPlanError:
        is_good = False
    finally:  # whatever has happened, what was not looked at does not stay
        if not is_good:
            _give_back(file, data, written)
    if not is_good:
        raise GivenBack(f"{file.name} did not say what was meant, so it is as it was before.")
    row = min(item.place.row for item in changes if item.place.sheet == changes[0].place.sheet)
    return Saved(file, row, _digest(written), data, after)


def undo(saved: Saved) -> None:
    """Give the workbook the bytes that it had, while it is still the one that was saved.

    Raises ChangedMeanwhile, OpenElsewhere or UnwritableFile; the file is then left alone.
    """
    with _only_writer(saved.file):
        check_alone(saved.file)
        written = _as_read(saved.file, saved.digest)
        _replace(saved.file, saved.before, only_over=written)


def put_in_place(file: Path, content: bytes) -> Path:
    """Have the workbook be another one; the copy of what it was, in `Before`.

    Raises OpenElsewhere or UnwritableFile; the file is then as it was.
    """
    file = file.resolve()
    with _only_writer(file):
        check_alone(file)
        data = file.read_bytes()
        copy = _copy_before(file, data)
        _replace(file, content, only_over=data)
    return copy


@contextmanager
def _only_writer(file: Path) -> Iterator[None]:
    """No other desk writes this workbook meanwhile. Raises BusyFolder, UnwritableFile."""
    state = file.parent / files.STATE
    files.open_folder(state)
    with files.held(file.parent, lock=state / LOCK, wait=WAIT):
        yield


def _as_read(file: Path, digest: str) -> bytes:
    """The file's bytes, if they are those of the digest."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise OpenElsewhere(f"{file.name} cannot be read: {files.reason(error)}.") from error
    if _digest(data) != digest:
        raise ChangedMeanwhile(f"{file.name} was changed in the meantime.")
    return data


def check_alone(file: Path, *, since: float = 0) -> None:
    """Raise OpenElsewhere where another program has the file open, or it is for reading only."""
    if files.is_open_elsewhere(file, since=since):
        raise OpenElsewhere(f"Excel has {file.name} open.")
    try:
        if not file.stat().st_mode & stat.S_IWUSR:
            raise ForReading(f"{file.name} is for reading only.")
        with file.open("r+b"):
            pass
    except OSError as error:
        refusal = OpenElsewhere if sys.platform == "win32" else ForReading  # only there Excel locks
        raise refusal(f"{file.name} cannot be written: {files.reason(error)}.") from error


def _keep(file: Path, data: bytes, *, today: date) -> None:
    """Put a copy of the file into `Before`, unless there is one of today."""
    folder = file.parent / BEFORE
    files.open_folder(folder)
    copy = folder / f"{file.stem} {today.isoformat()}{file.suffix}"
    if not copy.exists():
        files.write_whole(copy, data)


def _replace(file: Path, content: bytes, *, only_over: bytes) -> None:
    """Write the file whole, for the same people as before, in place of these bytes only."""
    _as_read(file, _digest(only_over))
    mode = stat.S_IMODE(file.stat().st_mode)
    files.write_whole(file, content)
    file.chmod(mode)


def _give_back(file: Path, data: bytes, written: bytes) -> None:
    """The file as it was, if it is still what was written; else a copy of it lies in `Before`."""
    try:
        _replace(file, data, only_over=written)
    except UnwritableFile as error:
        copy = _copy_before(file, data)
        raise GivenBack(
            f"{file.name} did not say what was meant and could not be put back. "
            f"As it was, it lies in {BEFORE} as {copy.name}."
        ) from error


def _copy_before(file: Path, data: bytes) -> Path:
    """These bytes in `Before`, under a name of their own."""
    folder = file.parent / BEFORE
    files.open_folder(folder)
    copy = folder / f"{file.stem} before {_digest(data)[:8]}{file.suffix}"
    files.write_whole(copy, data)
    return copy


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
