"""Chromium's own printing, one start for each page: the way of `--print-to-pdf`."""

from __future__ import annotations

import shutil
import subprocess
from itertools import count
from pathlib import Path

from benchmarks.peers.html import page, style_sheet
from benchmarks.peers.peer import Peer, one_by_one
from benchmarks.script import Script

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def open_peer(folder: Path) -> Peer | None:
    """Chromium with tags; None where it is not installed."""
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        return None
    room = folder / "chromium"
    room.mkdir(exist_ok=True)
    names = count()

    def prepare(script: Script) -> Path:
        path = room / f"{script.plan}-{next(names)}.html"
        html = page(script, gallery=folder / "gallery")
        path.write_text(html.replace("</head>", f"<style>{style_sheet()}</style></head>"), "utf-8")
        return path

    def printed(path: Path) -> bytes:
        pdf = path.with_suffix(".pdf")
        subprocess.run(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={room / 'profile'}", f"--print-to-pdf={pdf}", path.as_uri()],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return pdf.read_bytes()

    return Peer(prepare=prepare, set_all=one_by_one(printed))
