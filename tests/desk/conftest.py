"""A desk with the sample workbook for tests that change nothing, and one for each that does."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from clinicplan.desk.drafting import AHEAD
from tests.desk.clinics import Post, clinic
from tests.desk.windows import Running, Window, running, sample_in
from tests.mail.certificates import Certificates


class Compiled(BytecodeCache):
    """The code of the pages' templates, by what they say: a desk is opened by most tests."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Each template is compiled once in each process; a desk has an environment of its own."""
    with pytest.MonkeyPatch.context() as patch:
        kept = partial(Environment, bytecode_cache=Compiled())
        patch.setattr("clinicplan.desk.words.Environment", kept)
        yield


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


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A desk of a module's own: what is typed is kept as drafts, which no other is to list."""
    folder = tmp_path_factory.mktemp("writing")
    with running(folder, workbook=sample_in(folder)) as desk:
        yield desk


@pytest.fixture
def post(tmp_path: Path, certificates: Certificates) -> Iterator[Post]:
    """A clinic of the test's own that sends its letters."""
    with clinic(tmp_path, certificates) as found:
        yield found


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


@pytest.fixture(autouse=True)
def _drawn_to_the_end() -> Iterator[None]:
    """No page is drawn any more when the next test opens a PDF of its own in this process."""
    yield
    for thread in threading.enumerate():
        if thread.name == AHEAD:
            thread.join(30)
