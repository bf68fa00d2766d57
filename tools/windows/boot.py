"""A double click on the program becomes the open desk; here it lies as `sitecustomize.py`.

pythonw.exe cannot be told a script by its own name, so the desk runs from here and the process
ends here. Started with an option (`-c`, as worker processes are), it stays an ordinary Python.
"""

from __future__ import annotations

import os
import sys

TITLE = "Clinic plans"
STOP_SIGN = 0x10


def start() -> int:
    """Open the desk; what keeps it from starting at all is told in a box, not lost."""
    try:
        from clinicplan.cli.windowed import main

        return main(sys.orig_argv[1:])
    except Exception as fault:  # noqa: BLE001  there is no console that would show it
        tell(f"{TITLE} could not start: {type(fault).__name__}.\nPlease install it again.")
        return 70


def tell(text: str) -> None:
    """Show a message box."""
    import ctypes

    ctypes.windll.user32.MessageBoxW(0, text, TITLE, STOP_SIGN)  # type: ignore[attr-defined]


sys.dont_write_bytecode = True  # nothing is written into the program's folder
if not any(word.startswith("-") for word in sys.orig_argv[1:]):
    os._exit(start())
