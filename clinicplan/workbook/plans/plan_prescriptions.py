"""What a plan's programme and rows ask for becomes its prescriptions and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from clinicplan.findings import Finding, Place, Severity
from clinicplan.plan import Clinic
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.plans.names import Shelf
from clinicplan.workbook.plans.patients import PatientEntry
from clinicplan.workbook.plans.prescribing import Prescribed, prescribe
from clinicplan.workbook.plans.request import Situation, Tell, Wanted
from clinicplan.workbook.plans.rows_of_plans import ExerciseEntry
from clinicplan.workbook.plans.selection import wanted_by
from clinicplan.workbook.plans.weeks import Followed, follow
from clinicplan.workbook.sheets.links import link_names_patient


def prescribed_of(
    entry: PatientEntry,
    rows: list[ExerciseEntry],
    *,
    shelf: Shelf,
    clinic: Clinic,
    tell: Tell,
    told: list[Finding],
) -> tuple[Prescribed, ...]:
    """What the programme and the plan's rows prescribe, in the programme's order, then theirs."""
    cautions = shelf.catalogue.cautions
    situation = Situation(
        shelf.catalogue,
        entry.row.weeks,
        tuple(cautions[code] for code in entry.row.take_care),
        start=entry.row.start or date.min,
        guide=clinic.pain_guide,
        one_sided=shelf.one_sided,
    )
    prescribed: list[Prescribed] = []
    unsided: list[Prescribed] = []
    for wanted in wanted_by(entry, rows, shelf, tell, told):
        group, followed, findings = _grouped(wanted, situation, tell)
        told += findings
        unsided += (item for item in group if item.is_unsided)
        prescribed += (_to_the_end(item, entry.row.weeks) for item in followed.kept)
        told += _told_of_rows(followed, tell)
    if not prescribed:
        told.append(tell("no-exercises", entry.spot.place("programme")))
    told += _told_of_open(prescribed, tell)
    misread = {item.place for item in entry.findings if item.severity is Severity.ERROR}
    if entry.spot.place("side") not in misread:  # a side that is misspelt is told by itself
        told += _told_of_sides(unsided, tell)
    for made in prescribed:
        if link_names_patient(made.prescription.link, entry.row):
            told.append(tell("link-names-patient", made.place))
    return tuple(prescribed)


def _grouped(
    wanted: Iterable[Wanted], situation: Situation, tell: Tell
) -> tuple[list[Prescribed], Followed, list[Finding]]:
    """What is asked of one exercise, what follows what, and what is found in it.

    Where it comes to two cards their steps stay, and what a note says otherwise is told.
    """
    made = [prescribe(item, situation, tell) for item in wanted]
    followed = follow([item for item, _ in made])
    if len(followed.kept) > 1:
        again = replace(situation, is_repeated=True)
        made = [prescribe(item, again, tell) for item in wanted]
    return [item for item, _ in made], followed, [each for _, told in made for each in told]


def _told_of_rows(followed: Followed, tell: Tell) -> Iterator[Finding]:
    """Rows of one exercise that do not go together, or not with what was before them."""
    for item in followed.clashing:
        yield tell("exercise-twice", item.place, exercise=item.name)
    for item in followed.apart:
        yield tell("exercise-apart", item.place, exercise=item.name)
    for item, names in followed.lacking:
        facts = ", ".join(EXERCISES.column(name).heading for name in names)
        week = item.prescription.first_week
        yield tell("dose-lost", item.place, exercise=item.name, week=week, facts=facts)


def _told_of_open(prescribed: Iterable[Prescribed], tell: Tell) -> Iterator[Finding]:
    """Where nobody said how often."""
    for place, names in _by_place(item for item in prescribed if item.is_open):
        yield tell("frequency-open", place, exercises=names)


def _told_of_sides(unsided: Iterable[Prescribed], tell: Tell) -> Iterator[Finding]:
    """Where nobody said with which side."""
    for place, names in _by_place(unsided):
        yield tell("side-not-said", place, exercises=names)


def _by_place(prescribed: Iterable[Prescribed]) -> Iterator[tuple[Place, str]]:
    """The names of all exercises of one place, to be told once: a programme's are many."""
    names: dict[Place, dict[str, None]] = {}
    for item in prescribed:
        names.setdefault(item.place, {})[item.name] = None
    for place, found in names.items():
        yield place, ", ".join(found)


def _to_the_end(item: Prescribed, weeks: int) -> Prescribed:
    """The same without a last week that is the plan's, too, unless it is to be over then."""
    if not weeks or item.prescription.last_week < weeks:
        return item
    last = weeks if item.is_over and item.prescription.last_week == weeks else 0
    return replace(item, prescription=replace(item.prescription, last_week=last))
