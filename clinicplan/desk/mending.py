"""What is answered to a finding becomes its cell of the workbook, and what is to be said of it."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.asked import (
    MEND,
    PRINT,
    Answers,
    Done,
    Tried,
    cell_of,
    label_of,
    mark_of,
    saved,
)
from clinicplan.desk.days import BIRTH, sure_day_of
from clinicplan.desk.pages import Notice, Pages, field, form_of, go_to
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.tasks import questions
from clinicplan.tasks.check import Checked
from clinicplan.tasks.mend import NoReason, Nothing, NotMended, OthersChange, mend
from clinicplan.tasks.questions import CODES
from clinicplan.tasks.rewrite import ChangedMeanwhile, OpenElsewhere
from clinicplan.workbook.columns import Kind
from clinicplan.workbook.writing.answers import Answer

SHORT = 30
"""Characters of what was written that its *Undo* says."""


def routes(pages: Pages, given: Answers) -> list[Route]:
    """Where answers go."""
    return [
        Route("/mend/write", partial(write, pages, given), methods=["POST"]),
        Route("/mend/agree", partial(agree, pages, given), methods=["POST"]),
        Route("/mend/undo", partial(take_back, pages, given), methods=["POST"]),
    ]


def write(pages: Pages, given: Answers, request: Request) -> Response:
    """Write one answer into the cell that it belongs into, and go back."""
    view = pages.desk.view
    if not view or not view.checked or not pages.desk.saves:
        return go_to("/")
    given.note(None, view)
    given.tried = None
    found = _posted(given, view, view.checked, request)
    if found is None:
        given.note(_out_of_date(pages), view)
    else:
        is_print = field(request, "show") == PRINT
        _write(pages, given, view, *found, at=PRINT if is_print else MEND)
    return back(pages, request)


def _posted(
    given: Answers, view: View, checked: Checked, request: Request
) -> tuple[Finding, Answer, str] | None:
    """The finding that a form is about, the cell and the text for it.

    None where the workbook has no such finding now, or never offered this text: another one
    is typed into its field.
    """
    mark, form = field(request, "finding"), form_of(request)
    for item, answer in given.answers(view, checked).items():
        if mark_of(view, item) == mark:
            fix = form["fix"][0] if "fix" in form else None
            if fix is not None and fix not in answer.fixes:
                return None
            typed = field(request, "value").replace("\r\n", "\n")
            return item, answer, _day(typed, answer, checked) if fix is None else fix
    return None


def _day(typed: str, answer: Answer, checked: Checked) -> str:
    """What was typed; of a day in figures the date, where they can be no other."""
    if answer.column.kind is not Kind.DATE:
        return typed
    is_birth = answer.column.key == BIRTH
    return sure_day_of(typed, checked.reading.date_order, is_birth=is_birth)


def _write(
    pages: Pages, given: Answers, view: View, item: Finding, answer: Answer, text: str, *, at: str
) -> None:
    """Write the text, read the workbook again, and note what is to be said of it."""
    desk, checked = pages.desk, view.checked
    if checked is None:
        return
    try:
        with desk.at_press, desk.busy():
            today = desk.around.now().date()
            written = mend(checked.ready, item, answer, text=text, today=today)
    except (NotMended, NoReason, Nothing, OthersChange) as error:
        fixes = error.found[0].fixes if isinstance(error, NotMended) and error.found else ()
        given.tried = Tried(mark_of(view, item), text, why_not(pages, error), fixes)
        return
    except ClinicPlanError as error:
        desk.read_again()
        given.note(told(pages, error), desk.view)
        return
    desk.read_again(written)
    file = checked.ready.file.name
    given.done = saved(_wrote(pages, answer, text), written, at={at, MEND, item.plan})
    said = pages.say("mend.written", file=file, cell=cell_of(answer))
    if answer.column.kind is Kind.DATE:  # a year of two figures is told as it was read
        day = label_of(pages, answer, text, {})
        said = pages.say("mend.written_day", file=file, cell=cell_of(answer), day=day)
    given.note(Notice("good", said, ""), desk.view, at=given.done.at)


def agree(pages: Pages, given: Answers, request: Request) -> Response:
    """Keep that a plan is right as it is now, though its last paper says something else."""
    view, mark = pages.desk.view, field(request, "finding")
    if not view or not view.checked:
        return go_to("/")
    found = (item for item in view.checked.found if item.code in CODES)
    item = next((item for item in found if mark_of(view, item) == mark), None)
    if item is None:
        given.note(_out_of_date(pages), view)
        return back(pages, request)
    folder = pages.desk.folder
    try:
        questions.agree(folder, item)
    except ClinicPlanError as error:
        given.note(Notice("mend", str(error), error.remedy), view)
        return back(pages, request)
    name = pages.say("mend.agreed_name", plan=item.plan)
    at = (MEND, item.plan)
    given.done = Done(name, partial(questions.ask_again, folder, item), at=at)
    pages.desk.read_again()
    notice = Notice("good", pages.say("mend.agreed", plan=item.plan), "")
    given.note(notice, pages.desk.view, at=at)
    return back(pages, request)


def _wrote(pages: Pages, answer: Answer, text: str) -> str:
    """What was written, in short; a secret is only named."""
    if answer.column.kind is Kind.SECRET:
        return answer.column.heading
    label = " ".join(label_of(pages, answer, text, {}).split())
    return label if len(label) <= SHORT else f"{label[: SHORT - 1]}…"


def why_not(pages: Pages, error: NotMended | NoReason | Nothing | OthersChange) -> str:
    """What was wrong with what was typed: it is said below its field."""
    if isinstance(error, NotMended):
        why = (f"{item.message} {item.here or item.hint}" for item in error.found[:1])
        return " ".join((pages.say("mend.not_so"), *why))
    if isinstance(error, NoReason):
        return pages.say("mend.say_why")
    return pages.say("mend.nothing" if isinstance(error, Nothing) else "mend.others")


def told(pages: Pages, error: ClinicPlanError) -> Notice:
    """Why nothing was written."""
    if isinstance(error, ChangedMeanwhile):
        return _out_of_date(pages)
    if isinstance(error, OpenElsewhere):
        return Notice("look", str(error), pages.say("mend.close_excel"))
    return Notice("mend", str(error), pages.say("mend.write_there"))


def _out_of_date(pages: Pages) -> Notice:
    return Notice("look", pages.say("mend.out_of_date"), pages.say("mend.look_again"))


def take_back(pages: Pages, given: Answers, request: Request) -> Response:
    """Undo what was done last, while nobody else has saved the workbook or done anything."""
    desk, say, done = pages.desk, pages.say, given.done
    if done is None:
        return back(pages, request)
    if field(request, "done") not in ("", done.mark):
        given.note(Notice("look", say("mend.other_done", what=done.name), ""), desk.view)
        return back(pages, request)
    given.tried = None
    try:
        with desk.at_press, desk.busy():
            done.undo()
        said = say("mend.undone", file=done.file) if done.file else say("mend.undone_other")
        given.done, notice = None, Notice("good", said, "")
    except ChangedMeanwhile:
        notice = Notice("look", say("mend.not_undone", file=done.file), "")
    except OpenElsewhere as error:
        notice = Notice("look", str(error), say("draft.undo_later"))
    except ClinicPlanError as error:
        notice = Notice("mend", str(error), error.remedy)
    desk.read_again()
    given.note(notice, desk.view, at=done.at)
    return back(pages, request)


def back(pages: Pages, request: Request) -> Response:
    """The page that the form was on: a plan's, while there is such a plan, or the list."""
    plan, show = field(request, "plan"), field(request, "show")
    if show == PRINT:
        return go_to("/print")
    view = pages.desk.view
    people = view.checked.reading.people if view and view.checked else ()
    if any(person.plan == plan for person in people):
        return go_to(f"/plan/{quote(plan, safe='')}")
    return go_to(f"/mend?show={show}" if show in ("look", "none") else "/mend")
