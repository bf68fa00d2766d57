"""Measurements become sections of docs/benchmarks.md, each with the machine they come from."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"

_HEAD = """# How fast clinicplan is

Every section below was written by the command that it names, from one run of it. Times are
processor time unless they say otherwise; run the commands on your own machine to compare.
"""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, its numbers to the right."""
    marks = ["---", *["---:"] * (len(headings) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (headings, marks, *rows))


def machine(*packages: str) -> str:
    """One sentence about where and when: processor, system, Python, versions, other load."""
    now = datetime.now().astimezone()
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"Measured on {now:%d %B %Y} at {now:%H:%M}: {_processor()}, {os.cpu_count()} cores, "
        f"{_memory()}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {versions}; load when it ended {load}."
    )


def put(section: str, text: str) -> None:
    """Print the section, and put it into the document in place of its older self."""
    sys.stdout.write(text + "\n")
    DOCUMENT.parent.mkdir(exist_ok=True)
    old = DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else _HEAD
    start, end = f"<!-- {section} -->", f"<!-- end of {section} -->"
    new = f"{start}\n{text}\n{end}"
    pattern = re.compile(f"{re.escape(start)}.*{re.escape(end)}", re.DOTALL)
    # A function, because a backslash in a replacement text would be an escape.
    text = pattern.sub(lambda _: new, old) if pattern.search(old) else f"{old}\n{new}\n"
    DOCUMENT.write_text(text, "utf-8", newline="\n")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = re.search(r"model name\s*: (.*)", info.read_text())
        if found:
            return found[1]
    return platform.processor() or platform.machine()


def _memory() -> str:
    info = Path("/proc/meminfo")
    if not info.exists():
        return "memory unknown"
    kilobytes = int(info.read_text().split()[1])
    return f"{kilobytes / 1024**2:.0f} GB"
