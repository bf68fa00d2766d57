"""What all tests share: texts that a clinician can read, kept in tests/golden."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.mail.certificates import Certificates

settings.register_profile(
    "on any computer", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("on any computer")
"""A computer that others use, too, is slow; no test is one of time."""

GOLDEN = Path(__file__).parent / "golden"
MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30
"""The bytes that must be free in memory: a whole run writes a twentieth of it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes the golden files anew; review the change like code."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")


def pytest_configure() -> None:
    """Tests write into memory where there is room: no disk is waited for to keep what they wrote.

    What is written and in which order stays the same. PYTEST_DEBUG_TEMPROOT names another place.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(autouse=True)
def own_ledger(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record of letters for each test, and never this computer's own."""
    home = tmp_path_factory.getbasetemp() / "data" / uuid4().hex
    monkeypatch.setenv("CLINICPLAN_DATA", str(home))


@pytest.fixture(scope="session", autouse=True)
def temporary_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What libraries write for a moment lies where the tests' own files lie."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
        yield


@pytest.fixture(scope="session", autouse=True)
def shipped_once() -> Iterator[None]:
    """What ships with the program is read once in each process: it stays as it is while we test.

    Tests of the reading itself call it where it is defined, and read each time.
    """
    from clinicplan.tasks import ready
    from clinicplan.workbook import read

    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (ready, "read_templates"),
            (ready, "read_words"),
            (ready, "unprintable_in"),
            (read, "read_words"),
        ):
            patch.setattr(module, name, cache(getattr(module, name)))
        yield


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """What a mail server of the tests shows for itself, made once."""
    from tests.mail.certificates import make_certificates

    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`check_golden(name, text)` fails where the text is not what tests/golden/<name> says."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), "pytest --update-goldens writes it anew"

    return check
