"""A prescription becomes the findings about what it asks of this patient."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clinicplan.catalogue.values import Catalogue, Caution, Exercise, Preset, Variant
from clinicplan.dose import AS_WRITTEN, Amount, Dose, Rhythm
from clinicplan.doses.as_written import UNREAD
from clinicplan.doses.left_over import is_how_much
from clinicplan.doses.set_aside import OFTEN_UNREAD
from clinicplan.doses.spans import last_named
from clinicplan.plan import Prescription
from clinicplan.steps import is_held, says_hold
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.plans.beginning import check_beginning
from clinicplan.workbook.plans.conditions import told_way
from clinicplan.workbook.plans.contradicting import check_words
from clinicplan.workbook.plans.held import STRETCHES
from clinicplan.workbook.plans.other_sides import check_other_side, check_own_sides
from clinicplan.workbook.plans.request import AtHand, Situation
from clinicplan.workbook.plans.slips import UNUSUAL, as_unusual
from clinicplan.workbook.plans.ways import fitting, ranked, way_name
from clinicplan.workbook.sheets.retyped import retyped
from clinicplan.workbook.sheets.rows import Cleared

SUPPORTS = frozenset(("chair", "wall", "worktop", "rail", "support"))
"""What a person can hold on to (codes of equipment and tools)."""

ON_FOOT = frozenset(("standing", "walking"))
"""Positions in which a weight can be carried."""

CAREFUL = frozenset(("reduced-feeling", "recent-surgery", "balance"))
"""Cautions with which nobody goes to their limit (our judgement)."""

TO_THE_LIMIT = frozenset(("as-many-as-you-can", "until-tired"))

RAISES = frozenset(("heel-raise-double",))
"""What is done to grow strong where sets are typed: `3 x 15` needs no hold at the top."""

NO_END = "as-long-as-you-can"
"""The wording of an amount that a rest cannot have: nobody knows when to go on."""


def check_prescription(
    prescription: Prescription,
    variant: Variant,
    preset: Preset | None,
    at_hand: AtHand,
    situation: Situation,
) -> None:
    """Note whatever is to be said about a prescription by itself."""
    _check_weeks(prescription, situation.weeks, at_hand)
    _check_cautions(at_hand, variant, preset, situation)
    _check_amounts(prescription, at_hand)
    _tell_own_words(prescription, at_hand)
    _check_support(variant, at_hand)
    check_words(prescription, variant, at_hand, situation)
    check_beginning(prescription, at_hand)
    if prescription.note:
        check_other_side(prescription, at_hand)
    check_own_sides(prescription, situation.one_sided.get(prescription.exercise, ()), at_hand)
    _check_open_counts(prescription, at_hand, situation)
    _check_hold(prescription, variant, at_hand, situation.catalogue)
    _check_place_of_hold(prescription, variant, at_hand, situation.catalogue)
    _check_load(prescription, variant, at_hand)
    _check_tempo(prescription, variant, at_hand)


def _check_weeks(prescription: Prescription, weeks: int, at_hand: AtHand) -> None:
    first, last = prescription.first_week, prescription.last_week
    if last and last < first:
        at_hand.note("weeks-reversed", "last_week", first=first, last=last)
    if weeks and first > weeks:
        at_hand.note("week-after-end", "first_week", week=first, weeks=weeks)
    amount = prescription.dose.reps
    if not last and amount and amount.wording == AS_WRITTEN:
        last = last_named(amount.words)
    if weeks and last > weeks:
        at_hand.note("last-week-after-end", "last_week", week=last, weeks=weeks)


def _check_cautions(
    at_hand: AtHand, variant: Variant, preset: Preset | None, situation: Situation
) -> None:
    """An exercise that does not go with a caution, unless somebody says why it does."""
    if at_hand.said.override:
        return
    exercise = at_hand.wanted.exercise
    found = list(clashes(exercise, variant, situation.take_care))
    ways = _safe_ways(at_hand, preset, situation) if found else ""
    of_programme = "-programme" if at_hand.wanted.programme else ""
    code = "caution-conflict" + of_programme + ("-way" * bool(ways))
    for caution, reason in found:
        at_hand.note(code, "exercise", caution=caution, reason=reason, ways=ways)


def clashes(
    exercise: Exercise, variant: Variant, take_care: Iterable[Caution]
) -> Iterator[tuple[str, str]]:
    """Each caution that this way of the exercise does not go with, and why."""
    for caution in take_care:
        for conflict in caution.conflicts:
            if conflict.concerns(exercise.code, variant.code):
                yield caution.name, conflict.reason
        if exercise.own and exercise.balance and caution.own_balance:
            yield caution.name, caution.own_balance


def _safe_ways(at_hand: AtHand, preset: Preset | None, situation: Situation) -> str:
    """What one could type under Position or Tool: "Position on a chair"; "" where nothing."""
    exercise, catalogue = at_hand.wanted.exercise, situation.catalogue
    found = ranked(exercise, preset)
    safe = []
    for kind, other in (("position", "tool"), ("tool", "position")):
        left = fitting(found, other, getattr(at_hand.said, other), catalogue)
        for way in dict.fromkeys(getattr(item, kind) for item in left):
            first, *_ = fitting(left, kind, way or "none", catalogue)
            if not any(clashes(exercise, first, situation.take_care)):
                safe.append(f"{EXERCISES.column(kind).heading} {way_name(kind, way, catalogue)}")
        if safe:
            break
    return ", ".join(safe)


def _check_amounts(prescription: Prescription, at_hand: AtHand) -> None:
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    spot = at_hand.wanted.spot
    is_misread = spot is not None and spot.is_misread
    has_number = any(map(_is_countable, _amounts(prescription.dose).values()))
    is_in_own_words = any(map(_is_in_own_words, _amounts(prescription.dose).values()))
    if not (has_number or is_misread or is_in_own_words or prescription.dose.sets):
        at_hand.note("no-number", "exercise")
    if any(dose.rest is not None and dose.rest.wording == NO_END for dose in doses):
        at_hand.note("rest-without-end", "rest")
    unusual = {
        name: amount.high
        for dose in doses
        for name, amount in (*_amounts(dose).items(), ("sets", dose.sets), ("rest", dose.rest))
        if amount is not None and amount.high > UNUSUAL[name]
        if not (name == "sets" and _are_short(dose))
    }
    for name, number in unusual.items():
        code, values = as_unusual(name, number)
        at_hand.note(code, name, **values)


SHORT = 15
"""Seconds up to which a bout is one of many: `12 x 5 s` (our judgement)."""


def _are_short(dose: Dose) -> bool:
    """True for bouts of a few seconds, which are counted as repetitions are."""
    duration, sets = dose.duration, dose.sets
    is_short = duration is not None and not duration.measure and 0 < duration.high <= SHORT
    return is_short and dose.reps is None and sets is not None and sets.high <= UNUSUAL["reps"]


def _tell_own_words(prescription: Prescription, at_hand: AtHand) -> None:
    """An amount in the clinic's own words is printed so, and is to be read."""
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    for name in ("reps", "duration", "hold", "rest", "sets"):
        amounts = [amount for dose in doses if (amount := getattr(dose, name)) is not None]
        if AS_WRITTEN in [amount.wording for amount in amounts]:
            _tell_unread(prescription, at_hand, name)
        elif any(amount.words for amount in amounts):
            at_hand.note("dose-as-typed", name, heading=EXERCISES.column(name).heading)
    for doubt in at_hand.said.doubts:
        if doubt.code == OFTEN_UNREAD:
            at_hand.note("often-in-own-words", "days", **dict(doubt.values))


