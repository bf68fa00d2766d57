"""Findings become buttons and fields, and what they post becomes cells of the workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.catalogue.phrases import long_date
from clinicplan.desk.pages import Notice, Pages, field, form_of, go_to
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding, Severity
from clinicplan.tasks.check import Checked
from clinicplan.tasks.mend import (
    REASON,
    NoReason,
    Nothing,
    NotMended,
    OthersChange,
    answers_to,
    mend,
)
from clinicplan.tasks.rewrite import ChangedMeanwhile, OpenElsewhere, Saved, undo
from clinicplan.workbook.columns import Kind
from clinicplan.workbook.findings.words import is_day
from clinicplan.workbook.writing.answers import Answer

LONG = (Kind.TEXT, Kind.LINES, Kind.FILES)
"""Kinds of cells that may hold several lines."""


@dataclass(frozen=True, slots=True)
class Button:
    """An answer that is one click: what is written, and what it is called."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How a finding is answered on a page.

    `mark` is what its forms post. `is_elsewhere` where another cell than its own is written.
    `has_hint` is false where the buttons say it all. `typed` is what its field holds.
    `is_reason` where it asks why, before it is overridden. `wrong` says what was wrong with what
    was typed last. `excel` is what to type there instead, while nothing can be written from here.
    """

    mark: str
    heading: str
    is_elsewhere: bool
    cell: str
    buttons: tuple[Button, ...]
    typed: str
    is_long: bool
    is_reason: bool
    has_hint: bool = True
    wrong: str = ""
    excel: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What was typed last and would not do: for which finding, and why."""

    mark: str
    text: str
    why: str


class Mending:
    """What was written last in this run, and the answers to what is shown."""

    def __init__(self) -> None:
        self.saved: Saved | None = None
        self.cell = ""
        self.tried: Tried | None = None
        self._notice: Notice | None = None
        self._noticed = 0
        self._reading = 0
        self._answers: Mapping[Finding, Answer] = {}

    def answers(self, view: View, checked: Checked) -> Mapping[Finding, Answer]:
        """The answers of this reading; they are looked up once."""
        if self._reading != view.reading:
            try:
                self._answers = answers_to(checked.ready, checked.found)
            except ClinicPlanError:
                self._answers = {}
            self._reading = view.reading
        return self._answers

    def can_undo(self, checked: Checked) -> str:
        """The cell that was written last, "" where the workbook is not that one any more."""
        is_same = self.saved is not None and self.saved.digest == checked.reading.digest
        return self.cell if is_same else ""

    def note(self, notice: Notice | None, view: View | None) -> None:
        """Say this as long as the workbook is as it is now."""
        self._notice, self._noticed = notice, view.reading if view else 0

    def told(self, view: View) -> Notice | None:
        """What is to be said of the last answer."""
        return self._notice if self._noticed == view.reading else None


def routes(pages: Pages, mending: Mending) -> list[Route]:
    """Where answers go."""
    return [
        Route("/mend/write", partial(write, pages, mending), methods=["POST"]),
        Route("/mend/undo", partial(take_back, pages, mending), methods=["POST"]),
    ]


def asked(
    pages: Pages, mending: Mending, view: View, found: Iterable[Finding]
) -> dict[Finding, Asked]:
    """How each of these findings is answered; nothing is, where the desk may not write."""
    checked = view.checked
    if not checked or not pages.desk.saves or not view.is_current:
        return {}
    answers = mending.answers(view, checked)
    names = {person.plan: f"{person.first_name} {person.last_name}".strip()
             for person in checked.reading.people}  # fmt: skip
    once: dict[object, Finding] = {}
    for item in found:
        if item in answers:  # one reason does for all that is told of its row, below the last
            is_reason = answers[item].column.key == REASON
            once[answers[item].place if is_reason else item] = item
    return {
        item: _asked(pages, mending, view, item, answers[item], names) for item in once.values()
    }


def _asked(
    pages: Pages,
    mending: Mending,
    view: View,
    item: Finding,
    answer: Answer,
    names: Mapping[str, str],
) -> Asked:
    mark, tried = mark_of(view, item), mending.tried
    is_own = tried is not None and tried.mark == mark
    is_id = answer.column.key == "plan_id"
    buttons = tuple(Button(fix, _label(pages, item, answer, fix, names)) for fix in answer.fixes)
    one = Asked(
        mark=mark,
        heading=answer.column.heading,
        is_elsewhere=answer.place != item.place,
        cell=_cell(answer),
        buttons=buttons,
        typed=tried.text if tried and is_own else answer.text,
        is_long=answer.column.kind in LONG or "\n" in answer.text,
        is_reason=answer.column.key == REASON,
        has_hint=not buttons or item.severity is not Severity.ERROR or is_id,
        wrong=tried.why if tried and is_own else "",
    )
    return replace(one, excel=_in_excel(pages, one)) if view.in_excel else one


def _label(
    pages: Pages, item: Finding, answer: Answer, fix: str, names: Mapping[str, str]
) -> str:
    """What the button is called: the words of the workbook, a day as one says it."""
    if not fix:
        return pages.say("mend.empty")
    if answer.column.key == "consent":
        return pages.say("mend.consent")
    if answer.column.kind is Kind.DATE and is_day(fix):
        return long_date(pages.desk.catalogue, date.fromisoformat(fix))
    if answer.column.key == "plan_id" and fix in names:
        return f"{fix}, {names[fix]}"
    return fix


