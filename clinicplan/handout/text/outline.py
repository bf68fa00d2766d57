"""What a page says becomes its outline: the headings, and how much of each exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clinicplan.handout.text.heard import Said

SHOWN = frozenset(("Figure", "L", "Table"))
"""With the first of these the pictures and steps of an exercise begin."""

ENDS = ".?!:"
"""After these a sentence is at its end."""


def outline(said: Iterable[Said]) -> str:
    """The headings in the order of reading; after that of an exercise its side and dose."""
    return " ".join(_ended(text) for each in said for text in _parts(each) if text)


def page_about(outlines: Iterable[str], name: str) -> int:
    """The number of the first page that has an exercise of this name, 0 where none has."""
    found = (at for at, said in enumerate(outlines, start=1) if f" {_ended(name)}" in said)
    return next(found, 0)


def _ended(text: str) -> str:
    return text if text[-1] in ENDS else f"{text}."


def _parts(said: Said) -> Iterator[str]:
    if _is_heading(said):
        yield said.text
    elif said.kind == "Sect" and any(map(_is_heading, said.elements[:1])):
        yield from _until_shown(said.elements)
    else:
        for kid in said.elements:
            yield from _parts(kid)


def _until_shown(elements: Iterable[Said]) -> Iterator[str]:
    for element in elements:
        if element.kind in SHOWN:
            return
        yield element.text


def _is_heading(said: Said) -> bool:
    return said.kind[:1] == "H" and said.kind[1:].isdigit()
