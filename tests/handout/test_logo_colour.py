"""The colour that a logo offers: the one that stands out, none of a logo in black."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from clinicplan.handout.logo_colour import main_colour

Part = tuple[str, int]


@pytest.mark.parametrize(
    ("parts", "colour"),
    [
        pytest.param([("white", 60), ("#7A2152", 30), ("black", 10)], "#7A2152", id="on white"),
        pytest.param([("#F3E3EA", 80), ("#7A2152", 20)], "#7A2152", id="on its own tint"),
        pytest.param([("#FFD500", 50), ("#0E6377", 50)], "#FFD500", id="the stronger of two"),
        pytest.param([("#7A2152", 20), ("#7B2253", 19), ("white", 61)], "#7A2152", id="edges"),
        pytest.param([("white", 70), ("#333333", 30)], "", id="grey"),
        pytest.param([("white", 100)], "", id="empty"),
        pytest.param([("#F4F6F8", 100)], "", id="nearly white"),
    ],
)
def test_the_colour_that_stands_out(parts: list[Part], colour: str) -> None:
    assert main_colour(_png(parts)) == colour


def test_one_pixel_that_can_be_looked_through() -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (1, 1), (200, 0, 0, 0)).save(stream, "PNG")
    assert main_colour(stream.getvalue()) == "#C80000"


def _png(parts: list[Part]) -> bytes:
    """A picture of 100 columns, so many of each colour."""
    image, at, stream = Image.new("RGB", (100, 20)), 0, io.BytesIO()
    for colour, wide in parts:
        image.paste(colour, (at, 0, at + wide, 20))
        at += wide
    image.save(stream, "PNG")
    return stream.getvalue()
