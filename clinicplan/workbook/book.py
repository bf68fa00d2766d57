"""The parts of an .xlsx become sheets of sparse rows: only cells that hold something.

Why not openpyxl: its streaming mode trusts a sheet's declared size and cannot see hidden
rows and merged cells, its full mode takes minutes or gigabytes over small hostile files, and
neither tells an empty cell from a formula that was never calculated. This reader makes one
pass over each sheet, and everything that it keeps is counted against a limit.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from datetime import datetime
from xml.parsers import expat

from clinicplan.workbook.container import WORKBOOK_PART, Damaged, Parts, WrongFile
from clinicplan.workbook.grid import Grid
from clinicplan.workbook.markup import elements_of, parse_part, text_of
from clinicplan.workbook.numbers import EPOCH, EPOCH_1904, styles_of
from clinicplan.workbook.worksheet import Worksheet

SHEET_LIMIT = 200
TITLE_LIMIT = 100

STRINGS_PART = "xl/sharedStrings.xml"
STYLES_PART = "xl/styles.xml"
RELATIONS_PART = "xl/_rels/workbook.xml.rels"

_STRICT = "http://purl.oclc.org/ooxml/"


def read_book(data: bytes) -> tuple[Grid, ...]:
    """The worksheets of a workbook, in its order; WrongFile where it is not one."""
    parts = Parts(data)
    sheets, epoch = _sheets(parts)
    strings = _shared_strings(parts)
    styles = styles_of(elements_of(parts.part(STYLES_PART))) if STYLES_PART in parts else []
    return tuple(
        Worksheet(title, strings=strings, styles=styles, epoch=epoch).grid(
            parts.part(path), hidden=hidden
        )
        for title, path, hidden in sheets
    )


def _sheets(parts: Parts) -> tuple[list[tuple[str, str, bool]], datetime]:
    """Title, path and hiddenness of every worksheet, and the day that serial 0 stands for."""
    workbook = parts.part(WORKBOOK_PART)
    targets = _targets(parts)
    sheets = []
    epoch = EPOCH
    for name, attributes in elements_of(workbook):
        if name == "workbook" and any(_STRICT in value for value in attributes.values()):
            raise WrongFile("file-strict")
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            epoch = EPOCH_1904
        if name == "sheet":
            path = targets.get(_relation(attributes), "")
            if path in parts and "/chartsheets/" not in path:
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append((attributes.get("name", "")[:TITLE_LIMIT], path, hidden))
    paths = {path for _, path, _ in sheets}
    if not sheets or len(sheets) > SHEET_LIMIT or len(paths) < len(sheets):
        raise Damaged
    return sheets, epoch


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


def _shared_strings(parts: Parts) -> list[str]:
    if STRINGS_PART not in parts:
        return []
    strings: list[str] = []
    runs: list[str] = []
    phonetic = False
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside, phonetic
        local = name.rpartition(":")[2]
        inside = local == "t" and not phonetic
        phonetic = phonetic or local == "rPh"

    def end(name: str) -> None:
        nonlocal inside, phonetic
        inside = False
        local = name.rpartition(":")[2]
        if local == "rPh":
            phonetic = False
        elif local == "si":
            strings.append(text_of("".join(runs)))
            runs.clear()

    def text(data: str) -> None:
        if inside:
            runs.append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parse_part(parts.part(STRINGS_PART), parser)
    return strings
