"""Prescriptions -> the words that the patient reads: a panel, a glance, a sentence.

What nobody prescribed stays unknown: an unknown frequency is said to be open, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache, partial

from clinicplan.catalogue.phrases import day_month, phrase
from clinicplan.catalogue.values import Catalogue, Exercise, Preset
from clinicplan.plan import Dose, Prescription, Side
from clinicplan.schedule import first_day
from clinicplan.wording.change_notes import (
    is_mere_note,
    last_weeks,
    notes_on_changes,
    with_notes,
    without_mere_notes,
)
from clinicplan.wording.comparing import asks_more
from clinicplan.wording.facts import (
    Fact,
    Task,
    fact_groups,
    glance_sentences,
    how_much,
    unknown_amount,
)
from clinicplan.wording.frequency import how_often
from clinicplan.wording.growth import growth_lines, growth_sentence
from clinicplan.wording.orders import Order, grows, order_of, told_steps

__all__ = [
    "Fact",
    "Glance",
    "Panel",
    "PanelChange",
    "Wording",
    "asks_more",
    "dose_panel",
    "dose_sentence",
    "glance",
    "preset_sentence",
    "side_word",
]

LINE = 26
"""Characters that fit in a line of the glance table's "How much"."""


@dataclass(frozen=True, slots=True)
class PanelChange:
    """A new dose: when it starts, and in one or two short lines what is new about it.

    `up` says that it asks for more, or less (False); None where that cannot be said. `note`
    is the practitioner's, as typed. Repetitions that grow week by week are one change. `to_date` is
    the last day of a change that brings only a note: before a later note, or the exercise's own.
    """

    from_date: date
    week: int
    up: bool | None
    facts: tuple[str, ...]
    note: str = ""
    to_date: date | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A dose for its exercise's card, one fact a line, in the order of reading aloud.

    `when_easy` is what is new about the dose that follows when this one has become easy.
    """

    often: str
    facts: tuple[Fact, ...]
    changes: tuple[PanelChange, ...]
    when_easy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """A dose for the table on page one: its amount in short lines, and how often.

    `weeks` says in which weeks, "" where in all.
    """

    amount: tuple[str, ...]
    often: str
    weeks: str


class Wording:
    """The words of one catalogue, each said once and kept: clinics prescribe few doses.

    Its methods give what the functions of this module give; it keeps the last `kept` of each.
    """

    def __init__(self, catalogue: Catalogue, *, kept: int = 2048) -> None:
        """Words of `catalogue`, none said yet."""
        self.catalogue = catalogue
        self._panel = lru_cache(kept)(partial(_panel, catalogue=catalogue))
        self._glance = lru_cache(kept)(partial(_glance, catalogue=catalogue))
        self._sentence = lru_cache(kept)(partial(_sentence, catalogue=catalogue))

    def dose_panel(self, prescription: Prescription, exercise: Exercise, *, start: date) -> Panel:
        """See `dose_panel`. Plans without weeks and changes share it whatever their start."""
        order = order_of(prescription, exercise)
        is_dated = order.changes or order.first_week > 1 or order.last_week
        panel = self._panel(order, start if is_dated else date.min)
        return _noted(panel, prescription)

    def glance(self, prescription: Prescription, exercise: Exercise) -> Glance:
        """See `glance`."""
        return self._glance(order_of(prescription, exercise))

    def dose_sentence(self, prescription: Prescription, exercise: Exercise) -> str:
        """See `dose_sentence`."""
        sentence = self._sentence(order_of(without_mere_notes(prescription), exercise))
        return with_notes(sentence, prescription, self.catalogue)


def dose_panel(
    prescription: Prescription, exercise: Exercise, catalogue: Catalogue, *, start: date
) -> Panel:
    """The dose of the first week, and each later change with the date that it starts.

    `start` is the first day of the plan.
    """
    panel = _panel(order_of(prescription, exercise), start, catalogue=catalogue)
    return _noted(panel, prescription)


def glance(prescription: Prescription, exercise: Exercise, catalogue: Catalogue) -> Glance:
    """The dose of the first week in short lines: amount, sets, load, hold, tempo, rest."""
    return _glance(order_of(prescription, exercise), catalogue=catalogue)


def dose_sentence(prescription: Prescription, exercise: Exercise, catalogue: Catalogue) -> str:
    """The whole prescription read aloud, with its weeks and its changes.

    "Twice a day: 10 times with each foot. Hold 3 seconds. From week 3: 15 times with each foot."
    """
    sentence = _sentence(order_of(without_mere_notes(prescription), exercise), catalogue=catalogue)
    return with_notes(sentence, prescription, catalogue)


def preset_sentence(preset: Preset, exercise: Exercise, catalogue: Catalogue) -> str:
    """A preset of the library read aloud; a side that its source leaves open is not said."""
    task = Task.of(
        exercise,
        side=preset.side,
        parts=preset.parts,
        between=preset.between,
        sides_alternate=preset.sides_alternate,
    )
    return _aloud(_dose_sentences(preset.dose, task, catalogue))


def side_word(side: Side | None, exercise: Exercise, catalogue: Catalogue) -> str:
    """The side as it stands beside the exercise's name: "Left foot", "Each leg"; "" for none."""
    if side is None:
        return ""
    return phrase(catalogue, f"dose.side.{exercise.limb}.{side}")


