"""A workbook as it was read before, and as it is now, become whose exercises nobody knows any more.

For whom the exercises under a plan ID were is noted beside the handouts, in digests. Where another
patient has that ID now, or two have had it, somebody has to say whose they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from clinicplan.errors import UnwritableFile
from clinicplan.files import STATE
from clinicplan.plan import Patient, Plan
from clinicplan.rules import Addressee, is_same_patient, known_by, plan_key
from clinicplan.tasks.notes import Notes, by_plan, change_one
from clinicplan.tasks.said import digest_of
from clinicplan.workbook.read import Reading

NAME = "whose.json"

MOST = 5
"""Patients of one ID that are kept: whose it was first, and the last ones."""


@dataclass(frozen=True, slots=True)
class Had:
    """A patient who has had a plan ID: what they are known again by, in digests.

    `says` is a digest of what the ID's exercises said then, "" where nobody knows.
    """

    marks: tuple[str, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """An ID as it was typed, and who has had it since its exercises were known to be the first's.

    `said` is a digest of the patient whose they are, as somebody has said since.
    """

    plan: str
    had: tuple[Had, ...]
    said: str = ""

    @property
    def is_settled(self) -> bool:
        """True where one patient alone has had it."""
        return len(self.had) == 1


Book = Mapping[str, Noted]
"""What is noted, by plan ID in small letters."""

NOBODY = Had(("?",) * 5)
"""Nobody's like: beside this one nothing is settled."""


def unsettled(reading: Reading, folder: Path) -> frozenset[str]:
    """The plans whose exercises may be another patient's, and nobody has said whose they are.

    `folder` is that of the handouts; what is new in the workbook is noted there.
    """
    before = _NOTES.read(folder)
    now = _after(before, reading)
    is_open = any(not noted.is_settled for noted in now.values())
    if now != before and (is_open or (folder / STATE).exists()):
        with suppress(UnwritableFile):  # it is told all the same, and noted at the next reading
            _NOTES.change(folder, lambda book: _after(book, reading))
    return frozenset(
        person.plan
        for person in reading.people
        if (noted := now.get(plan_key(person.plan))) and _is_open(noted, person, reading)
    )


def _is_open(noted: Noted, person: Addressee, reading: Reading) -> bool:
    """True where nobody has said whose they are. Of a faulty plan it is noted once it is mended."""
    marks = marks_of(person)
    if any(plan_key(plan.id) == plan_key(person.plan) for plan in reading.plans):
        return not noted.is_settled
    has_rows = any(plan_key(row.plan_id) == plan_key(person.plan)
                   for row in reading.prescribed.values())  # fmt: skip
    is_theirs = all(is_same_patient(one.marks, marks) for one in noted.had)
    return has_rows and not is_theirs and noted.said != digest_of(marks)


def is_of_another(folder: Path, plan: Plan) -> bool:
    """True where the exercises under the ID of a plan that is being written may be another's."""
    noted = _NOTES.read(folder).get(plan_key(plan.id))
    marks = marks_of(_person(plan.id, plan.patient))
    return noted is not None and not all(is_same_patient(one.marks, marks) for one in noted.had)


def about(patient: Patient | Addressee) -> str:
    """A digest of who the patient is."""
    return digest_of(marks_of(_person("", patient)))


def say(folder: Path, plan: str, whose: str) -> None:
    """Keep that they are this patient's (`about`). Raises BusyFolder and UnwritableFile."""
    change_one(_NOTES, folder, plan, lambda noted: replace(noted, said=whose))


def forget(folder: Path, plan: str) -> None:
    """Keep that nobody knows whose they are. Raises BusyFolder and UnwritableFile."""
    change_one(_NOTES, folder, plan, lambda noted: replace(
        noted, had=(NOBODY, *noted.had), said=""
    ))  # fmt: skip


def had_by(reading: Reading, folder: Path, plan: str) -> tuple[Addressee, ...]:
    """Who has had this plan ID before and stands in the workbook under another one now."""
    noted = _NOTES.read(folder).get(plan_key(plan))
    return tuple(
        one
        for one in reading.people
        if noted
        and plan_key(one.plan) != plan_key(plan)
        and any(is_same_patient(had.marks, marks_of(one)) for had in noted.had)
    )


