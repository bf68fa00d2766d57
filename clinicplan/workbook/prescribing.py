"""What a plan asks of one exercise becomes a prescription, with every fallback applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from clinicplan.catalogue.values import Catalogue, Caution, Exercise, Preset, Variant
from clinicplan.findings import Finding, Place
from clinicplan.origins import SIDE, Origin, Origins
from clinicplan.plan import Amount, Dose, Prescription
from clinicplan.workbook.changing import changes_of
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.fallback import Given, as_one, cells_of, gaps, of_preset, resolved
from clinicplan.workbook.growing import Grown, when_easy, with_growth
from clinicplan.workbook.presets import named_preset, offered, usual_preset
from clinicplan.workbook.rows import Cleared
from clinicplan.workbook.said import doubtful
from clinicplan.workbook.sides import side_of
from clinicplan.workbook.unusual import UNUSUAL, as_unusual
from clinicplan.workbook.wanted import Desk, Tell, Wanted

SUPPORTS = frozenset(("chair", "wall", "worktop", "rail", "support"))
"""What a person can hold on to (codes of equipment and tools)."""

CAREFUL = frozenset(("reduced-feeling", "recent-surgery", "balance"))
"""Cautions with which nobody goes to their limit (our judgement)."""

TO_THE_LIMIT = frozenset(("as-many-as-you-can", "until-tired"))

NO_END = "as-long-as-you-can"
"""The wording of an amount that a rest cannot have: nobody knows when to go on."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a prescription is checked against: the plan's length, and what to take care of."""

    catalogue: Catalogue
    weeks: int
    take_care: tuple[Caution, ...]
    start: date = date.min


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A prescription, where its facts came from, and where its findings are told.

    `cleared` are the facts that its row takes away; `is_open` says that nobody said how often.
    """

    prescription: Prescription
    origins: Origins
    place: Place
    name: str
    cleared: frozenset[str] = frozenset()
    is_open: bool = False


def prescribe(wanted: Wanted, situation: Situation, tell: Tell) -> tuple[Prescribed, list[Finding]]:
    """The prescription, and all that is to be said about it."""
    desk = Desk(wanted, as_one(wanted.rows), tell, [])
    if desk.said.days is Cleared.NEVER:
        desk.note("never-unclear", "days")
    base = _base(desk, situation.catalogue)
    usual = usual_preset(wanted.exercise)
    given = resolved(wanted.own, base=base, usual=usual) if wanted.own else base or Given()
    for code in gaps(given, is_based=base is not None, row=wanted.own, spot=wanted.spot):
        desk.note(code, "exercise")
    preset = given.preset or usual
    variant = _variant(desk, preset, situation.catalogue)
    side, side_origin = side_of(desk, preset, situation.catalogue)
    growing = _growing(desk, given.dose, situation)
    prescription = Prescription(
        exercise=wanted.exercise.code,
        variant=variant.code,
        side=side,
        dose=given.dose,
        parts=_parts(given, wanted.exercise),
        between=given.preset.between if given.preset else "",
        first_week=desk.said.first_week or 1,
        last_week=_last_week(desk),
        changes=growing.changes,
        growth=growing.growth,
        when_easy=when_easy(desk, given.dose),
        note=desk.said.note,
        override=desk.said.override,
    )
    _ask_doubts(desk)
    _check_weeks(prescription, situation.weeks, desk)
    _check_cautions(desk, variant, preset, situation)
    _check_amounts(prescription, desk)
    _check_support(variant, desk)
    _check_open_counts(prescription, desk, situation)
    origins = Origins({**given.origins, SIDE: side_origin})
    if wanted.spot:
        place, columns = wanted.spot.place(), wanted.spot.columns
        origins = replace(origins, place=place, columns=columns)
    cleared = cells_of(wanted.own).keys() - given.origins.keys() if wanted.own else ()
    is_open = given.is_open and base is not None
    name = wanted.exercise.name
    made = Prescribed(prescription, origins, wanted.place, name, frozenset(cleared), is_open)
    return made, desk.told


def _ask_doubts(desk: Desk) -> None:
    """What the exercise makes two meanings of."""
    for key, code, values in doubtful(desk.said, desk.wanted.exercise):
        desk.note(code, key, **values)


def _last_week(desk: Desk) -> int:
    """The last week of the exercise, 0 where it goes on to the plan's end."""
    return desk.wanted.until or desk.said.last_week


def _growing(desk: Desk, dose: Dose, situation: Situation) -> Grown:
    """How the dose changes from week to week."""
    weeks, usual = situation.weeks, _without_row(desk.wanted)
    changes = changes_of(desk, dose, usual=usual, weeks=weeks, start=situation.start)
    return with_growth(desk, dose, changes, weeks=weeks, last_week=_last_week(desk))


def _base(desk: Desk, catalogue: Catalogue) -> Given | None:
    """What the row starts from: the preset that it names, else the programme's dose, or nothing."""
    wanted = desk.wanted
    if wanted.own is None or not wanted.own.preset:
        return wanted.programme
    preset = named_preset(wanted.exercise, wanted.own.preset, catalogue)
    if preset:
        return of_preset(preset, Origin.PRESET)
    accepted = ", ".join(item.label for item in offered(wanted.exercise, catalogue))
    desk.note("unknown-preset", "preset", accepted=accepted)
    return wanted.programme


def _without_row(wanted: Wanted) -> Dose:
    """The dose as it would be without the plan's own row."""
    return wanted.programme.dose if wanted.programme else Dose()


def _parts(given: Given, exercise: Exercise) -> tuple[str, ...]:
    """The directions or stages: the exercise's own, unless a preset's amount names others."""
    if given.preset is None or given.is_typed:
        return exercise.parts
    return given.preset.parts


