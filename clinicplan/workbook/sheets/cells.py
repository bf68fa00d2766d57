"""A cell becomes a value of its column's kind, or a fault that says what is accepted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from clinicplan.doses import Said, parse_side, read_cell, read_changes, read_dose
from clinicplan.doses import Unclear as UnclearDose
from clinicplan.doses.plain import plain
from clinicplan.doses.unclear import question
from clinicplan.plan import PainGuide
from clinicplan.rules import is_address
from clinicplan.workbook.choices import fold, near_side, nearest
from clinicplan.workbook.columns import EXERCISES, Column, Kind
from clinicplan.workbook.sheets.dates import Unclear, parse_date
from clinicplan.workbook.sheets.dose_reasons import reason
from clinicplan.workbook.sheets.listmarks import without_marks
from clinicplan.workbook.sheets.rows import Cleared
from clinicplan.workbook.xlsx.grid import BLANKS, Value

LONGEST = 2_000
LONGEST_NAME = 200
LONGEST_ID = 40
LONGEST_SHORT = 200
EARLIEST_YEAR = 1900

_SPLIT = re.compile(r"\s*[;\n]\s*")
_NONE = frozenset(("none", "nil", "nothing", "-", "–", "—"))
_EMPTY = _NONE | {"no", "n a", "na"}
"""What people write in a cell that they mean to leave empty, folded or as it stands."""

_MAY_BE_NONE = frozenset(("cautions", "conditions", "people", "programmes"))
"""Lists whose empty cell means none of them; an empty side is the exercise's usual one."""

_WEEKS = ("weeks", "first_week", "last_week")
_NO_TIME = frozenset(("0", "0 s", "0s", "0 sec"))
_LISTED = ("goals", "steps")
"""Columns whose lines the handout numbers or marks itself."""

_EMPTY_LINES = re.compile("\n(?:[" + BLANKS.replace("\n", "") + "]*\n)+")
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but for the line end, those that turn writing round, half characters."""

_OTHER_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""What Word and the web have for the end of a line."""

_SOFT_HYPHEN = "\u00ad"
_RANGE = re.compile(rf"(?<=\d){_SOFT_HYPHEN}(?=\d)")
"""A soft hyphen between figures: Excel shows it as a hyphen, and it is meant as one."""

_SERIALS = range(36_526, 54_789)
"""The numbers that Excel keeps for the days from 2000 to 2049."""

_LAST_SERIAL = 73_050
"""The day of 2099 that Excel keeps as this number is the last that a cell for dates may mean."""

_FIVE_FIGURES = (
    Kind.ID, Kind.CODE, Kind.PHONE, Kind.SECRET, Kind.CHOICE, Kind.CHOICES, Kind.COLOUR,
)  # fmt: skip
"""Kinds of cells in which such a number may be meant; so it may under `registration`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: a code of findings.toml and the values of its words."""

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lists:
    """What cells are looked up in: each list's words (folded) by code, and the date order.

    `words` are the words that a message offers.
    """

    codes: Mapping[str, Mapping[str, str]]
    words: Mapping[str, tuple[str, ...]]
    date_order: str = ""


class Refused(Exception):
    """A cell that is not understood, and the fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def refuse(code: str, **values: str | int) -> Refused:
    """The exception for a fault; words of findings.toml take the values."""
    return Refused(Fault(code, values))


def plain_text(value: Value, column: Column, *, longest: int = LONGEST) -> str:
    """The text of a cell in one normal form, without blanks at its ends.

    Refused: a date where no date belongs (Excel makes them of `10-15`), or the number that
    Excel keeps for one; control characters; more than `longest` characters.
    """
    if isinstance(value, date):
        if column.kind not in (Kind.COUNT, Kind.SECONDS):
            raise refuse("date-misplaced", heading=column.heading)
        low, high = sorted((value.day, value.month))
        raise refuse("date-instead", heading=column.heading, low=low, high=high)
    if isinstance(value, time):
        shown = f"{value:%H:%M:%S}".removesuffix(":00")
        raise refuse("time-instead", heading=column.heading, value=shown)
    if isinstance(value, bool):
        value = str(value).upper()  # as Excel shows it
    text = unicodedata.normalize("NFC", str(value)).replace("\t", " ").strip(BLANKS)
    if _CONTROL.search(text):
        text = _OTHER_LINE_ENDS.sub("\n", text)
        if _CONTROL.search(text):
            raise refuse("control-character", heading=column.heading)
    if len(text) > longest:
        raise refuse("too-long", heading=column.heading, most=longest, length=len(text))
    if len(text) == 5 and _is_serial(text, column):
        raise refuse("date-serial", heading=column.heading, value=text)
    return text


def _is_serial(text: str, column: Column) -> bool:
    """True for a number that is a day to Excel, where only words or a dose make sense."""
    may_be_meant = column.kind in _FIVE_FIGURES or column.key == "registration"
    return text.isdecimal() and not may_be_meant and int(text) in _SERIALS


def _typed(value: Value, column: Column, *, longest: int = LONGEST) -> str:
    """The plain text of somebody's own words, without soft hyphens."""
    text = plain_text(value, column, longest=longest)
    if _SOFT_HYPHEN in text:
        text = _RANGE.sub("-", text).replace(_SOFT_HYPHEN, "").strip(BLANKS)
    return text


