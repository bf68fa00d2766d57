"""What a finding repeats of a workbook is shown short, or withheld where it tells of a patient.

Patients' names are known only when their sheet has been read, after much has been told.
Until then each value stands between two marks in the finding's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from clinicplan.catalogue.values import Catalogue
from clinicplan.findings import Finding
from clinicplan.workbook.choices import choices, fold
from clinicplan.workbook.columns import SHEETS

WITHHELD = "…"

SHOWN = 60
"""A value is cut to this many characters."""

SHORTEST = 3
"""Letters of a Latin word that may be a name; fewer are in too many texts."""

_START, _END = "\ufdd0", "\ufdd1"
"""Characters that Unicode keeps for use inside programs: they belong to no text."""

_ECHO = re.compile(f"{_START}(.*?){_END}", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\w@[^\W\d]|[^\W\d]@\w|@.*\.[^\W\d]{2}")
"""That of a weight is none: `4 x 10 @ 40 kg`."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    r"\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{2,4}|\d{2,4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,2}"
    rf"|\b\d{{1,2}}\s*(?:st|nd|rd|th)?(?:\s+of)?[\s.,-]*{_MONTH}\b"
    rf"|\b{_MONTH}[\s.,-]+\d{{1,2}}(?:st|nd|rd|th)?[\s.,-]+\d{{2,4}}\b",
    re.IGNORECASE,
)


def echo(text: str) -> str:
    """The text of a workbook as a finding carries it until all names are known."""
    return f"{_START}{text.replace(_START, '').replace(_END, '')}{_END}"


def unmarked(text: str) -> str:
    """A finding's words with what they repeat as it stands."""
    return _ECHO.sub(lambda match: match[1], text)


def repeats(finding: Finding) -> bool:
    """True where the finding carries something that stands in the workbook."""
    return any(_START in text for text in _told(finding))


def _told(finding: Finding) -> tuple[str, ...]:
    return finding.message, finding.hint, finding.here, *finding.fixes


def is_personal(text: str) -> bool:
    """True for what holds an e-mail address or a date, of whom ever."""
    return _ADDRESS.search(text) is not None or _DATE.search(" ".join(text.split())) is not None


@dataclass(frozen=True, slots=True)
class Names:
    """The words of the patients' names, folded; those of the program's own lists apart.

    Somebody may be called Ball or Heel, and "Heel raise" tells nobody who has an exercise.
    Where the patients could not be read, any word may be a name but those in `harmless`.
    """

    words: frozenset[str] = frozenset()
    harmless: frozenset[str] | None = None

    def are_in(self, text: str) -> bool:
        """True where the text holds a name, or both of one as one word or two."""
        words = words_of(text)
        if self.harmless is not None:
            return not self.harmless.issuperset(words)
        pairs = (first + second for first, second in pairwise(words))
        return any(
            word in self.words or word.removesuffix("s") in self.words for word in (*words, *pairs)
        )

    def disclosed(self, finding: Finding) -> Finding:
        """The finding as it may be shown, nobody's name, address or date in it."""
        if not repeats(finding):
            return finding
        names = self if finding.plan else replace(self, harmless=None)  # headings, settings
        return replace(
            finding,
            message=names._cleared(finding.message),
            hint=names._cleared(finding.hint),
            here=names._cleared(finding.here),
            fixes=tuple(map(unmarked, filter(self._may_be_told, finding.fixes))),
        )

    def _may_be_told(self, fix: str) -> bool:
        """True for a fix that tells of nobody; one that does is left out, never cut."""
        text = unmarked(fix)
        return text == fix or not (is_personal(text) or self.are_in(text))

    def _cleared(self, text: str) -> str:
        return _ECHO.sub(lambda match: self._shown(match[1]), text)

    def _shown(self, text: str) -> str:
        if is_personal(text) or self.are_in(text):
            return WITHHELD
        return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def names_of(people: Iterable[tuple[str, str]] | None, *, catalogue: Catalogue) -> Names:
    """The names that no message may repeat, of patients by first and last name.

    None where the patients could not be read.
    """
    common = _common_words(catalogue)
    if people is None:
        return Names(harmless=frozenset(common))
    words = {
        word
        for first, last in people
        if not {*words_of(first), *words_of(last)} <= common
        for word in name_words(first, last)
    }
    return Names(frozenset(words - common))


def name_words(first: str, last: str) -> Iterator[str]:
    """The words that tell who this is: each name, and both as they are run together."""
    firsts, lasts = words_of(first), words_of(last)
    yield from (word for word in (*firsts, *lasts) if len(word) >= SHORTEST or not word.isascii())
    if firsts and lasts:
        one, other = "".join(firsts), "".join(lasts)
        joined = (one + other, other + one, one[0] + other, other + one[0])
        yield from (word for word in joined if len(word) > SHORTEST or not word.isascii())


def words_of(text: str) -> list[str]:
    """The words of a text as names are compared: letters alone, folded."""
    return _LETTERS.findall(fold(text))


def _common_words(catalogue: Catalogue) -> set[str]:
    """The words of headings, of the lists that one chooses from, and of ways to write those."""
    texts = [sheet.title for sheet in SHEETS]
    for sheet in SHEETS:
        for column in sheet.columns:
            texts.append(column.heading)
            for choice in choices(column.choices, catalogue):
                texts += (choice.code, choice.label)
    return {word for text in texts for word in words_of(text)}
