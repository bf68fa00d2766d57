"""A worksheet's part becomes rows, one at a time; what stands after them is told at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from xml.parsers import expat

from clinicplan.workbook.container import Damaged, WrongFile
from clinicplan.workbook.grid import Merge, Row, Trouble, Value
from clinicplan.workbook.markup import DEPTH_LIMIT, TEXT_LIMIT, cut, feed, text_of
from clinicplan.workbook.numbers import Style, value_of_iso, value_of_number

MERGED_AREA_LIMIT = 10_000
LAST_COLUMN = 16_384
LAST_ROW = 1_048_576


class Worksheet:
    """One pass over a worksheet. `merges` and `filtered` are known once it has ended."""

    def __init__(
        self,
        chunks: Iterable[bytes],
        *,
        strings: Sequence[str],
        styles: Sequence[Style],
        epoch: datetime,
    ) -> None:
        self.merges: list[Merge] = []
        self.filtered = False
        self._chunks = chunks
        self._strings = strings
        self._styles = styles
        self._epoch = epoch
        self._columns: dict[str, int] = {}
        self._rows: list[Row] = []
        self._merged_area = 0
        self._row: dict[int, Value] = {}
        self._number = 0
        self._digits = ""
        self._last = 0
        self._column = 0
        self._hidden = False
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._collecting = False
        self._formula = False
        self._phonetic = False
        self._depth = 0

    def rows(self) -> Iterator[Row]:
        """The rows that hold something, from the top; Damaged where they are not in order."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        for _ in feed(self._chunks, parser):
            self._text = cut(self._text)
            yield from self._rows
            self._rows.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise Damaged
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif self._cell is not None:
            self._start_content(name)
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "filterColumn":
            self.filtered = True

    def _start_content(self, name: str) -> None:
        self._formula = self._formula or name == "f"
        self._phonetic = self._phonetic or name == "rPh"
        self._collecting = name == "v" or (name == "t" and not self._phonetic)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if ":" in name:
            name = name.rpartition(":")[2]
        self._collecting = False
        if name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False

    def _characters(self, data: str) -> None:
        if self._collecting:
            self._text.append(data)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._number = _numbered(attributes.get("r"), self._number, LAST_ROW)
        self._digits = str(self._number)
        self._hidden = attributes.get("hidden") in ("1", "true")
        self._row = {}
        self._column = 0

    def _end_row(self) -> None:
        if not self._row:
            return
        if self._number <= self._last:
            raise Damaged
        self._last = self._number
        self._rows.append(Row(self._number, self._row, self._hidden))
        self._row = {}

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column_of(reference) if reference else self._column + 1
        if self._column > LAST_COLUMN:
            raise Damaged
        self._cell = attributes
        self._formula = False
        self._text = []

    def _column_of(self, reference: str) -> int:
        letters = reference.removesuffix(self._digits)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column_number(letters)
        if letters == reference:
            raise Damaged
        return column

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or not (self._text or self._formula):
            return
        value = self._value(cell, "".join(self._text)[:TEXT_LIMIT])
        if value != "":
            self._row[self._column] = value

    def _value(self, cell: dict[str, str], text: str) -> Value:
        kind = cell.get("t", "n")
        if kind == "s":
            return self._strings[index_of(text, len(self._strings))]
        if kind in ("str", "inlineStr"):
            return text_of(text)
        if kind == "e":
            return Trouble("error-cell", text)
        if not text.strip():
            return Trouble("formula-uncalculated") if self._formula else ""
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return value_of_iso(text)
        return value_of_number(text, self._style(cell), self._epoch)

    def _style(self, cell: dict[str, str]) -> Style:
        if not self._styles:
            return Style()
        return self._styles[index_of(cell.get("s", "0"), len(self._styles))]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = _corner(first)
        bottom, right = _corner(last or first)
        if not (1 <= top <= bottom and left <= right):
            raise Damaged
        self._merged_area += (bottom - top + 1) * (right - left + 1)
        if self._merged_area > MERGED_AREA_LIMIT:
            raise WrongFile("file-merged")
        self.merges.append(Merge(top, left, bottom, right))


def _numbered(text: str | None, before: int, most: int) -> int:
    number = index_of(text, most + 1) if text else before + 1
    if number < 1:
        raise Damaged
    return number


def index_of(text: str, size: int) -> int:
    """The number that a part refers to another with; Damaged outside 0 to size - 1."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) < size):
        raise Damaged
    return int(text)


def _column_number(letters: str) -> int:
    if not (len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper()):
        raise Damaged
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > LAST_COLUMN:
        raise Damaged
    return number


def _corner(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return index_of(reference[len(letters) :] or "0", LAST_ROW + 1), _column_number(letters)
