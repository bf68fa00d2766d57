"""Letters become drafts in a folder, for a mail program to send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.errors import MessageError
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path

from clinicplan.errors import UnwritableFile
from clinicplan.files import write_whole
from clinicplan.mail.transport import Envelope, Receipt, Step, Verdict

# Outlook opens a file with this header as a message that is yet to be sent.
UNSENT = b"X-Unsent: 1\r\n"

HEAD = 16_384
"""Bytes that a draft's head fits into."""


def drafted_to(folder: Path, plan: str) -> str:
    """The address on the plan's draft, "" where there is none that can be read."""
    try:
        with (folder / f"{plan}.eml").open("rb") as file:
            head = BytesHeaderParser(policy=default).parsebytes(file.read(HEAD))
        found = [address.addr_spec for address in head["To"].addresses]
    except (OSError, MessageError, ValueError, AttributeError, TypeError):
        return ""
    return found[0] if len(found) == 1 else ""


class Drafts:
    """A folder of `.eml` files, each named by its plan's ID."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt:
        """Write one draft, whole or not at all; an older one of the plan goes."""
        if not commit():
            return Receipt(Verdict.TAKEN, Step.DRAFT)
        try:
            write_whole(self._folder / f"{envelope.plan}.eml", UNSENT + envelope.data)
            for older in self._older(envelope.plan):
                older.unlink(missing_ok=True)
        except (UnwritableFile, OSError):
            return Receipt(Verdict.LATER, Step.DRAFT)
        return Receipt(Verdict.SAVED, Step.DRAFT)

    def _older(self, plan: str) -> Iterator[Path]:
        """Drafts of the same plan, whose ID was typed in other letters then."""
        new = self._folder / f"{plan}.eml"
        for file in self._folder.glob("*.eml"):
            is_own = file.stem.casefold() == plan.casefold()
            if is_own and file.name != new.name and not file.samefile(new):
                yield file

    def close(self) -> None:
        """Nothing is left open."""
