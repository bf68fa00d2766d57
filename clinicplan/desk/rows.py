"""A checked workbook becomes the rows of the list: whose plan, what is in it, where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clinicplan.catalogue.phrases import listed, phrase
from clinicplan.catalogue.values import Catalogue, Programme
from clinicplan.desk.unsure import asks_side, is_unsure
from clinicplan.findings import Finding, Severity
from clinicplan.plan import Plan
from clinicplan.rules import Addressee
from clinicplan.tasks.check import Checked, exercises_of
from clinicplan.tasks.numbers import CHANGED
from clinicplan.workbook.columns import PATIENTS
from clinicplan.workbook.plans.fragments import Fragment

NAMED = 3
"""Exercises that a row names before it counts the others."""

Given = Mapping[str, "Standing"]
"""What became of a plan's handout, by plan ID."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a plan is: `look` is the shape and colour, `text` the words."""

    look: str
    text: str

    @property
    def is_settled(self) -> bool:
        """True where nobody has to do anything about it."""
        return self.look == "quiet"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet Patients. What a faulty one does not say is empty.

    `plan` is the plan's ID, or the place of a row whose ID cannot be used. `to_mend` counts its
    mistakes, and `to_look_at` its warnings; what was changed since it was given out is one thing.
    `asks_side` is true where nobody has said which side, and `is_unsure` where somebody is to look
    at what the patient does before it is on paper. `is_given` is true where its handout is given
    out as it is, though its letter may wait.
    """

    plan: str
    name: str
    born: date | None
    version: int
    contents: str
    start: date | None
    standing: Standing
    to_mend: int = 0
    to_look_at: int = 0
    asks_side: bool = False
    is_unsure: bool = False
    is_given: bool = False

    @property
    def is_to_mend(self) -> bool:
        """True for a plan that cannot be given out as it is, or whose letter cannot."""
        return bool(self.to_mend) or not self.is_made

    @property
    def is_made(self) -> bool:
        """True for a plan that can be printed."""
        return bool(self.version)

    @property
    def waits_for_side(self) -> bool:
        """True for one that is not printed before somebody has said which side."""
        return self.asks_side and not self.is_given

    @property
    def is_ready(self) -> bool:
        """True for a plan that is in the list to print from."""
        return self.is_made and not self.waits_for_side

    @property
    def is_to_give_out(self) -> bool:
        """True for one that is ready, and was not given out as it is."""
        return self.is_ready and not self.is_given

    @property
    def is_ticked(self) -> bool:
        """True for one that is printed unless somebody takes it out."""
        return self.is_to_give_out and not self.is_unsure


Headings = Mapping[tuple[str, int], str]
"""What stands above a column, by its sheet's title and its number."""


def rows_of(checked: Checked, given: Given, headings: Headings) -> tuple[Row, ...]:
    """Every row of the workbook, in its order."""
    words = checked.ready.catalogue
    plans = {plan.id: plan for plan in checked.reading.plans}
    waiting = {plan.id: plan for plan in checked.ready.waiting}
    named, programmes = names_of_exercises(checked), _programmes(checked)
    rows = []
    for person, own in by_person(checked):
        plan = plans.get(person.plan)
        faults = [item for item in own if item.severity.is_to_mend]
        if faults:
            before = given.get(person.plan) if plan else None
            standing = _to_mend(faults, headings, words, is_made=plan is not None, given=before)
        else:
            standing = _standing(own, plan, given.get(person.plan), words)
        read = plan or waiting.get(person.plan) or checked.reading.fragments.get(person.plan)
        contents = _contents(read, words, named, programmes)
        start = read.start if read else None
        look = _to_look_at(own, given.get(person.plan))
        row = _row(person, plan, standing, own, contents, start=start, look=look)
        went = plan is not None and person.plan in given and given[person.plan].is_settled
        rows.append(replace(row, is_given=went))
    return tuple(rows)


