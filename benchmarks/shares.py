"""A profile of printing becomes shares of the time: which module the press spends it in.

python -m benchmarks.shares [--plans 400]
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import clinicplan
from benchmarks import report
from benchmarks.made_up import write_workbook
from benchmarks.stage import ISSUED, SEAL, open_stage
from clinicplan.handout.press import Press
from clinicplan.plan import Plan

_WARM = 300
_SHOWN = 0.015
"""Modules below this share of the time stand together in the last row."""
_PACKAGE = Path(clinicplan.__file__).parent


def main(arguments: Sequence[str]) -> int:
    """Profile, print the table and put it into the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shares", description=__doc__)
    parser.add_argument("--plans", type=int, default=400)
    many = parser.parse_args(arguments).plans
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(folder / "clinic.xlsx", patients=_WARM + 2 * many, exercises=6)
        stage = open_stage(folder)
        plans = list(stage.plans.values())
        _print(stage.press, plans[:_WARM])
        start = time.process_time()
        _print(stage.press, plans[_WARM:-many])
        each = 1000 * (time.process_time() - start) / many
        profile = cProfile.Profile()
        profile.runcall(_print, stage.press, plans[-many:])
    report.put("shares", _section(_shares(pstats.Stats(profile)), each, many))
    return 0


def _print(press: Press, plans: Sequence[Plan]) -> None:
    for plan in plans:
        press.print(plan, issued=ISSUED, seal=SEAL)


def _shares(stats: pstats.Stats) -> list[tuple[str, float]]:
    """The share of the whole time that each module's own code takes, the largest first."""
    own: Counter[str] = Counter()
    for (file, _, function), (_, _, seconds, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if file != "~":
            own[_module(file)] += seconds
        elif "zlib" in function:
            own["compressing (zlib)"] += seconds
        else:  # A built-in function's time belongs to those that call it.
            for (caller, _, _), (_, _, spent, _) in callers.items():
                own[_module(caller)] += spent
    total = sum(own.values())
    return [(module, seconds / total) for module, seconds in own.most_common()]


def _module(file: str) -> str:
    path = Path(file)
    if _PACKAGE in path.parents:
        return f"`{path.relative_to(_PACKAGE).as_posix()}`"
    return "Python and libraries"


def _section(shares: Sequence[tuple[str, float]], each: float, many: int) -> str:
    rows = [(module, f"{100 * share:.1f}") for module, share in shares if share >= _SHOWN]
    rest = sum(share for _, share in shares if share < _SHOWN)
    return (
        "## Where the time goes\n\n"
        f"`python -m benchmarks.shares`: a profile of {many} plans with six exercises each after "
        f"{_WARM} others, from the plan to the bytes: {each:.2f} ms a plan before the profiler "
        "was switched on. Each module's own code with the built-in functions that it calls; the "
        "profiler makes small functions look dearer than they are.\n\n"
        f"{report.table(('module', '% of the time'), [*rows, ('all others', f'{100 * rest:.1f}')])}"
        f"\n\n{report.machine('reportlab')}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
