"""What matters most, read back from the page: whom to call, when to stop, which leg, which weeks.

Expected words stand here as they should be read, not as the program makes them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from clinicplan.dose import Days, Dose, Rhythm, exactly
from clinicplan.handout.editions import EDITIONS
from clinicplan.plan import Change, Clinic, PainGuide, Plan, Side
from tests.handout.plans import CLINIC, ISSUED, PLAN, RAISE, SIX, STRETCH, catalogue, press
from tests.handout.reading import pages_of_text, words


def said(plan: Plan = PLAN, clinic: Clinic = CLINIC) -> str:
    return words(press(clinic).print(plan, issued=ISSUED).pdf)


# Whom to call.

NUMBERS = {"uk": {"999", "111"}, "us": {"911"}, "eu": {"112"}}


@pytest.mark.parametrize("region", NUMBERS)
@pytest.mark.parametrize("cares", [(), ("diabetes",), ("reduced-feeling", "open-wound")])
def test_the_regions_own_emergency_numbers_and_no_others(
    region: str, cares: tuple[str, ...]
) -> None:
    text = said(replace(PLAN, take_care=cares), replace(CLINIC, region=region))
    found = re.findall(r"(?<![\d ])[ ](\d{3})(?! ?\d)", text)
    emergency = {number for number in found if number in set().union(*NUMBERS.values())}
    assert emergency == NUMBERS[region]
    assert f"Back: call {min(NUMBERS[region] - {'111'})}" in text


def test_every_region_is_looked_at() -> None:
    assert set(catalogue().regions) == set(NUMBERS)


@pytest.mark.parametrize("region", NUMBERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_line_says_now_alone(region: str, edition: str) -> None:
    plan = replace(PLAN, take_care=("diabetes",), edition=edition)
    pdf = press(replace(CLINIC, region=region)).print(plan, issued=ISSUED).pdf
    lines = [line.strip() for page in pages_of_text(pdf) for line in page.splitlines()]
    assert "Get help now. Do not wait for us." in lines
    assert "now" not in lines


def test_whom_to_ask_is_the_practitioner_and_else_the_clinic() -> None:
    assert "01632 960 418" in said()
    bare = replace(PLAN, practitioner=replace(PLAN.practitioner, phone=""))
    assert "01632 960 418" not in said(bare)
    assert said(bare).count("01632 960 417") > said().count("01632 960 417")


# When to stop.


@pytest.mark.parametrize(
    ("guide", "bands"),
    [
        (PainGuide(3, 5), ["0 to 3 Carry on", "4 to 5 Ease off", "6 to 10 Stop"]),
        (PainGuide(2, 4), ["0 to 2 Carry on", "3 to 4 Ease off", "5 to 10 Stop"]),
        (PainGuide(4, 5), ["0 to 4 Carry on", "5 Ease off", "6 to 10 Stop"]),
        (PainGuide(5, 9), ["0 to 5 Carry on", "6 to 9 Ease off", "10 Stop"]),
        (PainGuide(0, 1), ["0 Carry on", "1 Ease off", "2 to 10 Stop"]),
    ],
)
def test_the_clinics_own_limits_of_pain_and_no_others(guide: PainGuide, bands: list[str]) -> None:
    told = said(clinic=replace(CLINIC, pain_guide=guide))
    text = after(told, "How much pain is all right?", length=700)
    found = re.findall(r"\d+(?: to \d+)? (?:Carry on|Ease off|Stop)\b", text)
    assert found == bands


@pytest.mark.parametrize("care", sorted(catalogue().cautions))
def test_the_advice_of_what_to_take_care_of_and_no_other(care: str) -> None:
    text = said(replace(PLAN, take_care=(care,), prescriptions=SIX[1:]))
    advice = {code: plain(caution.advice) for code, caution in catalogue().cautions.items()}
    there = {code for code, words in advice.items() if words in text}
    alike = {code for code, words in advice.items() if words in advice[care]}
    assert care in there
    assert there <= alike | {care}
    assert not any(words in said() for words in advice.values())


def plain(text: str) -> str:
    region = catalogue().regions["uk"]
    told = text.replace("{closed}", region.closed).replace("{sore}", region.sore)
    return " ".join(told.replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("region", "closed"),
    [
        ("uk", "Closed? Call 111."),
        ("us", "Closed? Go to urgent care."),
        ("eu", "Closed? Call the doctor on duty."),
    ],
)
@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_whoever_is_to_call_at_once_is_told_what_if_nobody_answers(
    region: str, closed: str, edition: str
) -> None:
    plan = replace(PLAN, take_care=("open-wound",), edition=edition)
    text = plain(said(plan, replace(CLINIC, region=region)))
    calls = (
        "Stop that exercise. Call us on 01632 960 418.",
        "Still worse? Call us.",
        "Call us if it looks worse.",
    )
    assert [call for call in calls if f"{call} {closed}" not in text] == []
    assert "{closed}" not in text


def test_all_advice_of_a_plan_with_all_cautions() -> None:
    cautions = catalogue().cautions
    text = said(replace(PLAN, take_care=tuple(cautions), prescriptions=SIX[1:]))
    advice = {code: item.beside.get("reduced-feeling", item.advice)
              for code, item in cautions.items()}  # fmt: skip
    assert [code for code, words in advice.items() if plain(words) not in text] == []
    assert text.count("between your toes") == 1


# Which leg.


@pytest.mark.parametrize(("side", "other"), [(Side.LEFT, "right"), (Side.RIGHT, "left")])
def test_every_place_that_names_the_leg_names_the_right_one(side: Side, other: str) -> None:
    """At a glance, the card's head, its dose, its steps, the diary; the other leg nowhere."""
    plan = replace(PLAN, prescriptions=(replace(SIX[0], side=side),))
    pages = pages_of_text(press().print(plan, issued=ISSUED).pdf)
    marks = ("at a glance", "Put a towel", "Week 1")
    glance, card, diary = (page_with(pages, mark) for mark in marks)
    assert f"{side.capitalize()} foot" in glance
    assert f"{side.capitalize()} foot" in card
    assert f"Put a towel under your {side} foot, between toes and heel." in card
    assert f"with your {side} foot" in card
    assert len(re.findall(rf"1 Towel stretch, {side}\b", diary)) == 4
    assert re.findall(rf"\b{other} (?:foot|leg)\b", " ".join(pages), re.IGNORECASE) == []


