"""The ZIP and the installer's script: the same each time, and only the program's own files."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatch
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from tools.windows import NAME, Refused
from tools.windows.entrances import BESIDE
from tools.windows.icon import BANNER, SIZES, write_banner, write_icon
from tools.windows.installer import SCRIPT, command, make_installer
from tools.windows.packages import version_of
from tools.windows.packing import pack

FILES = {"b.txt": b"two", "a/z.txt": b"one" * 400, "a/Übung.txt": b"", "B.txt": b"capital"}
TEXT = SCRIPT.read_text("utf-8")


def made_up(folder: Path, names: list[str]) -> Path:
    for number, name in enumerate(names):
        path = folder / NAME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FILES[name])
        os.utime(path, (number * 1000, number * 1000))
        path.chmod(0o600 + number)
    return folder / NAME


def test_the_same_files_are_the_same_zip(tmp_path: Path) -> None:
    pack(made_up(tmp_path / "one", list(FILES)), tmp_path / "one.zip")
    pack(made_up(tmp_path / "other", list(reversed(FILES))), tmp_path / "other.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_the_zip_holds_one_folder_with_all_of_it_and_nobodys_name(tmp_path: Path) -> None:
    pack(made_up(tmp_path, list(FILES)), tmp_path / "it.zip", epoch=1_000_000_000)
    with ZipFile(tmp_path / "it.zip") as file:
        assert {entry.filename: file.read(entry) for entry in file.infolist()} == {
            f"{NAME}/{name}": content for name, content in FILES.items()
        }
        assert {entry.date_time for entry in file.infolist()} == {(2001, 9, 9, 1, 46, 40)}
        assert {(entry.create_system, entry.external_attr) for entry in file.infolist()} == {
            (0, 0x20)
        }


def removed(section: str) -> set[str]:
    """What the script deletes by name in the program's folder."""
    return set(re.findall(r'^ +Delete "\$INSTDIR\\(.+)"', section, re.MULTILINE))


def test_uninstalling_takes_each_file_of_ours_and_nothing_by_guess() -> None:
    removing = TEXT.partition("Section Uninstall")[2]
    ours = {f"{NAME}._pth", "clinicplan.cmd", "clinic-plans.ico", "README.txt", "Uninstall.exe"}
    ours |= {name.format(python="python313") for name in BESIDE}
    patterns = {name.replace("${NAME}", NAME) for name in removed(removing)}
    assert {name for name in ours if not any(fnmatch(name, each) for each in patterns)} == set()
    assert not any(fnmatch(name, each) for name in ("a.dll", "x.xlsx") for each in patterns)


def test_only_the_programs_own_folders_are_removed_whole() -> None:
    whole = re.findall(r'^ *RMDir /r "(.+)"', TEXT, re.MULTILINE)
    assert sorted(whole) == [f"$INSTDIR\\{name}" for name in ("app", "licences", "python")]
    assert re.findall(r'^ *RMDir "(.+)"', TEXT, re.MULTILINE) == ["$INSTDIR"]
    assert "MUI_PAGE_DIRECTORY" not in TEXT


@pytest.mark.parametrize("section", ["Section\n", "Section Uninstall\n"])
def test_nothing_is_touched_while_the_program_runs(section: str) -> None:
    body = TEXT.partition(f"\n{section}")[2]
    assert body.lstrip().startswith("!insertmacro REFUSE_WHILE_IT_RUNS")


def test_it_is_for_one_user_and_asks_for_no_administrator() -> None:
    assert "RequestExecutionLevel user" in TEXT
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\${NAME}"' in TEXT
    assert "HKLM" not in TEXT
    assert "AppData" not in TEXT  # what the program remembers of letters is the clinic's


def test_the_entries_do_not_start_in_the_programs_folder() -> None:
    before, _, after = TEXT.partition('CreateShortcut "$SMPROGRAMS')
    assert after
    assert before.rstrip().splitlines()[-1].strip().startswith('SetOutPath "$DOCUMENTS"')


def test_every_name_in_the_script_is_given(tmp_path: Path) -> None:
    banner, setup = tmp_path / "banner.bmp", tmp_path / "setup.exe"
    called = command(tmp_path / NAME, setup, version="1.2.3", banner=banner)
    given = {word[2:].partition("=")[0] for word in called if word.startswith("-D")}
    made_here = set(re.findall(r"^!define (\w+)", TEXT, re.MULTILINE))
    assert set(re.findall(r"\$\{(\w+)\}", TEXT)) == given | {"UNINSTALL"}
    assert "UNINSTALL" in made_here
    assert called[-1] == str(SCRIPT)


def test_without_nsis_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="apt install nsis"):
        make_installer(tmp_path, tmp_path / "setup.exe", version="1.2.3")


@pytest.mark.parametrize(
    ("wheel", "version"),
    [
        ("clinicplan-0.1.0-py3-none-any.whl", "0.1.0"),
        ("clinicplan-1.2.3-py3-none-any.whl", "1.2.3"),
    ],
)
def test_the_version_is_the_wheels(wheel: str, version: str) -> None:
    assert version_of(Path(wheel)) == version


@pytest.mark.parametrize("wheel", ["clinicplan-0.1.0rc1-py3-none-any.whl", "other-1.2.3-x.whl"])
def test_a_version_that_windows_cannot_say_is_refused(wheel: str) -> None:
    with pytest.raises(Refused):
        version_of(Path(wheel))


def test_the_symbol_is_there_in_every_size_and_the_same_each_time(tmp_path: Path) -> None:
    write_icon(tmp_path / "a.ico")
    write_icon(tmp_path / "b.ico")
    assert (tmp_path / "a.ico").read_bytes() == (tmp_path / "b.ico").read_bytes()
    with Image.open(tmp_path / "a.ico") as picture:
        assert picture.info["sizes"] == {(size, size) for size in SIZES}


def test_the_installers_last_page_has_the_symbol_on_its_own_colour(tmp_path: Path) -> None:
    write_banner(tmp_path / "banner.bmp")
    with Image.open(tmp_path / "banner.bmp") as picture:
        assert (picture.format, picture.size, picture.mode) == ("BMP", BANNER, "RGB")
        colours = picture.getcolors(1 << 16) or []
    assert max(colours)[1] not in ((0, 0, 0), (255, 255, 255))
