"""Drafts become plans of the workbook by themselves: once Excel lets go, or where it has them."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

from clinicplan.desk.catching_up import catch_up
from clinicplan.desk.keeping import reopen, write
from clinicplan.desk.meeting import is_the_same, meeting
from clinicplan.desk.pages import Notice, Pages
from clinicplan.desk.read_back import read_back
from clinicplan.desk.saving import Kept, changed_both, opened_again, taken
from clinicplan.desk.seen import seen
from clinicplan.desk.sheet import Sheet, Sheets
from clinicplan.desk.shown import missing, shown_rows
from clinicplan.desk.unsaved import folder_of, home, is_waiting, sheets_of, store, take_away
from clinicplan.desk.views import View
from clinicplan.desk.watch import Mark, mark_of
from clinicplan.files import open_since
from clinicplan.tasks.batch import whereabouts
from clinicplan.tasks.check import Checked
from clinicplan.tasks.drafts import Fields, Unsaved

PAUSE = 5
"""Looks that are left out where Excel holds the workbook and has left no mark beside it."""


OLD = timedelta(days=1)
"""A mark of Excel's as old as this may have been left by a crash: somebody is asked."""


def old(pages: Pages) -> float:
    """From when on a mark of Excel's counts, where somebody has said that it is not open."""
    return (pages.desk.around.now() - OLD).timestamp()


def is_left_over(pages: Pages, checked: Checked) -> bool:
    """True where Excel's mark beside the workbook is so old that it may mean nothing."""
    made = open_since(checked.ready.file.resolve())
    return made is not None and made < old(pages)


