"""The rows of My exercises become exercises of the clinic's own."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from clinicplan.catalogue.values import Catalogue, Exercise, Preset, Shot, Variant
from clinicplan.findings import Finding, Severity
from clinicplan.workbook.choices import fold
from clinicplan.workbook.findings.words import Teller, shown
from clinicplan.workbook.plans.limbs import is_walked, part_of
from clinicplan.workbook.plans.own_sides import OneSided, one_sided
from clinicplan.workbook.sheets.records import Spot, Table
from clinicplan.workbook.sheets.rows import OwnExerciseRow

OWN = "own"
"""The code of an own exercise's only variant and preset."""

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".svg"))
SHORT = 18
TEMPO = 3
"""Seconds that a repetition of an own exercise takes: our estimate, a heel raise's."""


@dataclass(frozen=True, slots=True)
class OwnExercises:
    """The exercises that can be used, their pictures' descriptions, and the faulty ones.

    `one_sided` has, by code, the words of each that name one side alone.
    """

    exercises: tuple[Exercise, ...]
    alts: Mapping[str, str]
    one_sided: Mapping[str, tuple[OneSided, ...]]
    faulty: frozenset[str]
    findings: tuple[Finding, ...]


def read_own_exercises(
    table: Table[OwnExerciseRow], *, catalogue: Catalogue, folder: Path, tell: Teller
) -> OwnExercises:
    """The exercises of the My exercises sheet; pictures are looked for in the folder."""
    exercises: dict[str, Exercise] = {}
    alts: dict[str, str] = {}
    named: dict[str, tuple[OneSided, ...]] = {}
    faulty: set[str] = set()
    findings: list[Finding] = []
    taken = {fold(word) for item in catalogue.exercises.values() for word in (item.code, item.name)}
    for entry in table.entries:
        row, scope = entry.row, str(entry.spot.place())
        told = [replace(finding, plan=scope) for finding in entry.findings]
        told += _check(row, entry.spot, taken, folder, tell)
        findings += told
        names = {fold(row.code), fold(row.name)}
        if any(finding.severity is Severity.ERROR for finding in told):
            faulty |= names
            continue
        taken |= names
        exercises[row.code] = _exercise(row)
        named[row.code] = one_sided(row, entry.spot)
        alts |= {f"own:{file}": alt for file, alt in zip(row.pictures, row.alts, strict=False)}
    unusable = frozenset(faulty - {""})
    return OwnExercises(tuple(exercises.values()), alts, named, unusable, tuple(findings))


def _check(
    row: OwnExerciseRow, spot: Spot, taken: set[str], folder: Path, tell: Teller
) -> list[Finding]:
    scope = str(spot.place())
    told = []
    for key, word in (("code", row.code), ("name", row.name)):
        if fold(word) in taken:
            told.append(
                tell("exercise-name-taken", spot.place(key), plan=scope, value=shown(word))
            )
    for file in row.pictures:
        if PurePosixPath(file).suffix.lower() not in PICTURES:
            told.append(
                tell("picture-kind", spot.place("pictures"), plan=scope, file=shown(file))
            )
        elif not (folder / file).is_file():
            told.append(
                tell("picture-missing", spot.place("pictures"), plan=scope, file=shown(file))
            )
    return told


def _exercise(row: OwnExerciseRow) -> Exercise:
    shots = _shots(row)
    way = Variant(
        code=OWN,
        position="",
        tool="",
        equipment=row.equipment,
        start=row.position,
        shots=shots,
        balance=row.balance,
    )
    dose = Preset(code=OWN, source="", entry=0, side=None, dose=row.dose, variants=(OWN,))
    return Exercise(
        code=row.code,
        name=row.name,
        short=textwrap.shorten(row.name, SHORT, placeholder="…") or row.name[:SHORT],
        limb=row.limb or part_of(row.name, (row.position, *row.steps)),
        together=_is_together(row),
        balance=row.balance,
        counted="times",
        tempo=TEMPO,
        why=row.why,
        caution=row.caution,
        easier="",
        harder="",
        variants=(way,),
        presets=(dose,),
        thumbnail=shots[0].frame,
        own=True,
        link=row.link,
        sided=_is_sided(row),
    )


_ON_BOTH = re.compile(
    r"on both (?:feet|legs)|both (?:feet|legs) together|(?:double|two)[ -](?:leg|foot)(?:ged|ed)?|"
    r"(?:two|2) (?:feet|legs)|bilateral(?:ly)?"
)

_ONE = frozenset(("one", "1", "single", "other", "left", "right"))


def _is_together(row: OwnExerciseRow) -> bool:
    """Whether both move at once: as typed, else as its name says ("heel raise on both feet")."""
    if row.together is not None:
        return row.together
    name = fold(row.name)
    return bool(_ON_BOTH.search(name)) and not _ONE & set(name.split())


_SIDE_WORDS = re.compile(
    r"\{(?:side|other)\}|\b(?:left|right|opposite|(?:one|1|single|each|other|bottom|top|back|front)"
    r"[ -](?:leg|foot|side|knee|arm|hand|ankle|heel|hip))\b|\b(?:single|one)[ -]leg"
)


def _is_sided(row: OwnExerciseRow) -> bool:
    """Whether it is done with one side at a time: as typed, else as its words say."""
    if row.together is not None:
        return not row.together
    words = " ".join((row.name, row.position, *row.steps)).casefold()
    return bool(_SIDE_WORDS.search(words)) and not (_is_together(row) or is_walked(row.name))


def _shots(row: OwnExerciseRow) -> tuple[Shot, ...]:
    """The steps beside their pictures, in order, as evenly as they go."""
    if not row.pictures:
        return (Shot("", row.steps),)
    share, more = divmod(len(row.steps), len(row.pictures))
    shots = []
    at = 0
    for number, file in enumerate(row.pictures):
        end = at + share + (number < more)
        shots.append(Shot(f"own:{file}", row.steps[at:end]))
        at = end
    return tuple(shots)
