"""What was given out of each plan becomes papers: which version, when, and what it said.

What is opened for printing is noted here, and what is in a letter before it leaves. Whether the
letter has left, the outbox says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from clinicplan.catalogue.values import Exercise
from clinicplan.errors import ClinicPlanError
from clinicplan.files import STATE
from clinicplan.mail.entry import GONE, WAITING, Entry, State
from clinicplan.mail.outbox import open_outbox
from clinicplan.mail.tables import FILE
from clinicplan.plan import Plan
from clinicplan.rules import is_same_plan, mailbox_of, plan_key
from clinicplan.seal import same_seal
from clinicplan.tasks.notes import Notes, by_plan
from clinicplan.tasks.said import (
    Said,
    canonical,
    digest_of,
    forget_said,
    keep_said,
    name_in,
    read_said,
)

LOCK = "printed.lock"

TIMES = 2
"""How often the same paper is kept: the last time, and the one that it falls back to."""


class Way(StrEnum):
    """How a paper left: through a printer, or in a letter."""

    PRINTED = "printed"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Paper:
    """A handout that was given out at this time (ISO): its version, and what it said.

    `says` is a digest of its words (`words_of`), `sha256` the file's, `seal` the letter's, `to`
    one of the patient's address (`address_mark`); each is "" where it is not known, as in what an
    older program has noted.
    """

    version: int
    time: str
    says: str = ""
    sha256: str = ""
    seal: str = ""
    way: Way = Way.PRINTED
    to: str = ""

    @property
    def since(self) -> datetime:
        """When it was given out."""
        return datetime.fromisoformat(self.time)


class Papers(Mapping[str, tuple[Paper, ...]]):
    """Papers by plan ID, the oldest first; an ID that was typed anew in small letters is the same.

    Papers of one plan that were noted under both are one plan's.
    """

    __slots__ = ("_of",)

    def __init__(self, noted: Iterable[tuple[str, Iterable[Paper]]] = ()) -> None:
        of: dict[str, list[Paper]] = {}
        for plan, papers in noted:
            of.setdefault(plan_key(plan), []).extend(papers)
        self._of = {
            plan: tuple(sorted(papers, key=lambda paper: paper.since))
            for plan, papers in of.items()
            if papers
        }

    def __getitem__(self, plan: str) -> tuple[Paper, ...]:
        return self._of[plan_key(plan)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def words_of(plan: Plan, own: Iterable[Exercise] = ()) -> str:
    """A digest of all that a plan says on paper, whatever its version.

    How it is sent is no part of it, and neither is its edition: each says the same. `own` are
    the clinic's own exercises, whose words stand in the workbook, too. What is as it usually is
    adds nothing, so that a later program's digest is the same.
    """
    patient = replace(plan.patient, email="", consent=False)
    on_paper = replace(plan, patient=patient, version=1, password="", edition="standard")
    codes = {item.exercise for item in plan.prescriptions}
    mine = [replace(item, presets=()) for item in own if item.code in codes]
    said = [canonical(on_paper), *map(canonical, mine)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def words_under_any_id(plan: Plan, own: Iterable[Exercise] = ()) -> str:
    """The same whatever the plan's ID is: whose it is, and all else that it says on paper."""
    return words_of(replace(plan, id=""), own)


def address_mark(address: str) -> str:
    """What an address is known again by, "" (no address) included: never the address itself."""
    return digest_of(mailbox_of(address))


def printed(
    plan: Plan, *, now: datetime, sha256: str = "", own: Iterable[Exercise] = ()
) -> tuple[str, Paper]:
    """What is to be noted of a plan that is opened for printing."""
    return plan.id, Paper(plan.version, now.isoformat(), words_of(plan, own), sha256,
                          to=address_mark(plan.patient.email))  # fmt: skip


def in_letter(
    plan: Plan, *, now: datetime, sha256: str, seal: str, own: Iterable[Exercise] = ()
) -> tuple[str, Paper]:
    """What is to be noted of a plan whose letter is about to leave."""
    says = words_of(plan, own)
    return plan.id, Paper(
        plan.version, now.isoformat(), says, sha256, seal, Way.LETTER,
        address_mark(plan.patient.email),
    )  # fmt: skip


def read_papers(folder: Path) -> dict[str, tuple[Paper, ...]]:
    """All that is noted in this output folder. A damaged file says nothing."""
    return dict(_NOTES.read(folder))


def _papers(noted: object) -> tuple[Paper, ...]:
    """The papers of a plan; an older program has noted the last one alone."""
    return tuple(map(_paper, noted if isinstance(noted, list) else [noted]))


def _paper(noted: Mapping[str, object]) -> Paper:
    texts = {key: str(noted.get(key, "")) for key in ("says", "sha256", "seal", "to")}
    paper = Paper(
        int(str(noted["version"])), str(noted["time"]), **texts,
        way=Way(str(noted.get("way", Way.PRINTED))),
    )  # fmt: skip
    if paper.since.tzinfo is None:
        raise ValueError(paper.time)
    return paper


_NOTES: Notes[Mapping[str, tuple[Paper, ...]]] = Notes(
    "printed.json", LOCK, by_plan(_papers), {}, indent=1
)


