"""A mailbox on the loopback that speaks as much IMAP as the reader of reports needs."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from dataclasses import dataclass, field


@dataclass
class ImapServer:
    """Messages by their UID; `password` opens it. `asked` are the commands that came."""

    context: ssl.SSLContext
    messages: list[bytes] = field(default_factory=list)
    password: str = "secret"
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            self.context.wrap_socket(plain, server_side=True) as link,
            link.makefile("rwb", buffering=0) as file,
        ):
            file.write(b"* OK test\r\n")
            for line in iter(file.readline, b""):
                tag, _, words = line.decode().strip().partition(" ")
                self.asked.append(words)
                for answer in self._answers(words):
                    file.write(answer)
                state = b"NO" if self._refuses(words) else b"OK"
                file.write(tag.encode() + b" " + state + b" done\r\n")
                if words.startswith("LOGOUT"):
                    return

    def _refuses(self, words: str) -> bool:
        return words.startswith("LOGIN") and self.password not in words

    def _answers(self, words: str) -> list[bytes]:
        if words.startswith("CAPABILITY"):
            return [b"* CAPABILITY IMAP4REV1\r\n"]
        if words.startswith("EXAMINE"):
            return [b"* %d EXISTS\r\n" % len(self.messages)]
        if words.startswith("UID SEARCH"):
            numbers = " ".join(str(number + 1) for number in range(len(self.messages)))
            return [f"* SEARCH {numbers}\r\n".encode()]
        if found := re.match(r"UID FETCH ([\d,]+) (.*)", words):
            return [self._fetched(int(number), found[2]) for number in found[1].split(",")]
        return [b"* BYE\r\n"] if words.startswith("LOGOUT") else []

    def _fetched(self, number: int, what: str) -> bytes:
        message = self.messages[number - 1]
        if "HEADER.FIELDS" not in what:
            return b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (
                number, number, len(message), message
            )
        head = re.search(rb"(?im)^content-type:.*\r?\n(?:[ \t].*\r?\n)*", message)
        told = (head[0] if head else b"") + b"\r\n"
        return b"* %d FETCH (UID %d RFC822.SIZE %d BODY[HEADER.FIELDS (CONTENT-TYPE)] {%d}\r\n%b)\r\n" % (  # noqa: E501
            number, number, len(message), len(told), told
        )
