"""Shorthand of prescriptions ("10/7", "rest 2/60", "3x15 + 3x15") and what it may not become."""

from __future__ import annotations

import pytest

from clinicplan.dose import Amount, Bound, Days, Load, Rhythm, Times, exactly
from clinicplan.doses import Said, Unclear, as_written, in_all_words, read_changes, read_dose
from clinicplan.doses.shorthand import spelt
from tests.doses.own_words import in_own_words

EVERY_DAY = Days(Rhythm.EVERY_DAY)
WEEKDAYS = Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4))


def as_typed(of: int, words: str) -> Amount:
    """An open amount, and what it comes to."""
    return Amount(of, of, Bound.OPEN, words=words)


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        ("15-20 at mealtimes",
         {"reps": Amount(15, 20), "times": Times(3, occasion="at each meal")}),
        ("10 reps x 5 sec", {"reps": exactly(10), "hold": exactly(5)}),
        ("15 x 1 daily", {"sets": exactly(1), "reps": exactly(15), "times": Times(1),
                          "days": EVERY_DAY}),
        ("10 pencils a day Mon-Fri", {"reps": exactly(10), "times": Times(1), "days": WEEKDAYS}),
        ("Mon-Fri 10 pencils a day", {"reps": exactly(10), "times": Times(1), "days": WEEKDAYS}),
        ("10 bd incl weekends", {"reps": exactly(10), "times": Times(2), "days": EVERY_DAY}),
        ("10 daily exc Tue Thu Sat",
         {"reps": exactly(10), "days": Days(Rhythm.NAMED, named=(0, 2, 4, 6))}),
        ("10 bd not on football days",
         {"reps": exactly(10), "times": Times(2),
          "days": Days(Rhythm.OCCASION, occasion="not on football days")}),
        ("10 reps bd 14/7", {"reps": exactly(10), "times": Times(2), "last_week": 2}),
        ("3 x 10, rest 2/60", {"sets": exactly(3), "reps": exactly(10), "rest": exactly(120)}),
        ("3x15 knee straight + 3x15 knee bent",
         {"reps": as_typed(90, "3x15 knee straight + 3x15 knee bent")}),
        ("12@10kg, 10@15 kg, 8@20kg", {"reps": as_typed(30, "12@10kg, 10@15 kg, 8@20kg")}),
        ("8RM x 3", {"sets": exactly(3), "reps": exactly(8), "load": Load(most_times=8)}),
        ("3x8 @70% 1RM", {"sets": exactly(3), "reps": exactly(8),
                          "load": Load("70% of your 1RM")}),
        ("10, before 1st step, lunch, bed",
         {"reps": exactly(10), "times": Times(3, occasion="before first step, lunch and bed")}),
        ("10, before meals, bed",
         {"reps": exactly(10), "times": Times(4, occasion="before each meal and bed")}),
        ("10 before school, after school and bedtime",
         {"reps": exactly(10),
          "times": Times(3, occasion="before school, after school and at bedtime")}),
        ("10, 1 min rest, max qds",
         {"reps": exactly(10), "rest": exactly(60), "times": Times(4, bound=Bound.UP_TO)}),
        ("1 min before + after shift",
         {"duration": exactly(60), "times": Times(2, occasion="before and after shift")}),
    ],
)  # fmt: skip
def test_short_hand(typed: str, facts: dict[str, object]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert said.facts() == facts
    assert said.notes == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("15 reps bd x 5/7", "days-not-weeks"),
        ("15 reps tds 5/7 then bd", "days-or-week"),
        ("3 x 1 daily", "dose-two-readings"),  # three sets of a heavy one, or three
        ("10 x 2 daily", "dose-two-readings"),
        ("10 daily Mon-Fri", "dose-said-twice"),
        ("Mon-Fri incl weekends 10", "dose-said-twice"),
        ("3 x 10, rest 30/60", "dose-piece-unclear"),  # 30 minutes, or 30 to 60 s
        ("3 x 10 without resting 30 s", "dose-two-readings"),
        ("3 x 10 no rest 30 s", "dose-two-readings"),
        ("L 3x8, R 3x15, od", "two-sides"),
        ("10, bd weekdays, tds weekends", "times-by-days"),
        ("10 bd, before 1st step", "dose-said-twice"),
        ("10 bd with mum/twice", "dose-piece-unclear"),
        ("10 bd with mum/dayly", "dose-piece-unclear"),
        ("10 every other day not on football days", "dose-said-twice"),
        ("3x12 od, red wk 1-2, green 4-5", "dose-said-twice"),  # a gap, or a slip
        ("10, before 1st step, lnch, wekly", "dose-piece-unclear"),
    ],
)
def test_near_misses_are_asked_about(typed: str, code: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear), said
    assert said.code == code


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("3x20 s bd with mum/Dad", "with mum/Dad"),
        ("3x8, 2x/wk min 48h between", "min 48h between"),
        ("3 reps od, +1 every 5 days to 10", "+1 every 5 days to 10"),
        ("10 bd 4x8; +2.5kg/wk", None),
    ],
)
def test_words_beside(typed: str, note: str | None) -> None:
    said = read_dose(typed)
    assert (said.notes if isinstance(said, Said) else None) == ((note,) if note else None)


