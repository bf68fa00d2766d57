"""The very bytes of a letter are read again, and everything in them that is not as it must be."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP

from clinicplan.mail.letter import HEADERS, REPLY_TO
from clinicplan.mail.pdf import open_pdf
from clinicplan.seal import same_seal

OLDEST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a letter must be, from the plan's own row and never from the letter.

    `pages` is the handout's number of pages, `password` what it must not open without ("":
    it is not protected). `calendar` is the name of the file of times, `logo` the SHA-256 of the
    picture within the letter; "" where there is none. `says` is the ledger's (see `Letter`).
    """

    plan: str
    version: int
    to: str
    name: str
    seal: str
    sender: str
    reply_to: str
    subject: str
    message_id: str
    attachment: str
    pages: int
    password: str
    calendar: str = ""
    sender_name: str = ""
    logo: str = ""
    says: str = ""


def faults(data: bytes, expected: Expected) -> tuple[str, ...]:
    """Codes of all that is wrong with a letter; () for one that may be sent.

    A letter that cannot be read is wrong too; no exception of a library gets out of here,
    for its text may quote the patient.
    """
    try:
        message = message_from_bytes(data, policy=SMTP)
        return tuple(dict.fromkeys(_faults(message, expected)))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return ("letter-unreadable",)


def _faults(message: EmailMessage, expected: Expected) -> Iterator[str]:
    yield from _header_faults(message, expected)
    yield from _text_faults(message, expected)
    names = [part.get_filename() for part in message.iter_attachments()]
    if names != [name for name in (expected.attachment, expected.calendar) if name]:
        yield "attachments"
        return
    yield from _part_faults(message, expected)
    handout = next(iter(message.iter_attachments()))
    if handout.get_content_type() != "application/pdf":
        yield "attachment-type"
    yield from handout_faults(_content(handout), expected)


def _part_faults(message: EmailMessage, expected: Expected) -> Iterator[str]:
    """Nothing but the two texts, the logo and what is attached; the logo is the clinic's."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    pictures = [part for part in parts if part.get_content_maintype() == "image"]
    told = [digest(_content(part)) for part in pictures if isinstance(part, EmailMessage)]
    if told != [expected.logo] * bool(expected.logo):
        yield "logo"
    if len(parts) != 2 + len(pictures) + sum(1 for _ in message.iter_attachments()):
        yield "parts"


def _content(part: EmailMessage) -> bytes:
    """The part's bytes, whatever type it claims to be."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header_faults(message: EmailMessage, expected: Expected) -> Iterator[str]:
    """Each header exactly once and no other; one address, the row's."""
    headers = HEADERS | ({REPLY_TO} if expected.reply_to else set())
    if sorted(name.lower() for name in message) != sorted(headers):
        yield "headers"
        return
    if message.defects or any(message[name].defects for name in ("To", "From", "Subject")):
        yield "headers"
    to = message["To"]
    # The header's whole text, too: a name before the address may be another patient's.
    if [address.addr_spec for address in to.addresses] != [expected.to] or to != expected.to:
        yield "address"
    senders = [(each.addr_spec, each.display_name) for each in message["From"].addresses]
    if senders != [(expected.sender, expected.sender_name)]:
        yield "sender"
    if expected.reply_to and str(message["Reply-To"]) != expected.reply_to:
        yield "reply-to"
    if str(message["Subject"]) != expected.subject:
        yield "subject"
    if str(message["Message-ID"]) != expected.message_id:
        yield "message-id"


def _text_faults(message: EmailMessage, expected: Expected) -> Iterator[str]:
    """Both alternatives greet the patient by name, and neither tells the password."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        text = part.get_content() if part is not None else ""
        if expected.name not in _unescaped(text, kind):
            yield "greeting"
        if expected.password and expected.password in text:
            yield "password-told"


def _unescaped(text: str, kind: str) -> str:
    from html import unescape

    return unescape(text) if kind == "html" else text


def handout_faults(pdf: bytes, expected: Expected) -> Iterator[str]:
    """What is wrong with an attached PDF: locked as it must be, and this patient's."""
    if expected.password and open_pdf(pdf) is not None:
        yield "not-protected"
    document = open_pdf(pdf, password=expected.password)
    if document is None:
        yield "handout-unreadable"
        return
    if expected.password and not document.strong:
        yield "weak-protection"
    if not same_seal(document.seal, expected.seal):
        yield "seal"
    if document.pages != expected.pages:
        yield "pages"
    if not names(document.first_page, expected.name):
        yield "name"


def names(text: str, name: str) -> bool:
    """True where the text has the name in it, however the page breaks or turns it.

    Pages break a long name, and text that is read from right to left comes out turned.
    """
    page, sought = _squeezed(text), _squeezed(name)
    return bool(sought) and (sought in page or sought[::-1] in page)


def _squeezed(text: str) -> str:
    """The text without spaces and invisible characters, in one normal form."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def written_at(data: bytes) -> datetime:
    """The letter's Date; one that has none is as old as can be."""
    try:
        found = message_from_bytes(data, policy=SMTP)["Date"]
        return found.datetime.astimezone(UTC) if found else OLDEST
    except (MessageError, ValueError, AttributeError):
        return OLDEST


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
