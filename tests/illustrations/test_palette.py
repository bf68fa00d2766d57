"""The palette keeps the pictures readable: on paper, on each skin, in each brand, in grey."""

from __future__ import annotations

import pytest

from clinicplan.illustrations.colours import PAPER, brand_colours, channels
from tests.illustrations.art import PALETTE, PEOPLE

BRANDS = ("#0E6377", "#005EB8", "#8A2460", "#B8500F", "#E4002B", "#FFD500", "#8BC34A")
ROLES = PALETTE["roles"]


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [c / 255 for c in channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    brighter, darker = sorted((light(one), light(two)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("under", ["skin", "skin_sh", "skinf", "skinf_sh"])
def test_outlines_stand_out_on_every_skin(person: str, under: str) -> None:
    skin = PALETTE["skin"][PALETTE["person"][person]["skin"]]
    assert contrast(skin["ink"], skin[under]) >= 3


@pytest.mark.parametrize("brand", BRANDS)
def test_arrows_stand_out_on_the_paper(brand: str) -> None:
    assert contrast(brand_colours(brand).accent, PAPER) >= 4.5


@pytest.mark.parametrize("role", [r for r in ROLES if r.endswith("_sh")])
def test_a_shade_is_darker_than_its_role(role: str) -> None:
    assert light(ROLES[role]) < light(ROLES[role.removesuffix("_sh")])


def test_skins_and_hair_replace_only_roles_there_are() -> None:
    for kind in ("skin", "hair"):
        for roles in PALETTE[kind].values():
            assert set(roles) <= set(ROLES)
    assert set(PALETTE["brand"]) <= set(ROLES)


def test_the_halo_is_the_paper() -> None:
    assert ROLES["halo"] == PAPER
