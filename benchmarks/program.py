"""The program as a clinic starts it, with one window of its desk as plain HTTP."""

from __future__ import annotations

import os
import queue
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from urllib.parse import urlencode, urlsplit

from benchmarks.command import ROOT

HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
"""Where the program keeps things of its own; the measured one has a folder for all of them."""

PATIENCE = 60.0
"""Seconds to wait for anything at all."""

_TOKEN = re.compile(r'data-token="([^"]+)"')


@dataclass(slots=True)
class Window:
    """A window that was let in, on one connection as a browser keeps it."""

    port: int
    cookie: str = ""
    token: str = ""
    link: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.link = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, path: str) -> bytes:
        """What a page or picture holds; the way that an answer points is gone."""
        return self._ask("GET", path)[1]

    def post(self, path: str, form: Mapping[str, object]) -> tuple[str, bytes]:
        """Post a form; the address of the page that it ends on, and the page."""
        own = {"token": self.token, **form}
        return self._ask("POST", path, urlencode(own, doseq=True).encode())

    def enter(self, address: str) -> None:
        """Come in by the key, and keep the cookie and the token of the forms."""
        parts = urlsplit(address)
        self.link.request("GET", f"{parts.path}?{parts.query}", headers=self._head())
        answer = self.link.getresponse()
        answer.read()
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        found = _TOKEN.search(self.get("/plans").decode())
        self.token = found[1] if found else ""

    def events(self) -> queue.Queue[bytes]:
        """Whatever the desk tells its windows from now on."""
        told: queue.Queue[bytes] = queue.Queue()
        link = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        link.request("GET", "/events", headers=self._head())
        answer = link.getresponse()
        threading.Thread(target=_listen, args=(answer, told), daemon=True).start()
        return told

    def _ask(self, method: str, path: str, body: bytes | None = None) -> tuple[str, bytes]:
        self.link.request(method, path, body, self._head())
        answer = self.link.getresponse()
        content = answer.read()
        if answer.status in (302, 303, 307):
            return self._ask("GET", answer.headers["location"])
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return path, content

    def _head(self) -> dict[str, str]:
        return {
            "Cookie": self.cookie,
            "Sec-Fetch-Site": "same-origin" if self.cookie else "none",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
        }


@dataclass(frozen=True, slots=True)
class Program:
    """A desk in a process of its own, and the key that opens a window of it."""

    process: Popen[str]
    address: str

    def cpu(self) -> float:
        """Seconds of processor time that it has taken so far; 0 where the system does not say."""
        file = Path(f"/proc/{self.process.pid}/stat")
        if not file.exists():
            return 0.0
        user, system = file.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def opened(workbook: Path) -> Iterator[Program]:
    """The desk with this workbook, with folders of its own beside it, and closed again."""
    home = workbook.parent / "home"
    own = {name: str(home) for name in HOMES}
    surroundings = {**os.environ, **own, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "clinicplan", "open", str(workbook), "--no-browser"]
    process = Popen(command, stdout=PIPE, stderr=DEVNULL, env=surroundings, text=True)
    try:
        assert process.stdout is not None
        yield Program(process, process.stdout.readline().split()[-1])
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _listen(answer: HTTPResponse, told: queue.Queue[bytes]) -> None:
    try:
        for line in answer:
            if line.startswith(b"data:"):
                told.put(line)
    except (OSError, ValueError):
        return
