"""`30 s x3 daily` -> asked, where it may be three holds a day or three times a day."""

from __future__ import annotations

import pytest

from clinicplan.doses.as_written import as_written, what_to_ask
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said, Unclear


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("30s x3 daily", "3 x 30s, once a day", "30s, 3 times a day"),
        ("30 sec x 3 daily, at the sink", "3 x 30 sec, once a day", "30 sec, 3 times a day"),
        ("hold 30 s x3 daily", "3 x 30 s hold, once a day", "30 s hold, 3 times a day"),
        ("plank 20-30 s x4 daily", "4 x 20-30 s, once a day", "20-30 s, 4 times a day"),
        ("1 min x3 daily each leg", "3 x 1 min, once a day", "1 min, 3 times a day"),
    ],
)
def test_short_bouts_by_daily_are_asked(typed: str, one: str, other: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert as_written(typed, asked) is None
    values = what_to_ask(typed, asked).values
    assert (values["one"], values["other"]) == (one, other)
    assert all(isinstance(read_dose(way), Said) for way in (one, other))


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("5 min x2 daily", 2), ("90 s x3 daily", 3), ("30 s x3/day", 3), ("30 s 3x daily", 3),
        ("30 s x2 a day", 2), ("5x10s x3 daily", 3), ("10 reps, hold 5 s x3 daily", 3),
        ("3 x 30 s x2 daily", 2), ("30 s x 3, daily", 1),
    ],
)  # fmt: skip
def test_what_can_only_be_so_often_is_read(typed: str, times: int) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times is not None
    assert said.dose.times.count == times
