"""Notes on changes, read aloud after the dose: each with its weeks, none after the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clinicplan.plan import Change, Prescription, Side
from clinicplan.wording.words import Wording
from tests.handout.plans import PLAN, STRETCH, catalogue


def noted(notes: dict[int, str], last_week: int) -> Prescription:
    """A dose that stays as it is, with a note in some weeks."""
    changes = tuple(Change(week, STRETCH, note=note) for week, note in notes.items())
    return Prescription(
        "towel-stretch", "floor", Side.LEFT, STRETCH, changes=changes, last_week=last_week
    )


@pytest.mark.parametrize(
    ("notes", "last_week", "said", "last_days"),
    [
        ({3: "Go on"}, 0, ["from week 3: Go on."], [None]),
        ({3: "Go on!"}, 4, ["for weeks 3 to 4: Go on!"], [27]),
        ({3: "Go on…"}, 3, ["for week 3: Go on…"], [20]),
        ({2: "Hm?", 4: "Yes. "}, 0, ["for weeks 2 to 3: Hm?", "from week 4: Yes."], [20, None]),
        ({3: "Go on"}, 2, [], []),  # the exercise has ended by then
        ({3: "Go on", 5: "More"}, 4, ["for weeks 3 to 4: Go on."], [27]),
        ({}, 4, [], []),
    ],
)
def test_notes(
    notes: dict[int, str], last_week: int, said: list[str], last_days: list[int | None]
) -> None:
    words = catalogue()
    wording = Wording(words)
    item, exercise = noted(notes, last_week), words.exercises["towel-stretch"]
    told = wording.dose_sentence(item, exercise).replace("\u00a0", " ").split(" Note ")
    assert told[1:] == said
    panel = wording.dose_panel(item, exercise, start=PLAN.start)
    days = [change.to_date and (change.to_date - PLAN.start) for change in panel.changes]
    assert days == [last and timedelta(last) for last in last_days]