def page_with(pages: list[str], mark: str) -> str:
    (found, *_) = [" ".join(page.split()) for page in pages if mark in page]
    return found


# Which weeks.

ODD_DAYS = (date(2026, 12, 1), date(2026, 12, 10), date(2027, 2, 28))


@pytest.mark.parametrize("start", ODD_DAYS)
@pytest.mark.parametrize(("weeks", "in_words"), [(1, "One week"), (4, "Four weeks"), (6, "Six")])
def test_a_plan_has_its_weeks_and_ends_on_their_last_day(
    start: date, weeks: int, in_words: str
) -> None:
    plan = replace(PLAN, start=start, weeks=weeks, review=None, prescriptions=SIX[:1])
    text = said(plan)
    last = start + timedelta(days=7 * weeks - 1)
    assert f"{in_words}" in text
    assert f"{start:%A} {start.day} {start:%B}" in text
    assert f"{last:%A} {last.day} {last:%B %Y}" in text
    assert re.findall(r"Week (\d+)", text) == [str(week) for week in range(1, weeks + 1)]
    for week in range(weeks):
        first = start + timedelta(weeks=week)
        assert f"Week {week + 1} " in text
        assert f"{first:%a} {first.day} " in after(text, f"Week {week + 1} ")


def after(text: str, mark: str, *, length: int = 200) -> str:
    return text[text.index(mark) :][:length]


def test_a_change_begins_on_its_weeks_first_day_and_in_its_weeks_rows() -> None:
    changed = replace(SIX[2], changes=(Change(3, replace(RAISE, reps=exactly(15))),), note="")
    text = said(replace(PLAN, prescriptions=(changed,)))
    assert "From 15 December" in text  # the first day of week 3, two weeks after the first
    weeks = re.split(r"Week \d", text)[1:5]
    assert ["15 times" in week for week in weeks] == [False, False, True, True]


