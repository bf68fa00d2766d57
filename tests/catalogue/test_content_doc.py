"""docs/content.md names what ships: every programme, article and caution."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue.reading import NAMED_TERMS
from tests.catalogue.shipped import SHIPPED

PAGE = (Path(__file__).parents[2] / "docs" / "content.md").read_text(encoding="utf-8")
CODES = (*SHIPPED.programmes, *SHIPPED.cautions, *SHIPPED.regions)
SOURCES = tuple(programme.source for programme in SHIPPED.programmes.values())


@pytest.mark.parametrize("code", [*CODES, *SOURCES])
def test_the_page_names_it(code: str) -> None:
    assert f"`{code}`" in PAGE


@pytest.mark.parametrize("term", NAMED_TERMS)
def test_the_page_owns_up_to_the_terms_that_are_not_measured(term: str) -> None:
    assert term in " ".join(PAGE.lower().split())
