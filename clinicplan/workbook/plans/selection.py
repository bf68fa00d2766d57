"""A row of Patients, its programme and its rows of Exercises become the exercises wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from clinicplan.catalogue.values import Exercise
from clinicplan.findings import Finding
from clinicplan.origins import Origin
from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.fallback import Given, inherited, of_preset
from clinicplan.workbook.plans.names import Shelf, unknown
from clinicplan.workbook.plans.own_programmes import dose_of_programme
from clinicplan.workbook.plans.patients import PatientEntry
from clinicplan.workbook.plans.request import Tell, Wanted
from clinicplan.workbook.plans.rows_of_plans import ExerciseEntry
from clinicplan.workbook.sheets.loading import safe
from clinicplan.workbook.sheets.rows import Cleared

BARE = frozenset(("plan_id", "exercise", "days"))
"""All that a row may hold which leaves an exercise of the programme out."""

ONE_SIDED = {"left", "right"}


def in_order(programme: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """The exercises of a plan as its paper has them, by code, each once.

    The programme's come first, in its order, for it is one session that somebody has put
    together; then those of the plan's own rows, in theirs.
    """
    return tuple(dict.fromkeys((*programme, *own)))


def wanted_by(
    entry: PatientEntry, rows: list[ExerciseEntry], shelf: Shelf, tell: Tell, told: list[Finding]
) -> Iterator[list[Wanted]]:
    """The exercises of a plan, those of one kind together."""
    own: dict[str, list[ExerciseEntry]] = {}
    for item in rows:
        exercise = shelf.exercises.get(fold(item.row.exercise))
        if exercise is not None:
            own.setdefault(exercise.code, []).append(item)
        elif item.row.exercise:
            told.append(unknown("exercise", item.row.exercise, item.spot, shelf, tell))
    programme: dict[str, list[Wanted]] = {}
    for wanted in _of_programme(entry, shelf, tell, told):
        programme.setdefault(wanted.exercise.code, []).append(wanted)
    for code in in_order(programme, own):
        items = own.get(code, [])
        if code not in programme:
            exercise = shelf.exercises[fold(code)]
            yield [_alone(item, exercise, side=entry.row.side) for item in items]
        elif not _is_left_out(items):
            yield _changed(programme[code], items)


def _alone(entry: ExerciseEntry, exercise: Exercise, *, side: str) -> Wanted:
    """What a row asks for that no programme has."""
    place = entry.spot.place("exercise")
    return Wanted(exercise, place, (entry.row,), entry.spot, side=side)


def _is_left_out(rows: list[ExerciseEntry]) -> bool:
    """True where the one row for an exercise says never, and nothing else."""
    return len(rows) == 1 and rows[0].row.days is Cleared.NEVER and set(rows[0].spot.filled) <= BARE


def _changed(usual: list[Wanted], rows: list[ExerciseEntry]) -> list[Wanted]:
    """An exercise of the programme, changed by the plan's own rows for it.

    One row without weeks changes it whenever it is done. Several, or one with weeks, take
    its place, each over the programme's first dose; the weeks before them stay the programme's.
    """
    if len(rows) == 1 and not (rows[0].row.first_week or rows[0].row.last_week):
        return [_over(rows[0], item) for item in usual]
    kept = [item for side, week in _beginnings(rows) for item in _until(week, usual, side)]
    return [*kept, *(_over(row, usual[0]) for row in rows)] or usual


def _beginnings(rows: list[ExerciseEntry]) -> Iterator[tuple[str, int]]:
    """The week in which the rows begin, for left and right apart where each has its own."""
    weeks: dict[str, int] = {}
    for item in rows:
        side, week = item.row.side, item.row.first_week or 1
        weeks[side] = min(weeks.get(side, week), week)
    if weeks.keys() == ONE_SIDED:
        yield from weeks.items()
    elif weeks:
        yield "", min(weeks.values())


def _until(week: int, usual: list[Wanted], side: str) -> Iterator[Wanted]:
    """What the programme has before the week, with this side ("" for the programme's own)."""
    for item in usual:
        first, last = item.of_programme.first_week or 1, item.of_programme.last_week
        if first < week:
            until = min(last or week - 1, week - 1)
            row = replace(item.of_programme, side=side) if side else item.of_programme
            yield replace(item, rows=(row,), side="" if side else item.side, until=until)


def _over(entry: ExerciseEntry, usual: Wanted) -> Wanted:
    return replace(
        usual,
        rows=(entry.row, *usual.rows),
        spot=entry.spot,
        place=entry.spot.place("exercise"),
    )


def _of_programme(
    entry: PatientEntry, shelf: Shelf, tell: Tell, told: list[Finding]
) -> Iterator[Wanted]:
    text = entry.row.programme
    place = entry.spot.place("programme")
    library = shelf.catalogue.programmes
    own = shelf.programmes.get(fold(text))
    if own is not None and not own.faulty:
        for item in own.rows:
            exercise = shelf.exercises[fold(item.row.exercise)]
            dose = inherited(dose_of_programme(item.row, exercise, shelf.catalogue))
            yield Wanted(exercise, place, (item.row,), programme=dose, side=entry.row.side)
    elif code := shelf.library.get(fold(text)):
        for given in library[code].items:
            exercise = shelf.exercises[fold(given.exercise)]
            preset = exercise.preset(given.preset)
            dose = of_preset(preset, Origin.PROGRAMME) if preset else Given()
            yield Wanted(exercise, place, programme=dose, side=entry.row.side, is_library=True)
    elif own is not None:
        told.append(tell("mend-first", place, value=safe(text, entry.spot.private)))
    elif text:
        told.append(unknown("programme", text, entry.spot, shelf, tell))