def test_a_new_note_is_told_from_its_week_on_the_same_card() -> None:
    """One card, no new dose anywhere: not at a glance, not in the diary."""
    noted = replace(SIX[0], note="Gently.", changes=(Change(3, SIX[0].dose, "Now go further."),))
    text = said(replace(PLAN, prescriptions=(noted,), footwear=""))
    assert text.count("Put a towel under your left foot") == 1
    assert text.count("Gently.") == 1
    assert "From 15 December: Now go further." in text
    assert text.count("15 Dec") == 1
    assert "new dose" not in text
    weeks = re.split(r"Week \d", text)[1:5]
    assert ["the new note on its card" in week for week in weeks] == [False, False, True, True]


def test_a_note_ends_where_the_next_one_begins_and_the_last_with_its_exercise() -> None:
    """`wk 1 floor, wk 2 on a pillow, wk 3-4 with a ball`: nobody does two of them at once."""
    changes = (Change(2, SIX[0].dose, "On a pillow."), Change(3, SIX[0].dose, "With a ball."))
    noted = replace(SIX[0], note="Floor.", changes=changes, last_week=4)
    text = said(replace(PLAN, prescriptions=(noted,), footwear=""))
    assert "8 December to 14 December: On a pillow." in text
    assert "15 December to 28 December: With a ball." in text
    unended = said(replace(PLAN, prescriptions=(replace(noted, last_week=0),), footwear=""))
    assert "From 15 December: With a ball." in unended


def test_an_exercise_of_some_weeks_stands_in_those_only() -> None:
    some = replace(SIX[0], first_week=2, last_week=3)
    text = said(replace(PLAN, prescriptions=(some, SIX[1])))
    weeks = re.split(r"Week \d (?=[A-Z])", text)[1:5]
    assert ["Towel stretch" in week for week in weeks] == [False, True, True, False]


# How much: what was prescribed, and nothing else.


def test_a_card_says_what_was_prescribed_and_no_presets_fact() -> None:
    """The exercise's own presets hold 30 seconds and say how often: this dose does not."""
    dose = Dose(reps=exactly(7), days=Days(Rhythm.NAMED, (0, 3)))
    plan = replace(PLAN, prescriptions=(replace(SIX[0], dose=dose), SIX[1]))
    pages = pages_of_text(press().print(plan, issued=ISSUED).pdf)
    card = re.split(r"\b2 Ankle circles", page_with(pages, "Put a towel"))[0]
    assert "7 times" in card
    assert "Mondays and Thursdays" in card
    assert not re.search(r"30 seconds|[Hh]old \d|Rest \d|[Tt]wice|sets", card)


def test_no_dose_of_one_exercise_stands_on_another() -> None:
    one = replace(SIX[0], dose=replace(STRETCH, reps=exactly(7), hold=exactly(41)))
    other = replace(SIX[5], dose=replace(STRETCH, reps=exactly(9), hold=exactly(52)))
    text = said(replace(PLAN, prescriptions=(one, other)))
    assert len(re.findall(r"41 seconds", text)) == 2  # at a glance and on the card
    assert len(re.findall(r"52 seconds", text)) == 2
    order = re.findall(r"(Towel stretch|Wall calf stretch|41 seconds|52 seconds)", text)
    told = [name for name, then in pairwise(order) if then.endswith("seconds")]
    assert told == ["Towel stretch", "Wall calf stretch"] * 2


# To hold, where it is said for how long.


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        (Dose(reps=exactly(3), days=Days(Rhythm.EVERY_DAY)), False),
        (Dose(reps=exactly(3), hold=exactly(30), days=Days(Rhythm.EVERY_DAY)), True),
        (Dose(hold=exactly(30), days=Days(Rhythm.EVERY_DAY)), True),
        (Dose(), True),
    ],
)
def test_the_steps_say_hold_where_the_dose_does(dose: Dose, told: bool) -> None:
    """One press prints them all: what it has drawn for one dose is not another's."""
    text = said(replace(PLAN, prescriptions=(replace(SIX[0], dose=dose),)))
    assert ("stretch. Hold." in text) is told
    assert "Hold both ends" in text
