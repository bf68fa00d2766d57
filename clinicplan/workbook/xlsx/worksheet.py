"""A worksheet's part becomes rows, one at a time; what stands after them is told at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from xml.parsers import expat

from clinicplan.workbook.xlsx.container import Damaged, WrongFile
from clinicplan.workbook.xlsx.formats import Style, is_on
from clinicplan.workbook.xlsx.grid import BLANKS, Formatted, Merge, Row, Struck, Trouble, Value
from clinicplan.workbook.xlsx.markup import DEPTH_LIMIT, TEXT_LIMIT, cut, feed, text_of
from clinicplan.workbook.xlsx.numbers import value_of_iso, value_of_number
from clinicplan.workbook.xlsx.strings import Text

MERGED_AREA_LIMIT = 10_000
LAST_COLUMN = 16_384
LAST_ROW = 1_048_576


class Worksheet:
    """One pass over a worksheet. `merges` and `filtered` are known once it has ended.

    `is_stale` says that formulas of 0 were never calculated. `hidden_columns` are known when
    the first row comes: the first and last of each group.
    """

    def __init__(
        self,
        chunks: Iterable[bytes],
        *,
        strings: Sequence[Text],
        styles: Sequence[Style],
        epoch: datetime,
        is_stale: bool = False,
    ) -> None:
        self.merges: list[Merge] = []
        self.filtered = False
        self.hidden_columns: list[tuple[int, int]] = []
        self._chunks = chunks
        self._strings = strings
        self._styles = {str(number): style for number, style in enumerate(styles)}
        self._marks_cells = any(style.is_struck or style.is_for_text for style in styles)
        self._epoch = epoch
        self._is_stale = is_stale
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
        self._before: list[str] = []
        self._has_value = False
        self._striking = False
        self._is_struck = False
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
            self._start_content(name, attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "filterColumn":
            self.filtered = True
        elif name == "col":
            self._hide_columns(attributes)

    def _start_content(self, name: str, attributes: dict[str, str]) -> None:
        self._collecting = name == "v" or (name == "t" and not self._phonetic)
        if name == "v" or name == "is":
            self._has_value = True
            if self._text:
                self._before += self._text
                self._text = []
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "strike":
            self._striking = is_on(attributes)

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
        elif name == "r":
            self._striking = False

    def _characters(self, data: str) -> None:
        if self._collecting:
            self._text.append(data)
            if self._striking and data.strip(BLANKS):
                self._is_struck = True

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        """Columns that are hidden, or have no width left."""
        width = attributes.get("width", "1").strip("0.")
        if attributes.get("hidden") in ("1", "true") or not width:
            first = index_of(attributes.get("min", ""), LAST_COLUMN + 1)
            last = index_of(attributes.get("max", ""), LAST_COLUMN + 1)
            self.hidden_columns.append((first, last))

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
        self._formula = self._has_value = False
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
        if cell is None or not (self._text or self._formula or self._before):
            return
        if self._before:
            value = self._value_of_two(cell)
        else:
            value = self._value(cell, "".join(self._text)[:TEXT_LIMIT])
        if self._marks_cells or self._is_struck:
            value = self._as_styled(cell, value)
        if value != "":
            self._row[self._column] = value

    def _value_of_two(self, cell: dict[str, str]) -> Value:
        """The value of a cell that has two, of which one may be empty."""
        before, self._before = self._before, []
        if self._text:
            return Trouble("damaged-cell")
        return self._value(cell, "".join(before)[:TEXT_LIMIT])

    def _value(self, cell: dict[str, str], text: str) -> Value:
        kind = cell.get("t", "n")
        if kind == "s":
            return self._strings[index_of(text, len(self._strings))]
        if kind == "inlineStr" or (kind == "str" and (self._has_value or not self._formula)):
            return text_of(text)
        if kind == "e":
            return Trouble("error-cell", text)
        if self._is_uncalculated(text):
            return Trouble("formula-uncalculated")
        if not text.strip():
            return ""
        return self._as_number(cell, kind, text)

    def _is_uncalculated(self, text: str) -> bool:
        """True for a formula without a value, or with the 0 of a program that has none."""
        return self._formula and (not text.strip() or (self._is_stale and text.strip() == "0"))

    def _as_number(self, cell: dict[str, str], kind: str, text: str) -> Value:
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return value_of_iso(text)
        return value_of_number(text, self._style(cell), self._epoch)

    def _as_styled(self, cell: dict[str, str], value: Value) -> Value:
        """The value as its style has it: struck through, or a text with something added."""
        is_struck = self._is_struck
        self._is_struck = self._striking = False
        if value == "" or isinstance(value, Struck | Trouble):
            return value
        style = self._style(cell)
        if isinstance(value, str) and style.is_for_text:
            value = Formatted(value, style.code)
        return Struck(value) if style.is_struck or is_struck else value

    def _style(self, cell: dict[str, str]) -> Style:
        style = self._styles.get(cell.get("s", "0"))
        if style is None:
            if self._styles:
                raise Damaged
            return Style()
        return style

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
