"""A part's XML becomes calls of handlers, or a list of elements; nothing else is allowed in it."""

from __future__ import annotations

import re
from xml.parsers import expat

from clinicplan.workbook.container import Damaged, WrongFile
from clinicplan.workbook.grid import BLANKS

ELEMENT_LIMIT = 100_000
TEXT_LIMIT = 32_768
"""One more character than Excel keeps in a cell; what lies beyond is cut off."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def parse_part(data: bytes, parser: expat.XMLParserType) -> None:
    """Hands the part to the parser's handlers; Damaged where it is no XML, or has a DOCTYPE.

    It is one call for the whole part: piecewise, a long token costs quadratic time.
    """
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Damaged from error


def _refuse_doctype(*_: object) -> None:
    raise Damaged


def elements_of(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name.rpartition(":")[2], attributes))
        if len(found) > ELEMENT_LIMIT:
            raise WrongFile("file-too-large")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parse_part(data, parser)
    return found


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
