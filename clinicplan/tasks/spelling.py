"""The patients of a workbook become the names that an e-mail address may spell, and whose they are.

`jean.park@`, `j.park@` and `parkj12@` spell Jean Park; `sunny_days@` and `park@` spell nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clinicplan.plan import Patient
from clinicplan.rules import Addressee, fold

SHORTEST = 4
"""Letters of a surname with an initial that are somebody's; fewer may be anything."""

_LETTERS = re.compile("[^a-z]")

_PLAIN = str.maketrans({"\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00e6": "ae"})
"""Letters that are no accented ones, as they stand in an address."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """By what an address may spell, the patient that it spells: of two, nobody knows which."""

    people: Mapping[str, Addressee | None]

    def anothers(self, patient: Patient) -> Addressee | None:
        """Whose name the patient's address spells; None where a name in it is the patient's, too.

        Ann lies in `joanne.park@` by chance: what counts is a name that both of them have.
        """
        typed = _letters(patient.email.partition("@")[0].partition("+")[0])
        other = self.people.get(typed)
        if other is None:
            return None
        both = _names(patient.first_name, patient.last_name) & _names(
            other.first_name, other.last_name
        )
        return None if any(name in typed for name in both) else other


def spelt_by(people: Iterable[Addressee]) -> Spelt:
    """What each of them may be spelt like."""
    found: dict[str, Addressee | None] = {}
    for person in people:
        for way in set(_ways(_letters(person.first_name), _letters(person.last_name))):
            before = found.get(way, person)
            is_same = before is not None and before.name == person.name
            found[way] = person if is_same else None
    return Spelt(found)


def _ways(first: str, last: str) -> tuple[str, ...]:
    if not first or not last:
        return ()
    whole = (first + last, last + first)
    return (*whole, first[0] + last, last + first[0]) if len(last) >= SHORTEST else whole


def _names(first: str, last: str) -> set[str]:
    """First and last name, and the words in them that are long enough to be somebody's."""
    whole = (_letters(first), _letters(last))
    words = map(_letters, fold(f"{first} {last}").split())
    return {*whole, *(word for word in words if len(word) >= SHORTEST)} - {""}


def _letters(text: str) -> str:
    return _LETTERS.sub("", fold(text).translate(_PLAIN))
