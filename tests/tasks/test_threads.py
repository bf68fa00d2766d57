"""Pages are drawn and letters are read by several threads at once -> the process goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys, threading
from clinicplan.mail.pdf import open_pdf
from clinicplan.tasks.preview import page_pictures

pdf = open(sys.argv[1], "rb").read()

def draw():
    for _ in range(6):
        list(page_pictures(pdf, dpi=40, first=1, last=2))

def look():
    for _ in range(60):
        open_pdf(pdf)

threads = [threading.Thread(target=each) for each in (draw, look, draw, look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
HANDOUT = Path(__file__).parents[2] / "sample_plans" / "handouts" / "HS-0417.pdf"


def test_threads_that_draw_and_read_do_not_end_the_process() -> None:
    """It did, in three runs of four: a page was drawn while a letter was read, or a file closed."""
    command = [sys.executable, "-c", SCRIPT, str(HANDOUT)]
    for _ in range(3):
        assert subprocess.run(command, check=False, timeout=120).returncode == 0
