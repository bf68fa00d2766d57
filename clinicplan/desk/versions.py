"""What was given out of a plan becomes the version that it has next, and the list of all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from clinicplan.catalogue.values import Exercise
from clinicplan.desk.desk import Desk
from clinicplan.desk.given import standing_of
from clinicplan.desk.letter_words import went_to
from clinicplan.desk.pages import Pages
from clinicplan.desk.rows import Standing
from clinicplan.errors import ClinicPlanError
from clinicplan.files import digest
from clinicplan.plan import Plan
from clinicplan.rules import is_same_patient, is_same_plan, known_by
from clinicplan.tasks.differing import text_of
from clinicplan.tasks.earlier import earlier_handouts, names_of
from clinicplan.tasks.manifest import read_manifest
from clinicplan.tasks.papers import Paper, Way, words_of
from clinicplan.tasks.said import OF_PATIENT, read_said


@dataclass(frozen=True, slots=True)
class Given:
    """A paper: what became of it (None: nobody has it), where its PDF is ("": not kept).

    `printed` is when it was opened for printing last (ISO), "" where it was not. `to` says to which
    mailbox it went.
    """

    standing: Standing | None
    address: str = ""
    printed: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a plan with its papers, which all say the same to the patient.

    They may differ in what is no part of the plan: the clinic's phone, the edition, the way that
    they went. `is_now` is true for what the plan says now, which nobody has on paper; `is_given`
    is false where nobody has any paper of it.
    """

    number: int
    given: tuple[Given, ...]
    is_now: bool = False
    is_given: bool = True


def given_out(desk: Desk, plan: str) -> dict[int, datetime]:
    """When each version of the plan was given out last."""
    return {paper.version: paper.since for paper in desk.papers().get(plan, ())}


def next_version(desk: Desk, plan: Plan, own: Iterable[Exercise] = ()) -> int:
    """The version that a plan has once it is changed so: a new one where somebody has this one.

    What lies printed and says the very same needs no new one.
    """
    papers = desk.papers().get(plan.id, ())
    last = max((paper.version for paper in papers), default=0)
    if last < plan.version:
        return plan.version
    here, says = [paper for paper in papers if paper.version == last], words_of(plan, own)
    if all(paper.way is Way.PRINTED and paper.says == says for paper in here):
        return last  # it says the same, or it was printed before it could be saved
    return last + 1


def with_version(plan: Plan, version: int) -> Plan:
    """The plan as this version."""
    return plan if plan.version == version else replace(plan, version=version)


def files_of(desk: Desk, plan: str) -> dict[str, Path]:
    """Where each handout of who has the plan ID lies, by its SHA-256: in the folder, or kept."""
    kept = {item.sha256: item.path for item in earlier_handouts(desk.folder, plan)}
    others = {sha256 for _, sha256 in _each(desk, plan, _papers(desk, plan, is_theirs=False))}
    found = {**kept, **_present(desk.folder, plan)}
    return {sha256: path for sha256, path in found.items() if sha256 not in others}


def count_of_others(desk: Desk, plan: str) -> int:
    """How many papers were given out under this ID to somebody else, as far as is known."""
    return sum(1 for _ in _each(desk, plan, _papers(desk, plan, is_theirs=False)))


def _papers(desk: Desk, plan: str, *, is_theirs: bool) -> list[Paper]:
    """The papers of who has the plan ID now, or those that were for another patient."""
    given = desk.papers().get(plan, ())
    others = of_others(desk, plan, given)
    return [paper for paper in given if (paper not in others) is is_theirs]


def of_others(desk: Desk, plan: str, papers: Iterable[Paper]) -> list[Paper]:
    """Those of the papers that were for another patient than has the plan ID now."""
    checked = desk.view.checked if desk.view else None
    people = [known_by(one.first_name, one.last_name, text_of("born", one.born, desk.catalogue))
              for one in (checked.reading.people if checked else ())
              if is_same_plan(one.plan, plan)]  # fmt: skip

    def is_own(paper: Paper) -> bool:
        then = read_said(desk.folder, paper.says)
        was = known_by(*(then.facts[name].words for name in OF_PATIENT)) if then else ()
        return not was or not people or any(is_same_patient(was, one) for one in people)

    return [paper for paper in papers if not is_own(paper)]


