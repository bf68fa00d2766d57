"""A dose as one would say it, with its changes by week, becomes everything that it says."""

from __future__ import annotations

from dataclasses import replace

from clinicplan.doses.changes import clauses, closed, read_change, with_steps
from clinicplan.doses.said import Said, Unclear, joined
from clinicplan.doses.weeks import read_weeks, weeks_first
from clinicplan.doses.whole import read_facts
from clinicplan.plan import Dose


def read_dose(text: str) -> Said | Unclear:
    """The whole of a dose, or the piece that is not clear and what it may mean.

    `3 x 10, hold 5 s, twice a day, not Sundays, from week 3: 15`. Commas may be left out
    where one reading fits. What follows `from week 3:` up to a semicolon or line end is new
    from then on; what follows that must say from when, too, or stand before the changes.
    """
    ordered = weeks_first(text)
    if isinstance(ordered, Unclear):
        return ordered
    told = read_weeks(ordered)
    return _with_changes(ordered) if told is None else told


def _begun(said: Said, changes: Said) -> tuple[Said, Said]:
    """Both, where the first change is the whole that begins then: `from week 3: 2 x 10 daily`.

    How often behind the last change holds from the beginning where nothing else says it.
    """
    first, *later = changes.steps or (None,)
    if first is None:
        return said, changes
    often = Dose(times=first.dose.times, days=first.dose.days)
    if said == Said() and first.dose.has_amount and often != Dose() and not first.day:
        typed = tuple((fact, text) for _, text in changes.typed[:1] for fact in ("reps",))
        begun = replace(Said(first.dose, typed=typed), first_week=first.week)
        noted = replace(begun, notes=(first.note,)) if first.note else begun
        return noted, replace(changes, steps=tuple(later))
    is_last = not later and "," in dict(changes.typed).get("progression", "")
    if said.dose.has_amount and said.dose.times is None and said.dose.days is None and is_last:
        return replace(said, dose=often.over(said.dose)), changes
    return said, changes


def _with_changes(text: str) -> Said | Unclear:
    """What stands before all changes, and these."""
    said, start, changes = Said(), 0, Said()
    spans = list(clauses(text))
    for place, (begin, end) in enumerate([*spans, (len(text), len(text))]):
        head = text[start:begin].strip(" ,;.:\n\t")
        if head and place and changes.steps:
            return Unclear("dose-after-change", {"value": head})
        if head:
            found = read_facts(head)
            both = found if isinstance(found, Unclear) else joined(said, found)
            if isinstance(both, Unclear):
                return both
            said = both
        if begin < len(text):
            end = begin + closed(text[begin:end])
            change = read_change(text[begin:end].strip(" ,;.\n\t"))
            more = change if isinstance(change, Unclear) else with_steps(changes, change)
            if isinstance(more, Unclear):
                return more
            changes = more
        start = end
    whole = joined(*_begun(said, changes))
    if isinstance(whole, Unclear):
        return whole
    if whole == Said():
        return Unclear("dose-unclear", {"value": text.strip()})
    if whole.notes and not whole.facts():
        return Unclear("dose-piece-unclear", {"value": text.strip()})
    return whole
