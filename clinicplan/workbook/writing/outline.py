"""A worksheet's XML becomes where in its bytes the rows and cells lie, and what guards them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from clinicplan.findings import column_letters
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.grid import BLANKS
from clinicplan.workbook.xlsx.markup import parse_part

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_TAG = re.compile(rb"""<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_CLOSING = re.compile(rb"</[^\s>]+\s*>")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells, its corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """True for a cell inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


@dataclass(slots=True)
class Element:
    """An element in its bytes: `start` to `inside` is its tag, `end` is behind all of it.

    `outside` is where its closing tag begins; all three are the same where it has none.
    """

    name: str
    attributes: Mapping[str, str]
    start: int
    inside: int
    outside: int = 0
    end: int = 0

    @property
    def is_empty(self) -> bool:
        """True where the tag closes itself."""
        return self.inside == self.end


@dataclass(slots=True)
class Cell:
    """A cell; `parts` are the names of what it has inside."""

    element: Element
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RowOf:
    """A row: its cells by column where they were asked for, and which hold text or formulas."""

    element: Element
    number: int
    cells: dict[int, Cell] = field(default_factory=dict)
    texts: set[int] = field(default_factory=set)
    formulas: set[int] = field(default_factory=set)

    @property
    def is_hidden(self) -> bool:
        """True where the sheet does not show it."""
        return self.element.attributes.get("hidden") in ("1", "true")


class Outline:
    """One pass over a part; Refused where its form is not understood.

    `rows` by number, in order. `others` are the elements of the other names asked for.
    """

    def __init__(
        self, data: bytes, *, of: Collection[int] = (), others: Collection[str] = ()
    ) -> None:
        self.data = data
        self.rows: dict[int, RowOf] = {}
        self.others: list[Element] = []
        self.prefix = ""
        self._of, self._names = of, {*others, "sheetData"}
        self._open: list[Element] = []
        self._row: RowOf | None = None
        self._cell: Cell | None = None
        self._column = self._last = 0
        parser = expat.ParserCreate()
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._parser = parser
        parse_part(_pieces(data), parser)

    def named(self, name: str) -> list[Element]:
        """The elements of a name that was asked for."""
        return [item for item in self.others if item.name == name]

    @property
    def table(self) -> Element:
        """The element that holds the rows."""
        found = self.named("sheetData")
        if len(found) != 1:
            raise odd()
        return found[0]

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise odd()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        tag = _TAG.match(self.data, at)
        if tag is None or tag[1] != name.encode():
            raise odd()
        if not self._open:
            self._root(name, attributes)
        local = name.removeprefix(self.prefix)
        if ":" in local or (self.prefix and local == name):
            local = name  # of another vocabulary
        element = Element(local, attributes, at, tag.end())
        self._open.append(element)
        if local in self._names:
            self.others.append(element)
        self._note(element, [item.name for item in self._open[1:]])

    def _root(self, name: str, attributes: Mapping[str, str]) -> None:
        before, colon, _ = name.rpartition(":")
        self.prefix = f"{before}{colon}"
        space = attributes.get(f"xmlns:{before}" if before else "xmlns", "")
        if space != MAIN:
            raise Refused("The workbook is a Strict one. Save it in Excel as .xlsx first.")

    def _note(self, element: Element, path: list[str]) -> None:
        if path == ["sheetData", "row"]:
            self._start_row(element)
        elif path == ["sheetData", "row", "c"]:
            self._start_cell(element)
        elif len(path) == 4 and path[:3] == ["sheetData", "row", "c"] and self._cell:
            self._cell.parts.append(element.name)
            if element.name == "f" and self._row:
                self._row.formulas.add(self._column)
        elif element.name in ("row", "c"):
            raise odd()

    def _start_row(self, element: Element) -> None:
        digits = element.attributes.get("r", "")
        number = int(digits) if digits.isascii() and digits.isdigit() else 0
        if number <= self._last:
            raise odd()
        self._last = number
        self._row = self.rows[number] = RowOf(element, number)
        self._column = 0

    def _start_cell(self, element: Element) -> None:
        found = _REFERENCE.fullmatch(element.attributes.get("r", ""))
        if found is None or self._row is None or int(found[2]) != self._row.number:
            raise odd()
        column = number_of(found[1])
        if column <= self._column:
            raise odd()
        self._column, self._cell = column, Cell(element)
        if self._row.number in self._of:
            self._row.cells[column] = self._cell

    def _characters(self, text: str) -> None:
        in_value = self._cell and self._open[-1].name in ("v", "t")
        if in_value and self._row and text.strip(BLANKS):
            self._row.texts.add(self._column)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        at = self._parser.CurrentByteIndex
        if self.data[element.inside - 2 : element.inside] == b"/>":
            element.outside = element.end = element.inside
        else:
            closing = _CLOSING.match(self.data, at)
            if closing is None:
                raise odd()
            element.outside, element.end = at, closing.end()
        if self._cell and element is self._cell.element:
            self._cell = None


def area_of(reference: str) -> Area:
    """The cells that a reference such as `A1:Y31` names."""
    first, _, last = reference.partition(":")
    corners = [_REFERENCE.fullmatch(text) for text in (first, last or first)]
    if not corners[0] or not corners[1]:
        raise odd()
    one, two = corners[0], corners[1]
    return Area(int(one[2]), number_of(one[1]), int(two[2]), number_of(two[1]))


def number_of(text: str) -> int:
    """The number of a column, from 1 on."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The tag with the attribute set; the value needs no quoting."""
    pattern = re.compile(rb"(\s" + name.encode() + rb"\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
    new, count = pattern.subn(rb'\g<1>"' + value.encode() + b'"', tag, count=1)
    if count:
        return new
    close = b"/>" if tag.endswith(b"/>") else b">"
    return tag[: -len(close)].rstrip() + f' {name}="{value}"'.encode() + close


def odd() -> Refused:
    """What is said of XML that is not as Excel and LibreOffice write it."""
    return Refused("A sheet of the workbook is written in a way that is not understood.")


def _pieces(data: bytes) -> Iterator[bytes]:
    size = 1 << 16
    for start in range(0, len(data), size):
        yield data[start : start + size]