def _panel(order: Order, start: date, *, catalogue: Catalogue) -> Panel:
    """The panel of a plan that starts on `start`."""
    groups = fact_groups(order.dose, order.task, catalogue)
    said = [*_dated_weeks(order, catalogue, start), *(fact for group in groups for fact in group)]
    return Panel(
        often=_capital(_often(order.dose, catalogue)),
        facts=tuple(Fact(_capital(fact.figure), fact.qualifier) for fact in said),
        changes=tuple(
            PanelChange(
                from_date=first_day(start, change.week),
                week=change.week,
                up=asks_more(before, change.dose),
                facts=tuple(map(_capital, growth_lines(order, catalogue)))
                if grows(order, before, change)
                else _panel_news((order.dose, before, change.dose), order.task, catalogue),
            )
            for before, change in told_steps(order)
        ),
        when_easy=_panel_news((order.dose, order.dose, order.when_easy), order.task, catalogue)
        if order.when_easy
        else (),
    )


def _glance(order: Order, *, catalogue: Catalogue) -> Glance:
    """The line of the table on page one."""
    sentences = glance_sentences(order.dose, order.task, catalogue)
    pieces = [piece for first, *more in sentences for piece in (_capital(first), *more)]
    return Glance(
        amount=_lines(pieces),
        often=_capital(_often(order.dose, catalogue)),
        weeks=_capital(_weeks(order, catalogue)),
    )


def _sentence(order: Order, *, catalogue: Catalogue) -> str:
    """The prescription read aloud."""
    sentences = _dose_sentences(order.dose, order.task, catalogue)
    if weeks := _weeks(order, catalogue):
        sentences.append(weeks)
    for before, change in told_steps(order):
        if grows(order, before, change):
            sentences.append(growth_sentence(order, change.week, catalogue))
            continue
        first, *more = _news((order.dose, before, change.dose), order.task, catalogue)
        key = "only" if _leaves_out(before, change.dose) else "new"
        sentences.append(phrase(catalogue, f"dose.change.{key}", week=change.week, dose=first))
        sentences += more
    if order.when_easy:
        first, *more = _news((order.dose, order.dose, order.when_easy), order.task, catalogue)
        sentences += [phrase(catalogue, "dose.change.easy", dose=first), *more]
    return _aloud(sentences)


def _noted(panel: Panel, prescription: Prescription) -> Panel:
    """The panel with the practitioner's notes on its changes: nothing of them is kept.

    Where only the note is new, the dose is not said again.
    """
    notes = notes_on_changes(prescription)
    if not notes:
        return panel
    same = {change.week for change in prescription.changes if is_mere_note(change, prescription)}
    ends = last_weeks(notes, prescription)
    changes = (
        replace(
            item,
            note=notes[item.week],
            facts=() if item.week in same else item.facts,
            to_date=_last_day(item, ends.get(item.week, 0)) if item.week in same else None,
        )
        if item.week in notes
        else item
        for item in panel.changes
    )
    return replace(panel, changes=tuple(changes))


def _last_day(change: PanelChange, week: int) -> date | None:
    return change.from_date + timedelta(days=7 * (week - change.week) + 6) if week else None


def _dose_sentences(dose: Dose, task: Task, catalogue: Catalogue) -> list[str]:
    """The sentences of one dose, how often first; an open frequency comes last."""
    said = [_run(group) for group in fact_groups(dose, task, catalogue)]
    return dose_sentences(dose, task, catalogue, said=said, often=how_often(dose, catalogue))


