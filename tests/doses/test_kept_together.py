"""What belongs together in a dose -> one fact, or one note: no unit, ordinal or day is torn off."""

from __future__ import annotations

from itertools import product

import pytest

from clinicplan.dose import Amount, Measure, Rhythm
from clinicplan.doses import Said, Unclear, as_written, read_dose
from clinicplan.doses.punctuated import punctuated
from tests.doses.own_words import printed


def read(typed: str) -> Said:
    """What is read of it, whole."""
    said = read_dose(typed)
    assert isinstance(said, Said), said
    return said


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("15 min 3-4 x/week light, add 5 min each week up to 30 min", 900),
        ("15 min 3-4 x/week light", 900),
        ("15 min 3-4 x/week, add 5 min a week", 900),
        ("15 minute 3x/week light", 900),
        ("20 min min 3x/week", 1200),
        ("30 secs 3-4 x/week light, add 5 secs each week", 30),
    ],
)
def test_minutes_are_no_least_number_of_days(typed: str, seconds: int) -> None:
    said = read(typed)
    assert said.dose.duration
    assert said.dose.duration.low == seconds
    assert said.dose.reps is None


@pytest.mark.parametrize(
    "typed",
    ["400 m at 50% effort daily", "400 m at 50% effort every hour", "2 miles at easy pace bd"],
)
def test_metres_are_not_left_in_an_aside(typed: str) -> None:
    own = printed(typed)
    assert own.dose.reps is None or own.dose.reps.words
    assert not any(note.startswith(("m ", "miles")) for note in own.notes)


@pytest.mark.parametrize("typed", ["3x10 m w f", "3x10 M W F", "10 reps m/w/f"])
def test_an_m_of_days_is_monday(typed: str) -> None:
    days = read(typed).dose.days
    assert days
    assert days.named == (0, 2, 4)


def test_at_least_so_often_is_not_taken_from_minutes() -> None:
    reps = printed("5 sec hold x 10 min 3x/week barefoot wobble 2 min between").dose.reps
    assert reps
    assert "10 min" in reps.words


@pytest.mark.parametrize(
    "typed",
    ["3x10 once a day and at bedtime", "3x10 daily and at bedtime", "3x10 bd and at night",
     "3x10 twice a day and at weekends"],
)  # fmt: skip
def test_one_more_time_a_day_is_not_lost(typed: str) -> None:
    own = printed(typed)
    assert own.dose.reps
    assert " and at " in own.dose.reps.words


@pytest.mark.parametrize(
    ("typed", "count"),
    [("3x10 every day, in the morning and at night", 2), ("3x10 twice a day, am and pm", 2),
     ("3x10 daily at breakfast and at bedtime", 2)],
)  # fmt: skip
def test_two_parts_of_a_day_are_read(typed: str, count: int) -> None:
    times = read(typed).dose.times
    assert times
    assert times.count == count


def test_a_series_never_holds_the_dose() -> None:
    own = printed("A-Z once in AM before getting up 50% BW wk 1, 75% wk 2, full wk 3")
    assert own.dose.reps
    assert "A-Z once" in own.dose.reps.words


def test_a_least_number_of_days_stays_one() -> None:
    said = read("3 x 10, min 3x/week")
    assert said.dose.days
    assert (said.dose.days.per_week, said.dose.days.per_week_most) == (3, 7)


AMOUNTS = (
    ("15 min", 900, Measure.PLAIN), ("30 secs", 30, Measure.PLAIN), ("45 s", 45, Measure.PLAIN),
    ("20 metres", 20, Measure.METRES), ("30 steps", 30, Measure.STEPS),
)  # fmt: skip
OFTEN = ("3-4 x/week", "daily", "bd", "every other day", "min 3x/week", "Mon Wed Fri", "2nd daily")
GROWTH = ("", ", add 5 {unit} each week", ", add 5 {unit} each week up to 60 {unit}",
          ", +5 {unit} a week", ", build up to 60 {unit}")  # fmt: skip
HOW = ("", " light", " gently", ", with 5 kg", ", at 40% effort")


def _has(amount: Amount | None, number: int, measure: Measure) -> bool:
    return amount is not None and (amount.low, amount.measure) == (number, measure)


