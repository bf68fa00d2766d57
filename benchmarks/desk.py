"""How long the desk keeps somebody waiting: while typing, on saving there, and in Excel.

python -m benchmarks.desk [--patients 100] [--rounds 15] [--chromium]

The program runs as a clinic starts it, in a process of its own. With --chromium the last key's
way to the picture on the screen is measured in a browser, too: that needs the dependency group
`browser` and a Chromium (its path in CHROMIUM, else /usr/bin/chromium).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import report
from benchmarks.made_up import filling, write_workbook
from benchmarks.program import PATIENCE, Program, Window, opened
from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.files import write_whole
from clinicplan.workbook.writing.blank import fill_workbook
from tests.desk.forms import posted

PLAN = "MP-00003"
_PICTURE = re.compile(r'src="(/new/\d+/\d+/large/\d+\.png)"')
_ROW = re.compile(rf'href="/plan/{PLAN}".*?</tr>', re.DOTALL)
_WARM = 2
"""Rounds that are not counted: a clinic's day has many plans, and one first."""

_TO_SCREEN = """() => {
  addEventListener("input", () => { window.key = performance.now(); }, true);
  document.addEventListener("load", ({ target }) => {
    if (target.matches?.("img[src*='/large/']"))
      requestAnimationFrame(() => { window.took = performance.now() - window.key; });
  }, true);
}"""


@dataclass(frozen=True, slots=True)
class Wait:
    """What somebody waits for, how long they may, and each time in seconds.

    `most` is in seconds, 0 where no figure is aimed at. `cpu` is processor seconds a time.
    """

    what: str
    most: float
    times: tuple[float, ...]
    cpu: float

    def row(self) -> list[str]:
        """Its line of the table, in milliseconds."""
        ms = [1000 * each for each in self.times]
        most = f"{1000 * self.most:.0f}" if self.most else ""
        figures = [median(ms), min(ms), max(ms), 1000 * self.cpu]
        return [self.what, most, *(f"{figure:.0f}" for figure in figures)]