def _in_excel(pages: Pages, one: Asked) -> str:
    """What to type in Excel while that has the workbook open."""
    what = pages.say("mend.or").join(button.label for button in one.buttons)
    key = "mend.in_excel" if what else "mend.in_excel_field"
    return pages.say(key, what=what, cell=one.cell, heading=one.heading)


def mark_of(view: View, item: Finding) -> str:
    """What a form posts for a finding: it means this one in this very workbook."""
    digest = view.checked.reading.digest if view.checked else ""
    said = (digest, str(item.place), item.code, item.message, item.plan)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def write(pages: Pages, mending: Mending, request: Request) -> Response:
    """Write one answer into the cell that it belongs into, and go back."""
    view = pages.desk.view
    if not view or not view.checked or not pages.desk.saves:
        return go_to("/")
    mending.note(None, view)
    mending.tried = None
    found = _posted(mending, view, view.checked, request)
    if found is None:
        mending.note(_out_of_date(pages), view)
    else:
        _write(pages, mending, view, *found)
    return _back(pages, request)


def _posted(
    mending: Mending, view: View, checked: Checked, request: Request
) -> tuple[Finding, Answer, str] | None:
    """The finding that a form is about, the cell and the text for it.

    None where the workbook has no such finding now, or never offered this text: another one
    is typed into its field.
    """
    mark, form = field(request, "finding"), form_of(request)
    for item, answer in mending.answers(view, checked).items():
        if mark_of(view, item) == mark:
            fix = form["fix"][0] if "fix" in form else None
            if fix is not None and fix not in answer.fixes:
                return None
            typed = field(request, "value").replace("\r\n", "\n")
            return item, answer, typed if fix is None else fix
    return None


def _write(
    pages: Pages, mending: Mending, view: View, item: Finding, answer: Answer, text: str
) -> None:
    """Write the text, read the workbook again, and note what is to be said of it."""
    desk, checked = pages.desk, view.checked
    if checked is None:
        return
    try:
        with desk.at_press, desk.busy():
            today = desk.around.now().date()
            mending.saved = mend(checked.ready, item, answer, text=text, today=today)
    except (NotMended, NoReason, Nothing, OthersChange) as error:
        mending.tried = Tried(mark_of(view, item), text, _why_not(pages, error))
        return
    except ClinicPlanError as error:
        desk.read_again()
        mending.note(_told(pages, error), desk.view)
        return
    desk.read_again()
    file, mending.cell = checked.ready.file.name, _cell(answer)
    said = pages.say("mend.written", file=file, cell=mending.cell)
    mending.note(Notice("good", said, ""), desk.view)


def _cell(answer: Answer) -> str:
    """The answer's cell as one reads it in Excel."""
    return str(answer.place).replace("!", " ")


def _why_not(pages: Pages, error: NotMended | NoReason | Nothing | OthersChange) -> str:
    """What was wrong with what was typed: it is said below its field."""
    if isinstance(error, NotMended):
        why = (f"{item.message} {item.hint}" for item in error.found[:1])
        return " ".join((pages.say("mend.not_so"), *why))
    if isinstance(error, NoReason):
        return pages.say("mend.say_why")
    return pages.say("mend.nothing" if isinstance(error, Nothing) else "mend.others")


def _told(pages: Pages, error: ClinicPlanError) -> Notice:
    """Why nothing was written."""
    if isinstance(error, ChangedMeanwhile):
        return _out_of_date(pages)
    if isinstance(error, OpenElsewhere):
        return Notice("look", str(error), pages.say("mend.close_excel"))
    return Notice("mend", str(error), pages.say("mend.write_there"))


def _out_of_date(pages: Pages) -> Notice:
    return Notice("look", pages.say("mend.out_of_date"), pages.say("mend.look_again"))


def take_back(pages: Pages, mending: Mending, request: Request) -> Response:
    """Undo the last answer, while nobody else has saved the workbook."""
    desk, say, saved = pages.desk, pages.say, mending.saved
    if saved is None:
        return _back(pages, request)
    mending.tried = None
    try:
        with desk.at_press, desk.busy():
            undo(saved)
        mending.saved, notice = None, Notice("good", say("mend.undone", file=saved.file.name), "")
    except ChangedMeanwhile:
        notice = Notice("look", say("mend.not_undone", file=saved.file.name), "")
    except OpenElsewhere as error:
        notice = Notice("look", str(error), say("draft.undo_later"))
    except ClinicPlanError as error:
        notice = Notice("mend", str(error), error.remedy)
    desk.read_again()
    mending.note(notice, desk.view)
    return _back(pages, request)


def _back(pages: Pages, request: Request) -> Response:
    """The page that the form was on: a plan's, while there is such a plan, or the list."""
    plan, show = field(request, "plan"), field(request, "show")
    view = pages.desk.view
    people = view.checked.reading.people if view and view.checked else ()
    if any(person.plan == plan for person in people):
        return go_to(f"/plan/{quote(plan, safe='')}")
    return go_to(f"/mend?show={show}" if show in ("look", "none") else "/mend")
