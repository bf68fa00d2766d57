"""Letters become drafts in a folder, for a mail program to send."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from clinicplan.errors import UnwritableFile
from clinicplan.files import write_whole
from clinicplan.mail.transport import Envelope, Receipt, Step, Verdict

# Outlook opens a file with this header as a message that is yet to be sent.
UNSENT = b"X-Unsent: 1\r\n"


class Drafts:
    """A folder of `.eml` files, each named by its plan's ID."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt:
        """Write one draft, whole or not at all."""
        if not commit():
            return Receipt(Verdict.TAKEN, Step.DRAFT)
        try:
            write_whole(self._folder / f"{envelope.plan}.eml", UNSENT + envelope.data)
        except UnwritableFile:
            return Receipt(Verdict.LATER, Step.DRAFT)
        return Receipt(Verdict.SAVED, Step.DRAFT)

    def close(self) -> None:
        """Nothing is left open."""
