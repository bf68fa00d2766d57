"""Two doses, the one after the other -> what is new in the second."""

from __future__ import annotations

from dataclasses import fields

from clinicplan.catalogue.phrases import capital, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Amount, Dose
from clinicplan.wording.facts import Task, fact_groups, how_much, read_on
from clinicplan.wording.frequency import how_often

Doses = tuple[Dose, Dose, Dose]
"""The first of a plan, the one before a change, and the one after it."""


def news_lines(doses: Doses, task: Task, catalogue: Catalogue) -> tuple[str, ...]:
    """What is new in a line each; a first line says so where nothing else is to be done."""
    _, before, after = doses
    news = news_of(doses, task, catalogue)
    if leaves_out(before, after):
        news.insert(0, phrase(catalogue, "dose.change.only-this"))
    return tuple(map(capital, news))


def news_of(doses: Doses, task: Task, catalogue: Catalogue) -> list[str]:
    """What a new dose says that the one before it did not.

    Where the new one leaves out something that the old one has, all of it is said. A new
    amount is said with its sets where they are few words, or not those that stand above.
    """
    first, before, after = doses
    old, new = _facts_aloud(before, task, catalogue), _facts_aloud(after, task, catalogue)
    if leaves_out(before, after):
        return new
    said = {fact for fact in new if fact not in old}
    much = {read_on((fact,)) for fact in how_much(after, task, catalogue)}
    is_apart = after.sets != first.sets or after.sets != before.sets
    kept = said | much if said & much and is_apart else said
    found = [fact for fact in new if fact in kept] or new
    if is_apart or after.sets is None or not _is_counted(after.sets):
        return found
    sets = next((fact.figure for fact in how_much(after, task, catalogue) if fact.of == "sets"), "")
    if not sets:
        return found
    return [f"{fact}, {sets}" if fact in said & much else fact for fact in found]


def _is_counted(sets: Amount) -> bool:
    """True for `3 sets`: a range and a single set stand above."""
    return 1 < sets.low == sets.high and not sets.words


def _facts_aloud(dose: Dose, task: Task, catalogue: Catalogue) -> list[str]:
    """How often, if that is known, then a line for each fact."""
    often, groups = how_often(dose, catalogue), fact_groups(dose, task, catalogue)
    facts = [read_on((fact,)) for group in groups for fact in group]
    return [often, *facts] if often else facts


def leaves_out(before: Dose, after: Dose) -> bool:
    """True where the new dose does not give something that the old one gives."""
    return any(
        getattr(before, field.name) is not None and getattr(after, field.name) is None
        for field in fields(Dose)
    )
