"""A plan that is being written becomes cells of the workbook, and can be taken out again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clinicplan.desk.given import moment
from clinicplan.desk.opened import Opened, opened
from clinicplan.desk.pages import Notice, Pages
from clinicplan.desk.versions import given_out, is_kept
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.plan import Plan
from clinicplan.tasks.amend import cells_of, change, save
from clinicplan.tasks.check import Checked
from clinicplan.tasks.draft import Draft, Drafted
from clinicplan.tasks.rewrite import ChangedMeanwhile, ForReading, OpenElsewhere, Saved, undo
from clinicplan.workbook.writing.held import Held


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of saving: the plan in the workbook as `draft` had it, or why it is not there.

    `waits` is true where nothing but time is needed: Excel has the workbook open. `before` is
    what was open when it was saved (None: a new plan), and `was` the number that each of the
    exercises had in it. `clashes` is true where the plan was changed in Excel, too.
    """

    saved: Saved | None = None
    notice: Notice | None = None
    draft: Draft | None = None
    waits: bool = False
    before: Opened | None = None
    was: tuple[int, ...] = ()
    clashes: bool = False


def keep(
    pages: Pages, checked: Checked, draft: Draft, drafted: Drafted, *, since: float = 0
) -> Kept:
    """Save the plan, and read the workbook again; `since` as in `rewrite`."""
    desk = pages.desk
    if drafted.plan is None:
        return Kept()
    today, saved = desk.around.now().date(), None
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
        desk.read_again(saved)
    return Kept(saved, Notice("good", _said(pages, saved), ""), draft)


def keep_change(
    pages: Pages,
    checked: Checked,
    over: Opened,
    *,
    draft: Draft,
    plan: Plan,
    since: float = 0,
) -> Kept:
    """Save a plan that was changed, as its next version where somebody has this one."""
    desk, old = pages.desk, version_of(over)
    today, is_new = desk.around.now().date(), plan.version != old
    patient = {**draft.patient, "version": plan.version} if is_new else draft.patient
    written, saved = replace(draft, patient=patient), None
    try:
        with desk.at_press, desk.busy():
            saved = change(checked.ready, over.held, written, plan=plan, today=today, since=since)
    except ClinicPlanError as error:
        return _not_changed(pages, checked, error, over=over)
    finally:
        desk.read_again(saved)
    notice = _new_version(pages, plan, old=old) if is_new else _same(pages, plan)
    return Kept(saved, notice, before=over, was=draft.was)


def opened_again(pages: Pages, plan: str) -> Opened | None:
    """The plan as the workbook holds it now, None where that cannot be told."""
    view = pages.desk.view
    if not view or not view.checked:
        return None
    try:
        return opened(cells_of(view.checked.ready, plan), view.checked)
    except ClinicPlanError:
        return None


def nothing_new(pages: Pages) -> Kept:
    """Nothing is written where the workbook says all of it already."""
    return Kept(notice=Notice("good", pages.say("draft.nothing_new"), ""))


def version_of(over: Opened) -> int:
    """The version that the workbook gives the plan; 1 where it says none that is understood."""
    text = str(over.held.patient.cells.get("version", ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 1


def taken(pages: Pages, plan: str) -> Kept:
    """Nothing is written where the workbook has a plan of this ID."""
    say = pages.say
    return Kept(notice=Notice("mend", say("draft.taken", plan=plan), say("draft.taken_help")))


def as_it_is(pages: Pages, kept: Kept, draft: Draft | None, *, is_saved: bool) -> Kept:
    """What is to be said now: a plan that was changed after it was saved is not saved so."""
    if kept.saved is None or is_saved or kept.draft == draft:
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


def _new_version(pages: Pages, plan: Plan, *, old: int) -> Notice:
    say, now = pages.say, pages.desk.around.now()
    title = say("draft.version", plan=plan.id, n=plan.version)
    since = given_out(pages.desk, plan.id).get(old)
    if since is None:
        return Notice("good", title, "")
    when = moment(since, now=now, words=pages.desk.catalogue)
    text = say("draft.went_out", n=old, when=when)
    if is_kept(pages.desk, plan.id, old):
        text = f"{text} {say('draft.pdf_kept')}"
    return Notice("good", title, text)


def _same(pages: Pages, plan: Plan) -> Notice:
    """Why it stays the version that it was: nobody has it, or it says the same on paper."""
    is_out = plan.version in given_out(pages.desk, plan.id)
    key = "draft.same_paper" if is_out else "draft.same_version"
    return Notice("good", pages.say("draft.saved_plain"), pages.say(key, n=plan.version))


def _not_changed(
    pages: Pages, checked: Checked, error: ClinicPlanError, *, over: Opened
) -> Kept:
    """Why a change was not saved: what is typed stays in the window."""
    say, file = pages.say, checked.ready.file.name
    if isinstance(error, OpenElsewhere | BusyFolder) and not isinstance(error, ForReading):
        return Kept(notice=Notice("look", str(error), say("draft.close_excel")), waits=True)
    if isinstance(error, ChangedMeanwhile):
        if held_again(checked, over) == over.held:
            return Kept(notice=Notice("look", say("draft.changed", file=file),
                                      say("draft.save_again")))  # fmt: skip
        return changed_both(pages, over)
    return Kept(notice=Notice("mend", str(error), say("draft.change_in_excel")))


def changed_both(pages: Pages, over: Opened) -> Kept:
    """Nothing is written where the plan was changed in Excel, too."""
    title = pages.say("draft.changed_both", plan=over.held.plan)
    return Kept(notice=Notice("look", title, pages.say("draft.changed_both_help")), clashes=True)


def held_again(checked: Checked, over: Opened) -> Held | None:
    """The plan's cells as they are in the file now."""
    try:
        return cells_of(checked.ready, over.held.plan)
    except ClinicPlanError:
        return None


def _told(pages: Pages, checked: Checked, error: ClinicPlanError) -> Notice:
    """Why it was not saved: the rows to paste stand below it."""
    say, file = pages.say, checked.ready.file.name
    if isinstance(error, OpenElsewhere):
        return Notice("look", str(error), say("draft.not_saved_excel"))
    if isinstance(error, ChangedMeanwhile):
        return Notice("look", say("draft.changed", file=file), say("draft.save_again"))
    return Notice("mend", str(error), say("draft.paste_instead"))
