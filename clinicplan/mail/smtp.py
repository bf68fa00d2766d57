"""A letter is handed to a mail server step by step, so that it is known which step failed."""

from __future__ import annotations

import errno
import re
import select
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from clinicplan.mail.refusals import (
    ServerRefused,
    SignInRefused,
    UnencryptedPort,
    UnknownServer,
    UnreachableServer,
    UntrustedServer,
)
from clinicplan.mail.settings import FaultySettings, NoServer, Security, Settings
from clinicplan.mail.transport import Envelope, Receipt, Step, Verdict

HELLO_NAME = "[127.0.0.1]"  # the computer's own name is nobody's business, and slow to find
LOOK = 0.15  # seconds before the dot; a break on the other side of the world takes as long
DOT_PATIENCE = 5  # times the timeout: a scanner may read the letter before it answers


@dataclass(frozen=True, slots=True)
class Route:
    """The way to a server. `sign_in` is None where the server knows the clinic without.

    `timeout` is seconds to wait for an answer.
    """

    server: str
    port: int
    security: Security
    trust: ssl.SSLContext
    timeout: float = 60.0
    sign_in: Callable[[smtplib.SMTP], None] | None = None
    look: float = LOOK


def route(settings: Settings, *, sign_in: Callable[[smtplib.SMTP], None] | None) -> Route:
    """The way to the clinic's server, which must prove its name. Raises FaultySettings."""
    if not settings.server:
        raise NoServer("There is no mail server in the settings.")
    try:
        trust = ssl.create_default_context(cafile=settings.certificate or None)
    except OSError as error:  # ssl's errors are OSErrors, too
        raise FaultySettings("The file named by `certificate` cannot be used.") from error
    return Route(
        settings.server, settings.port, settings.security, trust, settings.timeout,
        sign_in=sign_in,
    )


class Smtp:
    """A connection that opens when the first letter needs it, and again after it was lost."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._link: smtplib.SMTP | None = None
        self._has_worked = False

    def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt:
        """Hand one letter over; what is raised stops every letter."""
        if self._link is None:
            receipt = self._open()
            if receipt is not None:
                return receipt
        assert self._link is not None
        usable = False
        try:
            receipt, usable = hand_over(
                self._link, envelope, commit=commit, look=self._route.look
            )
        finally:
            # Also where we were interrupted: a goodbye would become part of the letter.
            if not usable:
                self._drop()
        return receipt

    def try_it(self) -> None:
        """Connect, sign in and leave; raises what keeps every letter from being sent."""
        receipt = self._open()
        self.close()
        if receipt is not None:
            code = f", code {receipt.code}" if receipt.code else ""
            told = f"{self._route.server} does not go on ({receipt.step}{code})."
            # Some servers hang up on a wrong password instead of saying so.
            raise (SignInRefused if receipt.step is Step.SIGN_IN else UnreachableServer)(told)

    def close(self) -> None:
        """Say goodbye; a server that no longer listens is left."""
        if self._link is None:
            return
        try:
            self._link.quit()
        except OSError:  # smtplib's exceptions are OSErrors too
            self._link.close()
        self._link = None

    def _drop(self) -> None:
        if self._link is not None:
            self._link.close()
        self._link = None

    def _open(self) -> Receipt | None:
        """Connect and sign in; the receipt of the letter that has to wait where that fails."""
        opening = _Opening(self._route)
        try:
            self._link = opening.run()
            self._has_worked = True
        except smtplib.SMTPResponseException as error:
            return _waiting(opening.step, error.smtp_code)
        except ssl.SSLCertVerificationError as error:
            raise UntrustedServer("The mail server's certificate is not to be trusted.") from error
        except OSError as error:  # smtplib's exceptions are OSErrors, too
            if not self._has_worked:
                _give_up(error, self._route)
            return Receipt(Verdict.LATER, opening.step)
        finally:
            if self._link is None:
                opening.leave()
        return None


def _give_up(error: OSError, route: Route) -> None:
    """Raise at the first connection what waiting does not mend; smtplib's own may pass."""
    if isinstance(error, socket.gaierror):
        raise UnknownServer(f"There is no server {route.server}.") from error
    if isinstance(error, ssl.SSLError) and error.reason in _NOT_TLS:
        raise UnencryptedPort(f"Port {route.port} of {route.server} does not speak TLS.") from error
    if isinstance(error, ConnectionRefusedError | TimeoutError) or error.errno in _NO_WAY:
        raise UnreachableServer(
            f"{route.server} cannot be reached at port {route.port}."
        ) from error


_NOT_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG")
_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN)


def _waiting(step: Step, code: int) -> Receipt:
    """The receipt of a letter that the server does not want to hear of yet; or never: raised."""
    if not 500 <= code <= 599:
        return Receipt(Verdict.LATER, step, code)
    if step is Step.SIGN_IN:
        raise SignInRefused(f"The mail server refused the sign-in (code {code}).")
    if step is Step.ENCRYPT:
        raise UntrustedServer(f"The mail server does not encrypt (code {code}).")
    raise ServerRefused(f"The mail server refused the connection (code {code}).")


