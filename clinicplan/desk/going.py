"""What was looked at of letters, and what goes or was decided, as values of the mail room."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clinicplan.errors import ClinicPlanError, UnsentMail
from clinicplan.mail.choose import Hold
from clinicplan.tasks.fates import DONE
from clinicplan.tasks.post import DryRun
from clinicplan.tasks.send import Sent

Mark = tuple[str, str]


class HeldBack(UnsentMail):
    """A letter that may not go as the workbook is, whatever was decided about it."""

    remedy = "Mend in the workbook what keeps it back."

    def __init__(self, hold: Hold) -> None:
        super().__init__("The letter is held back.")
        self.hold = hold


@dataclass(frozen=True, slots=True)
class Looked:
    """Who would get a letter, as of one reading of the workbook.

    `marks` tell each letter from others, by plan ID. `first_alone`: nothing has gone from
    here yet, so one letter goes before the others. `is_set_up`: this computer knows a server
    that takes letters. `trouble` is why none can be sent;
    `by_hand` where the clinic has chosen to send drafts itself. `settings` is the mark of the
    files of settings that it was looked at with.
    """

    reading: int
    dry: DryRun
    marks: Mapping[str, Mark]
    sender: str
    first_alone: bool
    seconds: float
    asks_password: bool
    is_set_up: bool
    trouble: str = ""
    by_hand: bool = False
    settings: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A letter as somebody saw it who has decided that it is to go: `mark` is its entry's."""

    plan: str
    mark: str
    address: str


@dataclass(slots=True)
class Going:
    """Letters on their way, and what has become of them at the end.

    How far they have come, the outbox knows once they `have_begun`: until then they are
    written. One takes so many `seconds` at the pace of the settings.
    """

    seconds: float = 0
    have_begun: bool = False
    told: str = ""
    sent: Sent | None = None
    fault: ClinicPlanError | None = None
    where: str = ""
    is_over: bool = False
    over_since: datetime | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def went_well(self) -> bool:
        """True where it is over, and each letter was sent or saved."""
        if not self.sent or self.sent.stop or not self.sent.outcomes:
            return False
        return all(outcome.receipt.verdict in DONE for outcome in self.sent.outcomes)
