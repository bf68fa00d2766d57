"""Letters wait in a database beside the handouts, so that each leaves once, whatever happens."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from clinicplan.errors import UnreadableFile
from clinicplan.files import open_folder, write_whole
from clinicplan.mail.entry import GONE, Decision, Entry, Standing, State
from clinicplan.mail.transport import Receipt, Step, Verdict

FILE = "outbox.sqlite3"
LETTERS = "letters"
PATIENCE = 30.0  # seconds to wait for another run's write
SURE = 2  # of what tells a patient, to be known again in another plan


class DamagedOutbox(UnreadableFile):
    """The record of what was sent cannot be read."""

    remedy = (
        "Do not delete it: it alone knows what was sent. Restart the computer and try again; "
        "if that does not help, restore the output folder from a backup."
    )


_TABLES = """
create table if not exists letters (
  plan text not null, version integer not null, state text not null, seal text not null,
  digest text not null, step text not null default '', code integer not null default 0,
  tries integer not null default 0, changed text not null, claim text not null default '',
  gone integer not null default 0, password text not null default '',
  sheet integer not null default 0, latest integer not null default 0,
  primary key (plan, version));
create table if not exists passwords (plan text primary key, password text not null);
create table if not exists owners (
  plan text not null, owner text not null, password text not null, primary key (plan, owner));
create table if not exists salt (
  only_one integer primary key check (only_one = 1), value text not null);
create table if not exists seen (message text primary key);
create table if not exists standing (
  only_one integer primary key check (only_one = 1), name text not null,
  machine text not null default '', count integer not null default 0);
