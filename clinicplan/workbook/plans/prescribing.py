"""What a plan asks of one exercise becomes a prescription, with every fallback applied."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.dose import AS_WRITTEN, Amount, Dose
from clinicplan.doses.stretched import OVER
from clinicplan.findings import Finding, Place
from clinicplan.origins import SIDE, Origin, Origins
from clinicplan.plan import EACH_DIRECTION, EACH_WAY, Prescription
from clinicplan.workbook.plans.changing import changes_of
from clinicplan.workbook.plans.checks import check_prescription
from clinicplan.workbook.plans.fallback import (
    NO_FREQUENCY,
    Given,
    as_one,
    cells_of,
    gaps,
    of_preset,
    resolved,
)
from clinicplan.workbook.plans.growing import Grown, when_easy, with_growth
from clinicplan.workbook.plans.held import with_hold, with_rounds, with_times, with_turns
from clinicplan.workbook.plans.noted import Noted, dose_noted, often_noted
from clinicplan.workbook.plans.presets import named_preset, offered, usual_preset
from clinicplan.workbook.plans.request import AtHand, Situation, Tell, Wanted
from clinicplan.workbook.plans.sides import side_of
from clinicplan.workbook.plans.ways import variant_of
from clinicplan.workbook.sheets.rows import Cleared
from clinicplan.workbook.sheets.said import ASIDE, doubtful


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A prescription, where its facts came from, and where its findings are told.

    `cleared` are the facts that its row takes away; `is_open` says that nobody said how often;
    `is_misread` that its weeks may not be those that were meant, for a cell is not understood;
    `is_unsided` that it is done with one side at a time, and nobody said which; `is_over` that
    nothing is to follow its last week.
    """

    prescription: Prescription
    origins: Origins
    place: Place
    name: str
    cleared: frozenset[str] = frozenset()
    is_open: bool = False
    is_misread: bool = False
    is_unsided: bool = False
    is_over: bool = False


def prescribe(wanted: Wanted, situation: Situation, tell: Tell) -> tuple[Prescribed, list[Finding]]:
    """The prescription, and all that is to be said about it."""
    wanted = with_turns(with_times(with_rounds(with_hold(wanted, situation.catalogue))))
    at_hand = AtHand(wanted, as_one(wanted.rows), tell, [])
    if at_hand.said.days is Cleared.NEVER:
        at_hand.note("never-unclear", "days")
    base = _base(at_hand, situation.catalogue)
    usual = usual_preset(wanted.exercise)
    given = resolved(wanted.own, base=base, usual=usual) if wanted.own else base or Given()
    if noted := _noted(at_hand, given, is_based=base is not None):
        return _as_noted(noted, situation, tell)
    preset = given.preset or usual
    variant = variant_of(at_hand, preset, situation.catalogue)
    sided = side_of(at_hand, preset, situation.catalogue)
    growing = _growing(at_hand, given.dose, situation)
    prescription = Prescription(
        exercise=wanted.exercise.code,
        variant=variant.code,
        side=sided.side,
        dose=given.dose,
        parts=_parts(given, at_hand),
        between=given.preset.between if given.preset else "",
        sides_alternate=given.preset.sides_alternate if given.preset else None,
        first_week=at_hand.said.first_week or 1,
        last_week=_last_week(at_hand),
        changes=growing.changes,
        growth=growing.growth,
        when_easy=when_easy(at_hand, given.dose),
        note=at_hand.said.note,
        override=at_hand.said.override,
        link=at_hand.said.link or wanted.exercise.link,
    )
    _ask_doubts(at_hand)
    check_prescription(prescription, variant, preset, at_hand, situation)
    return Prescribed(
        prescription,
        _origins(wanted, given, sided.origin),
        wanted.place,
        wanted.exercise.name,
        _cleared(wanted, given),
        is_open=given.is_open and base is not None,
        is_misread=_has_odd_weeks(at_hand),
        is_unsided=sided.is_unsaid,
        is_over=any(doubt.code == OVER for doubt in at_hand.said.doubts),
    ), at_hand.told


def _noted(at_hand: AtHand, given: Given, *, is_based: bool) -> Noted | None:
    """What its note alone says of the dose; where it does not, tells what the dose lacks."""
    wanted = at_hand.wanted
    if not is_based and (noted := dose_noted(wanted)):
        return noted
    lacking = tuple(gaps(given, is_based=is_based, row=wanted.own, spot=wanted.spot))
    if NO_FREQUENCY in lacking and (noted := often_noted(wanted)):
        return noted
    for code in lacking:
        _note_gap(at_hand, code)
    return None


