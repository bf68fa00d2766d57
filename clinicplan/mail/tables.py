"""The file of an outbox becomes an open database with all its tables, and its rows letters."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from clinicplan.errors import UnreadableFile
from clinicplan.mail.entry import GONE, WAITING, Entry, State

FILE = "outbox.sqlite3"
PATIENCE = 30.0  # seconds to wait for another run's write


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
create table if not exists sendings (
  plan text not null, version integer not null, state text not null, seal text not null,
  digest text not null, step text not null, code integer not null, tries integer not null,
  changed text not null, gone integer not null, password text not null, sheet integer not null,
  primary key (plan, version, digest, tries));
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
_KEPT = "plan, version, state, seal, digest, step, code, tries, changed, gone, password"
FIELDS = f"{_KEPT}, latest, past"
SENDING = f"{_KEPT}, sheet"
"""The columns of a letter that are kept of it when it is sent once more."""

HISTORY = (
    f"(select {_KEPT}, 0 as latest, 1 as past, sheet from sendings"
    f" union all select {_KEPT}, latest, 0, sheet from letters)"
)
"""What has left before it was sent once more, and the letters as they are now."""

_LATER = (("gone", "integer"), ("password", "text"), ("sheet", "integer"), ("latest", "integer"))
"""The columns that an older outbox lacks."""


def listed(states: Iterable[State]) -> str:
    """The states as they stand between the brackets of a statement."""
    return ", ".join(f"'{state}'" for state in sorted(states))


_LEFT_BEFORE = (
    f"insert into sendings ({SENDING}) select plan, version, '{State.IN_DOUBT}', seal, digest,"
    " step, code, tries, changed, gone, password, sheet from letters"
    f" where gone and state in ({listed(WAITING)})"
)
"""What an older outbox knows of a letter that is to go once more: that it may have left."""


@contextmanager
def open_tables(path: Path, *, draw: Callable[[int], str]) -> Iterator[sqlite3.Connection]:
    """The database at this path, made where it is not there yet. Raises DamagedOutbox.

    All of it is one file between two changes (no write-ahead log, of which a copied folder may
    lack the half), and `extra` brings even the end of a change to the disk before a letter
    leaves. `draw` makes the name of a new one.
    """
    try:
        with suppress(FileExistsError):  # one that is there keeps its time: looking is no change
            path.touch(mode=0o600, exist_ok=False)
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as base:
            base.execute("pragma journal_mode = delete")
            base.execute("pragma synchronous = extra")
            if base.execute("pragma quick_check(1)").fetchone() != ("ok",):
                raise DamagedOutbox(f"{path} is damaged.")
            _complete(base, name=draw(16))
            yield base
    except sqlite3.Error as error:
        raise DamagedOutbox(f"{path} cannot be used ({_name(error)}).") from None


@contextmanager
def whole_change(base: sqlite3.Connection) -> Iterator[None]:
    """Several statements as one: all of them on the disk, or none."""
    base.execute("begin immediate")
    with base:
        yield


def _complete(base: sqlite3.Connection, *, name: str) -> None:
    """Make the tables that are not there, and what an older outbox lacks: all of it at once."""
    with whole_change(base):
        before = {row[0] for row in base.execute("select name from sqlite_master")}
        for statement in filter(str.strip, _TABLES.split(";")):
            base.execute(statement)
        there = {row[1] for row in base.execute("pragma table_info(letters)")}
        for column, kind in _LATER:
            if column not in there:
                base.execute(f"alter table letters add column {column} {kind} not null default ''")
                if column == "gone":
                    base.execute(f"update letters set gone = state in ({listed(GONE)})")
        if "sendings" not in before:
            base.execute(_LEFT_BEFORE)
        base.execute("insert or ignore into standing (only_one, name) values (1, ?)", (name,))
        base.execute("insert or ignore into salt values (1, ?)", (secrets.token_hex(16),))


def _name(error: sqlite3.Error) -> str:
    """The error's name only: SQLite's own text may quote a row."""
    return str(getattr(error, "sqlite_errorname", type(error).__name__))


Row = tuple[str, int, str, str, str, str, int, int, str, int, str, int, int]


def entry_of(row: Row) -> Entry:
    """The letter of a row of `FIELDS`."""
    plan, version, state, seal, digest, step, code, tries, changed, gone, password, *marks = row
    latest, past = map(bool, marks)
    return Entry(
        plan, version, State(state), seal, digest, step, code, tries, changed, bool(gone),
        password, latest, past,
    )
