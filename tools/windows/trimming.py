"""The folder `app` becomes smaller by what never runs in a clinic."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

NEVER_RUNS = (
    "bin",
    ".lock",
    "**/__pycache__",
    # What the builder's computer left, and what only pip asks for. METADATA and
    # entry_points.txt stay: keyring finds Windows' own store by them.
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/direct_url.json",
    "*.dist-info/uv_*.json",
    # Tests, and what other people's compilers need.
    "icalendar/tests",
    "win32ctypes/tests",
    "certifi/tests",
    "cffi",  # cryptography takes _cffi_backend only
    "pycparser",
    "lxml/includes",
    "lxml/*.h",
    "**/*.pxd",
    "**/*.pxi",
    "**/*.pyi",
    "**/*.pyx",
    "**/py.typed",
    # Parts of libraries that nothing here calls.
    "PIL/_avif*.pyd",
    "PIL/_imagingtk*.pyd",
    "lxml/isoschematron",
    "lxml/objectify*.pyd",
    "pypdfium2_cli",
    # Fonts under the GPL, and one for a test.
    "reportlab/fonts/DarkGarden*",
    "reportlab/fonts/callig15*",
    "reportlab/fonts/hb-test.ttf",
)
LOCALES = ("babel", "locale-data")


def trim(app: Path, *, languages: Iterable[str]) -> None:
    """Remove what never runs, and Babel's locales but those of the program's languages."""
    for pattern in NEVER_RUNS:
        for path in sorted(app.glob(pattern)):
            _remove(path)
    kept = {"root", *languages}
    for locale in app.joinpath(*LOCALES).glob("*.dat"):
        if locale.stem.partition("_")[0] not in kept:
            locale.unlink()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
