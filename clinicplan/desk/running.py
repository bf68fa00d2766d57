"""The desk that runs becomes known to the next start of the program, which asks it for a window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from clinicplan.desk.door import BELL, HOST
from clinicplan.errors import UnwritableFile
from clinicplan.files import open_folder, sole_use, write_whole

NAME = "running.json"
LAST = "last.json"
TRIES = 25
PAUSE = 0.2
WAIT = 3.0


class Unanswered(UnwritableFile):
    """A desk that runs, and does not answer."""

    remedy = "Close it, or start the computer again, and then open the desk once more."


@dataclass(frozen=True, slots=True)
class Running:
    """Where the desk that runs is, and the secret that rings its bell."""

    port: int
    bell: str


@contextmanager
def only_desk(own: Path) -> Iterator[None]:
    """This desk alone, for this user; raises BusyFolder where one runs already."""
    open_folder(own)
    with sole_use(own):
        try:
            yield
        finally:
            (own / NAME).unlink(missing_ok=True)


def announce(own: Path, running: Running) -> None:
    """Leave word of this desk for the next start."""
    write_whole(own / NAME, json.dumps(asdict(running)).encode())


def ring(own: Path, file: Path | None, *, pause: Callable[[float], None]) -> str:
    """The address of a new window of the desk that runs, told the workbook that is asked for.

    A desk that has just been started needs a moment. Raises Unanswered.
    """
    for _ in range(TRIES):
        running = _read(own)
        if running and (address := _ask(running, file)):
            return address
        pause(PAUSE)
    raise Unanswered("The desk is open already, but it does not answer.")


def remember(own: Path, file: Path) -> None:
    """Keep which workbook was open, for a start without one."""
    open_folder(own)
    write_whole(own / LAST, json.dumps({"file": str(file)}).encode())


def remembered(own: Path) -> Path | None:
    """The workbook that was open last, None where it is not there any more."""
    try:
        file = Path(json.loads((own / LAST).read_bytes())["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return file if file.is_file() else None


def _read(own: Path) -> Running | None:
    try:
        said = json.loads((own / NAME).read_bytes())
        return Running(int(said["port"]), str(said["bell"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _ask(running: Running, file: Path | None) -> str:
    """The address that the desk gives, "" where it gives none."""
    link = HTTPConnection(HOST, running.port, timeout=WAIT)
    try:
        body = str(file.absolute()).encode() if file else b""
        link.request("POST", BELL, body, {"X-Bell": running.bell})
        answer = link.getresponse()
        text = answer.read().decode()
        return text if answer.status == 200 else ""
    except (OSError, HTTPException):
        return ""
    finally:
        link.close()
