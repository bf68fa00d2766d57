"""A letter, and what was given out before it, become the doubts that somebody must answer first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clinicplan.mail.choose import ANOTHERS, SLIP, SPELLS, TWICE
from clinicplan.mail.entry import Entry
from clinicplan.plan import Patient, Plan
from clinicplan.rules import domain_of, fold, is_same_plan, near_domain, plan_key
from clinicplan.tasks.papers import (
    Paper,
    Papers,
    Way,
    address_mark,
    given_out,
    has_left,
    words_of,
)
from clinicplan.tasks.said import OF_PATIENT, Said, digest_of, name_in, read_said
from clinicplan.tasks.spelling import Spelt, spelt_by
from clinicplan.workbook.read import Reading

ALIKE = 2
"""How many of first name, last name and birth date agree where it is the same patient."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a plan's letter waits for an answer: `reason` is the hold's.

    SLIP: the domain is almost `near`, and the same mailbox there `meant`. ANOTHERS: the address
    is that of `paper`, which was for `whose`, another patient, and for the plan `of`; where
    `is_known` is false, an older program has not noted the address. SPELLS: it spells the name of
    `whose`, the patient of the plan `of`. TWICE: `paper` brought the same words.
    """

    plan: str
    address: str
    reason: str
    near: str = ""
    meant: str = ""
    of: str = ""
    whose: str = field(default="", repr=False)
    paper: Paper | None = None
    is_known: bool = True
    version: int = 0

    @property
    def since(self) -> str:
        """When the paper was given out (ISO), "" without one."""
        return self.paper.time if self.paper else ""

    @property
    def mark(self) -> str:
        """What tells this doubt from any other that the plan may have."""
        says = self.paper.says if self.paper and self.reason == TWICE else ""
        return digest_of(plan_key(self.plan), self.address.casefold(), self.reason,
                         fold(self.whose), self.version, says)  # fmt: skip


def doubts_of(
    plans: Iterable[Plan], folder: Path, *, letters: Iterable[Entry], reading: Reading
) -> Iterator[Doubt]:
    """All that is to be asked about the letters of these plans, the gravest of a plan first.

    `letters` are those of the folder, `reading` is the workbook that the plans stand in.
    """
    letters = tuple(letters)
    papers = given_out(folder, letters)
    now, places = _places_now(reading), _by_place(papers)
    names = spelt_by(reading.people)
    for plan in plans:
        if not plan.patient.email:
            continue
        to = address_mark(plan.patient.email)
        others = ((plan_key(own), item) for own, item in places.get(to, ()))
        left = [item for own, item in others
                if own != plan_key(plan.id) and (own, to) not in now]  # fmt: skip
        if doubt := _anothers(plan, papers.get(plan.id, ()), left, folder):
            yield doubt
        if doubt := _slip(plan):
            yield doubt
        if doubt := _spells(plan, papers.get(plan.id, ()), names):
            yield doubt
        if doubt := _twice(plan, papers.get(plan.id, ()), letters, reading):
            yield doubt


def _places_now(reading: Reading) -> frozenset[tuple[str, str]]:
    """Each plan with the marks of the addresses that its row has now."""
    return frozenset((plan_key(person.plan), address_mark(email))
                     for person in reading.people for email in person.emails)  # fmt: skip


def _by_place(papers: Papers) -> Mapping[str, list[tuple[str, Paper]]]:
    """The papers with their plans, by the mark of the address that their patients had."""
    found: dict[str, list[tuple[str, Paper]]] = {}
    for plan, own in papers.items():
        for paper in own:
            found.setdefault(paper.to, []).append((plan, paper))
    return found


def _anothers(
    plan: Plan, papers: Iterable[Paper], left: Iterable[Paper], folder: Path
) -> Doubt | None:
    """That another patient had this address, under this plan's ID or one without it now (`left`).

    A letter that the patient had there says that it is theirs; what was printed says nothing of
    an address.
    """
    to = address_mark(plan.patient.email)
    for paper in reversed(tuple(papers)):
        then = read_said(folder, paper.says)
        if then is None or paper.to not in ("", to):
            continue
        if not is_for(then, plan.patient):
            return _of_another(plan, then, paper, is_known=bool(paper.to))
        if paper.way is Way.LETTER:
            return None
    for paper in sorted(left, key=lambda paper: paper.since, reverse=True):
        if then := read_said(folder, paper.says):
            return None if is_for(then, plan.patient) else _of_another(plan, then, paper)
    return None


def _of_another(plan: Plan, then: Said, paper: Paper, *, is_known: bool = True) -> Doubt:
    return Doubt(plan.id, plan.patient.email, ANOTHERS, of=then.plan, whose=name_in(then),
                 paper=paper, is_known=is_known)  # fmt: skip


def is_for(then: Said, patient: Patient) -> bool:
    """True where the paper was this patient's, as far as names and birth date tell."""
    first, last, born = (then.facts[name] for name in OF_PATIENT)
    alike = (
        fold(first.words) == fold(patient.first_name),
        fold(last.words) == fold(patient.last_name),
        patient.born is not None and born.value == digest_of(patient.born),
    )
    return sum(alike) >= ALIKE


def _slip(plan: Plan) -> Doubt | None:
    address = plan.patient.email
    near = near_domain(domain_of(address))
    meant = f"{address.rpartition('@')[0]}@{near}"
    return Doubt(plan.id, address, SLIP, near=near, meant=meant) if near else None


def _spells(plan: Plan, papers: Iterable[Paper], names: Spelt) -> Doubt | None:
    """That the address spells another patient's name; a letter that went there was the answer.

    One that both have is asked about as such.
    """
    other = names.anothers(plan.patient)
    if other is None or plan_key(other.plan) == plan_key(plan.id):
        return None
    to = address_mark(plan.patient.email)
    if to in map(address_mark, other.emails):
        return None
    if any(paper.way is Way.LETTER and paper.to == to for paper in papers):
        return None
    return Doubt(plan.id, plan.patient.email, SPELLS, of=other.plan, whose=other.name)


def _twice(
    plan: Plan, papers: Iterable[Paper], letters: Iterable[Entry], reading: Reading
) -> Doubt | None:
    """That the letter before this version says, word for word, what this one would."""
    gone = [entry.version for entry in letters
            if is_same_plan(entry.plan, plan.id) and has_left(entry)]  # fmt: skip
    last = max(gone, default=0)
    if not 0 < last < plan.version:
        return None
    says, to = words_of(plan, reading.own), address_mark(plan.patient.email)
    for paper in papers:
        is_last = paper.way is Way.LETTER and paper.version == last
        if is_last and paper.says == says and paper.to in ("", to):
            return Doubt(plan.id, plan.patient.email, TWICE, paper=paper, version=plan.version)
    return None