def first_ids(reading: Reading, folder: Path) -> Mapping[int, str]:
    """The plan ID that each patient had, by row, where IDs have changed places; else {}.

    It is sure only where each of these IDs was one patient's, who stands under another of them
    now: then nobody is left without one.
    """
    book = _NOTES.read(folder)
    found: dict[int, str] = {}
    left: list[str] = []
    for person in reading.people:
        noted = book.get(plan_key(person.plan))
        if noted is None or is_same_patient(noted.had[0].marks, marks_of(person)):
            continue
        before = had_by(reading, folder, person.plan)
        if len(before) == 1 and before[0].row and before[0].row not in found:
            found[before[0].row] = person.plan
            left.append(plan_key(before[0].plan))
        elif not noted.is_settled:
            return {}
    return found if sorted(left) == sorted(map(plan_key, found.values())) else {}


def noted_ids(folder: Path) -> tuple[str, ...]:
    """The plan IDs that patients have had."""
    return tuple(noted.plan for noted in _NOTES.read(folder).values())


def _after(book: Book, reading: Reading) -> Book:
    """What is noted once this reading is known, too."""
    people: dict[str, list[Addressee]] = {}
    for person in reading.people:
        people.setdefault(plan_key(person.plan), []).append(person)
    good = {plan_key(plan.id): plan for plan in reading.plans}
    now = dict(book)
    for key, own in people.items():
        noted = book.get(key, Noted(own[0].plan, ()))
        plan, first = good.get(key), marks_of(own[0])
        if not all(is_same_patient(first, marks_of(one)) for one in own[1:]):
            now[key] = _with(noted, map(Had, map(marks_of, own)))
        elif plan:
            has_rows = any(item.place for item in reading.origins.get(plan.id, ()))
            now[key] = _of_one(noted, Had(first, digest_of(plan.prescriptions)), has_rows=has_rows)
    return now


def _of_one(noted: Noted, now: Had, *, has_rows: bool) -> Noted:
    """What is noted where this patient alone has the ID.

    Without rows of Exercises it is the patient's own row that gives them: they are another's
    only where they are the same as the other's, whose row was typed over.
    """
    others = [one for one in noted.had if not _is_same(one, now)]
    is_theirs = not has_rows and now.says not in {one.says for one in others}
    is_first = bool(noted.had) and _is_same(noted.had[0], now) and noted.had[0].says == now.says
    if not others or is_theirs or is_first or noted.said == digest_of(now.marks):
        return Noted(noted.plan, (now,))
    return _with(noted, (now,))


def _with(noted: Noted, more: Iterable[Had]) -> Noted:
    """The same with these patients, each once."""
    had = list(noted.had)
    for new in more:
        if not any(_is_same(one, new) for one in had):
            had.append(new)
    kept = tuple(had if len(had) <= MOST else (had[0], *had[1 - MOST :]))
    return noted if kept == noted.had else Noted(noted.plan, kept)


def _is_same(one: Had, other: Had) -> bool:
    return is_same_patient(one.marks, other.marks)


def _person(plan: str, patient: Patient | Addressee) -> Addressee:
    return Addressee(plan, patient.first_name, patient.last_name, patient.born)


def marks_of(person: Addressee) -> tuple[str, ...]:
    """What a patient is known again by, in digests."""
    born = person.born.isoformat() if person.born else ""
    return tuple(map(_mark, known_by(person.first_name, person.last_name, born)))


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def _noted(read: Mapping[str, object]) -> Noted:
    had = read["had"]
    if not isinstance(had, list) or not had:
        raise TypeError(had)
    who = tuple(Had(tuple(map(str, one["marks"])), str(one["says"])) for one in had)
    return Noted(str(read["plan"]), who, str(read["said"]))


_NOTES: Notes[Book] = Notes(NAME, "whose.lock", by_plan(_noted), {})
