"""Words and attachments become the bytes of one letter to one patient."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from string import Template

from clinicplan.mail.settings import FaultySettings
from clinicplan.rules import is_address, is_header_text

REPLY_TO = "reply-to"
HEADERS = frozenset(
    ("from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version",
     "content-type")
)
"""The headers of every letter; nothing else may stand in one, but an address to reply to."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who letters come from; `reply_to` is "" where answers go back to the same address."""

    address: str
    name: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says: subject, paragraphs and the lines of the clinic's signature."""

    language: str
    subject: str
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; `kind` is its media type."""

    name: str
    kind: str
    content: bytes


def checked_sender(sender: Sender) -> Sender:
    """The sender, if all of it may stand in a header; FaultySettings where it may not."""
    if not is_address(sender.address):
        raise FaultySettings("The clinic has no e-mail address to send from.")
    if sender.reply_to and not is_address(sender.reply_to):
        raise FaultySettings("The clinic's address for replies is not an e-mail address.")
    if not is_header_text(sender.name):
        raise FaultySettings("The clinic's sender name has characters that cannot be sent.")
    return sender


def message_id(seal: str, *, sender: str) -> str:
    """The Message-ID of the letter with this seal: the same plan and version, the same one."""
    digest = hashlib.sha256(f"message {seal}".encode()).hexdigest()
    return f"<{digest[:40]}@{sender.rpartition('@')[2]}>"


def write_letter(
    words: Words,
    *,
    sender: Sender,
    to: str,
    identifier: str,
    date: datetime,
    attachments: tuple[Attachment, ...],
    frame: Template,
) -> bytes:
    """The letter: its words plain and as HTML, and what is attached, with CRLF line ends.

    Made anew for each patient, so that nothing of the last one can stay. The recipient is
    the bare address: a name in a header is one more thing that leaks.
    """
    letter = EmailMessage(policy=SMTP)
    name, _, domain = sender.address.rpartition("@")
    letter["From"] = Address(sender.name, name, domain)
    letter["To"] = Address(addr_spec=to)
    if sender.reply_to:
        letter["Reply-To"] = Address(addr_spec=sender.reply_to)
    letter["Subject"] = words.subject
    letter["Date"] = date
    letter["Message-ID"] = identifier
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(plain(words), cte="quoted-printable")
    letter.add_alternative(html(words, frame=frame), subtype="html", cte="quoted-printable")
    for item in attachments:
        main, _, sub = item.kind.partition("/")
        letter.add_attachment(item.content, maintype=main, subtype=sub, filename=item.name)
    _set_boundaries(letter, identifier)
    return letter.as_bytes()


def _set_boundaries(letter: EmailMessage, identifier: str) -> None:
    """Boundaries that depend on the letter only: `=_` cannot stand in what they part."""
    stem = hashlib.sha256(identifier.encode()).hexdigest()[:24]
    parts = (part for part in letter.walk() if part.is_multipart())
    for number, part in enumerate(parts):
        part.set_boundary(f"=_{stem}_{number}")


def plain(words: Words) -> str:
    """The letter as plain text; the signature stands below the mark that mailers know."""
    return "\n\n".join(words.paragraphs) + "\n\n-- \n" + "\n".join(words.signature) + "\n"


def html(words: Words, *, frame: Template) -> str:
    """The same words in the frame, every character of them data."""
    return frame.substitute(
        language=escape(words.language),
        title=escape(words.subject),
        body="\n".join(f"<p>{_lines(paragraph)}</p>" for paragraph in words.paragraphs),
        signature="<br>\n".join(escape(line) for line in words.signature),
    )


def _lines(paragraph: str) -> str:
    return "<br>\n".join(escape(line) for line in paragraph.splitlines())