@pytest.mark.parametrize(("amount", "often"), [*product(AMOUNTS, OFTEN)])
def test_no_number_loses_its_unit(amount: tuple[str, int, Measure], often: str) -> None:
    unit = amount[0].split()[1]
    for growth, how in product(GROWTH, HOW):
        typed = f"{amount[0]} {often}{how}{growth.format(unit=unit)}"
        said = read_dose(typed)
        own = as_written(typed, said) if isinstance(said, Unclear) else said
        if own is not None:  # None: it is asked
            _look_at_units(own, amount, growth)


def _look_at_units(said: Said, amount: tuple[str, int, Measure], growth: str) -> None:
    text, number, measure = amount
    figure, unit = text.split()
    words = " ".join((*said.notes, *(step.note for step in said.steps)))
    worded = [a.words for a in (said.dose.reps, said.dose.duration, said.dose.hold) if a]
    is_read = any(_has(a, number, measure) for a in (said.dose.duration, said.dose.hold))
    assert is_read or any(f"{figure} " in f"{a} " and unit[:3] in a for a in worded)
    assert said.dose.reps is None or said.dose.reps.words
    if growth and said.growth is None:
        grown = f"5 {unit[:3]}" if "add" in growth or "+5" in growth else f"60 {unit[:3]}"
        assert grown in " ".join((words, *worded))
    if said.growth:
        factor = 60 if unit == "min" else 1
        until = 60 * factor if "up to 60" in growth else 0
        assert (said.growth.fact, said.growth.by) == ("duration", 5 * factor)
        assert said.growth.until == until


@pytest.mark.parametrize(
    ("typed", "rhythm", "every"),
    [
        ("4x8 2nd daily 2 up 4 down", Rhythm.EVERY_OTHER_DAY, 0),
        ("4x8 2nd daily", Rhythm.EVERY_OTHER_DAY, 0),
        ("4 sets of 8, second daily", Rhythm.EVERY_OTHER_DAY, 0),
        ("4x8 every 2nd day", Rhythm.EVERY_OTHER_DAY, 0),
        ("3x10 3rd daily", Rhythm.EVERY_FEW_DAYS, 3),
        ("3x10 third daily slow", Rhythm.EVERY_FEW_DAYS, 3),
    ],
)
def test_an_ordinal_belongs_to_its_days(typed: str, rhythm: Rhythm, every: int) -> None:
    days = read(typed).dose.days
    assert days
    assert (days.rhythm, days.every) == (rhythm, every)


@pytest.mark.parametrize("typed", ["3x10 second daily", "hold 30 second daily"])
def test_seconds_or_every_second_day_is_asked(typed: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert as_written(typed, asked) is None


@pytest.mark.parametrize(
    "typed",
    ["3x10 each 2nd night", "3x10 every 2nd night", "3x10 every other night slow with band",
     "2 sets 2nd set heavier", "3x10 2nd day only"],
)  # fmt: skip
def test_no_sign_stands_behind_an_ordinal(typed: str) -> None:
    assert not any(f"{one}," in punctuated(typed) for one in ("2nd", "other", "second"))


def test_no_sign_stands_within_what_grows() -> None:
    own = printed("400 m 2x/week easy, add 100 m each week up to 1 km")
    assert own.dose.reps
    assert own.dose.reps.words == "400 m, easy, add 100 m each week up to 1 km"


def test_every_second_night_is_not_every_night() -> None:
    own = printed("3x10 every 2nd night")
    assert own.dose.times is None
    assert own.dose.reps
    assert "every 2nd night" in own.dose.reps.words


@pytest.mark.parametrize(
    ("behind", "note"),
    [
        (" with a day off between", "with a day off between"),
        (" with a day off in between", "with a day off in between"),
        (", a day off between", "a day off between"),
        (" day off between", "day off between"),
        (", 1 day off between", "1 day off between"),
        (" with a rest day between", "with a rest day between"),
        (", at least a day between sessions", "at least a day between sessions"),
    ],
)
def test_a_day_off_is_not_once_a_day(behind: str, note: str) -> None:
    said = read(f"3 x 10 3x/wk{behind}")
    assert said.notes == (note,)
    assert said.dose.times is None


def test_so_many_a_day_stay_so() -> None:
    assert read("10 reps a day between meals").dose.days


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3 times across the towel, bd", "times across the towel"),
        ("3 x across towel bd", "times across towel"),
        ("3x across the room and back daily", "times across the room and back"),
        ("4 times the length of the hall", "times the length of the hall"),
        ("across the towel x3 daily", "times across the towel"),
    ],
)
def test_a_count_stays_with_its_way(typed: str, words: str) -> None:
    reps = read(typed).dose.reps
    assert reps
    assert reps.words == words


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("10 daily, wk 2 eyes closed, wk 3 on pillow", "on pillow"),
        ("10 daily, wk 3 on bosu", "on bosu"),
        ("10 daily, week 3 on the step", "on the step"),
        ("10 daily, from week 3 on stairs", "on stairs"),
        ("10 daily, week 3 on eyes closed", "eyes closed"),
        ("10 daily, week 3 on standing", "standing"),
        ("10 daily, week 3 on heavier", "heavier"),
        ("10 daily, from week 3 onwards eyes closed", "eyes closed"),
    ],
)
def test_on_belongs_to_its_noun(typed: str, note: str) -> None:
    assert read(typed).steps[-1].note == note


