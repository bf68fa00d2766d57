"""A plan whose ID was typed anew becomes the letter that its patient has under the old one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from clinicplan.catalogue.values import Exercise
from clinicplan.mail.choose import Hold
from clinicplan.mail.entry import Entry
from clinicplan.plan import Plan
from clinicplan.rules import plan_key
from clinicplan.tasks.papers import Paper, Way, given_out, has_left, words_of
from clinicplan.tasks.said import digest_of, read_said

REASON = "sent-as-another"
"""Why such a plan gets no second letter by itself."""

def sent_as_another(
    plans: Iterable[Plan],
    folder: Path,
    entries: Iterable[Entry],
    *,
    ids: Collection[str],
    own: Iterable[Exercise] = (),
) -> dict[str, Hold]:
    """The plans that say, word for word, what a letter said whose plan the workbook has no more.

    `ids` are those of the workbook. A plan that has a later version than that letter is another
    letter: somebody has decided.
    """
    own, here = tuple(own), {plan_key(plan) for plan in ids}
    gone = [entry for entry in entries if has_left(entry) and plan_key(entry.plan) not in here]
    letters: dict[tuple[str, str], list[tuple[str, Paper]]] = {}
    for old, paper, who in _letters(folder, gone):
        letters.setdefault(who, []).append((old, paper))
    return {
        plan.id: Hold(plan.id, REASON, paper.time)
        for plan in (plans if letters else ())
        for old, paper in letters.get(_who(plan), ())
        if plan.version <= paper.version and words_of(replace(plan, id=old), own) == paper.says
    }


def _letters(
    folder: Path, gone: Collection[Entry]
) -> Iterator[tuple[str, Paper, tuple[str, str]]]:
    """What those letters brought, each with its plan's ID and whose it was, as far as is known."""
    papers = given_out(folder, gone) if gone else {}
    for old in {entry.plan for entry in gone}:
        for paper in papers[old]:
            said = read_said(folder, paper.says) if paper.way is Way.LETTER else None
            if said:
                yield old, paper, (said.facts["first_name"].value, said.facts["last_name"].value)


def _who(plan: Plan) -> tuple[str, str]:
    return digest_of(plan.patient.first_name), digest_of(plan.patient.last_name)
