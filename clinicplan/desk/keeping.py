"""What a button of New plan asks for is kept: as cells of the workbook, as a draft, or not."""

from __future__ import annotations

from clinicplan.desk.beginning import opened_then
from clinicplan.desk.catching_up import catch_up, choices, choose, mark_of
from clinicplan.desk.meeting import is_the_same, meeting
from clinicplan.desk.pages import Pages
from clinicplan.desk.read_back import first_fields, known, read_back, rows_of_draft
from clinicplan.desk.saving import (
    changed_both,
    keep,
    keep_change,
    nothing_new,
    opened_again,
    take_back,
    taken,
)
from clinicplan.desk.seen import seen
from clinicplan.desk.sheet import Sheet, Sheets
from clinicplan.desk.shown import missing, shown_rows
from clinicplan.desk.unsaved import home, ids, is_as_kept, store, take_away
from clinicplan.desk.written import fields_of, numbered, opened_at
from clinicplan.tasks.check import Checked

THEIRS, MINE = CELLS = ("cell-theirs", "cell-mine")
"""Buttons that answer what both have changed: with the mark of one cell, or of all of them."""


def blank_sheet(pages: Pages, checked: Checked, sheets: Sheets) -> Sheet:
    """A new plan, with what can be known of it filled in."""
    here = home(checked)
    written = first_fields(pages, checked, drafts=ids(sheets, here))
    has_choice = len(checked.reading.practitioners) > 1 and bool(checked.reading.plans)
    return Sheet(written, here, as_last=written.value("practitioner") if has_choice else "")


def park(
    pages: Pages, checked: Checked, sheet: Sheet, sheets: Sheets, *, is_undone: bool
) -> None:
    """Keep what is typed on the disk, unless the workbook has it, or nothing was typed."""
    draft = rows_of_draft(pages, sheet, known(checked))
    if sheet.opened:
        is_saved = sheet.opened.says(draft)
    else:
        is_saved = sheet.kept.saved is not None and sheet.kept.draft == draft
    if is_saved and not is_undone:
        take_away(sheet)
    elif not sheet.unsaved and not sheet.opened and _is_blank(pages, checked, sheet, sheets):
        return
    elif not is_as_kept(sheet) or sheet.unkept:
        store(sheet)


def _is_blank(pages: Pages, checked: Checked, sheet: Sheet, sheets: Sheets) -> bool:
    """True where a plan holds nothing but what was filled in."""
    first = blank_sheet(pages, checked, sheets).written
    mine = {key: text for key, text in sheet.written.patient.items() if key != "plan_id"}
    known_ = {key: text for key, text in first.patient.items() if key != "plan_id"}
    return mine == known_ and not sheet.written.rows and not sheet.written.take_care


def keep_as_asked(
    pages: Pages, checked: Checked, sheet: Sheet, what: str, *, which: str, since: float
) -> None:
    """Save the plan or take it back, where the button asks for it and nothing is missing.

    `which` is, for an answer, the mark of what was shown.
    `since` is from when on a mark of Excel's counts where somebody has said that it is not open.
    """
    if what == "undo":
        _take_back(pages, checked, sheet)
    elif what in ("save", "anyway", "mine", *CELLS) and pages.desk.saves and not sheet.trouble:
        if what == "save":
            sheet.took = ""  # it was read
        met = meeting(pages, checked, sheet) if what == "mine" else None
        if met and met.mark == which:
            _take_mine(pages, checked, sheet)
        if what in CELLS:
            _choose(pages, checked, sheet, which=which, is_mine=what == MINE)
        _save(pages, checked, sheet, since=since if what == "anyway" else 0)


def reopen(pages: Pages, sheet: Sheet) -> bool:
    """Have a draft change the plan that it was typed for; False where the workbook has none."""
    if sheet.opened or sheet.unsaved is None or not sheet.unsaved.changes:
        return True
    now, read = opened_again(pages, sheet.unsaved.changes), seen(pages)
    if now is None or read is None:
        return False
    if sheet.unsaved.began:
        sheet.opened = opened_then(sheet.unsaved.began, now.held, read[1])
    else:
        sheet.opened, sheet.base = now, sheet.unsaved.base
    catch_up(pages, sheet, now)
    sheet.asked = sheet.asked or sheet.is_behind
    return True


def _save(pages: Pages, checked: Checked, sheet: Sheet, *, since: float) -> None:
    _save_once(pages, checked, sheet, since=since)
    if sheet.kept.clashes and not sheet.is_behind:  # Excel has saved in between
        now = seen(pages)
        _save_once(pages, now[1] if now else checked, sheet, since=since)


