"""A plan that is being written becomes a page with its doses in words and its handout beside it."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.answering import answered
from clinicplan.desk.bench import part_after
from clinicplan.desk.blame import at_fields, led_to_row
from clinicplan.desk.catching_up import rebase
from clinicplan.desk.days import order_in, with_days
from clinicplan.desk.filled import COMING, old_mark, show_sheet
from clinicplan.desk.keeping import CELLS, blank_sheet, keep_as_asked, park
from clinicplan.desk.opened import opened
from clinicplan.desk.pages import Notice, Pages, form_of, go_to
from clinicplan.desk.pages import field as field_of
from clinicplan.desk.pictures import LARGE, SMALL
from clinicplan.desk.printing import Printer
from clinicplan.desk.programmed import codes_of, left_out, moved, put_back, taken_over, tidied
from clinicplan.desk.read_back import known, read_back
from clinicplan.desk.saving import Kept
from clinicplan.desk.seen import seen
from clinicplan.desk.sheet import Sheet, Sheets
from clinicplan.desk.shown import missing, shown_rows
from clinicplan.desk.tiles import take
from clinicplan.desk.unsaved import draft_over, home, store, take_away
from clinicplan.desk.waiting import Waiting
from clinicplan.desk.written import fields_of, is_day, of_plan, removed, with_programme, written_of
from clinicplan.errors import ClinicPlanError
from clinicplan.tasks.amend import cells_of
from clinicplan.tasks.check import Checked
from clinicplan.tasks.draft import Drafted
from clinicplan.tasks.preview import page_pictures
from clinicplan.tasks.questions import lost_since

OLD = timedelta(days=1)
"""A mark of Excel's as old as this may have been left by a crash: somebody is asked."""


AHEAD = "draw ahead"
"""The name of threads that draw before they are asked to."""

FOLLOW = "follow"
"""What a window asks for by itself, so that its fields are those of the plan as it is now."""

ASKED = ("rows", "save", "anyway", "mine", *CELLS, "print")
"""Buttons that need a plan in which nothing is missing."""


