"""What is new in a dose after a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from clinicplan.dose import Amount, Dose, Times, exactly
from clinicplan.plan import Change
from clinicplan.wording.comparing import asks_more
from clinicplan.wording.panels import PanelChange
from tests.wording.doses import (
    ALTERNATE,
    EVERY_DAY,
    LEG,
    SMALL,
    START,
    TEN,
    TWICE,
    WORDING,
    left_open,
    plain,
    prescribed,
    said,
)


@pytest.mark.parametrize(
    ("dose", "up", "facts", "sentence"),
    [
        (
            replace(SMALL, reps=exactly(15)),
            True,
            ("15 times with each leg, 2 sets",),
            "From week 3: 15 times with each leg, 2 sets.",
        ),
        (
            replace(SMALL, reps=exactly(15), hold=exactly(5)),
            True,
            ("15 times with each leg, 2 sets", "Hold 5 seconds"),
            "From week 3: 15 times with each leg, 2 sets. Hold 5 seconds.",
        ),
        (
            replace(SMALL, days=EVERY_DAY),
            True,
            ("Every day",),
            "From week 3: every day.",
        ),
        (
            replace(SMALL, sets=exactly(1)),
            False,
            ("10 times with each leg", "1 set with each leg"),
            "From week 3: 10 times with each leg. 1 set with each leg.",
        ),
        (
            replace(SMALL, reps=exactly(15), sets=exactly(1)),
            None,
            ("15 times with each leg", "1 set with each leg"),
            "From week 3: 15 times with each leg. 1 set with each leg.",
        ),
        (
            Dose(duration=exactly(30), days=ALTERNATE),
            None,
            ("Only this:", "Every other day", "30 seconds with each leg"),
            "From week 3 only this: every other day. 30 seconds with each leg.",
        ),
        (
            SMALL,
            None,
            ("Every other day", "10 times with each leg", "2 sets with each leg", "Hold 3 seconds"),
            "From week 3: every other day. 10 times with each leg. 2 sets with each leg. "
            "Hold 3 seconds.",
        ),
    ],
)
def test_change_says_what_is_new(
    dose: Dose, up: bool | None, facts: tuple[str, ...], sentence: str
) -> None:
    item = prescribed(SMALL, changes=(Change(3, dose),))
    (change,) = WORDING.dose_panel(item, LEG, start=START).changes
    assert replace(change, facts=tuple(map(plain, change.facts))) == PanelChange(
        date(2026, 12, 15), 3, up, facts
    )
    assert said(item, LEG).endswith(f"Hold 3 seconds. {sentence}")


def test_sets_that_are_not_those_above_are_said_with_the_amount() -> None:
    more = replace(SMALL, sets=exactly(3))
    later = (Change(3, more), Change(5, replace(more, reps=exactly(12))), Change(7, SMALL))
    changes = WORDING.dose_panel(prescribed(SMALL, changes=later), LEG, start=START).changes
    assert [plain(" ".join(change.facts)) for change in changes] == [
        "10 times with each leg 3 sets with each leg",
        "12 times with each leg 3 sets with each leg",
        "10 times with each leg 2 sets with each leg",
    ]


def test_changes_build_on_each_other_in_order() -> None:
    first, second = replace(SMALL, reps=exactly(15)), replace(SMALL, reps=exactly(20))
    item = prescribed(SMALL, changes=(Change(5, second), Change(3, first)), weeks=(2, 0))
    panel = WORDING.dose_panel(item, LEG, start=START)
    assert [(change.week, plain(change.facts[0])) for change in panel.changes] == [
        (3, "15 times with each leg, 2 sets"),
        (5, "20 times with each leg, 2 sets"),
    ]


def test_change_that_was_reached_before_is_the_first_dose() -> None:
    later = replace(SMALL, reps=exactly(15))
    item = prescribed(SMALL, changes=(Change(2, later),), weeks=(3, 0))
    panel = WORDING.dose_panel(item, LEG, start=START)
    assert (panel.facts[1].figure, panel.changes) == ("15\u00a0times", ())


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        (Dose(), Dose(), None),
        (Dose(reps=TEN), Dose(reps=Amount(10, 15)), True),
        (Dose(reps=TEN, rest=exactly(60)), Dose(reps=TEN, rest=exactly(30)), True),
        (Dose(reps=TEN, rest=exactly(30)), Dose(reps=TEN, rest=exactly(60)), False),
        (Dose(reps=TEN), Dose(reps=left_open("several-times")), None),
        (Dose(reps=TEN), Dose(reps=TEN, hold=exactly(3)), None),
        (Dose(times=TWICE), Dose(times=Times(3)), True),
        (Dose(times=TWICE, days=EVERY_DAY), Dose(times=TWICE, days=ALTERNATE), False),
    ],
)
def test_asks_more(before: Dose, after: Dose, more: bool | None) -> None:
    assert asks_more(before, after) is more
