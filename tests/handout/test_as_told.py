"""What is typed of bed, toes and tools -> the card and the list of what is needed, as printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import AS_WRITTEN, Amount, Dose, Tempo, Times, exactly
from clinicplan.plan import Prescription, Side
from tests.handout.plans import CLINIC, ISSUED, PLAN, TWICE, press
from tests.handout.reading import words

ONCE = replace(TWICE, times=Times(1), reps=exactly(5))
TOWEL, CIRCLES, CURL = ("towel-stretch", "floor"), ("ankle-circles", "chair"), (
    "toe-curl-spread", "chair"
)  # fmt: skip
STRETCH, BALL, PRESS = ("toe-stretch", "chair"), ("foot-ball-roll", "ball-chair"), (
    "toe-press", "standing"
)  # fmt: skip


def printed(way: tuple[str, str], note: str, dose: Dose = ONCE) -> str:
    item = Prescription(*way, Side.LEFT, dose, note=note)
    plan = replace(PLAN, prescriptions=(item,), note="", version=1, replaces="")
    return words(press(CLINIC).print(plan, issued=ISSUED).pdf)


def test_what_is_done_before_rising_starts_in_bed_and_needs_no_mat() -> None:
    said = printed(TOWEL, "before you get out of bed")
    assert "Sit up in bed with your legs straight." in said
    assert "on the floor" not in said
    assert "mat or rug" not in said
    assert "Hard to get down" not in said
    assert "Walk gently for 5 to 10" not in said
    assert "In bed: sit up, or lie on your back." in printed(CIRCLES, "in bed")


def test_what_is_done_at_other_times_too_has_both_starts() -> None:
    said = printed(TOWEL, "before your first steps, and in the evening", TWICE)
    assert "Sit up in bed with your legs straight. Not in bed? Sit on the floor" in said
    assert "mat or rug" in said


def test_a_dose_in_its_own_words_says_it_as_well() -> None:
    spoken = "Before your feet touch the floor in the morning, pull for twenty seconds"
    dose = replace(TWICE, reps=Amount(3, 3, wording=AS_WRITTEN, words=spoken), times=None)
    said = printed(TOWEL, "", dose)
    assert "Sit up in bed" in said
    assert "When you wake up, exercise 1 needs no warm-up" in said


@pytest.mark.parametrize(
    "note", ["", "before bed", "not in bed", "Foot up on the bed or stool", "towel by the bed"]
)
def test_other_words_of_a_bed_leave_the_floor(note: str) -> None:
    said = printed(TOWEL, note)
    assert "Sit on the floor with your legs straight." in said
    assert "in bed with" not in said


@pytest.mark.parametrize(
    ("note", "toe"),
    [
        ("Big toe only", "big toe"), ("Right big toe.", "big toe"), ("R gt toe", "big toe"),
        ("only the big toe", "big toe"), ("hallux", "big toe"), ("Left 2nd toe", "2nd toe"),
        ("Big toe, up and down. Slowly.", "big toe"),
    ],
)  # fmt: skip
def test_a_toe_that_is_named_leads_title_glance_and_steps(note: str, toe: str) -> None:
    said = printed(STRETCH, note)
    assert said.count(f"Toe stretch: {toe}") >= 2, "at a glance and on the card"
    assert f"Only your {toe}." in said
    assert f"Stretch your left {toe} up." in said
    assert "left toes" not in said
    assert "Spread wide" not in said
    assert "Bend them" not in said


def test_some_toes_may_be_named_and_some_left_out() -> None:
    said = printed(STRETCH, "2nd + 3rd toe")
    assert "Only your 2nd and 3rd toes." in said
    assert "Spread wide" in said
    left_out = printed(CURL, "not 2nd n 3rd toe, wires in")
    assert "Not your 2nd and 3rd toes." in left_out
    assert "Only your" not in left_out


def test_a_direction_alone_has_no_steps_of_the_others() -> None:
    down = printed(STRETCH, "2nd toe. down only. Don't pull it upwards.")
    assert "Only your 2nd toe. Only down." in down
    assert "Bend your left 2nd toe down." in down
    assert " up." not in down.partition("Only down.")[2].partition("Take care")[0].replace(
        "pull it upwards.", "")  # fmt: skip
    hurried = replace(ONCE, tempo=Tempo(words="30 seconds up"))
    assert "Only up." in printed(STRETCH, "Right big toe.", hurried)
    up = printed(STRETCH, "up only")
    assert "Only up." in up
    assert "Bend them down" not in up
    assert "Spread wide" not in up


@pytest.mark.parametrize(
    "note", ["Up only as far as it goes", "push through the big toe", "if the big toe hurts, stop",
             "don't force the big toe"]
)  # fmt: skip
def test_other_words_of_a_toe_leave_the_steps(note: str) -> None:
    said = printed(STRETCH, note)
    assert "Stretch your left toes up." in said
    assert "Bend them down." in said
    assert "Toe stretch:" not in said


def test_ball_and_bottle_are_both_needed_and_in_the_steps() -> None:
    said = printed(BALL, "evening one with frozen bottle")
    assert "A tennis ball, a frozen bottle of water" in said
    assert "Put the ball or bottle under your left arch." in said
    assert "Wear a sock with the frozen bottle." in said
    assert "turns white, numb" in said
    assert "bottle" not in printed(BALL, "no frozen bottle yet").replace("no frozen bottle", "")


def test_sitting_for_what_is_shown_standing_has_a_chair_and_both_starts() -> None:
    said = printed(PRESS, "Weeks 1 to 2: sitting")
    assert "For sitting: sit tall on a chair. For standing: Stand tall." in said
    assert "a steady chair" in said
    assert "For sitting" not in printed(PRESS, "after long sitting")


def test_the_next_plan_has_its_steps_again() -> None:
    assert "Only your big toe" in printed(STRETCH, "big toe only")
    said = printed(STRETCH, "slowly")
    assert "Stretch your left toes up." in said
    assert "Toe stretch:" not in said


@pytest.mark.parametrize(
    ("note", "needed"),
    [
        ("rolled towel under the toes", "and a towel"),
        ("squeeze ball between heels", "and a tennis ball"),
        ("tennis ball squeezed between the heels", "and a tennis ball"),
    ],
)  # fmt: skip
def test_what_a_note_takes_besides_is_needed(note: str, needed: str) -> None:
    raised = ("heel-raise-single", "chair")
    assert needed in printed(raised, note)
    assert needed not in printed(raised, f"no {note}")
