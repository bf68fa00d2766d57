"""A plan that is being written becomes a page with its doses in words and its handout beside it."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.bench import part_after
from clinicplan.desk.pages import Notice, Pages, form_of, go_to
from clinicplan.desk.pages import field as field_of
from clinicplan.desk.pictures import LARGE, SMALL
from clinicplan.desk.read_back import first_fields, known, read_back
from clinicplan.desk.saving import Kept, as_it_is, keep, take_back, taken
from clinicplan.desk.sheet import Sheet, Sheets
from clinicplan.desk.showing import seen
from clinicplan.desk.shown import minutes, missing, shown_rows
from clinicplan.desk.tiles import positions, tiles
from clinicplan.desk.written import added, draft_of, moved, removed, written_of
from clinicplan.tasks.check import Checked
from clinicplan.tasks.draft import rows_to_paste
from clinicplan.tasks.preview import page_pictures
from clinicplan.workbook.choices import choices


class Drafting:
    """The pages of the plans that are being written at one desk."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._sheets = Sheets()

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
        return self._show(now[1], Sheet(first_fields(self._pages, now[1])), address="/new")

    def show(self, request: Request) -> Response:
        """The plan as it is."""
        now, sheet = seen(self._pages), self._sheets.of(request.path_params["number"])
        if not now or sheet is None:
            return go_to("/new") if now else go_to("/")
        return self._show(now[1], sheet, address=request.url.path)

    def change(self, request: Request) -> Response:
        """Take the fields over, do what the button asks for, and read the plan anew."""
        now = seen(self._pages)
        if not now:
            return go_to("/")
        form, number = form_of(request), request.path_params.get("number", 0)
        sheet = self._sheets.of(number)
        if sheet is None:
            sheet = Sheet(first_fields(self._pages, now[1]))
            number = self._sheets.add(sheet)
        if sheet.kept.saved is None:
            sheet.kept = Kept()
        open_ = next(iter(form.get("open", ())), "")
        sheet.written = written_of(form, open_=int(open_) if open_.isdigit() else -1)
        what, _, which = next(iter(form.get("do", ())), "look").partition(":")
        sheet.part = part_after(field_of(request, "part"), what, which)
        do(sheet, what, which, checked=now[1])
        read_back(self._pages, now[1], sheet)
        self._keep(sheet, what, now[1])
        return go_to(f"/new/{number}")

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
        elif what == "save" and self._pages.desk.saves and not sheet.trouble:
            is_there = sheet.written.value("plan_id") in checked.reading.ids
            if is_there and not sheet.kept.saved:
                sheet.kept = taken(self._pages, sheet.written.value("plan_id"))
            if sheet.drafted is None or is_there:
                return
            if not missing(self._pages, sheet, shown_rows(self._pages, checked, sheet)):
                draft = draft_of(sheet.written, known(checked), self._pages.desk.catalogue)
                sheet.kept = keep(self._pages, checked, draft, sheet.drafted)

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
            notice=self._notice(sheet, is_there=is_there),
            address=address,
            written=written,
            rows=rows,
            tiles=tiles(self._pages, checked, written),
            positions=positions(self._pages, exercises.values()),
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
        )

    def _notice(self, sheet: Sheet, *, is_there: bool) -> Notice | None:
        if sheet.trouble:
            return Notice("mend", sheet.trouble, "")
        if sheet.asked and is_there and not sheet.kept.notice:
            plan = sheet.written.value("plan_id")
            return Notice("good", self._pages.say("draft.there", plan=plan), "")
        return None


def do(sheet: Sheet, what: str, which: str, *, checked: Checked) -> None:
    """What a button of the form asks for, done to the fields."""
    written, at = sheet.written, int(which) if which.isdigit() else -1
    found = known(checked).get(which)
    if what == "add" and found:
        sheet.written = added(written, found)
    elif what == "page":
        sheet.page = at
    elif what in ("rows", "save"):
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


def routes(pages: Pages) -> list[Route]:
    """Where these pages are."""
    return Drafting(pages).routes()