def _save_once(pages: Pages, checked: Checked, sheet: Sheet, *, since: float) -> None:
    plan = sheet.written.value("plan_id")
    _catch_up(pages, checked, sheet)
    if sheet.is_saved:
        sheet.kept = sheet.kept if sheet.kept.saved else nothing_new(pages)
        take_away(sheet)
        return
    if sheet.opened is None and plan in checked.reading.ids:
        if is_the_same(checked, sheet):
            take_away(sheet)
        elif not sheet.kept.saved and meeting(pages, checked, sheet) is None:
            sheet.kept = taken(pages, plan)
        return
    if sheet.opened and sheet.is_behind:
        sheet.kept = changed_both(pages, sheet.opened)
        store(sheet)
        return
    if sheet.drafted is None or missing(pages, sheet, shown_rows(pages, checked, sheet)):
        return
    write(pages, checked, sheet, since=since)


def _catch_up(pages: Pages, checked: Checked, sheet: Sheet) -> None:
    """Look whether Excel has changed the plan since the fields were filled in."""
    again = opened_again(pages, sheet.opened.held.plan) if sheet.opened else None
    if again and sheet.opened and (sheet.theirs or again.held != sheet.opened.held):
        catch_up(pages, sheet, again)
        _read_again(pages, checked, sheet)


def _choose(
    pages: Pages, checked: Checked, sheet: Sheet, *, which: str, is_mine: bool
) -> None:
    """Take what was asked from Excel, or as it is here; `which` says that it was shown so."""
    _catch_up(pages, checked, sheet)
    asked = choices(pages, checked, sheet)
    if which != mark_of(asked):
        asked = tuple(each for each in asked if each.mark == which)
    choose(sheet, asked, is_mine=is_mine)


def write(pages: Pages, checked: Checked, sheet: Sheet, *, since: float = 0) -> None:
    """Write the plan; from now on the fields change what is in the workbook."""
    plan, draft = sheet.drafted.plan if sheet.drafted else None, sheet.draft
    if sheet.drafted is None or plan is None or draft is None:
        return
    if sheet.opened:
        sheet.kept = keep_change(
            pages, checked, sheet.opened, draft=draft, plan=plan, since=since
        )
    else:
        sheet.kept = keep(pages, checked, draft, sheet.drafted, since=since)
    if sheet.kept.saved:
        take_away(sheet)
        sheet.saved_as = {} if sheet.opened else fields_of(sheet.written)
        _go_on(pages, checked, sheet)
    else:
        sheet.rows = sheet.rows or not sheet.kept.waits
        store(sheet, waits=sheet.kept.waits)


def _go_on(pages: Pages, checked: Checked, sheet: Sheet) -> None:
    """Have the fields change the plan that the workbook has now."""
    again = opened_again(pages, sheet.written.value("plan_id"))
    if again:
        sheet.opened, sheet.written = again, opened_at(again.written, sheet.written.open)
        sheet.base, sheet.theirs = "", None
        sheet.draft = rows_of_draft(pages, sheet, known(checked))


def _take_mine(pages: Pages, checked: Checked, sheet: Sheet) -> None:
    """What is typed here is to stand in the workbook, whatever Excel has made of the plan."""
    again = opened_again(pages, sheet.written.value("plan_id"))
    sheet.base, sheet.theirs = "", None
    if again and (sheet.opened is None or again.held != sheet.opened.held):
        sheet.opened = again
        _read_again(pages, checked, sheet)


def _take_back(pages: Pages, checked: Checked, sheet: Sheet) -> None:
    """Undo the last save; the fields change again what was open before it."""
    had, sheet.asked = sheet.kept, False
    sheet.kept = take_back(pages, had)
    is_undone = sheet.kept.notice is not None and sheet.kept.notice.look == "good"
    if sheet.opened and not sheet.kept.saved and is_undone:
        sheet.opened, sheet.written = had.before, numbered(sheet.written, had.was)
        sheet.base, sheet.theirs, sheet.took, sheet.bases = "", None, "", {}
        _read_again(pages, checked, sheet)
    if sheet.is_saved:  # it could not be undone
        take_away(sheet)
    else:
        store(sheet)


def _read_again(pages: Pages, checked: Checked, sheet: Sheet) -> None:
    now = seen(pages)
    read_back(pages, now[1] if now else checked, sheet)
