"""A note or a dose -> what its card no longer advises, read from the printed page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import AS_WRITTEN, Amount
from clinicplan.plan import Plan, Prescription, Side
from tests.handout.plans import CLINIC, ISSUED, PLAN, STRETCH, TWICE, press
from tests.handout.reading import words

ONE_LEG, TOWEL, CIRCLES = ("heel-raise-single", "chair"), ("towel-stretch", "floor"), (
    "ankle-circles", "chair"
)  # fmt: skip
PRESS, TOES, CURL = ("toe-press", "standing"), ("toe-stretch", "chair"), (
    "toe-curl-spread", "chair"
)  # fmt: skip
LEG, RAISE, PENCIL = ("lying-towel-raise", "lying"), ("heel-raise-double", "chair"), (
    "toe-pencil", "chair"
)  # fmt: skip


def printed(way: tuple[str, str], note: str = "", *, cares: tuple[str, ...] = ()) -> str:
    item = Prescription(*way, Side.BOTH if way is RAISE else Side.LEFT, STRETCH, note=note)
    plan = replace(PLAN, prescriptions=(item,), note="", version=1, replaces="")
    return of(replace(plan, take_care=cares))


def of(plan: Plan) -> str:
    return words(press(CLINIC).print(plan, issued=ISSUED).pdf)


@pytest.mark.parametrize(
    ("way", "note", "tip"),
    [
        (ONE_LEG, "NOT on the right. Right foot stays in the boot.", "Use both feet together"),
        (ONE_LEG, "no weight through the right", "Use both feet together"),
        (ONE_LEG, "Left leg only", "Use both feet together"),
        (ONE_LEG, "Never both feet together", "Use both feet together"),
        (TOWEL, "Keep knee straight.", "Bend your knee a little"),
        (TOWEL, "Don't bend the knee", "Bend your knee a little"),
        (TOWEL, "legs straight throughout", "Bend your knee a little"),
        (TOWEL, "Lying flat", "leaning back to pull"),
        (LEG, "other leg flat", "Bend your other knee"),
        (CIRCLES, "down only", "Only move your foot up and down"),
        (CIRCLES, "Do not pull it upwards", "Only move your foot up and down"),
        (PRESS, "standing only", "do it sitting"),
        (TOES, "no hands", "with one hand"),
        (CURL, "not 2nd and 3rd toe, wires in", "Spread your toes a little wider"),
        (CURL, "curl only", "Spread your toes a little wider"),
        (CURL, "leg elevated", "Keep your foot down"),
        (RAISE, "weight off the big toe", "Press through your big toes"),
        (RAISE, "no more than 10 a day", "Raise your heels a little higher"),
        (RAISE, "full height each time", "Raise your heels less"),
        (PENCIL, "use marbles", "thicker pencil"),
    ],
)  # fmt: skip
def test_a_card_does_not_advise_what_is_forbidden(
    way: tuple[str, str], note: str, tip: str
) -> None:
    assert tip in printed(way), "as it is without a note"
    assert tip not in printed(way, note)


@pytest.mark.parametrize(
    ("way", "note", "tip"),
    [
        (ONE_LEG, "Rolled towel under the toes", "Use both feet together"),
        (ONE_LEG, "not just before a run", "Use both feet together"),
        (ONE_LEG, "no limping", "Use both feet together"),
        (TOWEL, "knee slightly bent", "Bend your knee a little"),
        (TOWEL, "Do not bounce", "Bend your knee a little"),
        (CIRCLES, "up and down first, then round", "Only move your foot up and down"),
        (PRESS, "Sitting for two weeks, then standing", "do it sitting"),
        (CURL, "big toe first", "Spread your toes a little wider"),
        (RAISE, "shoes on", "Raise your heels less"),
        (PENCIL, "make it a game", "thicker pencil"),
    ],
)  # fmt: skip
def test_another_note_leaves_the_tips(way: tuple[str, str], note: str, tip: str) -> None:
    assert tip in printed(way, note)


def test_a_dose_a_plan_and_an_operation_forbid_as_a_note_does() -> None:
    tip = "Use both feet together"
    spoken = Amount(10, 10, wording=AS_WRITTEN, words="10, left leg only")
    item = Prescription(*ONE_LEG, Side.LEFT, replace(TWICE, reps=spoken))
    assert tip not in of(replace(PLAN, prescriptions=(item,), note=""))
    assert tip not in printed(ONE_LEG, cares=("recent-surgery",))
    whole = replace(PLAN, prescriptions=(Prescription(*ONE_LEG, Side.LEFT, STRETCH),),
                    note="Your right foot stays in the boot.")  # fmt: skip
    assert tip not in of(whole)


def test_the_next_plan_has_its_tips_again() -> None:
    assert "Bend your knee a little" not in printed(TOWEL, "knee straight")
    assert "Bend your knee a little" in printed(TOWEL, "towel by the bed")
