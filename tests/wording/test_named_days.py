"""The weekdays that the clinic's own words of a dose name, for a diary's room."""

from __future__ import annotations

import pytest

from clinicplan.wording.named_days import days_named

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Mon 4 sets of 6, 15kg, Wed 2 sets of 15, Fri 3 sets of 10, 8kg", (MON, WED, FRI)),
        ("2 times each leg after training, Tues Thurs and game Sat", (TUE, THU, SAT)),
        ("daily except ballet days (Tue, Thurs)", (MON, WED, FRI, SAT, SUN)),
        ("twice a day. Nothing on dialysis days (Tue Thu Sat)", (MON, WED, FRI, SUN)),
        ("school days, + Sat after the game. Not Sunday", (MON, TUE, WED, THU, FRI, SAT)),
        ("twice a day, dialysis days (Mon Wed Fri) rest", (TUE, THU, SAT, SUN)),
        ("20 each foot mon-sat, sun off", (MON, TUE, WED, THU, FRI, SAT)),
        ("3 sets of 10, mon, wed, sat in the evening", (MON, WED, SAT)),
        ("Mon/Fri heavy 4 sets of 6; Wed light 2 sets of 15; other days off", (MON, WED, FRI)),
        ("heavy Mon-Wed, easy Fri", (MON, TUE, WED, FRI)),
    ],
)
def test_days_that_are_all_named(words: str, days: tuple[int, ...]) -> None:
    assert days_named(words) == days


@pytest.mark.parametrize(
    "words",
    [
        "4-5 times in school day. Sunday 3 minutes, 2 times",
        "Tue/Sat; other days on land 1 set of 10",
        "10 each daily, + again before golf Wed and Sat",
        "3 sets of 10 until Friday, then 12",
        "2 sets of 20, last one Thu, race Sun, restart Wed",
        "every day, not on Sunday if sore",
        "3 sets of 10, sat on a chair",
        "Mon/Thu; from week 5 3 times a week",
        "twice a day, Mon, Wed, Fri rest",
        "sitting, 10 times",
    ],
)
def test_days_that_are_not_all_named(words: str) -> None:
    assert days_named(words) == ()
