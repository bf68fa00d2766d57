"""A folder with Python and the packages becomes one that a double click starts.

The program's symbol is Python's own `pythonw.exe` under another name, byte for byte: its
signature stays good, and no program file of ours is unsigned. It looks for its paths in a file of
its own name, and `app/boot/sitecustomize.py` opens the desk from there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.windows import HERE, NAME

BESIDE = ("{python}.dll", "python3.dll", "vcruntime140.dll", "vcruntime140_1.dll")
"""What pythonw.exe loads, so it must lie beside it."""

PROMPT = '@"%~dp0python\\python.exe" -B -m clinicplan %*'
DESK_PATHS = ("python\\{python}.zip", "python", "app", "app\\boot", "import site")
PROMPT_PATHS = ("{python}.zip", ".", "..\\app")


def make_entrances(folder: Path, *, python: str, version: str) -> None:
    """Write what starts the program: by a double click, and at a command prompt."""
    shutil.copyfile(folder / "python" / "pythonw.exe", folder / f"{NAME}.exe")
    for name in BESIDE:
        library = name.format(python=python)
        shutil.copyfile(folder / "python" / library, folder / library)
    # Isolated: only these folders, no PYTHONPATH and no packages of the user's own.
    _write(folder / f"{NAME}._pth", *(line.format(python=python) for line in DESK_PATHS))
    _write(folder / "python" / f"{python}._pth", *(p.format(python=python) for p in PROMPT_PATHS))
    _write(folder / "clinicplan.cmd", PROMPT)
    boot = folder / "app" / "boot"
    boot.mkdir()
    shutil.copyfile(HERE / "boot.py", boot / "sitecustomize.py")
    text = (HERE / "README.txt").read_text("utf-8").format(version=version)
    _write(folder / "README.txt", *text.splitlines())


def _write(path: Path, *lines: str) -> None:
    """Lines as Windows ends them."""
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("ascii"))
