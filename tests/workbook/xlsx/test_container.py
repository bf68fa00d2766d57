"""A file that is not a good workbook -> its own sentence, soon and in little memory."""

from __future__ import annotations

import io
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest

from clinicplan.catalogue.read import templates_folder
from clinicplan.errors import UnreadableFile
from clinicplan.workbook.findings.words import read_words
from clinicplan.workbook.read import read_workbook
from tests.work import at_most
from tests.workbook.workbooks import ROW, SMALL, TODAY, book, changed, read, row, to_bytes

WORDS = read_words(templates_folder(), language="en")
GOOD = to_bytes(book())
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
SHEET = "xl/worksheets/sheet4.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def with_members(*names: str) -> bytes:
    stream = io.BytesIO()
    stream.write(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        for name in names:
            archive.writestr(name, b"<x/>")
    return stream.getvalue()


def sheet(cells: bytes, after: bytes = b"") -> bytes:
    content = HEAD + b'<row r="1">' + cells + b"</row></sheetData>" + after + b"</worksheet>"
    return changed(GOOD, {SHEET: content})


def longer_than_the_file() -> bytes:
    """The last member says that it has a megabyte, and the file ends before."""
    data = bytearray(with_members("x/last.xml"))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 20 : entry + 28] = (1 << 20).to_bytes(4, "little") * 2
    return bytes(data)


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;'
    b"</worksheet>"
)
LATE_LAUGHS = b"<!--" + b" " * 8000 + b"-->" + LAUGHS
WIDE_LAUGHS = '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16") + LAUGHS.decode().encode(
    "utf-16-le"
)
MANY_NAMES = HEAD + b"".join(b"<a%d/>" % number for number in range(40_000))
MANY_STRINGS = b"<sst>" + b"<si/>" * 610_000
MONSTER = b'<mergeCells><mergeCell ref="A4:ZZ100000"/></mergeCells>'