def dose_sentences(
    dose: Dose, task: Task, catalogue: Catalogue, *, said: Sequence[str], often: str
) -> list[str]:
    """The sentences of one dose, of whose fact groups and frequency these are the words."""
    first, *more = said
    with_what = unknown_amount(dose, task, catalogue)
    if with_what is not None:
        return [_open_sentence(often, with_what, catalogue), *more]
    if not often:
        return [first, *more, phrase(catalogue, "dose.unknown.often")]
    return [phrase(catalogue, "dose.sentence.often", often=often, dose=first), *more]


def _open_sentence(often: str, with_what: str, catalogue: Catalogue) -> str:
    """That nobody said how much: "twice a day, with each leg: ask us how much"."""
    ask = phrase(catalogue, f"dose.unknown.{'amount' if often else 'both'}")
    what = ", ".join(filter(None, (often, with_what)))
    return phrase(catalogue, "dose.unknown.with", what=what, ask=ask) if what else ask


Doses = tuple[Dose, Dose, Dose]
"""The first of a plan, the one before a change, and the one after it."""


def _panel_news(doses: Doses, task: Task, catalogue: Catalogue) -> tuple[str, ...]:
    """What is new in a line each; a first line says so where nothing else is to be done."""
    _, before, after = doses
    news = _news(doses, task, catalogue)
    if _leaves_out(before, after):
        news.insert(0, phrase(catalogue, "dose.change.only-this"))
    return tuple(map(_capital, news))


def _news(doses: Doses, task: Task, catalogue: Catalogue) -> list[str]:
    """What a new dose says that the one before it did not.

    Where the new one leaves out something that the old one has, all of it is said. Amount
    and sets are said together where the sets are not those that stand above.
    """
    first, before, after = doses
    old, new = _facts_aloud(before, task, catalogue), _facts_aloud(after, task, catalogue)
    if _leaves_out(before, after):
        return new
    said = {fact for fact in new if fact not in old}
    much = {_run((fact,)) for fact in how_much(after, task, catalogue)}
    is_apart = after.sets != first.sets or after.sets != before.sets
    kept = said | much if said & much and is_apart else said
    return [fact for fact in new if fact in kept] or new


def _facts_aloud(dose: Dose, task: Task, catalogue: Catalogue) -> list[str]:
    """How often, if that is known, then a line for each fact."""
    often, groups = how_often(dose, catalogue), fact_groups(dose, task, catalogue)
    facts = [_run((fact,)) for group in groups for fact in group]
    return [often, *facts] if often else facts


def _leaves_out(before: Dose, after: Dose) -> bool:
    """True where the new dose does not give something that the old one gives."""
    return any(
        getattr(before, field.name) is not None and getattr(after, field.name) is None
        for field in fields(Dose)
    )


def _often(dose: Dose, catalogue: Catalogue) -> str:
    """How often, or that this is open."""
    return how_often(dose, catalogue) or phrase(catalogue, "dose.unknown.often")


def _weeks(order: Order, catalogue: Catalogue) -> str:
    """In which weeks of the plan: "from week 3", "weeks 1 to 4 only", "" for all of them."""
    first, last = order.first_week, order.last_week
    if first == 1 and not last:
        return ""
    key = "from" if not last else "one" if first == last else "between"
    return phrase(catalogue, f"dose.weeks.{key}", first=first, last=last)


def _dated_weeks(order: Order, catalogue: Catalogue, start: date) -> tuple[Fact, ...]:
    """When to start and end, with the weeks of the plan that these days begin and close."""
    weeks = _weeks(order, catalogue)
    if not weeks:
        return ()
    first = day_month(catalogue, first_day(start, order.first_week))
    if not order.last_week:
        return (Fact(phrase(catalogue, "dose.weeks.from-date", date=first), weeks),)
    last = day_month(catalogue, first_day(start, order.last_week + 1) - timedelta(days=1))
    return (Fact(phrase(catalogue, "dose.weeks.dates", first=first, last=last), weeks),)


def _run(group: Iterable[Fact]) -> str:
    """Facts read on without a stop: "5 circles clockwise, then 5 circles the other way"."""
    return " ".join(f"{fact.figure} {fact.qualifier}".strip() for fact in group)


def _aloud(sentences: Iterable[str]) -> str:
    """Sentences with their capitals and full stops."""
    return " ".join(_capital(sentence) + "." for sentence in sentences)


def _lines(pieces: Iterable[str]) -> tuple[str, ...]:
    """All pieces, as many on a line as fit; none is broken."""
    lines: list[str] = []
    for piece in pieces:
        if lines and len(f"{lines[-1]} {piece}") <= LINE:
            lines[-1] = f"{lines[-1]} {piece}"
        else:
            lines.append(piece)
    return tuple(lines)


def _capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
