"""The rows of Programmes become programmes of the clinic's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clinicplan.catalogue.values import Catalogue, Exercise, Programme, ProgrammeItem
from clinicplan.findings import Finding, Severity
from clinicplan.origins import Origin
from clinicplan.workbook.choices import Suggestions, fold
from clinicplan.workbook.findings.words import Teller, shown
from clinicplan.workbook.plans.fallback import Given, gaps, of_preset, resolved
from clinicplan.workbook.plans.presets import named_preset, usual_preset
from clinicplan.workbook.plans.rows_of_plans import Slips
from clinicplan.workbook.sheets.records import Entry, Table
from clinicplan.workbook.sheets.rows import Cleared, DoseRow


@dataclass(frozen=True, slots=True)
class OwnProgramme:
    """An own programme's rows under its name; `faulty` where one of them has an error."""

    name: str
    rows: tuple[Entry[DoseRow], ...]
    faulty: bool = False


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
