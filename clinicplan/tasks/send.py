"""Letters that were looked at and agreed to become letters that went, or the reason that none does.

A face takes these in turn: `prepare` and `at_the_outbox` of `post`, `rehearse`, then `choose`
and `send`. What keeps a letter from the wrong person, or from going twice, is looked at inside
each of them, also where a face has done so before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from clinicplan.errors import UnsentMail
from clinicplan.files import digest, open_folder
from clinicplan.mail.choose import Hold
from clinicplan.mail.deliver import Outcome, Run, deliver, pacer
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.folder import Drafts
from clinicplan.mail.letter import message_stem
from clinicplan.mail.outbox import Outbox
from clinicplan.mail.parcel import Office, enqueue, password_of
from clinicplan.mail.protect import make_password
from clinicplan.mail.readback import Expected
from clinicplan.mail.transport import Step, Transport
from clinicplan.mail.when import wait_until
from clinicplan.tasks.fates import DONE
from clinicplan.tasks.letters import Built, Sorting
from clinicplan.tasks.office import Computer, Person
from clinicplan.tasks.papers import in_letter, note
from clinicplan.tasks.post import Post, to_mend
from clinicplan.tasks.record import to_settle
from clinicplan.tasks.said import said_of
from clinicplan.tasks.sheet import write_sheet
from clinicplan.tasks.sign_in import check_settings, transport
from clinicplan.tasks.teams import Watch, unwatched


class OtherNumber(UnsentMail):
    """Another number of letters was agreed to than would go."""

    remedy = "Look who would get a letter, and type their number."


class OtherLetters(UnsentMail):
    """Other letters would go now than those that were looked at."""

    remedy = "Look once more who would get a letter: something has changed in between."


class Stopped(UnsentMail):
    """Somebody has asked that no more letters go."""

    remedy = "What has not gone stays ready. The same command goes on where this one stopped."


@dataclass(frozen=True, slots=True)
class Choice:
    """The letters that would go now, for a person to agree to by their number.

    `of` is how many there are in all: the first time from a folder one goes alone, unless
    `everyone` was asked for. `pace` is letters a minute.
    """

    letters: tuple[Built, ...]
    of: int
    pace: int
    everyone: bool

    @property
    def count(self) -> int:
        """The number that is agreed to."""
        return len(self.letters)

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """What tells these letters from others."""
        return tuple(built.mark for built in self.letters)

    @property
    def minutes(self) -> int:
        """How long it takes, at most."""
        return -(-self.count // self.pace)


def _nothing(value: object) -> None:
    """Nobody is told."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who looks on while letters go.

    `waiting` is told until when nothing goes, `queued` which plans got no letter, before the
    first one leaves. `letters` is told their number and gives what is called after each.
    `stop` is asked before each letter, and while it waits: after True no more go.
    """

    waiting: Callable[[datetime], None] = _nothing
    queued: Callable[[Sorting], None] = _nothing
    letters: Watch = unwatched
    stop: Callable[[], bool] = _never


NOBODY = Onlooker()


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the letters of a run, and `stop`: what kept the rest of them, if anything.

    `sheet` is where the passwords are, None without any.
    """

    outcomes: tuple[Outcome, ...]
    stop: UnsentMail | None
    sorting: Sorting
    sheet: Path | None
    unsettled: tuple[Entry, ...]

    @property
    def exit_code(self) -> int:
        """5 where a letter was not sent, in this run or an earlier one, else the workbook's."""
        if self.stop:
            return self.stop.exit_code
        if any(outcome.receipt.verdict not in DONE for outcome in self.outcomes):
            return UnsentMail.exit_code
        return max(to_mend(self.sorting), to_settle(self.unsettled))


def choose(post: Post, *, everyone: bool = False) -> Choice:
    """The letters that would go now: all, or the first alone where none has gone from here.

    Raises FaultySettings and NoSecret where there are letters, but no way to send them.
    """
    letters, prepared = post.sorting.letters, post.prepared
    if letters:
        check_settings(prepared.settings, prepared.computer)
    chosen = letters if everyone or has_sent(post) else letters[:1]
    return Choice(chosen, len(letters), prepared.settings.pace, everyone)


def has_sent(post: Post) -> bool:
    """True where letters have gone to the mail server before; drafts do not count."""
    gone = (State.SENT, State.IN_DOUBT)
    return any(entry.state in gone and entry.step != Step.DRAFT for entry in post.outbox.entries())


def send(
    post: Post,
    choice: Choice,
    *,
    agreed: int,
    person: Person,
    at: datetime | None = None,
    onlooker: Onlooker = NOBODY,
) -> Sent:
    """Sign in, wait until `at`, queue the letters of the choice, and hand them over.

    `agreed` is the number that a person has typed. Raises OtherLetters and OtherNumber before
    anything; FaultySettings, NoSecret, NoMicrosoft; MissedTime, and Stopped while it waits:
    nothing is sent then. What ends the run later is the result's `stop`.
    """
    now = choose(post, everyone=choice.everyone)
    if choice.marks != now.marks:
        raise OtherLetters("Other letters would go now than those that were looked at.")
    if agreed != now.count:
        raise OtherNumber("That is another number, so nothing was sent.")
    if not now.letters:
        return _hand_over(post, (), None, onlooker=onlooker)
    prepared = post.prepared
    carrier = transport(prepared.settings, prepared.computer, person=person)
    nap = _nap(prepared.computer, onlooker)
    if at:
        onlooker.waiting(at)
        wait_until(at, clock=prepared.computer.now, sleep=nap)
    pace = pacer(now.pace, clock=prepared.computer.seconds, sleep=nap)
    run = _run(post, carrier, pace=_unless_stopped(pace, post, onlooker), pause=nap)
    return _hand_over(post, now.letters, run, onlooker=onlooker)


