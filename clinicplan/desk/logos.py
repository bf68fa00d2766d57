"""A file that was chosen as the clinic's logo becomes one that may lie beside the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clinicplan.files import write_whole
from clinicplan.handout.brand import LOGO_SIZE
from clinicplan.handout.images import read_picture
from clinicplan.illustrations.svg import looks_like_svg

KEPT = 5
"""Files that are kept until the form is saved; the last ones chosen."""

_STEM = "logo"
_PNG = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that can be printed; its name is plain, whatever the file was called."""

    name: str
    data: bytes


class Logos:
    """The logos that were chosen in forms that are not saved yet, by number."""

    def __init__(self) -> None:
        self._kept: dict[int, Logo] = {}

    def keep(self, data: bytes) -> int:
        """The number of a new one. Raises UnusablePicture."""
        read_picture(data, print_size=LOGO_SIZE)
        number = max(self._kept, default=0) + 1
        self._kept = {**dict(list(self._kept.items())[1 - KEPT :]), number: _logo(data)}
        return number

    def find(self, number: str) -> Logo | None:
        """The logo of a number, as a form gives it back."""
        return self._kept.get(int(number)) if number.isascii() and number.isdigit() else None


def _logo(data: bytes) -> Logo:
    ending = ".svg" if looks_like_svg(data) else ".png" if data.startswith(_PNG) else ".jpg"
    return Logo(_STEM + ending, data)


def place_for(logo: Logo, folder: Path) -> Path:
    """Where the logo lies in this folder, or may: never in place of another file."""
    path, number = folder / logo.name, 2
    while path.exists() and not _is(path, logo):
        path = (folder / logo.name).with_stem(f"{_STEM}-{number}")
        number += 1
    return path


def put(logo: Logo, path: Path) -> bool:
    """Write the logo there; False where it lies there already. Raises UnwritableFile."""
    if path.exists():
        return False
    write_whole(path, logo.data)
    return True


def _is(path: Path, logo: Logo) -> bool:
    try:
        return path.stat().st_size == len(logo.data) and path.read_bytes() == logo.data
    except OSError:
        return False
