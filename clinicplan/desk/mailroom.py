"""The letters of a desk: looked at, agreed to by their number, and on their way in a thread."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from clinicplan.desk.desk import Desk
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.entry import Entry, unsettled
from clinicplan.tasks.batch import whereabouts
from clinicplan.tasks.office import Computer, Person
from clinicplan.tasks.outbox import kept_letters, resolve
from clinicplan.tasks.post import DryRun, Post, at_the_outbox, prepare, rehearse
from clinicplan.tasks.send import Onlooker, OtherLetters, Sent, choose, save_drafts, send

DRAFTS = "drafts"
TOLD_EVERY = 0.5
"""Seconds between two words to the windows about letters that go."""

Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Looked:
    """Who would get a letter, as of one reading of the workbook.

    `marks` tell each letter from others, by plan ID. `first_alone`: nothing has gone from
    here yet, so one letter goes before the others. `is_set_up`: this computer knows a server
    that takes letters. `trouble` is why none can be sent.
    """

    reading: int
    dry: DryRun
    marks: Mapping[str, Mark]
    sender: str
    first_alone: bool
    seconds: float
    asks_password: bool
    is_set_up: bool
    trouble: str = ""


@dataclass(slots=True)
class Going:
    """Letters on their way: how many are done, and what has become of them at the end."""

    total: int
    done: int = 0
    told: str = ""
    sent: Sent | None = None
    fault: ClinicPlanError | None = None
    where: str = ""
    is_over: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def verdicts(self) -> Counter[str]:
        """How many letters had each fate."""
        outcomes = self.sent.outcomes if self.sent else ()
        return Counter(str(outcome.receipt.verdict) for outcome in outcomes)


class MailRoom:
    """What a desk knows of its letters, and does with them; one thing at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.looked: Looked | None = None
        self.going: Going | None = None

    @property
    def is_going(self) -> bool:
        """True while letters are on their way."""
        return self.going is not None and not self.going.is_over

    @property
    def unsettled(self) -> tuple[Entry, ...]:
        """The letters that somebody must decide about."""
        return unsettled(self._desk.letters())

    def current(self, view: View) -> Looked | None:
        """What was looked at, None where the workbook was read again since."""
        looked = self.looked
        return looked if looked and looked.reading == view.reading else None

    def look(self, view: View) -> None:
        """Bring the handouts up to date, write every letter, check it, and throw it away.

        Raises what `prepare` and `at_the_outbox` raise.
        """
        with self._desk.at_press, self._desk.busy(), self._open(view, self._computer()) as post:
            letters = post.sorting.letters
            marks = {item.plan.id: item.mark for item in letters}
            settings, trouble, alone = post.prepared.settings, "", False
            try:
                choice = choose(post)
                alone = choice.count < choice.of
            except ClinicPlanError as error:
                trouble = str(error)
            self.looked = Looked(
                view.reading,
                rehearse(post),
                marks,
                post.prepared.office.sender.address,
                alone,
                60 / settings.pace,
                settings.sign_in == "password",
                bool(settings.server),
                trouble,
            )

    def send(self, view: View, plans: Collection[str], *, agreed: int, password: str) -> None:
        """Begin to send the letters of these plans that were looked at; a thread does it."""
        looked = self.current(view)
        if looked is None or self.is_going:
            return
        going = Going(agreed)

        def work(post: Post) -> Sent:
            choice = choose(post)
            now = {built.plan.id: built.mark for built in choice.letters}
            if any(looked.marks.get(plan) != mark for plan, mark in now.items()):
                raise OtherLetters("Other letters would go now than those that were looked at.")
            person = Person(lambda settings: password, lambda text: self._tell(going, text))
            onlooker = self._onlooker(going)
            return send(post, choice, agreed=agreed, person=person, onlooker=onlooker)

        self._begin(view, going, work, only=plans)

    def save(self, view: View, plans: Collection[str]) -> None:
        """Begin to save the letters of these plans as drafts, beside the workbook."""
        if self.current(view) is None or self.is_going:
            return
        going = Going(len(plans))
        folder = view.file.parent / DRAFTS
        self._begin(
            view,
            going,
            lambda post: save_drafts(post, folder, onlooker=self._onlooker(going)),
            only=plans,
        )

    def stop(self) -> None:
        """No more letters go after this one."""
        if self.going:
            self.going.stop.set()

    def decide(self, plan: str, decision: str) -> None:
        """Somebody has decided about a letter; raises what `resolve` raises."""
        with kept_letters(self._desk.folder, computer=self._desk.around.computer) as kept:
            resolve(kept, plan, decision=decision)
        self.looked = None
        self._desk.say_changed()

    def _begin(
        self, view: View, going: Going, work: Callable[[Post], Sent], *, only: Collection[str]
    ) -> None:
        self.going = going
        # Not a daemon: letters that are on their way go on when the windows are closed.
        threading.Thread(
            target=self._run, args=(view, going, work, tuple(only)), name="letters"
        ).start()

    def _run(
        self, view: View, going: Going, work: Callable[[Post], Sent], only: tuple[str, ...]
    ) -> None:
        """In the thread: all of it, and whatever goes wrong becomes what is said of it."""
        computer = self._napping()
        try:
            with (
                self._desk.at_press,
                self._desk.busy(),
                self._open(view, computer, only=only) as post,
            ):
                going.sent = work(post)
        except ClinicPlanError as error:
            going.fault = error
        except Exception as error:  # noqa: BLE001  where the run's outcome is made
            going.where = whereabouts(error)
        going.is_over = True
        self.looked = None
        self._desk.say_changed()

    @contextmanager
    def _open(
        self, view: View, computer: Computer, *, only: tuple[str, ...] = ()
    ) -> Iterator[Post]:
        if view.checked is None:
            raise ClinicPlanError("There is no workbook.")
        ready = view.checked.ready
        prepared = prepare(ready, self._desk.folder, computer=computer, only=only)
        with at_the_outbox(prepared) as post:
            yield post

    def _onlooker(self, going: Going) -> Onlooker:
        seconds = self._desk.around.computer.seconds
        last = -TOLD_EVERY

        def step() -> None:
            nonlocal last
            going.done += 1
            if seconds() - last >= TOLD_EVERY:
                last = seconds()
                self._desk.say_changed()

        @contextmanager
        def letters(total: int) -> Iterator[Callable[[], None]]:
            going.total = total
            self._desk.say_changed()
            yield step

        return Onlooker(letters=letters, stop=going.stop.is_set)

    def _tell(self, going: Going, text: str) -> None:
        going.told = text
        self._desk.say_changed()

    def _computer(self) -> Computer:
        return self._desk.around.computer

    def _napping(self) -> Computer:
        """The computer, which gives the press to others while letters wait for their turn."""
        computer, at_press = self._computer(), self._desk.at_press

        def sleep(seconds: float) -> None:
            at_press.release()
            try:
                computer.sleep(seconds)
            finally:
                at_press.acquire()

        return replace(computer, sleep=sleep)