def note(
    folder: Path,
    papers: Iterable[tuple[str, Paper]],
    *,
    said: Mapping[str, Said] = MappingProxyType({}),
) -> None:
    """Keep these, each with its plan's ID. Raises BusyFolder and UnwritableFile.

    `said` is what each of them says, by plan ID: it lies beside them before they are noted.
    """
    new = tuple(papers)
    if new:
        with _notes(folder) as noted:
            for plan, paper in new:
                if plan in said and paper.says:
                    keep_said(folder, paper.says, said[plan])
                own = _noted_as(noted, plan)
                noted[own] = _with(noted.get(own, ()), paper)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Papers that count as never printed: each with its plan's ID, and what they said."""

    papers: tuple[tuple[str, Paper], ...]
    said: Mapping[str, Said]


def take_back(folder: Path, plans: Collection[str], *, time: str) -> TakenBack:
    """Forget what of these plans was noted as printed at this time: nothing came out.

    Gives what `note` needs to put it back. Raises BusyFolder and UnwritableFile.
    """
    gone: list[tuple[str, Paper]] = []
    said: dict[str, Said] = {}
    with _notes(folder) as noted:
        for plan in plans:
            own = noted.get(here := _noted_as(noted, plan), ())
            left = tuple(item for item in own if item.way is not Way.PRINTED or item.time != time)
            gone += ((plan, item) for item in own if item not in left)
            noted[here] = left
        for plan, paper in gone:
            if one := read_said(folder, paper.says):
                said[plan] = one
    return TakenBack(tuple(gone), said)


def put_back(folder: Path, taken: TakenBack) -> None:
    """Note again what was taken back. Raises BusyFolder and UnwritableFile."""
    note(folder, taken.papers, said=taken.said)


@contextmanager
def _notes(folder: Path) -> Iterator[dict[str, tuple[Paper, ...]]]:
    """What is noted, for this run alone; what is in it at the end is kept."""
    with _NOTES.alone(folder) as before:
        noted = dict(before)
        yield noted
        _NOTES.write(folder, {plan: own for plan, own in noted.items() if own})
        forget_said(folder, but={paper.says for own in noted.values() for paper in own})


def _noted_as(noted: Iterable[str], plan: str) -> str:
    """The ID that the plan has been noted by: as it was typed first."""
    return next((own for own in noted if is_same_plan(own, plan)), plan)


def _with(papers: tuple[Paper, ...], new: Paper) -> tuple[Paper, ...]:
    """The papers and this one; of the same paper the last times only."""
    same = [paper for paper in papers if replace(paper, time=new.time) == new]
    gone = same[: max(0, len(same) - TIMES + 1)]
    return (*(paper for paper in papers if paper not in gone and paper != new), new)


def read_letters(folder: Path) -> tuple[Entry, ...]:
    """The letters of this output folder, also those that left before they were sent once more.

    () where there is no outbox, or none to be read.
    """
    if not (folder / STATE / FILE).exists():
        return ()
    try:
        with open_outbox(folder / STATE, now=_no_clock) as outbox:
            return outbox.history()
    except ClinicPlanError:
        return ()


def _no_clock() -> datetime:
    """Looking changes nothing, so nothing is stamped."""
    return datetime.fromtimestamp(0, UTC)


def has_left(letter: Entry) -> bool:
    """True where somebody has the letter, or may have: one that came back nobody has."""
    return letter.state in GONE or (letter.gone and letter.state is not State.RETURNED)


def each_sending(letters: Iterable[Entry]) -> Iterator[Entry]:
    """Each time that a letter has left, or may have: one that is only to go once more has not."""
    letters = tuple(letters)
    past = [one for one in letters if one.is_past]
    versions = {(one.plan, one.version) for one in past}
    times = {(one.plan, one.version, one.digest, one.tries) for one in past}
    for one in filter(has_left, letters):
        is_told = (
            (one.plan, one.version) in versions
            if one.state in WAITING
            else (one.plan, one.version, one.digest, one.tries) in times
        )
        if one.is_past or not is_told:
            yield one


def given_out(folder: Path, letters: Iterable[Entry]) -> Papers:
    """What was given out of each plan: what was printed here, and the letters that have left."""
    noted = Papers(read_papers(folder).items())
    out: list[tuple[str, list[Paper]]] = [
        (plan, [paper for paper in papers if paper.way is Way.PRINTED])
        for plan, papers in noted.items()
    ]
    for letter in each_sending(letters):
        out.append((letter.plan, [_in_letter(letter, noted.get(letter.plan, ()))]))
    return Papers(out)


def _in_letter(letter: Entry, noted: Iterable[Paper]) -> Paper:
    """The paper that a letter has brought, as far as it was noted."""
    here = Paper(letter.version, letter.changed, seal=letter.seal, way=Way.LETTER)
    for paper in noted:
        if paper.way is Way.LETTER and same_seal(paper.seal, letter.seal):
            here = replace(here, says=paper.says, sha256=paper.sha256, to=paper.to)
    return here


def name_on(folder: Path, papers: Iterable[Paper], seal: str) -> str:
    """Whom the letter with this seal was for, "" where nobody has noted it.

    `papers` are those of its plan ID, which may be another patient's today.
    """
    says = next((one.says for one in papers if one.says and same_seal(one.seal, seal)), "")
    said = read_said(folder, says) if says else None
    return name_in(said) if said else ""


def number_of(plan: Plan, papers: Collection[Paper], *, says: str) -> int:
    """The version that the plan is, whatever the workbook calls it: no number has two texts.

    `papers` are those of this plan that were given out, `says` is what it says now. It is the
    version that the workbook gives it, unless a paper with this number or a later one says
    something else; what is not known of a paper counts as the same.
    """
    last = max((paper.version for paper in papers), default=0)
    if plan.version > last:
        return plan.version
    is_same = all(paper.says in ("", says) for paper in papers if paper.version == last)
    return last if is_same else last + 1
