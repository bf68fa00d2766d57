"""An openpyxl workbook becomes the bytes of an .xlsx file: the same bytes each time."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

MADE = datetime(2026, 11, 21)  # noqa: DTZ001 - Excel's dates have no zone
"""When our own workbooks say they were made: a fixed day, so that bytes repeat."""

LAST_ROW = 5000
"""Lists, rules and colours reach down to here."""

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]*)<")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*<")
_PRINT_TITLES = re.compile(rb"('[^']*'![$]\d+:[$]\d+),('[^']*'![$][A-Z]+:[$][A-Z]+)")
_AFTER_IGNORED = (b"<smartTags", b"<drawing", b"<legacyDrawing", b"<tableParts", b"<extLst",
                  b"</worksheet>")
_IGNORED = (
    f'<ignoredErrors><ignoredError sqref="A1:AZ{LAST_ROW}" numberStoredAsText="1"/>'
    "</ignoredErrors>"
).encode()


def to_bytes(book: Workbook) -> bytes:
    """The workbook as a file. Its time of change is its time of making.

    openpyxl stamps the clock into the file and into each of its members; both are taken out.
    Excel's green corner at a number kept as text is switched off: plan IDs, telephone
    numbers and doses are text on purpose.
    """
    written = BytesIO()
    book.save(written)
    settled = BytesIO()
    with ZipFile(written) as source, ZipFile(settled, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(_member(name), _settled(name, source.read(name)), ZIP_DEFLATED)
    return settled.getvalue()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _FIRST_MOMENT)
    member.create_system = 0
    return member


def _settled(name: str, content: bytes) -> bytes:
    if name == "docProps/core.xml":
        created = _CREATED.search(content)
        return _MODIFIED.sub(rb"\g<1>" + created[1] + b"<", content) if created else content
    if name == "xl/workbook.xml":
        return _PRINT_TITLES.sub(rb"\2,\1", content)  # columns first, as Excel writes them
    if name.startswith("xl/worksheets/sheet"):
        place = min(at for mark in _AFTER_IGNORED if (at := content.find(mark)) >= 0)
        return content[:place] + _IGNORED + content[place:]
    return content
