"""What left this computer, from whatever folder, is kept where no folder of handouts can lose it.

The outbox lies with the handouts, where it is copied, synchronised and deleted with them.
The ledger lies in the user's own data folder and answers one question: did this letter leave
before? It holds keyed hashes only; whoever has the file alone can ask it nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clinicplan.errors import UnreadableFile
from clinicplan.files import open_folder, reason, write_whole
from clinicplan.mail.entry import State
from clinicplan.rules import fold, mailbox_of, plan_key

FILE = "ledger.sqlite3"
KEY_FILE = "ledger.key"
KEY_BYTES = 32
PATIENCE = 30.0  # seconds to wait for another run's write


class DamagedLedger(UnreadableFile):
    """The record that this computer keeps of all letters cannot be used."""

    remedy = (
        "Restore the folder that it lies in from a backup. If there is none, delete both "
        "ledger.sqlite3 and ledger.key: clinicplan then asks before it sends from a folder "
        "that letters were sent from."
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """Which letter it is: a version of a plan to a patient at an address.

    `says` is a digest of all that the handout says, whose it is included, but for the plan's ID;
    "" where it is not known.
    """

    plan: str
    version: int
    name: str
    address: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """What an earlier letter from another folder says to this one, and since when (ISO, UTC)."""

    reason: str
    since: str


_TABLES = """
create table if not exists about (
  only_one integer primary key check (only_one = 1), machine text not null, proof text not null);
create table if not exists outboxes (name text primary key, count integer not null);
create table if not exists letters (
  letter text primary key, outbox text not null, who text not null, place text not null,
  version integer not null, state text not null, changed text not null);
