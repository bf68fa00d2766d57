"""A folder becomes an installer for one user, which asks for no administrator."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.windows import HERE, NAME, Refused
from tools.windows.icon import write_banner
from tools.windows.packing import EPOCH

SCRIPT = HERE / "clinic-plans.nsi"


def make_installer(folder: Path, to: Path, *, version: str, epoch: int = EPOCH) -> None:
    """Write the installer of the folder. Refused where NSIS is not there, or fails."""
    if not shutil.which("makensis"):
        raise Refused("makensis is missing. On Debian: apt install nsis")
    with tempfile.TemporaryDirectory() as place:
        banner = Path(place) / "banner.bmp"
        write_banner(banner)
        made = subprocess.run(
            command(folder, to, version=version, banner=banner),
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
    if made.returncode:
        raise Refused(f"makensis failed:\n{made.stdout[-2000:]}{made.stderr}")


def command(folder: Path, to: Path, *, version: str, banner: Path) -> list[str]:
    """How makensis is called. The names of files in the script are its own business."""
    told = {
        "NAME": NAME,
        "VERSION": version,
        "BANNER": banner,
        "BUNDLE": folder.resolve(),
        "OUT": to.resolve(),
    }
    defines = [f"-D{name}={value}" for name, value in told.items()]
    return ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *defines, str(SCRIPT)]
