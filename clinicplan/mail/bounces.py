"""A message in the clinic's mailbox becomes the fate of a letter, or nothing to us."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import compat32

from clinicplan.mail.entry import Entry
from clinicplan.mail.ledger import Ledger
from clinicplan.mail.letter import message_stem
from clinicplan.mail.outbox import Outbox

_ID = re.compile(r"<?([0-9a-f]{40})@")
_HEADER = re.compile(r"^message-id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(r"\b(5\d\d)\b")


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report that a letter could not be delivered.

    `report` names the report itself, so that it counts once. `stem` is the part of the
    letter's Message-ID before the @, `code` the server's answer (0: it said nothing).
    """

    report: str
    stem: str
    code: int = 0


def bounce_in(data: bytes) -> Bounce | None:
    """The report that this message is (RFC 3464), None for any other.

    Only what has failed for good counts: not a delay, not a receipt, not an answer of a
    person who is away. No text of it is kept: it quotes addresses.
    """
    try:
        message = message_from_bytes(data, policy=compat32)
        codes = list(_failures(message))
        stem = _stem(message)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return None
    if not codes or not stem:
        return None
    named = str(message.get("Message-ID") or "") or data[:2000].decode("latin-1")
    report = hashlib.sha256(f"{named} {stem}".encode("utf-8", "replace")).hexdigest()
    return Bounce(report, stem, codes[0])


def _failures(message: Message) -> Iterator[int]:
    """The code of each recipient that could not be reached."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for group in part.get_payload():
            if isinstance(group, Message) and _word(group, "Action") == "failed":
                told = _CODE.search(str(group.get("Diagnostic-Code", "")))
                yield int(told[1]) if told else 0


def _word(group: Message, name: str) -> str:
    return str(group.get(name, "")).partition(";")[0].strip().casefold()


def _stem(message: Message) -> str:
    """The Message-ID of the letter that is sent back, whole or only its head."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            original = part.get_payload(0)
            head = str(original.get("Message-ID", "")) if isinstance(original, Message) else ""
        elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
            text = part.get_payload(decode=True)
            told = _HEADER.search(text.decode("latin-1")) if isinstance(text, bytes) else None
            head = told[1] if told else ""
        else:
            continue
        if found := _ID.match(head.strip()):
            return found[1]
    return ""


def apply(bounces: Iterable[Bounce], outbox: Outbox, ledger: Ledger) -> tuple[str, ...]:
    """Move the letters that came back, and give their plans. A report counts once.

    What came back has reached nobody, so the ledger need not keep it from being sent.
    """
    letters: dict[str, Entry] = {message_stem(entry.seal): entry for entry in outbox.history()}
    back: dict[str, None] = {}
    for bounce in bounces:
        entry = letters.get(bounce.stem)
        if entry is None or not outbox.is_new(bounce.report):
            continue
        if outbox.came_back(entry.plan, entry.version, code=bounce.code, seal=entry.seal):
            ledger.release(entry.plan, entry.version, outbox=outbox.standing().name)
            back[entry.plan] = None
    return tuple(back)
