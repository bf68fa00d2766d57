"""Words and attachments become the bytes of one letter to one patient."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from string import Template

from clinicplan.mail.settings import FaultySettings
from clinicplan.rules import LONGEST_SENDER, is_address, is_header_text

REPLY_TO = "reply-to"
HEADERS = frozenset(
    ("from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version",
     "content-type")
)
"""The headers of every letter; nothing else may stand in one, but an address to reply to."""


class FaultySender(FaultySettings):
    """A name that cannot stand in the head of a letter."""

    remedy = "Write a shorter or plainer one on the workbook's Clinic sheet, as Sender name."


@dataclass(frozen=True, slots=True)
class Sender:
    """Who letters come from; `reply_to` is "" where answers go back to the same address."""

    address: str
    name: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A box in a letter: its title, why it is there, and what to do, step by step."""

    title: str
    text: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dress:
    """How the clinic's letters look: its name, its colour ("#RRGGBB"), its logo.

    The logo is a PNG picture, b"" for none, and `width` CSS pixels wide.
    """

    clinic: str = ""
    colour: str = "#1F5A8C"
    logo: bytes = b""
    width: int = 0


PLAIN = Dress()
"""A clinic without colour and logo."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says: subject, paragraphs and the lines of the clinic's signature."""

    language: str
    subject: str
    paragraphs: tuple[str | Steps, ...]
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
    if len(sender.name) > LONGEST_SENDER:
        raise FaultySender(f"The clinic's sender name is longer than {LONGEST_SENDER} characters.")
    if not is_header_text(sender.name) or _read_back(sender) != (sender.name, sender.address):
        raise FaultySender("The clinic's sender name has characters that cannot be sent.")
    return sender


def _read_back(sender: Sender) -> tuple[str, str]:
    """What a mail program reads of a letter's sender."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = _mailbox(sender)
    header = message_from_bytes(_written(letter), policy=SMTP)["From"]
    address = header.addresses[0]
    return address.display_name, address.addr_spec


def _mailbox(sender: Sender) -> Address:
    name, _, domain = sender.address.rpartition("@")
    return Address(sender.name, name, domain)


def _written(letter: EmailMessage) -> bytes:
    """The letter's bytes. An ASCII sender stays on one line.

    Where the library folds one, it loses the quotes round a name with a comma, and with them
    the sender.
    """
    one_line = SMTP.clone(max_line_length=998) if str(letter["From"]).isascii() else SMTP
    return letter.as_bytes(policy=one_line)


def message_id(seal: str, *, sender: str) -> str:
    """The Message-ID of the letter with this seal: the same plan and version, the same one."""
    return f"<{message_stem(seal)}@{sender.rpartition('@')[2]}>"


def message_stem(seal: str) -> str:
    """The part of the Message-ID before the @, which says nothing but is this letter's own."""
    return hashlib.sha256(f"message {seal}".encode()).hexdigest()[:40]


def write_letter(
    words: Words,
    *,
    sender: Sender,
    to: str,
    identifier: str,
    date: datetime,
    attachments: tuple[Attachment, ...],
    frame: Template,
    dress: Dress,
) -> bytes:
    """The letter: its words plain and as HTML, and what is attached, with CRLF line ends.

    The logo travels within the letter; nothing in it is fetched from anywhere.

    Made anew for each patient, so that nothing of the last one can stay. The recipient is
    the bare address: a name in a header is one more thing that leaks.
    """
    letter = EmailMessage(policy=SMTP)
    letter["From"] = _mailbox(sender)
    letter["To"] = Address(addr_spec=to)
    if sender.reply_to:
        letter["Reply-To"] = Address(addr_spec=sender.reply_to)
    letter["Subject"] = words.subject
    letter["Date"] = date
    letter["Message-ID"] = identifier
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(plain(words), cte="quoted-printable")
    page = html(words, frame=frame, dress=dress, logo=_logo_id(identifier))
    letter.add_alternative(page, subtype="html", cte="quoted-printable")
    if dress.logo:
        _add_logo(letter, dress, identifier)
    for item in attachments:
        main, _, sub = item.kind.partition("/")
        letter.add_attachment(item.content, maintype=main, subtype=sub, filename=item.name)
    _set_boundaries(letter, identifier)
    return _written(letter)


