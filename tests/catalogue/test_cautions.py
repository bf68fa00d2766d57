"""Which exercises a caution rules out, and in which way of doing them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from clinicplan.catalogue.values import Caution
from tests.catalogue.shipped import EXERCISES, SHIPPED

ALL = ("",)
BALLS = ("ball-chair", "massage-ball-chair", "ball-standing")
Ways = Mapping[str, tuple[str, ...]]

# What an exercise does to foot and patient. Whoever is barred from one of a row is barred from all.
COLD: Ways = {"foot-ball-roll": ("bottle-chair",)}
PRESSURE: Ways = {"foot-ball-roll": ("bottle-chair", *BALLS)}
ON_TOES: Ways = dict.fromkeys(
    ("toe-walk", "toe-walk-3-way", "heel-raise-single", "heel-raise-double", "toe-press"), ALL
)
ONE_LEG: Ways = {"ankle-circles": ("standing",), "toe-pencil": ("standing",)}
TASKS: Ways = {
    **dict.fromkeys(("toe-walk", "toe-walk-3-way", "heel-raise-single", "toe-press"), ALL),
    **ONE_LEG,
    "foot-ball-roll": ("ball-standing",),
}
CALF_PULL: Ways = dict.fromkeys(
    ("wall-calf-stretch", "towel-stretch", "lying-towel-raise", "seated-heel-stretch"), ALL
)
BAND: Ways = dict.fromkeys(("band-pull-back", "band-plantarflexion"), ALL)
ROUND_FOOT: Ways = dict.fromkeys(("towel-stretch", "lying-towel-raise"), ALL)
GRIP: Ways = dict.fromkeys(("toe-pencil", "towel-scrunch"), ALL)
ON_FLOOR: Ways = {
    **dict.fromkeys(
        ("towel-stretch", "seated-heel-stretch", "band-pull-back", "lying-towel-raise"), ALL
    ),
    "ankle-circles": ("lying",),
    "toe-stretch": ("floor",),
    "band-plantarflexion": ("floor",),
}
FLAT_BACK: Ways = {"lying-towel-raise": ALL, "ankle-circles": ("lying",)}

LOADS: dict[str, tuple[Ways, ...]] = {
    "reduced-feeling": (PRESSURE, ON_TOES, ONE_LEG),
    "poor-circulation": (COLD, BAND),
    "open-wound": (PRESSURE, ON_TOES, GRIP, ROUND_FOOT, BAND),
    "balance": (TASKS, ON_FLOOR),
    "recent-surgery": (ON_TOES, ONE_LEG, CALF_PULL, BAND, PRESSURE),
    "pregnancy": (FLAT_BACK, TASKS),
    "diabetes": (COLD,),
}


def barred(code: str) -> set[tuple[str, str]]:
    """The exercises of the caution's loads with their ways, "" for all ways."""
    pairs = {(name, way) for load in LOADS[code] for name, ways in load.items() for way in ways}
    whole = {name for name, way in pairs if not way}
    return {(name, way) for name, way in pairs if not way or name not in whole}


def ruled_out(code: str) -> set[tuple[str, str]]:
    pairs = {
        (conflict.exercise, variant)
        for conflict in SHIPPED.cautions[code].conflicts
        for variant in conflict.variants or ALL
    }
    if ("foot-ball-roll", "") in pairs:
        pairs |= {("foot-ball-roll", way) for way in PRESSURE["foot-ball-roll"]}
    return pairs - {("foot-ball-roll", "")}


def test_there_are_these_cautions_and_no_others() -> None:
    assert set(SHIPPED.cautions) == set(LOADS)


@pytest.mark.parametrize("code", LOADS)
def test_a_caution_bars_the_same_load_alike(code: str) -> None:
    assert ruled_out(code) == barred(code)


def test_every_way_on_the_floor_says_how_to_go_round_it() -> None:
    floor = {
        (exercise.code, variant.code if len(exercise.variants) > 1 else "")
        for exercise in EXERCISES
        for variant in exercise.variants
        if variant.position in ("floor", "lying")
    }
    assert floor == {(name, way) for name, ways in ON_FLOOR.items() for way in ways}
    for exercise in EXERCISES:
        for variant in exercise.variants:
            on_floor = variant.position in ("floor", "lying")
            said = re.search(r"Hard to get down\? .* (bed|chair)\b", variant.care)
            assert bool(said) is on_floor, (exercise.code, variant.code)


def test_a_chair_is_named_only_where_there_is_a_way_on_one() -> None:
    for exercise in EXERCISES:
        seated = any(variant.position == "chair" for variant in exercise.variants)
        for variant in exercise.variants:
            assert seated or "chair" not in variant.care


def test_every_balance_task_goes_against_the_balance_caution() -> None:
    tasks = {(e.code, v.code) for e in EXERCISES for v in e.variants if v.balance}
    whole = {name for name, way in ruled_out("balance") if not way}
    assert {task for task in tasks if task[0] not in whole} <= ruled_out("balance")
    assert whole <= {name for name, _ in tasks} | set(ON_FLOOR)


def test_a_frozen_bottle_goes_against_all_that_dulls_or_cools_the_foot() -> None:
    cold = {"reduced-feeling", "poor-circulation", "diabetes"}
    bottle = ("bottle-chair",)
    barring = {
        caution.code
        for caution in SHIPPED.cautions.values()
        if any(conflict.variants == bottle for conflict in caution.conflicts)
    }
    assert barring == cold


@pytest.mark.parametrize("caution", SHIPPED.cautions.values(), ids=lambda caution: caution.code)
def test_reasons_read_on_after_a_colon(caution: Caution) -> None:
    reasons = [conflict.reason for conflict in caution.conflicts]
    assert reasons
    assert all(reason[0].islower() and reason.endswith(".") for reason in reasons)
