"""A Wine prefix of its own becomes a Windows computer that the tests use as a clinic would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

HERE = Path(__file__).parent
NEEDED = {
    "wine": "wine64",
    "Xvfb": "xvfb",
    "makensis": "nsis",
    "osslsigncode": "osslsigncode",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}
LIMIT = 240.0  # seconds for anything at all, on a machine that others use, too

Found = TypeVar("Found")


def missing() -> list[str]:
    """Debian's names of what these tests need and this computer has not."""
    return [package for command, package in NEEDED.items() if not shutil.which(command)]


def wait_for(look: Callable[[], Found | None], what: str, limit: float = LIMIT) -> Found:
    """What `look` finds, once it does; a failure with these words where it never does."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            if found := look():
                return found
        except (OSError, ValueError, HTTPException):
            pass
        time.sleep(0.2)
    raise AssertionError(f"waited in vain for {what}")


@dataclass(frozen=True, slots=True)
class Computer:
    """The Windows computer: its home on this one, and the addresses its browser was given."""

    home: Path
    display: str

    @property
    def opened(self) -> list[str]:
        """The addresses that the browser was called with, in their order."""
        path = self.home / "opened.txt"
        return path.read_text("utf-8").split() if path.exists() else []

    @property
    def user(self) -> Path:
        """The user's own folder."""
        users = (self.home / "prefix" / "drive_c" / "users").iterdir()
        return next(path for path in users if path.name != "Public")

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA%."""
        return self.user / "AppData" / "Local"

    @property
    def desk(self) -> Path:
        """What the desk keeps of itself."""
        return self.local / "clinicplan" / "clinicplan" / "desk"

    def environment(self) -> dict[str, str]:
        """What Wine is told: our prefix, our browser, letters beyond ASCII, and nothing of ours."""
        theirs = {name: value for name, value in os.environ.items() if "CLINICPLAN" not in name}
        return {
            **theirs,
            "DISPLAY": self.display,
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "PATH": f"{self.home / 'bin'}:{os.environ['PATH']}",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",
            "WINEPREFIX": str(self.home / "prefix"),
        }

    def run(self, *words: str | Path, folder: Path | None = None) -> tuple[int, str]:
        """Run a program to its end; its exit code and what it said."""
        # A pipe for its input: with /dev/null there, Python under Wine 8 does not start.
        done = subprocess.run(
            ["wine", *map(str, words)],
            cwd=folder or self.home,
            env=self.environment(),
            input=b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LIMIT,
            check=False,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def double_click(self, file: Path, *words: str) -> None:
        """Open a file as Explorer does; the program goes on by itself."""
        # Nothing of ours is inherited: a pipe that the program holds would never end.
        subprocess.Popen(
            ["wine", "start", "/unix", str(file), *words],
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ).wait(LIMIT)

    def prepare(self) -> None:
        """Make the prefix, a browser that only notes what it is given, and what Wine 8 lacks."""
        browser = self.home / "bin" / "xdg-open"
        browser.parent.mkdir(parents=True)
        browser.write_text(f"#!/bin/sh\necho \"$@\" >> '{self.home / 'opened.txt'}'\n")
        browser.chmod(0o755)
        self.run("wineboot", "--init")
        library = self.home / "prefix/drive_c/windows/system32/bcryptprimitives.dll"
        if not library.exists():
            compiler = ("x86_64-w64-mingw32-gcc", "-shared", "-o", str(library))
            subprocess.run([*compiler, HERE / "bcryptprimitives.c", "-ladvapi32"], check=True)

    def close(self) -> None:
        """End every program of this prefix, and of no other."""
        subprocess.run(["wineserver", "--kill"], env=self.environment(), check=False)


@contextmanager
def computer(home: Path) -> Iterator[Computer]:
    """A computer with a screen that nobody sees, gone afterwards."""
    reader, writer = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        found = Computer(home, f":{told.readline().strip()}")
    try:
        found.prepare()
        yield found
    finally:
        found.close()
        screen.terminate()
        screen.wait()


@dataclass(frozen=True, slots=True)
class Page:
    """What the desk answers."""

    status: int
    headers: dict[str, str]
    text: str


class Browser:
    """A window of the desk, opened with the address that the browser was given."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host = str(parts.netloc)
        self._cookie = ""
        self.first = self.ask("GET", f"{parts.path}?{parts.query}")
        self._cookie = self.first.headers.get("set-cookie", "").partition(";")[0]

    def ask(self, method: str, path: str, body: str = "") -> Page:
        """One request, as a page of the desk makes it."""
        link = HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": self._cookie, "Sec-Fetch-Site": "same-origin"}
        if method == "POST":
            headers["Origin"] = f"http://{self.host}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            link.request(method, path, body or None, headers)
            answer = link.getresponse()
            given = {name.lower(): value for name, value in answer.getheaders()}
            return Page(answer.status, given, answer.read().decode("utf-8", "replace"))
        finally:
            link.close()


def port_in(path: Path) -> int:
    """The port in the file that a running desk leaves for the next start."""
    return int(json.loads(path.read_bytes())["port"])
