"""A workbook's findings become those worth mending now: causes first, what follows summed up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from clinicplan.findings import Finding, Place, Severity
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import (
    EXERCISES,
    OWN_EXERCISES,
    PATIENTS,
    PRACTITIONERS,
    PROGRAMMES,
    SHEETS,
)
from clinicplan.workbook.findings.words import Teller

FOLLOWS = {
    PATIENTS.key: ("unknown-plan", "no-exercises"),
    PRACTITIONERS.key: ("unknown-practitioner",),
    PROGRAMMES.key: ("unknown-programme",),
    OWN_EXERCISES.key: ("unknown-exercise",),
    EXERCISES.key: ("no-exercises",),
}
"""What rows of other sheets are told where this one cannot be read: how the codes begin."""


def stops_everything(finding: Finding) -> bool:
    """True for an error of the workbook as a whole: no plan is made before it is mended."""
    return finding.severity is Severity.ERROR and not finding.plan


def without_consequences(
    findings: Iterable[Finding], *, broken: Iterable[str], titles: Mapping[str, str], tell: Teller
) -> list[Finding]:
    """The findings without those that go away when others are mended.

    `broken` are the keys of sheets that cannot be read as they are; what follows from one is
    told once. `titles` are all sheets' titles by key, as the workbook has them.
    """
    kept = list(findings)
    for key in broken:
        begins = FOLLOWS.get(key, ())
        rows = [item for item in kept if item.code.startswith(begins)]
        kept = [item for item in kept if not item.code.startswith(begins)]
        others = [item for item in rows if item.place.sheet != titles[key]]
        kept += [_summed(others, key, tell)] if others else []
    return _without_lost_exercises(kept, titles[EXERCISES.key])


def _summed(rows: list[Finding], key: str, tell: Teller) -> Finding:
    cause = next(sheet.title for sheet in SHEETS if sheet.key == key)
    first = min(item.place for item in rows)
    return tell("follows", Place(first.sheet), count=len(rows), sheet=cause)


def _without_lost_exercises(findings: list[Finding], exercises: str) -> list[Finding]:
    """A plan whose programme or rows are not understood is not told that it has none."""
    errors = [
        item
        for item in findings
        if item.severity is Severity.ERROR and item.code != "no-exercises"
    ]
    lost = {item.plan for item in errors if item.place.sheet == exercises}
    places = {item.place for item in errors}
    return [
        item
        for item in findings
        if item.code != "no-exercises" or not (item.plan in lost or item.place in places)
    ]


def in_order(findings: Iterable[Finding], *, sheets: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The findings as one mends them, each once.

    What stops the whole workbook comes first; the rest by sheet (as `sheets` has them, or the
    blank workbook), row and column.
    """
    titles = sheets or [sheet.title for sheet in SHEETS]
    order = {fold(title): number for number, title in enumerate(titles)}

    def position(finding: Finding) -> tuple[bool, int, str, int, int]:
        place = finding.place
        sheet = order.get(fold(place.sheet), -1)
        return not stops_everything(finding), sheet, place.sheet, place.row, place.column

    return tuple(sorted(dict.fromkeys(findings), key=position))
