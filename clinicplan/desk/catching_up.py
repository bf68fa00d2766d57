"""A change of a plan is brought up to the plan as Excel has it by now, or both are asked about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clinicplan.catalogue.phrases import long_date
from clinicplan.desk.merging import Took, behind, decided, merge
from clinicplan.desk.opened import SECRET, Opened
from clinicplan.desk.pages import Pages
from clinicplan.desk.read_back import known
from clinicplan.desk.seen import seen
from clinicplan.desk.sheet import Sheet
from clinicplan.desk.units import Clash, Unit
from clinicplan.desk.written import plain
from clinicplan.findings import Place
from clinicplan.tasks.check import Checked
from clinicplan.workbook import columns
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.draft import Typed
from clinicplan.workbook.xlsx.grid import Value

MARK = 12
"""Characters of a digest that an answer carries."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What both have changed: what it is, its cells, and both texts ("": empty).

    `mark` stands for what was shown: an answer is one to that.
    """

    what: str
    cells: str
    theirs: str
    ours: str
    mark: str
    clash: Clash


def catch_up(pages: Pages, sheet: Sheet, theirs: Opened) -> None:
    """Have the fields change the plan as Excel has it, with what was changed there in them.

    Where both have changed the same, or it is in doubt what belongs together, it is asked.
    """
    before, sheet.theirs = sheet.opened, None
    if before is None or sheet.base:
        sheet.opened = theirs
        sheet.base = "" if sheet.base == theirs.digest else sheet.base
        return
    if before.held == theirs.held:
        return
    merged = merge(before, theirs, sheet.written)
    if merged is None:
        sheet.theirs = theirs
        return
    sheet.bases[before.digest] = before
    sheet.written, sheet.opened = merged.written, behind(before, theirs, merged.clashes)
    sheet.theirs = theirs if merged.clashes else None
    if told := "; ".join(_told(pages, theirs, merged.took)).rstrip("."):
        sheet.took = " ".join(filter(None, (sheet.took, pages.say("meet.took", what=told))))


def rebase(sheet: Sheet, shown: str) -> None:
    """Have the fields of a window that shows an older plan change the one that there is now.

    `shown` is the digest of the plan that the window was filled in from.
    """
    old = sheet.bases.get(shown)
    if old is None or sheet.opened is None or shown == sheet.opened.digest:
        return
    merged = merge(old, sheet.opened, sheet.written)
    if merged and not merged.clashes:
        sheet.written = merged.written
    else:
        sheet.opened, sheet.theirs = old, None


def choices(pages: Pages, checked: Checked, sheet: Sheet) -> tuple[Choice, ...]:
    """What is to be chosen cell by cell; () where there is nothing, or the plan as a whole is."""
    if sheet.opened is None or sheet.theirs is None or sheet.draft is None:
        return ()
    merged = merge(sheet.opened, sheet.theirs, sheet.written)
    if merged is None:
        return ()
    return tuple(_choice(pages, checked, sheet, clash) for clash in merged.clashes)


def mark_of(asked: tuple[Choice, ...]) -> str:
    """What stands for all of them."""
    return _digest(*(each.mark for each in asked))


def choose(sheet: Sheet, asked: tuple[Choice, ...], *, is_mine: bool) -> None:
    """Take all of these from Excel, or as they were typed here."""
    for each in asked:
        if sheet.opened and sheet.theirs:
            sheet.bases[sheet.opened.digest] = sheet.opened
            sheet.opened, sheet.written = decided(
                sheet.opened, sheet.theirs, sheet.written, clash=each.clash, is_mine=is_mine
            )


def _choice(pages: Pages, checked: Checked, sheet: Sheet, clash: Clash) -> Choice:
    theirs, ours = _cells(sheet, clash)
    of = EXERCISES if clash.at else PATIENTS
    texts = [(key, *(_text(pages, key, cells.get(key, "")) for cells in (theirs, ours)))
             for key in clash.keys]  # fmt: skip
    texts = [each for each in texts if each[1] != each[2]]
    keys = tuple(key for key, *_ in texts)
    headings = [of.column(key).heading for key in keys]
    names = [*_name(checked, sheet, clash), *(_small(name) for name in headings)]
    one, other = (_in_a_row(headings, [each[at] for each in texts]) for at in (1, 2))
    what = ", ".join(names)
    what, places = what[:1].upper() + what[1:], _places(sheet, clash, keys)
    return Choice(what, places, one, other, _digest(places, what, one, other), clash)


def _cells(sheet: Sheet, clash: Clash) -> tuple[Typed, Typed]:
    """The row in Excel, and as it is here."""
    if sheet.theirs is None or sheet.draft is None:
        return {}, {}
    if not clash.at:
        return sheet.theirs.held.patient.cells, sheet.draft.patient
    at = next(at for at, row in enumerate(sheet.written.rows) if row.was == clash.at)
    return sheet.theirs.held.exercises.rows[clash.at - 1].cells, sheet.draft.exercises[at]


def _name(checked: Checked, sheet: Sheet, clash: Clash) -> Iterator[str]:
    """What the exercise is called; nothing for the patient's row."""
    if clash.at and sheet.theirs:
        code = sheet.theirs.written.rows[clash.at - 1].exercise
        found = known(checked).get(code)
        yield found.name if found else code


