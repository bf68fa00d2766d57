"""The practitioner's notes on changes of a dose become sentences, each with its weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from clinicplan.catalogue.phrases import capital, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.plan import Change, Prescription
from clinicplan.schedule import changes_within, dose_in_week, first_day
from clinicplan.wording.dates import when_words


def notes_on_changes(prescription: Prescription) -> Mapping[int, str]:
    """The notes on changes that come while the exercise is done, by week, as typed."""
    if not [change for change in prescription.changes if change.note]:
        return {}
    return {change.week: change.note for change in changes_within(prescription) if change.note}


def is_mere_note(change: Change, prescription: Prescription) -> bool:
    """True where the dose is that of the week before: if anything is new, it is the note."""
    return change.dose == dose_in_week(prescription, change.week - 1)


def last_weeks(noted: Iterable[int], prescription: Prescription) -> dict[int, int]:
    """The last week of each note on a change: the one before the next, or the exercise's last."""
    weeks = sorted(noted)
    ends = {one: two - 1 for one, two in pairwise(weeks)}
    return ends | ({weeks[-1]: prescription.last_week} if prescription.last_week else {})


def without_mere_notes(prescription: Prescription) -> Prescription:
    """The prescription without changes that only bring a note: it is read at the end."""
    if not any(change.note for change in prescription.changes):
        return prescription
    kept = tuple(
        change
        for change in prescription.changes
        if not (change.note and is_mere_note(change, prescription))
    )
    return replace(prescription, changes=kept)


def with_notes(
    sentence: str, prescription: Prescription, start: date | None, catalogue: Catalogue
) -> str:
    """The prescription read aloud, then the notes on its changes, dated if `start` is given."""
    notes = notes_on_changes(prescription)
    if not notes:
        return sentence
    ends = last_weeks(notes, prescription)
    said = (
        _note_of(
            when_words(week, first_day(start, week) if start else None, catalogue),
            (week, ends.get(week, 0)),
            note,
            catalogue,
        )
        for week, note in notes.items()
    )
    return " ".join([sentence, *said])


def _note_of(when: str, weeks: tuple[int, int], note: str, catalogue: Catalogue) -> str:
    """A note on a change with the weeks that it is for."""
    week, last = weeks
    key = "note" if not last else "note-one" if last == week else "note-until"
    said = _ended(note)
    key = f"dose.change.{key}"
    return capital(phrase(catalogue, key, when=when, week=week, last=last, note=said))


def _ended(note: str) -> str:
    """A note as a sentence."""
    note = note.strip()
    return note if note[-1:] in (".", "!", "?", "\u2026") else f"{note}."
