"""pdfium, which serves one thread at a time, is asked by one thread at a time.

Two threads in it end the process, and so does one that closes a file while another draws. So
whatever opens, draws, reads or closes with it does so under `ALONE`, in a function of its own:
what the function held is let go before the next thread comes.
"""

from __future__ import annotations

from threading import RLock

ALONE = RLock()
