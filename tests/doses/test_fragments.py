"""What is set aside of a dose stands by itself when it is read alone; else all is as typed."""

from __future__ import annotations

import pytest

from clinicplan.doses import fragment_of
from clinicplan.doses.said import Said
from clinicplan.workbook.sheets.cells.doses import told


def words_of(typed: str) -> str:
    said = told(typed)
    assert isinstance(said, Said), said
    assert not said.notes
    assert said.dose.reps
    return said.dose.reps.words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3x10 daily, after class (not before)", "3 sets of 10, after class (not before)"),
        ("20 sec x 3 after training, not before", "20 seconds, 3 times after training, not before"),
        ("3x10, 5s hold on the spread, 5/7", "3 sets of 10, 5 seconds hold on the spread"),
        ("10 reps hold 5 on the spread, daily", "10 repetitions, hold 5 on the spread"),
        ("Up 10 x 10sec, down 10 x 10sec. QDS",
         "Up 10 times for 10 seconds, down 10 times for 10 seconds"),
        ("30 secs twice, sit a minute between, bd", "2 times for 30 seconds, sit a minute between"),
        ("each toe 5 secs up 5 secs down x3, once a day",
         "each toe 5 seconds up, 5 seconds down, 3 times"),
        ("x5 bd, next week 8, week after 10 if steady",
         "5 times, twice a day, next week 8, week after 10 if steady"),
        ("3x10 before bed, and again if you get a cramp",
         "3 sets of 10, and again if you get a cramp"),
    ],
)  # fmt: skip
def test_all_is_as_typed_where_a_part_would_be_torn(typed: str, words: str) -> None:
    assert words_of(typed) == words


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("3x10 daily, sitting", ("sitting",)),
        ("3x10 daily, check your feet", ("check your feet",)),
        ("3x10 not before training, daily", ("not before training",)),
        ("2x15 bd (band round ankles)", ("band round ankles",)),
        ("2x10 6/7, depth as pain allows (front of ankle)",
         ("depth as pain allows (front of ankle)",)),
        ("10 bd. No band until twenty is easy, then yellow",
         ("No band until twenty is easy, then yellow",)),
        ("10 s x3 daily, each foot in front", ("each foot in front",)),
    ],
)  # fmt: skip
def test_what_stands_alone_is_a_note(typed: str, notes: tuple[str, ...]) -> None:
    said = told(typed)
    assert isinstance(said, Said)
    assert said.notes == notes
    assert not fragment_of(said, typed)


def test_a_condition_stays_with_the_amount_that_it_is_glued_to() -> None:
    typed = (
        "5 x 30-45s as pain allows, 1 min rest, 2-3x/d. Once <3/10 for 3 days -> heel raise 3x15 od"
    )
    assert words_of(typed).startswith("5 times for 30-45 seconds as pain allows, 1 minute rest")
    assert words_of("5 x 30-45s as pain allows, bd") == "5 times for 30-45 seconds as pain allows"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2x6 after the two leg ones", "2 sets of 6 after the two leg ones"),
        ("corridor x3, an hour after the morning tablets and again after the midday ones",
         "corridor, 3 times, an hour after the morning tablets and again after the midday ones"),
        ("Once full range x10 -> yellow band", "Once full range 10 times, then yellow band"),
        ("4x10 2 wks, then 5x8 more books", "4 \u00d7 10 2 weeks, then 5 \u00d7 8 more books"),
        ("30s x 3 before first steps + every time before standing up after long sitting",
         "30 seconds, 3 times before first steps + every time before standing up after long "
         "sitting"),
        ("2 min in the evening. frozen bottle on climbing days, ball otherwise",
         "2 minutes in the evening. Frozen bottle on climbing days, ball otherwise"),
        ("5-10 each way as able, bd", "5-10 each way as able"),
        ("10 bd, wk 3 20 eyes shut, only if somebody is there",
         "10 twice a day, week 3: 20 eyes shut, only if somebody is there"),
        ("wk 2 3x15 bd, bad days less", "week 2: 3 sets of 15, twice a day, bad days less"),
        ("15 tds, only 1x if swollen in the hall",
         "15, 3 times a day, only once if swollen in the hall"),
    ],
)  # fmt: skip
def test_no_comma_parts_a_phrase(typed: str, words: str) -> None:
    assert words_of(typed) == words


def test_no_amount_of_one_part_is_that_of_all() -> None:
    said = told("3x45s knee straight then 3x45s knee bent BID")
    assert isinstance(said, Said)
    assert said.dose.sets is None
    assert said.dose.duration
    assert said.dose.duration.words.startswith("3 times for 45 seconds knee straight then 3 times")


def test_tens_are_no_seconds() -> None:
    said = told("2 sets 5-8, od. If easy go to 10s")
    assert isinstance(said, Said)
    assert said.when_easy
    assert said.when_easy.reps
    assert not said.when_easy.duration
    held = told("3x30s daily, if easy go to 45s")
    assert isinstance(held, Said)
    assert held.when_easy
    assert held.when_easy.duration


def test_minutes_a_night_are_every_night() -> None:
    said = told("5 mins a night")
    assert isinstance(said, Said)
    assert said.dose.duration
    assert said.dose.duration.low == 300
    assert said.dose.times
    each = told("2x30 sec ea. nocte + when cramp comes")
    assert isinstance(each, Said)
    assert each.dose.times
    assert each.dose.times.occasion == "at night and when cramp comes"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("dance days 2x8, non dance days 3x12. nil day before",
         "dance days 2 sets of 8, non dance days 3 sets of 12. Nothing day before"),
        ("45 s x 5, 10 min before practice. no practice - once in morn",
         "45 seconds, 5 times, 10 minutes before practice. No practice - once in morning"),
    ],
)
def test_an_amount_of_other_days_stays_with_its_days(typed: str, words: str) -> None:
    said = told(typed)
    assert isinstance(said, Said)
    assert said.notes == ()
    assert said.dose.reps is not None
    assert said.dose.reps.words == words


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 Tue Thu off", "3x10 bd Mon Wed Fri off", "3x10 Mon, Wed, Fri rest",
        "3x10 weekdays; Sat Sun off", "3x10 daily, don't have Sunday off",
        "3x10 daily, can skip Sun", "first 2 weeks 3x10, second daily",
        "weeks 1/2: 2x10 daily; 3/4: 3x10 daily",
    ],
)  # fmt: skip
def test_what_may_be_of_more_days_or_weeks_has_no_boxes(typed: str) -> None:
    said = told(typed)
    assert isinstance(said, Said)
    assert said.dose.days is None or not said.dose.days.named
    assert (said.first_week, said.last_week) == (0, 0)
