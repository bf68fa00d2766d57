"""The rows of a sheet are looked at for what their handouts could not print."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache

from clinicplan.catalogue.phrases import has_phrase, listed, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Amount
from clinicplan.findings import Finding
from clinicplan.workbook.columns import Column, Kind, Sheet
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.sheets.records import PRIVATE, AnyRow, Entry, Table

Unprintable = Callable[[str], tuple[str, ...]]
"""Gives what of a text cannot be printed, each once: characters, letters with marks."""

NOT_PRINTED = frozenset(
    (Kind.CHOICE, Kind.CHOICES, Kind.CODE, Kind.COLOUR, Kind.COUNT, Kind.CUTOFFS, Kind.DATE,
     Kind.EMAIL, Kind.FILE, Kind.FILES, Kind.LINK, Kind.SECONDS, Kind.SECRET, Kind.WHOLE,
     Kind.YES_NO)
)  # fmt: skip
"""Kinds of cells whose words are a list's or the program's, ASCII, or not for the patient."""

NEVER_PRINTED = frozenset(
    (("clinic", "brand"), ("clinic", "sender_name"), ("exercises", "override"),
     ("own_exercises", "alts"))
)  # fmt: skip
"""Texts that no typeface sets: names of files, what e-mail says, what is read aloud."""

LONGEST = {
    ("clinic", "phone"): 60,
    ("clinic", "hours"): 120,
    ("clinic", "website"): 120,
    ("clinic", "address"): 300,
    ("clinic", "other_formats"): 400,
    ("practitioners", "name"): 80,
    ("practitioners", "role"): 120,
    ("practitioners", "registration"): 120,
    ("practitioners", "phone"): 60,
    ("own_exercises", "name"): 120,
    ("own_exercises", "position"): 600,
    ("own_exercises", "equipment"): 400,
    ("own_exercises", "why"): 400,
    ("own_exercises", "caution"): 600,
}
"""Characters for which the place of a text on the page has room; others flow over pages."""

_WORDLESS = frozenset((bool, int, date, Amount))
"""Types without a typed word: an amount's wording is one of the program's own."""

_MOST_NAMED = 3
_OURS = ("LATIN", "GREEK", "CYRILLIC")
"""Scripts of which a letter is named: of others a few letters may be a whole name."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What rows are looked at with: the typeface's test, and the words to tell it in."""

    unprintable: Unprintable
    catalogue: Catalogue
    tell: Teller

    def read(self, table: Table[AnyRow], sheet: Sheet) -> Table[AnyRow]:
        """The table, each entry with the findings of what cannot be printed as it stands."""
        columns = {item.key: item for item in sheet.columns if is_printed(sheet, item)}
        entries = tuple(self._entry(entry, sheet, columns) for entry in table.entries)
        return replace(table, entries=entries)

    def _entry(
        self, entry: Entry[AnyRow], sheet: Sheet, columns: dict[str, Column]
    ) -> Entry[AnyRow]:
        told = [
            finding
            for key in entry.spot.filled
            if (column := columns.get(key))
            for finding in self._of_cell(entry, sheet, column)
        ]
        return replace(entry, findings=(*entry.findings, *told)) if told else entry

    def _of_cell(self, entry: Entry[AnyRow], sheet: Sheet, column: Column) -> Iterator[Finding]:
        value = getattr(entry.row, column.key, None)
        texts = (value,) if isinstance(value, str) else tuple(_texts(value))
        found = [item for text in texts for item in self.unprintable(text)]
        most, length = LONGEST.get((sheet.key, column.key), 0), sum(map(len, texts))
        if not found and length <= (most or length):
            return
        place = entry.spot.place(column.key)
        if found := list(dict.fromkeys(found)):
            words = listed(self.catalogue, _named(found, column, self.catalogue))
            yield self.tell("unprintable", place, heading=column.heading, characters=words)
        if most and length > most:
            yield self.tell(
                "too-long", place, heading=column.heading, high=most, length=length
            )


def is_printed(sheet: Sheet, column: Column) -> bool:
    """True for a column whose words stand on a handout as they were typed."""
    return column.kind not in NOT_PRINTED and (sheet.key, column.key) not in NEVER_PRINTED


def _texts(value: object) -> Iterator[str]:
    """Every text in a cell's value, however deep."""
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield value
        return
    parts = value if isinstance(value, tuple) else _parts(value)
    for part in parts:
        if part is not None and type(part) not in _WORDLESS:
            yield from _texts(part)


def _parts(value: object) -> Iterator[object]:
    kind = type(value)  # mypy does not know that a class is hashable
    return (getattr(value, name) for name in _names(kind))  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a kind of value, () where it has none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _named(found: Sequence[str], column: Column, catalogue: Catalogue) -> Iterable[str]:
    """Characters by name, a few of them; letters of other scripts by how many there are.

    In a name's cell no letter is named: it may be half of the name.
    """
    hidden = [item for item in found if _is_hidden(item, column)]
    counts = Counter(_script(item, catalogue) for item in hidden)
    for script, n in counts.items():
        yield phrase(catalogue, "workbook.unprintable.letters", n=n, script=script)
    shown = [item for item in found if item not in hidden]
    yield from map(name_of, shown[:_MOST_NAMED])
    more = len(shown) - _MOST_NAMED
    if more > 0:
        yield phrase(catalogue, "workbook.unprintable.more", n=more)


def _is_hidden(item: str, column: Column) -> bool:
    if unicodedata.category(item[0])[0] not in "LMN" or not unicodedata.name(item[0], ""):
        return False
    return column.key in PRIVATE or not unicodedata.name(item[0]).startswith((*_OURS, "DIGIT"))


def name_of(item: str) -> str:
    """A character with its Unicode name; a letter with marks, with the marks' names."""
    names = [unicodedata.name(char, f"U+{ord(char):04X}").lower() for char in item]
    name = " + ".join(names)
    return f'"{item}" ({name})' if item.isprintable() else name


def _script(item: str, catalogue: Catalogue) -> str:
    """The script of a letter in words: "Arabic", "Hiragana", "Chinese"."""
    script = unicodedata.name(item[0], "unknown").partition(" ")[0].lower()
    key = f"workbook.unprintable.script.{script}"
    return phrase(catalogue, key) if has_phrase(catalogue, key) else script.capitalize()
