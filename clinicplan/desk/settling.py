"""A save of the clinic's own cells, and taking it back, become what a page says of it."""

from __future__ import annotations

from collections.abc import Callable

from clinicplan.desk.pages import Notice, Pages
from clinicplan.errors import ClinicPlanError
from clinicplan.tasks.rewrite import ChangedMeanwhile, OpenElsewhere, Saved, undo
from clinicplan.tasks.settle import LosesPlans


class Settling:
    """The last save of the clinic's forms of one desk, while it can be taken back."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._saved: Saved | None = None
        self._said: Notice | None = None

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
        title = self._pages.say("clinic.saved", file=saved.file.name)
        self._saved, self._said = saved, Notice("good", title, "")
        return None

    def take_back(self) -> None:
        """Give the workbook back what it had, while nobody else has saved it; said once."""
        desk, saved = self._pages.desk, self._saved
        if saved is None:
            return
        say, file = self._pages.say, saved.file.name
        try:
            with desk.at_press, desk.busy():
                undo(saved)
        except ChangedMeanwhile:
            self._saved = None
            self._said = Notice("look", say("clinic.not_undone", file=file), "")
        except ClinicPlanError as error:
            self._said = Notice("look", str(error), say("clinic.undo_later"))
        else:
            self._saved = None
            self._said = Notice("good", say("clinic.undone", file=file), "")
        finally:
            desk.read_again()

    def can_take_back(self) -> bool:
        """True while the workbook is the one that was written."""
        view = self._pages.desk.view
        now = view.checked.reading.digest if view and view.checked else ""
        return self._saved is not None and self._saved.digest == now

    def notice(self) -> Notice | None:
        """What is to be said of the last save or of taking it back; once."""
        said, self._said = self._said, None
        return said

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
