"""A script becomes HTML with one style sheet, for the peers that print web pages."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

from benchmarks import script as says
from clinicplan.catalogue.read import templates_folder

_WEIGHTS = {"R": ("Regular", 400), "S": ("Semibold", 600), "B": ("Bold", 700)}


def style_sheet() -> str:
    """The style sheet that all documents share."""
    faces = Path(str(templates_folder())) / "faces" / "source-sans-3"
    fonts = "".join(
        f"@font-face{{font-family:Handout;font-weight:{weight};"
        f"src:url('{next(faces.glob(f'*-{name}.ttf')).as_uri()}')}}"
        for name, weight in _WEIGHTS.values()
    )
    return fonts + (
        "@page{size:A4;margin:40pt 51pt 51pt;"
        "@bottom-right{font:600 9pt Handout;content:'Page ' counter(page) ' of ' counter(pages)}}"
        "body{font:12pt/1.3 Handout;margin:0}h1,h2,h3,h4,p{margin:0 0 4pt;break-after:auto}"
        "h1,h2,h3,h4{break-after:avoid}.step{margin:0 0 3pt}"
        ".section,table.diary{break-inside:avoid}.section{margin-bottom:14pt}"
        ".shots{display:table;width:100%;table-layout:fixed}.row{display:table-row}"
        ".shot{display:table-cell;padding:2pt;vertical-align:top}"
        "table{border-collapse:collapse;width:100%;table-layout:fixed;margin-bottom:8pt}"
        "th,td{border-top:.5pt solid #c9d1d6;padding:2pt;text-align:left;vertical-align:middle}"
        "th:first-child,td:first-child{width:30%}table.few th:first-child{width:50%}"
        ".box{display:inline-block;width:12.8pt;height:12.8pt;border:.9pt solid #1b252d;"
        "border-radius:1.4pt;margin-right:4pt}img{display:block}"
    )


def page(script: says.Script, *, gallery: Path) -> str:
    """The document without its style sheet; the footer's words differ, so they stand here."""
    body = "".join(_block(block, gallery) for block in script.blocks)
    footer = script.footer.replace('"', "")
    return (
        f'<!DOCTYPE html><html lang="{script.language}"><head><meta charset="utf-8">'
        f"<title>{escape(script.title)}</title><style>@page{{@bottom-left{{font:9pt Handout;"
        f'width:80%;content:"{footer}"}}}}</style></head><body>{body}</body></html>'
    )


def _block(block: says.Block, gallery: Path) -> str:
    match block:
        case says.Heading():
            return _text(f"h{block.level}", block.words)
        case says.Paragraph():
            return _text("p", block.words)
        case says.Figure():
            return _figure(block, gallery)
        case says.Listing():
            return _listing(block)
        case says.Table():
            return _table(block, gallery)
        case says.Shots():
            return _shots(block, gallery)
        case says.Section():
            inner = "".join(_block(kid, gallery) for kid in block.blocks)
            return f'<section class="section">{inner}</section>'


@lru_cache(None)
def _style(face: str, size: float, colour: str) -> str:
    return f"font-weight:{_WEIGHTS[face][1]};font-size:{size:g}pt;color:{colour}"


def _text(tag: str, words: says.Words) -> str:
    style = _style(words.face, words.size, words.colour)
    return f'<{tag} style="{style}">{escape(words.text)}</{tag}>'


def _figure(figure: says.Figure, gallery: Path) -> str:
    file = (gallery / figure.file).as_uri()
    size = f"width:{figure.width}pt;height:{figure.height}pt"
    return f'<img src="{file}" alt="{escape(figure.alt)}" style="{size}">'


def _listing(listing: says.Listing) -> str:
    return "".join(
        f'<p class="step">{_text("span", label)} {_text("span", body)}</p>'
        for label, body in listing.items
    )


def _shots(block: says.Shots, gallery: Path) -> str:
    cells = [
        f'<div class="shot">{_figure(figure, gallery) if figure else ""}{_listing(steps)}</div>'
        for figure, steps in block.shots
    ]
    rows = ["".join(cells[at : at + 3]) for at in range(0, len(cells), 3)]
    shown = "".join(f'<div class="row">{row}</div>' for row in rows)
    return f'<div class="shots">{shown}</div>'


def _table(table: says.Table, gallery: Path) -> str:
    kind = "diary" if table.columns > 3 else "few"
    rows = "".join(
        "<tr>" + "".join(_cell(cell, gallery) for cell in row) + "</tr>" for row in table.rows
    )
    return f'<table class="{kind}">{rows}</table>'


def _cell(cell: says.Cell, gallery: Path) -> str:
    tag = "th" if cell.is_header else "td"
    figure = _figure(cell.figure, gallery) if cell.figure else ""
    words = _text("span", cell.words) if cell.words else ""
    boxes = '<span class="box"></span>' * cell.boxes
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    return f"<{tag}{span}>{figure}{words}{boxes}</{tag}>"
