"""What an outbox says of a letter, and of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from clinicplan.rules import plan_key


class State(StrEnum):
    """Where a letter is. SENDING lasts from just before its last byte until the answer.

    SAVED is a draft: whether somebody has sent it since, nobody here knows. RETURNED went out
    and came back. WITHDRAWN was taken out of the queue by the workbook (no consent any more),
    which may put it back; DROPPED by somebody who has decided that it is not to be sent.
    """

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    SAVED = "saved"
    REFUSED = "refused"
    IN_DOUBT = "in doubt"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


UNSETTLED = (State.REFUSED, State.RETURNED, State.IN_DOUBT)
"""Where somebody has to decide, or to mend something."""

GONE = frozenset((State.SENDING, State.SENT, State.SAVED, State.IN_DOUBT))
"""Where a letter has left, or may have."""


WAITING = frozenset((State.READY, State.REFUSED, State.WITHDRAWN))
"""Where a letter that has left before has not left once more: its last sending is a past one."""


class Decision(StrEnum):
    """What somebody decides about a letter: it did arrive, send it again, do not send it."""

    SENT = "sent"
    AGAIN = "again"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter's row: a plan and its version, the seal and the digest of the letter.

    `step` and `code` are where its last attempt ended, `tries` how many there were, `changed`
    when (ISO, UTC). `gone` is true from when it may have left, also where it is ready to be
    sent once more: `password` is then what opens what has left, whatever is typed later.
    `latest` is true for the letters of the run that began last. `is_past` is true for how it
    stood before it was sent once more: nothing happens to it, but that it may come back. No name
    and no address is kept here.
    """

    plan: str
    version: int
    state: State
    seal: str
    digest: str
    step: str
    code: int
    tries: int
    changed: str
    gone: bool = False
    password: str = field(default="", repr=False)
    latest: bool = False
    is_past: bool = False

    @property
    def mark(self) -> str:
        """What tells the letter where it is from one that has gone on since."""
        return f"{self.version}-{self.state}-{self.tries}-{self.seal[:16]}".replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Standing:
    """What an outbox says of itself: its own name, who sends from it, and how far it has come.

    `count` is how many letters ever left, or may have; `machine` is the computer that sent
    them, "" before the first.
    """

    name: str
    machine: str
    count: int


def unsettled(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The letters that somebody must see to; an old version's no longer, once a newer one went."""
    newest: dict[str, Entry] = {}
    for entry in entries:
        if entry.is_past:
            continue
        before = newest.get(own := plan_key(entry.plan))
        if before is None or (entry.version, entry.changed) >= (before.version, before.changed):
            newest[own] = entry
    return tuple(entry for entry in newest.values() if entry.state in UNSETTLED)
