"""Reads values out of a recipe's tables: numbers, words, points; refuses what they are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from .geometry import Place, Vec
from .recipes import RecipeError

Table: TypeAlias = Mapping[str, object]
Places: TypeAlias = Mapping[str, Place]


def table(parent: Table, key: str) -> Table:
    """The table under a key; empty where it is absent."""
    value = parent.get(key, {})
    if not isinstance(value, dict):
        raise RecipeError(f"{key} must be a table")
    return value


def tables(parent: Table, key: str) -> list[Table]:
    """The list of tables under a key; empty where it is absent."""
    value = parent.get(key, [])
    if not isinstance(value, list):
        raise RecipeError(f"{key} must be a list of tables")
    return value


def number(parent: Table, key: str, default: float) -> float:
    """The number under a key."""
    value = parent.get(key, default)
    if not isinstance(value, int | float):
        raise RecipeError(f"{key} must be a number")
    return float(value)


def text(parent: Table, key: str, default: str = "") -> str:
    """The words under a key."""
    return str(parent.get(key, default))


def numbers(value: object) -> Vec:
    """A list of numbers as a vector."""
    return np.array(value, float)


def point(value: object, places: Places) -> Vec:
    """A world point: three numbers, or `{ on = place, at = [x, y, z] }` in a place's axes."""
    if not isinstance(value, dict):
        return numbers(value)
    place = value["on"]
    if place not in places:
        raise RecipeError(f"there is no {place} here, only {', '.join(sorted(places))}")
    return places[place].at(*value.get("at", (0, 0, 0)))


def optional(parent: Table, key: str) -> Vec | None:
    """The vector under a key, if there is one."""
    return numbers(parent[key]) if key in parent else None
