"""`30 s x3 daily` -> three of these once a day, told: it may be meant three times a day."""

from __future__ import annotations

import pytest

from clinicplan.doses.as_written import as_written, what_to_ask
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said, Unclear
from tests.doses.own_words import in_own_words


@pytest.mark.parametrize(
    ("typed", "one", "other", "sets"),
    [
        ("30s x3 daily", "3 x 30s, once a day", "30s, 3 times a day", 3),
        ("30 sec x 3 daily, at the sink", "3 x 30 sec, once a day", "30 sec, 3 times a day", 3),
        ("plank 20-30 s x4 daily", "4 x 20-30 s, once a day", "20-30 s, 4 times a day", 4),
        ("up to 30s x 3 daily", "3 x up to 30s, once a day", "up to 30s, 3 times a day", 3),
        ("5 lengths of hall x2 daily", "2 x 5 lengths of hall, once a day",
         "5 lengths of hall, 2 times a day", 2),
        ("45s x2 ed", "2 x 45s, once a day", "45s, 2 times a day", 2),
        ("15 secs x 4 daily after bath", "4 x 15 secs, once a day", "15 secs, 4 times a day", 4),
        ("20 steps x3 daily", "3 x 20 steps, once a day", "20 steps, 3 times a day", 3),
        ("1 min x3 every day each leg", "3 x 1 min, once a day", "1 min, 3 times a day", 3),
        ("hold 20 x 3 daily", "3 x 20 s hold, once a day", "20 s hold, 3 times a day", 3),
        ("10s x5 daily, wks 1-2 eyes open, wks 3-4 eyes closed", "5 x 10s, once a day",
         "10s, 5 times a day", 5),
    ],
)  # fmt: skip
def test_short_bouts_by_daily_are_once_a_day_and_told(
    typed: str, one: str, other: str, sets: int
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    bouts = said.dose.sets or said.dose.reps
    assert bouts is not None
    assert said.dose.times is not None
    assert (bouts.low, said.dose.times.count) == (sets, 1)
    (told,) = (doubt for doubt in said.doubts if doubt.code == "bouts-taken")
    assert dict(told.values) == {"value": told.values[0][1], "one": one, "other": other}
    for way in (one, other):
        written = read_dose(way)
        assert isinstance(written, Said)
        assert not written.doubts


@pytest.mark.parametrize(
    ("typed", "occasion"),
    [
        ("2 lengths of the hall, once a day after teeth", "once a day, after teeth"),
        ("5 min od after work", "once a day, after work"),
        ("10 after breakfast", "after breakfast"),
        ("10 daily after breakfast", "after breakfast"),
    ],
)
def test_once_a_day_stays_beside_an_occasion(typed: str, occasion: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times is not None
    assert (said.dose.times.count, said.dose.times.occasion) == (1, occasion)


def test_what_is_not_read_so_either_is_asked() -> None:
    asked = read_dose("30s x3 daily 2 blorp")
    assert isinstance(asked, Unclear)
    assert as_written("30s x3 daily 2 blorp", asked) is None
    assert what_to_ask("30s x3 daily 2 blorp", asked).code == "dose-two-readings"


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


@pytest.mark.parametrize(
    ("typed", "occasion"),
    [
        ("10 before school + bed", "before school and bed"),
        ("10 before school + before bed", "before school and before bed"),
        ("10 after breakfast & dinner", "after breakfast and dinner"),
    ],
)
def test_a_plus_between_two_occasions_is_read(typed: str, occasion: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times is not None
    assert (said.dose.times.count, said.dose.times.occasion) == (2, occasion)


@pytest.mark.parametrize("often", ["bd", "twice a day", "3 times a day", "twice daily"])
def test_how_often_and_an_occasion_besides_are_in_own_words(often: str) -> None:
    """Neither gives way to the other; after a comma the occasion says when."""
    text = f"3 x 20 s, {often} and before + after football"
    own = in_own_words(text)
    assert own.dose.reps is not None
    assert "football" in own.dose.reps.words
    assert isinstance(read_dose("3 x 20 s, twice a day, before and after football"), Said)


def test_a_note_keeps_its_only() -> None:
    said = read_dose("3 x 10 daily, pain free only")
    assert isinstance(said, Said)
    assert said.notes == ("pain free only",)
