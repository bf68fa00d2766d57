"""Whose a letter is becomes the password that opens it, and what the clinic's sheet must tell."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence

from clinicplan.mail.entry import Entry
from clinicplan.mail.tables import FIELDS, HISTORY, entry_of

_TABLES = ("letters", "sendings")
SURE = 2  # of what tells a patient, to be known again in another plan


class Passwords:
    """The passwords in an outbox: of plans and their patients, and of letters."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def of(self, plan: str, owners: Sequence[str] = ()) -> str:
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

    def keep(self, plan: str, password: str, owners: Sequence[str] = ()) -> str:
        """Keep a password for every version of this plan; the one that was there first stays."""
        kept = self.of(plan, owners) or password
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

    def all(self) -> tuple[Entry, ...]:
        """The letters that a password opens, also those that left before they were sent again."""
        return self._letters("password <> ''")

    def for_sheet(self, *, kept: bool) -> tuple[Entry, ...]:
        """The letters whose passwords stand on the clinic's sheet, or must.

        `kept` says whether the last sheet is still there: what was on one that the clinic has
        deleted does not come back.
        """
        if not kept:
            for table in _TABLES:
                self._base.execute(f"update {table} set sheet = 2 where sheet = 1")
        return self._letters("sheet < 2 and password <> ''")

    def on_sheet(self, entries: Iterable[Entry]) -> None:
        """Note that these letters' passwords stand on the sheet that is there now."""
        for entry in entries:
            for table in _TABLES:
                self._base.execute(
                    f"update {table} set sheet = 1 where plan = ? and version = ? and password = ?",
                    (entry.plan, entry.version, entry.password),
                )

    def _letters(self, condition: str) -> tuple[Entry, ...]:
        rows = self._base.execute(
            f"select {FIELDS} from {HISTORY} where {condition}"
            " order by plan, version, past desc, changed"
        )
        return tuple(entry_of(row) for row in rows)
