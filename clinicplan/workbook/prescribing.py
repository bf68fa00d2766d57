"""What a plan asks of one exercise becomes a prescription, with every fallback applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace

from clinicplan.catalogue.values import Catalogue, Caution, Exercise, Preset, Variant
from clinicplan.findings import Finding, Place
from clinicplan.plan import Amount, Change, Dose, Prescription, Side
from clinicplan.workbook.choices import Choice, fold, lookup
from clinicplan.workbook.records import Spot
from clinicplan.workbook.rows import Cleared, DoseRow, Step

SUPPORTS = frozenset(("chair", "wall", "worktop", "rail"))
"""What a person can hold on to (codes of equipment and tools)."""

UNUSUAL = {"sets": 10, "reps": 100, "hold": 300, "rest": 600, "duration": 1800}
"""More than this is probably a slip of the keyboard: `1015` for `10-15` (our judgement)."""

DOSE_FIELDS = tuple(item.name for item in fields(Dose))
AMOUNT_FIELDS = frozenset(("reps", "duration"))
"""Two ways to say how much; who says one of them has not left the other open."""

Tell = Callable[..., Finding]
"""Tells a finding of the plan at hand: code, place and the values of its words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An exercise that a plan asks for, and what is said of it, most particular row first.

    `rows` are the plan's own and the programme's, as far as there are any; `preset` is the
    one that a programme of the library names. `spot` is the plan's own row in the
    workbook; without one, findings point at `place`.
    """

    exercise: Exercise
    place: Place
    rows: tuple[DoseRow, ...] = ()
    spot: Spot | None = None
    preset: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a prescription is checked against: the plan's length, and what to take care of."""

    catalogue: Catalogue
    weeks: int
    take_care: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class _Desk:
    """The exercise at hand, what is said of it, and where its findings gather."""

    wanted: Wanted
    said: DoseRow
    tell: Tell
    told: list[Finding]

    def note(self, code: str, key: str, **values: str | int) -> None:
        """Notes a finding at a column's cell, or at the exercise where that is empty."""
        spot = self.wanted.spot
        at = spot.place(key) if spot and key in spot.filled else self.wanted.place
        self.told.append(self.tell(code, at, exercise=self.wanted.exercise.name, **values))


def prescribe(
    wanted: Wanted, situation: Situation, tell: Tell
) -> tuple[Prescription, list[Finding]]:
    """The prescription, and all that is to be said about it."""
    desk = _Desk(wanted, _as_one(wanted.rows), tell, [])
    preset = _preset(desk, situation.catalogue)
    variant = _variant(desk, preset, situation.catalogue)
    dose = _dose(wanted.rows, preset.dose if preset else Dose())
    prescription = Prescription(
        exercise=wanted.exercise.code,
        variant=variant.code,
        side=_side(desk, preset),
        dose=dose,
        parts=preset.parts if preset else wanted.exercise.parts,
        between=preset.between if preset else "",
        first_week=desk.said.first_week or 1,
        last_week=desk.said.last_week,
        changes=_changes(desk.said.progression, dose),
        note=desk.said.note,
        override=desk.said.override,
    )
    _check_weeks(prescription, situation.weeks, desk)
    _check_cautions(prescription, situation.take_care, desk)
    _check_amounts(prescription, desk)
    _check_support(variant, desk)
    return prescription, desk.told


def _as_one(rows: tuple[DoseRow, ...]) -> DoseRow:
    """The rows as one: each cell as the first row has it that fills it."""
    one = rows[0] if rows else DoseRow()
    for row in rows[1:]:
        empty = {
            item.name: getattr(row, item.name)
            for item in fields(DoseRow)
            if getattr(one, item.name) in ("", 0, None, ())
        }
        one = replace(one, **empty)
    return one


def _preset(desk: _Desk, catalogue: Catalogue) -> Preset | None:
    """The preset whose dose fills what is left open: as said, as the programme has it, first."""
    exercise = desk.wanted.exercise
    if not desk.said.preset:
        named = exercise.preset(desk.wanted.preset)
        return named or next(iter(exercise.presets), None)
    programmes = catalogue.programmes
    offered = [
        Choice(item.code, programmes[item.code].name if item.code in programmes else item.code)
        for item in exercise.presets
    ]
    code = lookup(offered).get(fold(desk.said.preset))
    if code is None:
        accepted = ", ".join(item.label for item in offered)
        desk.note("unknown-preset", "preset", accepted=accepted)
        return None
    return exercise.preset(code)


def _variant(desk: _Desk, preset: Preset | None, catalogue: Catalogue) -> Variant:
    """The way that position and tool ask for; the preset's own ways come first."""
    variants = desk.wanted.exercise.variants
    own = preset.variants if preset else ()
    ranked = sorted(variants, key=lambda item: own.index(item.code) if item.code in own else 99)
    for kind in ("position", "tool"):
        text = getattr(desk.said, kind)
        fitting = [item for item in ranked if _is_way(item, kind, text, catalogue)]
        if not fitting:
            ways = {getattr(item, kind): None for item in ranked}
            accepted = ", ".join(_way_name(kind, way, catalogue) for way in ways)
            desk.note(f"unknown-{kind}", kind, accepted=accepted)
            return ranked[0]
        ranked = fitting
    return ranked[0]


