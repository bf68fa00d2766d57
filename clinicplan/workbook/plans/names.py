"""What a plan can name, by each way to write it, and what is said of a name that nothing has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.findings import Finding
from clinicplan.plan import Practitioner
from clinicplan.workbook.choices import Suggestions, fold
from clinicplan.workbook.plans.own_programmes import OwnProgramme
from clinicplan.workbook.plans.own_sides import OneSided
from clinicplan.workbook.plans.request import Tell
from clinicplan.workbook.sheets.loading import safe
from clinicplan.workbook.sheets.records import Spot


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a plan can name: exercises, practitioners, own programmes by each folded name.

    `library` has the codes of the catalogue's programmes by each folded way to write them,
    `suggestions` what a misspelt "exercise", "practitioner" or "programme" may have been;
    `faulty` are the names whose own row has an error and has to be mended first;
    `one_sided` are the words of own exercises that name one side alone, by code.
    """

    catalogue: Catalogue
    exercises: Mapping[str, Exercise]
    practitioners: Mapping[str, Practitioner]
    programmes: Mapping[str, OwnProgramme]
    library: Mapping[str, str]
    suggestions: Mapping[str, Suggestions]
    faulty: frozenset[str] = frozenset()
    one_sided: Mapping[str, tuple[OneSided, ...]] = field(default_factory=dict)


def unknown(key: str, text: str, spot: Spot, shelf: Shelf, tell: Tell) -> Finding:
    """The finding for a name that nothing has, or only a row that has to be mended first."""
    place = spot.place(key)
    value = safe(text, spot.private)
    if fold(text) in shelf.faulty:
        return tell("mend-first", place, value=value)
    near = shelf.suggestions[key].near(text)
    code = f"unknown-{key}-near" if near else f"unknown-{key}"
    return tell(code, place, near, value=value, near=", ".join(near))