"""
# Whoever has been told a password is not told it again for another letter of the same plan.
_KNOWN = "select max(sheet) from letters where plan = :plan and password = :password"
_FIELDS = "plan, version, state, seal, digest, step, code, tries, changed, gone, password, latest"
_LATER = (("gone", "integer"), ("password", "text"), ("sheet", "integer"), ("latest", "integer"))
"""The columns that an older outbox lacks."""


@contextmanager
def open_outbox(
    folder: Path,
    *,
    now: Callable[[], datetime],
    draw: Callable[[int], str] = secrets.token_hex,
) -> Iterator[Outbox]:
    """The outbox of a private folder, made where it is not there yet.

    Raises DamagedOutbox. All of it is one file between two changes (no write-ahead log, of
    which a copied folder may lack the half), and `extra` brings even the end of a change to
    the disk before a letter leaves. `draw` makes the name of a new one.
    """
    open_folder(folder)
    open_folder(folder / LETTERS)
    path = folder / FILE
    try:
        path.touch(mode=0o600)
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as base:
            base.execute("pragma journal_mode = delete")
            base.execute("pragma synchronous = extra")
            if base.execute("pragma quick_check(1)").fetchone() != ("ok",):
                raise DamagedOutbox(f"{path} is damaged.")
            _complete(base, name=draw(16))
            yield Outbox(base, folder / LETTERS, now)
    except sqlite3.Error as error:
        raise DamagedOutbox(f"{path} cannot be used ({_name(error)}).") from None


def _complete(base: sqlite3.Connection, *, name: str) -> None:
    """Make the tables that are not there, and the columns that an older outbox lacks."""
    base.executescript(_TABLES)
    there = {row[1] for row in base.execute("pragma table_info(letters)")}
    for column, kind in _LATER:
        if column not in there:
            base.execute(f"alter table letters add column {column} {kind} not null default ''")
            if column == "gone":
                base.execute(f"update letters set gone = state in ({_listed(GONE)})")
    base.execute("insert or ignore into standing (only_one, name) values (1, ?)", (name,))
    base.execute("insert or ignore into salt values (1, ?)", (secrets.token_hex(16),))


def _listed(states: Iterable[State]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


def _name(error: sqlite3.Error) -> str:
    """The error's name only: SQLite's own text may quote a row."""
    return str(getattr(error, "sqlite_errorname", type(error).__name__))


class Outbox:
    """The rows of the letters; every change of state names the state that it changes.

    Two runs may hold the same outbox: each change is one statement, and only one wins.
    """

    def __init__(self, base: sqlite3.Connection, letters: Path, now: Callable[[], datetime]):
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
        """All rows, by plan and version."""
        rows = self._base.execute(f"select {_FIELDS} from letters order by plan, version")
        return tuple(_entry(row) for row in rows)

    def entry(self, plan: str, version: int) -> Entry | None:
        """The row of this version of the plan, None where there is none."""
        row = self._base.execute(
            f"select {_FIELDS} from letters where plan = ? and version = ?", (plan, version)
        ).fetchone()
        return _entry(row) if row else None

    def put(
        self, plan: str, version: int, *, seal: str, data: bytes, password: str = ""
    ) -> bool:
        """Queue a letter; False where another one of this version is past being replaced.

        The letter lies on the disk before its row says so, and its password in the row. One
        that was refused or came back is replaced only by one of another seal; one that failed
        our own check, always; one that is in doubt or sent, never.
        """
        digest = hashlib.sha256(data).hexdigest()
        write_whole(self._path(digest), data)
        changed = self._change(
            "insert into letters (plan, version, state, seal, digest, changed, password, sheet)"
            " values (:plan, :version, 'ready', :seal, :digest, :now, :password,"
            f" coalesce(({_KNOWN}), 0))"
            " on conflict do update set state = 'ready', seal = :seal, digest = :digest,"
            " step = '', code = 0, tries = 0, changed = :now,"
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
        with self._whole_change():
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
        with self._whole_change():
            claimed = self._change(
                "update letters set state = 'sending', claim = :run, tries = tries + 1,"
                " changed = :now, gone = 1 where plan = :plan and version = :version"
                " and digest = :digest and state = 'ready'",
                plan=entry.plan, version=entry.version, digest=entry.digest, run=run,
            )
            self._base.execute("update standing set count = count + ?", (claimed,))
        return claimed

    def unclaim(self, entry: Entry, *, run: str) -> None:
        """Take back a claim: the letter has not left, and is as if it had not been tried."""
        with self._whole_change():
            self.settle(entry, Receipt(Verdict.LATER, Step.CHECK), run=run)
            self._base.execute("update standing set count = count - 1")

    @contextmanager
    def _whole_change(self) -> Iterator[None]:
        """Several statements as one: all of them on the disk, or none."""
        self._base.execute("begin immediate")
        with self._base:
            yield

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
        """Do what somebody has decided about a plan's newest letter; False where nothing waits."""
        return self._change(
            f"update letters set state = '{DECIDED[decision]}', changed = :now,"
            " gone = gone or :gone"
            f" where plan = :plan and state in ({_listed(_OPEN[decision])})"
            " and version = (select max(version) from letters where plan = :plan)",
            plan=plan, gone=decision is Decision.SENT,
        )

    def came_back(self, plan: str, version: int, *, code: int) -> bool:
        """Note that a letter could not be delivered; False where it had not gone."""
        return self._change(
            "update letters set state = 'returned', step = :step, code = :code, changed = :now"
            " where plan = :plan and version = :version"
            " and state in ('sent', 'in doubt', 'saved')",
            plan=plan, version=version, step=Step.BOUNCE, code=code,
        )

    def is_new(self, message: str) -> bool:
        """True the first time that a message about a letter's fate is seen."""
        cursor = self._base.execute("insert or ignore into seen values (?)", (message,))
        return cursor.rowcount > 0

    def password(self, plan: str, owners: Sequence[str] = ()) -> str:
        """The password that was made for this plan and its patient, "" where none was.

        `owners` are what tells the patient, the surest first: one of them is enough. Who gets
        the ID of somebody else's plan does not get their password.
        """
        known = self._owned(plan)
        found = (known[mark] for owner in owners if (mark := self._mark(owner)) in known)
        if known:
            return next(found, "") or self._of_another_plan(owners)
        row = self._base.execute("select password from passwords where plan = ?", (plan,))
        first = row.fetchone()  # of before it was noted whose it is
        return str(first[0]) if first else self._of_another_plan(owners)

    def _of_another_plan(self, owners: Sequence[str]) -> str:
        """The password that the same patient has for another plan, the newest, "" for none.

        Nobody should have to know two. The two surest of `owners` must both be theirs.
        """
        if len(owners) < SURE:
            return ""
        row = self._base.execute(
            "select one.password from owners one join owners other"
            " on one.plan = other.plan and one.password = other.password"
            " where one.owner = ? and other.owner = ? order by one.rowid desc limit 1",
            tuple(map(self._mark, owners[:SURE])),
        ).fetchone()
        return str(row[0]) if row else ""

    def keep_password(self, plan: str, password: str, owners: Sequence[str] = ()) -> str:
        """Keep a password for every version of this plan; the one that was there first stays."""
        kept = self.password(plan, owners) or password
        self._base.execute("insert or ignore into passwords values (?, ?)", (plan, kept))
        for owner in owners:
            self._base.execute(
                "insert or ignore into owners values (?, ?, ?)", (plan, self._mark(owner), kept)
            )
        return kept

    def is_strange(self, entry: Entry, owners: Sequence[str]) -> bool:
        """True where the letter's password was made for somebody else than these."""
        known = self._owned(entry.plan)
        mine = {known.get(self._mark(owner)) for owner in owners}
        return entry.password in known.values() and entry.password not in mine

    def _owned(self, plan: str) -> dict[str, str]:
        rows = self._base.execute("select owner, password from owners where plan = ?", (plan,))
        return dict(rows.fetchall())

    def _mark(self, owner: str) -> str:
        """A hash of what tells a patient: no name and no address is kept here."""
        (salt,) = self._base.execute("select value from salt").fetchone()
        return hashlib.sha256(f"{salt} {owner}".encode()).hexdigest()

    def locked(self) -> tuple[Entry, ...]:
        """The letters that a password opens."""
        return tuple(entry for entry in self.entries() if entry.password)

    def for_sheet(self, *, kept: bool) -> tuple[Entry, ...]:
        """The letters whose passwords stand on the clinic's sheet, or must.

        `kept` says whether the last sheet is still there: what was on one that the clinic has
        deleted does not come back.
        """
        if not kept:
            self._base.execute("update letters set sheet = 2 where sheet = 1")
        rows = self._base.execute(
            f"select {_FIELDS} from letters where sheet < 2 and password <> ''"
            " order by plan, version"
        )
        return tuple(_entry(row) for row in rows)

    def on_sheet(self, entries: Iterable[Entry]) -> None:
        """Note that these letters' passwords stand on the sheet that is there now."""
        for entry in entries:
            self._base.execute(
                "update letters set sheet = 1 where plan = ? and version = ? and password = ?",
                (entry.plan, entry.version, entry.password),
            )

    def sweep(self) -> None:
        """Delete the bytes of letters that need no more sending."""
        kept = self._base.execute(
            "select digest from letters"
            " where state in ('ready', 'sending', 'refused', 'in doubt')"
        )
        names = {self._path(digest).name for (digest,) in kept}
        for path in self._letters.iterdir():
            if path.name not in names:
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


Row = tuple[str, int, str, str, str, str, int, int, str, int, str, int]


def _entry(row: Row) -> Entry:
    plan, version, state, seal, digest, step, code, tries, changed, gone, password, latest = row
    return Entry(
        plan, version, State(state), seal, digest, step, code, tries, changed, bool(gone),
        password, bool(latest),
    )


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
