"""Letters become drafts in a folder, for a mail program to send."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from email.errors import MessageError
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path
from types import MappingProxyType

from clinicplan.errors import UnwritableFile
from clinicplan.files import write_whole
from clinicplan.mail.transport import Envelope, Receipt, Step, Verdict
from clinicplan.rules import is_same_plan

# Outlook opens a file with this header as a message that is yet to be sent.
UNSENT = b"X-Unsent: 1\r\n"

HEAD = 16_384
"""Bytes that a draft's head fits into."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that lies in a folder, whatever its file is called by now.

    `stem` is its Message-ID's (`message_stem`), which tells whose letter it is; `address` is the
    one that it would go to.
    """

    file: Path
    stem: str
    address: str


def drafts_in(folder: Path) -> tuple[Draft, ...]:
    """The drafts of a folder, as far as they can be read."""
    return tuple(draft for file in sorted(folder.glob("*.eml")) if (draft := _draft(file)))


def _draft(file: Path) -> Draft | None:
    try:
        with file.open("rb") as content:
            head = BytesHeaderParser(policy=default).parsebytes(content.read(HEAD))
        (address,) = (address.addr_spec for address in head["To"].addresses)
        stem = str(head["Message-ID"] or "").strip().removeprefix("<").partition("@")[0]
    except (OSError, MessageError, ValueError, AttributeError, TypeError):
        return None
    return Draft(file, stem, address)


class Drafts:
    """A folder of `.eml` files, each named by its plan's ID.

    `replaced` are the Message-IDs' stems of drafts that a new one takes the place of, by plan ID.
    """

    def __init__(
        self, folder: Path, *, replaced: Mapping[str, Collection[str]] = MappingProxyType({})
    ) -> None:
        self._folder = folder
        self._replaced = replaced

    def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt:
        """Write one draft, whole or not at all; an older one of the plan goes before.

        One that stays, for a mail program holds it, keeps the new one out: two would be sent.
        """
        if not commit():
            return Receipt(Verdict.TAKEN, Step.DRAFT)
        try:
            for older in self._older(envelope.plan, self._replaced.get(envelope.plan, ())):
                older.unlink(missing_ok=True)
            write_whole(self._folder / f"{envelope.plan}.eml", UNSENT + envelope.data)
        except (UnwritableFile, OSError):
            return Receipt(Verdict.LATER, Step.DRAFT)
        return Receipt(Verdict.SAVED, Step.DRAFT)

    def _older(self, plan: str, stems: Collection[str]) -> Iterator[Path]:
        """Drafts of the plan whose file was renamed, or whose ID was typed in other letters."""
        new = self._folder / f"{plan}.eml"
        lying = drafts_in(self._folder) if stems else ()
        renamed = {draft.file for draft in lying if draft.stem in stems}
        for file in self._folder.glob("*.eml"):
            is_own = is_same_plan(file.stem, plan) or file in renamed
            if is_own and file.name != new.name and not (new.exists() and file.samefile(new)):
                yield file

    def close(self) -> None:
        """Nothing is left open."""
