"""What is meant is typed in many ways, printed, and read back: the page says it, or asks.

A row is right where its page says the facts that are meant; or those that it says are right, and
every word and number of the others stands there in the clinic's own words; or it is asked about.
Anything else is a dose that nobody prescribed. See `python -m tests.paraphrases.report`.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from tests.handout.reading import words
from tests.paraphrases.page import panels
from tests.paraphrases.printed import Printed, printed
from tests.paraphrases.report import judged
from tests.paraphrases.swept import every_phrase
from tests.paraphrases.typed import Typed, paraphrase
from tests.workbook.workbooks import TODAY

ROWS = 240
FACTS_AT_LEAST = 0.9
"""So many of all phrases are facts of the page, each in a plain dose; it may only rise."""


def defects(rows: list[Typed], made: Printed, *, with_diary: bool = True) -> list[str]:
    """Each row whose page says something else, with what was typed."""
    return [
        f"{verdict.kind}: {verdict.why} | {rows[row].cells} | {card and card.lines}"
        for row, verdict, card in judged(rows, made, with_diary=with_diary)
        if verdict.is_defect
    ]


def typed_at_random(seed: int, count: int) -> list[Typed]:
    rng = random.Random(seed)
    return [paraphrase(rng) for _ in range(count)]


@pytest.mark.parametrize("seed", [20261122])
def test_the_page_says_what_was_meant(seed: int, tmp_path: Path) -> None:
    rows = typed_at_random(seed, ROWS)
    assert defects(rows, printed(rows, tmp_path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 21))
def test_many_pages_say_what_was_meant(seed: int, tmp_path: Path) -> None:
    rows = typed_at_random(seed, 1000)
    assert defects(rows, printed(rows, tmp_path)) == []


def test_every_phrase_is_read_or_asked_about(tmp_path: Path) -> None:
    rows = list(every_phrase())
    made = printed(rows, tmp_path)
    found = list(judged(rows, made, with_diary=False))
    assert [(verdict, rows[row].cells) for row, verdict, _ in found if verdict.is_defect] == []
    facts = sum(verdict.kind == "facts" for _, verdict, _ in found)
    assert facts >= FACTS_AT_LEAST * len(rows)


def test_each_edition_says_the_same(tmp_path: Path) -> None:
    """The text for a browser, the plain text and large print have each line of each panel."""
    rows = typed_at_random(3, 36)
    made = printed(rows, tmp_path)
    for sheet in made.sheets:
        pdf = made.press.print(sheet.plan, issued=TODAY).pdf
        others = made.press.beside("text", sheet.plan, issued=TODAY, seal="")
        large = made.press.print(replace(sheet.plan, edition="large-print"), issued=TODAY).pdf
        texts = [plain(words(large)), *(plain(spoken(text)) for text in others.values())]
        for line in (line for panel in panels(pdf, sheet.names) for line in panel):
            for text in texts:
                assert plain(line) in text


def spoken(file: bytes) -> str:
    """The text of a file for a browser, or a plain one."""
    return unescape(re.sub(r"<[^>]*>", "", file.decode()))


def plain(text: str) -> str:
    """The letters and figures alone: lines break elsewhere, and marks of a page fall away."""
    return "".join(character for character in text.casefold() if character.isalnum())
