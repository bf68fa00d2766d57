"""What the mail room's tests share: an outbox in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clinicplan.mail.outbox import Outbox, open_outbox
from tests.mail.postroom import NOW


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with open_outbox(tmp_path / "state", now=lambda: NOW) as opened:
        yield opened