class Drafting:
    """The pages of the plans that are being written at one desk."""

    def __init__(
        self, pages: Pages, sheets: Sheets, *, waiting: Waiting, printer: Printer
    ) -> None:
        self._pages = pages
        self._sheets = sheets
        self._waiting = waiting
        self._printer = printer

    def routes(self) -> list[Route]:
        """Where these pages are."""
        return [
            Route("/new", self.blank, methods=["GET"]),
            Route("/new", self.change, methods=["POST"]),
            Route("/plan/{plan}/change", self.open, methods=["POST"]),
            Route("/new/{number:int}", self.show, methods=["GET"]),
            Route("/new/{number:int}", self.change, methods=["POST"]),
            Route("/new/{number:int}/handout.pdf", self.handout),
            Route("/new/{number:int}/{drawn:int}/{size}/{page:int}.png", self.picture),
        ]

    def blank(self, request: Request) -> Response:
        """A new plan, with what can be known of it filled in."""
        now = seen(self._pages)
        if not now:
            return go_to("/")
        return self._show(now[1], blank_sheet(self._pages, now[1], self._sheets), address="/new")

    def show(self, request: Request) -> Response:
        """The plan as it is."""
        now, sheet = seen(self._pages), self._sheets.of(request.path_params["number"])
        if not now or sheet is None:
            return go_to("/new") if now else go_to("/")
        return self._show(now[1], sheet, address=request.url.path)

    def change(self, request: Request) -> Response:
        """Take the fields over, do what the button asks for, and read the plan anew."""
        with self._waiting.lock:
            return self._change(request)

    def _change(self, request: Request) -> Response:
        now = seen(self._pages)
        if not now:
            return go_to("/")
        form, number = form_of(request), request.path_params.get("number", 0)
        sheet = self._sheets.of(number)
        if sheet is None and any(name.startswith("was-") for name in form):
            return go_to("/plans")  # what changes a plan is no new plan; its draft is in the list
        if sheet is None:
            sheet = blank_sheet(self._pages, now[1], self._sheets)
            number = self._sheets.add(sheet)
        what, _, which = next(iter(form.get("do", ())), "look").partition(":")
        if sheet.kept.saved is None and what != FOLLOW:
            sheet.kept = Kept()
        open_ = next(iter(form.get("open", ())), "")
        written = written_of(form, open_=int(open_) if open_.isdigit() else -1)
        before = sheet.opened.written.patient if sheet.opened else {}
        written = with_days(written, order_in(now[1].reading), before=before)
        shown = field_of(request, "base")
        if not sheet.opened:
            sheet.written = written
        elif shown or fields_of(written) != sheet.saved_as:  # else it is what was saved
            sheet.written = of_plan(written, sheet.written, posted=form)
        sheet.part = part_after(field_of(request, "part"), what, which)
        sheet.why = field_of(request, "why")
        if sheet.home.file != home(now[1]).file:
            rebase(sheet, shown)
            return self._leave(sheet)
        do(sheet, what, which, checked=now[1])
        rebase(sheet, shown)
        park(self._pages, now[1], sheet, self._sheets, is_undone=what == "undo")
        read_back(self._pages, now[1], sheet)
        if what in ASKED:
            rows = shown_rows(self._pages, now[1], sheet)
            led_to_row(sheet, rows, at_fields(self._pages, sheet))
        self._draw_ahead(sheet)
        if what == "theirs":
            return self._give_up(sheet)
        if what == "print" and (address := self._print(now[1], sheet)):
            return go_to(address)
        keep_as_asked(self._pages, now[1], sheet, what, which=which, since=self._since())
        is_to_print = (what, which) == ("save", "print") and sheet.is_saved
        if is_to_print and sheet.opened and not sheet.took:  # what Excel has changed is seen first
            return self._printer.print_plan(sheet.opened.held.plan)
        return go_to(f"/new/{number}")

    def open(self, request: Request) -> Response:
        """A plan of the workbook, to be changed."""
        now, plan = seen(self._pages), request.path_params["plan"]
        if not now or plan not in now[1].reading.ids:
            return self._pages.missing()
        if draft := draft_over(home(now[1]), plan):
            return go_to(f"/draft/{draft}")
        try:
            found = opened(cells_of(now[1].ready, plan), now[1])
        except ClinicPlanError as error:
            return self._pages.show("message.html", here="plans", status=409, heading=str(error),
                                    text=self._pages.say("draft.change_in_excel"))  # fmt: skip
        sheet = Sheet(found.written, home(now[1]), found)
        with self._waiting.lock:
            number = self._sheets.add(sheet)
            read_back(self._pages, now[1], sheet)
        return go_to(f"/new/{number}")

    def _leave(self, sheet: Sheet) -> Response:
        """A plan of another workbook than the one that is open stays a draft beside its own."""
        store(sheet)
        say, view = self._pages.say, self._pages.desk.view
        file = Path(sheet.home.file).name
        if view:
            notice = Notice("look", say("draft.of_another", file=file), sheet.unkept)
            self._sheets.told = notice, view.reading, self._pages.desk.around.now()
        return go_to("/plans")

    def _give_up(self, sheet: Sheet) -> Response:
        """The workbook's plan is taken, and the draft goes."""
        take_away(sheet)
        sheet.kept = Kept()
        return go_to(f"/plan/{quote(sheet.written.value('plan_id'))}")

    def _print(self, checked: Checked, sheet: Sheet) -> str:
        """The address of the plan's handout for the printer, "" where something is missing."""
        drafted = sheet.drafted
        sheet.asked = True
        rows = shown_rows(self._pages, checked, sheet)
        if drafted is None or missing(self._pages, sheet, rows):
            return ""
        if sheet.asks_side or any(row.asks_side for row in rows):
            sheet.kept = Kept(notice=Notice("look", self._pages.say("print.side_first"), ""))
            return ""
        if asks := self._asks(checked, drafted):
            sheet.kept = Kept(notice=Notice("mend", self._pages.say("draft.lost"), asks))
            return ""
        try:
            return self._printer.print_draft(checked, drafted, sheet.pdf, pages=sheet.pages)
        except ClinicPlanError as error:  # what cannot be kept is not given out
            sheet.kept = Kept(notice=Notice("mend", str(error), error.remedy))
            return ""

    def _asks(self, checked: Checked, drafted: Drafted) -> str:
        """What was lost since the plan's last paper, "" for nothing: it is not printed so."""
        desk, plan = self._pages.desk, drafted.plan
        if plan is None:
            return ""
        papers = desk.papers().get(plan.id, ())
        found = lost_since(checked.ready, desk.folder, plan, papers, origins=drafted.origins)
        return " ".join(item.message for item in found)

    def handout(self, request: Request) -> Response:
        """The handout as it would be printed, to be looked at."""
        sheet = self._sheets.of(request.path_params["number"])
        if sheet is None or not sheet.pdf:
            return self._pages.missing()
        return Response(sheet.pdf, media_type="application/pdf")

    def picture(self, request: Request) -> Response:
        """A page of the last good handout."""
        asked = request.path_params
        sheet = self._sheets.of(asked["number"])
        dpi = {"small": SMALL, "large": LARGE}.get(asked["size"])
        if sheet is None or dpi is None or not 1 <= asked["page"] <= sheet.pages:
            return self._pages.missing()
        return Response(self._drawn(sheet, asked["page"], dpi), media_type="image/png")

    def _drawn(self, sheet: Sheet, page: int, dpi: int) -> bytes:
        """The picture of a page, drawn now where nobody has."""
        if found := sheet.pictures.get((sheet.drawn, page, dpi)):
            return found
        with self._pages.desk.at_press:
            key = (sheet.drawn, page, dpi)
            if key not in sheet.pictures:  # nobody has drawn it meanwhile
                pictures = page_pictures(sheet.pdf, dpi=dpi, first=page, last=page)
                sheet.pictures[key] = next(pictures)
            return sheet.pictures[key]

    def _draw_ahead(self, sheet: Sheet) -> None:
        """Draw the page that is looked at while the window still fetches what it says."""
        if sheet.pages and not sheet.is_old:
            asked = (sheet, sheet.page, LARGE)
            threading.Thread(target=self._drawn, args=asked, name=AHEAD, daemon=True).start()

    def _show(self, checked: Checked, sheet: Sheet, *, address: str) -> Response:
        since = old_mark(self._pages, checked, before=self._since())
        return show_sheet(self._pages, checked, sheet, address=address, since=since)

    def _since(self) -> float:
        """From when on a mark of Excel's counts, where somebody has said that it is not open."""
        return (self._pages.desk.around.now() - OLD).timestamp()


