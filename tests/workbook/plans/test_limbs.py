"""The name of an own exercise -> the part that the handout names with its side."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.workbook.plans.limbs import part_of
from tests.workbook.workbooks import OWN, book, patient, read, row


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("side lying abd", "leg"), ("Sideways jump and land", "leg"), ("SLR", "leg"),
        ("SL balance w ball throw", "leg"), ("Step over stick", "leg"), ("Pogos", "leg"),
        ("Heel raise on one leg", "leg"), ("Tib nerve glide", "leg"), ("KTW", "leg"),
        ("Band eversion", "foot"), ("seated heal raise", "foot"), ("Short-foot", "foot"),
        ("Shoulder abduction", "arm"), ("Standing row", "arm"), ("Hand to shoulder", "arm"),
        ("Grip", "hand"), ("Wrist curls", "hand"),
        # the trunk, two limbs, or nothing that is known
        ("Side plank", "side"), ("Neck side bend", "side"), ("Bird dog arm and leg", "side"),
        ("Hand on wall calf stretch", "side"), ("Knee rolls", "side"),
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
