"""Abbreviations of a dose -> words a patient can follow, or the question that names both."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, as_written, read_dose, what_to_ask
from clinicplan.doses.glossary import CAPITALS, TWO_MEANINGS, WORDS
from clinicplan.doses.lacking import lacking
from clinicplan.doses.shorthand import spelt
from clinicplan.doses.written_out import written_out


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("10 DF/PF", "10 foot up and down"), ("flex/ext x10", "bend and straighten, 10 times"),
        ("10x ext rot", "10 times turn outwards"),
        ("2x10 supine", "2 sets of 10 lying on your back"),
        ("3x15 red TB", "3 sets of 15 red band"), ("TB green 3x8", "green band 3 sets of 8"),
        ("10 M&E", "10 morning and evening"), ("5 min 3x dd", "5 minutes 3 times a day"),
        ("3s x 10r", "3 sets of 10"), ("10r x 3s", "3 sets of 10"),
        ("+/- band", "with or without band"), ("10, 5 days/7", "10, 5 days a week"),
        ("ok if settled next am", "ok if settled next morning"),
        ("20 min, inc 5 min every wk", "20 minutes, increase by 5 minutes every week"),
        ("daily inc weekends", "daily including weekends"), ("inc load", "increase load"),
        ("10 daily, weekends off", "10 daily, not weekends"),
        ("10 reps every 2 hrly", "10 repetitions every 2 hours"),
        ("DL heel raise", "double-leg heel raise"),
        ("HS stretch 30 s", "hamstring stretch 30 seconds"),
        ("45s iso hold", "45 seconds isometric hold"), ("45s iso", "45 seconds without moving"),
        ("3x8 RPE 7-8", "3 sets of 8 effort 7-8 out of 10"), ("borg 13", "effort 13 out of 20"),
        ("VAS max 3", "pain at most 3 out of 10"), ("NRS <=4/10", "pain at most 4 out of 10"),
        ("RIR 2", "stop while you could still do 2 more"),
        ("10 in prone", "10 lying on your front"), ("supine 10", "lying on your back 10"),
        # not these
        ("stop if prone to cramp", "stop if prone to cramp"),
        ("3x10, week 6 post op only", "3 sets of 10, week 6 after the operation only"),
        ("30 min walk inc 5 min warm-up", "30 minutes walk including 5 minutes warm-up"),
        ("turn off the light", "turn off the light"), ("10 s off", "10 seconds off"),
        ("sun salute x5", "sun salute, 5 times"), ("30s x 10 circles", "30 seconds x 10 circles"),
        ("10r 10l", "10 right 10 left"), ("sum 12 of 20", "sum 12 of 20"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_words(typed: str, words: str) -> None:
    assert written_out(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5 -> 10 -> 15 as able", "start with 5, build up to 10, then 15 as able"),
        ("3x10 -> 3x20 daily", "start with 3 sets of 10, build up to 3 sets of 20 daily"),
        ("hold 5 -> 10 s", "hold 5, building up to 10 seconds"),
        ("30 min total --> 45", "start with 30 minutes total, build up to 45"),
        ("yellow -> red -> green", "start with the yellow band, build up to red, then green"),
        ("Rest well. 5 -> 10", "Rest well. Start with 5, build up to 10"),
        ("10 min -> 5 min", "10 minutes, later 5 minutes"),
        # a condition is none
        ("easy -> 15x", "if easy, 15 times"),
        ("Missed 1 week -> 10 min", "Missed 1 week, then 10 minutes"),
    ],
)
def test_an_arrow_is_what_one_builds_up_to(typed: str, words: str) -> None:
    assert written_out(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("4x12 10kg, slow", "4 sets of 12, 10kg, slow"), ("15 x 3 sets", "15 repetitions, 3 sets"),
        ("8 x 3 sets, hold", "8 repetitions, 3 sets, hold"),
        ("30s x3 knee straight", "30 seconds, 3 times knee straight"),
        ("30 s x 5 evenings", "30 seconds x 5 evenings"),
        ("wk1 2x8 wk2 2x10", "week 1: 2 sets of 8; week 2: 2 sets of 10"),
        ("Wk1 run 1 walk 2 x8", "Week 1: run 1 walk 2, 8 times"),
        ("when easy 3x8 single leg", "when easy 3 sets of 8 single leg"),
        ("jog 1 walk 4, x5 rounds", "jog 1 walk 4, 5 rounds"),
        ("x20 hourly in the day", "20 times hourly in the day"),
    ],
)  # fmt: skip
def test_what_is_written_out_can_be_read_aloud(typed: str, words: str) -> None:
    assert written_out(typed) == words


def test_weekends_off_are_left_out() -> None:
    said = read_dose("20 a foot every arvo, weekends off")
    assert isinstance(said, Said)
    assert said.dose.days is not None
    assert said.dose.days.named == (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("typed", "code", "one"),
    [
        ("3x10 gentle HS", "dose-two-meanings", "at bedtime"),
        ("5 on 5 off x20, hourly", "dose-unit-missing", "5 s on, 5 s off"),
        ("6 on/6 off x10, daily", "dose-unit-missing", "6 s on, 6 s off"),
        ("jog 1 walk 30 x5, 3x/wk", "dose-unit-missing", "jog 1 min walk 30 min"),
        ("run 20 walk 20 x 10, 3/wk", "dose-unit-missing", "run 20 min walk 20 min"),
        ("5s x 10r daily", "dose-two-readings", "5 sets of 10"),
        ("10r x 6s bd", "dose-two-readings", "6 sets of 10"),
        ("3x15 daily. 0-3 carry on, >5 halve reps", "dose-score-of-what", "pain 0-3 carry on"),
        ("3 x 20-15 slowish, daily", "range-backwards", "15-20"),
        ("3x10 bouncy, hold 1/2, daily", "no-length", ""),
        ("10 wobbles exept Sundays", "dose-piece-unclear", ""),
        ("10 wobbles, 3 tims a day", "dose-piece-unclear", ""),
        ("10 each way mornng and night", "dose-piece-unclear", ""),
        ("4x12 10kg, 2-1-4, 3 days/wk", "tempo-direction", ""),
    ],
)
def test_what_a_patient_would_have_to_guess_is_asked(typed: str, code: str, one: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert as_written(typed, asked) is None
    found = what_to_ask(typed, asked)
    assert (found.code, found.values.get("one", "")) == (code, one)


@pytest.mark.parametrize(
    "typed",
    ["5 s on 5 s off x20", "jog 1 min walk 4 x5", "jog 1 walk 4 (all mins)", "run 5 km",
     "walk 20 steps", "pain 0-3 carry on", "0-3 carry on, if pain more than 5 stop",
     "12-10-8, 2 min rest", "15-20 wobbles", "week 8-6", "hold 1/2 a minute",
     "10 s, 3-0-3", "5-4-3 x 10 s holds", "3x8, 3 s down", "turn on 2 lamps"],
)  # fmt: skip
def test_nothing_is_asked_that_is_said(typed: str) -> None:
    assert lacking(typed) is None


def test_each_abbreviation_has_its_words_or_two_meanings() -> None:
    assert not {word.upper() for word in WORDS} & TWO_MEANINGS.keys()
    assert not CAPITALS.keys() & TWO_MEANINGS.keys()
    for word, words in (*WORDS.items(), *CAPITALS.items()):
        assert spelt(f"10 {word}") == f"10 {spelt(words)}"


@pytest.mark.parametrize("typed", ["10-15, 3x, every other day", "10, x3, daily", "10 3x"])
def test_a_number_that_may_be_sets_or_times_a_day_is_asked_about_so(typed: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    found = what_to_ask(typed, asked)
    assert found.code == "dose-two-meanings"
    assert (found.values["one"], found.values["other"]) == ("3 sets", "3 times a day")
