"""The name of an own exercise -> the part that the handout names with its side."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.plan import EACH_DIRECTION, EACH_WAY, Side
from clinicplan.workbook.plans.limbs import goes_sideways, goes_to_each_side, part_of
from tests.workbook.workbooks import OWN, book, patient, read, row


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("side lying abd", "leg"), ("Sideways jump and land", "leg"), ("SLR", "leg"),
        ("SL balance w ball throw", "leg"), ("Step over stick", "leg"), ("Pogos", "leg"),
        ("Heel raise on one leg", "leg"), ("Tib nerve glide", "leg"), ("KTW", "leg"),
        ("Band eversion", "foot"), ("seated heal raise", "foot"), ("Short-foot", "foot"),
        ("Shoulder abduction", "arm"), ("Hand to shoulder", "arm"), ("Biceps curl", "arm"),
        ("Grip", "hand"), ("Wrist curls", "hand"),
        # toes are curled, and pulled against a band; an arm is one only by its name
        ("FHL band curl", "foot"), ("EHL pull", "foot"), ("FDL press", "foot"),
        ("Big toe curl", "foot"), ("1st MTP mobilisation", "foot"), ("Tib post raise", "foot"),
        ("TIB POST RAISE", "foot"), ("Tib ant wall raises", "foot"), ("Peroneal pull", "foot"),
        ("Peroneal nerve slider", "leg"), ("Sural nerve glide", "leg"), ("Tandem stand", "foot"),
        ("Hamstring curl", "leg"), ("Standing row", "side"), ("Band curl", "side"),
        ("Hammer curl", "side"), ("Lat pull", "side"), ("Hops fwd/back", "leg"),
        ("Step forward and back", "leg"), ("Back extension", "side"), ("Scar massage", "side"),
        ("Piriformis stretch", "leg"), ("Triceps surae stretch", "leg"), ("Triceps dips", "arm"),
        ("Biceps femoris curl", "leg"), ("Deltoid ligament stretch", "foot"),
        ("Shoulder bridge", "leg"), ("External rotator stretch", "side"),
        ("Rotator cuff pull", "arm"), ("Flexor hallucis curl", "foot"),
        # the trunk, two limbs, or nothing that is known
        ("Side plank", "side"), ("Neck side bend", "side"), ("Bird dog arm and leg", "side"),
        ("Hand on wall calf stretch", "side"), ("Knee rolls", "side"),
        ("Balance on cushion eyes shut", "leg"), ("Wobble board", "foot"), ("Nordic hams", "leg"),
        ("Legend", "side"), ("", "side"),
    ],
)  # fmt: skip
def test_a_name_may_tell_the_part(name: str, part: str) -> None:
    assert part_of(name) == part


@pytest.mark.parametrize(
    ("step", "part"),
    [
        ("Lift your {side} leg.", "leg"), ("Turn your left wrist.", "hand"),
        ("Knees bent. Turn your head.", "side"), ("Lift the right arm and the left leg.", "side"),
    ],
)  # fmt: skip
def test_steps_tell_it_where_a_side_stands_before_it(step: str, part: str) -> None:
    assert part_of("Star", (step,)) == part


@pytest.mark.parametrize(
    ("name", "limb", "side", "told"),
    [
        ("Side plank", "", "right", True), ("Sideways crawl", "", "left", True),
        ("Side plank", "leg", "right", False), ("Side lying abd", "", "right", False),
        ("Side plank", "", "each", False), ("Plank", "", "right", False),
    ],
)  # fmt: skip
def test_right_side_beside_a_way_is_told(
    name: str, limb: str, side: str, *, told: bool, tmp_path: Path
) -> None:
    own = {**OWN, "Name": name, "Foot or leg": limb}
    rows = [row(Exercise=own["Code"], Side=side, Dose="10, daily")]
    made = book(patients=[patient(Side="")], My_exercises=[own], exercises=rows)
    codes = {item.code for item in read(made, tmp_path).findings}
    assert ("side-may-be-a-way" in codes) is told


@pytest.mark.parametrize(
    ("name", "turns"),
    [
        ("Knee rolls", True), ("Trunk rotation lying", True), ("Neck side bend", True),
        ("Side bends", True), ("Lumbar rotation", True), ("Head turns", True),
        ("Knee bends", False), ("Hip rotation", False), ("Knee to wall", False),
        ("Calf foam roll", False), ("Side lying leg lift", False), ("", False),
    ],
)  # fmt: skip
def test_some_movements_go_to_each_side(name: str, *, turns: bool) -> None:
    assert goes_to_each_side(name) is turns


@pytest.mark.parametrize(
    ("name", "sideways"),
    [
        ("Side steps", True), ("Crab walk with band", True), ("Lateral shuffle", True),
        ("Turns on the spot", True), ("Side step-ups", False), ("Side step ups", False),
        ("Toe turns", False), ("Side lunges", False), ("Heel to toe walk", False),
        ("Walk in place", False), ("", False),
    ],
)  # fmt: skip
def test_some_go_sideways(name: str, *, sideways: bool) -> None:
    assert goes_sideways(name) is sideways


@pytest.mark.parametrize(
    ("name", "typed", "side", "parts"),
    [
        ("Knee rolls", "10 each side, daily", None, (EACH_DIRECTION,)),
        ("Knee rolls", "10, daily, right", Side.RIGHT, ()),
        ("Leg swings", "10 each side, daily", Side.EACH, ()),
    ],
)
def test_each_side_of_a_turn_is_no_leg(
    name: str, typed: str, side: Side | None, parts: tuple[str, ...], tmp_path: Path
) -> None:
    own = {**OWN, "Name": name, "Foot or leg": "leg"}
    made = book(patients=[patient(Side="")], My_exercises=[own],
                exercises=[row(Exercise=own["Code"], Dose=typed)])  # fmt: skip
    (plan,) = read(made, tmp_path).plans
    (found,) = plan.prescriptions
    assert (found.side, found.parts) == (side, parts)


@pytest.mark.parametrize("typed", ["", "each", "both"])
@pytest.mark.parametrize(
    ("name", "dose", "part"),
    [
        ("Side steps", "10 steps each way x2 daily", EACH_WAY),
        ("Side steps", "10 each direction, daily", EACH_DIRECTION),
        ("Crab walk with band", "3 sets of 10 steps each way, daily", EACH_WAY),
        ("Heel to toe walk", "10 steps each way, daily", EACH_WAY),
        ("Tandem stand", "10 secs each way, daily", EACH_WAY),
        ("Knee rolls", "10 each way, daily", EACH_WAY),
        ("Side steps", "10 each side, daily", EACH_DIRECTION),
        ("Turns on the spot", "5 per side, daily", EACH_DIRECTION),
    ],
)
def test_what_goes_each_way_is_not_doubled_by_its_side(
    name: str, dose: str, part: str, typed: str, tmp_path: Path
) -> None:
    own = {**OWN, "Name": name, "Foot or leg": ""}
    made = book(patients=[patient(Side="")], My_exercises=[own],
                exercises=[row(Exercise=own["Code"], Side=typed, Dose=dose)])  # fmt: skip
    (plan,) = read(made, tmp_path).plans
    (found,) = plan.prescriptions
    assert (found.side, found.parts) == (None, (part,))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Big toe up and down", "each"), ("Band in/out", "each"), ("Star reach", "left"),
        ("Side hops", "each"), ("Side step-ups", "each"), ("Crab walk", "left"),
    ],
)  # fmt: skip
def test_a_limb_that_goes_each_way_keeps_its_side(name: str, typed: str, tmp_path: Path) -> None:
    own = {**OWN, "Name": name}
    made = book(patients=[patient(Side="")], My_exercises=[own],
                exercises=[row(Exercise=own["Code"], Side=typed, Dose="10 each way, daily")])
    (plan,) = read(made, tmp_path).plans
    (found,) = plan.prescriptions
    assert (found.side, found.parts) == (Side(typed), (EACH_WAY,))


@pytest.mark.parametrize(
    ("name", "typed", "side"),
    [
        ("Calf stretch bent knee", "both sides", Side.EACH), ("Press-ups", "both sides", None),
        ("Calf stretch bent knee", "both", Side.BOTH),
        ("Calf stretch bent knee", "both together", Side.BOTH),
        ("Wall sit", "both", None), ("Wall sit", "each", Side.EACH),
    ],
)  # fmt: skip
def test_both_sides_of_an_own_exercise_are_each(
    name: str, typed: str, side: Side | None, tmp_path: Path
) -> None:
    own = {**OWN, "Name": name}
    made = book(patients=[patient(Side="")], My_exercises=[own],
                exercises=[row(Exercise=own["Code"], Side=typed, Dose="10, daily")])  # fmt: skip
    (plan,) = read(made, tmp_path).plans
    assert plan.prescriptions[0].side is side
