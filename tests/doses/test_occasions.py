"""Occasions in a row are all how often it is done, in whatever way they are joined, or words."""

from __future__ import annotations

import random

import pytest

from clinicplan.dose import Times, exactly
from clinicplan.doses import Said, as_written, parse_times, read_dose
from tests.doses.own_words import in_own_words

UP_AND_BED = Times(2, occasion="before you get up and before bed")
TWICE = Times(2, ("morning", "evening"))


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("20 before getting up & 20 before bed", UP_AND_BED),
        ("20 reps before getting up/before bed", UP_AND_BED),
        ("20 BEFORE GETTING UP + BEFORE BED", UP_AND_BED),
        ("20 pumps before getting out of bed, 20 after sitting",
         Times(2, occasion="before you get out of bed and after you sit")),
        ("20 at lunch + after work", Times(2, occasion="at lunch and after work")),
        ("20 when brushing teeth am+pm",
         Times(2, occasion="when brushing teeth, in the morning and in the evening")),
        ("20, morning/after school/bedtime",
         Times(3, occasion="in the morning, after school and at bedtime")),
        ("20 am, noon, pm", Times(3, ("morning", "midday", "evening"))),
        ("20 am & pm + lunch", Times(3, occasion="in the morning, in the evening and at lunch")),
        ("20 breakfast lunch dinner", Times(3, occasion="at breakfast, lunch and dinner")),
        ("20 tds (breakfast, lunch, tea)", Times(3, occasion="at breakfast, lunch and tea")),
        ("20 in the morning, 20 at lunch time, 20 in the evening",
         Times(3, occasion="in the morning, at lunch time and in the evening")),
        ("20 mane, 20 nocte", Times(2, ("morning", "night"))),
        ("20 am; 20 pm", TWICE), ("20 x am / 20 x pm", TWICE), ("am 20, pm 20", TWICE),
        ("morning: 20, evening: 20", TWICE), ("am & pm: 20", TWICE),
        ("20 3 times a day: morning, lunch and night",
         Times(3, occasion="in the morning, at lunch and at night")),
        ("20 at playtime and lunchtime", Times(2, occasion="at playtime and lunchtime")),
        ("twenty at breakfast, twenty at supper", Times(2, occasion="at breakfast and at supper")),
        ("Twenty in the morning and twenty in the evening", TWICE),
        ("20 before work and again at night", Times(2, occasion="before work and at night")),
        ("20 before sport and again after", Times(2, occasion="before and after sport")),
        ("20 before football, again after it", Times(2, occasion="before and after football")),
        ("20 on waking, again at lunch, again before bed",
         Times(3, occasion="on waking, at lunch and before bed")),
        ("20, mornings before the first steps and evenings after the ball",
         Times(2, occasion="in the mornings before the first steps and in the evenings after the "
                           "ball")),
        ("20 before work & after work", Times(2, occasion="before work and after work")),
        ("20 each waking hour", Times(16, every_hours=1)),
        ("20 each morning + 20 each night", Times(2, ("morning", "night"))),
        ("20 before breakfast, lunch and bed",
         Times(3, occasion="before breakfast, lunch and bed")),
        ("20 getting up & going to bed", Times(2, occasion="when you get up and at bedtime")),
        ("x20 b/fast, lunch, dinner", Times(3, occasion="at breakfast, lunch and dinner")),
        ("20 early morning and late evening",
         Times(2, occasion="in the early morning and in the late evening")),
        ("20 mid-morning, mid-afternoon and bedtime",
         Times(3, occasion="mid-morning, mid-afternoon and at bedtime")),
        ("20 after bath/shower", Times(1, occasion="after bath or shower")),
        ("20 after a shower / bath", Times(1, occasion="after a shower or bath")),
        ("20 before walk/run", Times(1, occasion="before walk or run")),
        ("20 before sport/training", Times(1, occasion="before sport or training")),
        ("20 after work/school", Times(1, occasion="after work or school")),
        ("20 after bath/shower and before bed",
         Times(2, occasion="after bath or shower and before bed")),
        ("20 am/pm", TWICE), ("20 morning/evening", TWICE),
        ("20, after training / before match",
         Times(2, occasion="after you train / before match")),
    ],
)  # fmt: skip
def test_occasions_in_a_row(typed: str, times: Times) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert (said.dose.reps, said.dose.times, said.notes) == (exactly(20), times, ())


