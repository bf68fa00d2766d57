"""The open desk: one workbook, watched while the windows look on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clinicplan import files
from clinicplan.desk.beside import mark_of_pictures, mark_of_settings
from clinicplan.desk.given import given
from clinicplan.desk.keys import Keys
from clinicplan.desk.news import News
from clinicplan.desk.permit import may_write
from clinicplan.desk.rows import Given
from clinicplan.desk.running import remember
from clinicplan.desk.views import Condition, View, changed, read_view
from clinicplan.desk.watch import EVERY, PATIENCE, Do, Looks, Mark, mark_of
from clinicplan.errors import UnwritableFile
from clinicplan.files import STATE
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.tables import FILE
from clinicplan.plan import Plan
from clinicplan.tasks.changed import Changed, changed_since
from clinicplan.tasks.office import Computer
from clinicplan.tasks.papers import Papers, given_out, read_letters
from clinicplan.tasks.progress import Progress, progress_of
from clinicplan.tasks.questions import meant_in
from clinicplan.tasks.ready import open_stock
from clinicplan.tasks.rewrite import Saved
from clinicplan.workbook.read import Reading


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The computer round the desk.

    `show` opens a file in its own program, or its folder with it marked. `places` are the
    folders where people keep workbooks, `own` is the program's private folder, and `handouts`
    the name of the folder of handouts beside a workbook. `computer` is what letters need. `saves`
    is false where nothing may be written into a workbook.
    """

    now: Callable[[], datetime]
    show: Callable[[Path, bool], None]
    places: tuple[Path, ...]
    own: Path
    computer: Computer
    handouts: str = "plans"
    saves: bool = True


