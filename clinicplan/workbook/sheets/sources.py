"""The workbook's list of sheets becomes, for each of ours, the worksheet to read it from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from clinicplan.findings import Finding, Place
from clinicplan.workbook.choices import fold, nearest
from clinicplan.workbook.columns import SHEETS, Sheet
from clinicplan.workbook.findings.words import Teller, shown
from clinicplan.workbook.sheets.headings import fits
from clinicplan.workbook.xlsx.book import Book, Listed
from clinicplan.workbook.xlsx.container import WrongFile
from clinicplan.workbook.xlsx.grid import Row

MISSPELT_SHEET = 0.85
"""A title this like ours was meant to be it (0 to 1); a clinic's own sheets have long names."""


LOOKED_AT = 30
"""Among so many first rows the headings and settings of a renamed sheet are looked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """The worksheet that a sheet is read from, None where the workbook has none of its title.

    `findings` are about a sheet that is not there, or there twice.
    """

    sheet: Sheet
    listed: Listed | None
    findings: tuple[Finding, ...] = ()

    @property
    def title(self) -> str:
        """What the sheet is called in the workbook, or would be."""
        return self.listed.title if self.listed else self.sheet.title


def find_sources(book: Book, tell: Teller) -> dict[str, Source]:
    """For each sheet that is read back, by key: the first worksheet with its title."""
    by_title: dict[str, list[Listed]] = {}
    for listed in book.sheets:
        by_title.setdefault(_title(listed.title), []).append(listed)
    strangers = {
        found[0].title: _top(book, found[0])
        for title, found in by_title.items()
        if title not in _TITLES
    }
    return {
        sheet.key: _source(sheet, by_title.get(_title(sheet.title), []), strangers, tell)
        for sheet in SHEETS
        if sheet.read
    }


def _top(book: Book, listed: Listed) -> tuple[Row, ...]:
    """The first rows of a sheet that is not ours; none where it is damaged: it is not read."""
    try:
        return tuple(islice(book.open(listed).rows(), LOOKED_AT))
    except WrongFile:
        return ()


def _source(
    sheet: Sheet, found: list[Listed], strangers: Mapping[str, tuple[Row, ...]], tell: Teller
) -> Source:
    """The source of a sheet; a worksheet that is headed like it is told, for it is not read."""
    like = [title for title, rows in strangers.items() if fits(rows, sheet)]
    if not found:
        return Source(sheet, None, _absent(sheet, strangers, like, tell))
    twice = (tell("duplicate-sheet", Place(item.title), sheet=item.title) for item in found[1:])
    unread = (tell("unread-sheet", Place(title), sheet=sheet.title) for title in like)
    return Source(sheet, found[0], (*twice, *unread))


def _absent(
    sheet: Sheet, strangers: Iterable[str], like: list[str], tell: Teller
) -> tuple[Finding, ...]:
    """An absent sheet is an error where it is required, or where another may be it.

    One that is called nearly the same may be it, and one with the same headings.
    """
    near = nearest(sheet.title, strangers, cutoff=MISSPELT_SHEET)
    if near:
        return (tell("misspelt-sheet", Place(near), sheet=sheet.title, found=near),)
    if like:
        return (tell("renamed-sheet", Place(like[0]), sheet=sheet.title, found=shown(like[0])),)
    return (tell("missing-sheet", Place(sheet.title), sheet=sheet.title),) * sheet.required


def _title(text: str) -> str:
    """A sheet's title as it is compared; "Patients (2)" is a copy, not our sheet."""
    return fold(text).replace(" ", "")


_TITLES = {_title(sheet.title) for sheet in SHEETS}