def _present(folder: Path, plan: str) -> dict[str, Path]:
    """The plan's handouts in the folder itself, by SHA-256: one, or more of an ID typed anew."""
    own = (file for file in folder.glob("*.pdf") if is_same_plan(file.stem, plan))
    return {digest(file): file for file in own}


def is_kept(desk: Desk, plan: str, version: int) -> bool:
    """True where the PDF of a version that was given out lies in the folder, or in Earlier."""
    papers = [paper for paper in desk.papers().get(plan, ()) if paper.version == version]
    files = files_of(desk, plan)
    return any(sha256 in files for _, sha256 in _each(desk, plan, papers))


def versions_of(
    pages: Pages,
    plan: str,
    *,
    now_at: int,
    standing: Standing | None,
    made: Plan | None,
    own: Collection[Exercise] = (),
) -> Iterator[Version]:
    """What the plan says now, if nobody has it, then all that was given out, the newest first.

    `now_at` is its version (0: nobody knows), `made` the plan if it can be printed.
    """
    papers = _papers(pages.desk, plan, is_theirs=True)
    says = words_of(made, own) if made else ""
    email = made.patient.email if made else ""
    is_open = standing is not None and standing.look == "look"
    is_out = any(
        paper.version == now_at and made and (paper.says == says or not (paper.says or is_open))
        for paper in papers
    )
    if now_at and not is_out:
        address = f"/plan/{plan}/handout.pdf" if made else ""
        yield Version(
            now_at, (Given(standing, address),), is_now=bool(papers), is_given=False
        )
    for number, rows in groupby(_given(pages, plan, papers, email=email), key=itemgetter(0)):
        given = tuple(row for _, row in rows)
        if is_out and number == now_at and standing and not _is_said(standing, given):
            given = (Given(standing), *given)
        yield Version(number, given)


def _is_said(standing: Standing, given: Iterable[Given]) -> bool:
    """True where nobody has to do anything, or one of the papers says it."""
    return standing.is_settled or standing in [row.standing for row in given]


def _given(
    pages: Pages, plan: str, papers: Iterable[Paper], *, email: str
) -> list[tuple[int, Given]]:
    """Each paper once, with its version; then files that are kept and of which nothing is noted.

    The newest version comes first, and of one version the paper that was given out last.
    """
    desk, known = pages.desk, set()
    kept = earlier_handouts(desk.folder, plan)
    files = files_of(desk, plan)
    now, words, letters = desk.around.now(), desk.catalogue, desk.letters()
    rows: list[tuple[int, Given]] = []
    for paper, sha256 in _each(desk, plan, papers):
        known.add(sha256)
        own = standing_of(paper, letters, now=now, words=words)
        printed = paper.time if paper.way is Way.PRINTED else ""
        address = _address(plan, sha256) if sha256 in files else ""
        to = went_to(pages, (paper,), paper.seal, email) if paper.way is Way.LETTER else ""
        rows.append((paper.version, Given(own, address, printed, to)))
    rows += [(item.version, Given(None, _address(plan, item.sha256)))
             for item in reversed(kept) if item.sha256 in files.keys() - known]  # fmt: skip
    return sorted(rows, key=lambda row: -row[0])


def _each(desk: Desk, plan: str, papers: Iterable[Paper]) -> Iterator[tuple[Paper, str]]:
    """Each letter, and each other paper that differs, as it was given out last, and its file."""
    try:
        record = read_manifest(desk.folder).by_plan().get(plan)
    except ClinicPlanError:
        record = None
    seen: set[tuple[int, str]] = set()  # a letter counts each time that it left
    for paper in sorted(papers, key=lambda paper: paper.since, reverse=True):
        sha256 = next(iter(names_of(plan, (paper,), record)), "")
        if paper.way is Way.LETTER or (paper.version, sha256) not in seen:
            seen.add((paper.version, sha256))
            yield paper, sha256


def _address(plan: str, sha256: str) -> str:
    return f"/plan/{plan}/given/{sha256}.pdf"
