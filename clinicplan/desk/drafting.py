"""A plan that is being written becomes a page with its doses in words and its handout beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.catalogue.phrases import long_date
from clinicplan.desk.bench import part_after
from clinicplan.desk.meeting import is_the_same, meeting
from clinicplan.desk.pages import Notice, Pages, form_of, go_to
from clinicplan.desk.pages import field as field_of
from clinicplan.desk.pictures import LARGE, SMALL
from clinicplan.desk.printing import Printer
from clinicplan.desk.read_back import first_fields, known, read_back
from clinicplan.desk.saving import Kept, as_it_is, keep, take_back, taken
from clinicplan.desk.sheet import Sheet, Sheets
from clinicplan.desk.showing import seen
from clinicplan.desk.shown import minutes, missing, programme_lines, shown_rows
from clinicplan.desk.tiles import cards, filters, take, tiles
from clinicplan.desk.unsaved import home, ids, is_as_kept, is_waiting, store, take_away
from clinicplan.desk.waiting import Waiting
from clinicplan.desk.written import (
    draft_of,
    moved,
    removed,
    with_programme,
    written_of,
)
from clinicplan.files import open_since
from clinicplan.tasks.check import Checked
from clinicplan.tasks.draft import rows_to_paste
from clinicplan.tasks.preview import page_pictures
from clinicplan.workbook.choices import choices

OLD = timedelta(days=1)
"""A mark of Excel's as old as this may have been left by a crash: somebody is asked."""


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
        return self._show(now[1], self._blank(now[1]), address="/new")

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
        if sheet is None:
            sheet = self._blank(now[1])
            number = self._sheets.add(sheet)
        if sheet.kept.saved is None:
            sheet.kept = Kept()
        open_ = next(iter(form.get("open", ())), "")
        sheet.written = written_of(form, open_=int(open_) if open_.isdigit() else -1)
        what, _, which = next(iter(form.get("do", ())), "look").partition(":")
        sheet.part = part_after(field_of(request, "part"), what, which)
        sheet.why = field_of(request, "why")
        if sheet.home.file != home(now[1]).file:
            return self._leave(sheet)
        do(sheet, what, which, checked=now[1])
        self._park(now[1], sheet, is_undone=what == "undo")
        read_back(self._pages, now[1], sheet)
        if what == "theirs":
            return self._give_up(sheet)
        if what == "print" and (address := self._print(now[1], sheet)):
            return go_to(address)
        self._keep(sheet, what, now[1])
        return go_to(f"/new/{number}")

    def _blank(self, checked: Checked) -> Sheet:
        here = home(checked)
        drafts = ids(self._sheets, here)
        return Sheet(first_fields(self._pages, checked, drafts=drafts), here)

    def _park(self, checked: Checked, sheet: Sheet, *, is_undone: bool) -> None:
        """Keep what is typed on the disk, unless the workbook has it, or nothing was typed."""
        draft = draft_of(sheet.written, known(checked), self._pages.desk.catalogue)
        is_saved = sheet.kept.saved is not None and sheet.kept.draft == draft
        if is_saved and not is_undone:
            take_away(sheet)
        elif sheet.unsaved is None and self._is_blank(checked, sheet):
            return
        elif not is_as_kept(sheet) or sheet.unkept:
            store(sheet)

    def _is_blank(self, checked: Checked, sheet: Sheet) -> bool:
        """True where a plan holds nothing but what was filled in."""
        first = self._blank(checked).written
        mine = {key: text for key, text in sheet.written.patient.items() if key != "plan_id"}
        known_ = {key: text for key, text in first.patient.items() if key != "plan_id"}
        return mine == known_ and not sheet.written.rows and not sheet.written.take_care

    def _leave(self, sheet: Sheet) -> Response:
        """A plan of another workbook than the one that is open stays a draft beside its own."""
        store(sheet)
        say, view = self._pages.say, self._pages.desk.view
        file = Path(sheet.home.file).name
        if view:
            notice = Notice("look", say("draft.of_another", file=file), sheet.unkept)
            self._sheets.told = notice, view.reading
        return go_to("/plans")

    def _give_up(self, sheet: Sheet) -> Response:
        """The workbook's plan is taken, and the draft goes."""
        take_away(sheet)
        sheet.kept = Kept()
        return go_to(f"/plan/{quote(sheet.written.value('plan_id'))}")

    def _print(self, checked: Checked, sheet: Sheet) -> str:
        """The address of the plan's handout for the printer, "" where something is missing."""
        plan = sheet.drafted.plan if sheet.drafted else None
        sheet.asked = True
        if plan is None or missing(self._pages, sheet, shown_rows(self._pages, checked, sheet)):
            return ""
        return self._printer.print_draft(plan, sheet.pdf, pages=sheet.pages)

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
        key = (sheet.drawn, asked["page"], dpi)
        if key not in sheet.pictures:
            with self._pages.desk.at_press:
                pictures = page_pictures(sheet.pdf, dpi=dpi, first=key[1], last=key[1])
                sheet.pictures[key] = next(pictures)
        return Response(sheet.pictures[key], media_type="image/png")

    def _keep(self, sheet: Sheet, what: str, checked: Checked) -> None:
        """Save the plan or take it back, where the button asks for it and nothing is missing."""
        if what == "undo":
            sheet.kept, sheet.asked = take_back(self._pages, sheet.kept), False
            if sheet.kept.saved:
                take_away(sheet)
        elif what in ("save", "anyway") and self._pages.desk.saves and not sheet.trouble:
            self._save(sheet, checked, since=self._since() if what == "anyway" else 0)

    def _save(self, sheet: Sheet, checked: Checked, *, since: float) -> None:
        plan = sheet.written.value("plan_id")
        if plan in checked.reading.ids:
            if is_the_same(checked, sheet):
                take_away(sheet)
            elif not sheet.kept.saved and meeting(self._pages, checked, sheet) is None:
                sheet.kept = taken(self._pages, plan)
            return
        rows = shown_rows(self._pages, checked, sheet)
        if sheet.drafted is None or missing(self._pages, sheet, rows):
            return
        draft = draft_of(sheet.written, known(checked), self._pages.desk.catalogue)
        sheet.kept = keep(self._pages, checked, draft, sheet.drafted, since=since)
        if sheet.kept.saved:
            take_away(sheet)
        else:
            store(sheet, waits=sheet.kept.waits)

    def _since(self) -> float:
        """From when on a mark of Excel's counts, where somebody has said that it is not open."""
        return (self._pages.desk.around.now() - OLD).timestamp()

    def _show(self, checked: Checked, sheet: Sheet, *, address: str) -> Response:
        written, words = sheet.written, self._pages.desk.catalogue
        rows = shown_rows(self._pages, checked, sheet)
        lacking = missing(self._pages, sheet, rows) if sheet.asked else []
        is_there = written.value("plan_id") in checked.reading.ids
        can_paste = sheet.asked and not lacking and sheet.drafted and not is_there
        exercises = known(checked)
        draft = draft_of(written, exercises, words)
        paste = rows_to_paste(checked.ready, draft) if can_paste else ("", "")
        return self._pages.show(
            "draft.html",
            here="plans",
            title=self._pages.say("draft.title"),
            notice=self._notice(sheet, checked=checked),
            address=address,
            written=written,
            rows=rows,
            given=programme_lines(checked, sheet),
            tiles=tiles(self._pages, checked, written),
            filters=filters(self._pages, exercises.values()),
            cards=cards(self._pages, checked, written),
            people=checked.reading.practitioners,
            programmes=[*words.programmes.values(), *checked.reading.programmes],
            conditions=choices("conditions", words),
            cautions=choices("cautions", words),
            editions=choices("editions", words),
            sheet=sheet,
            missing=lacking,
            paste=paste,
            minutes=minutes(checked, sheet),
            saves=self._pages.desk.saves,
            kept=as_it_is(self._pages, sheet.kept, draft)
            if sheet.kept.saved is None or is_there else Kept(),
            waits=is_waiting(sheet) and not is_there,
            met=meeting(self._pages, checked, sheet)
            if sheet.asked and not sheet.kept.saved else None,
            since=self._old_mark(checked),
            file=checked.ready.file.name,
        )

    def _old_mark(self, checked: Checked) -> str:
        """Since when Excel is said to have the workbook open, where that is over a day; else ""."""
        made, now = open_since(checked.ready.file.resolve()), self._pages.desk.around.now()
        if made is None or made >= self._since():
            return ""
        day = datetime.fromtimestamp(made, now.tzinfo)
        return long_date(self._pages.desk.catalogue, day.date())

    def _notice(self, sheet: Sheet, *, checked: Checked) -> Notice | None:
        if sheet.trouble:
            return Notice("mend", sheet.trouble, "")
        if sheet.unkept:
            return Notice("mend", self._pages.say("draft.unkept"), sheet.unkept)
        if sheet.asked and not sheet.kept.notice and is_the_same(checked, sheet):
            plan = sheet.written.value("plan_id")
            return Notice("good", self._pages.say("draft.there", plan=plan), "")
        if sheet.unsaved and sheet.unsaved.said and not sheet.kept.notice:
            return Notice("look", sheet.unsaved.said, "")
        return None


def do(sheet: Sheet, what: str, which: str, *, checked: Checked) -> None:
    """What a button of the form asks for, done to the fields."""
    written, at = sheet.written, int(which) if which.isdigit() else -1
    found = known(checked).get(which)
    if what not in ("add", "look"):
        sheet.asking = ""
    if what == "add" and found:
        take(sheet, found, words=checked.ready.catalogue)
    elif what == "programme":
        sheet.written = with_programme(written, which)
    elif what == "page":
        sheet.page = at
    elif what in ("rows", "save", "anyway"):
        sheet.asked = True
    elif 0 <= at < len(written.rows):
        steps = {
            "remove": lambda: removed(written, at),
            "up": lambda: moved(written, at, -1),
            "down": lambda: moved(written, at, 1),
            "open": lambda: replace(written, open=at),
        }
        if what in steps:
            sheet.written = steps[what]()
