"""A command line run in a process of its own, from a cold start, and what it took."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, Popen

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Took:
    """Processor seconds and seconds of one run, the most memory in MB, and its exit code."""

    cpu: float
    wall: float
    memory: float
    code: int


def took(*arguments: str) -> Took:
    """Run `clinicplan` with these arguments. Windows cannot say what a child took."""
    command = [sys.executable, "-m", "clinicplan", *arguments]
    paths = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    process = Popen(command, stdout=DEVNULL, stderr=DEVNULL, env=paths)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Took(
        usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, process.returncode
    )


def middle(runs: Sequence[Took]) -> Took:
    """The median of each figure; the highest memory and exit code."""
    return Took(
        median(run.cpu for run in runs),
        median(run.wall for run in runs),
        max(run.memory for run in runs),
        max(run.code for run in runs),
    )