@pytest.mark.parametrize(
    ("typed", "words", "times"),
    [
        ("10 am, 20 pm", "10 in the morning, 20 in the evening", TWICE),
        ("10 on waking and 20 at bedtime, hold the sink",
         "10 on waking and 20 at bedtime, hold the sink", Times(2, ("waking", "bedtime"))),
        ("am: 3x10; pm: 2x10", "in the morning: 3 sets of 10; in the evening: 2 sets of 10", TWICE),
        ("10 before getting up, 20 after lunch, 30 before bed",
         "10 before getting up, 20 after lunch, 30 before bed",
         Times(3, occasion="before you get up, after lunch and before bed")),
        ("roll 3 min after work & 3 min before bed", "roll 3 minutes",
         Times(2, occasion="after work and before bed")),
        ("10 am, 20 pm if not sore", "10 am, 20 pm if not sore", None),
        ("20 reps split morning and evening", "20 repetitions split morning and evening", None),
        ("15 reps at 10 am and 8 pm", "15 repetitions at 10 am and 8 pm", None),
        ("3x10, 8 am and 8 pm", "3 sets of 10, 8 am and 8 pm", None),
        ("3x10 at picnic and lunchtime", "3 sets of 10 at picnic and lunchtime", None),
        ("10 after breakfast/lunch", "10 after breakfast/lunch", None),
        ("10 evening/after work", "10 evening/after work", None),
        ("10 before bath/bed", "10 before bath/bed", None),
        ("3x10 in school + before bed", "3 sets of 10 in school + before bed", None),
        ("10 morning, 15 evening, not Sundays", "10 morning, 15 evening, not Sundays", None),
        ("2x20s at coffee, in the adverts & tea",
         "2 times for 20 seconds at coffee, in the adverts and tea", None),
    ],
)  # fmt: skip
def test_what_differs_or_is_not_known_stays_together(
    typed: str, words: str, times: Times | None
) -> None:
    """Never one of them alone: all are how often, or all of them are in the words."""
    own = in_own_words(typed)
    assert own.dose.reps is not None
    assert (own.dose.reps.words, own.dose.times) == (words, times)


@pytest.mark.parametrize(
    ("typed", "has_boxes"),
    [
        ("before breakfast & bed", True), ("am + after school", True), ("after lunch", True),
        ("before getting up in the morning", True), ("after football & before bed", False),
        ("after work", False), ("before and after running", False), ("after meals", False),
    ],
)  # fmt: skip
def test_what_comes_each_day_has_boxes(typed: str, has_boxes: bool) -> None:
    times = parse_times(typed)
    assert times is not None
    assert times.is_fixed == has_boxes


@pytest.mark.parametrize(
    "typed", ["10 reps between breakfast and lunch", "10 reps at home & at work"]
)
def test_what_is_no_row(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times is None


MOST_READ = 276
"""Of 300; of the others some have a stroke between two that may be "or", and stay as typed."""

OCCASIONS = (
    "am", "morning", "noon", "at lunch", "lunch", "bedtime", "before bed", "after school",
    "after work", "before breakfast", "after dinner", "after the bath", "before getting up",
    "after a walk", "before football", "on waking", "at night", "evening", "with supper",
    "when brushing teeth", "in the shower", "first thing",
)  # fmt: skip
SIGNS = (" & ", " + ", "/", ", ", " and ", ", and ", " / ", "; ", "+", "&")
AMOUNTS = ("10 reps", "3x10", "hold 20s x3", "5 min", "20", "10 x 5s each leg")


@pytest.mark.parametrize("seed", range(300))
def test_no_occasion_of_a_row_is_lost(seed: int) -> None:
    """All that are typed are how often, or all of them stand in the words, or it is asked."""
    typed, occasions = row_at_random(random.Random(seed))
    read = read_dose(typed)
    said = read if isinstance(read, Said) else as_written(typed, read)
    if said is None or (said.dose.times and said.dose.times.count == len(occasions)):
        return
    words = said.dose.reps.words.casefold() if said.dose.reps else ""
    assert said.dose.times is None, (typed, said.dose)
    assert all(kernel(occasion) in words for occasion in occasions), (typed, said.dose)


def test_most_rows_are_read() -> None:
    rows = (row_at_random(random.Random(seed))[0] for seed in range(300))
    assert sum(isinstance(read_dose(typed), Said) for typed in rows) >= MOST_READ


def kernel(occasion: str) -> str:
    """Its last word, which the page has however it is said."""
    return occasion.split()[-1]


def row_at_random(rng: random.Random) -> tuple[str, list[str]]:
    """A dose with some occasions, the amount before them, at each or behind; and these."""
    occasions = rng.sample(OCCASIONS, rng.choice((2, 2, 3, 4)))
    amount, sign = rng.choice(AMOUNTS), rng.choice(SIGNS)
    way = rng.random()
    if way < 0.5:
        typed = f"{amount}{rng.choice((' ', ', '))}{sign.join(occasions)}"
    elif way < 0.85:
        typed = sign.join(f"{amount} {occasion}" for occasion in occasions)
    else:
        typed = f"{sign.join(occasions)}{rng.choice((': ', ', '))}{amount}"
    typed += rng.choice(("", "", "", ", red band", ". Stop if it hurts"))
    return (typed.upper() if rng.random() < 0.1 else typed), occasions


@pytest.mark.parametrize(
    "typed",
    ["4 x 25 s. Garden days before and after, other days mornings only",
     "3 x 20 s before and after, gym days", "20 s, three times and again at night"],
)  # fmt: skip
def test_before_and_after_of_nothing_is_no_note(typed: str) -> None:
    own = in_own_words(typed)
    assert not own.notes
    assert own.dose.reps is not None
    assert ("before and after" if "before" in typed else "and again") in own.dose.reps.words


def test_minutes_that_are_said_once_are_those_of_each_meal() -> None:
    said = read_dose("Ten minutes after breakfast, ten after lunch, ten after supper")
    assert isinstance(said, Said)
    assert said.dose.duration == exactly(600)
    assert said.dose.times is not None
    assert said.dose.times.count == 3
