"""A double click becomes the open desk where no console shows what is said or goes wrong.

There the process has no standard output at all. What keeps the desk from opening is shown in a
box, and a log in the program's own folder has the class, file and line of each fault: never its
text, which may quote a patient.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from clinicplan import __version__, cli
from clinicplan.cli import here, show
from clinicplan.cli.open import OWN
from clinicplan.errors import UsageError

LOG = "log.txt"
FULL = 200_000  # bytes; a log that has more begins anew
TITLE = "Clinic plans"
STOP_SIGN = 0x10 | 0x10000  # with its window in front of the others

Say = Callable[[str], None]


def main(files: Sequence[str], *, box: Say | None = None) -> int:
    """Open the desk, with the workbook that was dropped on the program; its exit code."""
    opened = [str(Path(file).absolute()) for file in files]
    # The program's own folder must stay as it is, and a folder somebody stands in cannot go.
    os.chdir(Path.home())
    sys.stdout = sys.stderr = said = io.StringIO()
    log = log_at(here.home() / OWN / LOG)
    note_faults(log)
    log(f"clinicplan {__version__} starts")
    code = run("open", *opened)
    log(f"it ends with {code}")
    if code:
        (box or message_box)(said.getvalue().strip() or f"It ended with {code}. Please try again.")
    return code


def run(*words: str) -> int:
    """Do what these words ask for, as on a command line; its exit code."""
    if len(words) > 2:
        show.warn("Please open one workbook at a time.")
        return UsageError.exit_code
    try:
        cli.desk(args=words, prog_name="clinicplan")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


def log_at(path: Path) -> Say:
    """What adds a line with the time to the log; a log that cannot be written stops nobody."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists() and path.stat().st_size > FULL:
            path.unlink()

    def log(line: str) -> None:
        moment = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
        with suppress(OSError), path.open("a", encoding="utf-8") as file:
            file.write(f"{moment}  {line}\n")

    return log


def note_faults(log: Say) -> None:
    """Have faults that nobody catches written into the log: where they are, never their text."""

    def note(fault: BaseException | None) -> None:
        from clinicplan.tasks.batch import whereabouts

        log(whereabouts(fault) if fault else "a fault that has no name")

    threading.excepthook = lambda told: note(told.exc_value)
    sys.unraisablehook = lambda told: note(told.exc_value)


def message_box(text: str) -> None:
    """Show the text in a box of its own (Windows)."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(0, text, TITLE, STOP_SIGN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
