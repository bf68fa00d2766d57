"""What a plan says becomes one file for a browser: nothing in it runs, and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from clinicplan.handout.text.drawing import drawn
from clinicplan.handout.text.heard import STRONG, Said, Shown

_STYLE = """
body{max-width:44rem;margin:0 auto;padding:1rem;font:1.15rem/1.5 system-ui,sans-serif;
color:#1b252d;background:#fff}
h1{font-size:1.9rem;line-height:1.2}h2{font-size:1.45rem;margin-top:2.2rem}
h3,h4{font-size:1.15rem}
section{border-top:.15rem solid;margin-top:2rem}section h2{margin-top:1rem}
p{margin:.5rem 0}figure{margin:1rem 0}svg{max-width:100%;height:auto}
ul{padding-left:1.4rem}ul.steps{list-style:none;padding-left:0}
a svg{background:#fff;padding:.8rem}.table{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #7c8790;padding:.35rem;text-align:left;vertical-align:top}
.urgent{border:.25rem solid #a3241c;padding:0 1rem}.urgent h2{color:#a3241c}
input{width:1.2rem;height:1.2rem}.box{letter-spacing:.2rem}a{color:#0b4f5e}
@media (prefers-color-scheme:dark){body{color:#f2f2f2;background:#14191d}
svg{background:#fff}a{color:#8fd3e0}.urgent{border-color:#ff8a80}.urgent h2{color:#ff8a80}}
@media (max-width:30rem){.table{font-size:.9rem;line-height:1.3;margin:1rem -.6rem}
th,td{padding:.15rem}td input{margin:.15rem .1rem}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_COUNT = re.compile(r"\d+")
_SCOPES = {"Scope/Column": "col", "Scope/Row": "row"}


def html_page(said: Sequence[Said], *, title: str, language: str, urgent: str = "") -> bytes:
    """The file, in UTF-8. The section that is headed `urgent` is framed as a warning."""
    body = "\n".join(map(_block, said))
    heading = f"<h2>{escape(urgent)}</h2>"
    body = body.replace(f"<section>\n{heading}", f'<section class="urgent">\n{heading}')
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def _block(said: Said) -> str:
    kind = said.kind
    if kind == "Sect":
        return f"<section>\n{_blocks(said)}\n</section>"
    if kind in ("H1", "H2", "H3", "H4"):
        level = kind.lower()
        return f"<{level}>{_plain(said)}</{level}>"
    if kind == "Figure":
        return f"<figure>{_figure(said)}</figure>"
    if kind == "L":
        return _list(said)
    if kind == "Table":
        rows = "\n".join(_row(row) for row in said.elements)
        return f'<div class="table" tabindex="0"><table>\n{rows}\n</table></div>'
    return f"<p>{_inline(said)}</p>"


def _blocks(said: Said) -> str:
    return "\n".join(_block(kid) for kid in said.elements)


def _inline(said: Said) -> str:
    """The words of a paragraph, with what is in it."""
    return re.sub(" {2,}", " ", _parts(said)).strip(" ")


def _parts(said: Said) -> str:
    return "".join(map(_part, said.kids))


def _plain(said: Said) -> str:
    """The words of a heading, which stands out by itself."""
    return _inline(said).replace("<strong>", "").replace("</strong>", "")


def _part(kid: Said | Shown | str) -> str:
    if isinstance(kid, str):
        return escape(kid)
    if isinstance(kid, Shown):
        return ""
    if kid.kind == "Link":
        inner = _figure(kid) if kid.alt else _inline(kid)
        return f'<a href="{escape(kid.address)}">{inner}</a>' + " " * kid.ends_apart
    if kid.kind == "Figure":
        return _figure(kid)
    if kid.kind == STRONG:
        return f"<strong>{escape(kid.text)}</strong>" + " " * kid.ends_apart
    return _parts(kid) + ("<br>" if kid.kind == "P" else "")


def _list(said: Said) -> str:
    """A list; labels that say more than a dot are kept."""
    items = []
    steps = False
    for item in said.elements:
        label, body = item.elements
        dot = label.text in ("", "•")
        steps = steps or not dot
        items.append(f"<li>{'' if dot else f'<b>{_plain(label)}</b> '}{_inline(body)}</li>")
    start = '<ul class="steps">' if steps else "<ul>"
    return "\n".join((start, *items, "</ul>"))


def _row(row: Said) -> str:
    return "<tr>" + "".join(_cell(cell) for cell in row.elements) + "</tr>"


def _cell(cell: Said) -> str:
    if len(days := cell.figures) > 1:
        return _days(days)
    scope = next((f' scope="{to}"' for of, to in _SCOPES.items() if of in cell.attributes), "")
    wide = f' colspan="{cell.span}"' if cell.span > 1 else ""
    tag = cell.kind.lower()
    words = (_plain if tag == "th" else _inline)(cell).removesuffix("<br>")
    if wide:  # a line to write on, not a box
        words = words.replace("☐", "&nbsp;")
    return f"<{tag}{scope}{wide}>{words}</{tag}>"


def _days(days: Sequence[Said]) -> str:
    """A cell for each day, its boxes under its heading; the first one says what all of them are."""
    first, *others = days
    cells = (_labelled(first), *map(_unlabelled, others))
    return "".join(f"<td>{cell}</td>" for cell in cells)


def _figure(said: Said) -> str:
    """A picture with its words; boxes to tick, and numbers to circle, as signs with theirs."""
    label = f'role="img" aria-label="{escape(said.alt)}"'
    pictures = [kid for kid in said.kids if isinstance(kid, Shown)]
    if said.box and pictures:
        box = said.box
        wide, high = box.right - box.left, box.top - box.bottom
        inner = "".join(map(drawn, pictures))
        return (
            f'<svg {label} viewBox="0 0 {wide:.1f} {high:.1f}" width="{2 * wide:.0f}">'
            f'<g transform="matrix(1 0 0 -1 {-box.left:.2f} {box.top:.2f})">{inner}</g></svg>'
        )
    if _many(said) == 1:
        return f'<input type="checkbox" aria-label="{escape(said.alt)}">'
    return _labelled(said)


def _labelled(said: Said) -> str:
    """Boxes or signs, and what they are."""
    label = f'aria-label="{escape(said.alt)}"'
    if many := _many(said):
        return f'<span role="group" {label}>{_ticks(many)}</span>'
    return f'<span class="box" role="img" {label}>{_signs(said)}</span>'


def _unlabelled(said: Said) -> str:
    """Boxes or signs after others of which somebody has heard what they are."""
    if many := _many(said):
        return _ticks(many)
    return f'<span class="box" aria-hidden="true">{_signs(said)}</span>'


def _many(said: Said) -> int:
    """How many boxes to tick a figure is, 0 where it is something else."""
    found = _COUNT.match(said.alt)
    return int(found[0]) if found and not said.text else 0


def _ticks(many: int) -> str:
    """Boxes that can be ticked, each with its number."""
    return "".join(f'<input type="checkbox" aria-label="{n}">' for n in range(1, many + 1))


def _signs(said: Said) -> str:
    return escape(said.text or "☐")
