"""The outbox of a folder becomes a list of its letters, and decisions about them are done."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import UsageError
from clinicplan.files import STATE, BusyFolder, sole_use
from clinicplan.mail import decide
from clinicplan.mail.bounces import bounce_in
from clinicplan.mail.entry import Decision, Entry, State, unsettled
from clinicplan.mail.mailbox import reports
from clinicplan.mail.outbox import DECIDED
from clinicplan.mail.record import MARK, Record, open_record
from clinicplan.mail.settings import Settings
from clinicplan.mail.tables import FILE
from clinicplan.seal import state_folder
from clinicplan.tasks.office import Computer, Person
from clinicplan.tasks.ready import Ready
from clinicplan.tasks.sheet import write_sheet
from clinicplan.tasks.sign_in import to_the_mailbox

TOGETHER = (State.REFUSED, State.RETURNED)
"""Whose letters may be decided together; about one in doubt, somebody asks its patient."""

QUIET = (State.SENT, State.SAVED)
"""Where nobody asks how the last attempt ended."""

COLUMNS = ("plan", "version", "state", "changed", "detail", "remedy")


class NoOutbox(UsageError):
    """A folder that no letter has been written in."""

    remedy = (
        "Name the workbook, or with --out the folder of handouts that `clinicplan send` was "
        "given. Before the first letter there is no outbox: clinicplan send clinic.xlsx"
    )


class DecidedAlready(UsageError):
    """A letter that is no longer where it was when somebody saw it."""

    remedy = "Look at it again: it may have been decided in another window."


@dataclass(frozen=True, slots=True)
class Kept:
    """What the folder and this computer have kept of letters, open."""

    folder: Path
    computer: Computer
    record: Record

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All letters, by plan and version."""
        return self.record.outbox.entries()

    @property
    def history(self) -> tuple[Entry, ...]:
        """The same, each after what has left before it was sent once more."""
        return self.record.outbox.history()

    @property
    def trouble(self) -> str:
        """Why nothing may be sent from here: a code for `tasks.record.doubtful`, or ""."""
        return self.record.trouble()


@dataclass(frozen=True, slots=True)
class InWords:
    """A letter's row in words; `since` is when it came to where it is (UTC)."""

    plan: str
    version: int
    state: str
    since: datetime
    detail: str
    remedy: str


@contextmanager
def kept_letters(folder: Path, *, computer: Computer) -> Iterator[Kept]:
    """The letters of a folder. Raises NoOutbox, and makes nothing there; DamagedOutbox.

    What a run that was killed has left is put in doubt; a living run keeps its letter.
    """
    if not any((folder / STATE / name).exists() for name in (FILE, MARK)):
        raise NoOutbox(f"There is no outbox in {folder}: nothing was sent from there yet.")
    with open_record(state_folder(folder), computer.home, now=computer.now) as record:
        with suppress(BusyFolder), sole_use(folder):
            record.outbox.doubt()
        yield Kept(folder, computer, record)


def take_over(kept: Kept) -> None:
    """Somebody has decided that this computer goes on sending from here. Raises BusyFolder."""
    with sole_use(kept.folder):
        kept.record.take_over()


def resolve(kept: Kept, plan: str, *, decision: str, mark: str = "") -> State:
    """Where the plan's newest letter is, now that somebody has decided `sent`, `again` or `drop`.

    `mark` is that of the letter which was decided about, "" for whatever it is now. Raises
    UsageError for another word or where nothing waits for it, DecidedAlready where the letter
    is elsewhere by now, and BusyFolder.
    """
    meant = _decision(decision)
    with sole_use(kept.folder):
        if mark and mark not in (entry.mark for entry in kept.entries if entry.plan == plan):
            raise DecidedAlready(f"The letter of plan {plan} is no longer where it was.")
        decide.resolve(kept.record.outbox, plan, decision=meant)
    return DECIDED[meant]


def resolve_all(kept: Kept, state: str, *, decision: str) -> tuple[tuple[str, ...], State]:
    """The same for all letters that were `refused`, or `returned`: whose, and where they are."""
    meant = _decision(decision)
    if state not in TOGETHER:
        raise UsageError(f"--resolve-all takes `refused` or `returned`, not {state!r}.")
    with sole_use(kept.folder):
        plans = decide.resolve_all(kept.record.outbox, State(state), decision=meant)
    return plans, DECIDED[meant]


def _decision(text: str) -> Decision:
    try:
        return Decision(text)
    except ValueError:
        raise UsageError(f"A letter is `sent`, `again` or `drop`, not {text!r}.") from None


def read_bounces(kept: Kept, settings: Settings, *, person: Person) -> tuple[str, ...]:
    """The plans whose letters the clinic's mailbox reports as undeliverable, each once.

    Raises BusyFolder, NoMailbox, ClosedMailbox, and what the sign-in raises.
    """
    with sole_use(kept.folder):
        gone = [entry.changed for entry in kept.history if entry.gone]
        if not gone:
            return ()
        way = to_the_mailbox(settings, kept.computer, person=person)
        # Clocks and time zones differ by a day at most.
        since = (datetime.fromisoformat(min(gone)) - timedelta(days=1)).date()
        found = (bounce_in(data) for data in reports(way, since=since))
        return kept.record.bounced([bounce for bounce in found if bounce])


def write_all_passwords(kept: Kept, ready: Ready) -> Path | None:
    """The whole sheet of passwords, because somebody has asked for it; None without any."""
    return write_sheet(
        kept.folder,
        ready.reading,
        kept.record.outbox,
        words=ready.catalogue,
        today=kept.computer.today(),
        every=True,
    )


def in_words(entries: Iterable[Entry], words: Catalogue) -> tuple[InWords, ...]:
    """The letters' rows in words, for a list or a file."""
    return tuple(_in_words(entry, words) for entry in entries)


def _in_words(entry: Entry, words: Catalogue) -> InWords:
    key = entry.state.replace(" ", "-")
    detail = "" if entry.state in QUIET else where_it_ended(entry.step, entry.code, words)
    return InWords(
        entry.plan,
        entry.version,
        phrase(words, f"mail.state.{key}"),
        datetime.fromisoformat(entry.changed),
        detail,
        phrase(words, f"mail.state_help.{key}"),
    )


def where_it_ended(step: str, code: int, words: Catalogue) -> str:
    """Where a letter's last attempt ended, "" where there was none."""
    if not step:
        return ""
    said = phrase(words, f"mail.step.{step}")
    return phrase(words, "mail.outbox.detail", step=said, code=code) if code else said


def headings(words: Catalogue) -> list[str]:
    """What stands above the columns of a list of letters; the last is what is to be done."""
    return [phrase(words, f"mail.outbox.heading_{key}") for key in COLUMNS]


def failures_file(
    entries: Iterable[Entry], words: Catalogue, *, local: Callable[[datetime], datetime]
) -> bytes:
    """The letters that somebody must see to, as CSV for Excel; `local` is the clinic's clock."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(headings(words))
    for row in in_words(unsettled(entries), words):
        table.writerow([*cells(row, local=local), row.remedy])
    return text.getvalue().encode("utf-8-sig")


def cells(row: InWords, *, local: Callable[[datetime], datetime]) -> tuple[str, ...]:
    """The row as text, without what is to be done; `local` is the clinic's clock."""
    since = f"{local(row.since):%Y-%m-%d %H:%M}"
    return row.plan, str(row.version), row.state, since, row.detail
