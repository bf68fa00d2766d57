"""What carries a letter, and what it says of it: sent, later, refused or in doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """What became of a letter on its way.

    SAVED: it is a draft, which somebody sends from another program, or does not.
    LATER: it was certainly not taken, and may be tried again. TAKEN: another run has it.
    IN_DOUBT: the link broke after the last byte, so nobody here knows.
    """

    SENT = "sent"
    SAVED = "saved"
    LATER = "later"
    REFUSED = "refused"
    IN_DOUBT = "in doubt"
    TAKEN = "taken"


class Step(StrEnum):
    """The steps of handing over a letter, in their order."""

    CHECK = "check"
    CONNECT = "connect"
    HELLO = "hello"
    ENCRYPT = "encrypt"
    SIGN_IN = "sign-in"
    SENDER = "sender"
    ADDRESS = "address"
    DATA = "data"
    BODY = "body"
    DOT = "dot"
    DRAFT = "draft"
    BOUNCE = "bounce"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The verdict, the step that it fell at, and the server's code (0: it said nothing)."""

    verdict: Verdict
    step: Step
    code: int = 0


@dataclass(frozen=True, slots=True)
class Envelope:
    """The bytes of a letter with whom they are from and whom they go to."""

    plan: str
    sender: str
    to: str
    data: bytes


class Transport(Protocol):
    """A way to hand letters over.

    `send` calls `commit` once, when nothing but the last step is left: from then on the
    letter may arrive. Where `commit` says False, another run has it and it must not arrive.
    What stops every letter (the sign-in refused) is raised.
    """

    def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt: ...

    def close(self) -> None: ...
