"""Whatever colour a clinic has, its handouts can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicplan.illustrations.colours import INK, WHITE, brand_colours, contrast, mix


@pytest.mark.parametrize(
    ("brand", "accent", "on_fill", "darkened"),
    [
        ("#0E6377", "#0E6377", WHITE, False),
        ("#B8500F", "#A3470C", WHITE, True),
        ("#E4002B", "#C20024", WHITE, True),
        ("#FFD500", "#7F6A00", INK, True),
        ("#8BC34A", "#51732C", INK, True),
        ("#7FD3E0", "#45737A", INK, True),
    ],
)
def test_known_brands(brand: str, accent: str, on_fill: str, darkened: bool) -> None:
    colours = brand_colours(brand)
    assert (colours.accent, colours.on_fill, colours.darkened) == (accent, on_fill, darkened)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_is_readable(value: int) -> None:
    colours = brand_colours(f"#{value:06X}")
    assert contrast(colours.accent, WHITE) >= 4.5
    assert contrast(colours.accent, colours.tint) >= 5.0
    assert contrast(colours.on_fill, colours.fill) >= 4.5
    assert contrast(INK, colours.tint) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_mixing_with_white() -> None:
    assert mix("#0E6377", WHITE, 0.90) == "#E7EFF1"
