"""The measure of empty pages: what counts as ink, and where the text area ends."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.emptiness import measured

MM = 72 / 25.4


def page_with_ink_to(mm: float, *, colour: str = "#1B252D") -> bytes:
    """A4 with a panel from 20 mm below its top down to `mm`, and a footer."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFillColor(colour)
    if mm:
        canvas.rect(50, A4[1] - mm * MM, 200, (mm - 20) * MM, stroke=0, fill=1)
    canvas.rect(50, 8 * MM, 200, 4 * MM, stroke=0, fill=1)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("ink", "empty"),
    [(278, 0), (146, 0.5), (80, 0.75), (0, 1)],
    ids=["full", "half", "a quarter of it used", "nothing but the footer"],
)
def test_what_lies_below_the_last_ink_is_empty(ink: float, empty: float) -> None:
    (page,) = measured(page_with_ink_to(ink), "HS-0001").pages
    assert page == pytest.approx(empty, abs=0.01)


def test_the_lightest_tint_is_ink() -> None:
    (page,) = measured(page_with_ink_to(146, colour="#F6F3EE"), "HS-0001").pages
    assert page == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("text", "under", "astray"),
    [
        ("Get help now. Do not wait.", "Stay safe", True),
        ("Stay safe, continued. Get help now.", "Stay safe", False),
        ("Get help now. Do not wait.", "", False),
        ("With diabetes: see \"Get help now\", do not wait.", "Stay safe", False),
        ("Your diary", "Stay safe", False),
    ],
)
def test_warning_signs_off_their_page_are_astray(text: str, under: str, *, astray: bool) -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(50, 700, text)
    canvas.save()
    assert measured(file.getvalue(), "HS-0001", under=under).astray is astray
