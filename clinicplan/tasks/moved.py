"""Rows of Exercises as they were read before, and as they are now, become those that moved.

Which rows stand under a plan ID is noted beside the handouts, in digests. Rows of one patient's
plan that stand under another's now, and no longer under the one, are asked about (`questions`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from clinicplan.errors import UnwritableFile
from clinicplan.files import STATE
from clinicplan.findings import Place
from clinicplan.rules import Addressee, is_same_patient, plan_key
from clinicplan.tasks.notes import Notes, by_plan, change_one
from clinicplan.tasks.said import digest_of
from clinicplan.tasks.whose import marks_of
from clinicplan.workbook.read import Reading
from clinicplan.workbook.sheets.rows import DoseRow

NAME = "rows.json"

COMMON = 3
"""Plans that have the same row; one that so many have tells little of whose it is."""

SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan's rows that are known to be its patient's, who is known again by `marks`.

    `given` are those that its last paper has. `taken` are rows that were another plan's, with
    that plan's ID; they are asked about but for those that somebody has `said` are theirs.
    """

    plan: str
    marks: tuple[str, ...]
    rows: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    @property
    def asked(self) -> Mapping[str, str]:
        """What nobody has said to be this patient's."""
        return {row: plan for row, plan in self.taken.items() if row not in self.said}


Book = Mapping[str, Kept]
"""What is noted, by plan ID in small letters."""

Rows = Mapping[str, frozenset[str]]
"""Rows by plan ID in small letters."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows that stand under a plan, and whose plan's they were: IDs, each once."""

    places: tuple[Place, ...]
    of: tuple[str, ...]


def moved_in(
    reading: Reading, folder: Path, *, given: Collection[str], past: Reading | None = None
) -> Mapping[str, Moved]:
    """What is to be asked of each plan; what is new in the workbook is noted.

    `folder` is that of the handouts; `given` are the plans that say what their last paper says.
    `past` is the reading before this one, which counts where nothing is noted yet.
    """
    keys = frozenset(map(plan_key, given))
    first = _after({}, past, frozenset()) if past else {}
    before = _NOTES.read(folder) or first
    now = _after(before, reading, keys)
    if now != before and (any(kept.asked for kept in now.values()) or (folder / STATE).exists()):
        with suppress(UnwritableFile):  # it is told all the same, and noted at the next reading
            _NOTES.change(folder, lambda book: _after(book or first, reading, keys))
    return {key: _moved(kept, reading) for key, kept in now.items() if kept.asked}


def still_moved(reading: Reading, folder: Path, plan: str) -> Moved | None:
    """What was asked of a plan when the workbook was read last."""
    kept = _NOTES.read(folder).get(plan_key(plan))
    return _moved(kept, reading) if kept and kept.asked else None


def homes(reading: Reading, folder: Path) -> Mapping[Place, str]:
    """The plan ID that each row had before it was torn from its plan; {} where that is not sure.

    It is sure where nothing would be asked any more, each plan that is asked about would have as
    many rows as it had, and none would have a row twice.
    """
    book = _NOTES.read(folder)
    found = {
        place: home
        for place, row in reading.prescribed.items()
        if (kept := book.get(plan_key(row.plan_id))) and (home := kept.asked.get(mark(row)))
    }
    moved = {place: replace(row, plan_id=found.get(place, row.plan_id))
             for place, row in reading.prescribed.items()}  # fmt: skip
    then = replace(reading, prescribed=moved)
    rows, people = _rows(then), {plan_key(one.plan) for one in reading.people}
    each = Counter((plan_key(row.plan_id), mark(row)) for row in moved.values())
    is_sure = (
        all(plan_key(home) in people for home in found.values())
        and not any(kept.asked for kept in _after(book, then, ()).values())
        and all(len(rows.get(key, ())) == len(kept.rows)
                for key, kept in book.items() if kept.asked)
        and not any(n > 1 for (key, _), n in each.items() if key in people)
    )  # fmt: skip
    return found if is_sure else {}


def say(folder: Path, plan: str) -> None:
    """Keep that its rows are its patient's. Raises BusyFolder and UnwritableFile."""
    change_one(_NOTES, folder, plan, lambda kept: replace(
        kept, said=tuple(kept.taken), rows=tuple(sorted({*kept.rows, *kept.taken}))
    ))  # fmt: skip


def forget(folder: Path, plan: str) -> None:
    """Keep that nobody has said whose they are. Raises BusyFolder and UnwritableFile."""
    change_one(_NOTES, folder, plan, lambda kept: replace(
        kept, said=(), rows=tuple(row for row in kept.rows if row not in kept.taken)
    ))  # fmt: skip


def _moved(kept: Kept, reading: Reading) -> Moved:
    own = [(place, mark(row)) for place, row in reading.prescribed.items()
           if plan_key(row.plan_id) == plan_key(kept.plan)]  # fmt: skip
    places = tuple(place for place, row in own if row in kept.asked)
    return Moved(places, tuple(dict.fromkeys(kept.asked.values())))


def mark(row: DoseRow) -> str:
    """What a row is known again by, whoever's it is: a digest, and its side."""
    bare = replace(row, plan_id="", side="", doubts=(), said_in={})
    return f"{digest_of(bare)}:{row.side}"


