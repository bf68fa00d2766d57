"""A plan becomes all that a practitioner typed for it and that is printed."""

from __future__ import annotations

from collections.abc import Iterator

from clinicplan.plan import Plan, Prescription


def own_words(plan: Plan) -> Iterator[str]:
    """All that a practitioner typed and that is printed."""
    who = plan.practitioner
    yield from (plan.id, plan.patient.name, plan.note, plan.replaces, *plan.goals)
    yield from (who.name, who.role, who.registration, who.phone)
    for item in plan.prescriptions:
        yield from _words_of(item)


def _words_of(item: Prescription) -> Iterator[str]:
    """What was typed for one exercise: notes, and the words of its doses."""
    yield item.note
    yield item.between
    yield from (change.note for change in item.changes)
    later = (item.when_easy, *(change.dose for change in item.changes))
    for dose in (item.dose, *(dose for dose in later if dose)):
        amounts = (dose.sets, dose.reps, dose.hold, dose.rest, dose.duration)
        yield from [part.occasion for part in (dose.times, dose.days) if part]
        yield dose.provided
        yield from [part.words for part in (dose.load, dose.tempo, *amounts) if part]
