"""Outbox, mark and ledger become one record of what has left, or a reason to send nothing.

The outbox knows each letter, but lies in a folder that is copied, synchronised, cut and
emptied. So two others know of it: a mark beside it, written once, says which outbox and which
computer have sent from this folder; the computer's ledger says which letters have left it.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clinicplan.errors import UnsentMail, UnwritableFile
from clinicplan.files import write_whole
from clinicplan.mail.bounces import Bounce, apply
from clinicplan.mail.entry import GONE, Entry, State
from clinicplan.mail.ledger import Ledger, Letter, Trace, open_ledger
from clinicplan.mail.outbox import Outbox, open_outbox
from clinicplan.mail.transport import Verdict
from clinicplan.plan import Plan
from clinicplan.rules import is_same_plan

MARK = "sender.json"


class DoubtfulRecord(UnsentMail):
    """What this folder, and what this computer, know of sent letters does not go together.

    `code` is what `Record.trouble` says of it.
    """

    def __init__(self, message: str, *, code: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.remedy = remedy


class UnkeptRecord(UnsentMail):
    """A letter was stopped because it could not be written down that it goes."""

    remedy = "Look whether the disk is full, then run the same command again."


@dataclass(frozen=True, slots=True)
class Mark:
    """Which outbox has sent from this folder, and from which computer."""

    outbox: str
    machine: str


@contextmanager
def open_record(state: Path, home: Path, *, now: Callable[[], datetime]) -> Iterator[Record]:
    """The record of an output folder's private folder and the user's own data folder."""
    with open_outbox(state, now=now) as outbox, open_ledger(home, now=now) as ledger:
        yield Record(outbox, ledger, state / MARK)


def _unknown(_: Plan) -> str:
    return ""


class Record:
    """The outbox of a folder, with the two that witness what leaves it."""

    def __init__(self, outbox: Outbox, ledger: Ledger, mark: Path) -> None:
        self.outbox = outbox
        self._ledger = ledger
        self._mark = mark

    def trouble(self) -> str:
        """Why nothing may be sent from this folder: a code of the phrases `mail.trouble`, or "".

        emptied: letters were sent with another outbox than the one that is there. computer:
        another computer has sent from here, or this one has lost its own record. older: more
        letters have left than this outbox knows of; it is a copy, or came from a backup.
        """
        standing, mark, ours = self.outbox.standing(), read_mark(self._mark), self._ledger.machine
        if mark and mark.outbox != standing.name:
            return "emptied"
        if {standing.machine, mark.machine if mark else ""} - {"", ours}:
            return "computer"
        if self._ledger.count_of(standing.name) > standing.count:
            return "older"
        return ""

    def knows_nothing(self) -> bool:
        """True where neither this folder nor this computer remembers a single letter."""
        has_gone = any(entry.gone for entry in self.outbox.entries())
        return not has_gone and read_mark(self._mark) is None and self._ledger.is_empty()

    def take_over(self) -> None:
        """Somebody has decided that this computer goes on sending from this folder.

        The outbox gets a new name, so that all that the ledger knows counts as sent elsewhere.
        """
        self.outbox.belong_to(self._ledger.machine, name=secrets.token_hex(16))
        standing = self.outbox.standing()
        self._ledger.follow(standing.name, count=standing.count)
        write_mark(Mark(standing.name, standing.machine), self._mark)

    def trace(self, plan: Plan, *, says: str = "") -> Trace | None:
        """The letter of this plan that left from another folder, None where there is none.

        Under another plan ID it is known again by what it `says` (see `Letter`).
        """
        entries = self.outbox.entries()
        own = [entry.version for entry in entries if is_same_plan(entry.plan, plan.id)]
        outbox = self.outbox.standing().name
        return self._ledger.trace(letter_to(plan, says=says), outbox=outbox, own=own)

    def reconcile(
        self, plans: Callable[[Entry], Plan | None], *, says: Callable[[Plan], str] = _unknown
    ) -> None:
        """Bring the ledger up to date with the outbox; `plans` finds a letter's own plan.

        A run may have ended between the two, and a decision is made in the outbox alone.
        """
        outbox = self.outbox.standing().name
        with self._ledger.whole():
            for entry in self.outbox.entries():
                plan = plans(entry)
                if (state := _witnessed(entry)) is None:
                    self._ledger.release(entry.plan, entry.version, outbox=outbox)
                elif plan is not None:
                    letter = letter_to(plan, says=says(plan))
                    self._ledger.keep(letter, outbox=outbox, state=state)

    def bounced(self, bounces: Iterable[Bounce]) -> tuple[str, ...]:
        """Move the letters that came back, and give their plans."""
        return apply(bounces, self.outbox, self._ledger)

    def claim(self, letter: Letter) -> bool:
        """Witness that the letter leaves; False where it has left from another folder."""
        try:
            standing = self.outbox.standing()
            if standing.machine != self._ledger.machine:
                self.outbox.belong_to(self._ledger.machine)
            if read_mark(self._mark) is None:
                write_mark(Mark(standing.name, self._ledger.machine), self._mark)
            return self._ledger.claim(letter, outbox=standing.name, count=standing.count)
        except (sqlite3.Error, UnwritableFile) as error:
            raise UnkeptRecord("It cannot be written down which letters have gone.") from error

    def settle(self, letter: Letter, verdict: Verdict, *, gone: bool) -> None:
        """Write down what became of a letter that was claimed; `gone`: it may have left before."""
        outbox = self.outbox.standing().name
        states = {Verdict.SENT: State.SENT, Verdict.SAVED: State.SAVED}
        if verdict in (Verdict.LATER, Verdict.REFUSED) and not gone:
            self._ledger.release(letter.plan, letter.version, outbox=outbox)
        elif verdict is not Verdict.TAKEN:
            state = states.get(verdict, State.IN_DOUBT)
            self._ledger.keep(letter, outbox=outbox, state=state)


def _witnessed(entry: Entry) -> State | None:
    """What the ledger keeps of a letter; None for one that reached nobody, and may go anywhere.

    Where somebody has decided that it is not to be sent, no other folder sends it either.
    """
    if entry.state in (*GONE, State.DROPPED):
        return entry.state
    return State.IN_DOUBT if entry.gone and entry.state is not State.RETURNED else None


def letter_to(plan: Plan, *, says: str = "") -> Letter:
    """Which letter is the plan's."""
    return Letter(plan.id, plan.version, plan.patient.name, plan.patient.email, says)


def read_mark(path: Path) -> Mark | None:
    """The mark, None where there is none; one that cannot be read is nobody's."""
    try:
        content = json.loads(path.read_bytes())
        return Mark(str(content["outbox"]), str(content["machine"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return Mark("", "unreadable")


def write_mark(mark: Mark, path: Path) -> None:
    """Put the mark beside the outbox."""
    content = {"outbox": mark.outbox, "machine": mark.machine}
    write_whole(path, json.dumps(content).encode("ascii") + b"\n")
