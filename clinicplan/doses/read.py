"""A dose as one would say it, with its changes by week, becomes everything that it says."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from clinicplan.dose import Amount, Dose
from clinicplan.doses.chains import chained
from clinicplan.doses.changes import clauses, closed, held_back, read_change, with_steps
from clinicplan.doses.conduct import is_manner
from clinicplan.doses.growing import grown_fact
from clinicplan.doses.guarded import too_bold
from clinicplan.doses.occasions import together
from clinicplan.doses.phases import phases
from clinicplan.doses.plain import plain
from clinicplan.doses.said import FREQUENCY, Said, Step, Unclear, joined
from clinicplan.doses.shorthand import spelt
from clinicplan.doses.so_many_days import for_days
from clinicplan.doses.spans import of_weeks, weeks_said
from clinicplan.doses.stretched import told_over
from clinicplan.doses.taken import as_taken
from clinicplan.doses.together import alike, in_bouts, of_two_measures
from clinicplan.doses.torn import with_whole_notes
from clinicplan.doses.two_uses import rounds_or_times
from clinicplan.doses.week_first import weeks_first
from clinicplan.doses.weeks import read_manners, read_weeks
from clinicplan.doses.whole import read_facts
from clinicplan.doses.worded import once_easy, open_ended

MOST_LETTERS = 800
"""Letters of a dose; more is no dose, and its patterns would be looked for all over it."""

TOO_LONG = "dose-too-long"


@lru_cache(maxsize=4096)
def read_dose(text: str) -> Said | Unclear:
    """The whole of a dose, or the piece that is not clear and what it may mean.

    `3 x 10, hold 5 s, twice a day, not Sundays, from week 3: 15`. Commas may be left out
    where one reading fits. What follows `from week 3:` up to a semicolon or line end is new
    from then on; what follows that must say from when, too, or stand before the changes.
    """
    said = _reading(text)
    if isinstance(said, Unclear):
        return for_days(spelt(text), read_dose) or said
    said = _reckoned(_limited(said, text))
    asked = too_bold(text, said, _reading) or rounds_or_times(text, said)
    return asked or told_over(with_whole_notes(said, text), text)


_LIMIT = re.compile(r"(?:max\.? |maximum )?(?:effort|pain|rpe)\b", re.IGNORECASE)


_MINUTE = 60


def _reckoned(said: Said) -> Said:
    """The same, a time that grows as a note where the dose has none that it is reckoned from.

    A cell of its own may say what grows by week: a text with no dose is left alone.
    """
    growth = said.growth
    if growth is None or growth.fact == "reps" or said.dose == Dose():
        return said
    name = grown_fact(growth, said.dose)
    first: Amount | None = getattr(said.dose, name) if name else None
    is_more = first is not None and (not growth.until or growth.until > first.high)
    is_more = is_more and not (growth.by < _MINUTE and said.dose.rest)  # of the rest, perhaps
    if first is not None and is_more and not first.words and not said.steps:
        return said
    typed = dict(said.typed)
    clause = typed.pop("growth", "")
    return replace(said, growth=None, notes=(*said.notes, clause), typed=tuple(typed.items()))


_REVIEW = re.compile(r"(?:then )?(?:review|be reviewed|see me|see us|r/v|recheck|reassess|call me)")


def _until_review(said: Said, last: Step) -> Said:
    """`daily for 2 wks then review`: what comes after that, nobody has said."""
    if last.dose != Dose() or not last.week or said.last_week:
        return said
    notes = (*said.notes, f"after these weeks: {plain(last.note).removeprefix('then ')}")
    return replace(said, steps=(), last_week=last.week - 1, notes=notes)


def _limited(said: Said, text: str) -> Said:
    """The same, a limit that is a sentence behind the last change with the whole dose.

    `20 min x 2 wks then 30 min. Effort max 6/10`: it was not done with more before.
    """
    last = said.steps[-1] if said.steps else None
    if last and len(said.steps) == 1 and _REVIEW.fullmatch(plain(last.note)):
        return _until_review(said, last)
    if last is None or not _LIMIT.match(last.note):
        return said
    if not re.search(rf"[.\n]\s*{re.escape(plain(last.note))}", plain(text), re.IGNORECASE):
        return said
    steps = (*said.steps[:-1], replace(last, note=""))
    return replace(said, steps=steps, notes=(*said.notes, last.note))


@lru_cache(maxsize=4096)
def _reading(text: str) -> Said | Unclear:
    """All that a text can be read as, before it is looked at whether that goes too far."""
    length = len(" ".join(text.split()))
    if length > MOST_LETTERS:
        return Unclear(TOO_LONG, {"count": length, "most": MOST_LETTERS})
    typed, told = as_taken(weeks_said(together(spelt(text))))
    said = _read(typed, text)
    return replace(said, doubts=(*said.doubts, *told)) if told and isinstance(said, Said) else said


def _read(typed: str, text: str) -> Said | Unclear:
    """The dose of a text with its abbreviations in words."""
    if asked := chained(typed):
        return asked
    if manners := read_manners(typed):
        return _sure(manners, text)
    ordered = typed if phases(typed) else weeks_first(typed)
    if isinstance(ordered, Unclear):
        return ordered
    told = read_weeks(ordered)
    return _sure(_with_changes(ordered) if told is None else told, text)


def _sure(said: Said | Unclear, text: str) -> Said | Unclear:
    """The same, where no change comes behind its end, and none alone says how often."""
    if isinstance(said, Unclear):
        return said
    if asked := of_two_measures(said):
        return asked
    if not said.steps:
        return said
    said = alike(in_bouts(said))
    typed = dict(said.typed).get("progression", text)
    if said.last_week and any(step.week > said.last_week for step in said.steps):
        return Unclear("progression-unclear", {"value": typed})
    often = [step.dose.times is not None or step.dose.days is not None for step in said.steps]
    is_begun = said.dose.has_amount or (said.steps[0].dose.has_amount and len(said.steps) > 1)
    is_told_late = is_begun and said.dose.times is None and said.dose.days is None
    is_long = "," in typed or (not said.dose.has_amount and len(said.steps) > 1)
    is_often_alone = not said.dose.has_amount and bool(said.dose.times or said.dose.days)
    if is_often_alone and said.steps[-1].dose.has_amount:  # `daily first week then 3x/week, 3 x 10`
        return Unclear("dose-after-change", {"value": typed})
    if is_told_late and any(often) and not said.ask_often and is_long:
        return Unclear("dose-after-change", {"value": typed})
    return said


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
    is_last = not later and _ends_with_frequency(dict(changes.typed).get("progression", ""))
    if said.dose.has_amount and said.dose.times is None and said.dose.days is None and is_last:
        return replace(said, dose=often.over(said.dose)), changes
    return said, changes


def _ends_with_frequency(clause: str) -> bool:
    """True for `from week 3: 15, twice a day`."""
    _, sign, tail = clause.rpartition(",")
    often = read_facts(tail) if sign else None
    return isinstance(often, Said) and bool(often.facts()) and often.facts().keys() <= FREQUENCY


def _holds_always(found: Said | Unclear, said: Said, changes: Said) -> bool:
    """True for a sentence behind the changes that is an aside, or the only one on how often."""
    if isinstance(found, Unclear) or found.facts().keys() - FREQUENCY:
        return False
    often = [dose for dose in (said.dose, *(step.dose for step in changes.steps))
             if dose.times is not None or dose.days is not None]  # fmt: skip
    return not found.facts() or not often


def _changed(clause: str) -> Said | Unclear:
    """The change of a clause; in the clinic's words, where no week is in it."""
    change = read_change(clause)
    is_unread = isinstance(change, Unclear) and change.code in _OPEN
    return (open_ended(clause) or once_easy(clause) or change) if is_unread else change


