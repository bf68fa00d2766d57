"""The clinic's own mailbox becomes the messages in it that report on letters."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from clinicplan.errors import UnsentMail
from clinicplan.mail.settings import FaultySettings, Security, Settings
from clinicplan.mail.signin import Secret

MOST_BYTES = 25 * 2**20
AT_ONCE = 200
PLAIN_PORT = 143  # a mailbox that encrypts after STARTTLS
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class NoMailbox(FaultySettings):
    """Settings that do not say where the clinic's mailbox is."""

    remedy = (
        "Run clinicplan mail, or write the name of the server for incoming mail into "
        'clinicplan.toml: imap = "imap.example.org". Without it, look into the mailbox yourself.'
    )


class ClosedMailbox(UnsentMail):
    """A mailbox that does not open."""

    remedy = "Check imap, user and password, then run the same command again."


Proof = Callable[[imaplib.IMAP4], None]


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The way to a mailbox. `prove` signs in; `folder` is the one that reports come to."""

    server: str
    port: int
    security: Security
    trust: ssl.SSLContext
    prove: Proof
    folder: str = "INBOX"
    timeout: float = 60.0


def mailbox(settings: Settings, *, prove: Proof) -> Mailbox:
    """The way to the clinic's mailbox. Raises NoMailbox and FaultySettings."""
    if not settings.imap:
        raise NoMailbox("The settings do not say where the clinic's mailbox is.")
    try:
        trust = ssl.create_default_context(cafile=settings.certificate or None)
    except OSError as error:
        raise FaultySettings("The file named by `certificate` cannot be used.") from error
    security = Security.STARTTLS if settings.imap_port == PLAIN_PORT else Security.TLS
    return Mailbox(settings.imap, settings.imap_port, security, trust, prove,
                   settings.imap_folder, settings.timeout)


def with_password(user: str, password: str) -> Proof:
    """A sign-in with user name and password."""

    def prove(link: imaplib.IMAP4) -> None:
        link.login(user, password)

    return prove


def with_token(user: str, token: Callable[[], str]) -> Proof:
    """A sign-in with an OAuth token (XOAUTH2)."""

    def prove(link: imaplib.IMAP4) -> None:
        answers = iter((f"user={user}\x01auth=Bearer {token()}\x01\x01".encode(), b""))
        link.authenticate("XOAUTH2", lambda challenge: next(answers, b""))

    return prove


def shown(secret: Secret) -> Proof:
    """The secret as a mailbox is shown it."""
    if secret.token:
        return with_token(secret.user, secret.token)
    return with_password(secret.user, secret.password)


def reports(way: Mailbox, *, since: date) -> Iterator[bytes]:
    """The messages since that day that are reports of mail servers. Nothing is changed.

    Raises ClosedMailbox. Only the heads of other messages are looked at.
    """
    with _opened(way) as link:
        day = f"{since.day:02}-{_MONTHS[since.month - 1]}-{since.year}"
        numbers = _expect(link.uid("SEARCH", "SINCE", day))[0].split()
        for start in range(0, len(numbers), AT_ONCE):
            for number in _reports_among(link, numbers[start:start + AT_ONCE]):
                for part in _expect(link.uid("FETCH", number, "(BODY.PEEK[])")):
                    if isinstance(part, tuple):
                        yield part[1]


def try_mailbox(way: Mailbox) -> None:
    """Raise ClosedMailbox where the mailbox does not open."""
    with _opened(way):
        pass


def _reports_among(link: imaplib.IMAP4, numbers: list[bytes]) -> Iterator[str]:
    wanted = "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE)])"
    for part in _expect(link.uid("FETCH", b",".join(numbers).decode(), wanted)):
        if not isinstance(part, tuple):
            continue
        number, size = (_number(part[0], word) for word in (b"UID", b"RFC822.SIZE"))
        if b"multipart/report" in part[1].lower() and size <= MOST_BYTES:
            yield str(number)


def _number(told: bytes, word: bytes) -> int:
    """The number after a word of a server's answer, in whatever order it tells things."""
    found = re.search(rb"\b" + re.escape(word) + rb" (\d+)", told.upper())
    if not found:
        raise imaplib.IMAP4.error(word.decode())
    return int(found[1])


def _expect(answer: tuple[str, Sequence[Any]]) -> list[Any]:
    """What the server answered: bytes, and pairs of them; imaplib does not say which when."""
    kind, content = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(kind)
    return [part for part in content if part is not None] or [b""]


@contextmanager
def _opened(way: Mailbox) -> Iterator[imaplib.IMAP4]:
    """The mailbox, encrypted, signed in and opened for reading only."""
    try:
        link = _connected(way)
        try:
            way.prove(link)
            _expect(link.select(f'"{way.folder}"', readonly=True))
            yield link
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                link.logout()
    except ssl.SSLCertVerificationError as error:
        raise ClosedMailbox("The mailbox's server is not to be trusted.") from error
    except socket.gaierror as error:
        raise ClosedMailbox(f"There is no server {way.server}.") from error
    except OSError as error:
        raise ClosedMailbox(f"{way.server} does not answer.") from error
    except imaplib.IMAP4.error as error:
        raise ClosedMailbox("The mailbox does not open with this user and password.") from error


def _connected(way: Mailbox) -> imaplib.IMAP4:
    if way.security is Security.TLS:
        return imaplib.IMAP4_SSL(
            way.server, way.port, ssl_context=way.trust, timeout=way.timeout
        )
    link = imaplib.IMAP4(way.server, way.port, timeout=way.timeout)
    try:
        link.starttls(way.trust)
    except BaseException:
        link.shutdown()
        raise
    return link