def _after(book: Book, reading: Reading, given: Collection[str]) -> Book:
    """What is noted once this reading is known, too. One without rows says nothing."""
    people: dict[str, Addressee] = {}
    for person in reading.people:
        if person.plan:
            people.setdefault(plan_key(person.plan), person)
    now = _rows(reading)
    if not people or not now:
        return book
    nobodys = frozenset(row for key, own in now.items() if key not in people for row in own)
    new = _Reader(book, now, people).kept()
    for key, kept in list(new.items()):
        own = now.get(key, frozenset())
        lost = nobodys.intersection(book[key].rows if key in book else ())
        if kept.asked:  # what stands there until somebody has answered is nobody's yet
            new[key] = replace(kept, rows=book[key].rows if key in book else ())
            continue
        given_now = tuple(sorted(own)) if key in given else kept.given
        new[key] = replace(kept, rows=tuple(sorted(own | lost)), given=given_now)
    for key, kept in book.items():
        if key not in people and (left := nobodys.intersection(kept.rows)):
            new[key] = replace(kept, rows=tuple(sorted(left)))
    return new


def _rows(reading: Reading) -> Rows:
    found: dict[str, set[str]] = {}
    for row in reading.prescribed.values():
        found.setdefault(plan_key(row.plan_id), set()).add(mark(row))
    return {key: frozenset(rows) for key, rows in found.items()}


class _Reader:
    """What was noted, and a reading: whose rows were whose."""

    def __init__(self, book: Book, now: Rows, people: Mapping[str, Addressee]) -> None:
        self._book, self._now, self._people = book, now, people
        self._count = Counter(row for kept in book.values() for row in kept.rows)
        self._gained = Counter(row for key in now for row in self._new_of(key))
        self._everywhere = Counter(row for rows in now.values() for row in rows)
        self._lost = dict(self._owners())

    def kept(self) -> dict[str, Kept]:
        """What is noted of each plan but for its rows."""
        return {key: self._kept(key, person) for key, person in self._people.items()}

    def _kept(self, key: str, person: Addressee) -> Kept:
        marks, before = marks_of(person), self._book.get(key)
        still = dict(self._still(before)) if before else {}
        fresh = {
            row: plan
            for row in sorted(self._new_of(key) - still.keys())
            if (plan := self._lost.get(row)) and self._is_anothers(plan, key, marks)
        }
        if not still and not self._is_told_apart(key, fresh):
            fresh = {}
        taken = {**fresh, **still}
        said = tuple(row for row in before.said if row in taken) if before else ()
        return Kept(person.plan, marks, (), before.given if before else (), taken, said)

    def _own(self, key: str) -> frozenset[str]:
        return self._now.get(key, frozenset())

    def _new_of(self, key: str) -> frozenset[str]:
        before = self._book.get(key)
        return self._own(key) - frozenset(before.rows if before else ())

    def _still(self, before: Kept) -> Iterator[tuple[str, str]]:
        """What was taken and not put back; it may have been given a side since.

        What stands nowhere any more may have been mended: then it is what is new under the plan.
        """
        own = self._own(plan_key(before.plan))
        mended = sorted(self._new_of(plan_key(before.plan)) - before.taken.keys()
                        - self._lost.keys())  # fmt: skip
        for row, plan in before.taken.items():
            alike = [row] if row in own else [
                one for one in own if row.endswith(":") and one.startswith(row)
            ]  # fmt: skip
            if not alike and mended and row in before.asked and not self._everywhere[row]:
                alike = [mended.pop(0)]
            if row not in self._own(plan_key(plan)):
                yield from ((one, plan) for one in alike)

    def _owners(self) -> Iterator[tuple[str, str]]:
        """The rows that no longer stand where they were, and the plan that they were of.

        A row of a paper alone counts where nobody else has had it.
        """
        for key, kept in self._book.items():
            for row in set(kept.given) - self._own(key):
                if key in self._people and not self._count[row] and self._everywhere[row] == 1:
                    yield row, kept.plan
        for key, kept in self._book.items():
            yield from ((row, kept.plan) for row in set(kept.rows) - self._own(key))
        for key, kept in self._book.items():
            gone = kept.asked.keys() - self._own(key)
            yield from ((row, kept.asked[row]) for row in gone)

    def _is_anothers(self, plan: str, key: str, marks: tuple[str, ...]) -> bool:
        before = self._book.get(plan_key(plan))
        is_theirs = before is not None and is_same_patient(before.marks, marks)
        return plan_key(plan) != key and not is_theirs

    def _is_told_apart(self, key: str, fresh: Mapping[str, str]) -> bool:
        """False where many plans have these rows: one of them went, and another came."""
        if any(self._count[row] < COMMON for row in fresh):
            return True
        before = self._book.get(key)
        is_exchange = before is not None and any(
            self._gained[row] for row in set(before.rows) - self._own(key)
        )
        return before is not None and (len(fresh) >= SEVERAL or is_exchange)


def _noted(read: Mapping[str, object]) -> Kept:
    lists = {name: tuple(map(str, _listed(read[name]))) for name in _LISTS}
    taken = read["taken"]
    if not isinstance(taken, dict):
        raise TypeError(taken)
    return Kept(str(read["plan"]), taken={str(row): str(of) for row, of in taken.items()}, **lists)


_LISTS = ("marks", "rows", "given", "said")


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


_NOTES: Notes[Book] = Notes(NAME, "rows.lock", by_plan(_noted), {})