def save_drafts(post: Post, folder: Path, *, onlooker: Onlooker = NOBODY) -> Sent:
    """All letters as files in a folder, for a mail program to send.

    Nobody needs to agree: nothing leaves. Raises UnwritableFile.
    """
    if not post.sorting.letters:
        return _hand_over(post, (), None, onlooker=onlooker)
    open_folder(folder)
    pace = _unless_stopped(lambda: None, post, onlooker)  # a folder takes all of them at once
    drafts = Drafts(folder, replaced=_replaced(post.outbox.entries()))
    run = _run(post, drafts, pace=pace, pause=_nothing)
    return _hand_over(post, post.sorting.letters, run, onlooker=onlooker)


def _replaced(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """The Message-IDs' stems of drafts that nobody has said are sent, by plan ID."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if entry.step == Step.DRAFT and entry.state in (State.SAVED, State.READY):
            found.setdefault(entry.plan, []).append(message_stem(entry.seal))
    return found


def _check_stop(onlooker: Onlooker) -> None:
    if onlooker.stop():
        raise Stopped("No more letters go, as was asked for.")


def _unless_stopped(
    pace: Callable[[], None], post: Post, onlooker: Onlooker
) -> Callable[[], None]:
    """The pace, and a look whether letters may still go: the last thing before each of them.

    A copy of the folder may have begun to send since, or another computer: see `trouble`.
    """

    def paced() -> None:
        pace()
        _check_stop(onlooker)
        post.check_record()

    return paced


def _nap(computer: Computer, onlooker: Onlooker) -> Callable[[float], None]:
    """What waits so many seconds, and raises Stopped where somebody has asked for it."""

    def nap(seconds: float) -> None:
        _check_stop(onlooker)
        computer.sleep(seconds)
        _check_stop(onlooker)

    return nap


def _run(
    post: Post,
    transport: Transport,
    *,
    pace: Callable[[], None],
    pause: Callable[[float], None],
) -> Run:
    """A delivery that looks at the workbook before each letter."""
    ready = post.prepared.ready
    return Run(
        name=token_hex(8),
        outbox=post.outbox,
        witness=post.record,
        transport=transport,
        same_workbook=lambda: digest(ready.file) == ready.reading.digest,
        pace=pace,
        pause=pause,
    )


def _hand_over(
    post: Post, chosen: Iterable[Built], run: Run | None, *, onlooker: Onlooker
) -> Sent:
    """Queue the letters, write their passwords down, and deliver them."""
    prepared = post.prepared
    office = replace(prepared.office, now=prepared.computer.now())
    letters, changed = _enqueue(chosen := tuple(chosen), office, post.outbox)
    held = {hold.plan for hold in changed}
    _note(post, [built for built in chosen if built.plan.id not in held])
    sorting = replace(post.sorting, holds=(*post.sorting.holds, *changed))
    onlooker.queued(sorting)
    # Before anything leaves: no letter may be locked with a password that nobody has.
    sheet = write_sheet(
        prepared.folder,
        prepared.ready.reading,
        post.outbox,
        words=prepared.ready.catalogue,
        today=prepared.computer.today(),
    )
    if letters:
        post.outbox.begin((letter.plan, letter.version) for letter in letters)
    outcomes, stop = _deliver(letters, run, onlooker.letters) if run else ((), None)
    post.outbox.sweep()
    return Sent(outcomes, stop, sorting, sheet, post.unsettled)


def _note(post: Post, letters: Sequence[Built]) -> None:
    """Keep what is in each letter, before any leaves: the version has this text from now on."""
    prepared = post.prepared
    now, reading = prepared.computer.now(), prepared.ready.reading
    papers = [in_letter(built.plan, now=now, sha256=built.record.sha256, seal=built.record.seal,
                        own=reading.own) for built in letters]  # fmt: skip
    said = {built.plan.id: said_of(built.plan, reading, prepared.ready.catalogue)
            for built in letters}  # fmt: skip
    note(prepared.folder, papers, said=said)


def _enqueue(
    chosen: Iterable[Built], office: Office, outbox: Outbox
) -> tuple[list[Expected], list[Hold]]:
    """The letters in the outbox; a handout that is no longer the one that was built is held."""
    letters, changed = [], []
    for built in chosen:
        parcel = built.parcel()
        if parcel is None:
            changed.append(Hold(built.plan.id, "not-built"))
            continue
        password = password_of(built.plan, outbox=outbox, make=make_password)
        letters.append(enqueue(parcel, office, outbox=outbox, password=password))
    return letters, changed


def _deliver(
    letters: list[Expected], run: Run, watch: Watch
) -> tuple[tuple[Outcome, ...], UnsentMail | None]:
    """What became of the letters, and what stopped them all, None where nothing did."""
    outcomes: list[Outcome] = []
    try:
        with watch(len(letters)) as step, closing(deliver(letters, run)) as going:
            for outcome in going:
                outcomes.append(outcome)
                step()
    except UnsentMail as error:
        return tuple(outcomes), error
    return tuple(outcomes), None
