"""How `clinicplan build` grows with plans and with exercises, from a cold start each time.

python -m benchmarks.growth [--rounds 3] [--most 10000]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from benchmarks import report
from benchmarks.command import Took, middle, took
from benchmarks.made_up import write_workbook

_PLANS = (1, 10, 100, 1_000, 10_000)
_EXERCISES = (1, 2, 4, 6, 8, 12, 16, 20, 24)
_PLANS_FOR_EXERCISES = 200
_FEW = 1_000
"""Plans beyond which one run is enough."""


def main(arguments: Sequence[str]) -> int:
    """Run, print the tables and put them into the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=max(_PLANS))
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        sizes = [plans for plans in _PLANS if plans <= asked.most]
        by_plans = [(plans, _built(folder, plans, 6, asked.rounds)) for plans in sizes]
        again = [(plans, _built(folder, plans, 6, 1, fresh=False)) for plans in sizes[-1:]]
        workers = [
            (count, _built(folder, plans, 6, 1, "--workers", str(count)))
            for plans in sizes[-1:]
            for count in (1, 2)
        ]
        by_exercises = [
            (many, _built(folder, _PLANS_FOR_EXERCISES, many, asked.rounds)) for many in _EXERCISES
        ]
    report.put("growth", _section(by_plans, again, workers, by_exercises))
    return 0


def _built(
    folder: Path, plans: int, exercises: int, rounds: int, *options: str, fresh: bool = True
) -> Took:
    """The whole command: reading, checking, printing, writing, manifest."""
    workbook = folder / f"{plans}x{exercises}.xlsx"
    out = folder / f"{plans}x{exercises}"
    if not workbook.exists():
        write_workbook(workbook, patients=plans, exercises=exercises)
    runs = []
    for _ in range(rounds if plans <= _FEW else 1):
        if fresh:
            rmtree(out, ignore_errors=True)
        runs.append(took("build", str(workbook), "--out", str(out), *options))
        made = len(list(out.glob("*.pdf")))
        if made != plans or runs[-1].code:
            raise SystemExit(f"{made} of {plans} plans were made, exit code {runs[-1].code}.")
    return middle(runs)


def _section(
    by_plans: Sequence[tuple[int, Took]],
    again: Sequence[tuple[int, Took]],
    workers: Sequence[tuple[int, Took]],
    by_exercises: Sequence[tuple[int, Took]],
) -> str:
    return (
        "## As it grows\n\n"
        "`python -m benchmarks.growth`: the whole of `clinicplan build` from a cold start, with "
        "reading, checking, printing, writing (each file synced to the disk) and the manifest. "
        "Different patients, six exercises each.\n\n"
        f"{_table('plans', by_plans, lambda plans: plans)}\n\n"
        "The same command again, when nothing has changed:\n\n"
        f"{_table('plans', again, lambda plans: plans)}\n\n"
        f"With worker processes, {by_plans[-1][0]} plans (memory is the largest process's):\n\n"
        f"{_table('workers', workers, lambda _: by_plans[-1][0])}\n\n"
        f"{_PLANS_FOR_EXERCISES} plans with more exercises (beyond 17, some are given twice, "
        "once for each side):\n\n"
        f"{_table('exercises', by_exercises, lambda _: _PLANS_FOR_EXERCISES)}\n\n"
        f"{report.machine('reportlab', 'marshmallow')}"
    )


def _table(
    heading: str, runs: Iterable[tuple[int, Took]], plans: Callable[[int], int]
) -> str:
    rows = [
        [
            f"{number}",
            f"{run.cpu:.2f}",
            f"{run.wall:.2f}",
            f"{1000 * run.cpu / plans(number):.2f}",
            f"{run.memory:.0f}",
        ]
        for number, run in runs
    ]
    return report.table([heading, "CPU s", "wall s", "CPU ms a plan", "memory MB"], rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
