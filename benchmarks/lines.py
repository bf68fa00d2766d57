"""Questions to a process and its answers, a line of JSON each."""

from __future__ import annotations

import json
from subprocess import Popen
from typing import Any


def ask(process: Popen[str], question: object) -> Any:
    """The process's answer."""
    assert process.stdin
    process.stdin.write(json.dumps(question) + "\n")
    process.stdin.flush()
    return told(process)


def told(process: Popen[str]) -> Any:
    """The next line of the process; RuntimeError where it has ended."""
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"The benchmark's worker ended: {process.args!r}")
    return json.loads(line)
