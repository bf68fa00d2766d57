"""What clinicians say beside a dose, and week by week, as they type it."""

from __future__ import annotations

import pytest

from clinicplan.dose import Amount, Bound, Days, Load, Rhythm, Tempo, Times, exactly
from clinicplan.doses import Said, Unclear, read_cell, read_changes, read_dose


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("3 x 10, hold 5 s, sitting", ("sitting",)),
        ("10 times twice a day, 2 s hold at top", ()),
        ("hold 5 s each end, 10x", ("hold 5 s each end",)),
        ("3 sets of 10 with knee bent, twice a day", ("with knee bent",)),
        ("5 min evenings in front of TV", ("in front of TV",)),
        ("10 reps holding on to the Worktop", ("holding on to the Worktop",)),
        # a condition, a prohibition, an aim, a measure: numbers and all
        ("10 reps, daily, stop if pain > 4 or bleeding", ("stop if pain > 4 or bleeding",)),
        ("10 daily, not while passing water", ("not while passing water",)),
        ("10, no weights, tds", ("no weights",)),
        ("3 x max (aim 25+)", ("aim 25+",)),
        ("5 x 30 s hold at 40% effort, bd", ("at 40% effort",)),
        ("3x10, 10 cm from the Wall", ("10 cm from the Wall",)),
        ("3x12, 70% on right leg", ("70% on right leg",)),
        ("10 reps, RPE 11-13, daily", ("RPE 11-13",)),
        ("10x, 3x/day, first before getting up", ("first before getting up",)),
        ("3x10 one leg", ("one leg",)),
        ("3x30 s each, worse leg first", ("worse leg first",)),
        ("3x10 pain-free range only, od", ("pain-free range only",)),
        ("15 mins, must be able to talk", ("must be able to talk",)),
        ("3 tries, brushing teeth a.m. & p.m.", ("brushing teeth",)),
        ("5x, lying -> sitting -> Standing", ("lying -> sitting -> Standing",)),
        ("2x15 5 kg (easy week)", ("easy week",)),
        # an occasion within a clause is none of the dose
        ("3x10 daily. pain up to 5/10 ok if settled by next morning, if not halve the reps",
         ("pain up to 5/10 ok if settled by next morning", "if not halve the reps")),
        ("3x10 daily. pain 3/10 ok if gone by bedtime, else halve",
         ("pain 3/10 ok if gone by bedtime, else halve",)),
        ("3x10 daily, ok if stiff in the morning", ("ok if stiff in the morning",)),
        ("3x10 daily. stop if worse that evening", ("stop if worse that evening",)),
        ("3x10 daily, 2/10 pain ok after walking", ("2/10 pain ok after walking",)),
        # what is needed is what is done beside it
        ("20 steps bd, hold wall if needed", ("hold wall if needed",)),
        ("20 steps bd hold wall if needed", ("hold wall if needed",)),
        ("20 steps bd, with stick if required", ("with stick if required",)),
        ("10 holding rail when needed, tds", ("holding rail when needed",)),
        ("10 sitting prn", ("sitting",)), ("10, gently if needed", ("gently",)),
        ("10 bd, barefoot if needed", ("barefoot if needed",)),
        ("10 bd, light touch if needed", ("light touch if needed",)),
        # a limit keeps its `only`
        ("5 x 20s BD only to mild discomfort", ("only to mild discomfort",)),
        ("5 x 20s only to mild discomfort, bd", ("only to mild discomfort",)),
        ("10 bd only on flat ground", ("only on flat ground",)),
    ],
)
def test_an_aside_is_a_note_as_typed(typed: str, notes: tuple[str, ...]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.notes == notes


@pytest.mark.parametrize(
    ("typed", "needed"),
    [
        ("20 steps bd, hold wall if needed", False), ("10 bd, barefoot if needed", False),
        ("10 bd, paracetamol prn", False), ("hold wall if needed, 10 bd", False),
        ("10 bd, if needed", True), ("10 bd prn", True), ("10 sitting prn", True),
        ("10, gently if needed", True), ("30s hold if needed", True),
    ],
)  # fmt: skip
def test_what_is_needed(typed: str, needed: bool) -> None:
    """`if needed` behind what is done beside it says nothing of the days."""
    said = read_dose(typed)
    days = said.dose.days if isinstance(said, Said) else None
    assert (days is not None and days.rhythm is Rhythm.WHEN_NEEDED) is needed


@pytest.mark.parametrize(
    ("typed", "sets", "reps"),
    [("2-3 x 10 daily", (2, 3), 10), ("3-4 x 12 daily", (3, 4), 12), ("2 x 10 daily", (2, 2), 10)],
)
def test_sets_in_a_range_by_daily(typed: str, sets: tuple[int, int], reps: int) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.sets is not None
    assert ((said.dose.sets.low, said.dose.sets.high), said.dose.reps) == (sets, exactly(reps))
    assert isinstance(read_dose("3-4 x 2 daily"), Unclear)  # perhaps four, twice a day


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("10 bd, miss out painful days", Days(Rhythm.OCCASION, occasion="not on painful days")),
        ("10 bd, leave out Sundays", Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4, 5))),
    ],
)
def test_days_that_are_left_out(typed: str, days: Days) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.days == days


