"""Random rows of occasions are typed, printed and read back: all on the page, and in its boxes."""

from __future__ import annotations

import random
from pathlib import Path

from tests.doses.test_occasions import kernel, row_at_random
from tests.paraphrases.page import diary, panels
from tests.paraphrases.printed import printed
from tests.paraphrases.typed import Typed
from tests.workbook.workbooks import TODAY

ROWS = 72
ON_PAGE = {"am": "morning", "noon": "midday", "waking": "wak", "bedtime": "bed", "up": "up"}
"""How a page says the last word of an occasion, where it is another one."""


def test_a_page_and_its_diary_have_each_occasion(tmp_path: Path) -> None:
    rng = random.Random(20261122)
    found = [row_at_random(rng) for _ in range(ROWS)]
    rows = [
        Typed("Arch lift", (), {"Exercise": "Arch lift", "Side": "each", "Dose": typed})
        for typed, _ in found
    ]
    made = printed(rows, tmp_path)
    assert sum(len(sheet.rows) for sheet in made.sheets) >= ROWS - 4
    for sheet in made.sheets:
        pdf = made.press.print(sheet.plan, issued=TODAY).pdf
        (first, *_), cards = diary(pdf), panels(pdf, sheet.names)
        for number, (row, lines) in enumerate(zip(sheet.rows, cards, strict=True), 1):
            typed, occasions = found[row]
            page = " ".join(lines).casefold()
            lost = [it for it in occasions if not _is_on(page, kernel(it))]
            assert lost == [], (typed, lines)
            boxes = set(first.boxes.get(number, ()))
            assert boxes <= {len(occasions)}, (typed, lines, boxes)


def _is_on(page: str, word: str) -> bool:
    return word in page or ON_PAGE.get(word, word) in page