_OPEN = frozenset(("progression-unclear", "growth-unclear"))


def _with_changes(text: str) -> Said | Unclear:
    """What stands before all changes, and these."""
    said, start, changes = Said(), 0, Said()
    spans = list(clauses(text))
    for place, (begin, end) in enumerate([*spans, (len(text), len(text))]):
        head = text[start:begin].strip(" ,;.:\n\t")
        if head:
            found = read_facts(head)
            if place and changes.steps and not _holds_always(found, said, changes):
                return Unclear("dose-after-change", {"value": head})
            both = found if isinstance(found, Unclear) else joined(said, found)
            if isinstance(both, Unclear):
                return both
            said = both
        if begin < len(text):
            end = begin + closed(text[begin:end])
            clause = text[begin:end].strip(" ,;.\n\t")
            waits = len(spans) == 1 and _may_wait(said)
            change = (held_back(clause) if waits else None) or _changed(clause)
            more = change if isinstance(change, Unclear) else with_steps(changes, change)
            if isinstance(more, Unclear):
                return more
            changes = more
        start = end
    return _whole(joined(*_begun(said, changes)), text)


def _may_wait(said: Said) -> bool:
    """True for a dose that says how much, and not from when."""
    return said.dose.has_amount and not said.first_week


def _whole(said: Said | Unclear, text: str) -> Said | Unclear:
    """All that a text says, with its stages; Unclear where that is nothing, or no fact."""
    if isinstance(said, Unclear):
        return said
    if said == Said():
        return Unclear("dose-unclear", {"value": text.strip()})
    if said.notes and not said.facts():
        return Unclear("dose-piece-unclear", {"value": text.strip()})
    return _with_stages(said)


def _with_stages(said: Said) -> Said:
    """A posture of the first weeks with its end, where a later one takes its place."""
    first = next((step for step in said.steps if step.week and is_manner(plain(step.note))), None)
    if first is None:
        return said
    notes = tuple(
        of_weeks(said.first_week or 1, first.week - 1, note) if is_manner(plain(note)) else note
        for note in said.notes
    )
    return replace(said, notes=notes)
