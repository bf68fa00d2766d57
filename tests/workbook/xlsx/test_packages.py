"""A workbook packed in another way -> the same reading, or the right sentence."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from clinicplan.errors import UnreadableFile
from clinicplan.workbook.read import Reading
from tests.workbook.workbooks import PATIENT, book, patient, read, row, to_bytes

Files = Mapping[str, bytes]

GOOD = to_bytes(
    book(patients=[PATIENT, patient(Plan_ID="P-2", Goals="Walk.")],
         exercises=[row(), row(Plan_ID="P-2", Reps=3, Times_a_day=2, Days="every day")])
)  # fmt: skip
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
ORDINARY = b"http://schemas.openxmlformats.org/"


def files_of(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def renamed(change: Callable[[str], str]) -> Callable[[Files], Files]:
    return lambda files: {change(name): content for name, content in files.items()}


def replaced(old: bytes, new: bytes, *, within: str = "") -> Callable[[Files], Files]:
    """Each part, or the one named, with these bytes in place of those."""
    return lambda files: {
        name: content.replace(old, new) if within in name else content
        for name, content in files.items()
    }


def moved(files: Files) -> Files:
    """The workbook and all that belongs to it in another folder, under another name."""
    files = renamed(lambda name: re.sub("^xl/", "parts/book/", name))(files)
    files = renamed(lambda name: name.replace("workbook.xml", "clinic.xml"))(files)
    for old, new in ((b"/xl/", b"/parts/book/"), (b'"xl/', b'"parts/book/'),
                     (b"workbook.xml", b"clinic.xml")):  # fmt: skip
        files = replaced(old, new)(files)
    return files


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {key: content for key, content in files.items() if key != name}


def strict(files: Files) -> Files:
    """What Excel's "Strict Open XML Spreadsheet" has: other namespaces, all through."""
    purl = b"http://purl.oclc.org/ooxml/"
    for old, new in (
        (ORDINARY + b"spreadsheetml/2006/main", purl + b"spreadsheetml/main"),
        (ORDINARY + b"officeDocument/2006/relationships", purl + b"officeDocument/relationships"),
        (ORDINARY + b"drawingml/2006/main", purl + b"drawingml/main"),
    ):
        files = replaced(old, new)(files)
    return replaced(b"<workbook ", b'<workbook conformance="strict" ', within="workbook.xml")(files)


def in_turn(*changes: Callable[[Files], Files]) -> Callable[[Files], Files]:
    def apply(files: Files) -> Files:
        for change in changes:
            files = change(files)
        return files

    return apply


SAME: Mapping[str, Callable[[Files], Files]] = {
    "backslashes": renamed(lambda name: name.replace("/", "\\")),
    "backslashes in targets": replaced(b"/worksheets/", b"\\worksheets\\", within=RELATIONS),
    "capitals": renamed(str.upper),
    "targets in capitals": replaced(b"sheet4.xml", b"SHEET4.XML", within=RELATIONS),
    "./ before names": renamed(lambda name: f"./{name}"),
    "elsewhere": moved,
    "elsewhere, by the list of types": in_turn(moved, without("_rels/.rels")),
    "no relations of the package": without("_rels/.rels"),
    "no list of types": without(TYPES),
    "broken relations of the package": replaced(b"<Relationships", b"<", within="_rels/.rels"),
    "targets without a folder": replaced(b'"/xl/', b'"', within=RELATIONS),
    "targets with escapes": replaced(b"sheet4.xml", b"sheet%34.xml", within=RELATIONS),
    "strict": strict,
    "strict, elsewhere": in_turn(moved, strict),
}


def reading_of(files: Files, folder: Path) -> Reading:
    return read(packed(files), folder)


@pytest.mark.parametrize("name", SAME)
def test_other_packing_is_the_same_workbook(name: str, tmp_path: Path) -> None:
    found = reading_of(SAME[name](files_of(GOOD)), tmp_path)
    usual = read(GOOD, tmp_path)
    assert len(usual.plans) == 2
    assert (found.plans, found.findings) == (usual.plans, usual.findings)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (renamed(lambda name: name.replace("xl/workbook.xml", "XL\\WORKBOOK.BIN")), "binary"),
        (renamed(lambda name: name.replace("xl/workbook.xml", "Word\\document.xml")), "Word"),
        (renamed(lambda name: name.replace("xl/workbook.xml", "other.xml")), "zip archive"),
        (lambda files: {**files, "XL/Workbook.xml": b"<workbook/>"}, "damaged"),
        (lambda files: {**files, "xl\\workbook.xml": b"<workbook/>"}, "damaged"),
        (lambda files: {**files, "..\\evil.xml": b"<x/>"}, "damaged"),
        (lambda files: {**files, "\\evil.xml": b"<x/>"}, "damaged"),
        (lambda files: {**files, "xl/other.xml": b"<!DOCTYPE x><x/>"}, "damaged"),
        (lambda files: {**files, "_rels/.rels": b"<!DOCTYPE x><x/>"}, "damaged"),
        (without(RELATIONS), "damaged"),
        (replaced(b"workbook.xml", b"worksheets/sheet4.xml", within="_rels/.rels"), "damaged"),
        (replaced(b"sheet4.xml", b"sheet3.xml", within=RELATIONS), "damaged"),
    ],
)
def test_what_is_no_workbook_has_its_sentence(
    change: Callable[[Files], Files], words: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile, match=words):
        reading_of(change(files_of(GOOD)), tmp_path)


def test_a_target_outside_the_package_is_nowhere(tmp_path: Path) -> None:
    """A linked sheet is not fetched; the sheet is missing, and that is told."""
    far = replaced(b'Target="/xl/worksheets/sheet4.xml"',
                   b'Target="https://example.org/sheet4.xml" TargetMode="External"',
                   within=RELATIONS)  # fmt: skip
    reading = reading_of(far(files_of(GOOD)), tmp_path)
    assert next(item.code for item in reading.findings) == "missing-sheet"
