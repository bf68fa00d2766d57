"""A desk with the sample workbook for tests that change nothing, and one for each that does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.windows import Running, Window, running, sample_in


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One desk for all tests that only look."""
    folder = tmp_path_factory.mktemp("Praxis Müller")
    with running(folder, workbook=sample_in(folder)) as desk:
        yield desk


@pytest.fixture
def window(shared: Running) -> Window:
    """A window of the shared desk."""
    return shared.window()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A desk of the test's own."""
    with running(tmp_path, workbook=sample_in(tmp_path)) as desk:
        yield desk


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Running]:
    """A desk without a workbook."""
    with running(tmp_path, workbook=None) as desk:
        yield desk


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium; where it is missing these tests fail, for they were asked for."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()