def _line(value: Value, column: Column, *, longest: int = LONGEST_SHORT) -> str:
    """A text of one line, safe to stand in the head of a letter."""
    text = " ".join(_typed(value, column, longest=longest).split("\n"))
    if "=?" in text:
        raise refuse("encoded-word", heading=column.heading)
    return text


def _text(value: Value, column: Column, _: Lists) -> str:
    """A text of several lines, with one empty line at most between two."""
    return _EMPTY_LINES.sub("\n\n", _typed(value, column))


def _name(value: Value, column: Column, _: Lists) -> str:
    """A name; one of figures alone is a slip, but for a programme's, which may be a number."""
    text = _line(value, column, longest=LONGEST_NAME)
    if column.key != "programme" and _has_figures_only(text):
        raise refuse("name-of-figures", heading=column.heading)
    return text


def _has_figures_only(text: str) -> bool:
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _short(value: Value, column: Column, _: Lists) -> str:
    return _line(value, column)


def _lines(value: Value, column: Column, _: Lists) -> tuple[str, ...]:
    lines = [line.strip(BLANKS) for line in _typed(value, column).split("\n")]
    if column.key in _LISTED:
        return without_marks(lines)
    return tuple(line for line in lines if line)


def _id(value: Value, column: Column, _: Lists) -> str:
    text = plain_text(value, column, longest=LONGEST_ID)
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def _email(value: Value, column: Column, _: Lists) -> str:
    """An address that the mail library reads back as it stands; it is never repaired."""
    text = str(value).strip(" ")
    if _is_one_of(text, _EMPTY):
        return ""
    if not is_address(text):
        raise refuse("email-invalid", heading=column.heading)
    return text


def _date(value: Value, column: Column, lists: Lists) -> date:
    day = value if isinstance(value, date) else _date_of_text(value, column, lists)
    if day.year < EARLIEST_YEAR:
        raise refuse("date-too-early", heading=column.heading)
    return day


def _date_of_text(value: Value, column: Column, lists: Lists) -> date:
    if not isinstance(value, str):
        is_serial = isinstance(value, int | float) and 1 < value <= _LAST_SERIAL
        code = "date-serial" if is_serial else "date-invalid"
        raise refuse(code, heading=column.heading, value=str(value))
    text = plain_text(value, column)
    try:
        return parse_date(text, order=lists.date_order, is_birth=column.key == "born")
    except Unclear as unclear:
        raise refuse(unclear.code, heading=column.heading) from None


def _whole(value: Value, column: Column, _: Lists) -> int:
    text = plain_text(value, column)
    if column.key in _WEEKS:
        text = _weeks_in(text, column)
    number = int(text) if re.fullmatch(r"[0-9]{1,6}", text) else -1
    if not column.low <= number <= column.high:
        raise refuse(
            "whole-number", heading=column.heading, value=text, low=column.low, high=column.high
        )
    return number


