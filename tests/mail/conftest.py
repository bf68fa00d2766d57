"""What the mail room's tests share: certificates, and an outbox in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clinicplan.mail.outbox import Outbox, open_outbox
from tests.mail.certificates import Certificates, make_certificates
from tests.mail.postroom import NOW


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with open_outbox(tmp_path / "state", now=lambda: NOW) as opened:
        yield opened
