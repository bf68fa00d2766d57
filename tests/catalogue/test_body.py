"""The part of the body by which an exercise is found: what its own text says, and no more."""

from __future__ import annotations

import pytest

from tests.catalogue.shipped import SHIPPED

SAID = {
    "toes": ("toe",),
    "sole": ("sole", "arch", "under your foot", "feet."),
    "ankle": ("ankle",),
    "calf": ("calf", "calves", "heel"),
    "leg": ("leg", "thigh", "shin"),
}
SAYS_SO = {
    "toes": ("toes",),
    "ankle": ("ankle",),
    "sole": ("sole", "arch"),
    "leg": ("thigh", "shin"),
}


@pytest.mark.parametrize("code", SHIPPED.exercises)
def test_a_part_is_named_by_the_exercise_itself(code: str) -> None:
    item = SHIPPED.exercises[code]
    own = f"{item.name} {item.why} {item.feel}".lower()
    assert item.body
    for part in item.body:
        assert any(word in own for word in SAID[part]), part


@pytest.mark.parametrize("code", SHIPPED.exercises)
def test_a_part_that_the_exercise_is_for_is_not_left_out(code: str) -> None:
    item = SHIPPED.exercises[code]
    for part, words in SAYS_SO.items():
        assert part in item.body or not any(word in item.why.lower() for word in words)


def test_no_part_is_a_condition() -> None:
    names = {name for key, name in SHIPPED.names.items() if key.startswith("body.")}
    assert len(names) == len(SAID)
    assert names.isdisjoint(topic.name.lower() for topic in SHIPPED.conditions.values())