@pytest.mark.parametrize("typed", ["10, week 3 on: 15", "10, week 3 on 15", "10, from wk 3 on 15"])
def test_from_a_week_on_stays_so(typed: str) -> None:
    reps = read(typed).steps[-1].dose.reps
    assert reps
    assert reps.low == 15


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("2 mins 3x/day. 50% BW week 1, 75% week 2, full week 3",
         "Week 1: 50% BW, week 2: 75%, from week 3: full"),
        ("2 mins bd, wk 1-2 50% weight on it, wk 3-4 75%, wk 5 full",
         "Weeks 1 to 2: 50% weight on it, weeks 3 to 4: 75%, from week 5: full"),
        ("10 daily, wk 1 half range, wk 2 full", "Week 1: half range, from week 2: full"),
    ],
)  # fmt: skip
def test_a_series_says_of_what(typed: str, note: str) -> None:
    said = read(typed)
    assert said.notes == (note,)
    assert not said.steps


@pytest.mark.parametrize(
    ("typed", "counted", "times"),
    [
        ("hold 10 secs, twice, every day", 2, 1),
        ("30 secs, twice, daily", 2, 1),
        ("hold 10 secs, 3 times, every day", 3, 0),
        ("hold 10 secs, every day, twice", 0, 2),
        ("hold 10 secs twice daily", 0, 2),
        ("10 min, twice, every day", 0, 2),
        ("3 x 10, twice, daily", 3, 2),
    ],
)
def test_twice_of_a_short_bout_is_how_many(typed: str, counted: int, times: int) -> None:
    dose = read(typed).dose
    many = dose.sets or dose.reps
    assert (many.low if many else 0) == counted
    assert (dose.times.count if dose.times else 0) == times


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ("30 secs, 5 times daily", True),
        ("30 secs 5 times every day", True),
        ("hold 30 secs 3 times daily", True),
        ("hold 10 secs, twice, every day", True),
        ("30 secs x 5 daily", True),
        ("30 secs 5 times a day", False),
        ("hold 30 secs twice daily", False),
        ("5 min 3 times daily", False),
        ("3 x 30 s, 3 times daily", False),
        ("10 reps hold 5 s, 5 times daily", False),
    ],
)
def test_a_short_bout_so_often_is_told(typed: str, is_told: bool) -> None:
    codes = [doubt.code for doubt in read(typed).doubts]
    assert ("bouts-taken" in codes) is is_told


@pytest.mark.parametrize(
    "typed",
    [
        "walk till pain 3-4/5, rest till gone, repeat, 30 min total, 3-5 d/wk",
        "walk until pain 4/5, rest until it settles, walk again. 30 mins total, 3x/week",
        "walk to pain 3/5, stop till it goes, then start again, 20 min, daily",
        "march 2 min, sit until breathing settles, repeat, 10 min total, daily",
    ],
)
def test_a_chain_is_kept_whole(typed: str) -> None:
    own = printed(typed)
    reps = own.dose.reps
    assert reps
    assert "again" in reps.words or "repeat" in reps.words
    assert "min" in reps.words
    assert own.dose.rest is None
    assert own.dose.duration is None


@pytest.mark.parametrize(
    "typed", ["hold 10 s, rest 10 s, repeat 5 times, daily", "3 x 10, rest until recovered, daily"]
)
def test_what_is_no_chain_is_read(typed: str) -> None:
    assert read(typed).dose.rest