def _places(sheet: Sheet, clash: Clash, keys: Unit) -> str:
    """The cells in Excel: `Exercises D4, E4`."""
    if sheet.theirs is None:
        return ""
    held = sheet.theirs.held.exercises if clash.at else sheet.theirs.held.patients
    row = held.rows[max(clash.at - 1, 0)].number
    cells = [str(Place("", row, held.columns[key])).strip("!") for key in keys
             if key in held.columns]  # fmt: skip
    return f"{held.title} {', '.join(cells)}"


def _in_a_row(headings: list[str], texts: list[str]) -> str:
    """The only text; of several each in a line with what it is."""
    if len(texts) == 1:
        return texts[0]
    pairs = zip(headings, texts, strict=True)
    return "\n".join(f"{heading}: {text}" for heading, text in pairs if text)


def _told(pages: Pages, theirs: Opened, took: tuple[Took, ...]) -> Iterator[str]:
    """What was changed in Excel alone, a piece at a time."""
    now = seen(pages)
    named = known(now[1]) if now else {}
    for each in took:
        name = named[each.exercise].name if each.exercise in named else each.exercise
        if not each.keys:
            yield pages.say("meet.came" if each.at else "meet.went", what=name)
            continue
        of = EXERCISES if each.exercise else PATIENTS
        row = theirs.held.exercises.rows[each.at - 1] if each.at else theirs.held.patient
        parts = [_piece(pages, of, key, row.cells) for key in each.keys]
        yield ", ".join(filter(None, (name, *(map(_small, parts) if name else parts))))


def _piece(pages: Pages, of: columns.Sheet, key: str, cells: Typed) -> str:
    """A column and what it holds, but for a password."""
    heading = of.column(key).heading
    if key == SECRET:
        return heading
    return f"{heading}: {_text(pages, key, cells.get(key, '')) or pages.say('meet.none')}"


def _text(pages: Pages, key: str, value: Value) -> str:
    """A cell's value as one reads it."""
    if isinstance(value, date):
        return long_date(pages.desk.catalogue, value)
    text = f"{value:g}" if isinstance(value, float) else plain(str(value))
    now = seen(pages) if key == "practitioner" else None
    people = now[1].reading.practitioners if now else ()
    return next((who.name for who in people if who.code == text), text)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _digest(*texts: str) -> str:
    said = "\n".join(texts).encode("utf-8", "backslashreplace")
    return hashlib.sha256(said).hexdigest()[:MARK]
