"""The same plans set by clinicplan, by its peers and by the floor, turn and turn about.

python -m benchmarks.peers [--rounds 7] [--only NAME]...
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from typing import TypedDict

import pikepdf
import pypdfium2

from benchmarks import report
from benchmarks.lines import ask, told
from benchmarks.script import Script, counted
from benchmarks.stage import set_up

_WARM = 300
"""Plans that clinicplan prints before its first turn, as in the middle of a batch."""
_EXERCISES = 6
_CHECKED = 3


@dataclass(frozen=True, slots=True)
class Entrant:
    """Who takes part: its name in the table, its worker, plans a turn, its package.

    `warm` are the plans that it sets before the first turn. No plan is ever set twice.
    """

    title: str
    worker: str
    turn: int
    package: str = ""
    warm: int = _CHECKED


ENTRANTS = (
    Entrant("clinicplan", "ours", 40, warm=_WARM),
    Entrant("the floor", "floor", 40, warm=_WARM),
    Entrant("typst, warm", "typesetter", 8, "typst"),
    Entrant("reportlab platypus", "platypus", 2, "svglib"),
    Entrant("platypus, obvious caches", "platypus:open_cached", 2, "svglib"),
    Entrant("WeasyPrint, warm", "weasy", 1, "weasyprint"),
    Entrant("fpdf2", "fpdf", 2, "fpdf"),
    Entrant("Chromium, one start a plan", "chromium", 2),
    Entrant("LibreOffice, from .docx", "office", 10, "docx"),
)


class Turn(TypedDict):
    """What a worker says of one turn: seconds, seconds, bytes, MB."""

    cpu: float
    wall: float
    bytes: int
    memory: float


@dataclass(slots=True)
class Runner:
    """An entrant's process and what it has said so far."""

    entrant: Entrant
    process: Popen[str]
    turns: list[Turn] = field(default_factory=list)

    def take(self) -> None:
        """One turn, with plans that have not been set before."""
        many = self.entrant.turn
        self.turns.append(self.ask(self.entrant.warm + len(self.turns) * many, many))

    def ask(self, start: int, count: int) -> Turn:
        """Set so many plans from this one on."""
        turn: Turn = ask(self.process, {"start": start, "count": count})
        return turn

    def milliseconds(self, key: str = "cpu") -> list[float]:
        """Per plan, a figure for each turn."""
        return [1000 * float(turn[key]) / self.entrant.turn for turn in self.turns]  # type: ignore[literal-required]


