"""The secrets of one run become proofs that a request comes from a window of this desk."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

BYTES = 32  # 256 bits
GOOD_FOR = timedelta(seconds=60)


class Keys:
    """What opens the door in this run; every run draws its own.

    `session` is the cookie's value, `token` goes with every form, and `bell` lets a second
    start of the program ask for a window (it lies in a file that only the user can read).
    """

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        self.session, self.token, self.bell = (secrets.token_urlsafe(BYTES) for _ in range(3))
        self._now = now
        self._drawn: dict[str, datetime] = {}

    def draw(self) -> str:
        """A key for the address that opens a window: good once, and for a minute."""
        key = secrets.token_urlsafe(BYTES)
        self._drawn[key] = self._now()
        return key

    def admits(self, key: str) -> bool:
        """True for a key that was drawn within the last minute; it is used up now."""
        drawn = self._drawn.pop(key, None)
        return drawn is not None and timedelta(0) <= self._now() - drawn <= GOOD_FOR


def same(secret: str, offered: Iterable[str]) -> bool:
    """True where one of these is the secret; how long it takes says nothing about it."""
    return any(secrets.compare_digest(secret.encode(), each.encode()) for each in offered)
