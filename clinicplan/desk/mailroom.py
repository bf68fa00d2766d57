"""The letters of a desk: looked at, agreed to by their number, and on their way in a thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

from clinicplan.desk.beside import mark_of_settings
from clinicplan.desk.desk import Desk
from clinicplan.desk.going import Going, HeldBack, Looked, Seen
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.entry import Entry, unsettled
from clinicplan.tasks.addresses import doubts, hold_of
from clinicplan.tasks.batch import whereabouts
from clinicplan.tasks.office import Computer, Person, settings_for
from clinicplan.tasks.outbox import kept_letters, read_bounces, resolve, take_over
from clinicplan.tasks.post import Post, at_the_outbox, prepare, rehearse
from clinicplan.tasks.progress import Progress
from clinicplan.tasks.send import (
    Choice,
    Onlooker,
    OtherLetters,
    Sent,
    choose,
    has_sent,
    send,
)
from clinicplan.tasks.sign_in import to_the_server

TOLD_EVERY = 0.5
"""Seconds between two words to the windows about letters that go."""


DECIDABLE = ("refused", "returned", "in-doubt", "sent", "changed-since-sent")
"""What holds a letter back until somebody has decided about it."""


def check_address(post: Post, seen: Seen) -> None:
    """Raise OtherLetters where it would go to another address than the one that was shown."""
    if any(built.plan.patient.email != seen.address for built in post.sorting.letters):
        raise OtherLetters("Another letter would go now than the one that was looked at.")


class MailRoom:
    """What a desk knows of its letters, and does with them; one thing at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._starting = threading.Lock()
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

    @property
    def progress(self) -> Progress:
        """How far the letters have come that were last on their way, from here or elsewhere."""
        return self._desk.progress

    @property
    def goes_elsewhere(self) -> bool:
        """True where another program is at letters of this folder that have not all left."""
        return not self.is_going and self._desk.goes_elsewhere

    def current(self, view: View) -> Looked | None:
        """What was looked at, None where the workbook or the settings were changed since."""
        looked = self.looked
        if looked is None or looked.reading != view.reading:
            return None
        return looked if looked.settings == self._settings(view) else None

    def _settings(self, view: View) -> tuple[int, int]:
        return mark_of_settings(view.file, self._desk.around.computer)

    def look(self, view: View) -> None:
        """Bring the handouts up to date, write every letter, check it, and throw it away.

        Raises what `prepare` and `at_the_outbox` raise.
        """
        with self._desk.at_press, self._desk.busy(), self.opened(view, self._computer()) as post:
            if self.going and not self.going.went_well:
                self.forget()
            letters = (*post.sorting.letters, *post.sorting.asked)
            now = self._settings(view)
            marks = {item.plan.id: item.mark for item in letters}
            settings, trouble, alone = post.prepared.settings, "", False
            try:
                choose(post)
                alone = len(letters) > 1 and not has_sent(post)
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
                settings.drafts and not settings.server,
                now,
            )

    def send(self, view: View, plans: Collection[str], *, agreed: int, password: str) -> None:
        """Begin to send the letters of these plans that were looked at; a thread does it."""
        looked = self.current(view)
        if looked is None or self.is_going:
            return
        going = Going(looked.seconds)

        def work(post: Post) -> Sent:
            choice = choose(post)
            now = {built.plan.id: built.mark for built in choice.letters}
            if any(looked.marks.get(plan) != mark for plan, mark in now.items()):
                raise OtherLetters("Other letters would go now than those that were looked at.")
            return self._send(post, choice, going, agreed=agreed, password=password)

        self.begin(view, going, work, only=plans)

    def send_one(self, view: View, seen: Seen, *, password: str) -> None:
        """Begin to send once more the one letter that somebody has decided to, as it was seen."""
        if self.is_going:
            return
        going = Going()

        def work(post: Post) -> Sent:
            choice = choose(post)
            check_address(post, seen)
            return self._send(post, choice, going, agreed=choice.count, password=password)

        def decided(computer: Computer) -> None:
            with self.opened(view, computer, only=(seen.plan,)) as post:
                holds, reading = post.sorting.holds, post.prepared.ready.reading
                plans = [plan for plan in reading.plans if plan.id == seen.plan]
                letters = post.outbox.history()
                asked = doubts(self._desk.folder, plans, letters=letters, reading=reading)
                if seen.plan in asked:
                    raise HeldBack(hold_of(asked[seen.plan]))
                choose(post)  # nothing is decided where there is no way to send
                if (settings := post.prepared.settings).sign_in == "password":
                    person = Person(lambda settings: password, lambda text: None)
                    to_the_server(settings, computer, person=person)
            if any(hold.reason not in DECIDABLE for hold in holds):
                raise HeldBack(holds[0])
            with kept_letters(self._desk.folder, computer=computer) as kept:
                resolve(kept, seen.plan, decision="again", mark=seen.mark)

        self.begin(view, going, work, only=(seen.plan,), first=decided)

    def _send(
        self, post: Post, choice: Choice, going: Going, *, agreed: int, password: str
    ) -> Sent:
        person = Person(lambda settings: password, lambda text: self._tell(going, text))
        onlooker = self.onlooker(going)
        return send(post, choice, agreed=agreed, person=person, onlooker=onlooker)

    def stop(self) -> None:
        """No more letters go after this one."""
        if self.going:
            self.going.stop.set()

    def decide(self, plan: str, decision: str, *, mark: str) -> None:
        """Somebody has decided about the letter of this mark; raises what `resolve` raises."""
        with kept_letters(self._desk.folder, computer=self._desk.around.computer) as kept:
            resolve(kept, plan, decision=decision, mark=mark)
        self.forget()
        self._desk.say_changed()

    def look_for_returned(self, view: View, *, password: str) -> int:
        """How many letters the clinic's mailbox reports as undeliverable that were not known.

        Raises what `read_bounces` raises, and NoOutbox.
        """
        computer = self._computer()
        settings = settings_for(view.file, computer)
        person = Person(lambda settings: password, lambda text: None)
        with self._desk.busy(), kept_letters(self._desk.folder, computer=computer) as kept:
            found = read_bounces(kept, settings, person=person)
        self.forget()
        self._desk.say_changed()
        return len(found)

    def take_over(self) -> None:
        """This computer goes on sending from this folder. Raises BusyFolder."""
        with kept_letters(self._desk.folder, computer=self._computer()) as kept:
            take_over(kept)
        self.forget()

    def forget(self) -> None:
        """What was looked at, and what became of the last letters, is said no longer."""
        self.looked = None
        if not self.is_going:
            self.going = None

    def begin(
        self,
        view: View,
        going: Going,
        work: Callable[[Post], Sent],
        *,
        only: Collection[str],
        first: Callable[[Computer], None] = lambda computer: None,
    ) -> None:
        """Have a thread do `first`, then the work at the outbox with these plans alone."""
        with self._starting:
            if self.is_going:
                return
            self.going = going
        # Not a daemon: letters that are on their way go on when the windows are closed.
        threading.Thread(
            target=self._run, args=(view, going, work, tuple(only), first), name="letters"
        ).start()

    def _run(
        self,
        view: View,
        going: Going,
        work: Callable[[Post], Sent],
        only: tuple[str, ...],
        first: Callable[[Computer], None],
    ) -> None:
        """In the thread: all of it, and whatever goes wrong becomes what is said of it."""
        computer = self._napping()
        try:
            with self._desk.at_press, self._desk.busy():
                first(computer)
                with self.opened(view, computer, only=only) as post:
                    going.sent = work(post)
        except ClinicPlanError as error:
            going.fault = error
        except Exception as error:  # noqa: BLE001  where the run's outcome is made
            going.where = whereabouts(error)
        going.over_since = self._desk.around.now()
        going.is_over = True
        self.looked = None
        self._desk.say_changed()

    @contextmanager
    def opened(
        self, view: View, computer: Computer, *, only: tuple[str, ...] = ()
    ) -> Iterator[Post]:
        """The outbox of what is shown, open; the folder is this desk's meanwhile."""
        if view.checked is None:
            raise ClinicPlanError("There is no workbook.")
        ready = view.checked.ready
        prepared = prepare(ready, self._desk.folder, computer=computer, only=only)
        with at_the_outbox(prepared) as post:
            yield post

    def onlooker(self, going: Going) -> Onlooker:
        """Who tells the windows how far letters have come."""
        seconds = self._desk.around.computer.seconds
        last = -TOLD_EVERY

        def step() -> None:
            nonlocal last
            if seconds() - last >= TOLD_EVERY:
                last = seconds()
                self._desk.say_changed()

        @contextmanager
        def letters(total: int) -> Iterator[Callable[[], None]]:
            going.have_begun = True
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
