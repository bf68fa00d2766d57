"""The command: draws one frame, one exercise or all of them, for one person or everyone."""

from __future__ import annotations

import argparse
import os
import sys
import time
import tomllib
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "templates" / "illustrations"


@dataclass(frozen=True, slots=True)
class Job:
    """One file to draw: a frame, and whose (empty: everyone's)."""

    frame: str
    person: str
    pixel: float
    out: Path

    @property
    def path(self) -> Path:
        """Where the frame goes."""
        return self.out / self.person / f"{self.frame}.svg"


def carry_out(job: Job) -> tuple[Job, float]:
    """Draw a job's file; the job and its seconds."""
    # heavy libraries are loaded in the worker only
    from . import VERSION
    from .drawing import draw
    from .people import people
    from .recipes import Book
    from .scene import svg

    start = time.perf_counter()
    book, everyone = Book(), {p.code: p for p in people()}
    person = everyone[job.person] if job.person else next(iter(everyone.values()))
    drawing = draw(job.frame, book, person, pixel=job.pixel)
    recipe = f"{book.frame(job.frame)['exercise']}.toml"
    facts = {**drawing.attributes, "data-drawn": f"tools/illustrator {VERSION}, {recipe}"}
    colours = default_colours(person.code)
    job.path.parent.mkdir(parents=True, exist_ok=True)
    half_done = job.path.with_suffix(".part")
    half_done.write_text(svg(drawing.scene, facts, colours), "utf-8", newline="\n")
    half_done.replace(job.path)
    return job, time.perf_counter() - start


def default_colours(person: str) -> dict[str, str]:
    """What a browser shows: the palette's roles with this person's skin and hair."""
    palette = tomllib.loads((OUT / "palette.toml").read_text("utf-8"))
    who = palette["person"][person]
    skin, hair = palette["skin"][who["skin"]], palette["hair"][who["hair"]]
    return {**palette["roles"], **skin, **hair}


def jobs(args: argparse.Namespace) -> list[Job]:
    """The files that the command asks for: close-ups once, whole bodies for each person."""
    from .drawing import DRAFT, FINE
    from .people import people
    from .recipes import Book

    book = Book()
    asked = [n for n in book if not args.names or _is_meant(n, book, args.names)]
    wanted = [p.code for p in people() if not args.person or p.code in args.person]
    pixel = DRAFT if args.draft else FINE
    out: list[Job] = []
    for name in asked:
        close = "feet" in book.frame(name)
        if close and args.person and wanted[0] != people()[0].code:
            continue
        whose = [""] if close else [code for code in wanted if book.shows(name, code)]
        out += [Job(name, person, pixel, args.out) for person in whose]
    # the first person's whole set comes first, to be looked at while the others are drawn
    return sorted(out, key=lambda job: ["", *wanted].index(job.person))


def _is_meant(frame: str, book: object, names: Iterable[str]) -> bool:
    from .recipes import Book

    assert isinstance(book, Book)
    return any(n in (frame, book.frame(frame)["exercise"]) for n in names)


def run(todo: Sequence[Job], workers: int) -> int:
    """Draw all jobs side by side; the number that failed."""
    failed = 0
    with ProcessPoolExecutor(workers) as pool:
        running = {pool.submit(carry_out, job): job for job in todo}
        for count, done in enumerate(as_completed(running), 1):
            job = running[done]
            error = done.exception()
            failed += error is not None
            what = f"FAILED {error!r}" if error else f"{done.result()[1]:.1f} s"
            whose = job.person or "all"
            sys.stdout.write(f"[{count}/{len(todo)}] {whose} {job.frame}: {what}\n")
            sys.stdout.flush()
    return failed


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0, or 1 if a frame could not be drawn."""
    parser = argparse.ArgumentParser(prog="python -m tools.illustrator", description=__doc__)
    parser.add_argument("names", nargs="*", help="frames or exercises; none means all")
    parser.add_argument("--person", action="append", help="only this person (may be repeated)")
    parser.add_argument("--draft", action="store_true", help="half the resolution, to pose with")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the SVG files")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args(argv)
    for threads in ("NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[threads] = "1"  # one process a frame is faster than threads within
    todo = jobs(args)
    if not todo:
        parser.error("no frame or exercise has that name")
    return 1 if run(todo, args.workers) else 0


if __name__ == "__main__":
    sys.exit(main())
