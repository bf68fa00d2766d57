"""The wheel holds the program and its templates, and works from where it is unpacked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def shipped(folder: str) -> set[str]:
    """The files of a folder of the tree that belong into the wheel."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_holds_program_and_templates_and_nothing_else(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    templates = {f"clinicplan/{name}" for name in shipped("templates")}
    assert names == shipped("clinicplan") | templates


def test_it_names_its_licence_and_its_command(wheel: Path) -> None:
    with ZipFile(wheel) as file:
        info = {Path(name).name: name for name in file.namelist() if ".dist-info/" in name}
        assert "LICENSE" in info
        assert b"clinicplan = clinicplan.cli:main" in file.read(info["entry_points.txt"])


def test_it_works_where_it_is_unpacked(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as file:
        file.extractall(tmp_path / "site")
    code = (
        "from clinicplan.catalogue.read import read_catalogue, templates_folder\n"
        "folder = templates_folder()\n"
        "print(folder, len(read_catalogue(folder).exercises))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert found.stdout.split() == [str(tmp_path / "site" / "clinicplan" / "templates"), "17"]
