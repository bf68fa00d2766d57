"""A fresh clone becomes a working clinicplan: `python start.py`, or `python start.py test`."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
SAMPLE = ROOT / "sample_plans" / "sample-clinic.xlsx"
HANDOUTS = ROOT / "sample-handouts"
EXTRAS = "desk,mail,microsoft,svg"
CHECKS = (
    ("ruff", ("-m", "ruff", "check", ".")),
    ("mypy", ("-m", "mypy")),
    ("pytest", ("-m", "pytest", "-n", "auto", "--dist", "loadfile")),
)


def python(*arguments: str | Path) -> int:
    """Run the environment's Python in the project's folder; its exit code."""
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False).returncode


def install(*what: str | Path) -> None:
    """Install into the environment, or end here with a sentence."""
    if python("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what):
        sys.exit("Installing failed; the lines above say why. Is the internet there?")


def make_environment() -> None:
    """Make `.venv` where there is none that works."""
    if not PYTHON.exists():
        print("Making .venv ...", flush=True)
        venv.create(VENV, with_pip=True, clear=True)


def start() -> int:
    """Install the program and make the handouts of the sample clinic."""
    print("Installing clinicplan into .venv (a minute the first time) ...", flush=True)
    install("--editable", f"{ROOT}[{EXTRAS}]")
    code = python("-m", "clinicplan", "build", SAMPLE, "--out", HANDOUTS)
    if code == 0:
        print("These are the handouts of an invented clinic: have a look at them.")
    print(f"\nNow make a folder of your own, outside of {ROOT}.")
    print(windows_entrance(ROOT, BIN) if os.name == "nt" else unix_entrance(BIN))
    entry = desk_entry(Path.home(), BIN, system=sys.platform)
    print(f"\nThe desk, all of it in your browser: double-click {entry}")
    return code


def windows_entrance(folder: Path, programs: Path) -> str:
    """Write `clinicplan.cmd`, which starts the program from wherever it is copied to.

    A path may hold letters that the console's own code page lacks, so it is switched to UTF-8.
    """
    file = folder / "clinicplan.cmd"
    program = str(programs / "clinicplan.exe").replace("%", "%%")
    lines = ("@echo off", "chcp 65001 >nul", f'"{program}" %*', "")
    file.write_text("\n".join(lines), encoding="utf-8", newline="\r\n")
    return (
        f"Copy {file} into it.\nOpen a command prompt there (type cmd into the folder's "
        "address bar), and type: clinicplan new clinic.xlsx"
    )


def unix_entrance(programs: Path) -> str:
    """What to type in a terminal so that it knows the program in every folder."""
    program = shlex.quote(str(programs / "clinicplan"))
    return (
        f"Open a terminal there, and type:\n    alias clinicplan={program}\n"
        "    clinicplan new clinic.xlsx"
    )


def desk_entry(home: Path, programs: Path, *, system: str) -> Path:
    """Write what opens the desk by a double click, where this system keeps such things.

    Linux shows it among the programs, macOS on the desktop, Windows in the project's folder.
    """
    if system == "win32":
        place = programs.parents[1] / "Clinic plans.cmd"
        lines = windows_entry(programs / "pythonw.exe")
    elif system == "darwin":
        place = home / "Desktop" / "Clinic plans.command"
        lines = ("#!/bin/sh", f"exec {shlex.quote(str(programs / 'clinicplan'))} open")
    else:
        place = home / ".local" / "share" / "applications" / "clinicplan.desktop"
        lines = linux_entry(programs / "clinicplan")
    place.parent.mkdir(parents=True, exist_ok=True)
    ending = "\r\n" if system == "win32" else "\n"
    place.write_text("\n".join((*lines, "")), encoding="utf-8", newline=ending)
    place.chmod(0o755)
    return place


def windows_entry(python: Path) -> tuple[str, ...]:
    """The lines of a .cmd file that leaves no black window open."""
    program = str(python).replace("%", "%%")
    starting = f'start "" "{program}" -m clinicplan.cli.windowed %*'
    return ("@echo off", "chcp 65001 >nul", starting)


def linux_entry(program: Path) -> tuple[str, ...]:
    """The lines of a desktop entry, as freedesktop.org describes them."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", str(program)).replace("\\", "\\\\").replace("%", "%%")
    return (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Clinic plans",
        "Comment=Home-exercise handouts from a workbook",
        f'Exec="{quoted}" open %f',
        f"Icon={ROOT / 'clinicplan' / 'desk' / 'static' / 'desk.svg'}",
        "Terminal=false",
        "Categories=Office;",
    )


def test() -> int:
    """Install the locked development set and run every check; the last line is the verdict."""
    print("Installing the development set into .venv ...", flush=True)
    install("--require-hashes", "--requirement", ROOT / "requirements-dev.txt")
    install("--no-deps", "--no-build-isolation", "--editable", ROOT)
    failed = [name for name, command in CHECKS if python(*command)]
    print(f"FAILED: {', '.join(failed)}" if failed else "ALL WELL: ruff, mypy and pytest")
    return 1 if failed else 0


def main() -> int:
    """Do what the command line asks for."""
    if sys.version_info < (3, 11):  # noqa: UP036  this file runs before any check of it
        sys.exit("clinicplan needs Python 3.11 or later.")
    commands = {(): start, ("test",): test}
    command = commands.get(tuple(sys.argv[1:]))
    if command is None:
        sys.exit("Usage: python start.py [test]")
    make_environment()
    return command()


if __name__ == "__main__":
    sys.exit(main())
