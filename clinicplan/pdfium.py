"""pdfium, which serves one thread at a time, is asked by one thread at a time.

Two threads in it end the process, and so does one that closes a file while another draws. So
whatever opens, draws, reads or closes with it does so under `ALONE`, in a function of its own:
what the function held is let go before the next thread comes.

The program's end closes every file that is open and takes the library down, also below a thread
that nobody waits for. So it takes `ALONE` first and keeps it: who draws comes to the end of the
page, and nobody draws another.
"""

from __future__ import annotations

import atexit
from threading import RLock
from weakref import finalize

import pypdfium2  # noqa: F401 - it has its own end; what is registered last is done first

ALONE = RLock()
PATIENCE = 60
"""Seconds that the program's end waits for a page; the largest takes two."""

finalize(ALONE, bool)  # with the first of these, `weakref` registers the closing of all files
atexit.register(ALONE.acquire, timeout=PATIENCE)
