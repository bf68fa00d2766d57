"""What somebody hears who does not look at the page: what is a paragraph, and what a picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from clinicplan.handout.editions import EDITIONS
from clinicplan.plan import Change, exactly
from tests.handout.plans import CLINIC, ISSUED, PLAN, RAISE, SIX, press
from tests.handout.reading import pages_of_text, paragraphs, structure


def heard(**changes: object) -> list[str]:
    """The paragraphs of the six exercises' plan, and what else stands in marks of its own."""
    plan = replace(PLAN, **changes)  # type: ignore[arg-type]  # a test's own keys
    pdf = press().print(plan, issued=ISSUED).pdf
    return [" ".join(text.split()) for page in paragraphs(pdf) for text in page]


def test_what_stands_on_lines_of_its_own_is_heard_by_itself() -> None:
    changed = replace(SIX[2], changes=(Change(3, replace(RAISE, reps=exactly(15))),))
    spoken = heard(prescriptions=(*SIX[:2], changed, *SIX[3:]))
    for text in (
        "For Sam Sample",
        "Born 14 March 1961",
        "About 6 minutes",
        "1 Towel stretch",
        "Left foot",
        "Take care",
        "3 One-leg heel raise",
        "now 15 times",
    ):
        assert text in spoken


@pytest.mark.parametrize("edition", [code for code in EDITIONS if code != "giant-print"])
def test_the_diary_speaks(edition: str) -> None:
    """Each group of boxes is a figure in its cell; a cell without one has no box."""
    pdf = press(CLINIC).print(replace(PLAN, edition=edition), issued=ISSUED).pdf
    found = Counter(
        (above, alt)
        for (_, above, _), (_, kind, alt) in zip(
            structure(pdf), structure(pdf)[1:], strict=False
        )
        if kind == "Figure" and "box" in alt
    )
    assert found == {
        ("TD", "2 boxes to tick"): 4 * 4 * 7,
        ("TD", "1 box to tick"): 2 * 14,
        ("TD", "A box for your pain score"): 4 * 7,
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_scores_are_heard_as_what_they_are(edition: str) -> None:
    """Eleven numbers in a row are no words: they are to be circled."""
    plan = replace(PLAN, edition=edition)
    pdf = press(replace(CLINIC, visit=True)).print(plan, issued=ISSUED).pdf
    scores = [alt for _, kind, alt in structure(pdf) if kind == "Figure" and "to circle" in alt]
    assert len(scores) == 1 + len(plan.goals)


def test_a_page_that_goes_on_does_not_say_its_title_again() -> None:
    plan = replace(PLAN, weeks=12)
    pdf = press(CLINIC).print(plan, issued=ISSUED).pdf
    assert any("continued" in page for page in pages_of_text(pdf))
    assert [text for text in heard(weeks=12) if "continued" in text] == []
