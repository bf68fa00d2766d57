"""Letters over real TLS to a real server (aiosmtpd): trust, sign-in, and what arrives."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any

import aiosmtpd.smtp
import pytest
from aiosmtpd.smtp import AuthResult, Session

from clinicplan.mail.outbox import Outbox
from clinicplan.mail.refusals import SignInRefused, UntrustedServer
from clinicplan.mail.settings import Security
from clinicplan.mail.signin import with_password, with_token
from clinicplan.mail.smtp import Route, Smtp
from tests.mail.certificates import Certificates, make_certificates
from tests.mail.postroom import parcel, plan, posted, queue

USER, PASSWORD, TOKEN = "clinic@example.org", "right-password", "right-token"


class Mailbox:
    """What the server took: recipients and bytes."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: Any, session: Session, envelope: Any) -> str:  # noqa: N802
        self.letters.append((envelope.rcpt_tos, envelope.original_content))
        return "250 OK"

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:  # noqa: N802
        from base64 import b64decode

        given = b64decode(args[1]) if len(args) > 1 else await server.challenge_auth(b"")
        right = f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01".encode()
        if given == right:
            return AuthResult(success=True)
        await server.challenge_auth(b'{"status":"401"}')
        return AuthResult(success=False, handled=False)


def _check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


class Running:
    """An aiosmtpd server on a free port of the loopback, in a thread of its own."""

    def __init__(self, mailbox: Mailbox, wrap: ssl.SSLContext | None, options: Any) -> None:
        self.loop = asyncio.new_event_loop()

        def speak() -> aiosmtpd.smtp.SMTP:
            return aiosmtpd.smtp.SMTP(mailbox, loop=self.loop, **options)

        opening = self.loop.create_server(speak, "127.0.0.1", 0, ssl=wrap)
        self.server = self.loop.run_until_complete(opening)
        self.port: int = self.server.sockets[0].getsockname()[1]
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _end(self) -> None:
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0.05)


Start = Callable[..., tuple[Running, Mailbox]]


@pytest.fixture
def start(certificates: Certificates) -> Iterator[Start]:
    running: list[Running] = []

    def run(
        security: Security, *, context: ssl.SSLContext | None = None, encrypted: bool = True
    ) -> tuple[Running, Mailbox]:
        context = context or certificates.server()
        mailbox = Mailbox()
        options: dict[str, Any] = {"authenticator": _check}
        if security is Security.TLS:
            options["auth_require_tls"] = False  # it does not know that all of it is in TLS
        elif encrypted:
            options |= {"tls_context": context, "require_starttls": True, "auth_required": True}
        wrap = context if security is Security.TLS else None
        running.append(Running(mailbox, wrap, options))
        return running[-1], mailbox

    yield run
    for server in running:
        server.stop()


def smtp_to(
    running: Running, security: Security, trust: ssl.SSLContext, *, sign_in: Any = None
) -> Smtp:
    sign_in = sign_in or with_password(USER, PASSWORD)
    return Smtp(Route("localhost", running.port, security, trust, 5.0, sign_in))


@pytest.mark.parametrize("security", list(Security))
@pytest.mark.parametrize(
    "sign_in", [with_password(USER, PASSWORD), with_token(USER, lambda: TOKEN)],
    ids=["password", "token"],
)
def test_letters_arrive_whole(
    security: Security, sign_in: Any, start: Start, certificates: Certificates, outbox: Outbox
) -> None:
    controller, mailbox = start(security)
    plans = [plan(1), plan(2)]
    smtp = smtp_to(controller, security, certificates.trust(), sign_in=sign_in)
    posted(queue(plans, outbox), outbox, smtp)
    assert [to for to, _ in mailbox.letters] == [[p.patient.email] for p in plans]
    for of, (_, data) in zip(plans, mailbox.letters, strict=True):
        attached = next(message_from_bytes(data, policy=SMTP).iter_attachments())
        assert attached.get_content() == parcel(of).pdf


@pytest.mark.parametrize("security", list(Security))
@pytest.mark.parametrize(
    "sign_in", [with_password(USER, "wrong"), with_token(USER, lambda: "wrong")],
    ids=["password", "token"],
)
def test_a_refused_sign_in_stops_everything(
    security: Security, sign_in: Any, start: Start, certificates: Certificates, outbox: Outbox
) -> None:
    controller, mailbox = start(security)
    letters = queue([plan(1), plan(2)], outbox)
    smtp = smtp_to(controller, security, certificates.trust(), sign_in=sign_in)
    with pytest.raises(SignInRefused, match="535"):
        posted(letters, outbox, smtp)
    assert mailbox.letters == []
    assert {entry.state for entry in outbox.entries()} == {"ready"}


@pytest.mark.parametrize("security", list(Security))
def test_an_impostor_gets_nothing(
    security: Security, start: Start, certificates: Certificates, tmp_path: Path, outbox: Outbox
) -> None:
    """A certificate of an unknown authority, and one of the right authority for another host."""
    (tmp_path / "impostor").mkdir()
    impostor = make_certificates(tmp_path / "impostor", host="localhost")
    elsewhere = make_certificates(tmp_path, host="mail.example.org")
    letters = queue([plan(1)], outbox)
    for context, trust in (
        (impostor.server(), certificates.trust()),
        (elsewhere.server(), elsewhere.trust()),
    ):
        controller, mailbox = start(security, context=context)
        with pytest.raises(UntrustedServer, match="not to be trusted"):
            posted(letters, outbox, smtp_to(controller, security, trust))
        assert mailbox.letters == []


def test_a_server_that_hides_encryption_gets_nothing(
    start: Start, certificates: Certificates, outbox: Outbox
) -> None:
    controller, mailbox = start(Security.STARTTLS, encrypted=False)
    smtp = smtp_to(controller, Security.STARTTLS, certificates.trust())
    with pytest.raises(UntrustedServer, match="does not offer"):
        posted(queue([plan(1)], outbox), outbox, smtp)
    assert mailbox.letters == []
