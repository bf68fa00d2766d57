"""A made-up folder of packages becomes what a clinic gets: less of it, licences, entrances."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.windows import NAME, Refused
from tools.windows.entrances import make_entrances
from tools.windows.licences import LIST, collect
from tools.windows.trimming import trim


def lay(folder: Path, *names: str) -> Path:
    """Files with nothing but their names in them."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def package(app: Path, name: str, metadata: str, **texts: str) -> Path:
    info = app / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    head = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n"
    (info / "METADATA").write_text(f"{head}{metadata}\nA long word about License: none.\n")
    for path, text in texts.items():
        lay(info, path.replace("__", "/"))
        (info / path.replace("__", "/")).write_text(text)
    return info


KEPT = (
    "PIL/_imaging.pyd",
    "_cffi_backend.cp313-win_amd64.pyd",
    "babel/locale-data/en.dat",
    "babel/locale-data/en_GB.dat",
    "babel/locale-data/root.dat",
    "clinicplan/templates/faces/x.ttf",
    "keyring-25.dist-info/METADATA",
    "keyring-25.dist-info/entry_points.txt",
    "lxml/etree.pyd",
    "reportlab/fonts/Vera.ttf",
)
GONE = (
    ".lock",
    "PIL/_avif.cp313-win_amd64.pyd",
    "babel/locale-data/enm.dat",
    "babel/locale-data/de.dat",
    "bin/clinicplan",
    "cffi/api.py",
    "clinicplan/__pycache__/plan.pyc",
    "clinicplan-0.1.0.dist-info/direct_url.json",
    "icalendar/tests/test_rfc.py",
    "keyring-25.dist-info/RECORD",
    "lxml/includes/libxml/tree.h",
    "reportlab/fonts/DarkGardenMK.pfb",
    "rich/py.typed",
    "uharfbuzz/_harfbuzz.pyx",
)


def test_what_never_runs_goes_and_what_runs_stays(tmp_path: Path) -> None:
    app = lay(tmp_path / "app", *KEPT, *GONE)
    trim(app, languages=["en"])
    assert names(app) == set(KEPT)


def test_a_new_language_of_the_program_keeps_its_locale(tmp_path: Path) -> None:
    app = lay(
        tmp_path / "app", *(f"babel/locale-data/{name}.dat" for name in ("de", "de_CH", "fr"))
    )
    trim(app, languages=["en", "de"])
    assert names(app) == {"babel/locale-data/de.dat", "babel/locale-data/de_CH.dat"}


@pytest.mark.parametrize(
    ("metadata", "texts", "told"),
    [
        ("License-Expression: MIT\n", {}, "MIT"),
        ("License: BSD\nClassifier: License :: OSI Approved :: Other\n", {}, "BSD"),
        ("License: Whole\n text\n of it\nClassifier: License :: OSI Approved :: Y\n", {}, "Y"),
        ("Classifier: License :: A\nClassifier: License :: OSI :: B\n", {}, "A; B"),
        ("", {"licenses__LICENSE": "Permission is granted"}, "see its text"),
    ],
)
def test_each_package_says_its_licence(
    metadata: str, texts: dict[str, str], told: str, tmp_path: Path
) -> None:
    package(tmp_path / "app", "thing", metadata, **texts)
    (found,) = collect(tmp_path / "app", python(tmp_path), tmp_path / "licences")
    assert found.licence == told
    listed = (tmp_path / "licences" / LIST).read_bytes()
    assert f"thing 1.0: {told}".encode() in listed
    assert b"\n" not in listed.replace(b"\r\n", b"")


def python(folder: Path) -> Path:
    return lay(folder / "python", "LICENSE.txt")


def test_every_text_of_it_is_collected_with_pythons_own_and_ours(tmp_path: Path) -> None:
    texts = {
        "licenses__LICENSE": "ours",
        "licenses__vendor__COPYING.LESSER": "theirs",
        "AUTHORS.rst": "who",
        "sboms__crates.json": "{}",
    }
    metadata = "License-Expression: LGPL-3.0-or-later\nProject-URL: Source, https://example.org/t\n"
    info = package(tmp_path / "app", "thing", metadata, **texts)
    lay(info, "entry_points.txt", "top_level.txt")
    collect(tmp_path / "app", python(tmp_path), tmp_path / "licences")
    assert names(tmp_path / "licences") == {
        "Clinic plans.txt",
        "GPL-3.0.txt",
        "LIST.txt",
        "Python.txt",
        "thing-1.0/AUTHORS.rst",
        "thing-1.0/LICENSE",
        "thing-1.0/sboms-crates.json",
        "thing-1.0/vendor-COPYING.LESSER",
    }
    listed = (tmp_path / "licences" / LIST).read_text("utf-8")
    assert "thing 1.0: LGPL-3.0-or-later. https://example.org/t" in listed
    assert "GNU GENERAL PUBLIC LICENSE" in (tmp_path / "licences" / "GPL-3.0.txt").read_text(
        "utf-8"
    )


def test_a_package_without_a_licence_is_refused(tmp_path: Path) -> None:
    package(tmp_path / "app", "nobodys", "Summary: nothing said\n")
    with pytest.raises(Refused, match="nobodys"):
        collect(tmp_path / "app", python(tmp_path), tmp_path / "licences")


@pytest.fixture
def entered(tmp_path: Path) -> Path:
    libraries = ("python313.dll", "python3.dll", "vcruntime140.dll", "vcruntime140_1.dll")
    folder = lay(tmp_path / NAME, *(f"python/{name}" for name in ("pythonw.exe", *libraries)))
    (folder / "app").mkdir()
    make_entrances(folder, python="python313", version="1.2.3")
    return folder


def test_the_program_is_pythons_own_byte_for_byte(entered: Path) -> None:
    program, python = entered / f"{NAME}.exe", entered / "python"
    assert program.read_bytes() == (python / "pythonw.exe").read_bytes()
    for library in ("python313.dll", "python3.dll", "vcruntime140.dll", "vcruntime140_1.dll"):
        assert (entered / library).read_bytes() == (python / library).read_bytes()


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        (
            f"{NAME}._pth",
            ["python\\python313.zip", "python", "app", "app\\boot", "import site"],
        ),
        ("python/python313._pth", ["python313.zip", ".", "..\\app"]),
        ("clinicplan.cmd", ['@"%~dp0python\\python.exe" -B -m clinicplan %*']),
    ],
)
def test_it_finds_its_own_folders_and_no_others(file: str, lines: list[str], entered: Path) -> None:
    content = (entered / file).read_bytes()
    assert content == "".join(f"{line}\r\n" for line in lines).encode("ascii")


def test_the_word_for_a_person_names_the_version(entered: Path) -> None:
    text = (entered / "README.txt").read_bytes().decode("ascii")
    assert text.startswith("Clinic plans 1.2.3:")
    assert "{" not in text
    assert "Not a medical device" in text


def test_the_boot_module_starts_the_desk_and_leaves_workers_alone(entered: Path) -> None:
    boot = (entered / "app" / "boot" / "sitecustomize.py").read_text("utf-8")
    assert "clinicplan.cli.windowed import main" in boot
    assert "sys.dont_write_bytecode = True" in boot
