"""The exercises that a plan can have become pictures to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clinicplan.catalogue.values import Catalogue, Exercise, Programme
from clinicplan.desk.pages import Pages
from clinicplan.desk.read_back import known
from clinicplan.desk.seen import picture_of
from clinicplan.desk.sheet import Sheet
from clinicplan.desk.written import Written, added
from clinicplan.tasks.check import Checked
from clinicplan.workbook.plans.checks import clashes
from clinicplan.workbook.plans.ways import ranked

WORDS_OF_A_REASON = 2
"""A reason of fewer words is a click too many, and no reason."""

PICTURES_OF_A_PROGRAMME = 5
ONE_LESS = PICTURES_OF_A_PROGRAMME - 1
"""Where there are more, the last place says how many."""


@dataclass(frozen=True, slots=True)
class Tile:
    """An exercise that can be chosen.

    `filters` are its codes by the filter that looks for them. `numbers` are its places in the
    plan, from 1 on. `clashes` are the cautions of the plan that it does not go with, and why.
    """

    code: str
    name: str
    about: str
    words: str
    filters: Mapping[str, str]
    is_balance: bool
    picture: str
    numbers: tuple[int, ...]
    clashes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What tiles can be looked for by: its code, and what it offers by code and name."""

    code: str
    offers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A programme that can be chosen, with the pictures of its first exercises.

    `more` is how many it has besides.
    """

    name: str
    summary: str
    count: int
    pictures: tuple[str, ...]
    more: int
    is_chosen: bool


def tiles(pages: Pages, checked: Checked, written: Written) -> list[Tile]:
    """Every exercise, with its numbers in the plan."""
    numbers: dict[str, list[int]] = {}
    for at, row in enumerate(written.rows, start=1):
        numbers.setdefault(row.exercise, []).append(at)
    return [
        _tile(pages, item, written, numbers=numbers.get(item.code, []), checked=checked)
        for item in known(checked).values()
    ]


def filters(pages: Pages, exercises: Iterable[Exercise]) -> list[Filter]:
    """What exercises can be looked for by, with what there is of each."""
    names = pages.desk.catalogue.names
    found: dict[str, dict[str, str]] = {kind: {} for kind in ("body", "position", "tool")}
    for item in exercises:
        for kind, codes in _codes(item).items():
            found[kind] |= {code: name for code in codes if (name := names.get(f"{kind}.{code}"))}
    order = list(names)
    return [
        Filter(kind, tuple(sorted(offers.items(), key=lambda it: order.index(f"{kind}.{it[0]}"))))
        for kind, offers in found.items()
    ]


def cards(pages: Pages, checked: Checked, written: Written) -> list[Card]:
    """Every programme, the library's and the clinic's own."""
    chosen = written.value("programme")
    every = (*pages.desk.catalogue.programmes.values(), *checked.reading.programmes)
    return [_card(item, checked, chosen=chosen) for item in every]


def take(sheet: Sheet, exercise: Exercise, *, words: Catalogue) -> None:
    """Put an exercise into the plan; one that clashes with a caution needs a reason first."""
    is_answered = sheet.asking == exercise.code and len(sheet.why.split()) >= WORDS_OF_A_REASON
    if clashing(exercise, sheet.written, words) and not is_answered:
        sheet.asking, sheet.part = exercise.code, "pictures"
        return
    written, why = added(sheet.written, exercise), sheet.why if is_answered else ""
    rows = (*written.rows[:-1], replace(written.rows[-1], override=why))
    sheet.written, sheet.asking, sheet.why = replace(written, rows=rows), "", ""


def clashing(
    exercise: Exercise, written: Written, words: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Each caution of the plan that the exercise's usual way does not go with, and why."""
    care = [words.cautions[code] for code in written.take_care if code in words.cautions]
    row = added(Written({}), exercise).rows[0]
    usual = ranked(exercise, exercise.preset(row.preset))[0]
    return tuple(clashes(exercise, usual, care))


def _codes(item: Exercise) -> dict[str, tuple[str, ...]]:
    first = item.variants[0]
    return {"body": item.body, "position": (first.position,), "tool": (first.tool,)}


def _card(item: Programme, checked: Checked, *, chosen: str) -> Card:
    found = (picture_of(each.exercise, checked) for each in item.items)
    pictures, count = tuple(filter(None, found)), len(item.items)
    most = PICTURES_OF_A_PROGRAMME if count <= PICTURES_OF_A_PROGRAMME else ONE_LESS
    first = pictures[:most]
    is_chosen = item.name == chosen
    return Card(item.name, item.summary, count, first, count - len(first), is_chosen)


def _tile(
    pages: Pages, item: Exercise, written: Written, *, numbers: list[int], checked: Checked
) -> Tile:
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
        {kind: " ".join(codes) for kind, codes in _codes(item).items()},
        is_balance,
        picture_of(item.code, checked),
        tuple(numbers),
        clashing(item, written, pages.desk.catalogue),
    )
