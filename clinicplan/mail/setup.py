"""An e-mail address becomes settings that work, one step at a time; nobody is asked here.

Each step takes values and gives values, so that a command line and a page in the browser can
ask in their own ways.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from marshmallow import post_load

from clinicplan.errors import UnsentMail
from clinicplan.files import write_whole
from clinicplan.mail.mailbox import Proof as MailboxProof
from clinicplan.mail.mailbox import mailbox, try_mailbox
from clinicplan.mail.readback import Expected, faults
from clinicplan.mail.refusals import UnencryptedPort, UnreachableServer
from clinicplan.mail.settings import (
    TABLE,
    FaultySettings,
    Security,
    Settings,
    SettingsFacts,
    read_settings,
)
from clinicplan.mail.smtp import Smtp, route
from clinicplan.mail.transport import Envelope, Receipt, Transport, Verdict
from clinicplan.rules import domain_of
from clinicplan.toml import Table, read_table, tables, text, texts

WAYS = ((587, Security.STARTTLS), (465, Security.TLS))
"""Where a mail server takes letters from its own people (RFC 8314), the commoner first."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A large provider. `hint` says what it wants other than the ordinary password, or ""."""

    name: str
    domains: tuple[str, ...]
    settings: Settings
    hint: str = ""


class FailedCheck(UnsentMail):
    """A test letter that does not say what it must."""

    remedy = "This is our fault. Please tell us; no letter goes out until it is mended."


class ProviderFacts(SettingsFacts):
    """`[[provider]]`: settings of a large provider, and whose they are."""

    name = text()
    domains = texts()
    hint = text(default="")

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Provider:
        """The provider."""
        own = {key: said.pop(key) for key in ("name", "domains", "hint")}
        return Provider(**own, settings=Settings(**said))


class ProvidersFacts(Table):
    """`email/providers.toml`."""

    provider = tables(ProviderFacts, required=True)


def read_providers(templates: Traversable) -> tuple[Provider, ...]:
    """The table of providers. Raises FaultyTemplate."""
    return tuple(read_table(templates, "email/providers.toml", ProvidersFacts())["provider"])


def provider_of(address: str, providers: Iterable[Provider]) -> Provider | None:
    """Whose mail server an address belongs to, None where the table does not say."""
    domain = domain_of(address)
    return next((item for item in providers if domain in item.domains), None)


def guessed_server(address: str) -> str:
    """The name that most mail servers of a clinic's own domain have."""
    return f"mail.{domain_of(address)}"


def answering(settings: Settings, *, timeout: int = 10) -> Settings:
    """The settings with the port and encryption at which the server answers.

    Raises what the last attempt raised: UnknownServer, UntrustedServer, UnreachableServer.
    """
    trouble: UnsentMail = UnreachableServer(f"{settings.server} does not answer.")
    for port, security in WAYS:
        tried = replace(settings, port=port, security=security, timeout=timeout)
        try:
            Smtp(route(tried, sign_in=None)).try_it()
        except (UnreachableServer, UnencryptedPort) as error:
            trouble = error
            continue
        return replace(tried, timeout=settings.timeout)
    raise trouble


def find_mailbox(settings: Settings, prove: MailboxProof) -> Settings:
    """The settings with the mailbox that the same sign-in opens, as they were if there is none."""
    domain = domain_of(settings.user)
    for server in dict.fromkeys((settings.imap, settings.server, f"imap.{domain}")):
        tried = replace(settings, imap=server, timeout=10)
        with suppress(UnsentMail, FaultySettings):
            try_mailbox(mailbox(tried, prove=prove))
            return replace(settings, imap=server)
    return replace(settings, imap="")


def send_test(letter: bytes, expected: Expected, transport: Transport) -> Receipt:
    """Hand over one letter, checked like any other, that no outbox needs to know of."""
    if found := faults(letter, expected):
        raise FailedCheck(f"The test letter failed our own check ({', '.join(found)}).")
    envelope = Envelope(expected.plan, expected.sender, expected.to, letter)
    try:
        receipt = transport.send(envelope, commit=lambda: True)
    finally:
        transport.close()
    if receipt.verdict not in (Verdict.SENT, Verdict.SAVED):
        code = f", code {receipt.code}" if receipt.code else ""
        raise UnsentMail(f"The mail server did not take the test letter ({receipt.step}{code}).")
    return receipt


def written(settings: Settings) -> str:
    """The settings as a file: those that are not as usual. A JSON string is a TOML string."""
    usual = Settings()
    lines = [f"[{TABLE}]"]
    for field in fields(Settings):
        value = getattr(settings, field.name)
        if value != getattr(usual, field.name) or field.name in ("port", "security"):
            lines.append(f"{field.name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return json.dumps(value if isinstance(value, bool | int) else str(value), ensure_ascii=False)


def save(settings: Settings, path: Path) -> None:
    """Write the settings where they are read from, and see that they are read again as they are.

    A certificate's path is written as it was: beside the file.
    """
    if settings.certificate:
        settings = replace(settings, certificate=Path(settings.certificate).name)
    write_whole(path, written(settings).encode("utf-8"))
    read_settings((path,))


def share(settings: Settings, plans: Iterable[str]) -> Settings:
    """The settings with these plans' patients allowed one address."""
    return replace(settings, shared=tuple(dict.fromkeys((*settings.shared, *plans))))


