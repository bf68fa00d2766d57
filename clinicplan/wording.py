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
from clinicplan.facts import Fact, Task, fact_groups, glance_sentences, number_of, unknown_amount
from clinicplan.frequency import how_often
from clinicplan.plan import Amount, Change, Dose, Growth, Prescription, Side
from clinicplan.schedule import changes_within, dose_in_week, first_day, sessions_a_week

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
    is the practitioner's, as typed. Repetitions that grow week by week are one change.
    """

    from_date: date
    week: int
    up: bool | None
    facts: tuple[str, ...]
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class _Order:
    """All of a prescription that its words depend on: never the patient's own note."""

    task: Task
    dose: Dose
    first_week: int
    last_week: int
    changes: tuple[Change, ...]
    growth: Growth | None
    when_easy: Dose | None


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
        order = _order(prescription, exercise)
        is_dated = order.changes or order.first_week > 1 or order.last_week
        panel = self._panel(order, start if is_dated else date.min)
        return _noted(panel, prescription)

    def glance(self, prescription: Prescription, exercise: Exercise) -> Glance:
        """See `glance`."""
        return self._glance(_order(prescription, exercise))

    def dose_sentence(self, prescription: Prescription, exercise: Exercise) -> str:
        """See `dose_sentence`."""
        sentence = self._sentence(_order(prescription, exercise))
        return _with_notes(sentence, prescription, self.catalogue)


def dose_panel(
    prescription: Prescription, exercise: Exercise, catalogue: Catalogue, *, start: date
) -> Panel:
    """The dose of the first week, and each later change with the date that it starts.

    `start` is the first day of the plan.
    """
    return _noted(_panel(_order(prescription, exercise), start, catalogue=catalogue), prescription)


def glance(prescription: Prescription, exercise: Exercise, catalogue: Catalogue) -> Glance:
    """The dose of the first week in short lines: amount, sets, load, hold, tempo, rest."""
    return _glance(_order(prescription, exercise), catalogue=catalogue)


def dose_sentence(prescription: Prescription, exercise: Exercise, catalogue: Catalogue) -> str:
    """The whole prescription read aloud, with its weeks and its changes.

    "Twice a day: 10 times with each foot. Hold 3 seconds. From week 3: 15 times with each foot."
    """
    sentence = _sentence(_order(prescription, exercise), catalogue=catalogue)
    return _with_notes(sentence, prescription, catalogue)


def preset_sentence(preset: Preset, exercise: Exercise, catalogue: Catalogue) -> str:
    """A preset of the library read aloud; a side that its source leaves open is not said."""
    task = Task.of(exercise, side=preset.side, parts=preset.parts, between=preset.between)
    return _aloud(_dose_sentences(preset.dose, task, catalogue))


def side_word(side: Side, exercise: Exercise, catalogue: Catalogue) -> str:
    """The side as it stands beside the exercise's name: "Left foot", "Each leg"."""
    return phrase(catalogue, f"dose.side.{exercise.limb}.{side}")


def asks_more(before: Dose, after: Dose) -> bool | None:
    """True where a dose asks for more than the one before it, False for less, None: unclear.

    More is a greater amount, more sessions a week, or a shorter rest.
    """
    signs = {
        _sign(before.reps, after.reps),
        _sign(before.hold, after.hold),
        _sign(before.duration, after.duration),
        _sign(before.sets, after.sets),
        _sign(after.rest, before.rest),
        0 if (before.load, before.tempo) == (after.load, after.tempo) else None,
        _compared(sessions_a_week(before), sessions_a_week(after)),
    } - {0}
    return signs == {1} if signs in ({1}, {-1}) else None


