"""A plan's cautions and its own limits of pain -> one story in every guide to pain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.plan import Plan
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, press
from tests.handout.test_heeded import PAPERS, pages

OWN = (SIX[1], replace(SIX[3], note="Stop at 3 out of 10."))


def said(paper: str, **values: object) -> str:
    plan: Plan = replace(PLAN, **{"prescriptions": SIX[1:4], "note": "", **values})  # type: ignore[arg-type]
    return " ".join(pages(plan, paper)).replace("• ", "")


@pytest.mark.parametrize("paper", PAPERS)
def test_an_exercise_with_a_limit_of_its_own_is_named_beside_the_scores(paper: str) -> None:
    text = said(paper, prescriptions=OWN)
    assert "Exercise 2 names its own limit for pain. There, that limit counts." in text
    assert "Ease off" in text
    assert "its own limit" not in said(paper)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("note", "items", "told"),
    [
        ("Stop at 3 out of 10.", SIX[1:4], "The note from Alex names your limit for pain."),
        ("", OWN[1:], "Your exercise names its own limit for pain. That limit counts."),
    ],
)
def test_a_limit_for_all_takes_the_place_of_the_scores(
    paper: str, note: str, items: tuple[object, ...], told: str
) -> None:
    text = said(paper, note=note, prescriptions=items)
    assert told in text
    assert "More pain than that? Stop that exercise." in text
    assert [word for word in ("Carry on", "It should settle", "A mild ache") if word in text] == []
    assert "you have a sharp or new pain" in text
    assert "Chest pain or short of breath" in text


def test_a_note_that_speaks_of_one_exercise_leaves_the_scores_to_the_others() -> None:
    text = said("standard", note="Exercise 2: pain up to 5/10 is fine.")
    assert "Where it speaks of pain, it counts more than these scores." in text
    assert "4 to 5 Ease off" in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("care", ["diabetes", "reduced-feeling", "recent-surgery"])
def test_nobody_eases_off_where_the_signs_say_to_call_at_once(paper: str, care: str) -> None:
    text = said(paper, take_care=(care,), prescriptions=SIX[3:4])
    kept = ("It should settle", "A mild ache", "Some ache is", "then do half", "worse after 2")
    assert [words for words in kept if words in text] == []
    assert "4 to 10" in text
    assert ("Look first" in text) is (care != "recent-surgery")
    assert ("Where you were operated on: stop." in text) is (care == "recent-surgery")
    assert ("Diabetes or numb feet: rest your foot." in text) is (care == "reduced-feeling")


def test_with_a_caution_the_limit_that_comes_first_counts() -> None:
    text = said("standard", take_care=("diabetes",), prescriptions=OWN)
    assert "that limit counts. Stop at whichever comes first" in text
    assert "0 to 3 Look first" in text


@pytest.mark.parametrize("care", ["diabetes", "reduced-feeling"])
def test_the_signs_of_diabetes_move_up_for_numb_feet_as_well(care: str) -> None:
    text = said("standard", take_care=(care,))
    assert text.index("rest your foot. Call your foot team") < text.index("Back, foot or leg: call")
    assert text.count("Look at your feet, and between your toes") == 1


def test_whom_to_call_has_a_number_beside_it() -> None:
    plain = replace(PLAN, practitioner=replace(PLAN.practitioner, phone=""))
    text = " ".join(pages(plain, "standard"))
    assert f"Stop that exercise. Call us on {CLINIC.phone}. Closed? Call 111." in text
    assert press().print(plain, issued=ISSUED).pages == 7


@pytest.mark.parametrize(
    "note",
    [
        "Next morning pain >5/10: only 3 that day", "if big toe hurts leave 2 days then try again",
        "pain >5/10 - take stick and half the time", "stop if landing noisy or midfoot pain",
        "If pain >5/10 drop to 2 sets", "pain >3 go one step back", "no heel pain while stretching",
        "pain behind ankle bone over 3/10 = stop the set", "don't force into pain",
        "Pain >3/10 next day = repeat the week", "pain >3 skip the next day",
        "stay put if >5/10 or stiffer next morning",
    ],
)  # fmt: skip
def test_what_a_note_says_to_do_in_pain_counts_more_than_the_guide(note: str) -> None:
    text = said("standard", prescriptions=(replace(SIX[0], note=note), SIX[1]))
    assert "Exercise 1 says for itself what to do in pain." in text
    assert "Ease off" in text
    assert "More pain than that?" not in text


@pytest.mark.parametrize(
    "note",
    ["", "No pain -> backpack 5 kg", "slowly", "Gel is for pain", "Once a week only: the pool",
     "no pain relief before", "Sore or hot: ring the hospital"],
)  # fmt: skip
def test_other_notes_leave_the_guide(note: str) -> None:
    text = said("standard", prescriptions=(replace(SIX[0], note=note),))
    assert "what to do in pain." not in text


@pytest.mark.parametrize(
    "note",
    ["If swollen next day drop to 1 set until settled", "Swollen the day after: skip one session.",
     "still puffy next morning = back a step", "If the toe swells leave it for that day"],
)  # fmt: skip
def test_what_a_note_says_to_do_when_it_swells_counts_more_than_the_guide(note: str) -> None:
    text = said("standard", prescriptions=(replace(SIX[0], note=note), SIX[1]))
    assert "Exercise 1 says for itself what to do if it swells." in text
    assert "your foot swells, goes red or feels hot" in text


@pytest.mark.parametrize(
    "note",
    ["If it swells stop and ring us", "Swollen, hot or red: leave it", "Calf swollen: skip it",
     "No swelling after: add a set", "Foot up after"],
)  # fmt: skip
def test_a_warning_sign_stays_one(note: str) -> None:
    text = said("standard", prescriptions=(replace(SIX[0], note=note), SIX[1]))
    assert "what to do if it swells" not in text


@pytest.mark.parametrize(
    "note", ["Stop set if more than 3/10", "Walk till the calf is moderately sore, then stop"]
)
def test_a_limit_in_few_words_is_one(note: str) -> None:
    text = said("standard", prescriptions=(replace(SIX[0], note=note), SIX[1]))
    assert "Exercise 1 names its own limit for pain." in text
