"""Every edition says the same, and each can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.emptiness import measured
from benchmarks.gallery import Gallery
from benchmarks.readback import script_of
from benchmarks.script import Words
from clinicplan.handout import editions
from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.styles import MM
from clinicplan.plan import Clinic, Plan
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, catalogue, press
from tests.handout.reading import loose_marks, pages_of_text
from tests.handout.test_layout import LAID_OUT, LETTER, NOTE, overlaps
from tests.handout.test_press import is_accessible

OTHERS = [code for code in EDITIONS if code != "standard"]
CAREFUL = ("diabetes", "reduced-feeling", "balance")
ALL_WIDE = ("How much", "How often", "Large print, audio", "Page 1 tells", "Here is when to get")
WITHOUT = {
    "large-print": ALL_WIDE,
    "low-vision": ALL_WIDE,
    "low-vision-cream": ALL_WIDE,
    "giant-print": (*ALL_WIDE, "Tick a box each time.", "In a box with ×", "Notes"),
}
"""How sentences begin that an edition has not.

What stands in one column has no heads of columns, who has large print is not offered it, and
giant print has a line a day instead of boxes. Where page one has the guide to pain, Stay safe
points to it; large type has it under Stay safe.
"""
PLANS = {
    "six": (CLINIC, PLAN),
    "letter": (LETTER, replace(PLAN, take_care=CAREFUL)),
    "long name": LAID_OUT["long name"],
    "long note": LAID_OUT["long note"],
    "one": (LETTER, replace(PLAN, prescriptions=SIX[:1], goals=(), note="", weeks=0)),
    "often": LAID_OUT["often"],
    "cautions": (LETTER, replace(PLAN, take_care=tuple(catalogue().cautions))),
    "ask": (CLINIC, replace(PLAN, footwear="", review=None, condition="")),
}


def printed(name: str, edition: str) -> bytes:
    clinic, plan = PLANS[name]
    of_it = replace(plan, edition=edition)
    return press(clinic).print(of_it, issued=ISSUED, seal="0123456789abcdef").pdf


def said(pdf: bytes) -> list[str]:
    """What a screen reader speaks, sentence by sentence, in order; the rows of a diary too."""
    script = script_of(pdf, plan="", gallery=Gallery(Path(), {}))
    texts = [text.replace("\u00a0", " ").replace("@ ", "@") for text in _texts(script.blocks)]
    return [part for text in texts for part in re.split(r"(?<=[.?!])\s+", text) if part]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Words):
        yield value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))


@pytest.mark.parametrize("name", ["six", "letter", "often", "cautions", "ask"])
@pytest.mark.parametrize("edition", OTHERS)
def test_every_word_of_the_standard_edition_is_in_each_other(name: str, edition: str) -> None:
    standard, other = (said(printed(name, code)) for code in ("standard", edition))
    missing = {text for text in set(standard) - set(other) if not text.endswith(", continued")}
    joined = " ".join(other)
    without = WITHOUT.get(edition, ())
    missing = {each for each in missing if each not in joined}
    missing = {each for each in missing if not each.startswith("(page ")}  # its own pages
    assert [each for each in missing if not any(map(each.startswith, without))] == []


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("edition", OTHERS)
def test_no_text_stands_on_other_text(name: str, edition: str) -> None:
    assert list(overlaps(printed(name, edition))) == []


@pytest.mark.parametrize("edition", OTHERS)
def test_an_edition_is_accessible(edition: str) -> None:
    pdf = printed("letter", edition)
    assert loose_marks(pdf) == []
    assert is_accessible(pdf)
    assert printed("letter", edition) == pdf


@pytest.mark.parametrize(
    ("edition", "least", "body"),
    [("large-print", 16, 18), ("low-vision", 16, 18), ("giant-print", 18, 24)],
)
def test_nothing_in_large_type_is_small(edition: str, least: int, body: int) -> None:
    for page in pypdfium2.PdfDocument(printed("six", edition)):
        sizes = {round(each.get_font_size()) for each in page.get_objects([1])}
        assert min(sizes) >= least
        assert body in sizes or min(sizes - {least}) > body  # warning signs that have room


@pytest.mark.parametrize("edition", OTHERS)
def test_a_long_note_is_printed_to_its_last_word(edition: str) -> None:
    words = " ".join(said(printed("long note", edition))).split()
    assert [word for word in words if word.startswith("word")] == NOTE.split()


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_the_warning_signs_stand_under_their_heading(edition: str, clinic: Clinic) -> None:
    plan = replace(PLAN, take_care=CAREFUL, edition=edition)
    pdf = press(clinic).print(plan, issued=ISSUED).pdf
    pages = [text for text in pages_of_text(pdf) if "Get help now. Do not wait" in text]
    assert len(pages) == 1 or edition not in ("standard", "greyscale")
    assert [text for text in pages if "Stay safe" not in text] == []


def plans_of_all_lengths() -> list[Plan]:
    return [
        replace(PLAN, prescriptions=(SIX * 3)[:count], take_care=CAREFUL if count % 2 else ())
        for count in range(1, 15)
    ]


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_few_pages_are_empty_and_no_handout_ends_on_a_scrap(clinic: Clinic) -> None:
    shown = [
        measured(press(clinic).print(plan, issued=ISSUED).pdf, plan.id)
        for plan in plans_of_all_lengths()
    ]
    pages = [page for handout in shown for page in handout.pages]
    assert sum(page > 0.25 for page in pages) <= 0.05 * len(pages)
    assert [handout.pages[-1] for handout in shown if handout.pages[-1] > 0.5] == []


def test_nothing_but_the_table_knows_an_editions_name() -> None:
    home = Path(editions.__file__).parent
    knowing = [
        (file.name, code)
        for file in home.rglob("*.py")
        for code in EDITIONS
        if file.name != "editions.py" and f'"{code}"' in file.read_text("utf-8")
    ]
    assert knowing == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_what_the_practitioner_says_counts_before_the_steps(edition: str, clinic: Clinic) -> None:
    """`Hold a chair` beside "Face a wall": the patient is told which of them to follow."""
    noted = tuple(replace(each, note="Hold a chair.") for each in SIX)
    plan = replace(PLAN, prescriptions=noted, edition=edition)
    text = " ".join(" ".join(pages_of_text(press(clinic).print(plan, issued=ISSUED).pdf)).split())
    assert text.count("Alex says Hold a chair. If a step differs, do this.") == len(SIX)


@pytest.mark.parametrize("edition", EDITIONS)
def test_own_words_of_the_practitioner_have_a_bar_on_page_one_and_card(edition: str) -> None:
    """A bar 1 mm thick beside each note, and none in a plan without notes."""
    bare = replace(
        PLAN, note="", edition=edition, prescriptions=tuple(replace(each, note="") for each in SIX)
    )
    noted = tuple(replace(each, note="Hold a chair.") for each in SIX)
    plan = replace(bare, note="Well begun.", prescriptions=noted)
    assert bars(plan) == 1 + len(SIX)
    assert bars(bare) == 0


def bars(plan: Plan) -> int:
    """Upright filled rectangles of a bar's thickness."""
    document = pypdfium2.PdfDocument(press().print(plan, issued=ISSUED).pdf)
    found = 0
    for page in document:
        for item in page.get_objects(max_depth=1):
            left, bottom, right, top = item.get_bounds()
            found += abs(right - left - 1 * MM) < 0.3 and top - bottom > 10
    return found
