"""How often a dose is, in words."""

from __future__ import annotations

import pytest

from clinicplan.dose import Days, Dose, Rhythm, Times
from tests.wording.doses import (
    ALTERNATE,
    EVERY_DAY,
    FOOT,
    START,
    TEN,
    TWICE,
    WORDING,
    plain,
    prescribed,
)


@pytest.mark.parametrize(
    ("times", "days", "words"),
    [
        (None, None, "Ask us how often"),
        (None, EVERY_DAY, "Every day"),
        (None, ALTERNATE, "Every other day"),
        (Times(1), None, "Once a day"),
        (Times(1), EVERY_DAY, "Once a day"),
        (Times(1), ALTERNATE, "Every other day"),
        (TWICE, None, "Twice a day"),
        (TWICE, EVERY_DAY, "Twice a day"),
        (Times(3), EVERY_DAY, "3 times a day"),
        (TWICE, ALTERNATE, "Twice a day, every other day"),
        (Times(1, ("morning",)), EVERY_DAY, "Every morning"),
        (Times(2, ("morning", "evening")), EVERY_DAY, "Every morning and evening"),
        (Times(2, ("morning", "evening")), None, "In the morning and in the evening"),
        (Times(1, ("evening",)), ALTERNATE, "In the evening, every other day"),
        (
            Times(2, ("morning", "midday")),
            ALTERNATE,
            "In the morning and at midday, every other day",
        ),
        (Times(3, ("morning",)), EVERY_DAY, "3 times a day (morning)"),
        (None, Days(Rhythm.NAMED, (4, 0, 2)), "Mondays, Wednesdays and Fridays"),
        (TWICE, Days(Rhythm.NAMED, (0, 3)), "Twice a day, on Mondays and Thursdays"),
        (None, Days(Rhythm.NAMED, (0, 1, 2, 3, 4)), "Weekdays (Monday to Friday)"),
        (None, Days(Rhythm.PER_WEEK, per_week=1), "1 day a week"),
        (None, Days(Rhythm.PER_WEEK, per_week=3), "3 days a week"),
        (TWICE, Days(Rhythm.PER_WEEK, per_week=3), "Twice a day, 3 days a week"),
        (Times(1), Days(Rhythm.PER_WEEK, per_week=5, per_week_most=7),
         "Once a day, 5 to 7 days a week"),
        (
            Times(1),
            Days(Rhythm.OCCASION, occasion="only when the shoe fits"),
            "Once a day, only when the shoe fits",
        ),
        (None, Days(Rhythm.OCCASION, occasion="on gym days"), "On gym days"),
    ],
)
def test_how_often(times: Times | None, days: Days | None, words: str) -> None:
    item = prescribed(Dose(reps=TEN, times=times, days=days))
    assert plain(WORDING.dose_panel(item, FOOT, start=START).often) == words
    assert plain(WORDING.glance(item, FOOT).often) == words