def _logo_id(identifier: str) -> str:
    """The Content-ID of the logo: one of its own for each letter, as the standard wants."""
    return f"logo.{identifier.strip('<>')}"


def _add_logo(letter: EmailMessage, dress: Dress, identifier: str) -> None:
    page = letter.get_body(("html",))
    assert isinstance(page, EmailMessage)
    page.add_related(
        dress.logo, maintype="image", subtype="png", cid=f"<{_logo_id(identifier)}>",
        disposition="inline", filename="logo.png",
    )


def _set_boundaries(letter: EmailMessage, identifier: str) -> None:
    """Boundaries that depend on the letter only: `=_` cannot stand in what they part."""
    stem = hashlib.sha256(identifier.encode()).hexdigest()[:24]
    parts = (part for part in letter.walk() if part.is_multipart())
    for number, part in enumerate(parts):
        part.set_boundary(f"=_{stem}_{number}")


def plain(words: Words) -> str:
    """The letter as plain text; the signature stands below the mark that mailers know."""
    paragraphs = [item if isinstance(item, str) else _plain_steps(item)
                  for item in words.paragraphs]
    return "\n\n".join(paragraphs) + "\n\n-- \n" + "\n".join(words.signature) + "\n"


def _plain_steps(box: Steps) -> str:
    steps = (f"{number}. {step}" for number, step in enumerate(box.steps, 1))
    return "\n".join((box.title.upper(), box.text, *steps))


def html(words: Words, *, frame: Template, dress: Dress, logo: str = "") -> str:
    """The same words in the frame, every character of them data."""
    paragraphs = (
        f"<p>{_lines(item)}</p>" if isinstance(item, str) else _box(item, dress.colour)
        for item in words.paragraphs
    )
    return frame.substitute(
        language=escape(words.language),
        title=escape(words.subject),
        colour=escape(dress.colour),
        head=_head(dress, logo),
        body="\n".join(paragraphs),
        signature="<br>\n".join(escape(line) for line in words.signature),
    )


def _head(dress: Dress, logo: str) -> str:
    """The clinic's logo and name. A logo is on white, in a dark letter too: most want paper."""
    picture = (
        '<span style="display:inline-block;vertical-align:middle;background-color:#ffffff;'
        f'padding:8px;border-radius:8px;margin-right:12px"><img src="cid:{escape(logo)}" '
        f'width="{dress.width}" alt="" style="display:block;max-width:100%;height:auto"></span>'
    )
    return (
        f'<p style="margin:0 0 1.2em">{picture if dress.logo else ""}<strong class="head" '
        f'style="font-size:22px;vertical-align:middle;color:{escape(dress.colour)}">'
        f"{escape(dress.clinic)}</strong></p>"
    )


def _box(box: Steps, colour: str) -> str:
    steps = "\n".join(f'<li style="margin:0 0 0.4em">{_lines(step)}</li>' for step in box.steps)
    return (
        '<div class="box" style="background-color:#f2f5f7;border-left:6px solid '
        f'{escape(colour)};padding:0.8em 1em;margin:1.2em 0">\n'
        f'<h2 class="head" style="font-size:20px;margin:0 0 0.4em">{escape(box.title)}</h2>\n'
        f'<p style="margin:0 0 0.6em">{_lines(box.text)}</p>\n'
        f'<ol style="margin:0;padding-left:1.4em">\n{steps}\n</ol>\n</div>'
    )


def _lines(paragraph: str) -> str:
    return "<br>\n".join(escape(line) for line in paragraph.splitlines())
