"""The pictures' folder -> the people whom they may show, and what each cannot be shown doing."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from clinicplan.catalogue.palette import FILE, Person, read_palette
from clinicplan.catalogue.values import Figure


def read_people(folder: Traversable) -> dict[str, Figure]:
    """Everyone of `illustrations/palette.toml` by code, the default one first."""
    pictures = folder.joinpath("illustrations")
    if not pictures.joinpath(FILE).is_file():
        return {}
    people = read_palette(pictures).people
    whole = _drawn(folder, people[0].code)
    return {person.code: _figure(folder, person, whole=whole) for person in people}


def _figure(folder: Traversable, person: Person, *, whole: frozenset[str]) -> Figure:
    missing = tuple(sorted(whole - _drawn(folder, person.code)))
    return Figure(person.code, person.by_choice, person.one_foot, missing)


def _drawn(folder: Traversable, code: str) -> frozenset[str]:
    """The frames in a person's folder."""
    drawn = folder.joinpath("illustrations", code)
    if not drawn.is_dir():
        return frozenset()
    return frozenset(file.name.removesuffix(".svg") for file in drawn.iterdir())