def test_a_rise_by_the_week_is_a_note() -> None:
    said = read_changes("+2.5kg/wk")
    assert isinstance(said, Said)
    assert said.notes == ("+2.5kg/wk",)


@pytest.mark.parametrize(
    ("typed", "loads"),
    [
        ("3x12 od, red wk 1-2, green 3-4, then blue", ["the red band", "the green band",
                                                       "the blue band"]),
        ("3x12 od, red wk 1-2, then green", ["the red band", "the green band"]),
    ],
)  # fmt: skip
def test_bands_by_weeks(typed: str, loads: list[str]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert [dose.load for dose in (said.dose, *(step.dose for step in said.steps))] == [
        Load(load) for load in loads
    ]
    assert [step.week for step in said.steps] == [3, 5][: len(loads) - 1]
    assert said.dose.reps == exactly(12)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("wk 1-2 3x10, wk 3-4 3x12, wk 5+ 3x15, od", Times(1), None),
        ("wk 1-2 3x10, od, wk 3-4 3x12, wk 5+ 3x15, bd", Times(1), Times(2)),
    ],
)
def test_how_often_behind_the_last_weeks(
    typed: str, first: Times | None, last: Times | None
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert (said.dose.times, said.steps[-1].dose.times) == (first, last)


def test_after_some_weeks() -> None:
    said = read_dose("3x12; after 2/52 4x10; after 4/52 5x8")
    assert isinstance(said, Said)
    assert [step.week for step in said.steps] == [3, 5]


def test_seconds_of_a_week_are_no_repetitions() -> None:
    said = read_dose("3 x 30s od, wk2: 45s, wk3: 30s eyes closed")
    assert isinstance(said, Said)
    assert [(step.dose.duration, step.note) for step in said.steps] == [
        (exactly(45), ""), (exactly(30), "eyes closed"),
    ]  # fmt: skip
    assert said.dose.reps is None


WEEKS = "Wk 1-2: 3x15; wk 3-4: 3x12; wk 5-8: 4x8"


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        # a sentence behind the last weeks is said of all of them
        (f"{WEEKS}. 3x/week. Tempo 3 up 3 down, rest 2 min", {"days", "tempo", "rest"}),
        (f"{WEEKS}; 3x/week", {"days"}),
        ("3x10, from week 3: 15. Twice a day", {"times"}),
        ("3x10 bd, from week 3: 15. Stop if sore", {"times"}),
    ],
)
def test_a_sentence_behind_the_changes_holds_always(typed: str, facts: set[str]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert facts <= said.facts().keys()
    steps = [step.dose for step in said.steps]
    assert [(dose.rest, dose.tempo, dose.days) for dose in steps] == [(None, None, None)] * len(
        steps
    )


@pytest.mark.parametrize(
    "typed",
    [
        "wk 1-2 3x10, wk 3-4 3x12, wk 5+ 3x15, rest 1 min, od",
        "3x10 bd, from week 3: 15. Rest 2 min",
        "3x10; from week 3: twice a day, 12",
        "from wk 2: 3x8, from wk 4: 3x12, every other day",
    ],
)
def test_what_may_be_of_the_last_weeks_only_is_not_guessed(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear), said
    assert said.code == "dose-after-change"


def test_no_week_comes_behind_the_last() -> None:
    said = read_dose("4x12 3x/wk to wk 4, wk 5 2 sets only, wk 6 on 4 sets")
    assert isinstance(said, Unclear)
    assert said.code == "progression-unclear"


@pytest.mark.parametrize(
    ("typed", "times", "days", "notes"),
    [
        (
            "10 x 5 s, 4x per day. If that hurts do lying",
            Times(4),
            None,
            ("If that hurts do lying",),
        ),
        ("10 x 5 s, 3x over the day", Times(3), None, ()),
        ("10, 2-hourly during the day", Times(8, every_hours=2), None, ()),
        ("10 if sore", None, Days(Rhythm.OCCASION, occasion="if sore"), ()),
        (
            "10 on the training days",
            None,
            Days(Rhythm.OCCASION, occasion="on the training days"),
            (),
        ),
        ("1 min 2x/day", Times(2), None, ()),
        ("4x30 s at 50% effort bd", Times(2), None, ("at 50% effort",)),
        ("15 min 3x/wk", None, Days(Rhythm.PER_WEEK, per_week=3), ()),
    ],
)
def test_a_time_of_the_day_is_no_occasion(
    typed: str, times: Times | None, days: Days | None, notes: tuple[str, ...]
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert (said.dose.times, said.dose.days, said.notes) == (times, days, notes)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("10 min easy, add 2 min each run, max 30, eod", "max 30"),
        ("30 to 45 min, 3-4x/week, HR below 120", "heart rate below 120"),
        ("30 sec, twice, bd", "30 seconds, twice"),
        ("10 bd. If you cannot do 10, rest 10 s and go on", "rest 10 seconds and go on"),
        ("10 daily, if sore, only 5", "if sore, only 5"),
        ("1 min each side of the foot, od", "each side of the foot"),
        ("3 min warm 1 min cold x 4, finish cold, evenings", "1 minute cold, 4 times"),
    ],
)
def test_what_belongs_to_its_neighbour_is_no_fact(typed: str, words: str) -> None:
    """Nothing of it is read alone: it is printed, or asked about, as a whole."""
    own = in_own_words(typed)
    assert own.dose.reps is not None
    assert words in own.dose.reps.words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "2x20s at coffee, in the adverts & tea",
            "2 times for 20 seconds at coffee, in the adverts and tea",
        ),
        ("5 at a time, little and often", "5 at a time, little and often"),
        ("10 daily at your desk", None),
        ("2x20s at your desk", None),
        ("10 reps", None),
    ],
)
def test_an_aside_that_says_what_is_missing(typed: str, words: str | None) -> None:
    said = read_dose(typed)
    own = in_all_words(typed, said) if isinstance(said, Said) else as_written(typed, said)
    assert (own and own.dose.reps and own.dose.reps.words) == words


