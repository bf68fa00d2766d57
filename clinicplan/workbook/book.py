"""The parts of an .xlsx become sheets of sparse rows: only cells that hold something.

Why not openpyxl: its streaming mode trusts a sheet's declared size and cannot see hidden
rows and merged cells, its full mode takes minutes or gigabytes over small hostile files, and
neither tells an empty cell from a formula that was never calculated. This reader makes one
pass over each sheet, and everything that it keeps is counted against a limit.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from clinicplan.workbook.container import WORKBOOK_PART, Damaged, Parts, WrongFile

CELL_LIMIT = 500_000
MERGED_AREA_LIMIT = 10_000
ELEMENT_LIMIT = 100_000
SHEET_LIMIT = 200
TEXT_LIMIT = 32_768
"""One more character than Excel keeps in a cell; what lies beyond is cut off."""

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576

BLANKS = " \t\n\r\x0b\x0c\u00a0\u2007\u202f\u3000\u200b\u200c\u200d\u2060\ufeff"
"""What counts as nothing at a text's ends: spaces, no-break and zero-width ones too."""

_STRICT = "http://purl.oclc.org/ooxml/"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_A_DATE = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*.', re.IGNORECASE)
_DAY_OR_YEAR = re.compile(r"[dy]|mmm", re.IGNORECASE)
_TIME = re.compile(r"[hs]", re.IGNORECASE)
_DATE_FORMATS = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_TIME_FORMATS = frozenset((*range(18, 22), *range(45, 48)))


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in place of a value that cannot be used; `code` says why (findings.toml)."""

    code: str
    text: str = ""


Value = str | int | float | bool | date | time | Trouble


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number and its values by column, both from 1."""

    number: int
    values: Mapping[int, Value]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, its corners included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it lies in the file."""

    title: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    is_date: bool = False
    is_time: bool = False


def read_book(data: bytes) -> tuple[Grid, ...]:
    """The worksheets of a workbook, in its order; WrongFile where it is not one."""
    parts = Parts(data)
    sheets, epoch = _sheets(parts)
    strings = _shared_strings(parts)
    styles = _styles(parts)
    return tuple(
        _Worksheet(title, strings=strings, styles=styles, epoch=epoch).grid(
            parts.part(path), hidden=hidden
        )
        for title, path, hidden in sheets
    )


def _parse(data: bytes, parser: expat.XMLParserType) -> None:
    """One call for the whole part: piecewise, a long token costs quadratic time."""
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Damaged from error


def _refuse_doctype(*_: object) -> None:
    raise Damaged


def _elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name.rpartition(":")[2], attributes))
        if len(found) > ELEMENT_LIMIT:
            raise WrongFile("file-too-large")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    _parse(data, parser)
    return found


def _sheets(parts: Parts) -> tuple[list[tuple[str, str, bool]], datetime]:
    """Title, path and hiddenness of every worksheet, and the day that serial 0 stands for."""
    workbook = parts.part(WORKBOOK_PART)
    targets = _targets(parts)
    sheets = []
    epoch = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a cell has no zone
    for name, attributes in _elements(workbook):
        if name == "workbook" and any(_STRICT in value for value in attributes.values()):
            raise WrongFile("file-strict")
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            epoch = datetime(1904, 1, 1)  # noqa: DTZ001
        if name == "sheet":
            path = targets.get(_relation(attributes), "")
            if path in parts and "/chartsheets/" not in path:
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append((attributes.get("name", ""), path, hidden))
    paths = {path for _, path, _ in sheets}
    if not sheets or len(sheets) > SHEET_LIMIT or len(paths) < len(sheets):
        raise Damaged
    return sheets, epoch


def _relation(attributes: Mapping[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


def _targets(parts: Parts) -> dict[str, str]:
    """The path of each part that the workbook names, by its relation."""
    return {
        attributes.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", attributes.get("Target", ""))
        ).lstrip("/")
        for name, attributes in _elements(parts.part("xl/_rels/workbook.xml.rels"))
        if name == "Relationship"
    }


def _shared_strings(parts: Parts) -> list[str]:
    if "xl/sharedStrings.xml" not in parts:
        return []
    strings: list[str] = []
    runs: list[str] = []
    phonetic = False
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside, phonetic
        local = name.rpartition(":")[2]
        inside = local == "t" and not phonetic
        phonetic = phonetic or local == "rPh"

    def end(name: str) -> None:
        nonlocal inside, phonetic
        inside = False
        local = name.rpartition(":")[2]
        if local == "rPh":
            phonetic = False
        elif local == "si":
            strings.append(_unescaped("".join(runs)))
            runs.clear()

    def text(data: str) -> None:
        if inside:
            runs.append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    _parse(parts.part("xl/sharedStrings.xml"), parser)
    return strings


def _unescaped(text: str) -> str:
    """The text with Excel's `_x000D_` decoded and one kind of line end."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _visible(text: str) -> str:
    """The text as it is, "" where there is nothing to see in it."""
    text = text[:TEXT_LIMIT]
    return text if text.strip(BLANKS) else ""


