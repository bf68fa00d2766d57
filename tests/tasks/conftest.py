"""The sample workbook of a test's own, read."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.tasks.ready import Ready
from tests.tasks.samples import ready_in


@pytest.fixture
def ready(tmp_path: Path) -> Ready:
    return ready_in(tmp_path)
