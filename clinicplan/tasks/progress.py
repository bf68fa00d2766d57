"""The rows of an outbox become how far the run has come that began last, also if it was killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from clinicplan.mail.entry import Entry, State

FATES = {
    State.SENT: "sent",
    State.SAVED: "saved",
    State.IN_DOUBT: "in_doubt",
    State.REFUSED: "refused",
    State.RETURNED: "refused",
    State.READY: "to_go",
    State.SENDING: "to_go",
}
"""What is said of a letter in each state; of one that was taken out nothing is."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many letters of a run had each fate so far; `to_go` have not left."""

    sent: int = 0
    saved: int = 0
    in_doubt: int = 0
    refused: int = 0
    to_go: int = 0

    @property
    def done(self) -> int:
        """Those that nothing more happens to in this run."""
        return self.sent + self.saved + self.in_doubt + self.refused

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.to_go


def progress_of(entries: Iterable[Entry]) -> Progress:
    """How far the run has come that began last."""
    fates = (FATES.get(entry.state, "") for entry in entries if entry.latest)
    counts = Counter(fate for fate in fates if fate)
    return Progress(**counts)
