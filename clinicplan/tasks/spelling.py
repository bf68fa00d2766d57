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


@dataclass(frozen=True, slots=True)
class Spelt:
    """By what an address may spell, the patient that it spells: of two, nobody knows which."""

    people: Mapping[str, Addressee | None]

    def anothers(self, patient: Patient) -> Addressee | None:
        """Whose name the patient's address spells; None where it has a name of their own, too."""
        typed = _letters(patient.email.partition("@")[0])
        own = (_letters(patient.first_name), _letters(patient.last_name))
        if any(name in typed for name in own if len(name) > 2):
            return None
        return self.people.get(typed)


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


def _letters(text: str) -> str:
    return _LETTERS.sub("", fold(text))
