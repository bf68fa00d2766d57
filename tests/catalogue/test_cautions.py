"""Which exercises a caution rules out, and in which way of doing them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from clinicplan.catalogue.values import Caution
from tests.catalogue.shipped import EXERCISES, SHIPPED

ALL = ("",)
BALLS = ("ball-chair", "massage-ball-chair", "ball-standing")
RULED_OUT: dict[str, Mapping[str, tuple[str, ...]]] = {
    "reduced-feeling": {
        "foot-ball-roll": ("bottle-chair", *BALLS),
        "toe-walk": ALL,
        "toe-walk-3-way": ALL,
        "heel-raise-single": ALL,
    },
    "poor-circulation": {
        "foot-ball-roll": ("bottle-chair",),
        "band-pull-back": ALL,
        "band-plantarflexion": ALL,
    },
    "open-wound": dict.fromkeys(
        (
            "foot-ball-roll", "toe-press", "toe-pencil", "towel-scrunch", "toe-walk",
            "toe-walk-3-way", "heel-raise-single", "heel-raise-double", "towel-stretch",
            "lying-towel-raise", "band-pull-back", "band-plantarflexion",
        ),
        ALL,
    ),
    "balance": {
        "toe-walk": ALL,
        "toe-walk-3-way": ALL,
        "heel-raise-single": ALL,
        "toe-press": ALL,
        "toe-pencil": ("standing",),
        "ankle-circles": ("standing",),
        "foot-ball-roll": ("ball-standing",),
    },
    "recent-surgery": dict.fromkeys(
        (
            "toe-walk", "toe-walk-3-way", "heel-raise-single", "heel-raise-double",
            "wall-calf-stretch", "band-pull-back", "band-plantarflexion",
        ),
        ALL,
    ),
    "pregnancy": {
        "lying-towel-raise": ALL,
        "ankle-circles": ("lying",),
        "toe-walk": ALL,
        "toe-walk-3-way": ALL,
        "heel-raise-single": ALL,
    },
    "diabetes": {"foot-ball-roll": ("bottle-chair",)},
}  # fmt: skip


def ruled_out(code: str) -> set[tuple[str, str]]:
    return {
        (conflict.exercise, variant)
        for conflict in SHIPPED.cautions[code].conflicts
        for variant in conflict.variants or ALL
    }


def test_there_are_these_cautions_and_no_others() -> None:
    assert set(SHIPPED.cautions) == set(RULED_OUT)


@pytest.mark.parametrize("code", RULED_OUT)
def test_a_caution_rules_these_out(code: str) -> None:
    expected = {(name, way) for name, ways in RULED_OUT[code].items() for way in ways}
    assert ruled_out(code) == expected


def test_every_balance_task_goes_against_the_balance_caution() -> None:
    tasks = {(e.code, v.code) for e in EXERCISES for v in e.variants if v.balance}
    whole = {name for name, way in ruled_out("balance") if not way}
    assert {task for task in tasks if task[0] not in whole} <= ruled_out("balance")
    assert whole <= {name for name, _ in tasks}


def test_a_frozen_bottle_goes_against_all_that_dulls_or_cools_the_foot() -> None:
    bottle = ("foot-ball-roll", "bottle-chair")
    cold = {"reduced-feeling", "poor-circulation", "diabetes"}
    assert {code for code in SHIPPED.cautions if bottle in ruled_out(code)} == cold


@pytest.mark.parametrize("caution", SHIPPED.cautions.values(), ids=lambda caution: caution.code)
def test_reasons_read_on_after_a_colon(caution: Caution) -> None:
    reasons = [conflict.reason for conflict in caution.conflicts]
    assert reasons
    assert all(reason[0].islower() and reason.endswith(".") for reason in reasons)