def _panel(order: _Order, start: date, *, catalogue: Catalogue) -> Panel:
    """The panel of a plan that starts on `start`."""
    said = [fact for group in fact_groups(order.dose, order.task, catalogue) for fact in group]
    said += _dated_weeks(order, catalogue, start)
    return Panel(
        often=_capital(_often(order.dose, catalogue)),
        facts=tuple(Fact(_capital(fact.figure), fact.qualifier) for fact in said),
        changes=tuple(
            PanelChange(
                from_date=first_day(start, change.week),
                week=change.week,
                up=asks_more(before, change.dose),
                facts=_growth_lines(order, catalogue)
                if _grows(order, change)
                else _panel_news(before, change.dose, order.task, catalogue),
            )
            for before, change in _told_steps(order)
        ),
        when_easy=_panel_news(order.dose, order.when_easy, order.task, catalogue)
        if order.when_easy
        else (),
    )


def _glance(order: _Order, *, catalogue: Catalogue) -> Glance:
    """The line of the table on page one."""
    sentences = glance_sentences(order.dose, order.task, catalogue)
    pieces = [piece for first, *more in sentences for piece in (_capital(first), *more)]
    return Glance(
        amount=_lines(pieces),
        often=_capital(_often(order.dose, catalogue)),
        weeks=_capital(_weeks(order, catalogue)),
    )


def _sentence(order: _Order, *, catalogue: Catalogue) -> str:
    """The prescription read aloud."""
    sentences = _dose_sentences(order.dose, order.task, catalogue)
    if weeks := _weeks(order, catalogue):
        sentences.append(weeks)
    for before, change in _told_steps(order):
        if _grows(order, change):
            sentences.append(_growth_sentence(order, change.week, catalogue))
            continue
        first, *more = _news(before, change.dose, order.task, catalogue)
        key = "only" if _leaves_out(before, change.dose) else "new"
        sentences.append(phrase(catalogue, f"dose.change.{key}", week=change.week, dose=first))
        sentences += more
    if order.when_easy:
        first, *more = _news(order.dose, order.when_easy, order.task, catalogue)
        sentences += [phrase(catalogue, "dose.change.easy", dose=first), *more]
    return _aloud(sentences)


def _noted(panel: Panel, prescription: Prescription) -> Panel:
    """The panel with the practitioner's notes on its changes: nothing of them is kept."""
    notes = {change.week: change.note for change in prescription.changes if change.note}
    if not notes:
        return panel
    changes = (replace(item, note=notes.get(item.week, "")) for item in panel.changes)
    return replace(panel, changes=tuple(changes))


def _with_notes(sentence: str, prescription: Prescription, catalogue: Catalogue) -> str:
    """The prescription read aloud, then the notes on its changes."""
    notes = [
        _capital(phrase(catalogue, "dose.change.note", week=change.week, note=change.note))
        for change in prescription.changes
        if change.note
    ]
    return " ".join([sentence, *notes])


def _grows(order: _Order, change: Change) -> bool:
    """True for a change that is a week's growth."""
    growth = order.growth
    return growth is not None and growth.week <= change.week <= growth.last_week


def _told_steps(order: _Order) -> list[tuple[Dose, Change]]:
    """Each change that the patient is told of: all weeks of growth are one."""
    steps = _steps(order)
    first = next((change.week for _, change in steps if _grows(order, change)), 0)
    return [
        (before, change)
        for before, change in steps
        if change.week == first or not _grows(order, change)
    ]


def _growth_line(order: _Order, catalogue: Catalogue) -> str:
    """ "2 more each week until week 6", "build up to 12 by week 4"."""
    growth = order.growth or Growth(0, 0)
    key = "until" if growth.until else "by"
    values = {"by": growth.by, "until": growth.until, "last": growth.last_week}
    return phrase(catalogue, f"dose.growth.{key}", **values)


def _growth_weeks(order: _Order, catalogue: Catalogue) -> str:
    """Each week with its repetitions: "week 2: 12, week 3: 14"."""
    return ", ".join(
        phrase(
            catalogue,
            "dose.growth.step",
            week=change.week,
            amount=number_of(change.dose.reps, catalogue),
        )
        for change in order.changes
        if _grows(order, change) and change.dose.reps
    )