def test_each_way_in_short() -> None:
    said = read_dose("10 e/way b.d.")
    assert isinstance(said, Said)
    assert (said.dose.reps, said.each_way) == (exactly(10), "each way")


@pytest.mark.parametrize(
    "typed",
    [
        "twaddle", "10 reps dayly", "evry day 10 reps", "10 reps, twise",
        "4x10 (10RM) same tempo", "10 reps every othr day", "10 sc", "3 x 10, not daly",
        "10 (easy wekk)",        "10 tds, mark the height each Sunday", "10, stop if sore dayly",
        "10 after each set", "no band, then red band, 10 daily",
        "10 reps yellow then red",
        "10 daily, avoid mon & thu", "10 daily, never on tues",
        "10 reps; leave out if it is Sunday",
        "10 reps daily, unless sore both legs", "10 reps, aim 15 daily", "no longer than 5 min",
        "10, stop if sore Sunday", "10 reps, not while sitting twice a day", "20 alternating legs",
    ],
)  # fmt: skip
def test_what_may_be_of_the_dose_is_no_aside(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear), read_dose(typed)


@pytest.mark.parametrize(
    ("typed", "first", "steps", "last"),
    [
        ("wk 1: 3x15, wk 2-3: 3x12, wk 4-6: 4x10; daily", (3, 15), [(2, 3, 12), (4, 4, 10)], 6),
        ("3x10 wk 1-2, 3x20 wk 3-4, 4x30 from wk 5", (3, 10), [(3, 3, 20), (5, 4, 30)], 0),
        ("wk1 2x10, wk2 2x15, wk3 2x20", (2, 10), [(2, 2, 15), (3, 2, 20)], 0),
    ],
)
def test_weeks_one_after_the_other(
    typed: str, first: tuple[int, int], steps: list[tuple[int, int, int]], last: int
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert (said.dose.sets, said.dose.reps) == tuple(map(exactly, first))
    assert [(step.week, step.dose.sets, step.dose.reps) for step in said.steps] == [
        (week, exactly(sets), exactly(reps)) for week, sets, reps in steps
    ]
    assert said.last_week == last


@pytest.mark.parametrize(
    ("typed", "last"),
    [("wk 1-2: 10, wk 3 on: 15; for 8 weeks", 8), ("wk 1-2: 10, wk 3-4: 15; for 4 weeks", 4)],
)
def test_the_end_of_all_weeks_is_kept(typed: str, last: int) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.last_week == last


@pytest.mark.parametrize(
    "typed",
    [
        "wk 1-2: 10, wk 3-4: 12; for 8 weeks",  # two ends
        "wk 1: 10 rest 30 s, wk 2: 15 no rest",  # what a step takes away cannot be said yet
        "wk 1: 10, wk 2: 12 left leg",
    ],
)
def test_what_weeks_would_lose_is_asked_about(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear), read_dose(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("10; from week 2: 12 times red", "colour-without-band"),
        ("wk 1: 10, wk 2: 12 times red", "colour-without-band"),
        ("wk 1: 10 min, wk 2: 15 m", "minutes-or-metres"),
    ],
)
def test_a_doubt_of_a_later_week_is_kept(typed: str, code: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert [doubt.code for doubt in said.doubts] == [code]


def test_weeks_with_a_gap_are_asked_about() -> None:
    assert isinstance(read_dose("wk 1-2: 10, wk 4-5: 12"), Unclear)


def test_an_aside_of_some_weeks_says_which() -> None:
    said = read_dose("4 x 30 s daily; wk 1-2 eyes open, from wk 3 eyes closed")
    assert isinstance(said, Said)
    assert said.notes == ("Weeks 1 to 2: eyes open",)
    assert [(step.week, step.note) for step in said.steps] == [(3, "eyes closed")]


@pytest.mark.parametrize(
    ("fact", "typed", "meaning"),
    [
        ("times", "1-2x/day", Times(2, least=1)),
        ("times", "max 4x/day", Times(4, bound=Bound.UP_TO)),
        ("load", "yellow", Load("the yellow band")),
        ("load", "20kg on knees", Load("20kg on knees")),
        ("tempo", "4s down", Tempo(words="4s down")),
        ("tempo", "breathe out going up", Tempo(words="breathe out going up")),
    ],
)
def test_a_cell_as_it_is_typed(fact: str, typed: str, meaning: object) -> None:
    assert read_cell(fact, typed) == meaning


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3x8, lower slowly over 4 s", "lower slowly over 4 s"),
        ("3x25, Back slowly in 5 counts", "Back slowly in 5 counts"),
        ("2x8, 4 counts up - 4 hold - 4 down", "4 counts up - 4 hold - 4 down"),
        ("10, up fast, daily", "up fast"),
    ],
)
def test_a_pace_in_words(typed: str, words: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.tempo == Tempo(words=words)


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("10 before bed + when cramp comes", Times(2, occasion="before bed and when cramp comes")),
        ("10, after training / before match", Times(2, occasion="after you train / before match")),
        ("10 (after the ride, otherwise evening)",
         Times(1, occasion="after the ride, otherwise evening")),
        ("10, after sitting > 30 min", Times(1, occasion="after you sit for more than 30 min")),
        ("10 before getting up + after sitting over 1 hour",
         Times(2, occasion="before you get up and after you sit for more than 1 hour")),
        ("10, before getting up after sitting > 1 hour",
         Times(1, occasion="before you get up after you sit for more than 1 hour")),
        ("10 before breakfast after stretching",
         Times(1, occasion="before breakfast after stretching")),
        ("10, before breakfast, after dinner",
         Times(2, occasion="before breakfast and after dinner")),
        ("10 before breakfast and after dinner",
         Times(2, occasion="before breakfast and after dinner")),
        ("10 before every cough or sneeze", Times(1, occasion="before every cough or sneeze")),
        ("10 after bath", Times(1, occasion="after bath")),
    ],
)  # fmt: skip
def test_occasions(typed: str, times: Times) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times == times