def main(arguments: Sequence[str]) -> int:
    """Run, print the table and put it into the document; 1 where somebody lost letters."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", action="append", default=[])
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        chosen = [entrant for entrant in ENTRANTS if not asked.only or entrant.worker in asked.only]
        most = {
            quick: max(one.warm + asked.rounds * one.turn for one in ENTRANTS if quick(one))
            for quick in (_is_quick, _is_peer)
        }
        scripts = set_up(
            folder, patients=most[_is_quick], exercises=_EXERCISES, scripted=most[_is_peer]
        )[: most[_is_peer]]
        with ExitStack() as stack:
            runners = _started(chosen, folder, stack)
            for _ in range(asked.rounds):
                for runner in runners:
                    runner.take()
        checks = {runner.entrant: _checked(runner.entrant, folder, scripts) for runner in runners}
    text = _section(runners, checks, scripts, asked.rounds)
    if asked.only:
        sys.stdout.write(text + "\n")
    else:
        report.put("peers", text)
    return int(any(check.lost for check in checks.values()))


def _started(chosen: Sequence[Entrant], folder: Path, stack: ExitStack) -> list[Runner]:
    """A process for each that is installed, each warmed up with a few plans."""
    runners = []
    for entrant in chosen:
        if entrant.package and not find_spec(entrant.package):
            sys.stderr.write(f"{entrant.title}: not installed.\n")
            continue
        command = [sys.executable, "-m", "benchmarks.peers.worker", entrant.worker, str(folder)]
        process = stack.enter_context(Popen(command, stdin=PIPE, stdout=PIPE, text=True))
        if "ready" not in told(process):
            sys.stderr.write(f"{entrant.title}: not installed.\n")
            continue
        runner = Runner(entrant, process)
        runner.ask(0, entrant.warm)
        runners.append(runner)
    return runners


def _is_quick(entrant: Entrant) -> bool:
    """True for those that need no script, only a plan."""
    return entrant.warm == _WARM


def _is_peer(entrant: Entrant) -> bool:
    return entrant.warm != _WARM


# What came out


@dataclass(frozen=True, slots=True)
class Check:
    """What an entrant's first files are like: letters lost and added, pages, tags.

    Letters, not words: in a narrow column some peers break a word.
    """

    lost: int
    added: int
    pages: float
    tagged: str


def _checked(entrant: Entrant, folder: Path, scripts: Sequence[Script]) -> Check:
    files = [
        folder / "out" / entrant.worker.replace(":", "-") / f"{script.plan}.pdf"
        for script in scripts[:_CHECKED]
    ]
    lost = added = pages = 0
    for file, script in zip(files, scripts, strict=False):
        words, count = _words(file)
        pages += count
        furniture = counted(f"{script.footer} Page of {count}")
        for word in furniture:
            furniture[word] *= count
        furniture.update(map(str, range(1, count + 1)))
        asked = _letters(script.words())
        lost += (asked - _letters(words)).total()
        added += (_letters(words) - asked - _letters(furniture)).total()
    return Check(lost, added, pages / len(files), _tagged(files[0]))


def _letters(words: Counter[str]) -> Counter[str]:
    """The letters and figures of words, however they are broken."""
    return Counter("".join(words.elements()))


def _words(file: Path) -> tuple[Counter[str], int]:
    """The words on the pages, as PDFium finds them, and the number of pages."""
    with pypdfium2.PdfDocument(file) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        return counted(text), len(document)


def _tagged(file: Path) -> str:
    """Whether a screen reader finds headings and text in the structure tree, or nothing."""
    with pikepdf.open(file) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return "no"
        kinds = {
            str(item.S)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
        }
    if any(kind.startswith("/H") for kind in kinds):
        return "yes"
    return "pictures only" if "/Figure" in kinds else "in name"


def _section(
    runners: Sequence[Runner],
    checks: dict[Entrant, Check],
    scripts: Sequence[Script],
    rounds: int,
) -> str:
    ours = runners[0]
    headings = ["", "ms a plan", "× clinicplan", "lowest–highest", "wall ms", "KB a plan",
                "pages", "memory MB", "tagged", "letters lost", "added"]  # fmt: skip
    rows = []
    for runner in runners:
        check = checks[runner.entrant]
        cpu = runner.milliseconds()
        ratios = [theirs / own for theirs, own in zip(cpu, ours.milliseconds(), strict=True)]
        kilobytes = median(turn["bytes"] for turn in runner.turns) / runner.entrant.turn / 1024
        rows.append(
            [
                runner.entrant.title,
                f"{median(cpu):.2f}",
                f"{median(ratios):.2f}",
                f"{min(cpu):.2f}–{max(cpu):.2f}",
                f"{median(runner.milliseconds('wall')):.2f}",
                f"{kilobytes:.0f}",
                f"{check.pages:.1f}",
                f"{max(turn['memory'] for turn in runner.turns):.0f}",
                check.tagged,
                str(check.lost),
                str(check.added),
            ]
        )
    packages = ("reportlab", *(name for name in ("typst", "weasyprint", "fpdf2", "svglib")
                               if find_spec(name.replace("fpdf2", "fpdf"))))  # fmt: skip
    figures = sum(len(script.figures()) for script in scripts) / len(scripts)
    words = sum(script.words().total() for script in scripts) / len(scripts)
    return (
        "## Beside its peers\n\n"
        f"`python -m benchmarks.peers`: different patients with {_EXERCISES} exercises "
        f"each ({words:.0f} words, {figures:.0f} pictures a plan), {rounds} interleaved rounds, "
        "medians of processor time from the plan (peers: from the script in their own form) to "
        "the written file, not synced to the disk. Peers get headings, paragraphs, lists, tables "
        "and pictures read back from our own tagged file; their layout is simpler than ours.\n\n"
        f"{report.table(headings, rows)}\n\n"
        "The floor copies what other handouts of the batch share, compresses what only this "
        "handout has, and writes the same bytes, tags included.\n\n"
        f"{report.machine(*packages)}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
