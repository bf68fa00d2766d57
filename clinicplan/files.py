"""Bytes written so that a file is either the old one or the whole new one."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clinicplan.errors import UnwritableFile

STATE = ".clinicplan"  # the private folder inside an output folder
LOCK = "lock"
PART = ".part"

_FULL = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name)
)
"""The disk is full, the owner's share of it is, or the file is too large for it."""


class FileInUse(UnwritableFile):
    """A file that another program holds open, so that it cannot be replaced (Windows)."""

    remedy = "Close the file in the other program, then run the same command again."


class FullDisk(UnwritableFile):
    """No room for a file: the disk is full, or what its owner may use of it."""

    remedy = "Make room on the disk, or choose another folder with --out, and run it again."


class BusyFolder(UnwritableFile):
    """A folder that another run of clinicplan is writing to."""

    remedy = "Wait until the other run has finished, then run the same command again."


def write_whole(path: Path, content: bytes) -> None:
    """Put the content at the path, readable by its owner only (0600).

    It is written under a temporary name, brought to the disk and renamed, so that no reader
    ever sees half a file. Raises FileInUse where the old file is held open, and
    UnwritableFile for a full disk or a folder that refuses; the old file is then untouched.
    """
    try:
        part = _write_part(path, content)
    except OSError as error:
        raise unwritable(error, path) from error
    try:
        part.replace(path)
    except PermissionError as error:
        raise FileInUse(f"{path} is open in another program and was kept as it is.") from error
    except OSError as error:
        raise unwritable(error, path) from error
    finally:
        part.unlink(missing_ok=True)


def _write_part(path: Path, content: bytes) -> Path:
    """The temporary file with the content, on the disk; removed again if that fails."""
    # mkstemp makes the file with 0600.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def open_folder(path: Path) -> None:
    """Make the folder, for its owner only (0700), where it is not there yet."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UnwritableFile(f"{path} is a file, not a folder.") from error
    except OSError as error:
        raise unwritable(error, path, "cannot be made") from error


LOOK = 0.5
"""Seconds that a look may take whether a folder is busy: it holds the lock for a moment."""


@contextmanager
def sole_use(folder: Path) -> Iterator[None]:
    """The folder for this run alone; what a run that was killed left half written is removed.

    Raises BusyFolder where another run holds it, without waiting for its end.
    """
    open_folder(folder / STATE)
    with held(folder, lock=folder / STATE / LOCK, wait=LOOK):
        for part in folder.glob(f".*{PART}"):
            part.unlink(missing_ok=True)
        yield


@contextmanager
def held(folder: Path, *, lock: Path, wait: float = 0) -> Iterator[None]:
    """Something of this folder for this run alone, by a file that it locks.

    Raises BusyFolder where another run still holds it after so many seconds, and UnwritableFile.
    """
    from filelock import FileLock, Timeout  # not needed for --help

    held_by_us = FileLock(lock, timeout=wait, mode=0o600)
    try:
        held_by_us.acquire()
    except Timeout as error:
        raise BusyFolder(f"Another clinicplan is writing to {folder}.") from error
    except OSError as error:
        raise unwritable(error, folder, "cannot be written to") from error
    try:
        yield
    finally:
        held_by_us.release()


def is_busy(folder: Path) -> bool:
    """True where a run has the folder for itself at this moment. Nothing is made there."""
    if not (folder / STATE / LOCK).exists():
        return False
    try:
        with held(folder, lock=folder / STATE / LOCK):
            return False
    except UnwritableFile:
        return True


def digest(path: Path) -> str:
    """The file's SHA-256 in hex, "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def is_open_elsewhere(path: Path, *, since: float = 0) -> bool:
    """True where Excel or LibreOffice has left the mark of an open workbook beside it.

    A mark from before `since` (seconds of the clock, as files have them) counts for nothing.
    """
    return any(made >= since for made in _marks(path))


def open_since(path: Path) -> float | None:
    """When the workbook was opened that is open elsewhere, None where none is: the newest mark."""
    return max(_marks(path), default=None)


def _marks(path: Path) -> Iterator[float]:
    """When each mark of an open workbook was left."""
    for name in (f"~${path.name}", f".~lock.{path.name}#"):
        try:
            yield path.with_name(name).lstat().st_mtime
        except OSError:
            continue


def quoted(path: Path) -> str:
    """The path as it is typed at a prompt."""
    return f'"{path}"' if " " in str(path) else str(path)


def unwritable(error: OSError, path: Path, what: str = "cannot be written") -> UnwritableFile:
    """What to say of a file or folder that the system refuses to write."""
    if error.errno in _FULL:
        return FullDisk(f"{path} {what}: the disk is full.")
    return UnwritableFile(f"{path} {what}: {reason(error)}.")


def reason(error: OSError) -> str:
    """What the system says is wrong, as the middle of a sentence ("no space left on device")."""
    text = error.strerror or type(error).__name__
    return text[:1].lower() + text[1:]