def do(sheet: Sheet, what: str, which: str, *, checked: Checked) -> None:
    """What a button of the form asks for, done to the fields."""
    found = known(checked).get(which)
    if what not in ("add", "look", FOLLOW):
        sheet.asking = ""
    if what == "add" and found:
        take(sheet, found, checked=checked)
    elif what == "programme":
        sheet.written = with_programme(sheet.written, which)
    elif what == "answer":
        sheet.written = answered(sheet.written, which)
    elif what == "day":
        key, _, day = which.partition("=")
        if key in COMING and is_day(day):
            patient = {**sheet.written.patient, key: day}
            sheet.written = replace(sheet.written, patient=patient)
    elif what == "page":
        sheet.page = int(which) if which.isdigit() else -1
    elif what in ASKED:
        sheet.asked, sheet.rows = True, sheet.rows or what == "rows"
    else:
        _do_to_exercise(sheet, what, which, codes=codes_of(checked, sheet.written))
    keep = -1 if what in ASKED else sheet.written.open
    codes = codes_of(checked, sheet.written)
    sheet.written = tidied(sheet.written, codes, sheet.sides, keep=keep)


def _do_to_exercise(sheet: Sheet, what: str, which: str, *, codes: Collection[str]) -> None:
    """The same to one exercise: that of a row by its place, one of the programme by its code."""
    written, at = sheet.written, int(which) if which.isdigit() else -1
    if what in ("own", "leave-out") and which in codes:
        is_own = what == "own"
        sheet.written = (
            taken_over(written, which, sheet.sides) if is_own else left_out(written, which)
        )
    if not 0 <= at < len(written.rows):
        return
    is_given = written.rows[at].exercise in codes
    steps = {
        "remove": lambda: left_out(written, written.rows[at].exercise) if is_given
        else removed(written, at),
        "back": lambda: put_back(written, at),
        "up": lambda: moved(written, at, -1, codes=codes),
        "down": lambda: moved(written, at, 1, codes=codes),
        "open": lambda: replace(written, open=at),
    }  # fmt: skip
    if what in steps:
        sheet.written = steps[what]()
