"""Whose exercises stand under a plan ID becomes cells: of two rows with it, or of rows torn off."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.asked import MEND, Answers, mark_of, saved
from clinicplan.desk.mending import back, told
from clinicplan.desk.pages import Notice, Pages, field, go_to
from clinicplan.desk.read_back import ids_given
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.tasks.moved import homes
from clinicplan.tasks.owner import TWICE, Kept, keep_for
from clinicplan.tasks.put_back import put_back, put_ids_back
from clinicplan.tasks.questions import MOVED, WHOSE, agree
from clinicplan.tasks.rewrite import undo
from clinicplan.tasks.whose import first_ids, forget


def routes(pages: Pages, given: Answers) -> list[Route]:
    """Where the answer goes."""
    return [
        Route("/mend/keeps", partial(keeps, pages, given), methods=["POST"]),
        Route("/mend/put-back", partial(put_all_back, pages, given), methods=["POST"]),
    ]


def keeps(pages: Pages, given: Answers, request: Request) -> Response:
    """The row that was chosen keeps the plan ID, and each other one gets a new one."""
    desk, view, mark = pages.desk, pages.desk.view, field(request, "finding")
    if not view or not view.checked or not desk.saves:
        return go_to("/")
    found = (item for item in view.checked.found if item.code == TWICE)
    item = next((item for item in found if mark_of(view, item) == mark), None)
    if item is None:
        out_of_date = pages.say("mend.out_of_date"), pages.say("mend.look_again")
        given.note(Notice("look", *out_of_date), view)
        return back(pages, request)
    row, today = field(request, "row"), desk.around.now().date()
    try:
        with desk.at_press, desk.busy():
            kept = keep_for(
                view.checked.ready,
                item,
                int(row) if row.isdecimal() else 0,
                taken=ids_given(desk.folder),
                today=today,
            )
    except ClinicPlanError as error:
        desk.read_again()
        given.note(told(pages, error), desk.view)
        return back(pages, request)
    _note(pages, given, item, kept)
    return back(pages, request)


def put_all_back(pages: Pages, given: Answers, request: Request) -> Response:
    """Rows that were torn from their plans, or IDs that changed places, are as they were."""
    desk, view, mark = pages.desk, pages.desk.view, field(request, "finding")
    if not view or not view.checked or not desk.saves:
        return go_to("/")
    checked, today = view.checked, desk.around.now().date()
    code = next((item.code for item in checked.found if mark_of(view, item) == mark), "")
    rows = homes(checked.reading, desk.folder) if code == MOVED else {}
    is_of_ids = code in WHOSE and code != MOVED
    ids = first_ids(checked.reading, desk.folder) if is_of_ids else {}
    if not rows and not ids:
        out_of_date = pages.say("mend.out_of_date"), pages.say("mend.look_again")
        given.note(Notice("look", *out_of_date), view)
        return back(pages, request)
    try:
        with desk.at_press, desk.busy():
            written = (put_back(checked.ready, rows, today=today) if rows
                       else put_ids_back(checked.ready, ids, today=today))  # fmt: skip
    except ClinicPlanError as error:
        desk.read_again()
        given.note(told(pages, error), desk.view)
        return back(pages, request)
    desk.read_again(written)
    name = pages.say("mend.back" if rows else "mend.ids_back", n=len(rows or ids))
    at = (MEND, *rows.values(), *ids.values())
    given.tried, given.done = None, saved(name, written, at=at)
    given.note(Notice("good", f"{name}.", ""), desk.view, at=at)
    return back(pages, request)


def _note(pages: Pages, given: Answers, item: Finding, kept: Kept) -> None:
    """Keep whose they are, and say what was done."""
    desk, say, plan = pages.desk, pages.say, kept.keeper.plan
    desk.read_again(kept.saved)
    view = desk.view
    for one in view.checked.found if view and view.checked else ():
        if one.code in WHOSE and one.plan == plan:
            agree(desk.folder, one)
    desk.read_again()
    at = (MEND, plan, *(new for _, new in kept.others))
    name = say("mend.whose_is", plan=plan, name=kept.keeper.name)
    back_again = partial(_take_back, desk.folder, kept)
    given.tried, given.done = None, replace(saved(name, kept.saved, at=at), undo=back_again)
    others = (say("mend.whose_other", name=one.name, plan=new) for one, new in kept.others)
    given.note(Notice("good", f"{name}.", " ".join(others)), desk.view, at=at)


def _take_back(folder: Path, kept: Kept) -> None:
    """The cells are as they were, and nobody has said whose the exercises are."""
    undo(kept.saved)
    forget(folder, kept.keeper.plan)