def _as_noted(
    noted: Noted, situation: Situation, tell: Tell
) -> tuple[Prescribed, list[Finding]]:
    """The prescription with what its note alone says, which is told."""
    made, told = prescribe(noted.wanted, situation, tell)
    at_hand = AtHand(noted.wanted, as_one(noted.wanted.rows), tell, [])
    at_hand.note(noted.code, "note", value=noted.words)
    return made, [*told, *at_hand.told]


def _note_gap(at_hand: AtHand, code: str) -> None:
    """What a dose does not say; words of it that are a note may have been meant for it."""
    asides = (dict(item.values)["value"] for item in at_hand.said.doubts if item.code == ASIDE)
    aside = next(asides, "")
    if code == NO_FREQUENCY and aside:
        at_hand.note("no-frequency-aside", "exercise", value=aside)
    else:
        at_hand.note(code, "exercise")


def _origins(wanted: Wanted, given: Given, side: Origin) -> Origins:
    """Where each fact came from, and where the row stands, if there is one."""
    origins = {**given.origins, SIDE: side}
    if wanted.spot is None:
        return Origins(origins)
    return Origins(origins, place=wanted.spot.place(), columns=wanted.spot.columns)


def _cleared(wanted: Wanted, given: Given) -> frozenset[str]:
    """The facts that the row takes away."""
    return frozenset(cells_of(wanted.own).keys() - given.origins.keys() if wanted.own else ())


def _has_odd_weeks(at_hand: AtHand) -> bool:
    """True where a cell that may say weeks is not understood, or has them in words."""
    spot, said = at_hand.wanted.spot, at_hand.said
    return spot is not None and (
        spot.is_misread
        or (isinstance(said.reps, Amount) and said.reps.wording == AS_WRITTEN)
        or any(at_hand.fills(key) and not getattr(said, key) for key in ("first_week", "last_week"))
    )


def _ask_doubts(at_hand: AtHand) -> None:
    """What the exercise makes two meanings of."""
    own, spot = at_hand.wanted.own, at_hand.wanted.spot
    doubts = own.doubts if own else ()
    cells = {doubt.cell for doubt in doubts if spot and spot.says(doubt.fact) == doubt.column}
    for key, code, values in doubtful(at_hand.said, at_hand.wanted.exercise):
        cell = str(values.get("cell", ""))
        at_hand.note(code, key, **{**values, "cell": cell if cell in cells else ""})


def _last_week(at_hand: AtHand) -> int:
    """The last week of the exercise, 0 where it goes on to the plan's end."""
    return at_hand.wanted.until or at_hand.said.last_week


def _growing(at_hand: AtHand, dose: Dose, situation: Situation) -> Grown:
    """How the dose changes from week to week."""
    weeks, usual = situation.weeks, _without_row(at_hand.wanted)
    changes = changes_of(at_hand, dose, usual=usual, weeks=weeks, start=situation.start)
    return with_growth(at_hand, dose, changes, weeks=weeks, last_week=_last_week(at_hand))


def _base(at_hand: AtHand, catalogue: Catalogue) -> Given | None:
    """What the row starts from: the preset that it names, else the programme's dose, or nothing."""
    wanted = at_hand.wanted
    if wanted.own is None or not wanted.own.preset:
        return wanted.programme
    preset = named_preset(wanted.exercise, wanted.own.preset, catalogue)
    if preset:
        return of_preset(preset, Origin.PRESET)
    accepted = [item.label for item in offered(wanted.exercise, catalogue)]
    at_hand.note("unknown-preset", "preset", accepted, accepted=", ".join(accepted))
    return wanted.programme


def _without_row(wanted: Wanted) -> Dose:
    """The dose as it would be without the plan's own row."""
    return wanted.programme.dose if wanted.programme else Dose()


def _each_part(typed: str, exercise: Exercise) -> str:
    """Two ways, unless an own exercise has directions that nobody says are both: a star's."""
    return EACH_DIRECTION if exercise.own and "each direction" in typed else EACH_WAY


def _parts(given: Given, at_hand: AtHand) -> tuple[str, ...]:
    """The directions or stages that each take the dose: those of its preset, or where it says so.

    An amount that was typed is printed as it was: nothing is doubled that nobody said is for each
    way. A clinic's own words for the amount are for none of them: they say all of it.
    """
    exercise = at_hand.wanted.exercise
    if any(amount and amount.words for amount in (given.dose.reps, given.dose.duration)):
        return ()
    if at_hand.said.each_way:
        return exercise.parts or (_each_part(at_hand.said.each_way, exercise),)
    parts = given.preset.parts if given.preset else ()
    if given.is_typed and not parts and exercise.parts:
        at_hand.note("directions-not-said", "exercise", count=len(exercise.parts))
    return parts
