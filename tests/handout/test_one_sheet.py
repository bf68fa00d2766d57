"""One sheet for the fridge door: every dose, where to get help, and nothing that does not fit."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pypdfium2
import pytest

from benchmarks.emptiness import measured
from clinicplan.dose import exactly
from clinicplan.errors import BrokenHandout
from clinicplan.plan import Change, Clinic, Plan
from tests.handout.plans import ALTERNATE, CLINIC, ISSUED, PLAN, RAISE, SIX, catalogue, press
from tests.handout.reading import links, loose_marks, pages_of_text, structure, words
from tests.handout.test_layout import LETTER, NOTE, overlaps
from tests.handout.test_press import is_accessible, outside

GROWING = tuple(Change(week, replace(RAISE, reps=exactly(10 + week))) for week in (2, 3, 4))
PLANS = {
    "six": PLAN,
    "one": replace(PLAN, prescriptions=SIX[:1], weeks=1),
    "three, twelve weeks": replace(PLAN, prescriptions=SIX[:3], weeks=12),
    "no end": replace(PLAN, prescriptions=SIX[3:], weeks=0, review=None),
    "growing": replace(PLAN, prescriptions=(*SIX[:2], replace(SIX[2], changes=GROWING), *SIX[3:])),
    "open": replace(
        PLAN, prescriptions=tuple(replace(item, dose=replace(ALTERNATE, days=None)) for item in SIX)
    ),
    "edition": replace(PLAN, edition="large-print"),
}


def sheet(plan: Plan, clinic: Clinic = CLINIC) -> bytes:
    return press(clinic).one_sheet(plan, issued=ISSUED, seal="0123456789abcdef").pdf


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_two_sides_with_every_dose(name: str, clinic: Clinic) -> None:
    plan = PLANS[name]
    pdf = sheet(plan, clinic)
    front, back = pages_of_text(pdf)
    said = " ".join(front.split())
    wording, exercises = press(clinic)._wording, press(clinic)._exercises
    for item in plan.prescriptions:
        dose = wording.dose_sentence(item, exercises[item.exercise], start=plan.start)
        assert " ".join(dose.split()) in said
        assert exercises[item.exercise].name in said
        assert item.note in said
    assert "Read your full plan HS-0417 first." in said
    for flags in catalogue().regions["uk"].lists:
        assert flags.heading in " ".join(back.split())
    assert list(overlaps(pdf)) == []
    assert outside(pdf) == []


TEN = replace(PLAN, prescriptions=(*SIX, *SIX[:4]), take_care=("balance",))
WORDY = replace(
    PLAN, prescriptions=tuple(replace(item, note="Slowly, as we showed you. " * 12) for item in SIX)
)


@pytest.mark.parametrize("plan", [TEN, WORDY], ids=["ten", "wordy"])
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_two_sheets_hold_what_one_does_not(clinic: Clinic, plan: Plan) -> None:
    """Every dose, side, caution and note, all signs, and weeks of the diary: nothing is lost."""
    pdf = sheet(plan, clinic)
    first, other, *diary = (" ".join(text.split()) for text in pages_of_text(pdf))
    wording, exercises = press(clinic)._wording, press(clinic)._exercises
    said = f"{first} {other}"
    for item in plan.prescriptions:
        dose = wording.dose_sentence(item, exercises[item.exercise], start=plan.start)
        count = [each.exercise for each in plan.prescriptions].count(item.exercise)
        assert said.count(" ".join(dose.split())) >= count
        assert " ".join(item.note.split()) in said
        assert exercises[item.exercise].caution.split("{")[0] in said
    assert ("Take extra care" in first) is bool(plan.take_care)
    assert "Fill in its diary or the one on the second sheet, not both." in first
    assert "Pain 0 to 3: Carry on" in other or "0 to 3 Carry on" in other
    signs = [sign for flags in catalogue().regions["uk"].lists for sign in flags.signs]
    assert [sign for sign in signs if sign not in diary[0]] == []
    assert "Week 2" in " ".join(diary)
    assert 1 <= len(diary) <= 2
    assert list(overlaps(pdf)) == []
    assert outside(pdf) == []
    assert loose_marks(pdf) == []
    assert is_accessible(pdf)


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_it_can_be_read_aloud_and_touched(clinic: Clinic) -> None:
    pdf = sheet(PLAN, clinic)
    assert loose_marks(pdf) == []
    assert is_accessible(pdf)
    assert sheet(PLAN, clinic) == pdf
    kinds = [kind for _, kind, _ in structure(pdf)]
    assert (kinds.count("H1"), kinds.count("H2")) == (2, 7)
    assert kinds.count("Table") == (2 if clinic == CLINIC else 1)
    figures = [alt for _, kind, alt in structure(pdf) if kind == "Figure"]
    assert "" not in figures
    assert sum("left" in alt or "right" in alt for alt in figures) == 12
    assert [uri for page, uri, _ in links(pdf)] == [
        "tel:+441632960417",
        "mailto:hello@harbourstreet.example",
        "tel:+441632960418",
    ]


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_the_front_is_filled_with_what_a_patient_needs(clinic: Clinic, count: int) -> None:
    pdf = sheet(replace(PLAN, prescriptions=SIX[:count]), clinic)
    front = " ".join(pages_of_text(pdf)[0].split())
    assert "Carry on" in words(pdf)
    assert "Chest pain or short of breath: call 999 now." in words(pdf)
    assert ("Carry on" in front) is (count < 6)
    assert "Take care Breathe. Do not bounce." in front
    assert front.count("Take care") == count
    assert "Hard to get down? Sit on a firm bed." in front
    if count < 3:
        assert "Start Sit on the floor with your legs straight. 1 Put a towel" in front
    assert measured(pdf, "").pages[0] < 0.25


def test_a_note_is_told_before_steps() -> None:
    noted = replace(SIX[0], note="Slowly now. " * 60)
    front = words(sheet(replace(PLAN, prescriptions=(*SIX[:2], noted))))
    assert front.count("Slowly now.") == 60
    assert "Put a towel" not in front


@pytest.mark.parametrize(
    ("name", "title", "more"),
    [
        ("one", "Your diary", False),
        ("three, twelve weeks", "Diary, weeks 1 to 3 of 12", True),
        ("no end", "Diary, weeks 1 to 3", True),
    ],
)
def test_weeks_that_are_left_out_are_seen_to_be(name: str, title: str, *, more: bool) -> None:
    text = " ".join(words(sheet(PLANS[name])).split())
    assert title in text
    assert "Fill in its diary or the one overleaf, not both." in text
    assert ("Then go on in your full plan." in text) is more


def test_the_warm_up_is_read_before_the_first_exercise() -> None:
    text = " ".join(words(sheet(PLAN)).split())
    first = text.index("Warm up first: walk gently for 5 to 10 minutes.")
    assert first < text.index("1 Towel stretch")


def test_all_warning_signs_are_there_whatever_else_is_not() -> None:
    """A heading alone ("Back: call 999") would send somebody off for any pain."""
    signs = [sign for flags in catalogue().regions["uk"].lists for sign in flags.signs]
    for plan, clinic in product(PLANS.values(), (CLINIC, LETTER)):
        shown = " ".join(words(sheet(plan, clinic)).split())
        assert [sign for sign in signs if sign not in shown] == []


@pytest.mark.parametrize(
    ("name", "clinic"),
    [("one", CLINIC), ("one", LETTER), ("three, twelve weeks", CLINIC)],
)
def test_signs_to_look_for_begin_lines_of_their_own(name: str, clinic: Clinic) -> None:
    pdf = sheet(PLANS[name], clinic)
    signs = [sign for flags in catalogue().regions["uk"].lists for sign in flags.signs]
    text = " ".join(words(pdf).split())
    assert [sign for sign in signs if f"• {sign}" not in text] == []
    assert sum(kind == "LI" for _, kind, _ in structure(pdf)) >= len(signs)
    assert list(overlaps(pdf)) == []


@pytest.mark.parametrize(
    ("clinic", "weeks"), [(CLINIC, "weeks 1 to 2 of 4"), (LETTER, "week 1")], ids=["A4", "Letter"]
)
def test_the_signs_come_before_weeks(clinic: Clinic, weeks: str) -> None:
    text = " ".join(words(sheet(PLAN, clinic)).split())
    assert f"Diary, {weeks}. Then go on in your full plan." in text
    assert re.search("Back: call 999 or go to A&E now (• )?numbness or tingling", text)
    assert re.search("Foot, leg or chest: call 999 or go to A&E now (• )?chest pain", text)


def test_what_to_take_care_of_comes_before_a_second_picture() -> None:
    """Rows of many words have the picture of how the exercise ends, and not two without it."""
    note = "Start slowly, then as far as it goes without any pain at all."
    pdf = sheet(replace(PLAN, prescriptions=tuple(replace(each, note=note) for each in SIX)))
    assert words(pdf).count("Take care") == 6
    assert sum(kind == "Figure" and ("left" in alt or "right" in alt)
               for _, kind, alt in structure(pdf)) == 6  # fmt: skip
    assert list(overlaps(pdf)) == []


def test_all_of_what_to_take_care_of_is_told() -> None:
    exercises = catalogue().exercises
    for clinic in (CLINIC, LETTER):
        text = " ".join(words(sheet(PLAN, clinic)).split())
        cautions = [exercises[item.exercise].caution for item in SIX]
        assert [each for each in cautions if each.split("{")[0] not in text] == []


def test_each_sign_of_the_strip_has_its_own_sentence() -> None:
    """In the order in which it is read; what a band says stands under its sign alone."""
    text = " ".join(words(sheet(PLAN)).split())
    said = (
        "Chest pain or short of breath: call 999 now.",
        "Pain 0 to 3: Carry on A mild ache is fine.",
        "Pain 4 to 5: Ease off Do less. It should settle within 24 hours.",
        "Pain 6 to 10: Stop Stop that exercise. Call us. Closed? Call 111.",
    )
    assert " ".join(said) in text


def test_what_to_do_with_the_worst_pain_stands_under_its_sign() -> None:
    page = pypdfium2.PdfDocument(sheet(PLAN))[1].get_textpage()
    said = "A mild ache", "Pain 4 to 5", "Do less.", "Pain 6 to 10", "Stop that"
    go, eased, ease, stopped, stops = (_left_of(page, words_) for words_ in said)
    assert go + 100 < ease < eased < stops < stopped  # a sign stands before its word


def _left_of(page: pypdfium2.PdfTextPage, word: str) -> float:
    """Where the last of such words begins."""
    searcher, found = page.search(word), []
    while place := searcher.get_next():
        found.append(page.get_charbox(place[0])[0])
    return float(found[-1])


@pytest.mark.parametrize("cares", [("reduced-feeling",), ()])
def test_who_feels_less_is_told_to_look_at_the_feet(cares: tuple[str, ...]) -> None:
    text = " ".join(words(sheet(replace(PLAN, take_care=cares))).split())
    assert ("Look first You may not feel that something hurts." in text) is bool(cares)


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, prescriptions=(*SIX, *SIX, SIX[0])),
        replace(PLAN, prescriptions=(replace(SIX[0], note=NOTE),)),
    ],
    ids=["thirteen", "a long note"],
)
def test_what_does_not_fit_is_refused_and_the_plan_itself_is_made(plan: Plan) -> None:
    with pytest.raises(BrokenHandout):
        sheet(plan)
    assert press().beside("one-sheet", plan, issued=ISSUED, seal="") == {}
    assert press().print(plan, issued=ISSUED).pages > 2


def test_no_other_name_is_taken() -> None:
    assert set(press().beside("one-sheet", PLAN, issued=ISSUED, seal="")) == {" one-sheet.pdf"}
