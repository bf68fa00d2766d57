"""A handout is locked with a password that is hard to guess and easy to read out."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable

from clinicplan.errors import BrokenHandout
from clinicplan.mail.extras import MissingPackage

# Without 0 and o, 1, i and l: a password is read out on the phone and typed on one.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4  # 12 of 31 characters are 59 bits


def make_password(*, pick: Callable[[str], str] = secrets.choice) -> str:
    """A new password like `kmp4-7xwd-qr3t`."""
    return "-".join("".join(pick(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def protect(pdf: bytes, *, password: str) -> bytes:
    """The PDF locked with AES-256 (revision 6), its owner's password drawn and thrown away.

    That it opens with the password, and not without, is seen when the letter is read back.
    """
    try:
        import pikepdf  # heavy, and only needed here
    except ImportError:
        raise MissingPackage("The part that locks handouts is not installed.") from None
    target = io.BytesIO()
    lock = pikepdf.Encryption(user=password, owner=secrets.token_urlsafe(24), R=6, aes=True)
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            document.save(target, encryption=lock)
    except pikepdf.PdfError:
        raise BrokenHandout("A handout could not be locked with its password.") from None
    return target.getvalue()
