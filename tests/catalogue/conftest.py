"""The catalogue that ships, read once for all tests of this room."""

from __future__ import annotations

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The catalogue in English, as it is in the templates folder."""
    return read_catalogue(templates_folder())
