"""A desk that runs in this process, and a browser's window of it as plain HTTP."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

from clinicplan.desk.app import address
from clinicplan.desk.desk import Desk, Surroundings
from clinicplan.desk.serve import bind, port_of, serve
from clinicplan.tasks.office import Computer

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_plans" / "sample-clinic.xlsx"
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is put forward."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: int) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers (names in small letters), body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Running:
    """A desk, its port, and all that it asked the computer to open."""

    desk: Desk
    port: int
    clock: Clock
    opened: list[tuple[Path, bool]] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str | None],
        body: bytes = b"",
    ) -> Answer:
        """One request with just these headers; a header of None is left out."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            link.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                if value is not None:
                    link.putheader(name, value)
            if body or method == "POST":
                link.putheader("Content-Length", str(len(body)))
            link.endheaders(body)
            answer = link.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            link.close()

    def window(self) -> Window:
        """A window that has been let in."""
        head = {"Host": f"127.0.0.1:{self.port}", "Sec-Fetch-Site": "none"}
        path = address(self.port, self.desk.keys.draw()).removeprefix(self.origin)
        cookie = self.ask("GET", path, head).headers["set-cookie"].partition(";")[0]
        return Window(self, cookie)


@dataclass(frozen=True)
class Window:
    """A window of the desk's own browser."""

    running: Running
    cookie: str

    def headers(self, **changed: str | None) -> dict[str, str | None]:
        """What a browser sends for a page of ours; underscores stand for hyphens."""
        own: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.running.port}",
            "Cookie": self.cookie,
            "Sec-Fetch-Site": "same-origin",
        }
        return own | {name.replace("_", "-"): value for name, value in changed.items()}

    def get(self, path: str, **changed: str | None) -> Answer:
        return self.running.ask("GET", path, self.headers(**changed))

    def post(self, path: str, form: Mapping[str, str | list[str]] | None = None,
             **changed: str | None) -> Answer:
        """Post a form with the token that our pages carry."""
        form = {"token": self.running.desk.keys.token} | dict(form or {})
        head = self.headers(**{
            "Origin": self.running.origin,
            "Content_Type": "application/x-www-form-urlencoded",
            **changed,
        })  # fmt: skip
        return self.running.ask("POST", path, head, urlencode(form, doseq=True).encode())

    def send(
        self,
        path: str,
        form: Mapping[str, str],
        files: Mapping[str, tuple[str, bytes]],
        **changed: str | None,
    ) -> Answer:
        """Post a form with files, as a browser writes it."""
        mark, lines = "----made-up", []
        for name, text in {"token": self.running.desk.keys.token, **form}.items():
            head = f'Content-Disposition: form-data; name="{name}"'
            lines.append(f"--{mark}\r\n{head}\r\n\r\n{text}\r\n".encode())
        for name, (called, data) in files.items():
            head = f'Content-Disposition: form-data; name="{name}"; filename="{called}"'
            kind = "Content-Type: application/octet-stream"
            lines.append(f"--{mark}\r\n{head}\r\n{kind}\r\n\r\n".encode() + data + b"\r\n")
        header = self.headers(**{
            "Origin": self.running.origin,
            "Content_Type": f"multipart/form-data; boundary={mark}",
            **changed,
        })  # fmt: skip
        body = b"".join(lines) + f"--{mark}--\r\n".encode()
        return self.running.ask("POST", path, header, body)

    def drop(self, name: str, content: bytes, **changed: str | None) -> Answer:
        """Drop a file on a page, as the script does it."""
        head = self.headers(**{
            "Origin": self.running.origin,
            "X_Token": self.running.desk.keys.token,
            "X_Name": quote(name),
            "Content_Type": "application/octet-stream",
            **changed,
        })  # fmt: skip
        return self.running.ask("POST", "/workbook/drop", head, content)


@contextmanager
def running(
    folder: Path, *, workbook: Path | None, saves: bool = True
) -> Iterator[Running]:
    """A desk with this workbook, answering, and closed again."""
    clock = Clock()
    opened: list[tuple[Path, bool]] = []
    around = Surroundings(
        now=clock,
        show=lambda path, in_folder: opened.append((path, in_folder)),
        places=(folder / "Documents", folder / "Desktop"),
        own=folder / "own",
        computer=Computer(
            now=clock,
            today=lambda: clock().date(),
            seconds=lambda: 0.0,
            sleep=lambda seconds: None,
            home=folder / "home",
            settings=folder / "settings",
        ),
        saves=saves,
    )
    for place in around.places:
        place.mkdir(exist_ok=True)
    desk = Desk(around)
    if workbook:
        desk.open(workbook)
    socket, begun = bind(0), threading.Event()
    port = port_of(socket)
    thread = threading.Thread(target=serve, args=(desk, socket), kwargs={"begun": begun.set})
    thread.start()
    assert begun.wait(30)
    try:
        yield Running(desk, port, clock, opened)
    finally:
        desk.leave()
        thread.join(30)


def sample_in(folder: Path, name: str = "clinic.xlsx") -> Path:
    """A copy of the sample workbook, with its pictures beside it."""
    for picture in SAMPLE.parent.glob("*.png"):
        shutil.copy(picture, folder)
    return Path(shutil.copy(SAMPLE, folder / name))


