"""The exercises that a plan can have become pictures to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clinicplan.catalogue.values import Catalogue, Exercise, Programme
from clinicplan.desk.pages import Pages
from clinicplan.desk.programmed import codes_of, is_left_out, put_back, taken_over
from clinicplan.desk.read_back import known
from clinicplan.desk.seen import picture_of
from clinicplan.desk.sheet import Sheet
from clinicplan.desk.shown import Shown
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

    `filters` are its codes by the filter that looks for them. `numbers` are its places on paper,
    from 1 on, and `press` is what a click does. `clashes` are the cautions of the plan
    that it does not go with, and why.
    """

    code: str
    name: str
    about: str
    words: str
    filters: Mapping[str, str]
    is_balance: bool
    picture: str
    numbers: tuple[int, ...]
    press: str
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


def tiles(
    pages: Pages, checked: Checked, written: Written, shown: Iterable[Shown]
) -> list[Tile]:
    """Every exercise, with its numbers in the plan that is `shown`, and what a click on it does."""
    numbers: dict[str, list[int]] = {}
    press: dict[str, str] = {}
    for each in shown:
        code = each.row.exercise
        if not each.is_left_out:
            numbers.setdefault(code, []).append(each.number)
            press.setdefault(code, f"own:{code}" if each.at < 0 else f"open:{each.at}")
    return [
        _tile(
            pages,
            item,
            written,
            numbers=[*dict.fromkeys(numbers.get(item.code, ()))],
            press=press.get(item.code, f"add:{item.code}"),
            checked=checked,
        )
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


def take(sheet: Sheet, exercise: Exercise, *, checked: Checked) -> None:
    """Put an exercise into the plan; one that clashes with a caution needs a reason first.

    One that the programme gives is the programme's, and put back where it was left out.
    """
    words, codes = checked.ready.catalogue, codes_of(checked, sheet.written)
    rows = sheet.written.rows
    out = [at for at, row in enumerate(rows)
           if row.exercise == exercise.code and is_left_out(row, codes)]  # fmt: skip
    if out or exercise.code in codes:
        sheet.written = (
            put_back(sheet.written, out[0]) if out
            else taken_over(sheet.written, exercise.code, sheet.sides)
        )  # fmt: skip
        return
    is_answered = sheet.asking == exercise.code and len(sheet.why.split()) >= WORDS_OF_A_REASON
    if clashing(exercise, sheet.written, words) and not is_answered:
        sheet.asking, sheet.part = exercise.code, "pictures"
        return
    written, why = added(sheet.written, exercise), sheet.why if is_answered else ""
    last = replace(written.rows[-1], override=why)
    sheet.written = replace(written, rows=(*written.rows[:-1], last))
    sheet.asking, sheet.why = "", ""


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
    pages: Pages,
    item: Exercise,
    written: Written,
    *,
    numbers: list[int],
    press: str,
    checked: Checked,
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
        press,
        clashing(item, written, pages.desk.catalogue),
    )
