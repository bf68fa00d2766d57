"""A handout that was given out becomes a file that stays, once another one takes its place.

It is nobody's current handout: no manifest names it, so it is neither sent nor printed with the
others, and no run makes or deletes it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from clinicplan.files import PART, digest, open_folder, write_whole
from clinicplan.rules import is_same_plan
from clinicplan.tasks.manifest import Record
from clinicplan.tasks.papers import Paper

FOLDER = "Earlier"
"""The folder inside that of the handouts."""

_NAME = re.compile(r"(?P<plan>.+) version (?P<version>\d{1,4})(?:, [-\d]+)*\.pdf")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: of which version, what it is (SHA-256), and where."""

    version: int
    sha256: str
    path: Path


def names_of(plan: str, papers: Iterable[Paper], record: Record | None) -> Mapping[str, str]:
    """What each of a plan's papers is called where it is kept, by the SHA-256 of its file.

    Of a paper whose file nobody has noted it is the one that `record` has, if that is of its
    version.
    """
    names = {}
    for paper in papers:
        is_recorded = record is not None and record.version == paper.version
        sha256 = paper.sha256 or (record.sha256 if record and is_recorded else "")
        if sha256:
            names[sha256] = name_of(plan, paper)
    return names


def name_of(plan: str, paper: Paper) -> str:
    """`HS-0417 version 2, 2026-11-21`: of which plan, which version, and when it was given out."""
    return f"{plan} version {paper.version}, {paper.since.date().isoformat()}"


def keep_replaced(folder: Path, file: str, names: Mapping[str, str], *, by: bytes) -> Path | None:
    """Where the file is kept that these bytes are about to replace; None where it need not be.

    `names` has what it is called there, by the SHA-256 of each file that somebody has on paper.
    Raises UnwritableFile: then nothing may be replaced. Raises OSError where it cannot be read.
    """
    path = folder / file
    if not names or not path.exists():
        return None
    content = path.read_bytes()
    name = names.get(hashlib.sha256(content).hexdigest())
    return keep(folder, name, content) if name and content != by else None


def keep(folder: Path, name: str, content: bytes) -> Path:
    """Where the content is from now on. Nothing is written over. Raises UnwritableFile."""
    sha256 = hashlib.sha256(content).hexdigest()
    open_folder(folder / FOLDER)
    for number in count(1):
        path = folder / FOLDER / f"{name}{f', {number}' if number > 1 else ''}.pdf"
        if not path.exists():
            write_whole(path, content)
        if digest(path) == sha256:
            return path
    raise AssertionError  # there is always a further number


def sweep(folder: Path) -> None:
    """Remove what a run that was killed has left half written. No other run is at work."""
    for part in (folder / FOLDER).glob(f".*{PART}"):
        part.unlink(missing_ok=True)


def earlier_handouts(folder: Path, plan: str) -> tuple[Kept, ...]:
    """The handouts of a plan that are kept, the first kept first."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns):
        name = _NAME.fullmatch(path.name)
        if name and is_same_plan(name["plan"], plan):
            found.append(Kept(int(name["version"]), digest(path), path))
    return tuple(found)