class Waiting:
    """The drafts of one desk, looked at whenever the workbook or they themselves have changed.

    `lock` is held while a plan is taken over from a window or from here: one at a time.
    """

    def __init__(self, pages: Pages, sheets: Sheets) -> None:
        self.lock = threading.RLock()
        self._pages = pages
        self._sheets = sheets
        self._seen: tuple[Path, int, bool, Mark | None] | None = None
        self._tried: dict[int, tuple[str, bool, Fields]] = {}
        self._pause = 0

    def look(self) -> None:
        """Write what waits, and let go of what the workbook has; the watch calls this."""
        now = seen(self._pages)
        if not now:
            return
        view, checked = now
        here = home(checked)
        state = (view.file, view.reading, view.in_excel, mark_of(folder_of(here)))
        self._pause = max(self._pause - 1, 0)
        if state == self._seen or self._pause:
            return
        self._seen = state
        with self.lock:
            found = list(sheets_of(self._sheets, here, self._wants))
            for sheet in found:
                self._settle(sheet)

    def has_some(self) -> bool:
        """True while a plan of the open workbook waits for an Excel that has it open."""
        now = seen(self._pages)
        if not now or not self._pages.desk.saves or is_left_over(self._pages, now[1]):
            return False
        return any(sheets_of(self._sheets, home(now[1]), lambda item: item.waits))

    def _wants(self, unsaved: Unsaved) -> bool:
        """True for a draft that is to be written, or that the workbook may have."""
        now = seen(self._pages)
        if not now:
            return False
        is_tried = self._tried.get(unsaved.number) == self._state(*now, unsaved)
        is_pasted = not unsaved.changes and unsaved.plan in now[1].reading.ids
        is_meant = unsaved.waits and (bool(unsaved.changes) or self._is_free(now[0]))
        return (is_pasted or is_meant) and not (is_tried and unsaved.number)

    def _is_free(self, view: View) -> bool:
        """True where something may be written now."""
        return not view.in_excel and self._pages.desk.saves

    def _state(self, view: View, checked: Checked, unsaved: Unsaved) -> tuple[str, bool, Fields]:
        """What must be another before a draft is looked at again."""
        return checked.reading.digest, self._is_free(view), unsaved.fields

    def _settle(self, sheet: Sheet) -> None:
        """Do with one draft what can be done; whatever goes wrong with it costs it alone."""
        now = seen(self._pages)
        if not now or sheet.unsaved is None:
            return
        self._tried[sheet.unsaved.number] = self._state(*now, sheet.unsaved)
        try:
            if sheet.unsaved.changes:
                self._change(*now, sheet)
            elif sheet.unsaved.plan in now[1].reading.ids:
                self._meet(now[1], sheet)
            else:
                self._write(now[1], sheet)
        except Exception as error:  # noqa: BLE001  where a draft's outcome is made
            store(sheet, said=self._pages.say("draft.fault", line=whereabouts(error)))
        self._pages.desk.say_changed()

    def _meet(self, checked: Checked, sheet: Sheet) -> None:
        """The workbook has a plan of this ID: the draft goes if it is the same."""
        say, waited = self._pages.say, is_waiting(sheet)
        read_back(self._pages, checked, sheet)
        plan = sheet.written.value("plan_id")
        if is_the_same(checked, sheet):
            self._let_go(sheet)
        elif waited:
            sheet.asked = True
            met = meeting(self._pages, checked, sheet)
            if met is None:
                sheet.kept = taken(self._pages, plan)
            store(sheet, said=met.title if met else say("draft.taken", plan=plan))

    def _let_go(self, sheet: Sheet) -> None:
        """The workbook says what the draft says."""
        there = self._pages.say("draft.there", plan=sheet.written.value("plan_id"))
        sheet.kept = Kept(notice=Notice("good", there, ""))
        self._tell(sheet.kept.notice)
        take_away(sheet)

    def _change(self, view: View, checked: Checked, sheet: Sheet) -> None:
        """Save a change of a plan that waits, if the plan is the one that it was begun with."""
        plan = sheet.written.value("plan_id")
        again = opened_again(self._pages, plan) if reopen(self._pages, sheet) else None
        if again is None:
            store(sheet, said=self._pages.say("draft.no_plan", plan=plan))
            return
        catch_up(self._pages, sheet, again)
        read_back(self._pages, checked, sheet)
        if sheet.is_saved:
            self._let_go(sheet)
        elif sheet.is_behind:
            sheet.asked, sheet.kept = True, changed_both(self._pages, again)
            store(sheet, said=self._pages.say("draft.changed_both", plan=plan))
        elif self._is_free(view):
            self._write(checked, sheet)
        elif sheet.unsaved:  # with what Excel has saved, it goes on waiting
            store(sheet, waits=sheet.unsaved.waits, said=sheet.unsaved.said)

    def _write(self, checked: Checked, sheet: Sheet) -> None:
        """Save a plan that waits; a refusal is told once, and it waits no longer."""
        read_back(self._pages, checked, sheet)
        sheet.asked = True
        rows = shown_rows(self._pages, checked, sheet)
        if sheet.trouble or sheet.drafted is None:
            return
        if lacking := missing(self._pages, sheet, rows):
            store(sheet, said=lacking[0])
            return
        write(self._pages, checked, sheet)
        if sheet.kept.waits:
            self._again(sheet)
        elif sheet.kept.saved:
            plan = sheet.written.value("plan_id")
            self._tell(sheet.kept.notice, plan=plan, text=sheet.took)
        elif sheet.kept.notice:
            store(sheet, said=sheet.kept.notice.title)

    def _again(self, sheet: Sheet) -> None:
        """Try once more, a little later: Excel has left no mark, but holds the file."""
        if sheet.unsaved:
            self._tried.pop(sheet.unsaved.number, None)
        self._seen, self._pause = None, PAUSE

    def _tell(self, notice: Notice | None, *, plan: str = "", text: str = "") -> None:
        """Have the list of plans say what has happened, until the workbook is read again."""
        view = self._pages.desk.view
        if notice and view:
            title = f"{plan}: {notice.title}" if plan else notice.title
            now = self._pages.desk.around.now()
            self._sheets.told = Notice(notice.look, title, text), view.reading, now