create table if not exists contents (letter text primary key, says text not null);
create index if not exists contents_says on contents (says);
create index if not exists letters_who on letters (who);
create index if not exists letters_place on letters (place);
"""


@contextmanager
def open_ledger(
    folder: Path,
    *,
    now: Callable[[], datetime],
    draw: Callable[[int], bytes] = secrets.token_bytes,
) -> Iterator[Ledger]:
    """The ledger of a private folder, made where there is none. Raises DamagedLedger."""
    open_folder(folder)
    path = folder / FILE
    try:
        path.touch(mode=0o600)
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as base:
            base.execute("pragma journal_mode = delete")
            base.execute("pragma synchronous = extra")
            base.executescript(_TABLES)
            yield Ledger(base, _key(base, folder / KEY_FILE, draw), now)
    except sqlite3.Error as error:
        told = getattr(error, "sqlite_errorname", type(error).__name__)
        raise DamagedLedger(f"{path} cannot be used ({told}).") from None


def _key(base: sqlite3.Connection, path: Path, draw: Callable[[int], bytes]) -> bytes:
    """The key of the hashes, drawn with a new ledger; an old one without its key is blind.

    The database is locked meanwhile: two runs never draw one each.
    """
    base.execute("begin immediate")
    with base:
        about = base.execute("select proof from about").fetchone()
        if about is None and not path.exists():
            write_whole(path, draw(KEY_BYTES))
        try:
            key = path.read_bytes()
        except OSError as error:
            raise DamagedLedger(f"{path} cannot be read: {reason(error)}.") from error
        proof = _hash(key, "proof")
        if len(key) != KEY_BYTES or about not in (None, (proof,)):
            raise DamagedLedger(f"{path} is not the key of {FILE} beside it.")
        if about is None:
            base.execute("insert into about values (1, ?, ?)", (draw(16).hex(), proof))
    return key


def _hash(key: bytes, *parts: str | int) -> str:
    """A keyed hash of the parts; JSON keeps them apart."""
    return hmac.new(key, json.dumps(parts).encode("ascii"), hashlib.sha256).hexdigest()


class Ledger:
    """The letters that left this computer, from all of its folders."""

    def __init__(self, base: sqlite3.Connection, key: bytes, now: Callable[[], datetime]) -> None:
        self._base = base
        self._key = key
        self._now = now
        (self.machine,) = base.execute("select machine from about").fetchone()

    def is_empty(self) -> bool:
        """True where nothing has ever left this computer, as far as it knows."""
        return self._base.execute("select 1 from outboxes limit 1").fetchone() is None

    def count_of(self, outbox: str) -> int:
        """How many letters the outbox of this name had sent when it was last heard of."""
        row = self._base.execute("select count from outboxes where name = ?", (outbox,)).fetchone()
        return int(row[0]) if row else 0

    def trace(self, letter: Letter, *, outbox: str, own: Collection[int]) -> Trace | None:
        """The letter of this plan that left from another outbox, and stands in this one's way.

        `own` are the versions that this outbox has a row for: of those it knows better.
        A letter is known again by the name or by the address, whichever has not changed, and
        however its plan's ID is typed; under another ID, by all that it says.
        """
        ids, known = _typed(letter.plan), self._known(letter)
        mine = {self._letter(outbox, plan, version) for version in own for plan in ids}
        rows = self._base.execute(
            "select letter, who, place, version, state, changed from letters"
            f" where {_IS_KNOWN} and version >= ? order by version desc",
            (json.dumps(known), letter.version),
        )
        for found, who, place, version, state, changed in rows:
            if found in mine:
                continue
            if version > letter.version:
                return Trace("newer-elsewhere", changed)
            same = {who, place} <= {*known}
            told = _TOLD.get(state, "in-doubt-elsewhere") if same else "changed-elsewhere"
            return Trace(told, changed)
        since = self._under_another_id(letter, outbox)
        return Trace("another-id-elsewhere", since) if since else None

    def _under_another_id(self, letter: Letter, outbox: str) -> str:
        """Since when the very same letter has left from another outbox, "" where it has not."""
        found = self._base.execute(
            "select max(changed) from contents join letters using (letter)"
            " where says = ? and outbox <> ? and version >= ?",
            (self._says(letter), outbox, letter.version),
        ).fetchone()
        return str(found[0] or "") if letter.says else ""

    def claim(self, letter: Letter, *, outbox: str, count: int) -> bool:
        """Note that the letter is about to leave; False where it has left from elsewhere.

        `count` is how many have left that outbox, this one among them: where as many have left
        already, they have left a copy of it.
        """
        with self.whole():
            if self.count_of(outbox) >= count or self._left_elsewhere(letter, outbox):
                return False
            self._note(letter, outbox, State.IN_DOUBT)
            self._base.execute(
                "insert into outboxes values (?, ?)"
                " on conflict do update set count = max(count, excluded.count)", (outbox, count),
            )
        return True

    def _left_elsewhere(self, letter: Letter, outbox: str) -> bool:
        found = self._base.execute(
            f"select 1 from letters where {_IS_KNOWN} and outbox <> ? and version >= ?",
            (json.dumps(self._known(letter)), outbox, letter.version),
        )
        return found.fetchone() is not None or bool(self._under_another_id(letter, outbox))

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All that is noted within is written at once, or nothing of it."""
        self._base.execute("begin immediate")
        with self._base:
            yield

    def keep(self, letter: Letter, *, outbox: str, state: State) -> None:
        """Note where a letter is that has left, or may have; since when, only if that is new."""
        name = self._letter(outbox, letter.plan, letter.version)
        same = self._base.execute(
            "select 1 from letters where letter = ? and state = ?", (name, state)
        )
        if same.fetchone() is None:
            self._note(letter, outbox, state)
        else:
            self._note_contents(letter, outbox)  # an older program has not

    def release(self, plan: str, version: int, *, outbox: str) -> None:
        """Forget a letter that certainly reached nobody."""
        name = self._letter(outbox, plan, version)
        self._base.execute("delete from letters where letter = ?", (name,))
        self._base.execute("delete from contents where letter = ?", (name,))

    def follow(self, outbox: str, *, count: int) -> None:
        """Remember how far an outbox has come."""
        self._base.execute("insert or replace into outboxes values (?, ?)", (outbox, count))

    def _note(self, letter: Letter, outbox: str, state: State) -> None:
        name = self._letter(outbox, letter.plan, letter.version)
        self._base.execute(
            "insert or replace into letters values (?, ?, ?, ?, ?, ?, ?)",
            (name, outbox, *self._marks(letter, plan_key(letter.plan)), letter.version, state,
             self._now().isoformat(timespec="seconds")),
        )
        self._note_contents(letter, outbox)

    def _note_contents(self, letter: Letter, outbox: str) -> None:
        """Beside the letters and not among them: an older program goes on writing those."""
        row = (self._letter(outbox, letter.plan, letter.version), self._says(letter))
        same = self._base.execute("select 1 from contents where letter = ? and says = ?", row)
        if letter.says and same.fetchone() is None:
            self._base.execute("insert or replace into contents values (?, ?)", row)

    def _says(self, letter: Letter) -> str:
        return _hash(self._key, "says", letter.says)

    def _letter(self, outbox: str, plan: str, version: int) -> str:
        return _hash(self._key, "letter", outbox, plan, version)

    def _known(self, letter: Letter) -> tuple[str, ...]:
        """All that the letter's patient and address may be written down as."""
        return tuple(mark for plan in _typed(letter.plan) for mark in self._marks(letter, plan))

    def _marks(self, letter: Letter, plan: str) -> tuple[str, str]:
        """Who gets the letter, and where, under the plan's ID as it is given here."""
        return (
            _hash(self._key, "who", plan, fold(letter.name)),
            _hash(self._key, "place", plan, mailbox_of(letter.address)),
        )


_IS_KNOWN = (
    "(who in (select value from json_each(?1)) or place in (select value from json_each(?1)))"
)


def _typed(plan: str) -> tuple[str, ...]:
    """How a plan's ID may be written down: the first is how it is now, the others how it was."""
    return tuple(dict.fromkeys((plan_key(plan), plan, plan.upper(), plan.lower())))


_TOLD = {
    State.SENT: "sent-elsewhere",
    State.SAVED: "saved-elsewhere",
    State.DROPPED: "dropped-elsewhere",
}
