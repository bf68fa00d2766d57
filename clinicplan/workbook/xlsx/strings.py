"""The part of shared strings becomes the texts that cells refer to by their number."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from clinicplan.workbook.xlsx.container import Damaged, WrongFile
from clinicplan.workbook.xlsx.formats import is_on
from clinicplan.workbook.xlsx.grid import BLANKS, Struck
from clinicplan.workbook.xlsx.markup import DEPTH_LIMIT, cut, feed, text_of

STRINGS_LIMIT = 30_000_000
"""Characters of all texts together; a text costs as much memory as `TEXT_COST` of them."""

TEXT_COST = 50

Text = str | Struck
"""A shared text; Struck where a part of it is struck through, though its cell is not."""


class _Strings:
    """One pass over the part; what its handlers meet gathers here."""

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self.cost = 0
        self.pieces: list[str] = []
        self._depth = 0
        self._collecting = False
        self._phonetic = False
        self._striking = False
        self._is_struck = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise Damaged
        local = name.rpartition(":")[2]
        self._collecting = local == "t" and not self._phonetic
        self._phonetic = self._phonetic or local == "rPh"
        if local == "strike":
            self._striking = is_on(attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._collecting = False
        local = name.rpartition(":")[2]
        if local == "r":
            self._striking = False
        elif local == "rPh":
            self._phonetic = False
        elif local == "si":
            self._add(text_of("".join(self.pieces)))
            self.pieces.clear()

    def characters(self, data: str) -> None:
        if self._collecting:
            self.pieces.append(data)
            if self._striking and data.strip(BLANKS):
                self._is_struck = True

    def _add(self, text: str) -> None:
        self.texts.append(Struck(text) if self._is_struck else text)
        self.cost += len(text) + TEXT_COST
        self._is_struck = False


def read_strings(chunks: Iterable[bytes]) -> list[Text]:
    """The texts by number; WrongFile where they are more than a workbook of plans has."""
    strings = _Strings()
    parser = expat.ParserCreate()
    parser.StartElementHandler = strings.start
    parser.EndElementHandler = strings.end
    parser.CharacterDataHandler = strings.characters
    for _ in feed(chunks, parser):
        strings.pieces = cut(strings.pieces)
        if strings.cost > STRINGS_LIMIT:
            raise WrongFile("file-too-large")
    return strings.texts
