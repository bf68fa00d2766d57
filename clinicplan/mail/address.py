"""The text of a cell is an e-mail address that is safe to write to, or it is refused."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets


def is_address(text: str) -> bool:
    """True for one plain address that comes back from the mail library exactly as it went in.

    Only ASCII: mail servers still refuse other letters, and look-alikes of `a` or `.` hide
    among them. Quoted parts and numeric hosts are valid elsewhere, never in a clinic's list.
    """
    local, at, domain = text.partition("@")
    if not at or len(text) > LONGEST or "=?" in text:
        return False
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return False
    try:
        return Address(addr_spec=text).addr_spec == text
    except (MessageError, ValueError, IndexError):
        return False


def is_header_text(text: str) -> bool:
    """True for text that may stand in a header: printable, and no encoded word of its own.

    An encoded word can carry a line break into a header (CVE-2024-6923), so `=?` is refused.
    """
    return text.isprintable() and "=?" not in text
