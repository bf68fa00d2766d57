"""The lock and the project's wheel become the folder `app`, as a Windows computer needs it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.windows import HERE, ROOT, Refused

LOCK = HERE / "requirements.txt"
# pip answers `sys_platform == "win32"` for the computer it runs on, so it takes the wrong ones.
TARGET = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.13")


def build_wheel(folder: Path) -> Path:
    """The project's wheel, built from this tree without the network."""
    _run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder.resolve()))
    return next(folder.glob("clinicplan-*.whl"))


def install(wheel: Path, app: Path) -> None:
    """Lay the locked packages, each proved by its hash, and the wheel into the folder."""
    _uv_install("--require-hashes", "--requirement", str(LOCK), app=app)
    _uv_install(str(wheel), app=app)


def version_of(wheel: Path) -> str:
    """The version in the wheel's name: `0.1.0`."""
    found = re.match(r"clinicplan-(\d+\.\d+\.\d+)-", wheel.name)
    if not found:
        raise Refused(f"{wheel.name} is not a release: Windows wants a version of three numbers.")
    return found[1]


def _uv_install(*what: str, app: Path) -> None:
    options = ("--quiet", "--no-deps", "--only-binary", ":all:", "--link-mode", "copy")
    _run("-m", "uv", "pip", "install", *options, *TARGET, "--target", str(app), *what)


def _run(*arguments: str, interpreter: Sequence[str] = (sys.executable,)) -> None:
    done = subprocess.run([*interpreter, *arguments], cwd=ROOT, check=False)
    if done.returncode:
        raise Refused(f"{arguments[1]} failed; the lines above say why.")