def _is_way(variant: Variant, kind: str, text: str, catalogue: Catalogue) -> bool:
    way = getattr(variant, kind)
    if not text:
        return True
    return fold(text) in (fold(way or "none"), fold(_way_name(kind, way, catalogue)))


def _way_name(kind: str, way: str, catalogue: Catalogue) -> str:
    return catalogue.names.get(f"{kind}.{way}", way or "none")


def _side(desk: _Desk, preset: Preset | None) -> Side:
    """The side as said, else the preset's, else what the exercise's movement asks for."""
    together = desk.wanted.exercise.together
    usual = Side.BOTH if together else Side.EACH
    preset_side = preset.side if preset and preset.side else usual
    if not desk.said.side:
        return preset_side
    side = Side(desk.said.side)
    if together and side is not Side.BOTH:
        desk.note("side-together", "side", side=side.value)
    elif side is Side.BOTH and preset_side is not Side.BOTH:
        desk.note("side-both", "side")
    return side


def _dose(rows: Iterable[DoseRow], preset: Dose) -> Dose:
    """The dose of the rows, most particular first, with the preset's for what they leave open.

    `none` in a cell leaves it empty for good; a row that counts repetitions has not left the
    duration open, and the other way round.
    """
    said: dict[str, object] = {}
    closed: set[str] = set()
    for row in rows:
        cells = _cells(row)
        said = _open_part(cells, closed) | said
        closed |= {name for name, cell in cells.items() if cell is Cleared.CLEARED}
        closed |= _settled(cells)
    return _as_dose(_open_part(_cells(preset), closed) | said)


def _cells(dose: Dose | DoseRow) -> dict[str, object]:
    """What a dose, or a row, says of a dose, by field."""
    return {name: cell for name in DOSE_FIELDS if (cell := getattr(dose, name)) is not None}


def _as_dose(cells: dict[str, object]) -> Dose:
    return Dose(**cells)  # type: ignore[arg-type]  # they come from fields of these names


def _open_part(cells: dict[str, object], closed: Iterable[str]) -> dict[str, object]:
    """The cells that say something of what is not closed."""
    return {
        name: cell
        for name, cell in cells.items()
        if cell is not Cleared.CLEARED and name not in closed
    }


def _settled(cells: dict[str, object]) -> frozenset[str]:
    counted = any(cells.get(name, Cleared.CLEARED) is not Cleared.CLEARED for name in AMOUNT_FIELDS)
    return AMOUNT_FIELDS if counted else frozenset()


def _changes(steps: Iterable[Step], dose: Dose) -> tuple[Change, ...]:
    """Whole doses by week: what a change does not name stays as it was before it."""
    changes = []
    for step in steps:
        said = _cells(step.dose)
        dose = _as_dose(_open_part(_cells(dose), _settled(said)) | said)
        changes.append(Change(step.week, dose))
    return tuple(changes)


def _check_weeks(prescription: Prescription, weeks: int, desk: _Desk) -> None:
    first, last = prescription.first_week, prescription.last_week
    if last and last < first:
        desk.note("weeks-reversed", "last_week", first=first, last=last)
    if weeks and first > weeks:
        desk.note("week-after-end", "first_week", week=first, weeks=weeks)
    if weeks and last > weeks:
        desk.note("last-week-after-end", "last_week", week=last, weeks=weeks)
    for change in prescription.changes:
        if change.week <= first:
            desk.note("change-too-early", "progression", week=change.week, first=first)
        if (weeks and change.week > weeks) or (last and change.week > last):
            desk.note("week-after-end", "progression", week=change.week, weeks=last or weeks)


def _check_cautions(prescription: Prescription, take_care: Iterable[Caution], desk: _Desk) -> None:
    """An exercise that does not go with a caution, unless somebody says why it does."""
    if prescription.override:
        return
    exercise = desk.wanted.exercise
    for caution in take_care:
        for conflict in caution.conflicts:
            fits = not conflict.variants or prescription.variant in conflict.variants
            if conflict.exercise == prescription.exercise and fits:
                desk.note(
                    "caution-conflict", "exercise", caution=caution.name, reason=conflict.reason
                )
        if exercise.own and exercise.balance and caution.own_balance:
            reason = caution.own_balance
            desk.note("caution-conflict", "exercise", caution=caution.name, reason=reason)


def _check_amounts(prescription: Prescription, desk: _Desk) -> None:
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    if not any(_is_countable(amount) for amount in _amounts(prescription.dose).values()):
        desk.note("no-number", "exercise")
    unusual = {
        name: amount.high
        for dose in doses
        for name, amount in (*_amounts(dose).items(), ("sets", dose.sets), ("rest", dose.rest))
        if amount is not None and amount.high > UNUSUAL[name]
    }
    for name, number in unusual.items():
        desk.note("dose-unusual", name, number=number)


def _amounts(dose: Dose) -> dict[str, Amount | None]:
    return {"reps": dose.reps, "hold": dose.hold, "duration": dose.duration}


def _is_countable(amount: Amount | None) -> bool:
    return amount is not None and not amount.is_open


def _check_support(variant: Variant, desk: _Desk) -> None:
    """Advice where one stands on one leg with nothing to hold on to."""
    exercise = desk.wanted.exercise
    near = {variant.tool, variant.position, *variant.equipment}
    if (exercise.balance or variant.balance) and not exercise.together and not near & SUPPORTS:
        desk.note("no-support", "exercise")
