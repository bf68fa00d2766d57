"""The workbook's list of sheets becomes, for each of ours, the worksheet to read it from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clinicplan.findings import Finding, Place
from clinicplan.workbook.book import Listed
from clinicplan.workbook.choices import fold, nearest
from clinicplan.workbook.columns import SHEETS, Sheet
from clinicplan.workbook.telling import Teller

MISSPELT_SHEET = 0.85
"""A title this like ours was meant to be it (0 to 1); a clinic's own sheets have long names."""


@dataclass(frozen=True, slots=True)
class Source:
    """The worksheet that a sheet is read from, None where the workbook has none of its title.

    `findings` are about a sheet that is not there, or there twice.
    """

    sheet: Sheet
    listed: Listed | None
    findings: tuple[Finding, ...] = ()


def find_sources(sheets: Iterable[Listed], tell: Teller) -> dict[str, Source]:
    """For each sheet that is read back, by key: the first worksheet with its title."""
    by_title: dict[str, list[Listed]] = {}
    for listed in sheets:
        by_title.setdefault(_title(listed.title), []).append(listed)
    strangers = [found[0].title for title, found in by_title.items() if title not in _TITLES]
    return {
        sheet.key: _source(sheet, by_title.get(_title(sheet.title), []), strangers, tell)
        for sheet in SHEETS
        if sheet.read
    }


def _source(sheet: Sheet, found: list[Listed], strangers: list[str], tell: Teller) -> Source:
    if not found:
        return _absent(sheet, strangers, tell)
    twice = (tell("duplicate-sheet", Place(item.title), sheet=item.title) for item in found[1:])
    return Source(sheet, found[0], tuple(twice))


def _absent(sheet: Sheet, strangers: list[str], tell: Teller) -> Source:
    """An absent sheet is a finding where it is required, or where one is misspelt like it."""
    place = Place(sheet.title)
    near = nearest(sheet.title, strangers, cutoff=MISSPELT_SHEET)
    findings = []
    if near:
        findings = [tell("misspelt-sheet", Place(near), sheet=sheet.title, found=near)]
    elif sheet.required:
        findings = [tell("missing-sheet", place, sheet=sheet.title)]
    return Source(sheet, None, tuple(findings))


def _title(text: str) -> str:
    """A sheet's title as it is compared; "Patients (2)" is a copy, not our sheet."""
    return fold(text).replace(" ", "")


_TITLES = {_title(sheet.title) for sheet in SHEETS}
