"""The exercises that a plan can have become pictures to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clinicplan.catalogue.values import Exercise
from clinicplan.desk.pages import Pages
from clinicplan.desk.read_back import known
from clinicplan.desk.showing import picture_of
from clinicplan.desk.written import Written
from clinicplan.tasks.check import Checked


@dataclass(frozen=True, slots=True)
class Tile:
    """An exercise that can be chosen."""

    code: str
    name: str
    about: str
    words: str
    position: str
    is_balance: bool
    picture: str
    numbers: tuple[int, ...]


def tiles(pages: Pages, checked: Checked, written: Written) -> list[Tile]:
    """Every exercise, with its numbers in the plan."""
    numbers: dict[str, list[int]] = {}
    for at, row in enumerate(written.rows, start=1):
        numbers.setdefault(row.exercise, []).append(at)
    every = known(checked).values()
    return [_tile(pages, item, numbers.get(item.code, []), checked=checked) for item in every]


def positions(pages: Pages, exercises: Iterable[Exercise]) -> list[tuple[str, str]]:
    """The positions that exercises begin in, by code and name."""
    names = pages.desk.catalogue.names
    codes = dict.fromkeys(item.variants[0].position for item in exercises)
    return [(code, name) for code in codes if code and (name := names.get(f"position.{code}"))]


def _tile(pages: Pages, item: Exercise, numbers: list[int], *, checked: Checked) -> Tile:
    names, first = pages.desk.catalogue.names, item.variants[0]
    ways = [names.get(f"position.{first.position}", ""), names.get(f"tool.{first.tool}", "")]
    is_balance = item.balance or first.balance
    about = ", ".join(way for way in ways if way)
    if is_balance:
        about = f"{about}, {pages.say('draft.balance')}" if about else ""
    return Tile(
        item.code,
        item.name,
        about[:1].upper() + about[1:],
        f"{item.short} {item.why}",
        first.position,
        is_balance,
        picture_of(item.code, checked),
        tuple(numbers),
    )