@pytest.mark.parametrize(
    "typed",
    ["10 daily and when sore", "10 twice a day + when sore", "10 after lunch / twice",
     "10 before left / right", "10, 3x a day / before bed"],
)  # fmt: skip
def test_what_is_no_second_occasion(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear), read_dose(typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("10, 4 days on 1 day off", Days(Rhythm.OCCASION, occasion="4 days on 1 day off")),
        ("10, 4 days on, 1 day off", Days(Rhythm.OCCASION, occasion="4 days on 1 day off")),
        ("3x15 bd, 7/7, 12/52", Days(Rhythm.EVERY_DAY)),
        ("3x15 bd, 5/7 for 6 weeks", Days(Rhythm.PER_WEEK, per_week=5)),
        ("3x15 bd, 7/7", Days(Rhythm.EVERY_DAY)),
        ("3x15 bd, 5/7, wk 3: 20", Days(Rhythm.PER_WEEK, per_week=5)),
        ("3x15 bd, 5/7 then 3/7", None),
        ("10, 5 on 5 off", None),
    ],
)
def test_days_of_a_stretch(typed: str, days: Days | None) -> None:
    said = read_dose(typed)
    assert (said.dose.days if isinstance(said, Said) else None) == days


@pytest.mark.parametrize(
    ("typed", "week", "load"),
    [
        ("2x12 yellow band, every other day; red band from wk 3", 3, "the red band"),
        ("10, 5 kg; 10 kg from week 4", 4, "10 kg"),
        ("10, 5 kg, 10 kg from week 4", 4, "10 kg"),
        ("8-10, no weights, for 6 weeks then 1 kg", 7, "1 kg"),
        ("8-10 for 2/52, then 1 kg", 3, "1 kg"),
    ],
)
def test_a_change_with_its_week_behind(typed: str, week: int, load: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert [(step.week, step.dose.load) for step in said.steps] == [(week, Load(load))]
    assert said.first_week == 0


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("10 reps, red band from wk 3", "dose-two-readings"),
        ("4 x 30 s daily, eyes closed from wk 3", "dose-two-readings"),
        ("10 reps, red band, from wk 3", ""),
        ("10 reps, twice a day from wk 3", ""),
    ],
)
def test_a_week_behind_may_be_that_of_the_whole(typed: str, code: str) -> None:
    said = read_dose(typed)
    assert (said.code if isinstance(said, Unclear) else "") == code
    assert isinstance(said, Unclear) or said.first_week == 3


def test_a_number_before_an_occasion_is_of_times() -> None:
    said = read_cell("times", "3, before meals")
    assert isinstance(said, Said)
    assert said.dose.times == Times(3, occasion="before each meal")