def by_plan(found: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """The findings of each plan; "" has those of no plan."""
    sorted_: dict[str, tuple[Finding, ...]] = {}
    for finding in found:
        sorted_[finding.plan] = (*sorted_.get(finding.plan, ()), finding)
    return sorted_


def by_person(checked: Checked) -> Iterator[tuple[Addressee, tuple[Finding, ...]]]:
    """Each row of Patients with its findings, without those of another row with the same ID."""
    found, people = by_plan(checked.found), checked.reading.people
    rows: dict[str, set[int]] = {}
    for person in people:
        rows.setdefault(person.plan, set()).add(person.row)
    for person in people:
        others = rows[person.plan] - {person.row}
        yield person, tuple(
            item
            for item in found.get(person.plan, ())
            if item.place.sheet != PATIENTS.title or item.place.row not in others
        )


def names_of_exercises(checked: Checked) -> dict[str, str]:
    """What each exercise is called: the library's and the clinic's own, by code."""
    every = exercises_of(checked.reading, checked.ready.catalogue)
    return {code: exercise.name for code, exercise in every.items()}


def _row(
    person: Addressee,
    plan: Plan | None,
    standing: Standing,
    found: tuple[Finding, ...],
    contents: str,
    *,
    start: date | None,
    look: int,
) -> Row:
    return Row(
        plan=person.plan,
        name=f"{person.first_name} {person.last_name}".strip(),
        born=person.born,
        version=plan.version if plan else 0,
        contents=contents,
        start=start,
        standing=standing,
        to_mend=sum(item.severity.is_to_mend for item in found),
        to_look_at=look,
        asks_side=plan is not None and asks_side(found),
        is_unsure=is_unsure(found),
    )


def _to_look_at(found: tuple[Finding, ...], given: Standing | None) -> int:
    """The warnings, and one more where none of them tells what became of the plan."""
    is_told = given is None or given.look != "look" or any(item.code == CHANGED for item in found)
    return _count(found, Severity.WARNING) + (not is_told)


def _standing(
    found: tuple[Finding, ...], plan: Plan | None, given: Standing | None, words: Catalogue
) -> Standing:
    """The gravest of what can be said of a plan without an error of its own."""
    if plan is None:
        return Standing("mend", phrase(words, "desk.state.stopped"))
    if given:
        return given
    if asks_side(found):
        return Standing("look", phrase(words, "desk.state.side"))
    if count := _count(found, Severity.WARNING):
        return Standing("look", phrase(words, "desk.state.look", n=count))
    return Standing("good", phrase(words, "desk.state.ready"))


def _to_mend(
    faults: list[Finding],
    headings: Headings,
    words: Catalogue,
    *,
    is_made: bool,
    given: Standing | None,
) -> Standing:
    """What must be mended: the column that one fault is in, or how many there are.

    A plan that `is_made` is held by none of them: they are about its letter, and what became of it
    is said first.
    """
    place = faults[0].place
    heading = headings.get((place.sheet, place.column), "")
    what = heading[:1].lower() + heading[1:] if heading else cell(faults[0])
    if is_made:
        letter = phrase(words, "desk.state.letter", what=what)
        if given is None:
            return Standing("mend", letter)
        both = phrase(words, "desk.state.and_before", last=given.text, before=letter)
        return Standing("mend", both)
    key = "state.mend" if len(faults) == 1 else "state.mend_more"
    return Standing("mend", phrase(words, f"desk.{key}", what=what, n=len(faults)))


def cell(finding: Finding) -> str:
    """The finding's place as one reads it in Excel: `Patients E16`."""
    return str(finding.place).replace("!", " ")


def _contents(
    plan: Plan | Fragment | None,
    words: Catalogue,
    named: Mapping[str, str],
    programmes: Mapping[str, Programme],
) -> str:
    """The programme, where it is the whole plan, else the first exercises and how many more."""
    if plan is None:
        return ""
    codes, programme = _codes(plan), programmes.get(plan.programme)
    if programme and {item.exercise for item in programme.items} == set(codes):
        return programme.name
    names = [named[code] for code in codes if code in named]
    if len(names) <= NAMED:
        return listed(words, names)
    rest = len(names) - NAMED + 1
    return phrase(
        words, "desk.plans.and_more", names=", ".join(names[: NAMED - 1]), n=rest
    )


def _codes(plan: Plan | Fragment) -> tuple[str, ...]:
    if isinstance(plan, Fragment):
        return plan.exercises
    return tuple(dict.fromkeys(item.exercise for item in plan.prescriptions))


def _programmes(checked: Checked) -> dict[str, Programme]:
    every = (*checked.ready.catalogue.programmes.values(), *checked.reading.programmes)
    return {programme.code: programme for programme in every}


def _count(found: Iterable[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in found)