def _growth_lines(order: _Order, catalogue: Catalogue) -> tuple[str, ...]:
    return (_capital(_growth_line(order, catalogue)), _capital(_growth_weeks(order, catalogue)))


def _growth_sentence(order: _Order, week: int, catalogue: Catalogue) -> str:
    line = phrase(
        catalogue,
        "dose.growth.steps",
        line=_growth_line(order, catalogue),
        steps=_growth_weeks(order, catalogue),
    )
    return phrase(catalogue, "dose.growth.from", week=week, line=line)


def _sign(before: Amount | None, after: Amount | None) -> int | None:
    """1 for a greater amount, -1 for a smaller one, 0 for the same, None: not comparable."""
    if before == after:
        return 0
    if before is None or after is None or before.is_open or after.is_open:
        return None
    if before.measure is not after.measure:
        return None
    return _compared(before.low + before.high, after.low + after.high)


def _compared(before: float | None, after: float | None) -> int | None:
    """1 for more, -1 for less, 0 for as much, None where only one is known."""
    if before == after:
        return 0
    return None if before is None or after is None else 1 if after > before else -1


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


def _panel_news(before: Dose, after: Dose, task: Task, catalogue: Catalogue) -> tuple[str, ...]:
    """What is new in a line each; a first line says so where nothing else is to be done."""
    news = _news(before, after, task, catalogue)
    if _leaves_out(before, after):
        news.insert(0, phrase(catalogue, "dose.change.only-this"))
    return tuple(map(_capital, news))


def _news(before: Dose, after: Dose, task: Task, catalogue: Catalogue) -> list[str]:
    """What a new dose says that the one before it did not.

    Where the new one leaves out something that the old one has, all of it is said.
    """
    old, new = _facts_aloud(before, task, catalogue), _facts_aloud(after, task, catalogue)
    if _leaves_out(before, after):
        return new
    return [fact for fact in new if fact not in old] or new


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


def _steps(order: _Order) -> list[tuple[Dose, Change]]:
    """Each change that the patient will meet, with the dose that held before it."""
    before = (order.dose, *(change.dose for change in order.changes))
    return list(zip(before, order.changes, strict=False))


def _order(prescription: Prescription, exercise: Exercise) -> _Order:
    """What is to be said of a prescription: the dose it begins with, and what comes later."""
    task = Task.of(
        exercise,
        side=prescription.side,
        parts=prescription.parts,
        between=prescription.between,
    )
    first = max(prescription.first_week, 1)
    return _Order(
        task=task,
        dose=dose_in_week(prescription, first) or prescription.dose,
        first_week=first,
        last_week=prescription.last_week,
        changes=tuple(
            replace(change, note="") if change.note else change
            for change in changes_within(prescription)
        ),
        growth=prescription.growth,
        when_easy=prescription.when_easy,
    )


def _often(dose: Dose, catalogue: Catalogue) -> str:
    """How often, or that this is open."""
    return how_often(dose, catalogue) or phrase(catalogue, "dose.unknown.often")


def _weeks(order: _Order, catalogue: Catalogue) -> str:
    """In which weeks of the plan: "from week 3", "weeks 1 to 4 only", "" for all of them."""
    first, last = order.first_week, order.last_week
    if first == 1 and not last:
        return ""
    key = "from" if not last else "one" if first == last else "between"
    return phrase(catalogue, f"dose.weeks.{key}", first=first, last=last)


def _dated_weeks(order: _Order, catalogue: Catalogue, start: date) -> tuple[Fact, ...]:
    """In which weeks of the plan, with the dates that these weeks start and end on."""
    weeks = _weeks(order, catalogue)
    if not weeks:
        return ()
    first = day_month(catalogue, first_day(start, order.first_week))
    if not order.last_week:
        return (Fact(weeks, phrase(catalogue, "dose.weeks.from-date", date=first)),)
    last = day_month(catalogue, first_day(start, order.last_week + 1) - timedelta(days=1))
    return (Fact(weeks, phrase(catalogue, "dose.weeks.dates", first=first, last=last)),)


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