WRONG = [
    ("file-empty", b""),
    ("file-old-xls", OLE),
    ("file-password", OLE + "EncryptedPackage".encode("utf-16-le")),
    ("file-csv", b"Plan ID,First name\nP-1,Sam\n"),
    ("file-csv", "Plan ID\tName".encode("utf-16")),
    ("file-html", b"\xef\xbb\xbf <html><table></table></html>"),
    ("file-other", b"%PDF-1.7\x00\x01"),
    ("file-other", b"\x89PNG\r\n\x1a\n"),
    ("file-cut-off", GOOD[: len(GOOD) // 2]),
    ("file-cut-off", b"PK\x03\x04"),
    ("file-ods", zipped(mimetype=b"application/vnd.oasis", content_xml=b"<x/>")),
    ("file-docx", zipped(word__document_xml=b"<x/>")),
    ("file-xlsb", zipped(xl__workbook_bin=b"x")),
    ("file-numbers", zipped(Index__Document_iwa=b"x")),
    ("file-zip", zipped(readme_txt=b"x")),
    ("file-damaged", zipped(xl__workbook_xml=b"<workbook/>")),
    ("file-damaged", changed(GOOD, {"xl/_rels/workbook.xml.rels": None})),
    ("file-damaged", changed(GOOD, {"xl/workbook.xml": b"<workbook>"})),
    ("file-damaged", changed(GOOD, {SHEET: LAUGHS})),
    ("file-damaged", changed(GOOD, {SHEET: LATE_LAUGHS})),
    ("file-damaged", changed(GOOD, {SHEET: WIDE_LAUGHS})),
    ("file-damaged", with_members("xl/workbook.xml")),
    ("file-damaged", with_members("../evil.xml")),
    ("file-damaged", longer_than_the_file()),
    ("file-damaged", with_members("/evil.xml")),
    ("file-damaged", with_members(*(f"x/{number}" for number in range(2001)))),
    ("file-damaged", sheet(b'<c r="A1" t="s"><v>99999</v></c>')),
    ("file-damaged", sheet(b'<c r="A1" t="s"><v>-1</v></c>')),
    ("file-damaged", sheet(b'<c r="A1"><v>nan</v></c>')),
    ("file-damaged", sheet(b'<c r="A1"><v>ten</v></c>')),
    ("file-damaged", sheet(b'<c r="A7"><v>1</v></c>')),
    ("file-damaged", sheet(b'<c r="AAAA1"><v>1</v></c>')),
    ("file-damaged", sheet(b'<c r="' + b"A" * (4 << 20) + b'1"><v>1</v></c>')),
    ("file-damaged", sheet(b'<c r="A1" t="s"><v>\xc2\xb2</v></c>')),
    ("file-damaged", sheet(b"", b'<mergeCells><mergeCell ref="B2:A1"/></mergeCells>')),
    ("file-damaged", sheet(b'<c r="A1" s="9999"><v>1</v></c>')),
    ("file-merged", sheet(b"", MONSTER)),
    ("file-too-large", b"PK" + b"\0" * (25 << 20)),
    ("file-too-large", changed(GOOD, {"xl/comments1.xml": b"<!--" + b" " * (21 << 20) + b"-->"})),
    ("file-too-large", changed(GOOD, {SHEET: HEAD + b"<![CDATA[" + b"<" * 4_600_000})),
    ("file-too-large", changed(GOOD, {"xl/sharedStrings.xml": MANY_STRINGS})),
    ("file-damaged", changed(GOOD, {SHEET: b"<a>" * 2_600_000}, compression=zipfile.ZIP_STORED)),
    ("file-damaged", changed(GOOD, {"xl/sharedStrings.xml": b"<a>" * 200})),
    ("file-damaged", changed(GOOD, {SHEET: MANY_NAMES})),
    ("file-damaged", changed(GOOD, {SHEET: HEAD + b"<row>" + b"<c/>" * 16_385})),
    ("file-too-large", changed(GOOD, {SHEET: HEAD + b" " * (6 << 20)})),
]  # fmt: skip


MOST_CALLS = 8_000_000
"""Calls that the largest of these files may take: each has a limit that ends it long before."""


@pytest.mark.parametrize(("code", "data"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_file_has_its_own_sentence(code: str, data: bytes, tmp_path: Path) -> None:
    tracemalloc.start()
    with pytest.raises(UnreadableFile) as caught:
        read(data, tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert str(caught.value) == WORDS[code].message.format(file="plans.xlsx")
    assert caught.value.remedy == WORDS[code].hint
    assert peak < 150 << 20


@pytest.mark.parametrize("data", [data for _, data in WRONG], ids=range(len(WRONG)))
def test_a_wrong_file_is_little_work(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile), at_most(MOST_CALLS):
        read(data, tmp_path)


def test_a_lock_file_is_told_from_its_workbook(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="marker that Excel leaves"):
        read(b"anything", tmp_path, name="~$plans.xlsx")


@pytest.mark.parametrize(("name", "words"), [("none.xlsx", "not there"), ("", "folder")])
def test_what_is_no_file(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_workbook(tmp_path / name, catalogue=SMALL, today=TODAY)


def test_every_kind_of_wrong_file_is_met() -> None:
    met = {code for code, _ in WRONG}
    told = {code for code in WORDS if code.startswith("file-")}
    elsewhere = {"file-missing", "file-folder", "file-locked", "file-lock", "file-outside"}
    assert told - met == elsewhere | {"file-many-findings"}


@pytest.mark.parametrize(
    ("limit", "most", "code"),
    [
        ("sheets.tables.ROW_LIMIT", 2, "file-too-large"),
        ("sheets.tables.TEXT_LIMIT", 100, "file-too-large"),
        ("plans.plan_rows.EXERCISE_LIMIT", 5, "file-too-large"),
        ("findings.words.FINDING_LIMIT", 3, "file-many-findings"),
    ],
)
def test_what_is_kept_has_limits(
    limit: str, most: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = book(patients=[{"Plan ID": "P-1", "Goals": "Walk.\n" * 2}] * 2, exercises=[ROW] * 3)
    assert read(made, tmp_path).rows == 2
    monkeypatch.setattr(f"clinicplan.workbook.{limit}", most)
    with pytest.raises(UnreadableFile) as caught:
        read(made, tmp_path)
    assert str(caught.value) == WORDS[code].message.format(file="plans.xlsx")


def test_suggestions_end_where_they_would_take_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinicplan.workbook.choices.COMPARISONS", 7)  # there are six exercises
    reading = read(book(exercises=[row(Exercise="Towel strech")] * 2), tmp_path)
    codes = [item.code for item in reading.findings if item.code.startswith("unknown-exercise")]
    assert codes == ["unknown-exercise-near", "unknown-exercise"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(HEAD + b'<row r="1"><c r="A1" t="inlineStr"><is><t>Plan ID</t></is></c>'
                     b'<c r="B1" t="inlineStr"><is><t>Exercise</t></is></c></row><row r="1048576">'
                     b'<c r="XFD1048576" s="0"/></row></sheetData></worksheet>',
                     id="a formatted cell in the last corner"),
        pytest.param(HEAD.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
                     + b'<row><c t="inlineStr"><is><t>Plan ID</t></is></c>'
                     b'<c t="inlineStr"><is><t>Exercise</t></is></c></row></sheetData>'
                     b"</worksheet>", id="a wrong dimension, and no references"),
        pytest.param(HEAD + b'<row r="1"><c r="A1" t="inlineStr"><is><t>Plan ID</t></is></c>'
                     b'<c r="B1" t="inlineStr"><is><t>Exercise</t></is></c></row>'
                     + b'<row><c s="0"/></row>' * 200_000 + b"</sheetData></worksheet>",
                     id="very many formatted rows"),
    ],
)  # fmt: skip
def test_what_only_looks_large_is_read(content: bytes, tmp_path: Path) -> None:
    with at_most(MOST_CALLS):
        reading = read(changed(GOOD, {SHEET: content}), tmp_path)
    assert reading.rows == 1
    assert [item.code for item in reading.findings] == ["no-exercises"]
