"""typst, warm: one compiler for all documents, the script handed in as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import typst

from benchmarks import script as says
from benchmarks.peers.peer import Peer, one_by_one
from clinicplan.catalogue.read import templates_folder

_TEMPLATE = "handout.typ"


def open_peer(folder: Path) -> Peer:
    """typst as its Python package runs it, with tags (its default)."""
    shutil.copy(Path(__file__).with_name(_TEMPLATE), folder / _TEMPLATE)
    faces = Path(str(templates_folder())) / "faces" / "source-sans-3"
    compiler = typst.Compiler(
        str(folder / _TEMPLATE), root=str(folder), font_paths=[str(faces)], ignore_system_fonts=True
    )

    def compiled(prepared: str) -> bytes:
        pdf = compiler.compile(format="pdf", sys_inputs={"script": prepared})
        assert isinstance(pdf, bytes)
        return pdf

    return Peer(prepare=_json, set_all=one_by_one(compiled))


def _json(script: says.Script) -> str:
    return json.dumps(
        {
            "title": script.title,
            "author": script.author,
            "language": script.language[:2],
            "footer": script.footer,
            "blocks": [_block(block) for block in script.blocks],
        }
    )


def _block(block: says.Block) -> dict[str, object]:
    match block:
        case says.Heading():
            return {"kind": "heading", "level": block.level, **_words(block.words)}
        case says.Paragraph():
            return {"kind": "paragraph", **_words(block.words)}
        case says.Figure():
            return {"kind": "figure", **_figure(block)}
        case says.Listing():
            return {"kind": "list", "items": _items(block)}
        case says.Table():
            rows = [[_cell(cell) for cell in row] for row in block.rows]
            return {"kind": "table", "columns": block.columns, "rows": rows}
        case says.Shots():
            shots = [
                {"figure": _figure(figure) if figure else None, "items": _items(steps)}
                for figure, steps in block.shots
            ]
            return {"kind": "shots", "shots": shots}
        case says.Section():
            return {"kind": "section", "blocks": [_block(inner) for inner in block.blocks]}


def _words(words: says.Words) -> dict[str, object]:
    weight = {"R": 400, "S": 600, "B": 700}[words.face]
    return {"text": words.text, "weight": weight, "size": words.size, "colour": words.colour}


def _figure(figure: says.Figure) -> dict[str, object]:
    return {
        "file": f"gallery/{figure.file}",
        "alt": figure.alt,
        "width": figure.width,
        "height": figure.height,
    }


def _items(listing: says.Listing) -> list[dict[str, object]]:
    return [{"label": _words(label), "body": _words(body)} for label, body in listing.items]


def _cell(cell: says.Cell) -> dict[str, object]:
    return {
        "words": _words(cell.words) if cell.words else None,
        "boxes": cell.boxes,
        "span": cell.span,
        "figure": _figure(cell.figure) if cell.figure else None,
    }
