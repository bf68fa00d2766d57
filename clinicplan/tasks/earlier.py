"""The handout that a plan's next version replaces becomes a file that stays.

It is nobody's current handout: no manifest names it, so it is neither sent nor printed with the
others, and no run makes or deletes it.
"""

from __future__ import annotations

import hashlib
import re
from itertools import count
from pathlib import Path

from clinicplan.errors import UnreadableFile
from clinicplan.files import digest, open_folder, write_whole
from clinicplan.tasks.manifest import read_manifest

FOLDER = "Earlier"
"""The folder inside that of the handouts."""

_NAME = re.compile(r"(.+) version (\d{1,3})(?:, \d+)?\.pdf")


def keep_earlier(folder: Path, plan: str, *, version: int) -> Path | None:
    """Where this version's handout is kept from now on; None where there is none to be kept.

    It is the one of the folder that the last run made of this very version, if it is still the
    same file. Nothing is written over. Raises UnwritableFile.
    """
    try:
        record = read_manifest(folder).by_plan().get(plan)
        if record is None or not record.file or record.version != version:
            return None
        content = (folder / record.file).read_bytes()
    except (UnreadableFile, OSError):
        return None
    if hashlib.sha256(content).hexdigest() != record.sha256:
        return None
    open_folder(folder / FOLDER)
    for number in count(1):
        path = folder / FOLDER / _name(plan, version, number)
        if not path.exists():
            write_whole(path, content)
        if digest(path) == record.sha256:
            return path
    return None


def earlier_handouts(folder: Path, plan: str) -> dict[int, Path]:
    """The handouts of a plan that are kept, by version; of several the last one kept."""
    found: dict[int, Path] = {}
    for path in sorted((folder / FOLDER).glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns):
        name = _NAME.fullmatch(path.name)
        if name and name[1] == plan:
            found[int(name[2])] = path
    return found


def _name(plan: str, version: int, number: int) -> str:
    more = f", {number}" if number > 1 else ""
    return f"{plan} version {version}{more}.pdf"
