"""The parts of an .xlsx become a list of sheets, and each sheet's rows when it is asked for.

Why not openpyxl: its streaming mode trusts a sheet's declared size and cannot see hidden
rows and merged cells, its full mode takes minutes or gigabytes over small hostile files, and
neither tells an empty cell from a formula that was never calculated. This reader makes one
pass over each sheet that is asked for, and keeps none of its rows.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from clinicplan.workbook.container import WORKBOOK_PART, Damaged, Parts, WrongFile
from clinicplan.workbook.markup import elements_of
from clinicplan.workbook.numbers import EPOCH, EPOCH_1904, Style, styles_of
from clinicplan.workbook.strings import read_strings
from clinicplan.workbook.worksheet import Worksheet

SHEET_LIMIT = 200
TITLE_LIMIT = 100

STRINGS_PART = "xl/sharedStrings.xml"
STYLES_PART = "xl/styles.xml"
RELATIONS_PART = "xl/_rels/workbook.xml.rels"

_STRICT = "http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Listed:
    """A worksheet as the workbook lists it; `path` is its part."""

    title: str
    path: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """An open workbook: its worksheets in order, and what their cells refer to."""

    parts: Parts
    sheets: tuple[Listed, ...]
    strings: Sequence[str]
    styles: Sequence[Style]
    epoch: datetime

    def open(self, listed: Listed) -> Worksheet:
        """The worksheet, to go over once."""
        return Worksheet(
            self.parts.part(listed.path),
            strings=self.strings,
            styles=self.styles,
            epoch=self.epoch,
        )


def open_book(data: bytes) -> Book:
    """The workbook in these bytes; WrongFile where it is not one."""
    parts = Parts(data)
    sheets, epoch = _sheets(parts)
    strings = read_strings(parts.part(STRINGS_PART)) if STRINGS_PART in parts else []
    styles = styles_of(elements_of(parts.part(STYLES_PART))) if STYLES_PART in parts else []
    return Book(parts, sheets, strings, styles, epoch)


def _sheets(parts: Parts) -> tuple[tuple[Listed, ...], datetime]:
    """Every worksheet, and the day that serial 0 stands for."""
    targets = _targets(parts)
    sheets = []
    epoch = EPOCH
    for name, attributes in elements_of(parts.part(WORKBOOK_PART)):
        if name == "workbook" and any(_STRICT in value for value in attributes.values()):
            raise WrongFile("file-strict")
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            epoch = EPOCH_1904
        if name == "sheet":
            path = targets.get(_relation(attributes), "")
            if path in parts and "/chartsheets/" not in path:
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(Listed(attributes.get("name", "")[:TITLE_LIMIT], path, hidden))
    paths = {sheet.path for sheet in sheets}
    if not sheets or len(sheets) > SHEET_LIMIT or len(paths) < len(sheets):
        raise Damaged
    return tuple(sheets), epoch


def _relation(attributes: Mapping[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


def _targets(parts: Parts) -> dict[str, str]:
    """The path of each part that the workbook names, by its relation."""
    return {
        attributes.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", attributes.get("Target", ""))
        ).lstrip("/")
        for name, attributes in elements_of(parts.part(RELATIONS_PART))
        if name == "Relationship"
    }
