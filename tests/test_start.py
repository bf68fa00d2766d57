"""What a fresh clone's `python start.py` leaves behind, and tells people to do next."""

from __future__ import annotations

import shlex
import subprocess
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


@pytest.mark.parametrize("path", [start.HANDOUTS, start.ROOT / "clinicplan.cmd"])
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
