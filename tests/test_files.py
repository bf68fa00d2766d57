"""A file is the old one or the whole new one, and a folder belongs to one run."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from clinicplan.errors import UnwritableFile
from clinicplan.files import (
    STATE,
    BusyFolder,
    FileInUse,
    FullDisk,
    digest,
    is_busy,
    open_folder,
    sole_use,
    write_whole,
)

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("name", ["P1.pdf", "Übung für links.pdf", "a b.pdf"])
def test_new_content_takes_the_old_ones_place(tmp_path: Path, name: str) -> None:
    for content in (b"old", b"new and longer", b""):
        write_whole(tmp_path / name, content)
        assert (tmp_path / name).read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == [name]


@posix
def test_files_and_folders_are_their_owners_only(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    open_folder(folder)
    write_whole(folder / "P1.pdf", b"x")
    assert mode(folder) == 0o700
    assert mode(folder / "P1.pdf") == 0o600


@pytest.mark.parametrize(
    ("step", "fault", "error", "says"),
    [
        ("pathlib.Path.replace", PermissionError(errno.EACCES, "Denied"), FileInUse, "is open"),
        ("pathlib.Path.replace", OSError(errno.EIO, "I/O error"), UnwritableFile, "i/O error"),
        ("os.fsync", OSError(errno.ENOSPC, "No space left"), FullDisk, "the disk is full"),
        ("os.fsync", OSError(errno.EDQUOT, "Quota exceeded"), FullDisk, "the disk is full"),
        ("os.fsync", KeyboardInterrupt("^C"), KeyboardInterrupt, "C"),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    fault: BaseException,
    error: type[BaseException],
    says: str,
) -> None:
    path = tmp_path / "P1.pdf"
    write_whole(path, b"old")

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(step, fail)
    with pytest.raises(error, match=says):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="cannot be written: no such file"):
        write_whole(tmp_path / "nowhere" / "P1.pdf", b"x")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "plans").write_bytes(b"")
    with pytest.raises(UnwritableFile, match="is a file, not a folder"):
        open_folder(tmp_path / "plans")
    with pytest.raises(UnwritableFile, match="cannot be made"):
        open_folder(tmp_path / "plans" / "more")


def test_a_second_run_on_a_folder_is_refused_at_once(tmp_path: Path) -> None:
    with sole_use(tmp_path), pytest.raises(BusyFolder), sole_use(tmp_path):
        pytest.fail("two runs in one folder")
    with sole_use(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [STATE]


def test_what_a_killed_run_left_half_written_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".P1.pdf.abc.part").write_bytes(b"half")
    (tmp_path / "P2.pdf").write_bytes(b"whole")
    with sole_use(tmp_path):
        assert {path.name for path in tmp_path.iterdir()} == {STATE, "P2.pdf"}


def test_the_digest_of_what_cannot_be_read_is_empty(tmp_path: Path) -> None:
    assert digest(tmp_path / "P1.pdf") == ""
    assert digest(tmp_path) == ""
    write_whole(tmp_path / "P1.pdf", b"abc")
    assert digest(tmp_path / "P1.pdf").startswith("ba7816bf")


def test_a_folder_is_busy_while_a_run_has_it_and_looking_makes_nothing(tmp_path: Path) -> None:
    assert not is_busy(tmp_path / "plans")
    assert not (tmp_path / "plans").exists()
    with sole_use(tmp_path / "plans"):
        assert is_busy(tmp_path / "plans")
    assert not is_busy(tmp_path / "plans")