def _variant(desk: Desk, preset: Preset | None, catalogue: Catalogue) -> Variant:
    """The way that position and tool ask for."""
    ranked = _ranked(desk.wanted.exercise, preset)
    for kind in ("position", "tool"):
        fitting = _fitting(ranked, kind, getattr(desk.said, kind), catalogue)
        if not fitting:
            ways = {getattr(item, kind): None for item in ranked}
            accepted = ", ".join(_way_name(kind, way, catalogue) for way in ways)
            desk.note(f"unknown-{kind}", kind, accepted=accepted)
            return ranked[0]
        ranked = fitting
    return ranked[0]


def _ranked(exercise: Exercise, preset: Preset | None) -> list[Variant]:
    """The ways to do an exercise; the preset's own come first."""
    own = preset.variants if preset else ()
    return sorted(
        exercise.variants, key=lambda item: own.index(item.code) if item.code in own else 99
    )


def _fitting(
    variants: Iterable[Variant], kind: str, text: str, catalogue: Catalogue
) -> list[Variant]:
    return [item for item in variants if _is_way(item, kind, text, catalogue)]


def _is_way(variant: Variant, kind: str, text: str, catalogue: Catalogue) -> bool:
    way = getattr(variant, kind)
    if not text:
        return True
    return fold(text) in (fold(way or "none"), fold(_way_name(kind, way, catalogue)))


def _way_name(kind: str, way: str, catalogue: Catalogue) -> str:
    return catalogue.names.get(f"{kind}.{way}", way or "none")


def _check_weeks(prescription: Prescription, weeks: int, desk: Desk) -> None:
    first, last = prescription.first_week, prescription.last_week
    if last and last < first:
        desk.note("weeks-reversed", "last_week", first=first, last=last)
    if weeks and first > weeks:
        desk.note("week-after-end", "first_week", week=first, weeks=weeks)
    if weeks and last > weeks:
        desk.note("last-week-after-end", "last_week", week=last, weeks=weeks)


def _check_cautions(
    desk: Desk, variant: Variant, preset: Preset | None, situation: Situation
) -> None:
    """An exercise that does not go with a caution, unless somebody says why it does."""
    if desk.said.override:
        return
    exercise = desk.wanted.exercise
    clashes = list(_clashes(exercise, variant, situation.take_care))
    ways = _safe_ways(desk, preset, situation) if clashes else ""
    of_programme = "-programme" if desk.wanted.programme else ""
    code = "caution-conflict" + of_programme + ("-way" * bool(ways))
    for caution, reason in clashes:
        desk.note(code, "exercise", caution=caution, reason=reason, ways=ways)


def _clashes(
    exercise: Exercise, variant: Variant, take_care: Iterable[Caution]
) -> Iterator[tuple[str, str]]:
    """Each caution that this way of the exercise does not go with, and why."""
    for caution in take_care:
        for conflict in caution.conflicts:
            fits = not conflict.variants or variant.code in conflict.variants
            if conflict.exercise == exercise.code and fits:
                yield caution.name, conflict.reason
        if exercise.own and exercise.balance and caution.own_balance:
            yield caution.name, caution.own_balance


def _safe_ways(desk: Desk, preset: Preset | None, situation: Situation) -> str:
    """What one could type under Position or Tool: "Position on a chair"; "" where nothing."""
    exercise, catalogue = desk.wanted.exercise, situation.catalogue
    ranked = _ranked(exercise, preset)
    safe = []
    for kind, other in (("position", "tool"), ("tool", "position")):
        left = _fitting(ranked, other, getattr(desk.said, other), catalogue)
        for way in dict.fromkeys(getattr(item, kind) for item in left):
            first, *_ = _fitting(left, kind, way or "none", catalogue)
            if not any(_clashes(exercise, first, situation.take_care)):
                safe.append(f"{EXERCISES.column(kind).heading} {_way_name(kind, way, catalogue)}")
        if safe:
            break
    return ", ".join(safe)


def _check_amounts(prescription: Prescription, desk: Desk) -> None:
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    if not any(_is_countable(amount) for amount in _amounts(prescription.dose).values()):
        desk.note("no-number", "exercise")
    if any(dose.rest is not None and dose.rest.wording == NO_END for dose in doses):
        desk.note("rest-without-end", "rest")
    unusual = {
        name: amount.high
        for dose in doses
        for name, amount in (*_amounts(dose).items(), ("sets", dose.sets), ("rest", dose.rest))
        if amount is not None and amount.high > UNUSUAL[name]
    }
    for name, number in unusual.items():
        code, values = as_unusual(name, number)
        desk.note(code, name, **values)


def _check_open_counts(prescription: Prescription, desk: Desk, situation: Situation) -> None:
    """As many as one can is not told to who may not feel when it is enough."""
    careful = [caution.name for caution in situation.take_care if caution.code in CAREFUL]
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    amounts = (amount for dose in doses for amount in (dose.reps, dose.sets, dose.hold))
    if careful and any(amount and amount.wording in TO_THE_LIMIT for amount in amounts):
        desk.note("open-count-careful", "reps", caution=careful[0])


def _amounts(dose: Dose) -> dict[str, Amount | None]:
    return {"reps": dose.reps, "hold": dose.hold, "duration": dose.duration}


def _is_countable(amount: Amount | None) -> bool:
    return amount is not None and not amount.is_open


def _check_support(variant: Variant, desk: Desk) -> None:
    """Advice where one stands on one leg with nothing to hold on to."""
    exercise = desk.wanted.exercise
    near = {variant.tool, variant.position, *variant.equipment}
    if (exercise.balance or variant.balance) and not exercise.together and not near & SUPPORTS:
        desk.note("no-support", "exercise")
