"""Processes that are let go: none of them, and nothing that waits for them, is left."""

from __future__ import annotations

import threading
import time
from multiprocessing import active_children

from clinicplan.tasks.teams import _hire


def test_a_pool_that_is_let_go_at_work_leaves_nothing_behind() -> None:
    before = set(threading.enumerate())
    pool = _hire(1)
    pool.submit(time.sleep, 600)
    pool.shutdown(wait=False, cancel_futures=True)
    assert not active_children()
    assert set(threading.enumerate()) <= before
