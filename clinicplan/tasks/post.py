"""A workbook that is ready becomes the open outbox of its folder, its plans sorted for letters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from clinicplan.files import sole_use
from clinicplan.mail.choose import MEND
from clinicplan.mail.entry import Entry, unsettled
from clinicplan.mail.outbox import Outbox
from clinicplan.mail.parcel import Office, expected, known_password, pack
from clinicplan.mail.protect import make_password
from clinicplan.mail.readback import faults
from clinicplan.mail.record import Record, open_record
from clinicplan.mail.settings import Settings
from clinicplan.rules import is_unlocked
from clinicplan.seal import seal_key, state_folder
from clinicplan.tasks.addresses import doubts, hold_of
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import Run, build
from clinicplan.tasks.letters import Built, Sorting, sort_out
from clinicplan.tasks.numbers import numbered, raised_in
from clinicplan.tasks.office import Computer, office_for, settings_for
from clinicplan.tasks.papers import words_under_any_id
from clinicplan.tasks.questions import unsided_in
from clinicplan.tasks.ready import Ready, check_ids
from clinicplan.tasks.record import doubtful, own_plan, to_settle
from clinicplan.tasks.teams import Watch, unwatched
from clinicplan.tasks.twins import sent_as_another


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workbook whose handouts are up to date in a folder, and how its letters are written.

    `made` says what became of the handouts; `only` are the plans that were asked for, () all.
    """

    ready: Ready
    folder: Path
    made: Run
    only: tuple[str, ...]
    settings: Settings
    office: Office
    computer: Computer


@dataclass(frozen=True, slots=True)
class Post:
    """The open outbox of a folder that is this run's alone, and the plans sorted.

    `withdrawn` are plans whose letter waited and was taken out; `knows_nothing` is true where
    neither the folder nor the computer remembers a letter, so that nobody can know of others.
    """

    prepared: Prepared
    record: Record
    sorting: Sorting
    withdrawn: tuple[str, ...]
    knows_nothing: bool

    @property
    def outbox(self) -> Outbox:
        """The rows of the letters."""
        return self.record.outbox

    @property
    def unsettled(self) -> tuple[Entry, ...]:
        """The letters that somebody must see to."""
        return unsettled(self.outbox.entries())

    def check_record(self) -> None:
        """Raise DoubtfulRecord where folder and computer do not agree on what has left."""
        _check(self.record, self.prepared)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A letter that would go, and what our own check finds wrong with it."""

    plan: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """Who would get a letter and who would not; it may be kept when the outbox is closed.

    `asked` are the letters that wait for an answer.
    """

    letters: tuple[Rehearsed, ...]
    sorting: Sorting
    unsettled: tuple[Entry, ...]
    asked: tuple[Rehearsed, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where the workbook keeps somebody from a letter, 5 where somebody must decide."""
        has_faults = any(letter.faults for letter in self.letters)
        return max(int(has_faults), to_mend(self.sorting), to_settle(self.unsettled))


def prepare(
    ready: Ready,
    folder: Path,
    *,
    computer: Computer,
    only: Collection[str] = (),
    watch: Watch = unwatched,
) -> Prepared:
    """Build what is missing or has changed, and find how letters are written.

    Raises UnknownPlan, MustBeMended, FaultySettings, and what `build` raises of the folder.
    """
    check_ids(only, ready.reading)
    ready.go_on()
    ready = numbered(ready, folder)
    settings = settings_for(ready.file, computer)
    office = office_for(ready, settings, now=computer.now())
    made = build(ready, folder, terms=Terms(computer.today()), only=only, watch=watch)
    return Prepared(ready, folder, made, tuple(only), settings, office, computer)


@contextmanager
def at_the_outbox(prepared: Prepared) -> Iterator[Post]:
    """The outbox, open, its plans sorted; the folder is this run's alone meanwhile.

    Nothing is sent by this, but what a killed run has left is put in doubt, and a letter that
    the workbook no longer lets go is taken out. Raises BusyFolder, DamagedOutbox, and
    DoubtfulRecord where the folder and this computer do not agree on what has left. It is
    used in the thread that has opened it.
    """
    computer = prepared.computer
    with sole_use(prepared.folder):
        state = state_folder(prepared.folder)
        with open_record(state, computer.home, now=computer.now) as record:
            yield _sorted(prepared, record, key=seal_key(state))


def _sorted(prepared: Prepared, record: Record, *, key: bytes) -> Post:
    """What goes and what does not, as workbook, folder and record are now."""
    record.outbox.doubt()  # what a run that was killed has left; no other run is alive
    _check(record, prepared)
    reading, manifest = prepared.ready.reading, prepared.made.built.manifest
    knows_nothing = record.knows_nothing()
    says = partial(words_under_any_id, own=reading.own)
    sorting = sort_out(
        reading.plans,
        manifest,
        folder=prepared.folder,
        key=key,
        entries=record.outbox.entries(),
        people=reading.people,
        clinic=reading.clinic,
        trace=lambda plan: record.trace(plan, says=says(plan)),
        says=says,
        shared=prepared.settings.shared,
        raised=raised_in(prepared.ready.found),
        unsent=reading.unsent,
        unsided=unsided_in(prepared.ready.found),
        only=prepared.only,
    )
    sorting = sorting.without(
        sent_as_another(
            (each.plan for each in sorting.letters),
            prepared.folder,
            record.outbox.history(),
            ids=reading.ids,
            own=reading.own,
        )
    )
    asked = doubts(
        prepared.folder,
        (each.plan for each in sorting.letters),
        letters=record.outbox.history(),
        reading=reading,
    )
    sorting = sorting.but_for({plan: hold_of(doubt) for plan, doubt in asked.items()})
    record.reconcile(own_plan(reading.plans, manifest), says=says)
    withdrawn = record.outbox.withdraw(sorting.withdrawn)
    return Post(prepared, record, sorting, withdrawn, knows_nothing)


def _check(record: Record, prepared: Prepared) -> None:
    if code := record.trouble():
        raise doubtful(code, prepared.folder, prepared.ready.catalogue)


def rehearse(post: Post) -> DryRun:
    """The dry run: every letter is written and checked, and thrown away again."""
    letters, asked = (
        tuple(
            Rehearsed(built.plan.id, _rehearse(built, post.prepared.office, post.outbox))
            for built in each
        )
        for each in (post.sorting.letters, post.sorting.asked)
    )
    return DryRun(letters, post.sorting, post.unsettled, asked)


def _rehearse(built: Built, office: Office, outbox: Outbox) -> tuple[str, ...]:
    """What would be wrong with a plan's letter; nothing of it is kept."""
    parcel = built.parcel()
    if parcel is None:
        return ("handout-changed",)
    password = known_password(built.plan, outbox=outbox)
    if not password and not is_unlocked(built.plan.password):
        password = make_password()
    due = expected(built.plan, office, seal=parcel.seal, pages=parcel.pages, password=password)
    return faults(pack(parcel, office, password=password), due)


def to_mend(sorting: Sorting) -> int:
    """1 where the workbook asks for mending before everybody can get a letter, else 0."""
    return int(any(hold.reason in MEND for hold in sorting.holds))
