"""Queued letters are checked, paced and handed over, and each one's fate is written down."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Protocol

from clinicplan.errors import UnsentMail
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.ledger import Letter
from clinicplan.mail.outbox import Outbox
from clinicplan.mail.readback import Expected, faults
from clinicplan.mail.transport import Envelope, Receipt, Step, Transport, Verdict

TRIES = 3  # of one letter in one run
FIRST_WAIT = 5.0  # seconds after the first "not now"; each further one takes four times as long
LONGEST_WAIT = 300.0
GIVE_UP = 4  # "not now" in a row
DOUBTS = 2  # links lost after the dot, in a row
REFUSALS = 3  # in a row and not for the address: it is the clinic that is refused


class UnwillingServer(UnsentMail):
    """A server that says "not now" again and again, or that cannot be reached."""

    remedy = "Wait a while, then run the same command again: no letter is sent twice."


class RefusedClinic(UnsentMail):
    """A server that refuses letter after letter, whoever they go to."""

    remedy = (
        "Check the sender in clinicplan.toml and your provider's limit for a day. Then have the "
        "refused letters sent again with clinicplan outbox."
    )


class UnsteadyLink(UnsentMail):
    """A link that breaks just when the server should answer."""

    remedy = "Look at the letters in doubt (clinicplan outbox) before you go on."


class ChangedWorkbook(UnsentMail):
    """The workbook was saved while letters were going out."""

    remedy = "Run the same command again: it builds what has changed, and then goes on."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter in this run; `faults` are the checks that it failed."""

    plan: str
    receipt: Receipt
    faults: tuple[str, ...] = ()


class Witness(Protocol):
    """Who, apart from the outbox, must know of a letter before it leaves.

    `claim` is False where the letter has left from elsewhere; it raises UnsentMail where it
    cannot be written down. `gone` says that the letter may have left at an earlier attempt.
    """

    def claim(self, letter: Letter) -> bool: ...

    def settle(self, letter: Letter, verdict: Verdict, *, gone: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Run:
    """What a run works with. `name` is its own; `same_workbook` is asked before each letter.

    `pace` waits until the next letter may go; `pause` waits so many seconds.
    """

    name: str
    outbox: Outbox
    witness: Witness
    transport: Transport
    same_workbook: Callable[[], bool]
    pace: Callable[[], None]
    pause: Callable[[float], None]


def deliver(letters: Iterable[Expected], run: Run) -> Generator[Outcome, None, None]:
    """Hand over each letter that is ready, and say what became of it, one by one.

    Raises UnsentMail (or one of its kinds) where going on makes no sense; what was handed
    over is then written down, and the rest stays ready. Whatever ends the run, a letter whose
    answer is missing is left in doubt.
    """
    waiting = deque((letter, 1) for letter in letters)
    troubles = _Troubles(run.pause)
    try:
        while waiting:
            letter, attempt = waiting.popleft()
            outcome = _deliver_one(letter, run)
            if outcome is None:
                continue
            if outcome.receipt.verdict is Verdict.LATER and attempt < TRIES:
                waiting.append((letter, attempt + 1))
            else:
                yield outcome
            troubles.after(outcome.receipt)
    finally:
        run.outbox.doubt(run=run.name)
        run.transport.close()


def _deliver_one(letter: Expected, run: Run) -> Outcome | None:
    """Check and hand over one letter; None where it is not ready."""
    entry = run.outbox.entry(letter.plan, letter.version)
    if entry is None or entry.state is not State.READY:
        return None
    data = run.outbox.data(entry)
    found = faults(data, letter)
    if found:
        receipt = Receipt(Verdict.REFUSED, Step.CHECK)
        run.outbox.settle(entry, receipt, run=run.name)
        return Outcome(entry.plan, receipt, found)
    run.pace()
    if not run.same_workbook():
        raise ChangedWorkbook("The workbook has changed since the handouts were built.")
    envelope = Envelope(letter.plan, letter.sender, letter.to, data)
    identity = Letter(letter.plan, letter.version, letter.name, letter.to, letter.says)
    receipt = run.transport.send(envelope, commit=lambda: _commit(entry, identity, run))
    run.outbox.settle(entry, receipt, run=run.name)
    run.witness.settle(identity, receipt.verdict, gone=entry.gone)
    return Outcome(entry.plan, receipt)


def _commit(entry: Entry, letter: Letter, run: Run) -> bool:
    """Write down, wherever it must be, that the letter leaves now; False where it must not."""
    if not run.outbox.claim(entry, run=run.name):
        return False
    kept = False
    try:
        kept = run.witness.claim(letter)
    finally:
        if not kept:
            run.outbox.unclaim(entry, run=run.name)
    return kept


class _Troubles:
    """How many letters in a row had to wait or are in doubt; when to wait, and when to stop."""

    def __init__(self, pause: Callable[[float], None]) -> None:
        self._pause = pause
        self._row: tuple[Verdict, int] = (Verdict.SENT, 0)

    def after(self, receipt: Receipt) -> None:
        """Wait, or raise, as the run of troubles asks."""
        if receipt.verdict is Verdict.REFUSED and receipt.step in (Step.ADDRESS, Step.CHECK):
            return
        kind, count = self._row
        self._row = (receipt.verdict, count + 1 if receipt.verdict is kind else 1)
        if receipt.verdict is Verdict.LATER:
            self._wait_or_stop(receipt)
        if receipt.verdict is Verdict.IN_DOUBT and self._row[1] >= DOUBTS:
            raise UnsteadyLink("The connection broke after the last byte of several letters.")
        if receipt.verdict is Verdict.REFUSED and self._row[1] >= REFUSALS:
            raise RefusedClinic(f"The mail server refuses all letters (code {receipt.code}).")

    def _wait_or_stop(self, receipt: Receipt) -> None:
        count = self._row[1]
        if count >= GIVE_UP:
            code = f", code {receipt.code}" if receipt.code else ""
            raise UnwillingServer(f"The mail server does not go on ({receipt.step}{code}).")
        self._pause(min(FIRST_WAIT * 4 ** (count - 1), LONGEST_WAIT))


def pacer(
    per_minute: int, *, clock: Callable[[], float], sleep: Callable[[float], None]
) -> Callable[[], None]:
    """What waits so that no more than so many letters a minute go; `clock` is in seconds."""
    gap = 60 / per_minute
    due = clock()

    def pace() -> None:
        nonlocal due
        early = due - clock()
        if early > 0:
            sleep(early)
        due = max(due, clock()) + gap

    return pace