def _weeks_in(text: str, column: Column) -> str:
    """The figure of `6 weeks`, `6/52` or `week 6`; months are asked about."""
    words = plain(text).replace("/", " ")
    if match := re.fullmatch(r"([0-9]{1,2}) (?:months?|12)", words):
        least = int(match[1]) * 4
        raise refuse("weeks-or-months", heading=column.heading, value=text, low=least,
                     high=least + -(-int(match[1]) // 3))  # fmt: skip
    match = re.fullmatch(r"(?:(?:weeks?|wks?) )?([0-9]{1,3})(?: (?:weeks?|wks?|52))?", words)
    return match[1] if match else text


def _choice(value: Value, column: Column, lists: Lists) -> str:
    """The code of a list's entry; where a list is open, the text as typed."""
    text = _line(value, column)
    if column.choices in _MAY_BE_NONE and _is_one_of(text, _EMPTY):
        return ""
    codes = lists.codes.get(column.choices)
    if codes is None:
        return text
    if column.choices == "sides" and (asked := question(plain(text))):
        raise refuse(asked.code, **{"heading": column.heading, **asked.values})
    code = codes.get(fold(text))
    if code is None and column.choices == "sides":
        code = parse_side(text) or None
    if code is None:
        raise _not_listed(text, column, lists)
    return code


def _choices(value: Value, column: Column, lists: Lists) -> tuple[str, ...]:
    codes = lists.codes[column.choices]
    text = plain_text(value, column)
    if column.choices in _MAY_BE_NONE and _is_one_of(text, _EMPTY):
        return ()
    found: dict[str, None] = {}
    for entry in _entries(text, codes):
        code = codes.get(fold(entry))
        if code is None:
            raise _not_listed(entry, column, lists)
        found[code] = None
    return tuple(found)


def _entries(text: str, codes: Mapping[str, str]) -> list[str]:
    """The entries of a cell; a comma separates too, unless it belongs to an entry."""
    entries = []
    for entry in _SPLIT.split(text):
        parts = [entry] if fold(entry) in codes else entry.split(",")
        entries += [part for part in parts if part.strip(BLANKS)]
    return entries


def _not_listed(text: str, column: Column, lists: Lists) -> Refused:
    words = lists.words[column.choices]
    two_sided = near_side(text) if column.choices == "sides" else ""
    near = two_sided or nearest(text, words)
    if near:
        return refuse("not-in-list-near", heading=column.heading, value=text, near=near)
    return refuse("not-in-list", heading=column.heading, value=text, accepted=", ".join(words))


def _yes_no(value: Value, column: Column, lists: Lists) -> bool:
    return _choice(value, column, lists) == "yes"


def _dose_cell(code: str) -> Reader:
    """The reader of a dose's column; `code` says what is accepted.

    What says more than its column is given whole (`Said`).
    """

    def read(value: Value, column: Column, _: Lists) -> object:
        text = plain_text(value, column, longest=LONGEST_SHORT)
        if _is_one_of(text, _NONE):
            return Cleared.CLEARED
        if column.key in ("hold", "rest") and text.casefold() in _NO_TIME:
            return Cleared.CLEARED
        if column.kind is Kind.DAYS and fold(text) == Cleared.NEVER.value:
            return Cleared.NEVER
        if column.kind is Kind.DAYS and fold(text) == Cleared.ASK.value:
            return Cleared.ASK
        found = read_cell(column.key, text)
        if found is None:
            raise refuse(reason(code, text), heading=column.heading, value=text)
        return _clear(found, column)

    return read


def _clear(found: object, column: Column) -> object:
    """What was found; refused where it is to be asked about."""
    if not isinstance(found, UnclearDose):
        return found
    values: dict[str, str | int] = {"heading": column.heading, **found.values}
    if "fact" in values:
        values["other"] = EXERCISES.column(str(values.pop("fact"))).heading
    raise refuse(found.code, **values)


def _is_one_of(text: str, words: frozenset[str]) -> bool:
    return fold(text) in words or text in words


def _progression(value: Value, column: Column, _: Lists) -> object:
    text = plain_text(value, column)
    if fold(text) in _NONE or text in _NONE:
        return Cleared.CLEARED
    said = _clear(read_changes(text), column)
    is_plain = isinstance(said, Said) and said.facts().keys() == {"progression"}
    return said.steps if isinstance(said, Said) and is_plain else said


def _whole_dose(value: Value, column: Column, _: Lists) -> object:
    return _clear(read_dose(plain_text(value, column)), column)


def _file(value: Value, column: Column, _: Lists) -> str:
    return _safe_file(_line(value, column), column)


def _files(value: Value, column: Column, lists: Lists) -> tuple[str, ...]:
    names = (part for line in _lines(value, column, lists) for part in _SPLIT.split(line))
    return tuple(_safe_file(name, column) for name in names if name)


def _safe_file(name: str, column: Column) -> str:
    """A file in the workbook's folder or below it, never outside."""
    parts = re.split(r"[/\\]", name)
    if ".." in parts or name.startswith(("/", "\\", "~")) or ":" in name or "\0" in name:
        raise refuse("file-outside", heading=column.heading, value=name)
    return "/".join(parts)


def _cutoffs(value: Value, column: Column, _: Lists) -> PainGuide:
    """`3 and 5`, `3, 5` or the ranges `0-3, 4-5`: the ends of green and amber."""
    text = plain_text(value, column)
    match [int(number[:3]) for number in re.findall(r"[0-9]+", text)]:
        case [first, second] | [0, first, _, second] | [0, first, _, second, _, 10]:
            if first < second <= 9:
                return PainGuide(first, second)
    raise refuse("cutoffs-unclear", heading=column.heading, value=text)


def _colour(value: Value, column: Column, _: Lists) -> str:
    text = plain_text(value, column).removeprefix("#")
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", text):
        raise refuse("colour-unclear", heading=column.heading, value=text)
    return f"#{text.upper()}"


Reader = Callable[[Value, Column, Lists], object]

READERS: Mapping[Kind, Reader] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.LINES: _lines,
    Kind.ID: _id,
    Kind.CODE: _id,
    Kind.EMAIL: _email,
    Kind.PHONE: _short,
    Kind.DATE: _date,
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.COUNT: _dose_cell("count-unclear"),
    Kind.SECONDS: _dose_cell("time-unclear"),
    Kind.LOAD: _dose_cell("load-unclear"),
    Kind.TEMPO: _dose_cell("tempo-unclear"),
    Kind.TIMES: _dose_cell("times-unclear"),
    Kind.DAYS: _dose_cell("days-unclear"),
    Kind.CHANGES: _progression,
    Kind.DOSE: _whole_dose,
    Kind.FILE: _file,
    Kind.FILES: _files,
    Kind.CUTOFFS: _cutoffs,
    Kind.COLOUR: _colour,
    Kind.SECRET: _short,
}
"""How a cell of each kind is read; each raises a fault through `refuse`."""
