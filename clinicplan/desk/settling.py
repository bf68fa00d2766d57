"""A save of the clinic's own cells, and taking it back, become what a page says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from clinicplan.desk.pages import SAID_FOR, Notice, Pages
from clinicplan.errors import ClinicPlanError
from clinicplan.tasks.rewrite import ChangedMeanwhile, OpenElsewhere, Saved, undo
from clinicplan.tasks.settle import LosesPlans


class Settling:
    """The last save of the clinic's forms of one desk, while it can be taken back."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._saved: Saved | None = None
        self._said: tuple[Notice, datetime] | None = None

    def save(self, write: Callable[[], Saved]) -> Notice | None:
        """Write, and read the workbook again; why it was not written, None where it was."""
        desk = self._pages.desk
        try:
            with desk.at_press, desk.busy():
                saved = write()
        except ClinicPlanError as error:
            return self.told(error)
        finally:
            desk.read_again()
        self._saved = saved
        self._say("good", self._pages.say("clinic.saved", file=saved.file.name))
        return None

    def take_back(self) -> None:
        """Give the workbook back what it had, while nobody else has saved it."""
        desk, saved = self._pages.desk, self._saved
        if saved is None:
            return
        say, file = self._pages.say, saved.file.name
        try:
            with desk.at_press, desk.busy():
                undo(saved)
        except ChangedMeanwhile:
            self._saved = None
            self._say("look", say("clinic.not_undone", file=file))
        except ClinicPlanError as error:
            self._say("look", f"{error} {say('clinic.undo_later')}")
        else:
            self._saved = None
            self._say("good", say("clinic.undone", file=file))
        finally:
            desk.read_again()

    def can_take_back(self) -> bool:
        """True while the workbook is the one that was written."""
        view = self._pages.desk.view
        now = view.checked.reading.digest if view and view.checked else ""
        return self._saved is not None and self._saved.digest == now

    def notice(self) -> Notice | None:
        """What is to be said of the last save or of taking it back, to every window for a while."""
        if self._said and self._pages.desk.around.now() - self._said[1] < SAID_FOR:
            return self._said[0]
        return None

    def _say(self, look: str, title: str) -> None:
        self._said = Notice(look, title, ""), self._pages.desk.around.now()

    def told(self, error: ClinicPlanError) -> Notice:
        """Why nothing was written."""
        say, view = self._pages.say, self._pages.desk.view
        file = view.file.name if view else ""
        if isinstance(error, OpenElsewhere):
            return Notice("look", str(error), say("clinic.not_saved_excel"))
        if isinstance(error, ChangedMeanwhile):
            return Notice("look", say("draft.changed", file=file), say("clinic.save_again"))
        if isinstance(error, LosesPlans):
            plans = ", ".join(error.plans[:5]) + ("…" if len(error.plans) > 5 else "")
            title = say("clinic.loses", n=len(error.plans), plans=plans)
            return Notice("mend", title, say("clinic.loses_help"))
        return Notice("mend", str(error), say("clinic.in_excel"))
