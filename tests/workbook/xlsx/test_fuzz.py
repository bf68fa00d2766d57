"""Any damage to a workbook ends in a reading or in one error, soon; nothing else comes out."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from clinicplan.errors import UnreadableFile
from clinicplan.workbook.read import Reading
from tests.work import at_most
from tests.workbook.workbooks import OWN, PATIENT, ROW, book, changed, patient, read, row, to_bytes


def with_odd_cells() -> bytes:
    """A workbook that has of everything: formats, strikes, rich text, merges, what is hidden."""
    made = book(
        patients=[PATIENT, patient(Plan_ID="P-2", Programme="Three a day", Goals="Walk.\nRun.")],
        exercises=[ROW, row(Progression="from week 2: 12 times", Side="left", Days="Mon Wed")],
        Programmes=[{"Programme": "Ours", "Exercise": "toe-walk", "Duration": "20 s"}],
        My_exercises=[{**OWN, "Default dose": "2 sets of 10, twice a day"}],
    )
    sheet = made["Exercises"]
    for at, code in enumerate(('0" min"', "[<5]0;[h]:mm", '# ?/?;;;@" kg"', "000", "0%"), start=6):
        sheet.cell(2, at, at).number_format = code
    sheet["D3"].font = Font(strike=True)
    sheet["K3"] = CellRichText("10 ", TextBlock(InlineFont(strike=True), "15"))
    sheet["L3"] = "=A1"
    sheet.merge_cells("M2:N3")
    sheet.column_dimensions["E"].hidden = sheet.row_dimensions[3].hidden = True
    return to_bytes(made)


CALLS = 500_000
"""Calls that reading the good file takes, five times: noise is no reason for more."""

GOOD = with_odd_cells()
PARTS = [name for name in zipfile.ZipFile(io.BytesIO(GOOD)).namelist() if "." in name]


def outcome(data: bytes, folder: Path) -> Reading | None:
    """The reading, None where the file is refused; any other exception fails the test."""
    try:
        with at_most(CALLS):
            return read(data, folder)
    except UnreadableFile:
        return None


def with_noise(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one to eight of them changed, doubled, dropped or swapped for markup."""
    noisy = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(noisy))
        match dice.randrange(4):
            case 0:
                noisy[at] = dice.randrange(256)
            case 1:
                noisy[at:at] = noisy[at : at + dice.randint(1, 40)]
            case 2:
                del noisy[at : at + dice.randint(1, 40)]
            case _:
                noisy[at : at + 1] = dice.choice((b"<", b">", b'"', b"&", b"\0", b"9" * 30, b"-"))
    return bytes(noisy)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_bytes(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    for _ in range(40):
        outcome(with_noise(GOOD, dice), tmp_path)


@pytest.mark.parametrize("part", PARTS)
def test_damaged_parts(part: str, tmp_path: Path) -> None:
    """The zip is whole, so that the noise reaches the reader behind it."""
    dice = random.Random(part)
    content = zipfile.ZipFile(io.BytesIO(GOOD)).read(part)
    for _ in range(25):
        reading = outcome(changed(GOOD, {part: with_noise(content, dice)}), tmp_path)
        assert reading is None or reading.rows == len(reading.plans) + reading.refused


def digits_changed(content: bytes, dice: random.Random) -> bytes:
    """The part with some of its figures changed: well-formed XML that says something else."""
    changed_bytes = bytearray(content)
    figures = [at for at, byte in enumerate(content) if chr(byte).isdigit()]
    for at in dice.sample(figures, min(len(figures), 12)):
        changed_bytes[at] = ord(dice.choice("0123456789"))
    return bytes(changed_bytes)


@pytest.mark.parametrize("part", [part for part in PARTS if "xl/" in part and part.endswith("xml")])
def test_other_numbers(part: str, tmp_path: Path) -> None:
    dice = random.Random(part)
    content = zipfile.ZipFile(io.BytesIO(GOOD)).read(part)
    for _ in range(25):
        outcome(changed(GOOD, {part: digits_changed(content, dice)}), tmp_path)


@pytest.mark.parametrize("part", [part for part in PARTS if part.endswith((".rels", "styles.xml"))])
def test_words_swapped(part: str, tmp_path: Path) -> None:
    """Well-formed, but what was said of one thing is said of another."""
    dice = random.Random(part)
    content = zipfile.ZipFile(io.BytesIO(GOOD)).read(part)
    texts = sorted(set(re.findall(rb'"([^"]+)"', content)))
    for _ in range(25):
        old, new = dice.choice(texts), dice.choice(texts)
        outcome(changed(GOOD, {part: content.replace(b'"%s"' % old, b'"%s"' % new)}), tmp_path)