class Desk:
    """What the pages are made of. `leave` ends the program."""

    def __init__(self, around: Surroundings, *, leave: Callable[[], None] = lambda: None) -> None:
        self.around = around
        self.keys = Keys(now=around.now)
        self.news = News()
        self.leave = leave
        self.at_the_end: Callable[[], None] = lambda: None
        self.at_rest: Callable[[], None] = lambda: None
        """Called after each look that found the workbook read and still."""
        self.has_waiting: Callable[[], bool] = lambda: False
        """True while a plan waits for Excel: the program goes on without a window."""
        self.stock = open_stock()
        self.catalogue, self.templates = self.stock.catalogue, self.stock.templates
        self.view: View | None = None
        self.asked_for: Path | None = None
        self.dropped: Path | None = None
        self.at_press = threading.RLock()
        """Held while a plan is printed or a page drawn: neither library takes two at a time."""
        self._at_work = 0
        self._letters: tuple[Entry, ...] = ()
        self._letters_mark: Mark | None = None
        self._letters_seen: tuple[Path, Mark | None] | None = None
        self._letters_said: tuple[Entry, ...] = ()
        self._went_elsewhere = False
        self._reading = threading.RLock()
        self._looks = Looks(None, None)
        self._pictures = self._settings = Looks(None, None)
        self._tries = 0
        self._over = threading.Event()

    def given(self) -> Given:
        """What became of each plan's handout."""
        if not self.view or not self.view.checked:
            return {}
        return given(
            self.view.checked.reading.plans,
            self.folder,
            letters=self.letters(),
            now=self.around.now(),
            words=self.catalogue,
            own=self.view.checked.reading.own,
        )

    def papers(self) -> Papers:
        """What was given out of each plan."""
        return given_out(self.folder, self.letters())

    def changed(self, plans: Collection[Plan]) -> dict[str, Changed]:
        """What was changed since the last paper of each of these plans, by plan ID.

        What somebody is asked about stands in its question, and not among the changes.
        """
        if not self.view or not self.view.checked:
            return {}
        papers, reading, folder = self.papers(), self.view.checked.reading, self.folder
        ready = self.view.checked.ready
        found = (
            changed_since(
                plan, papers.get(plan.id, ()), folder, reading=reading, words=self.catalogue
            )
            for plan in plans
        )
        return {
            plan.id: replace(one, lines=lines)
            for plan, one in zip(plans, found, strict=True)
            if one and (lines := meant_in(ready, plan, one))
        }

    def letters(self) -> tuple[Entry, ...]:
        """The letters of the folder; its file is read again only when it has changed.

        One that a run was at which is no longer alive is in doubt.
        """
        mark = mark_of(self.folder / STATE / FILE)
        if mark != self._letters_mark or mark is None:
            self._letters = read_letters(self.folder)
            self._letters_mark = mark
        is_left = any(entry.state is State.SENDING for entry in self._letters)
        if is_left and not self._at_work and not files.is_busy(self.folder):
            return tuple(
                replace(entry, state=State.IN_DOUBT) if entry.state is State.SENDING else entry
                for entry in self._letters
            )
        return self._letters

    @property
    def progress(self) -> Progress:
        """How far the letters have come that were last on their way, from here or elsewhere."""
        return progress_of(self.letters())

    @property
    def goes_elsewhere(self) -> bool:
        """True where another program is at letters of this folder that have not all left."""
        return not self.is_busy and self.progress.to_go > 0 and files.is_busy(self.folder)

    @property
    def folder(self) -> Path:
        """Where the handouts of the workbook are."""
        file = self.view.file if self.view else Path()
        return file.parent / self.around.handouts

    @property
    def saves(self) -> bool:
        """True where the desk may write into the workbook: the start and its user allow it."""
        return self.around.saves and may_write(self.around.own)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """While something goes on that must not end with the last window."""
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1

    @property
    def is_busy(self) -> bool:
        """True while something goes on."""
        return self._at_work > 0 or self.has_waiting()

    def say_changed(self) -> None:
        """Have every window look again, for something else than the workbook has changed."""
        with self._reading:
            if self.view:
                self._put(replace(self.view, number=self.view.number + 1))

    def open(self, file: Path, *, said: Reading | None = None) -> View:
        """Read the workbook, and watch it from now on; `said` as in `make_ready`."""
        with self._reading:
            mark = mark_of(file)
            self._looks, self._tries = Looks(mark, mark), 0
            view = self._read_view(file, before=self.view, said=said)
            if view.checked:
                with suppress(UnwritableFile):  # only the next start would have known
                    remember(self.around.own, file)
            return self._put(view)

    def ask_for(self, file: Path) -> None:
        """Somebody has started the program with this workbook: they are asked which."""
        if self.view is None:
            self.open(file)
        elif file != self.view.file:
            self.asked_for = file

    def read_again(self, saved: Saved | None = None) -> None:
        """Read the workbook now, changed or not. What was just saved was read to be sure of it."""
        if self.view:
            self.open(self.view.file, said=saved.says if saved else None)

    def watch(self) -> None:
        """Look at the workbook until the desk is closed; a thread of its own does this."""
        while not self._over.wait(EVERY):
            with self._reading:
                if self.view:
                    self._look(self.view)
                is_at_rest = self._is_at_rest()
            if is_at_rest:
                self.at_rest()

    def _is_at_rest(self) -> bool:
        """True where what is shown is what lies there, as far as can be seen without reading it."""
        return bool(
            self.view and self.view.is_current and self._looks.mark == self._looks.read
        )

    def close(self) -> None:
        """Stop watching, and let every window know."""
        self._over.set()
        self.at_the_end()
        self.news.end()

    def _look(self, view: View) -> None:
        self._looks = self._looks.then(mark_of(view.file))
        asked = self._looks.asks()
        if asked is Do.SAY_GONE:
            self._looks = self._looks.done()
            self._put(changed(view, condition=Condition.GONE, in_excel=False))
        elif asked is Do.READ:
            self._read(view)
        elif view.is_current:
            self._look_round(view)

    def _read(self, view: View) -> None:
        """Read what was saved, unless it cannot be read yet or says what it said before."""
        digest = files.digest(view.file)
        if not digest:
            self._tries += 1
            if self._tries == PATIENCE:
                self._put(changed(view, condition=Condition.LOCKED, in_excel=view.in_excel))
            return
        self._looks, self._tries = self._looks.done(), 0
        if view.checked and digest == view.checked.reading.digest:
            self._put(changed(view, condition=Condition.READ, in_excel=view.in_excel))
        else:
            self._put(self._read_view(view.file, before=view))

    def _read_view(
        self, file: Path, *, before: View | None, said: Reading | None = None
    ) -> View:
        """The view after reading the file, each plan with its number."""
        around = self.around
        pictures, settings = self._marks_beside(file, before)
        self._pictures, self._settings = Looks(pictures, pictures), Looks(settings, settings)
        return read_view(
            file,
            now=around.now(),
            handouts=around.handouts,
            before=before,
            stock=self.stock,
            said=said,
        )

    def _look_round(self, view: View) -> None:
        """See whether Excel has the workbook open, and whether a new day has begun."""
        if view.read_at.date() != self.around.now().date():
            self._put(self._read_view(view.file, before=view))
            return
        in_excel = files.is_open_elsewhere(view.file)
        self._put(changed(view, condition=view.condition, in_excel=in_excel))
        self._look_for_letters()
        self._look_beside(view)

    def _look_beside(self, view: View) -> None:
        """Read again where the clinic's pictures are others, show again where its settings are."""
        pictures, settings = self._marks_beside(view.file, view)
        self._pictures = self._pictures.then(pictures)
        self._settings = self._settings.then(settings)
        if self._at_work:
            return
        if self._pictures.asks() is not Do.NOTHING:
            self._put(self._read_view(view.file, before=view))
        elif self._settings.asks() is not Do.NOTHING:
            self._settings = self._settings.done()
            self.say_changed()

    def _marks_beside(self, file: Path, view: View | None) -> tuple[Mark, Mark]:
        """The marks of the clinic's pictures and of its settings; `view` knows its logo."""
        logo = view.checked.reading.clinic.logo if view and view.checked else ""
        return mark_of_pictures(file.parent, logo), mark_of_settings(file, self.around.computer)

    def _look_for_letters(self) -> None:
        """Let the windows know of letters that another program sends from this folder."""
        mark = mark_of(self.folder / STATE / FILE)
        before, self._letters_seen = self._letters_seen, (self.folder, mark)
        if self._at_work:
            return
        is_new, went = (self.folder, mark) != before, self._went_elsewhere
        if is_new or went:  # a program that was killed writes nothing any more
            self._went_elsewhere = self.goes_elsewhere
        is_changed = is_new and self._has_other_letters()
        is_here = before is not None and before[0] == self.folder
        if (is_changed and is_here) or (went and not self._went_elsewhere):
            self.say_changed()

    def _has_other_letters(self) -> bool:
        """True where the letters say something else than at the look before: a new time is none."""
        before, self._letters_said = self._letters_said, self.letters()
        return self._letters_said != before

    def _put(self, view: View) -> View:
        """Show this view from now on."""
        if view is not self.view:
            self.view = view
            self.news.tell(str(view.number))
        return view
