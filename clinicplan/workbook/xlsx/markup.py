"""A part's XML becomes calls of handlers, or its elements; nothing else is allowed in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from clinicplan.workbook.xlsx.container import Damaged, WrongFile
from clinicplan.workbook.xlsx.grid import BLANKS

ELEMENT_LIMIT = 100_000
"""Elements of a small part, such as the list of sheets."""

DEPTH_LIMIT = 100
"""Elements that lie one in the other: expat keeps 140 bytes for each, and a sheet has ten."""

TOKEN_LIMIT = 1 << 20
"""Bytes of one tag or comment: expat goes over it anew with every piece, and keeps it whole."""

NAME_LIMIT = 10_000
"""Different names of elements and attributes: expat keeps each until the part ends."""

TEXT_LIMIT = 32_768
"""One more character than Excel keeps in a cell; what lies beyond is cut off."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def feed(chunks: Iterable[bytes], parser: expat.XMLParserType) -> Iterator[None]:
    """Hands a part to the parser's handlers piece by piece, and stops after each.

    Damaged where it is no XML, has a DOCTYPE, or takes more to parse than a workbook's part.
    """
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > TOKEN_LIMIT or len(parser.intern) > NAME_LIMIT:
                raise Damaged
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Damaged from error
    yield


def parse_part(chunks: Iterable[bytes], parser: expat.XMLParserType) -> None:
    """The same for a part whose handlers are told all of it at once."""
    for _ in feed(chunks, parser):
        pass


def _refuse_doctype(*_: object) -> None:
    raise Damaged


def elements_of(chunks: Iterable[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name.rpartition(":")[2], attributes))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    for _ in feed(chunks, parser):
        count += len(found)
        if count > ELEMENT_LIMIT:
            raise WrongFile("file-too-large")
        yield from found
        found.clear()


def cut(pieces: list[str]) -> list[str]:
    """The pieces of a text as far as anybody needs them: asked after each piece of the part."""
    return ["".join(pieces)[:TEXT_LIMIT]] if pieces else pieces


def text_of(raw: str) -> str:
    """A cell's text with Excel's `_x000D_` decoded and one kind of line end.

    "" where there is nothing to see in it.
    """
    text = raw[:TEXT_LIMIT]
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip(BLANKS) else ""
