"""A workbook, and what was given out of it, become the version that each plan is.

A changed plan whose version stayed as it was is the next one all the same, so that no two papers
of a plan have one number; a warning at its cell says so. The cell is written by `count_up`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from clinicplan.catalogue.phrases import long_date
from clinicplan.findings import Finding, Place
from clinicplan.plan import Plan
from clinicplan.tasks.alike import mistakes, shared
from clinicplan.tasks.mend import answers_to
from clinicplan.tasks.papers import Paper, given_out, number_of, read_letters, words_of
from clinicplan.tasks.questions import with_questions
from clinicplan.tasks.ready import Ready
from clinicplan.tasks.rewrite import Saved, rewrite
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.refused import Refused

CHANGED = "version-given-out"
"""The code of a plan that was given out and has changed since, under the same number."""

CODES = (CHANGED, "version-behind")
"""The codes of plans that have another number than the workbook gives them."""


def numbered(ready: Ready, folder: Path, *, past: Reading | None = None) -> Ready:
    """The same with each plan's number, and a warning where the workbook has another one.

    Plans that have lost something since their last paper wait for an answer (`questions`).
    `folder` is that of the handouts, where it is noted what was given out; `past` is the reading
    before this one, where it is known.
    """
    papers = given_out(folder, read_letters(folder))
    own = ready.reading.own
    says = {plan.id: words_of(plan, own) for plan in ready.reading.plans if plan.id in papers}
    if says:
        ready = _without_past(ready, papers, says)
    ready = with_questions(ready, folder, papers, says=says, past=past)
    others = dict(_others(ready.reading, papers, says))
    if not others:
        return ready
    plans = tuple(
        replace(plan, version=others.get(plan.id, plan.version)) for plan in ready.reading.plans
    )
    told = tuple(_told(ready, papers, others))
    reading = replace(
        ready.reading, plans=plans, findings=(*ready.reading.findings, *told)
    )
    return replace(ready, reading=reading, found=(*ready.found, *told))


def _without_past(
    ready: Ready, papers: Mapping[str, Collection[Paper]], says: Mapping[str, str]
) -> Ready:
    """The same without what an earlier look has told of numbers that were given out since."""
    out = {
        plan.id
        for plan in ready.reading.plans
        if any(paper.version == plan.version and paper.says == says[plan.id]
               for paper in papers.get(plan.id, ()))
    }  # fmt: skip
    found, findings = (
        tuple(item for item in told if item.code != CHANGED or item.plan not in out)
        for told in (ready.found, ready.reading.findings)
    )
    return replace(ready, reading=replace(ready.reading, findings=findings), found=found)


def raised_in(found: Iterable[Finding]) -> frozenset[str]:
    """The IDs of the plans that were given out and say something else now, under one number."""
    return frozenset(item.plan for item in found if item.code == CHANGED)


def count_up(ready: Ready, found: Iterable[Finding], *, today: date) -> Saved:
    """Write the numbers into the cells of Version that these warnings are about.

    Raises what `rewrite` raises; Refused where there is no cell to write.
    """
    answers = answers_to(ready, found)
    if not answers:
        raise Refused("The sheet has no cell for the version.")
    changes = tuple(answer.change(answer.fixes[0]) for answer in answers.values())
    numbers = {item.plan: int(answer.fixes[0]) for item, answer in answers.items()}
    as_meant = partial(_is_counted, numbers=numbers)
    return rewrite(ready, lambda _: changes, as_meant=as_meant, today=today)


def _others(
    reading: Reading, papers: Mapping[str, Collection[Paper]], says: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    """The plans that have another number than the workbook gives them, and that number."""
    for plan in reading.plans:
        if own := papers.get(plan.id):
            number = number_of(plan, own, says=says[plan.id])
            if number != plan.version:
                yield plan.id, number


def _told(
    ready: Ready, papers: Mapping[str, Collection[Paper]], others: Mapping[str, int]
) -> Iterator[Finding]:
    """The warning of each plan, at its cell."""
    tell = Teller(ready.stock.words)
    for plan, number in others.items():
        last = max(papers[plan], key=lambda paper: (paper.version, paper.since))
        values: dict[str, str | int] = {"then": long_date(ready.catalogue, last.since)}
        values |= {"last": last.version, "new": number}
        place = ready.reading.versions.get(plan, Place("Patients"))
        if last.version == number:
            told = tell("version-behind", place, plan=plan, **values)
        else:
            told = tell("version-given-out", place, plan=plan, **values)
        yield replace(told, fixes=(str(number),))


def _is_counted(before: Reading, after: Reading, *, numbers: Mapping[str, int]) -> bool:
    """True where the workbook says all that it said, and these numbers."""

    def counted(plan: Plan) -> Plan:
        return replace(plan, version=numbers.get(plan.id, plan.version))

    return (
        after.plans == tuple(map(counted, before.plans))
        and after.refused == before.refused
        and mistakes(after) == mistakes(before)
        and shared(after) == shared(before)
    )