def _styles(parts: Parts) -> list[_Style]:
    """Whether a number is a date or a time, by the cell's style number."""
    if "xl/styles.xml" not in parts:
        return []
    formats: dict[str, str] = {}
    styles: list[_Style] = []
    inside = False
    for name, attributes in _elements(parts.part("xl/styles.xml")):
        if name == "numFmt":
            formats.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name in ("cellXfs", "cellStyles"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            styles.append(_style(number, formats.get(number, "")))
    return styles


def _style(number: str, code: str) -> _Style:
    if not code:
        known = int(number) if number.isdigit() else 0
        return _Style(is_date=known in _DATE_FORMATS, is_time=known in _TIME_FORMATS)
    plain = _NOT_A_DATE.sub("", code)
    is_date = _DAY_OR_YEAR.search(plain) is not None and "general" not in plain.casefold()
    return _Style(is_date=is_date, is_time=not is_date and _TIME.search(plain) is not None)


class _Worksheet:
    """One pass over a worksheet; what its handlers meet gathers here."""

    def __init__(
        self, title: str, *, strings: list[str], styles: list[_Style], epoch: datetime
    ) -> None:
        self._title = title
        self._strings = strings
        self._styles = styles
        self._epoch = epoch
        self._columns: dict[str, int] = {}
        self._rows: dict[int, Row] = {}
        self._merges: list[Merge] = []
        self._merged_area = 0
        self._row: dict[int, Value] = {}
        self._number = 0
        self._column = 0
        self._hidden = False
        self._filtered = False
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._collecting = False
        self._formula = False
        self._phonetic = False
        self._cells = 0

    def grid(self, data: bytes, *, hidden: bool) -> Grid:
        """The sheet whose bytes these are."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        _parse(data, parser)
        rows = tuple(self._rows[number] for number in sorted(self._rows))
        return Grid(self._title, rows, tuple(self._merges), hidden, self._filtered)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
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
            self._filtered = True

    def _start_content(self, name: str) -> None:
        self._formula = self._formula or name == "f"
        self._phonetic = self._phonetic or name == "rPh"
        self._collecting = name == "v" or (name == "t" and not self._phonetic)

    def _end(self, name: str) -> None:
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
        self._hidden = attributes.get("hidden") in ("1", "true")
        self._row = {}
        self._column = 0

    def _end_row(self) -> None:
        if not self._row:
            return
        earlier = self._rows.get(self._number)
        if earlier is not None:
            raise Damaged
        self._rows[self._number] = Row(self._number, self._row, self._hidden)
        self._row = {}

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column_of(reference) if reference else self._column + 1
        self._cell = attributes
        self._formula = False
        self._text = []

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if reference[len(letters):] != str(self._number):
            raise Damaged
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column_number(letters)
        return column

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or not (self._text or self._formula):
            return
        value = self._value(cell, "".join(self._text))
        if value == "":
            return
        self._cells += 1
        if self._cells > CELL_LIMIT:
            raise WrongFile("file-too-large")
        self._row[self._column] = value

    def _value(self, cell: dict[str, str], text: str) -> Value:
        kind = cell.get("t", "n")
        if kind == "s":
            return _visible(self._strings[_index(text, len(self._strings))])
        if kind in ("str", "inlineStr"):
            return _visible(_unescaped(text))
        if kind == "e":
            return Trouble("error-cell", text)
        if not text.strip():
            return Trouble("formula-uncalculated") if self._formula else ""
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return _iso(text)
        return self._number_or_date(cell.get("s", "0"), text)

    def _number_or_date(self, style: str, text: str) -> Value:
        number = _number(text)
        index = _index(style, len(self._styles)) if self._styles else 0
        known = self._styles[index] if self._styles else _Style()
        if known.is_date:
            return self._date(number)
        if known.is_time:
            return _time(number)
        return int(number) if number == int(number) else number

    def _date(self, serial: float) -> Value:
        """The day of a serial; Excel counts a 29 February 1900 that never was."""
        if serial < 0:
            return Trouble("date-out-of-range")
        days = serial + 1 if serial < 60 and self._epoch.year == 1899 else serial
        try:
            moment = self._epoch + timedelta(days=days)
        except OverflowError:
            return Trouble("date-out-of-range")
        return moment.date() if serial >= 1 else _time(serial)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = _corner(first)
        bottom, right = _corner(last or first)
        if not (1 <= top <= bottom and left <= right):
            raise Damaged
        self._merged_area += (bottom - top + 1) * (right - left + 1)
        if self._merged_area > MERGED_AREA_LIMIT:
            raise WrongFile("file-merged")
        self._merges.append(Merge(top, left, bottom, right))


def _numbered(text: str | None, before: int, most: int) -> int:
    number = _index(text, most + 1) if text else before + 1
    if number < 1:
        raise Damaged
    return number


def _index(text: str, size: int) -> int:
    """The number that a part refers to another with; Damaged outside 0 to size - 1."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) < size):
        raise Damaged
    return int(text)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise Damaged from error
    if number != number or abs(number) == float("inf"):
        raise Damaged
    return number


def _iso(text: str) -> Value:
    try:
        return datetime.fromisoformat(text.strip().removesuffix("Z")).date()
    except ValueError:
        return text


def _time(serial: float) -> Value:
    seconds = round(serial % 1 * 86_400) % 86_400
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if not (letters.isascii() and letters.isalpha() and letters.isupper()):
        raise Damaged
    if number > LAST_COLUMN:
        raise Damaged
    return number


def _corner(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return _index(reference[len(letters):] or "0", LAST_ROW + 1), _column_number(letters)
