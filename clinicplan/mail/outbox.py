"""Letters wait in a database beside the handouts, so that each leaves once, whatever happens."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from clinicplan.files import open_folder, write_whole
from clinicplan.mail.entry import GONE, WAITING, Decision, Entry, Standing, State
from clinicplan.mail.passwords import Passwords
from clinicplan.mail.tables import (
    FIELDS,
    FILE,
    HISTORY,
    SENDING,
    entry_of,
    listed,
    open_tables,
    whole_change,
)
from clinicplan.mail.transport import Receipt, Step, Verdict

LETTERS = "letters"

# Whoever has been told a password is not told it again for another letter of the same plan.
_KNOWN = f"select max(sheet) from {HISTORY} where plan = :plan and password = :password"


@contextmanager
def open_outbox(
    folder: Path,
    *,
    now: Callable[[], datetime],
    draw: Callable[[int], str] = secrets.token_hex,
) -> Iterator[Outbox]:
    """The outbox of a private folder, made where it is not there yet. Raises DamagedOutbox."""
    open_folder(folder)
    open_folder(folder / LETTERS)
    with open_tables(folder / FILE, draw=draw) as base:
        yield Outbox(base, folder / LETTERS, now)


class Outbox:
    """The rows of the letters; every change of state names the state that it changes.

    Two runs may hold the same outbox: each change is one statement, and only one wins.
    """

    def __init__(self, base: sqlite3.Connection, letters: Path, now: Callable[[], datetime]):
        self.passwords = Passwords(base)
        self._base = base
        self._letters = letters
        self._now = now

    def standing(self) -> Standing:
        """What the outbox says of itself."""
        row = self._base.execute("select name, machine, count from standing").fetchone()
        return Standing(*row)

    def belong_to(self, machine: str, *, name: str = "") -> None:
        """Note which computer sends from here, and the outbox's new name if it gets one."""
        self._base.execute(
            "update standing set machine = ?, name = case ? when '' then name else ? end",
            (machine, name, name),
        )

    def entries(self) -> tuple[Entry, ...]:
        """The letters as they are now, by plan and version."""
        return tuple(entry for entry in self.history() if not entry.is_past)

    def history(self) -> tuple[Entry, ...]:
        """The same, each after what has left before it was sent once more."""
        rows = self._base.execute(
            f"select {FIELDS} from {HISTORY} order by plan, version, past desc, changed, tries"
        )
        return tuple(entry_of(row) for row in rows)

    def entry(self, plan: str, version: int) -> Entry | None:
        """The row of this version of the plan, None where there is none."""
        row = self._base.execute(
            f"select {FIELDS} from {HISTORY} where plan = ? and version = ? and not past",
            (plan, version),
        ).fetchone()
        return entry_of(row) if row else None

    def put(
        self, plan: str, version: int, *, seal: str, data: bytes, password: str = ""
    ) -> bool:
        """Queue a letter; False where another one of this version is past being replaced.

        The letter lies on the disk before its row says so, and its password in the row. One
        that was refused or came back is replaced only by one of another seal; one that failed
        our own check, always; one that is in doubt or sent, never. What has left stays known.
        """
        digest = hashlib.sha256(data).hexdigest()
        write_whole(self._path(digest), data)
        with whole_change(self._base):
            self._keep_past(
                "plan = :plan and version = :version and state = 'returned' and seal <> :seal",
                plan=plan, version=version, seal=seal,
            )
            return self._put(plan, version, seal=seal, digest=digest, password=password)

    def _put(self, plan: str, version: int, *, seal: str, digest: str, password: str) -> bool:
        changed = self._change(
            "insert into letters (plan, version, state, seal, digest, changed, password, sheet)"
            " values (:plan, :version, 'ready', :seal, :digest, :now, :password,"
            f" coalesce(({_KNOWN}), 0))"
            " on conflict do update set state = 'ready', seal = :seal, digest = :digest,"
            " step = '', code = 0, changed = :now,"
            " sheet = case when password = :password then sheet else 0 end,"
            " password = :password"
            " where state in ('ready', 'withdrawn') or (state = 'refused' and step = 'check')"
            " or (state in ('refused', 'returned') and seal <> :seal)",
            plan=plan, version=version, seal=seal, digest=digest, password=password,
        )
        if changed:
            self._change(
                "delete from letters where plan = :plan and version < :version"
                " and state = 'ready'", plan=plan, version=version,
            )
        return changed

    def begin(self, letters: Iterable[tuple[str, int]]) -> None:
        """Note which letters (plan and version) the run that begins is to send.

        How far it has come can be seen from then on, also when it was killed.
        """
        with whole_change(self._base):
            self._base.execute("update letters set latest = 0")
            self._base.executemany(
                "update letters set latest = 1 where plan = ? and version = ?", letters
            )

    def data(self, entry: Entry) -> bytes:
        """The letter's bytes, b"" where they are gone or are not what was queued."""
        try:
            data = self._path(entry.digest).read_bytes()
        except OSError:
            return b""
        return data if hashlib.sha256(data).hexdigest() == entry.digest else b""

    def claim(self, entry: Entry, *, run: str) -> bool:
        """Mark a ready letter as being sent by this run; False where it is no longer ready.

        Once this is True it is on the disk, and the letter is never again sent by itself.
        """
        with whole_change(self._base):
            claimed = self._change(
                "update letters set state = 'sending', claim = :run, tries = tries + 1,"
                " changed = :now, gone = 1 where plan = :plan and version = :version"
                " and digest = :digest and state = 'ready'",
                plan=entry.plan, version=entry.version, digest=entry.digest, run=run,
            )
            self._base.execute("update standing set count = count + ?", (claimed,))
        return claimed

    def unclaim(self, entry: Entry, *, run: str) -> None:
        """Take back a claim: the letter has not left, and does not count."""
        with whole_change(self._base):
            self.settle(entry, Receipt(Verdict.LATER, Step.CHECK), run=run)
            self._base.execute("update standing set count = count - 1")

    def settle(self, entry: Entry, receipt: Receipt, *, run: str) -> None:
        """Write down what became of a letter: of one that this run claimed, or a ready one."""
        state = _STATES.get(receipt.verdict)
        if state is None:
            return
        self._change(
            "update letters set state = :state, step = :step, code = :code, changed = :now,"
            " tries = tries + (state = 'ready'), gone = :gone"
            " where plan = :plan and version = :version and digest = :digest and"
            " (state = 'ready' or (state in ('sending', 'in doubt') and claim = :run))",
            plan=entry.plan, version=entry.version, digest=entry.digest, run=run,
            state=state, step=receipt.step, code=receipt.code, gone=state in GONE or entry.gone,
        )

    def doubt(self, *, run: str = "") -> int:
        """Put what this run ("": any run) left in sending in doubt, and say how many."""
        cursor = self._base.execute(
            "update letters set state = 'in doubt', step = ?, changed = ?"
            " where state = 'sending' and (? = '' or claim = ?)",
            (Step.DOT, self._stamp(), run, run),
        )
        return cursor.rowcount

    def withdraw(self, plans: Iterable[str]) -> tuple[str, ...]:
        """Take waiting letters of these plans out of the queue, and say whose there were."""
        return tuple(plan for plan in plans if self._change(
            "update letters set state = 'withdrawn', changed = :now"
            " where plan = :plan and state = 'ready'", plan=plan,
        ))

    def decide(self, plan: str, decision: Decision) -> bool:
        """Do what somebody has decided about a plan's newest letter; False where nothing waits.

        What is sent again has left before: that, and what opens it, stays known.
        """
        where = (
            f"plan = :plan and state in ({listed(_OPEN[decision])})"
            " and version = (select max(version) from letters where plan = :plan)"
        )
        with whole_change(self._base):
            if decision is Decision.AGAIN:
                self._keep_past(where, plan=plan)
            return self._change(
                f"update letters set state = '{DECIDED[decision]}', changed = :now,"
                f" gone = gone or :gone where {where}",
                plan=plan, gone=decision is Decision.SENT,
            )

    def _keep_past(self, where: str, **values: str | int) -> None:
        """Keep how letters stood that have left, once for each time that they did."""
        self._change(
            f"insert or ignore into sendings ({SENDING}) select {SENDING} from letters"
            f" where gone and state not in ({listed(WAITING)}) and {where}", **values,
        )
        self._change(
            "update sendings set state = case step when 'bounce' then 'returned'"
            " else 'in doubt' end where state = 'dropped'"
        )

    def came_back(self, plan: str, version: int, *, code: int, seal: str = "") -> bool:
        """Note that a letter could not be delivered; False where it had not gone.

        Under one number two may have left, each with its `seal`; of one that left twice it is
        the last time.
        """
        return any(
            self._change(
                f"update {table} set state = 'returned', step = :step, code = :code,"
                f" changed = :now where rowid = (select rowid from {table}"
                " where plan = :plan and version = :version and :seal in ('', seal)"
                " and state in ('sent', 'in doubt', 'saved') order by tries desc limit 1)",
                plan=plan, version=version, step=Step.BOUNCE, code=code, seal=seal,
            )
            for table in ("letters", "sendings")
        )

    def is_new(self, message: str) -> bool:
        """True the first time that a message about a letter's fate is seen."""
        cursor = self._base.execute("insert or ignore into seen values (?)", (message,))
        return cursor.rowcount > 0

    def sweep(self) -> None:
        """Delete the bytes of letters that need no more sending.

        What another program holds open goes the next time: the letters' fates are told now.
        """
        kept = self._base.execute(
            "select digest from letters"
            " where state in ('ready', 'sending', 'refused', 'in doubt')"
        )
        names = {self._path(digest).name for (digest,) in kept}
        for path in self._letters.iterdir():
            if path.name not in names:
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def _change(self, statement: str, **values: str | int) -> bool:
        values["now"] = self._stamp()
        return self._base.execute(statement, values).rowcount > 0

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")

    def _path(self, digest: str) -> Path:
        return self._letters / f"{digest}.eml"


_STATES = {
    Verdict.SENT: State.SENT,
    Verdict.SAVED: State.SAVED,
    Verdict.LATER: State.READY,
    Verdict.REFUSED: State.REFUSED,
    Verdict.IN_DOUBT: State.IN_DOUBT,
}


DECIDED = {
    Decision.SENT: State.SENT, Decision.AGAIN: State.READY, Decision.DROP: State.DROPPED
}
"""Where a letter is once somebody has decided."""

_OPEN = {
    Decision.SENT: (State.IN_DOUBT, State.REFUSED, State.SAVED, State.RETURNED),
    Decision.AGAIN: (State.IN_DOUBT, State.REFUSED, State.SENT, State.SAVED, State.RETURNED,
                     State.DROPPED),
    Decision.DROP: (State.READY, State.IN_DOUBT, State.REFUSED, State.SAVED, State.RETURNED,
                    State.WITHDRAWN),
}
