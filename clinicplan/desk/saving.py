"""A plan that is being written becomes rows of the workbook, and can be taken out again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clinicplan.desk.pages import Notice, Pages
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.tasks.amend import save
from clinicplan.tasks.check import Checked
from clinicplan.tasks.draft import Draft, Drafted
from clinicplan.tasks.rewrite import ChangedMeanwhile, ForReading, OpenElsewhere, Saved, undo


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of saving: the plan in the workbook as `draft` had it, or why it is not there.

    `waits` is true where nothing but time is needed: Excel has the workbook open.
    """

    saved: Saved | None = None
    notice: Notice | None = None
    draft: Draft | None = None
    waits: bool = False


def keep(
    pages: Pages, checked: Checked, draft: Draft, drafted: Drafted, *, since: float = 0
) -> Kept:
    """Save the plan, and read the workbook again; `since` as in `rewrite`."""
    desk = pages.desk
    if drafted.plan is None:
        return Kept()
    today = desk.around.now().date()
    try:
        with desk.at_press, desk.busy():
            saved = save(checked.ready, draft, plan=drafted.plan, today=today, since=since)
    except ForReading as error:
        return Kept(notice=Notice("mend", str(error), pages.say("draft.paste_instead")))
    except (OpenElsewhere, BusyFolder) as error:
        return Kept(notice=_told(pages, checked, error), waits=True)
    except ClinicPlanError as error:
        return Kept(notice=_told(pages, checked, error))
    finally:
        desk.read_again()
    return Kept(saved, Notice("good", _said(pages, saved), ""), draft)


def taken(pages: Pages, plan: str) -> Kept:
    """Nothing is written where the workbook has a plan of this ID."""
    say = pages.say
    return Kept(notice=Notice("mend", say("draft.taken", plan=plan), say("draft.taken_help")))


def as_it_is(pages: Pages, kept: Kept, draft: Draft) -> Kept:
    """What is to be said now: a plan that was changed after it was saved is not saved so."""
    if kept.saved is None or kept.draft == draft:
        return kept
    say = pages.say
    return replace(kept, notice=Notice("look", say("draft.differs"), say("draft.differs_help")))


def take_back(pages: Pages, kept: Kept) -> Kept:
    """Undo the save, while nobody else has saved the workbook."""
    if kept.saved is None:
        return Kept()
    say, file = pages.say, kept.saved.file.name
    try:
        with pages.desk.at_press, pages.desk.busy():
            undo(kept.saved)
    except ChangedMeanwhile:
        return Kept(notice=Notice("look", say("draft.not_undone", file=file), ""))
    except OpenElsewhere as error:
        return replace(kept, notice=Notice("look", str(error), say("draft.undo_later")))
    except ClinicPlanError as error:
        return replace(kept, notice=Notice("mend", str(error), error.remedy))
    finally:
        pages.desk.read_again()
    return Kept(notice=Notice("good", say("draft.undone", file=file), ""))


def _said(pages: Pages, saved: Saved) -> str:
    return pages.say("draft.saved", file=saved.file.name, row=saved.row)


def _told(pages: Pages, checked: Checked, error: ClinicPlanError) -> Notice:
    """Why it was not saved: the rows to paste stand below it."""
    say, file = pages.say, checked.ready.file.name
    if isinstance(error, OpenElsewhere):
        return Notice("look", str(error), say("draft.not_saved_excel"))
    if isinstance(error, ChangedMeanwhile):
        return Notice("look", say("draft.changed", file=file), say("draft.save_again"))
    return Notice("mend", str(error), say("draft.paste_instead"))
