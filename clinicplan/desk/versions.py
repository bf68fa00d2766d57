"""What was given out of a plan becomes the version that it has next, and the list of all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clinicplan.catalogue.values import Exercise
from clinicplan.desk.desk import Desk
from clinicplan.desk.given import standing_of
from clinicplan.desk.pages import Pages
from clinicplan.desk.rows import Standing
from clinicplan.errors import ClinicPlanError
from clinicplan.files import digest
from clinicplan.plan import Plan
from clinicplan.rules import is_same_plan
from clinicplan.tasks.earlier import earlier_handouts, names_of
from clinicplan.tasks.manifest import read_manifest
from clinicplan.tasks.papers import Paper, Way, words_of


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a plan: what became of it, and where its PDF is ("": not kept).

    `is_now` is true for what the plan says now, which nobody has on paper. `printed` is when it
    was opened for printing last (ISO), "" where it was not.
    """

    number: int
    standing: Standing | None
    address: str = ""
    is_now: bool = False
    printed: str = ""


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


def files_of(folder: Path, plan: str) -> dict[str, Path]:
    """Where each handout of a plan lies, by its SHA-256: the folder's own, and those kept."""
    kept = {item.sha256: item.path for item in earlier_handouts(folder, plan)}
    return {**kept, **_present(folder, plan)}


def _present(folder: Path, plan: str) -> dict[str, Path]:
    """The plan's handouts in the folder itself, by SHA-256: one, or more of an ID typed anew."""
    own = (file for file in folder.glob("*.pdf") if is_same_plan(file.stem, plan))
    return {digest(file): file for file in own}


def is_kept(desk: Desk, plan: str, version: int) -> bool:
    """True where the PDF of a version that was given out lies in the folder, or in Earlier."""
    papers = [paper for paper in desk.papers().get(plan, ()) if paper.version == version]
    files = files_of(desk.folder, plan)
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
    papers = pages.desk.papers().get(plan, ())
    says = words_of(made, own) if made else ""
    is_out = any(
        paper.version == now_at and made and paper.says in ("", says) for paper in papers
    ) and not (standing and standing.look == "look")
    if now_at and not is_out:
        address = f"/plan/{plan}/handout.pdf" if made else ""
        yield Version(now_at, standing, address, is_now=bool(papers))
    yield from _given(pages, plan, papers, now_at=now_at if is_out else 0, standing=standing)


def _given(
    pages: Pages,
    plan: str,
    papers: Iterable[Paper],
    *,
    now_at: int,
    standing: Standing | None,
) -> Iterator[Version]:
    """Each paper once, with its file; then files that are kept and of which nothing is noted."""
    desk, known = pages.desk, set()
    kept = earlier_handouts(desk.folder, plan)
    files = {item.sha256 for item in kept} | _present(desk.folder, plan).keys()
    now, words, letters = desk.around.now(), desk.catalogue, desk.letters()
    rows = []
    for paper, sha256 in _each(desk, plan, papers):
        known.add(sha256)
        own = standing_of(paper, letters, now=now, words=words)
        printed = paper.time if paper.way is Way.PRINTED else ""
        address = _address(plan, sha256) if sha256 in files else ""
        rows.append(Version(paper.version, own, address, printed=printed))
    rows += [Version(item.version, None, _address(plan, item.sha256))
             for item in reversed(kept) if item.sha256 not in known]  # fmt: skip
    rows.sort(key=lambda row: -row.number)
    if now_at and rows and rows[0].number == now_at:
        rows[0] = replace(rows[0], standing=standing)
    yield from rows


def _each(desk: Desk, plan: str, papers: Iterable[Paper]) -> Iterator[tuple[Paper, str]]:
    """Each paper that differs from the others, as it was given out last, and its file."""
    try:
        record = read_manifest(desk.folder).by_plan().get(plan)
    except ClinicPlanError:
        record = None
    seen: set[tuple[int, str]] = set()
    for paper in sorted(papers, key=lambda paper: paper.since, reverse=True):
        sha256 = next(iter(names_of(plan, (paper,), record)), "")
        if (paper.version, sha256) not in seen:
            seen.add((paper.version, sha256))
            yield paper, sha256


def _address(plan: str, sha256: str) -> str:
    return f"/plan/{plan}/given/{sha256}.pdf"
