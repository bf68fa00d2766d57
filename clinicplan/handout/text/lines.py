"""What a plan says becomes plain text: a heading, a paragraph, a step a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clinicplan.handout.text.heard import Said

_UNDER = {"H1": "=", "H2": "-", "H3": "-"}
_BOX = "[ ]"
_COUNT = re.compile(r"\d+")


def plain_text(
    said: Sequence[Said], *, picture: str, instead: tuple[str, str] = ("", "")
) -> bytes:
    """The file, in UTF-8. `picture` is the word before what one shows.

    `instead` is what only paper can ask for, and what is asked for in its place.
    """
    text = "\n".join(line for each in said for line in _lines(each, picture))
    text = text.replace(*instead) if instead[0] else text
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()


def _lines(said: Said, picture: str) -> Iterator[str]:
    if said.kind == "Sect":
        for kid in said.elements:
            yield from _lines(kid, picture)
    elif said.kind in ("H1", "H2", "H3", "H4"):
        yield from ("", "", said.text)
        if mark := _UNDER.get(said.kind):
            yield mark * len(said.text)
        yield ""
    elif said.kind == "L":
        yield from ("", *map(_item, said.elements), "")
    elif said.kind == "Table":
        yield from _table([row.elements for row in said.elements])
    elif said.kind == "Figure":
        yield from ("", f"[{picture}: {said.alt}]")
    else:
        yield from (_words(said), "")


def _item(item: Said) -> str:
    label, body = item.elements
    if label.text in ("", "•"):
        return f"- {body.text}"
    return f"{label.text}{'.' if label.text.isdigit() else ':'} {body.text}"


def _words(said: Said) -> str:
    """Its words, or where it has a picture what that shows: a pair of brackets for each box."""
    figures = [_boxes(kid) for kid in said.elements if kid.alt]
    return " ".join(figures) if figures else said.text


def _boxes(figure: Said) -> str:
    found = _COUNT.match(figure.alt)
    return " ".join([_BOX] * int(found[0])) if found and not figure.text else figure.alt


def _table(rows: Sequence[Sequence[Said]]) -> Iterator[str]:
    """Each row in a line, what stands in a column after its heading."""
    if not rows:
        return
    first, *days = [cell.text for cell in rows[0]]
    yield from ("", f"{first}: {', '.join(days)}.") if first else ("",)
    for name, *cells in rows[1:]:
        parts = " ".join(map(_ended, _columns(days, cells)))
        yield f"{_named(name)}. {parts}"
    yield ""


def _columns(headings: Sequence[str], cells: Sequence[Said]) -> Iterator[str]:
    """What stands in each column after its heading; words across several say of what.

    Boxes stand on each day: on all together they would look like those of a week.
    """
    start = 0
    for cell in cells:
        words = _words(cell)
        if cell.span > 1 and _BOX not in words:
            yield words
        elif words:
            yield from (f"{each}: {words}" for each in headings[start : start + cell.span])
        start += cell.span


def _named(cell: Said) -> str:
    """A row's name; what stands under it after a comma."""
    paragraphs = [kid.text for kid in cell.elements]
    return ", ".join(paragraphs) if paragraphs else cell.text


def _ended(part: str) -> str:
    return part if part.endswith((".", "?", ":", "]")) else f"{part}."
