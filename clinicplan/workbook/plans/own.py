"""The clinic's own exercises and programmes become what the catalogue's are."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from clinicplan.catalogue.values import (
    Catalogue,
    Exercise,
    Preset,
    Programme,
    ProgrammeItem,
    Shot,
    Variant,
)
from clinicplan.findings import Finding, Severity
from clinicplan.origins import Origin
from clinicplan.workbook.choices import Suggestions, fold
from clinicplan.workbook.findings.words import Teller, shown
from clinicplan.workbook.plans.fallback import Given, gaps, of_preset, resolved
from clinicplan.workbook.plans.limbs import part_of
from clinicplan.workbook.plans.presets import named_preset, usual_preset
from clinicplan.workbook.plans.rows_of_plans import Slips
from clinicplan.workbook.sheets.records import Entry, Spot, Table
from clinicplan.workbook.sheets.rows import Cleared, DoseRow, OwnExerciseRow

OWN = "own"
"""The code of an own exercise's only variant and preset."""

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".svg"))
SHORT = 18
TEMPO = 3
"""Seconds that a repetition of an own exercise takes: our estimate, a heel raise's."""


@dataclass(frozen=True, slots=True)
class OwnExercises:
    """The exercises that can be used, their pictures' descriptions, and the faulty ones."""

    exercises: tuple[Exercise, ...]
    alts: Mapping[str, str]
    faulty: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class OwnProgramme:
    """An own programme's rows under its name; `faulty` where one of them has an error."""

    name: str
    rows: tuple[Entry[DoseRow], ...]
    faulty: bool = False


def read_own_exercises(
    table: Table[OwnExerciseRow], *, catalogue: Catalogue, folder: Path, tell: Teller
) -> OwnExercises:
    """The exercises of the My exercises sheet; pictures are looked for in the folder."""
    exercises: dict[str, Exercise] = {}
    alts: dict[str, str] = {}
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
        alts |= {f"own:{file}": alt for file, alt in zip(row.pictures, row.alts, strict=False)}
    return OwnExercises(tuple(exercises.values()), alts, frozenset(faulty - {""}), tuple(findings))


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
    return bool(_SIDE_WORDS.search(words)) and not _is_together(row)


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


def read_own_programmes(
    table: Table[DoseRow],
    *,
    catalogue: Catalogue,
    exercises: Mapping[str, Exercise],
    faulty: frozenset[str],
    suggestions: Suggestions,
    tell: Teller,
) -> tuple[dict[str, OwnProgramme], tuple[Finding, ...]]:
    """The programmes of the Programmes sheet by folded name, and the findings of its rows.

    `exercises` has every exercise that can be used by each folded way to write it,
    `faulty` the names of those that have to be mended first, `suggestions` what a misspelt
    one may have been.
    """
    rows: dict[str, list[Entry[DoseRow]]] = {}
    refused: set[str] = set()
    above = ""
    findings: list[Finding] = []
    taken = _library_names(catalogue)
    for entry in table.entries:
        name, scope = fold(entry.row.programme), str(entry.spot.place())
        told = [replace(finding, plan=scope) for finding in entry.findings]
        told += _check_programme_row(
            entry, taken, exercises, suggestions, tell, faulty=faulty, catalogue=catalogue
        )
        findings += told
        rows.setdefault(name, []).append(entry)
        # A row without a name costs the programme above, whose exercise it may be.
        above = name or above
        refused |= {above} if any(item.severity is Severity.ERROR for item in told) else set()
    programmes = {
        name: OwnProgramme(own[0].row.programme, tuple(own), name in refused)
        for name, own in rows.items()
        if name
    }
    return programmes, (*findings, *_alike(programmes, tell))


def _alike(programmes: Mapping[str, OwnProgramme], tell: Teller) -> Iterable[Finding]:
    """A name that may be a slip of another's: its row would be missing there in silence."""
    slips = Slips(programmes)
    for name, programme in programmes.items():
        others = [other for other in slips.of(name) if other != name]
        longer = [other for other in others if _comes_first(programmes[other], programme)]
        if not longer or _without_figures(name) == _without_figures(longer[0]):
            continue
        spot, near = programme.rows[0].spot, shown(programmes[longer[0]].name)
        values = {"value": shown(programme.name), "near": near}
        place = spot.place("programme")
        yield tell("programme-alike", place, (near,), plan=str(spot.place()), **values)


def _comes_first(one: OwnProgramme, other: OwnProgramme) -> bool:
    """True for the programme of more rows, or of the first ones."""
    first, second = (-len(item.rows) for item in (one, other))
    return (first, one.rows[0].spot.number) < (second, other.rows[0].spot.number)


def _without_figures(name: str) -> str:
    """The name without figures and short words at its end: `week 1`, `programme b`."""
    return re.sub(r"[0-9]+|\s\S{1,2}\Z", "", name).strip()


def dose_of_programme(row: DoseRow, exercise: Exercise, catalogue: Catalogue) -> Given:
    """The dose that a row of Programmes means; its base is a preset that it names, or none."""
    preset = named_preset(exercise, row.preset, catalogue)
    base = of_preset(preset, Origin.PRESET) if preset else None
    return resolved(row, base=base, usual=usual_preset(exercise))


def _check_programme_row(
    entry: Entry[DoseRow],
    taken: set[str],
    exercises: Mapping[str, Exercise],
    suggestions: Suggestions,
    tell: Teller,
    *,
    faulty: frozenset[str],
    catalogue: Catalogue,
) -> Iterable[Finding]:
    row, spot, scope = entry.row, entry.spot, str(entry.spot.place())
    if fold(row.programme) in taken:
        value = shown(row.programme)
        yield tell("programme-name-taken", spot.place("programme"), plan=scope, value=value)
    name = shown(row.exercise)
    if row.days is Cleared.NEVER:
        yield tell("never-unclear", spot.place("days"), plan=scope, exercise=name)
    exercise = exercises.get(fold(row.exercise))
    if exercise is not None:
        given, is_based = dose_of_programme(row, exercise, catalogue), bool(row.preset)
        for code in gaps(given, is_based=is_based, row=row, spot=spot):
            yield tell(code, spot.place("exercise"), plan=scope, exercise=name)
    if fold(row.exercise) in faulty:
        value = shown(row.exercise)
        yield tell("mend-first", spot.place("exercise"), plan=scope, value=value)
    elif row.exercise and fold(row.exercise) not in exercises:
        near = suggestions.near(row.exercise)
        code = "unknown-exercise-near" if near else "unknown-exercise"
        values = {"value": shown(row.exercise), "near": ", ".join(near)}
        yield tell(code, spot.place("exercise"), near, plan=scope, **values)


def _library_names(catalogue: Catalogue) -> set[str]:
    return {fold(word) for item in catalogue.programmes.values() for word in (item.code, item.name)}


def as_programmes(
    programmes: Iterable[OwnProgramme], exercises: Mapping[str, Exercise]
) -> tuple[Programme, ...]:
    """The own programmes as the catalogue knows them: name and exercises, without doses.

    `exercises` has every exercise that can be used by each folded way to write it.
    """
    return tuple(
        Programme(
            code=programme.name,
            name=programme.name,
            summary="",
            source="",
            items=tuple(
                ProgrammeItem(exercises[name].code, item.row.preset)
                for item in programme.rows
                if (name := fold(item.row.exercise)) in exercises
            ),
        )
        for programme in programmes
    )