@pytest.mark.parametrize(
    "typed",
    ["yellow band when 12 reps possible", "fewer reps if the heel no longer turns in",
     "+1 set every 3rd day up to 3 sets", "when 3x12 easy 3 days running -> one foot",
     "build to 3x20, then 1 kg", "add 1 s to the hold each week up to 10 s", "+5% per week"],
)  # fmt: skip
def test_how_to_go_on_by_signs_is_printed_as_typed(typed: str) -> None:
    said = read_changes(typed)
    assert isinstance(said, Said)
    assert said.notes == (typed,)


@pytest.mark.parametrize(
    "typed", ["+2", "build up to 20", "progress each week", "+5 kg in week 3", "+1 set"]
)
def test_a_rise_without_its_when_is_asked_about(typed: str) -> None:
    assert isinstance(read_changes(typed), Unclear), read_changes(typed)


@pytest.mark.parametrize("between", ["; ", ", ", ", then ", "\n"])
def test_changes_of_several_weeks(between: str) -> None:
    said = read_changes(f"wk 3 red band{between}wk 5 green band if no giving way")
    assert isinstance(said, Said)
    assert [(step.week, step.dose.load, step.note) for step in said.steps] == [
        (3, Load("the red band"), ""),
        (5, Load("the green band"), "if no giving way"),
    ]


def test_a_rise_in_words_goes_with_the_rest_of_a_dose() -> None:
    said = read_dose("4x6, +5% per week, rest 3 min; 2x/week")
    assert isinstance(said, Said)
    assert said.notes == ("+5% per week",)
    assert said.dose.rest == exactly(180)
    assert said.dose.days == Days(Rhythm.PER_WEEK, per_week=2)


def amount(low: int, high: int = 0, words: str = "") -> Amount:
    return Amount(low, high or low, words=words)


def all_in_words(words: str, of: int = 0, wording: str = "") -> Amount:
    """An open amount, and what it comes to."""
    return Amount(of, of, Bound.OPEN, wording, words=words)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        # a number of what nobody knows but the clinic
        ("4 lengths of Corridor, daily", {"reps": amount(4, words="lengths of Corridor")}),
        ("1 advert break, od", {"reps": amount(1, words="advert break")}),
        ("3 x whole towel, bd", {"reps": amount(3, words="x whole towel")}),
        ("4 lengths of the big corridor", {"reps": amount(4, words="lengths of the big corridor")}),
        ("2-3 flights", {"reps": amount(2, 3, words="flights")}),
        ("3 x 10 star jumps", {"sets": exactly(3), "reps": amount(10, words="star jumps")}),
        ("3 sets of 15 heel raises", {"sets": exactly(3), "reps": amount(15, words="heel raises")}),
        ("10 quick flicks, 3x/day", {"reps": amount(10, words="quick flicks")}),
        # two parts of one bout
        ("10 up + 10 down", {"reps": all_in_words("10 up + 10 down", 20)}),
        ("3 rounds: 30s straight + 30s bent Knee",
         {"sets": exactly(3), "duration": all_in_words("30s straight + 30s bent Knee", 60)}),
        ("6 x (1 min run, 2 min walk)",
         {"sets": exactly(6), "duration": all_in_words("1 min run, 2 min walk", 180)}),
        ("2 min on, 1 min off x 5",
         {"reps": exactly(5), "duration": all_in_words("2 min on, 1 min off", 180)}),
        ("30s pull + 10 x gently up", {"duration": all_in_words("30s pull + 10 x gently up")}),
        ("2 rounds of 10 T + 10 Y", {"sets": exactly(2), "reps": all_in_words("10 T + 10 Y", 20)}),
        # once through, in a time, till it is enough
        ("A-Z once, tds", {"reps": all_in_words("A-Z once")}),
        ("as many as you can in 1 min",
         {"reps": all_in_words("as many as you can in 1 min", wording="as-many-as-you-can")}),
        ("2x10, rest till Breath back",
         {"sets": exactly(2), "reps": exactly(10), "rest": all_in_words("till Breath back")}),
    ],
)  # fmt: skip
def test_an_amount_in_the_clinics_words(typed: str, said: dict[str, object]) -> None:
    found = read_dose(typed)
    assert isinstance(found, Said)
    facts = {fact: value for fact, value in found.facts().items() if fact not in ("times", "days")}
    assert facts == said


