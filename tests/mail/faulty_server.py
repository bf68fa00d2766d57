"""A mail server on the loopback that can be told to fail at any step of any letter."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes

REPLIES = {"4xx": "451 4.3.0 not now", "5xx": "554 5.7.1 never", "garbage": "what?"}


class _Gone(Exception):
    """The script ends this connection."""


@dataclass
class FaultyServer:
    """`faults` maps (letter, step) to what goes wrong there; "" as the letter means each.

    `current` is the letter that the test is about to hand over. `accepted` are the message
    IDs of all letters that this server took, however it answered; `on_take` is told how many.
    """

    context: ssl.SSLContext
    starttls: bool = False
    delay: float = 0.0
    faults: dict[tuple[str, str], str] = field(default_factory=dict)
    current: str = ""
    accepted: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    keep: bool = False
    on_take: Callable[[int], None] = lambda count: None

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def fault(self, step: str) -> str:
        """What goes wrong at this step of the current letter."""
        return self.faults.get((self.current, step)) or self.faults.get(("", step), "")

    def _accept(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with plain, contextlib.suppress(_Gone, OSError, ValueError):
            session = Session(self, plain)
            try:
                if not self.starttls:
                    session.encrypt()
                session.run()
            finally:
                session.leave()


class Session:
    """One connection."""

    def __init__(self, server: FaultyServer, link: socket.socket) -> None:
        self.server = server
        self.link = link
        self.file = link.makefile("rb")
        self.encrypted = False
        self.to = ""

    def encrypt(self) -> None:
        self.file.close()
        self.link = self.server.context.wrap_socket(self.link, server_side=True)
        self.file = self.link.makefile("rb")
        self.encrypted = True

    def leave(self) -> None:
        self.file.close()
        self.link.close()

    def run(self) -> None:
        """Answer until somebody goes."""
        self.answer("connect", "220 test ESMTP")
        while line := self.file.readline():
            word = line.split(b" ")[0].strip().upper().decode("ascii", "replace")
            getattr(self, f"do_{word.lower()}", self.unknown)(line)

    def answer(self, step: str, text: str) -> bool:
        """Send the answer, or what the script wants; True where the step went well."""
        kind = self.server.fault(step)
        if not kind:
            self.say(text)
            return True
        self.fail(kind)
        return False

    def say(self, text: str) -> None:
        self.link.sendall(text.encode() + b"\r\n")

    def fail(self, kind: str) -> None:
        if kind in REPLIES:
            return self.say(REPLIES[kind])
        if kind == "535":
            return self.say("535 5.7.8 no")
        if kind == "421":
            self.say("421 4.3.2 closing")
        if kind == "half":
            self.link.sendall(b"25")
        if kind == "multiline":
            self.link.sendall(b"250-half of it\r\n")
        if kind == "hang":
            time.sleep(3)
        if kind == "drop":
            self.link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.leave()
        raise _Gone

    def do_ehlo(self, line: bytes) -> None:
        offers = ["8BITMIME", "AUTH PLAIN LOGIN XOAUTH2", "SIZE 30000000"]
        if self.server.starttls and not self.encrypted:
            offers = ["SIZE 30000000"]
            if self.server.fault("offer") != "none":
                offers.append("STARTTLS")
        lines = ["250-test", *(f"250-{offer}" for offer in offers), "250 HELP"]
        self.answer("hello", "\r\n".join(lines))

    do_helo = do_ehlo

    def do_starttls(self, line: bytes) -> None:
        if self.answer("encrypt", "220 go"):
            self.encrypt()

    def do_auth(self, line: bytes) -> None:
        self.answer("sign-in", "235 2.7.0 welcome")

    def do_mail(self, line: bytes) -> None:
        self.answer("sender", "250 ok")

    def do_rcpt(self, line: bytes) -> None:
        found = re.search(rb"<(.*?)>", line)
        if self.answer("address", "250 ok") and found:
            self.to = found.group(1).decode()

    def do_data(self, line: bytes) -> None:
        if not self.answer("data", "354 go on"):
            return
        body = self.body()
        time.sleep(self.server.delay)
        kind = self.server.fault("dot")
        if kind not in ("4xx", "421", "5xx"):
            self.take(body)
        self.answer("dot", "250 2.0.0 queued")
        if self.server.fault("after"):
            self.fail(self.server.fault("after"))

    def body(self) -> bytes:
        lines = []
        if self.server.fault("body"):
            self.file.readline()
            self.fail(self.server.fault("body"))
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                raise _Gone
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def take(self, body: bytes) -> None:
        message = message_from_bytes(body)
        self.server.accepted.append(str(message["Message-ID"]))
        self.server.recipients.append(self.to)
        if self.server.keep:
            self.server.bodies.append(body)
        self.server.on_take(len(self.server.accepted))

    def do_rset(self, line: bytes) -> None:
        self.answer("reset", "250 ok")

    def do_noop(self, line: bytes) -> None:
        self.say("250 ok")

    def do_quit(self, line: bytes) -> None:
        self.say("221 bye")
        raise _Gone

    def unknown(self, line: bytes) -> None:
        self.say("502 what")
