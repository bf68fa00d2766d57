"""The command: `python -m tools.windows --embed FILE` makes the ZIP and the installer.

Run it in the project's folder. FILE is Python's embeddable package for 64-bit Windows, as
python.org gives it out; the libraries come from where pip's settings say. docs/windows.md
tells what else must be there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.windows import NAME, ROOT, Refused
from tools.windows.embedded import unpack
from tools.windows.entrances import make_entrances
from tools.windows.icon import write_icon
from tools.windows.installer import make_installer
from tools.windows.licences import collect
from tools.windows.packages import build_wheel, install, version_of
from tools.windows.packing import EPOCH, pack
from tools.windows.trimming import trim

LANGUAGES = ROOT / "templates" / "languages"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the embeddable package, its SHA-256 if not a known one, and where to."""

    embed: Path
    sha256: str
    out: Path
    setup: bool


def main(arguments: Sequence[str]) -> int:
    """Make what is asked for; each file with its size and SHA-256 is a line."""
    try:
        made = make(_order(arguments), epoch=int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH)))
    except Refused as refused:
        print(refused, file=sys.stderr)  # noqa: T201
        return 1
    for file in made:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        print(f"{file}  {file.stat().st_size / 1e6:.1f} MB  {digest}")  # noqa: T201
    return 0


def make(order: Order, *, epoch: int) -> list[Path]:
    """The folder, then its ZIP and its installer; the files for a clinic."""
    folder = order.out / NAME
    shutil.rmtree(folder, ignore_errors=True)
    version = make_folder(folder, order)
    archive = order.out / f"clinic-plans-{version}-windows.zip"
    pack(folder, archive, epoch=epoch)
    if not order.setup:
        return [archive]
    setup = order.out / f"clinic-plans-{version}-setup.exe"
    make_installer(folder, setup, version=version, epoch=epoch)
    return [setup, archive]


def make_folder(folder: Path, order: Order) -> str:
    """Fill the folder that a clinic gets; the program's version."""
    app = folder / "app"
    python = unpack(order.embed, folder / "python", sha256=order.sha256)
    with tempfile.TemporaryDirectory() as place:
        wheel = build_wheel(Path(place))
        version = version_of(wheel)
        install(wheel, app)
    collect(app, folder / "python", folder / "licences")
    trim(app, languages=[path.name for path in LANGUAGES.iterdir() if path.is_dir()])
    write_icon(folder / "clinic-plans.ico")
    make_entrances(folder, python=python, version=version)
    return version


def _order(arguments: Sequence[str]) -> Order:
    ask = argparse.ArgumentParser(prog="python -m tools.windows", description=__doc__)
    ask.add_argument("--embed", type=Path, required=True, help="python-3.…-embed-amd64.zip")
    ask.add_argument("--sha256", default="", help="of that file, from the release's page")
    ask.add_argument("--out", type=Path, default=ROOT / "dist" / "windows")
    ask.add_argument("--no-setup", action="store_true", help="only the ZIP; NSIS is not needed")
    told = ask.parse_args(arguments)
    return Order(told.embed, told.sha256, told.out, setup=not told.no_setup)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