@pytest.mark.parametrize(
    "typed",
    ["10 foot", "10 feet", "2 sessions", "10 minuts", "10 secns", "10 GTO", "10 mg",
     "3 x leg", "10 left + 5 right", "10 weak leg + 5 strong leg",
     "10 sore foot / 20 other foot", "10 L + 5 R", "30 s left + 30 s right", "20 / 30 steps",
     "5 on 5 off", "10 per minute", "2-1 lengths", "5 degrees", "10 up + 10 dwily", "10 / 15",
     "3 meals", "5 kg + 10 kg", "10 lengths of corridor weekly + Sundays", "10 up + 10 down daly"],
)  # fmt: skip
def test_what_is_no_amount_of_anything(typed: str) -> None:
    found = read_dose(typed)
    assert isinstance(found, Unclear) or not found.dose.has_amount, found


@pytest.mark.parametrize(
    ("fact", "typed", "meaning"),
    [
        ("reps", "10 toes up + 10 toes down", all_in_words("10 toes up + 10 toes down", 20)),
        ("hold", "3s curl / 3s spread", all_in_words("3s curl / 3s spread", 6)),
        ("hold", "40 s straight + 40 s bent", all_in_words("40 s straight + 40 s bent", 80)),
        ("duration", "1 min run + 2 min walk", all_in_words("1 min run + 2 min walk", 180)),
        ("rest", "till breath back", all_in_words("till breath back")),
        ("load", "0.5 x BW", Load("0.5 x your own weight")),
        ("load", "BW, then +5kg", Load("body weight, then +5kg")),
    ],
)
def test_a_column_in_the_clinics_words(fact: str, typed: str, meaning: object) -> None:
    assert read_cell(fact, typed) == meaning


@pytest.mark.parametrize(
    ("fact", "typed"),
    [("sets", "10 up + 10 down"), ("hold", "10 up + 10 down"), ("duration", "10 up + 10 down"),
     ("reps", "30 s straight + 30 s bent"), ("rest", "till twice daily"), ("hold", "3s / 3s")],
)  # fmt: skip
def test_what_a_column_does_not_take(fact: str, typed: str) -> None:
    found = read_cell(fact, typed)
    assert found is None or isinstance(found, Unclear), found


def test_own_words_keep_their_directions() -> None:
    """Said of an exercise with directions, too: they would not be named beside such an amount."""
    said = read_dose("2 x across the room each way, daily")
    assert isinstance(said, Said)
    assert said.dose.reps is not None
    assert (said.dose.reps.words, said.doubts) == ("times across the room each way", ())


@pytest.mark.parametrize(
    ("typed", "hours", "occasion", "notes"),
    [
        ("3 x 20 s every 2 hours at work", 0, "every 2 hours at work", ()),
        ("10 hourly at your desk", 0, "every hour at your desk", ()),
        ("10 every 2 hours", 2, "", ()),
        ("10 every 2 hours, sitting tall", 2, "", ("sitting tall",)),
    ],
)
def test_every_so_many_hours_somewhere_is_not_all_day(
    typed: str, hours: int, occasion: str, notes: tuple[str, ...]
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times is not None
    assert (said.dose.times.every_hours, said.dose.times.occasion) == (hours, occasion)
    assert said.notes == notes


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("3 x 10, from week 3: every 2 hours at work", 3),
        ("wk 1-2: 10 every 2 hours at work, wk 3-4: 12 once a day", 1),
        ("wk 1-2: 10 once a day, wk 3-4: 12 every 2 hours at work", 3),
    ],
)
def test_a_later_week_says_where_it_is_hourly_too(typed: str, week: int) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    doses = {1: said.dose, **{step.week: step.dose for step in said.steps}}
    times = doses[week].times
    assert times is not None
    assert (times.every_hours, times.occasion) == (0, "every 2 hours at work")


@pytest.mark.parametrize("typed", ["10, a", "10, the", "10, from week 3: a", "10, from week 3: it"])
def test_a_word_that_says_nothing_is_no_aside(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)


@pytest.mark.parametrize(
    "note",
    ["breathe out slowly", "breathe in and out slowly", "come down slowly", "look up slowly",
     "lower the heel down slowly"],
)  # fmt: skip
def test_how_fast_a_deed_is_done_stays_with_it(note: str) -> None:
    """It was: the exercise "out slowly", and a note that says "Breathe."."""
    for typed in (f"{note}, 10 bd", f"10 bd, {note}"):
        said = read_dose(typed)
        assert isinstance(said, Said)
        assert (said.notes, said.dose.tempo) == ((note,), None)


def test_how_fast_the_exercise_is_done_is_no_deed() -> None:
    for typed in ("10 bd, out slowly", "10 bd, keep knee straight, slowly", "10 raises slowly bd"):
        said = read_dose(typed)
        assert isinstance(said, Said)
        assert said.dose.tempo is not None
