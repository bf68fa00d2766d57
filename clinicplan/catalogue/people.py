"""The pictures' folder -> the people whom they may show, and what each cannot be shown doing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from clinicplan.catalogue.values import Figure


def read_people(folder: Traversable) -> dict[str, Figure]:
    """Everyone of `illustrations/palette.toml` by code, the default one first."""
    palette = folder.joinpath("illustrations", "palette.toml")
    if not palette.is_file():
        return {}
    people = tomllib.loads(palette.read_text("utf-8"))["person"]
    whole = _drawn(folder, next(iter(people)))
    return {code: _figure(folder, code, facts, whole=whole) for code, facts in people.items()}


def _figure(
    folder: Traversable, code: str, facts: Mapping[str, object], *, whole: frozenset[str]
) -> Figure:
    return Figure(
        code=code,
        by_choice=facts.get("by_choice") is True,
        one_foot=facts.get("one_foot") is True,
        missing=tuple(sorted(whole - _drawn(folder, code))),
    )


def _drawn(folder: Traversable, code: str) -> frozenset[str]:
    """The frames in a person's folder."""
    drawn = folder.joinpath("illustrations", code)
    if not drawn.is_dir():
        return frozenset()
    return frozenset(file.name.removesuffix(".svg") for file in drawn.iterdir())
