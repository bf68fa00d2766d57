"""Pages are drawn and letters are read by several threads at once -> the process goes on."""

from __future__ import annotations

import re
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
LEFT = """
import sys, threading, time
from clinicplan.tasks.preview import page_pictures

pdf, drawn = open(sys.argv[1], "rb").read(), threading.Event()

def draw():
    while True:
        next(page_pictures(pdf, dpi=300, first=1, last=1))
        drawn.set()

threading.Thread(target=draw, daemon=True).start()
drawn.wait()
time.sleep(0.1)
"""
OPENS = re.compile(r"^\s*(?:import|from) pypdfium2", re.MULTILINE)
HANDOUT = Path(__file__).parents[2] / "sample_plans" / "handouts" / "HS-0417.pdf"


def test_threads_that_draw_and_read_do_not_end_the_process() -> None:
    """It did, in three runs of four: a page was drawn while a letter was read, or a file closed."""
    command = [sys.executable, "-c", SCRIPT, str(HANDOUT)]
    for _ in range(3):
        assert subprocess.run(command, check=False, timeout=120).returncode == 0


def test_a_program_that_ends_while_a_page_is_drawn_ends_well() -> None:
    """As when the last window is closed: it fell in every second run, and said nothing."""
    command = [sys.executable, "-c", LEFT, str(HANDOUT)]
    for _ in range(4):
        assert subprocess.run(command, check=False, timeout=120).returncode == 0


def test_nobody_opens_a_pdf_where_threads_draw_but_with_the_lock() -> None:
    """A test that does ends another's thread, and the whole run: `tests.handout.reading` locks."""
    root = Path(__file__).parents[2]
    rooms = [root / "clinicplan", *(root / "tests" / name for name in ("desk", "mail", "tasks"))]
    for path in (path for room in rooms for path in room.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not OPENS.search(text) or "ALONE" in text, path
