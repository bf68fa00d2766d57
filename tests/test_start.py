"""What a fresh clone's `python start.py` leaves behind, and tells people to do next."""

from __future__ import annotations

import shlex
import subprocess
from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("folder", ["Clinic plans", "Übungen Łódź", "100% feet", "O'Sample"])
def test_the_windows_entrance_names_the_program_whatever_its_folder(
    folder: str, tmp_path: Path
) -> None:
    programs = Path(rf"C:\Users\Sam\{folder}\Scripts")
    told = start.windows_entrance(tmp_path, programs)
    written = (tmp_path / "clinicplan.cmd").read_bytes()
    assert b"\n" not in written.replace(b"\r\n", b"")
    line = written.decode("utf-8").splitlines()[-1]
    program, arguments = line.rsplit(" ", 1)
    assert program.strip('"').replace("%%", "%") == str(programs / "clinicplan.exe")
    assert arguments == "%*"
    assert str(tmp_path / "clinicplan.cmd") in told


@pytest.mark.parametrize("folder", ["plain", "Clinic plans", "O'Sample"])
def test_the_unix_entrance_is_a_line_that_a_shell_understands(folder: str) -> None:
    programs = Path("/home/sam") / folder / "bin"
    line = start.unix_entrance(programs).splitlines()[1]
    assert shlex.split(line) == ["alias", f"clinicplan={programs / 'clinicplan'}"]


def entry(system: str, tmp_path: Path, folder: str = "Übungen 100% O'Sample") -> tuple[Path, str]:
    """The entry that opens the desk, with the bytes of its line ends."""
    programs = tmp_path / folder / ".venv" / "bin"
    place = start.desk_entry(tmp_path / "home", programs, system=system)
    return place, place.read_bytes().decode("utf-8")


def test_the_entry_of_linux_is_one_that_a_desktop_understands(tmp_path: Path) -> None:
    place, text = entry("linux", tmp_path)
    settings = ConfigParser(interpolation=None)
    settings.read_string(text)
    told = settings["Desktop Entry"]
    program = tmp_path / "Übungen 100% O'Sample" / ".venv" / "bin" / "clinicplan"
    assert place == tmp_path / "home/.local/share/applications/clinicplan.desktop"
    assert (told["Type"], told["Name"], told["Terminal"]) == (
        "Application",
        "Clinic plans",
        "false",
    )
    assert Path(told["Icon"]).exists()
    assert told["Exec"] == f'"{str(program).replace("%", "%%")}" open %f'


@pytest.mark.parametrize(
    ("folder", "quoted"),
    [("plain", "plain"), ('a"b', r'a\\"b'), ("a$b`c", r"a\\$b\\`c"), ("a\\b", r"a\\\\b")],
)
def test_what_a_desktop_would_read_as_a_sign_is_quoted(folder: str, quoted: str) -> None:
    lines = start.linux_entry(Path("/home/sam") / folder / "clinicplan")
    assert f'Exec="/home/sam/{quoted}/clinicplan" open %f' in lines


def test_the_entry_of_macos_is_a_line_that_a_shell_understands(tmp_path: Path) -> None:
    place, text = entry("darwin", tmp_path)
    program = tmp_path / "Übungen 100% O'Sample" / ".venv" / "bin" / "clinicplan"
    assert place == tmp_path / "home" / "Desktop" / "Clinic plans.command"
    assert place.stat().st_mode & 0o111
    assert text.startswith("#!/bin/sh\n")
    assert shlex.split(text.splitlines()[1]) == ["exec", str(program), "open"]


def test_the_entry_of_windows_starts_without_a_console(tmp_path: Path) -> None:
    place, text = entry("win32", tmp_path)
    assert place == tmp_path / "Übungen 100% O'Sample" / "Clinic plans.cmd"
    assert "\n" not in text.replace("\r\n", "")
    assert text.splitlines()[-1].startswith('start "" "')
    assert 'pythonw.exe" -m clinicplan.cli.windowed %*' in text
    assert "Übungen 100%% O'Sample" in text
    assert find_spec("clinicplan.cli.windowed")


@pytest.mark.parametrize(
    "path", [start.HANDOUTS, start.ROOT / "clinicplan.cmd", start.ROOT / "Clinic plans.cmd"]
)
def test_what_it_makes_is_not_the_projects(path: Path) -> None:
    asked = ["git", "check-ignore", "--no-index", "--quiet", f"{path}/"]
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    assert subprocess.run(asked, cwd=ROOT, check=False).returncode == 0


def test_the_samples_handouts_do_not_lie_among_real_ones() -> None:
    front = (ROOT / "README.md").read_text(encoding="utf-8")
    assert start.HANDOUTS.name in front
    assert f"--out {start.HANDOUTS.name}" not in front
    assert "clinicplan build clinic.xlsx" in front
