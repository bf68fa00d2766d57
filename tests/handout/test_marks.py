"""Letters with marks of their own: each mark over its letter, and copied out as typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from clinicplan.handout.marks import marked_letters
from clinicplan.handout.pdf.faces import Face
from clinicplan.plan import Patient
from tests.handout.plans import ISSUED, PLAN, press, templates
from tests.handout.reading import loose_marks, pages_of_text, words
from tests.handout.test_press import is_accessible, outside

NAMES = (
    "Ẹ̀bùn Ọlátúnjí",
    "Adébọ̀wálé Ọ́ṣọ́",
    "Nguyễn Thị Ánh",
    "Žydrūnė J̌ón i̇́ į̀",
    "q̊x̣̄́ m̩ ʒ́ɔ̃",
    "Ȳmir ȳ",  # one character, which the face has not as one
    "Ива́н Але́ксий",
)


@pytest.fixture(scope="module")
def regular() -> Face:
    return Face("R", Path(str(templates() / "faces/source-sans-3/SourceSans3-Regular.ttf")))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_marks_copies_out_as_it_was_typed(name: str) -> None:
    first, _, last = unicodedata.normalize("NFC", name).partition(" ")
    plan = replace(PLAN, patient=Patient(first, last), note=f"Dear {first}, go gently.")
    pdf = press().print(plan, issued=ISSUED).pdf
    text = words(pdf)
    assert f"For {first} {last} " in text
    assert f"Dear {first}, go gently." in text
    assert all(f"{first} {last}" in page for page in pages_of_text(pdf))
    assert loose_marks(pdf) == []
    assert outside(pdf) == []


def test_a_handout_with_marks_is_accessible() -> None:
    plan = replace(PLAN, patient=Patient("Ẹ̀bùn", "Ọ́lá"), goals=("J̌ i̇́ q̊",))
    assert is_accessible(press().print(plan, issued=ISSUED).pdf)


@pytest.mark.parametrize("letter", ["ẹ̀", "Ọ́", "q̊", "а́", "ṣ́"])
def test_a_mark_stands_over_its_letter(regular: Face, letter: str) -> None:
    """Its ink lies within the letter's width, and above (or below) the letter's own ink."""
    base, *marks = regular._marks.placed(letter)
    assert marks
    for mark in marks:
        left, low, right, high = ink(regular, mark.number)
        x = base.advance + mark.x  # what HarfBuzz counts from, the letter having been passed
        assert 0 < x + (left + right) / 2 < base.advance
        own = ink(regular, base.number)
        assert low + mark.y > own[3] - 60 or high + mark.y < own[1] + 60


def ink(face: Face, glyph: int) -> tuple[int, int, int, int]:
    """A glyph's bounding box, from the file's glyf table, thousandths of an em."""
    table = face._face
    at = table.get_table_pos("glyf")[0] + table.glyphPos[glyph]
    table.seek(at + 2)
    left, low, right, high = (table.read_short() for _ in range(4))
    return left, low, right, high


def test_every_latin_letter_with_every_accent_of_africa_and_europe_is_placed(regular: Face) -> None:
    letters = [*"aeiounmyAEIOUNMY", "ẹ", "ọ", "ɛ", "ɔ", "Ẹ", "Ọ"]
    accents = "\u0300\u0301\u0302\u0303\u0304\u0308\u030c\u0323"
    pairs = [(a, b) for a in letters for b in accents if b not in unicodedata.normalize("NFD", a)]
    typed = [unicodedata.normalize("NFC", a + b) for a, b in pairs]
    assert [text for text in typed if regular.missing(text)] == []


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("6\u0301 times", ("6\u0301",)),  # no anchor: the mark would stand beside it
        ("\u0301 alone", ("\u0301",)),
        ("t\u0361ʃ", ("t\u0361",)),  # over two letters
        ("ẹ̀ is fine", ()),
        ("a\u20dd", ("a\u20dd",)),  # no such glyph
        ("山 and \N{GRINNING FACE}", ("山", "\N{GRINNING FACE}")),
        ("soft\u00adhyphen \u200bspace\ufeff", ()),
    ],
)
def test_what_cannot_be_set(regular: Face, text: str, lacking: tuple[str, ...]) -> None:
    assert regular.missing(text) == lacking


def test_what_is_invisible_takes_no_room(regular: Face) -> None:
    assert regular.shown("a\u00ad\u200bb", 12) == regular.shown("ab", 12)
    assert regular.width("a\u00ad\u200bb") == regular.width("ab")


def test_a_word_is_not_cut_between_letter_and_mark() -> None:
    word = "ẹ̀" * 200
    plan = replace(PLAN, note=word, patient=Patient("Ẹ̀" * 60, "Ọ́" * 60))
    pdf = press().print(plan, issued=ISSUED).pdf
    lines = [line for page in pages_of_text(pdf) for line in page.split("\n")]
    assert [line for line in lines if line[:1] == "\u0300"] == []
    assert "".join(line for line in lines if set(line) <= set(word + " ")).count("ẹ̀") == 200
    assert outside(pdf) == []


def test_marks_do_not_move_the_letters_after_them(regular: Face) -> None:
    """The marked word is as wide as the plain one, and so are its letters' places."""
    assert regular.width("bọ̀wá") == pytest.approx(regular.width("bọwa"), abs=0.002)
    plan = replace(PLAN, patient=Patient("Adébọ̀wálé", "Ojo"))
    marked = next(places(press().print(plan, issued=ISSUED).pdf, "wálé Ojo"))
    plain = replace(PLAN, patient=Patient("Adébọwálé", "Ojo"))
    bare = next(places(press().print(plain, issued=ISSUED).pdf, "wálé Ojo"))
    assert marked == pytest.approx(bare, abs=0.05)


def places(pdf: bytes, text: str) -> Iterator[float]:
    """The left edge of the text wherever it stands, in points."""
    for page in pypdfium2.PdfDocument(pdf):
        found = page.get_textpage()
        search = found.search(text)
        while hit := search.get_next():
            yield found.get_charbox(hit[0])[0]


def test_letters_with_marks() -> None:
    assert marked_letters("Ẹ̀bùn \u0300x é") == ["Ẹ̀"]