def main(arguments: Sequence[str]) -> int:
    """Run, print the table and put it into the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--patients", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--chromium", action="store_true")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as name:
        file = write_workbook(Path(name) / "clinic.xlsx", patients=asked.patients, exercises=6)
        waits = list(_waits(file, patients=asked.patients, rounds=asked.rounds))
        if asked.chromium:
            waits.insert(2, _on_screen(file, rounds=asked.rounds))
    headings = ["from … to", "at most ms", "median ms", "lowest", "highest", "processor ms"]
    report.put(
        "desk",
        "## How long the desk keeps you waiting\n\n"
        f"`python -m benchmarks.desk`: {asked.patients} plans of six exercises each, "
        f"{asked.rounds} times after two that are not counted. The program runs by itself and is "
        "asked over the loopback; times are by the clock, the last column is the program's "
        "processor time. "
        "A key is read 250 ms after it was the last one; that is counted for Chromium only.\n\n"
        f"{report.table(headings, (wait.row() for wait in waits))}\n\n"
        f"{report.machine('starlette', 'uvicorn', 'pypdfium2', 'marshmallow')}{_before_others()}",
    )
    return 0


def _before_others() -> str:
    """A sentence where it was not measured as any program runs; Windows has no such number."""
    niceness = os.nice(0) if hasattr(os, "nice") else 0
    return f" It ran at a niceness of {niceness} among these others." if niceness else ""


def _waits(file: Path, *, patients: int, rounds: int) -> Iterator[Wait]:
    with opened(file) as program:
        window = Window(int(program.address.split(":")[2].partition("/")[0]))
        window.enter(program.address)

        def measured(what: str, most: float, do: Callable[[int], None]) -> Wait:
            return _measured(what, most, do, program=program, rounds=rounds)

        path, page = window.post(f"/plan/{PLAN}/change", {})
        change = _Typing(window, path, page.decode())
        yield measured("a key in a plan that is changed, to its words", 0, change.words)
        yield measured("the same, to the picture of its page", 0.15, change.picture)
        path, page = _new_plan(window, change)
        new = _Typing(window, path, page.decode())
        yield measured("a key in a new plan, to the picture of its page", 0.15, new.picture)
        yield measured(
            f"*Read it again*: {patients} plans read and checked", 0.3, lambda _: _again(window)
        )
        yield measured("the list of plans", 0, lambda _: _look(window, "/plans"))
        yield measured("a plan's page", 0, lambda _: _look(window, f"/plan/{PLAN}"))
        save = _Typing(window, *_reopened(window))
        yield measured("*Save* in a plan, to the list that shows it", 0, save.save)
        excel = _Excel(window, file, patients=patients)
        yield measured("saved in Excel, to the list that shows it", 1.5, excel.save)


def _measured(
    what: str, most: float, do: Callable[[int], None], *, program: Program, rounds: int
) -> Wait:
    for number in range(_WARM):
        do(number)
    begun, times = program.cpu(), []
    for number in range(_WARM, _WARM + rounds):
        start = time.perf_counter()
        do(number)
        times.append(time.perf_counter() - start)
    return Wait(what, most, tuple(times), (program.cpu() - begun) / rounds)


class _Typing:
    """A plan that is being written: each time one of its fields says something else."""

    def __init__(self, window: Window, path: str, page: str) -> None:
        self._window = window
        self._path = path
        self.fields: dict[str, str | list[str]] = {**posted(page), "open": "0"}

    def words(self, number: int) -> None:
        """Type, and have it read."""
        self._typed(number, do="")

    def picture(self, number: int) -> None:
        """Type, and have it read and drawn."""
        found = _PICTURE.search(self._typed(number, do=""))
        assert found, "no picture of a page"
        assert self._window.get(found[1]).startswith(b"\x89PNG")

    def save(self, number: int) -> None:
        """Type, save, and look at the list."""
        page = self._typed(number, do="save")
        assert "Saved" in page, "not saved"
        _look(self._window, "/plans")

    def _typed(self, number: int, *, do: str) -> str:
        note = f"Slow ones are better, {number} of them."
        form = {**self.fields, "note-0": note, **({"do": do} if do else {})}
        path, page = self._window.post(self._path, form)
        assert path == self._path, path
        return page.decode()


def _new_plan(window: Window, like: _Typing) -> tuple[str, bytes]:
    """A new plan with the exercises and doses of one that is there."""
    rows = {
        key: value
        for key, value in like.fields.items()
        if key == "exercise" or (key[-1].isdigit() and not key.startswith("was-"))
    }
    fields = posted(window.get("/new").decode())
    own = {"first_name": "Mira", "last_name": "Madeup", "born": "1945-01-03", "weeks": "6"}
    return window.post("/new", {**fields, **rows, **own, "open": "0"})


def _reopened(window: Window) -> tuple[str, str]:
    path, page = window.post("/plan/MP-00005/change", {})
    return path, page.decode()


def _again(window: Window) -> None:
    window.post("/workbook/again", {})


def _look(window: Window, path: str) -> None:
    assert PLAN in window.get(path).decode()


class _Excel:
    """Somebody who saves the workbook in Excel: one time with a mistake, one time without."""

    def __init__(self, window: Window, file: Path, *, patients: int) -> None:
        self._window = window
        self._file = file
        self._told: Queue[bytes] = window.events()
        self._saved = _faulty(patients), file.read_bytes()

    def save(self, number: int) -> None:
        """Save, wait to be told, and look until the list has it."""
        is_good = bool(number % 2)
        write_whole(self._file, self._saved[is_good])
        os.utime(self._file)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._told.get(timeout=PATIENCE)
            row = _ROW.search(self._window.get("/plans").decode())
            if row and ("To mend" in row[0]) != is_good:
                return
        raise RuntimeError("the list never showed what was saved")


def _faulty(patients: int) -> bytes:
    """The same workbook with an exercise that nobody knows in one plan."""
    made = filling(patients, exercises=6, seed=1)
    rows = made.rows["exercises"]
    at = next(at for at, row in enumerate(rows) if row["plan_id"] == PLAN)
    wrong = {**rows[at], "exercise": "no such exercise at all"}
    changed = {**made.rows, "exercises": (*rows[:at], wrong, *rows[at + 1 :])}
    templates = templates_folder()
    return fill_workbook(
        type(made)(clinic=made.clinic, rows=changed),
        catalogue=read_catalogue(templates),
        templates=templates,
    )


def _on_screen(file: Path, *, rounds: int) -> Wait:
    """The last key's way to the picture on the screen, its pause of 250 ms counted in."""
    from playwright.sync_api import sync_playwright

    with opened(file) as program, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(program.address)
        page.goto(f"{program.address.partition('/enter')[0]}/plan/{PLAN}")
        page.click("[data-change]")
        page.click("#plan button[value='open:0']")
        page.wait_for_selector("[name=note-0]")
        page.evaluate(_TO_SCREEN)

        def typed(number: int) -> float:
            page.evaluate("window.took = 0")
            page.locator("[name=note-0]").fill(f"Slow ones are better, {number} of them.")
            for _ in range(500):
                if took := page.evaluate("window.took"):
                    return float(took) / 1000
                page.wait_for_timeout(20)
            raise RuntimeError("the picture never came")

        for number in range(_WARM):
            typed(number)
        begun = program.cpu()
        times = tuple(typed(number) for number in range(_WARM, _WARM + rounds))
        cpu = (program.cpu() - begun) / rounds
        browser.close()
    return Wait("the same on the screen of Chromium, with the 250 ms", 0.4, times, cpu)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
