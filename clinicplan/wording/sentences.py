"""An order, or a preset -> the sentences that say it aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from clinicplan.catalogue.phrases import capital, phrase
from clinicplan.catalogue.values import Catalogue, Exercise, Preset
from clinicplan.dose import Dose
from clinicplan.wording.dates import begins, dated_weeks_words, when_words
from clinicplan.wording.facts import Task, fact_groups, read_on, unknown_amount
from clinicplan.wording.frequency import how_often, is_in_words
from clinicplan.wording.growth import growth_sentence
from clinicplan.wording.news import leaves_out, news_of
from clinicplan.wording.orders import Order, grows, told_steps, weeks_words


def preset_sentence(preset: Preset, exercise: Exercise, catalogue: Catalogue) -> str:
    """A preset of the library read aloud; a side that its source leaves open is not said."""
    task = Task.of(exercise, preset)
    return aloud(_dose_sentences(preset.dose, task, catalogue))


def sentence_of(order: Order, start: date | None = None, *, catalogue: Catalogue) -> str:
    """The prescription read aloud; with its days, which lead it, if the plan has a start."""
    sentences = _dose_sentences(order.dose, order.task, catalogue)
    if start and (dates := dated_weeks_words(order, start, catalogue)):
        sentences.insert(0, dates)
    elif weeks := weeks_words(order, catalogue):
        sentences.append(weeks)
    for before, change in told_steps(order):
        day = begins(before, change, start) if start else None
        when = when_words(change.week, day, catalogue)
        if grows(order, before, change):
            sentences.append(growth_sentence(order, when, catalogue))
            continue
        first, *more = news_of((order.dose, before, change.dose), order.task, catalogue)
        key = "only" if leaves_out(before, change.dose) else "new"
        sentences.append(phrase(catalogue, f"dose.change.{key}", when=when, dose=first))
        sentences += more
    if order.when_easy:
        first, *more = news_of((order.dose, order.dose, order.when_easy), order.task, catalogue)
        sentences += [phrase(catalogue, "dose.change.easy", dose=first), *more]
    return aloud(sentences)


def _dose_sentences(dose: Dose, task: Task, catalogue: Catalogue) -> list[str]:
    """The sentences of one dose, how often first; an open frequency comes last."""
    said = [read_on(group) for group in fact_groups(dose, task, catalogue)]
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
        ask = () if is_in_words(dose) else (phrase(catalogue, "dose.unknown.often"),)
        return [first, *more, *ask]
    return [phrase(catalogue, "dose.sentence.often", often=often, dose=first), *more]


def _open_sentence(often: str, with_what: str, catalogue: Catalogue) -> str:
    """That nobody said how much: "twice a day, with each leg: ask us how much"."""
    ask = phrase(catalogue, f"dose.unknown.{'amount' if often else 'both'}")
    what = ", ".join(filter(None, (often, with_what)))
    return phrase(catalogue, "dose.unknown.with", what=what, ask=ask) if what else ask


def aloud(sentences: Iterable[str]) -> str:
    """Sentences with their capitals and full stops."""
    return " ".join(capital(sentence) + "." for sentence in sentences)
