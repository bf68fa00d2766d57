"""A command line run in a process of its own, from a cold start, and what it took."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, PIPE, Popen, run

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Took:
    """Processor seconds and seconds of one run, the most memory in MB, and its exit code."""

    cpu: float
    wall: float
    memory: float
    code: int


def took(*arguments: str) -> Took:
    """Run `clinicplan` with these arguments. Windows cannot say what a child took.

    A small process starts it: a child's most memory is never less than its parent's was, and
    who wrote a large workbook has had hundreds of MB. Modules are compiled already, as they
    are once a clinic has started the program before.
    """
    starter = [sys.executable, "-m", "benchmarks.command", *arguments]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    said = run(starter, stdout=PIPE, env=surroundings, check=True).stdout
    return Took(**json.loads(said))


def _took(arguments: Sequence[str]) -> Took:
    start = time.perf_counter()
    command = [sys.executable, "-m", "clinicplan", *arguments]
    process = Popen(command, stdout=DEVNULL, stderr=DEVNULL)
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


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_took(sys.argv[1:]))))
