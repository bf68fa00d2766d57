"""WeasyPrint, warm: style sheet, fonts and pictures are read once for all documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.peers.html import page, style_sheet
from benchmarks.peers.peer import Peer, one_by_one


def open_peer(folder: Path) -> Peer:
    """WeasyPrint with tags."""
    fonts = FontConfiguration()
    css = CSS(string=style_sheet(), font_config=fonts)
    pictures: dict[str, Any] = {}

    def printed(html: str) -> bytes:
        pdf = HTML(string=html).write_pdf(
            stylesheets=[css], font_config=fonts, cache=pictures, pdf_tags=True
        )
        assert isinstance(pdf, bytes)
        return pdf

    return Peer(
        prepare=lambda script: page(script, gallery=folder / "gallery"),
        set_all=one_by_one(printed),
    )
