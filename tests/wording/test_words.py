"""What holds of all words: no number lost, the side always said, the same when kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import Amount, Days, Dose, Rhythm, Times, exactly
from clinicplan.plan import Change, Prescription, Side
from clinicplan.wording.facts import Fact
from clinicplan.wording.glances import glance_of
from clinicplan.wording.orders import order_of
from clinicplan.wording.panels import Panel, panel_of
from clinicplan.wording.sentences import sentence_of
from clinicplan.wording.words import Wording, side_word
from tests.wording.doses import (
    ALTERNATE,
    CATALOGUE,
    CIRCLES,
    EVERY_DAY,
    FOOT,
    LEG,
    ROUND,
    SMALL,
    STAGES,
    START,
    STRETCH,
    WORDING,
    about,
    left_open,
    plain,
    prescribed,
    up_to,
)


@pytest.mark.parametrize(
    ("side", "foot", "leg"),
    [
        (Side.LEFT, "Left foot", "Left leg"),
        (Side.RIGHT, "Right foot", "Right leg"),
        (Side.EACH, "Each foot", "Each leg"),
        (Side.BOTH, "Both feet", "Both legs"),
    ],
)
def test_side_word(side: Side, foot: str, leg: str) -> None:
    words = side_word(side, FOOT, CATALOGUE), side_word(side, LEG, CATALOGUE)
    assert words == (foot, leg)


def amounts(most: int) -> st.SearchStrategy[Amount]:
    """Amounts of up to so many, firm or open."""
    counts = st.integers(1, most)
    return st.one_of(
        counts.map(exactly),
        counts.map(about),
        counts.map(up_to),
        st.tuples(counts, counts).map(lambda pair: Amount(min(pair), max(pair))),
        st.sampled_from(["a-few-seconds", "several-times", "as-long-as-you-can"]).map(left_open),
    )


RHYTHMS = st.one_of(
    st.sampled_from([EVERY_DAY, ALTERNATE]),
    st.integers(1, 7).map(lambda count: Days(Rhythm.PER_WEEK, per_week=count)),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: Days(Rhythm.NAMED, tuple(days))),
)

DOSES = st.builds(
    Dose,
    sets=st.none() | amounts(9),
    reps=st.none() | amounts(50),
    hold=st.none() | amounts(119),
    rest=st.none() | amounts(119),
    duration=st.none() | amounts(119),
    times=st.none() | st.integers(3, 12).map(Times),
    days=st.none() | RHYTHMS,
)

PRESCRIPTIONS = st.builds(
    Prescription,
    exercise=st.just("toe-press"),
    variant=st.just(""),
    side=st.sampled_from(Side),
    dose=DOSES,
    parts=st.sampled_from([(), ROUND, STAGES, ("in",)]),
    between=st.sampled_from(["", "wiggle-toes"]),
    first_week=st.integers(1, 4),
    last_week=st.sampled_from([0, 4, 5, 12]),
    changes=st.lists(st.builds(Change, st.integers(1, 12), DOSES), max_size=3).map(tuple),
)


def numbers_of(dose: Dose) -> set[int]:
    """Every number that a dose asks the patient to keep to."""
    given = (dose.sets, dose.reps, dose.hold, dose.rest, dose.duration)
    counts = {end for amount in given if amount for end in (amount.low, amount.high)}
    counts.add(dose.times.count if dose.times else 0)
    counts.add(dose.days.per_week if dose.days else 0)
    return counts - {0}


def numbers_in(text: str) -> set[int]:
    """The numbers that a text names, "once" among them; a minute is 60 seconds."""
    text = re.sub(r"\b1\sminute\b", "60", text.lower().replace("once", "1"))
    return {int(number) for number in re.findall(r"\d+", text)}


def panel_text(panel: Panel) -> str:
    facts = " ".join(f"{fact.figure} {fact.qualifier}" for fact in panel.facts)
    changes = " ".join(" ".join(change.facts) for change in panel.changes)
    return f"{panel.often} {facts} {changes}"


@example(prescribed(Dose(hold=exactly(2))), FOOT)
@given(PRESCRIPTIONS.map(lambda item: replace(item, changes=())), st.sampled_from([FOOT, CIRCLES]))
def test_no_number_is_lost_or_invented(prescription: Prescription, what: Exercise) -> None:
    numbers = numbers_of(prescription.dose)
    sentence = WORDING.dose_sentence(prescription, what)
    panel = WORDING.dose_panel(prescription, what, start=START)
    assert numbers <= numbers_in(sentence)
    assert numbers <= numbers_in(panel_text(panel))
    row = WORDING.glance(prescription, what)
    assert numbers <= numbers_in(" ".join((*row.amount, row.often)))
    weeks = {prescription.first_week, prescription.last_week}
    once = {1}  # a hold that nobody said to repeat
    assert numbers_in(sentence) <= numbers | weeks | once


@given(PRESCRIPTIONS, st.sampled_from([FOOT, LEG, CIRCLES, STRETCH]))
def test_words_are_whole(prescription: Prescription, what: Exercise) -> None:
    panel = WORDING.dose_panel(prescription, what, start=START)
    seen = WORDING.glance(prescription, what)
    texts = [
        WORDING.dose_sentence(prescription, what),
        panel_text(panel),
        *seen.amount,
        seen.often,
    ]
    for text in map(plain, texts):
        assert not re.search(r"None|\b0 |[{}]|\.\.|,,| \.|^$", text)
    assert "  " not in plain(texts[0])
    assert seen.amount
    assert panel.often
    assert all(fact.figure for fact in panel.facts)
    assert all(change.facts for change in panel.changes)


@given(PRESCRIPTIONS, st.sampled_from([FOOT, LEG, CIRCLES]))
def test_side_is_always_said(prescription: Prescription, what: Exercise) -> None:
    word = {"left": "your left", "right": "your right", "each": "each", "both": "both"}
    sentence = WORDING.dose_sentence(prescription, what)
    panel = WORDING.dose_panel(prescription, what, start=START)
    said = f"with {word[str(prescription.side)]} "
    assert said in sentence.lower()
    assert said in panel_text(panel).lower()
    others = {"left", "right"} - {str(prescription.side)}
    assert not others & set(re.findall(r"\w+", sentence))


@given(st.lists(PRESCRIPTIONS, min_size=1, max_size=5))
def test_kept_words_are_the_same(prescriptions: list[Prescription]) -> None:
    wording = Wording(CATALOGUE, kept=2)
    for item in (*prescriptions, *prescriptions):
        for start in (START, date(2027, 2, 28)):
            panel = panel_of(order_of(item, FOOT), start, catalogue=CATALOGUE)
            assert wording.dose_panel(item, FOOT, start=start) == panel
        assert wording.glance(item, FOOT) == glance_of(order_of(item, FOOT), catalogue=CATALOGUE)
        afresh = sentence_of(order_of(item, LEG), catalogue=CATALOGUE)
        assert wording.dose_sentence(item, LEG) == afresh


def test_kept_words_forget_the_note() -> None:
    wording = Wording(CATALOGUE)
    first, second = (
        wording.dose_panel(replace(prescribed(SMALL), note=note), FOOT, start=START)
        for note in ("Well done, Sam.", "")
    )
    assert first is second
    assert first.facts[0] == Fact("10\u00a0times", "with each foot")


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        ((3, 0), "Start on 16 December (week 3). Every other day: 10 times with your left foot."),
        ((3, 4), "16 December to 29 December only (weeks 3 to 4). Every other day: 10 times"),
        ((3, 3), "16 December to 22 December only (week 3). Every other day: 10 times"),
        ((0, 0), "Every other day: 10 times with your left foot."),
    ],
)
def test_what_begins_later_is_led_by_its_day(weeks: tuple[int, int], said: str) -> None:
    """A sheet may hang alone: a dose that is not of today must not be read as one."""
    dose = Dose(reps=exactly(10), days=Days(Rhythm.EVERY_OTHER_DAY))
    first, last = weeks
    item = Prescription(FOOT.code, "", Side.LEFT, dose, first_week=first, last_week=last)
    aloud = WORDING.dose_sentence(item, FOOT, start=date(2026, 12, 2))
    assert aloud.replace("\u00a0", " ").startswith(said)


def test_a_new_dose_has_its_day_with_its_week() -> None:
    dose = Dose(reps=exactly(10), days=Days(Rhythm.EVERY_DAY))
    changes = (Change(3, replace(dose, reps=exactly(15)), note="Slowly"),)
    item = Prescription(FOOT.code, "", Side.LEFT, dose, changes=changes)
    aloud = WORDING.dose_sentence(item, FOOT, start=date(2026, 12, 2))
    said = aloud.replace("\u00a0", " ")
    assert "From 16 December (week 3): 15 times" in said
    assert "Note from 16 December (week 3): Slowly." in said
    undated = WORDING.dose_sentence(item, FOOT).replace("\u00a0", " ")
    assert "From week 3: 15 times" in undated
