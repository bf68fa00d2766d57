"""A file is held open as another Windows program holds it, until the input ends.

Run by the Python under Wine: hold.py FILE SHARE, where SHARE is 0 (nobody else) or 1 (may be read).
"""

from __future__ import annotations

import ctypes
import sys

READ_AND_WRITE = 0xC0000000
OPEN_EXISTING = 3

opened = ctypes.windll.kernel32.CreateFileW(  # type: ignore[attr-defined]
    ctypes.c_wchar_p(sys.argv[1]), READ_AND_WRITE, int(sys.argv[2]), None, OPEN_EXISTING, 0, None
)
print("held" if opened != -1 else "not held", flush=True)
sys.stdin.read()
