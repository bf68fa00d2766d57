"""A code, its place and values become a finding in the words of the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from marshmallow import post_load

from clinicplan.errors import FaultyTemplate
from clinicplan.findings import Finding, Place, Severity
from clinicplan.toml import Table, member, read_named, text, texts, yes
from clinicplan.workbook.findings.mending import in_cell
from clinicplan.workbook.findings.privacy import echo
from clinicplan.workbook.xlsx.container import WrongFile

OURS = frozenset(
    ("accepted", "caution", "characters", "facts", "headings", "missing", "new", "now", "old",
     "reason", "region", "sheet", "sum", "then", "twin", "usual", "way", "ways", "weeks", "where",
     "whole")
)  # fmt: skip
"""Values that are the program's own words, whatever stands in the workbook."""

LISTS = frozenset(("cells", "exercises", "near"))
"""Values that list several things of the workbook with commas between: each is shown or not."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")

FINDING_LIMIT = 200_000
"""Nobody reads so many: a column is in the wrong place. Each takes 400 bytes."""


FIX_LIMIT = 200
"""Cells of a workbook whose fixes are read back; each takes half a millisecond."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a code says, how much it costs, and what would mend it.

    `fixes` are what may stand in place of `value`: all that may have been meant. `into` is the
    column of the same row that the answer belongs into, "" for the finding's own cell. `field`
    is false where no cell's value mends it. `here` is the hint for those who answer in a field
    beside it, and see neither cells nor columns; "" where `hint` will do.
    """

    severity: Severity
    message: str
    hint: str
    fixes: tuple[str, ...] = ()
    into: str = ""
    field: bool = True
    here: str = ""

    def meant(self, values: Mapping[str, str | int]) -> tuple[str, ...]:
        """The fixes with their values; none where one of them has no value."""
        try:
            return tuple(fix.format_map(values) if "{" in fix else fix for fix in self.fixes)
        except KeyError:
            return ()


class Teller:
    """Tells the findings of one workbook in one language.

    What they repeat of the workbook is marked: see `Names.disclosed`.
    """

    def __init__(self, words: Mapping[str, Words]) -> None:
        self.words = words
        self._told = 0
        self._tried = 0

    def may_try(self) -> bool:
        """True while so few fixes were tried that another one costs no time to speak of."""
        self._tried += 1
        return self._tried <= FIX_LIMIT

    def __call__(
        self,
        code: str,
        place: Place,
        fixes: Iterable[str] = (),
        /,
        *,
        plan: str = "",
        **values: str | int,
    ) -> Finding:
        """The finding of this code; FaultyTemplate where the templates have no such code.

        `fixes` are what its cell may hold instead. Those of the code itself take the place of
        `value` in the text of the cell, where `cell` among the values is that. WrongFile where
        the workbook has more findings than anybody could mend.
        """
        self._told += 1
        if self._told > FINDING_LIMIT:
            raise WrongFile("file-many-findings")
        words = self.words.get(code)
        if words is None:
            raise FaultyTemplate(f"findings.toml has no words for {code!r}.")
        marked = {key: _marked(key, value) for key, value in values.items()}
        try:
            message = _filled(words.message, marked)
            hint = _filled(words.hint, marked)
            here = _filled(words.here, marked)
        except (KeyError, IndexError, ValueError) as error:
            raise FaultyTemplate(f"findings.toml, [{code}]: {error} is not known here.") from error
        if words.fixes and not fixes:
            fixes = _own_fixes(words, values)
        offered = tuple(map(_offered, fixes))
        return Finding(place, code, words.severity, message, hint, plan, offered, here)


def _own_fixes(words: Words, values: Mapping[str, str | int]) -> tuple[str, ...]:
    """The code's fixes: as they are for another cell, or one that is to be empty; else in it."""
    meant = words.meant(values)
    if words.into or "" in meant:
        return meant
    return in_cell(str(values.get("cell", "")), str(values.get("value", "")), meant)


def _offered(fix: str) -> str:
    """A fix, marked where it may repeat what stands in the workbook: dates are told by us."""
    return fix if not fix or is_day(fix) else echo(fix)


def is_day(fix: str) -> bool:
    """True for a fix that is a date, as we write it."""
    return _DATE.fullmatch(fix) is not None


def _marked(key: str, value: str | int) -> str | int:
    """The value, marked where it repeats what stands in the workbook."""
    if isinstance(value, int) or key in OURS:
        return value
    return ", ".join(map(echo, value.split(", "))) if key in LISTS else echo(value)


def _filled(text: str, values: Mapping[str, str | int]) -> str:
    """The text with its values; one without any is shared by all findings that say it."""
    return text.format_map(values) if "{" in text else text


class FindingWords(Table):
    """`[<code>]` of `findings.toml`."""

    severity = member(Severity, required=True)
    message = text()
    hint = text(default="")
    fixes = texts(default=(), blank=True)
    into = text(default="")
    field = yes(default=True)
    here = text(default="")

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Words:
        """The words."""
        return Words(**said)


def read_words(templates: Traversable, *, language: str) -> Mapping[str, Words]:
    """The words of every finding; FaultyTemplate names the entry that is incomplete."""
    return read_named(templates, f"languages/{language}/findings.toml", FindingWords)


def shown(value: object) -> str:
    """A value on one line; it is cut to what is shown when it is known to be nobody's name."""
    return " ".join(str(value).split())