class _Opening:
    """One attempt to open a connection, which knows the step that it has come to."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._link: smtplib.SMTP | None = None
        self.step = Step.CONNECT

    def run(self) -> smtplib.SMTP:
        """The open connection, encrypted and signed in."""
        link = self._link = self._unconnected()
        _expect(link.connect(self._route.server, self._route.port), 220)
        if link.sock is not None:
            # The dot must not wait for the body's acknowledgement: its answer is what counts.
            link.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.step = Step.HELLO
        link.ehlo_or_helo_if_needed()
        if self._route.security is Security.STARTTLS:
            self._encrypt(link)
        if self._route.sign_in is not None:
            self.step = Step.SIGN_IN
            self._sign_in(link)
        return link

    def leave(self) -> None:
        """Close what was opened so far."""
        if self._link is not None:
            self._link.close()

    def _unconnected(self) -> smtplib.SMTP:
        timeout = self._route.timeout
        if self._route.security is Security.TLS:
            link: smtplib.SMTP = smtplib.SMTP_SSL(
                local_hostname=HELLO_NAME, timeout=timeout, context=self._route.trust
            )
        else:
            link = smtplib.SMTP(local_hostname=HELLO_NAME, timeout=timeout)
        # smtplib takes the name to verify from here, and sets it only in its constructor.
        link._host = self._route.server  # type: ignore[attr-defined]
        return link

    def _encrypt(self, link: smtplib.SMTP) -> None:
        self.step = Step.ENCRYPT
        if not link.has_extn("starttls"):
            raise UntrustedServer("The mail server does not offer encryption.")
        _expect(link.starttls(context=self._route.trust), 220)
        self.step = Step.HELLO
        link.ehlo_or_helo_if_needed()

    def _sign_in(self, link: smtplib.SMTP) -> None:
        assert self._route.sign_in is not None
        try:
            self._route.sign_in(link)
        except smtplib.SMTPNotSupportedError as error:
            raise SignInRefused("The mail server does not offer this kind of sign-in.") from error


def _expect(reply: tuple[int, bytes], code: int) -> None:
    if reply[0] != code:
        raise smtplib.SMTPResponseException(reply[0], "")


def hand_over(
    link: smtplib.SMTP, envelope: Envelope, *, commit: Callable[[], bool], look: float = LOOK
) -> tuple[Receipt, bool]:
    """What became of the letter, and whether the connection can take another one.

    `look` is how many seconds a break in the letter's body has to be noticed.
    """
    step = Step.SENDER
    size = link.esmtp_features.get("size", "")
    if size.isdigit() and 0 < int(size) < len(envelope.data):
        return Receipt(Verdict.REFUSED, Step.BODY, 552), True
    try:
        for step, ask in _questions(link, envelope):
            code = ask()
            if not _goes_on(step, code):
                return _declined(link, step, code)
        step = Step.BODY
        link.send(_stuffed(envelope.data))
        if _has_left(link, look):
            return Receipt(Verdict.LATER, step), False
    except OSError:
        return Receipt(Verdict.LATER, step), False
    if not commit():
        # Without its dot the letter is void: the server forgets it when the link ends.
        return Receipt(Verdict.TAKEN, Step.DOT), False
    return _dot(link)


def _has_left(link: smtplib.SMTP, look: float) -> bool:
    """True where the server has said something, or has gone, before it had the whole letter.

    Nothing is due from it now, so whatever can be read is the end of the connection. The
    news of a break needs a moment: without one, most letters that broke off in their body
    were taken for letters whose answer is missing (35 of 45).
    """
    if link.sock is None or not select.select([link.sock], [], [], look)[0]:
        return link.sock is None
    try:
        link.sock.settimeout(0)
        link.sock.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        return False  # the encryption's own talk
    finally:
        _be_patient(link, 1)
    return True


Ask = Callable[[], int]


def _questions(link: smtplib.SMTP, envelope: Envelope) -> tuple[tuple[Step, Ask], ...]:
    """What is asked before the letter's bytes."""
    options = [f"size={len(envelope.data)}"] if link.has_extn("size") else []
    return (
        (Step.SENDER, lambda: link.mail(envelope.sender, options)[0]),
        (Step.ADDRESS, lambda: link.rcpt(envelope.to)[0]),
        (Step.DATA, lambda: link.docmd("data")[0]),
    )


def _goes_on(step: Step, code: int) -> bool:
    return code == 354 if step is Step.DATA else 200 <= code <= 299


def _declined(link: smtplib.SMTP, step: Step, code: int) -> tuple[Receipt, bool]:
    """The server said no before it had the letter; the next one starts afresh."""
    verdict = Verdict.REFUSED if 500 <= code <= 599 else Verdict.LATER
    return Receipt(verdict, step, code), code != 421 and _reset(link)


def _reset(link: smtplib.SMTP) -> bool:
    try:
        return link.rset()[0] == 250
    except OSError:
        return False


def _dot(link: smtplib.SMTP) -> tuple[Receipt, bool]:
    """Send the dot that makes the letter the server's. Only a clear answer counts."""
    try:
        _be_patient(link, DOT_PATIENCE)
        link.send(b".\r\n")
        code = link.getreply()[0]
    except OSError:
        return Receipt(Verdict.IN_DOUBT, Step.DOT), False
    _be_patient(link, 1)
    verdict = _answered(code)
    return Receipt(verdict, Step.DOT, code), verdict is not Verdict.IN_DOUBT and code != 421


def _be_patient(link: smtplib.SMTP, factor: int) -> None:
    if link.sock is not None:
        link.sock.settimeout(link.timeout * factor)


def _answered(code: int) -> Verdict:
    """The verdict of an answer to the dot: taken, not now, never; all else is no answer."""
    verdicts = {2: Verdict.SENT, 4: Verdict.LATER, 5: Verdict.REFUSED}
    return verdicts.get(code // 100, Verdict.IN_DOUBT)


def _stuffed(data: bytes) -> bytes:
    """The letter as it goes over the line: ended by a line break, leading dots doubled."""
    ended = data if data.endswith(b"\r\n") else data + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)