def _tell_unread(prescription: Prescription, at_hand: AtHand, name: str) -> None:
    """Which piece was not understood, and whether the diary has boxes all the same.

    What is how much and nothing else is printed as typed, and says so.
    """
    amount, days = getattr(prescription.dose, name), prescription.dose.days
    unread = (dict(item.values)["piece"] for item in at_hand.said.doubts if item.code == UNREAD)
    piece = next(unread, "") or (amount.words if amount else "")
    if days and days.rhythm is Rhythm.AS_WRITTEN:
        at_hand.note("dose-in-own-words", name, value=piece)
    elif amount and is_how_much(amount.words):
        at_hand.note("dose-as-typed", name, heading=EXERCISES.column(name).heading)
    else:
        at_hand.note("amount-in-own-words", name, value=piece)


def _check_open_counts(prescription: Prescription, at_hand: AtHand, situation: Situation) -> None:
    """As many as one can is not told to who may not feel when it is enough."""
    careful = [caution.name for caution in situation.take_care if caution.code in CAREFUL]
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    amounts = (amount for dose in doses for amount in (dose.reps, dose.sets, dose.hold))
    if careful and any(amount and amount.wording in TO_THE_LIMIT for amount in amounts):
        at_hand.note("open-count-careful", "reps", caution=careful[0])