@pytest.mark.parametrize(
    ("typed", "sets", "reps", "codes"),
    [
        ("15x3 bd", 3, 15, ["reps-first"]), ("12 x 3 w/ 1 kg, bd", 3, 12, ["reps-first"]),
        ("8 x 3 bd", 3, 8, ["reps-first"]),
        # as it stands
        ("7 x 3 bd", 7, 3, []), ("5x5 bd", 5, 5, []), ("8x10 bd", 8, 10, []),
        ("3 x 12 bd", 3, 12, []), ("12 sets of 3 bd", 12, 3, []), ("15 x 3 sets bd", 3, 15, []),
    ],
)  # fmt: skip
def test_nobody_does_fifteen_sets_of_three(
    typed: str, sets: int, reps: int, codes: list[str]
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert (said.dose.sets, said.dose.reps) == (exactly(sets), exactly(reps))
    assert [doubt.code for doubt in said.doubts] == codes


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3 x 10   bd", "3 x 10 bd"),
        ("3 x 10\n\n \t\n  bd", "3 x 10\nbd"),
        ("  3 x 10\u00a0\u00a0bd \n", "3 x 10 bd"),
        ("   ", ""),
    ],
)
def test_blanks_of_a_paste_are_one(typed: str, words: str) -> None:
    assert spelt(typed).replace("twice a day", "bd") == words


@pytest.mark.parametrize("pasted", [" ", "\n", " \t", "\u00a0"])
def test_a_dose_with_many_blanks_is_the_dose_without_them(pasted: str) -> None:
    """With as many as a cell holds: the patterns that read it once tried each of them."""
    said = read_dose(f"3 x 10{pasted * 1_900}bd")
    assert isinstance(said, Said)
    assert said == read_dose("3 x 10 bd")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2/d", "2x/day"),
        ("20/d", "20 a day"),
        ("3x10, 6/7 (Wednesday off)", "3x10, every day except Wednesday"),
        ("3x10, Wednesday off", "3x10, not Wednesday"),
        ("nil rest, then nil", "no rest, then nothing"),
        ("45s iso hold, iso", "45s isometric hold, without moving"),
        ("3 non-consecutive days a week", "3 days a week, non-consecutive"),
        ("3x10, non-consecutive days", "3x10, not on consecutive days"),
    ],
)
def test_of_two_that_know_the_same_words_the_narrower_is_first(typed: str, words: str) -> None:
    assert spelt(typed) == words


@pytest.mark.parametrize("typed", ["10 mins up to 30 mins 5/7", "10 mins up to 30 mins, 5/7"])
def test_up_to_a_longer_time_is_built_up_to(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.facts() == {
        "duration": exactly(600),
        "days": Days(Rhythm.PER_WEEK, per_week=5),
    }
    assert said.notes == ("building up to 30 mins",)


@pytest.mark.parametrize("typed", ["from 10 mins up to 30 mins", "10 mins up to 30 mins a day"])
def test_up_to_a_time_of_something_else_stays(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)
