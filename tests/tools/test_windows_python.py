"""Only an embeddable Python that somebody vouches for gets into a clinic."""

from __future__ import annotations

import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.windows import Refused
from tools.windows.embedded import NEEDED, known, unpack

FILES = sorted({*NEEDED, "python313.dll", "python313.zip", "python313._pth"})


def package(folder: Path, names: list[str]) -> Path:
    """A made-up embeddable package: each file holds its own name."""
    path = folder / "embed.zip"
    with ZipFile(path, "w") as file:
        for name in names:
            file.writestr(name, name)
    return path


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("inside", ["", "cp313/"])
def test_its_files_lie_in_one_folder(inside: str, tmp_path: Path) -> None:
    file = package(tmp_path, [f"{inside}{name}" for name in FILES])
    python = unpack(file, tmp_path / "python", sha256=sha256(file).upper())
    assert python == "python313"
    assert sorted(path.name for path in (tmp_path / "python").iterdir()) == FILES


@pytest.mark.parametrize("given", ["", "0" * 64])
def test_an_unknown_file_is_refused_before_anything_is_written(given: str, tmp_path: Path) -> None:
    file = package(tmp_path, FILES)
    with pytest.raises(Refused) as refused:
        unpack(file, tmp_path / "python", sha256=given)
    assert sha256(file) in str(refused.value)
    assert "python.org" in str(refused.value)
    assert not (tmp_path / "python").exists()


def test_a_known_file_is_refused_where_another_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = package(tmp_path, FILES)
    monkeypatch.setattr("tools.windows.embedded.known", lambda: {sha256(file): file.name})
    assert unpack(file, tmp_path / "one") == "python313"
    with pytest.raises(Refused):
        unpack(file, tmp_path / "other", sha256="0" * 64)


@pytest.mark.parametrize(
    "names",
    [
        [name for name in FILES if name != "pythonw.exe"],
        [name for name in FILES if name != "python313.dll"],
        [*FILES, "python314.zip"],
        ["readme.txt"],
    ],
)
def test_another_archive_is_refused(names: list[str], tmp_path: Path) -> None:
    file = package(tmp_path, names)
    with pytest.raises(Refused, match="not Python's embeddable package"):
        unpack(file, tmp_path / "python", sha256=sha256(file))


def test_no_file_of_it_leaves_its_folder(tmp_path: Path) -> None:
    file = package(tmp_path, [*FILES, "../../outside.txt"])
    unpack(file, tmp_path / "a" / "python", sha256=sha256(file))
    assert (tmp_path / "a" / "python" / "outside.txt").exists()
    assert not (tmp_path / "outside.txt").exists()


def test_the_known_ones_are_whole_hashes_of_the_locks_python() -> None:
    assert known()
    for digest, name in known().items():
        assert len(bytes.fromhex(digest)) == 32
        assert name.startswith("python-3.13.")