def _check_hold(
    prescription: Prescription, variant: Variant, at_hand: AtHand, catalogue: Catalogue
) -> None:
    """The steps say to hold, and the dose has none, though nobody took it away.

    What is no stretch is often done without: there it is for its reader to weigh.
    """
    exercise, own = at_hand.wanted.exercise, at_hand.wanted.own
    if exercise.own or is_held(prescription) or (own and own.hold is Cleared.CLEARED):
        return
    if prescription.dose.reps and prescription.dose.duration and at_hand.fills("duration"):
        return  # `5 s x 10`: its seconds are typed
    if is_moved(prescription.dose, exercise) or _may_be_without_hold(exercise):
        return
    if says_hold(variant, catalogue):
        holds = (preset.dose.hold for preset in exercise.presets)
        usual = next((retyped("hold", hold) for hold in holds if hold), "5 s")
        code = "hold-missing" if exercise.code in STRETCHES else "hold-left-out"
        at_hand.note(code, "hold", usual=usual)


ONE_PLACE = 2
"""Pictures of what can be held in one place alone: how it starts, and how it goes."""


def _check_place_of_hold(
    prescription: Prescription, variant: Variant, at_hand: AtHand, catalogue: Catalogue
) -> None:
    """The dose has a hold, and of several steps none says to hold: nobody knows where."""
    exercise, hold = at_hand.wanted.exercise, prescription.dose.hold
    if exercise.own or hold is None or hold.place or hold.each:
        return
    is_told = "hold" in prescription.note.casefold() or says_hold(variant, catalogue)
    has_places = exercise.parts or exercise.many_ways or len(variant.shots) > ONE_PLACE
    if has_places and not is_told:
        at_hand.note("hold-nowhere", "hold")


_WEIGHTS = re.compile(
    r"\b(?:[0-9.]+ ?(?:kgs?|kilos?|lbs?|pounds?|stones?)|rucksack|back ?pack|weights?|dumb ?bells?|"
    r"barbell|kettle ?bell|vest|books)\b",
    re.IGNORECASE,
)


def _check_load(prescription: Prescription, variant: Variant, at_hand: AtHand) -> None:
    """A weight where nobody stands or walks: another exercise of this name may be meant."""
    exercise = at_hand.wanted.exercise
    if exercise.own or (variant.position in ON_FOOT and exercise.code not in STRETCHES):
        return
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    words = next(filter(None, map(_weight_of, doses)), "")
    if words:
        at_hand.note("load-unlikely", "load", value=words, way=told_way(variant))


def _check_tempo(prescription: Prescription, variant: Variant, at_hand: AtHand) -> None:
    """So long up and so long down, of what is held still: a raise of this name may be meant."""
    if at_hand.wanted.exercise.code not in STRETCHES:
        return
    doses = (prescription.dose, *(change.dose for change in prescription.changes))
    if any(dose.tempo is not None and dose.tempo.there and dose.tempo.back for dose in doses):
        at_hand.note("tempo-unlikely", "tempo", way=told_way(variant))


def _weight_of(dose: Dose) -> str:
    """What a dose says of a weight, in its load or in words of its own; "" where nothing."""
    load = dose.load
    if load is not None and (load.most_times or _WEIGHTS.search(load.words)):
        return load.words or f"{load.most_times} RM"
    found = _WEIGHTS.search(dose.reps.words) if dose.reps else None
    return found[0] if found else ""


def _may_be_without_hold(exercise: Exercise) -> bool:
    """True where an article says how much of it, and no hold: the toe stretch of article 001."""
    return any(preset.dose.has_amount and not preset.dose.hold for preset in exercise.presets)


def is_moved(dose: Dose, exercise: Exercise) -> bool:
    """True for sets of a raise, or of what has the time of its way typed: strength, not a hold."""
    return bool(dose.sets and dose.reps) and (exercise.code in RAISES or dose.tempo is not None)


def _amounts(dose: Dose) -> dict[str, Amount | None]:
    return {"reps": dose.reps, "hold": dose.hold, "duration": dose.duration}


def _is_in_own_words(amount: Amount | None) -> bool:
    return amount is not None and amount.wording == AS_WRITTEN


def _is_countable(amount: Amount | None) -> bool:
    return amount is not None and (not amount.is_open or any(map(str.isdigit, amount.words)))


def _check_support(variant: Variant, at_hand: AtHand) -> None:
    """Advice where one stands on one leg with nothing to hold on to."""
    exercise = at_hand.wanted.exercise
    near = {variant.tool, variant.position, *variant.equipment}
    if (exercise.balance or variant.balance) and not exercise.together and not near & SUPPORTS:
        at_hand.note("no-support", "exercise")
