"""A plan that is being written becomes what it means: its doses, its findings and its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from clinicplan.catalogue.values import Exercise
from clinicplan.desk.opened import draft_over
from clinicplan.desk.pages import Pages
from clinicplan.desk.sheet import Sheet
from clinicplan.desk.versions import next_version, with_version
from clinicplan.desk.written import Written, draft_of
from clinicplan.errors import ClinicPlanError
from clinicplan.handout.text.outline import page_about
from clinicplan.plan import Plan
from clinicplan.tasks.check import Checked, exercises_of
from clinicplan.tasks.draft import Draft, next_id, read_draft
from clinicplan.tasks.papers import read_papers
from clinicplan.tasks.whose import noted_ids
from clinicplan.workbook.draft import Typed


def first_fields(pages: Pages, checked: Checked, *, drafts: Sequence[str]) -> Written:
    """What can be known of a new plan: its ID, its first day and who writes it.

    How long it lasts is not taken from the last patient's: nobody would see that it was.

    `drafts` are the plan IDs of those that are being written already.
    """
    plans, people = checked.reading.plans, checked.reading.practitioners
    taken = (*drafts, *ids_given(pages.desk.folder))
    last = plans[-1] if plans else None
    who = last.practitioner if last else people[0] if people else None
    patient = {
        "plan_id": next_id(checked.reading.ids, drafts=taken),
        "start": pages.desk.around.now().date().isoformat(),
        "practitioner": who.code if who else "",
    }
    return Written({key: text for key, text in patient.items() if text})


def ids_given(folder: Path) -> tuple[str, ...]:
    """The plan IDs that patients have had, in the workbook or on paper: they are no one else's."""
    return (*read_papers(folder), *noted_ids(folder))


def read_back(pages: Pages, checked: Checked, sheet: Sheet) -> None:
    """Read the plan, and print it where nothing must be mended."""
    exercises = known(checked)
    draft = sheet.draft = rows_of_draft(pages, sheet, exercises)
    today, before = pages.desk.around.now().date(), sheet.written.open
    stand_in = _stand_in(pages, checked, today)
    try:
        with pages.desk.at_press:  # a plan of very many exercises is laid out to see
            drafted = read_draft(checked.ready, draft, today=today, stand_in=stand_in)
    except ClinicPlanError as error:
        sheet.trouble = str(error)
        return
    if sheet.opened and drafted.plan and not sheet.is_saved:
        version = next_version(pages.desk, drafted.plan, checked.reading.own)
        drafted = replace(drafted, plan=with_version(drafted.plan, version))
    sheet.drafted, sheet.trouble = drafted, ""
    sheet.is_old = drafted.plan is None
    if drafted.plan is not None:
        name = _name_at(sheet, exercises, before)
        _print(pages, checked, sheet, plan=drafted.plan, name=name)


def rows_of_draft(pages: Pages, sheet: Sheet, exercises: Mapping[str, Exercise]) -> Draft:
    """The rows that the workbook would have: new ones, or those of the plan with changed cells."""
    words = pages.desk.catalogue
    if sheet.opened:
        return draft_over(sheet.opened, sheet.written, exercises, words)
    return draft_of(sheet.written, exercises, words)


def known(checked: Checked) -> dict[str, Exercise]:
    """The library's exercises and the clinic's own, by code."""
    return exercises_of(checked.reading, checked.ready.catalogue)


def _print(pages: Pages, checked: Checked, sheet: Sheet, *, plan: Plan, name: str) -> None:
    """The handout anew, and the page of the exercise that is being written."""
    today = pages.desk.around.now().date()
    with pages.desk.at_press:
        printed = checked.ready.press.print(plan, issued=today)
        if printed.pdf != sheet.pdf:
            sheet.pdf, sheet.pages = printed.pdf, printed.pages
            sheet.drawn, sheet.pictures = sheet.drawn + 1, {}
            sheet.spoken = checked.ready.press.spoken(plan, issued=today)
        if name:
            sheet.page = page_about(sheet.spoken, name) or sheet.page
    sheet.page = min(max(sheet.page, 1), sheet.pages)


def _stand_in(pages: Pages, checked: Checked, today: date) -> Typed:
    """What stands in needed cells as long as they are empty, so that doses can be read."""
    say, people = pages.say, checked.reading.practitioners
    return {
        "plan_id": next_id(checked.reading.ids),
        "first_name": say("draft.first_name"),
        "last_name": say("draft.last_name"),
        "practitioner": people[0].code if people else "",
        "start": today,
    }


def _name_at(sheet: Sheet, exercises: Mapping[str, Exercise], at: int) -> str:
    """What the exercise that is being written is called."""
    if not 0 <= at < len(sheet.written.rows):
        return ""
    found = exercises.get(sheet.written.rows[at].exercise)
    return found.name if found else ""
