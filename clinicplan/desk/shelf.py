"""A draft in the list of plans is gone on with, thrown away, or taken back once more."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.keeping import reopen
from clinicplan.desk.pages import Notice, Pages, go_to
from clinicplan.desk.read_back import read_back
from clinicplan.desk.seen import seen
from clinicplan.desk.sheet import Sheets
from clinicplan.desk.unsaved import folder_of, home, sheet_of
from clinicplan.desk.waiting import Waiting
from clinicplan.errors import UnwritableFile
from clinicplan.tasks.drafts import Unsaved, discard, keep, read_one


class Shelf:
    """The drafts of one desk; the one that was thrown away last can be taken back."""

    def __init__(self, pages: Pages, sheets: Sheets, *, waiting: Waiting) -> None:
        self._pages = pages
        self._sheets = sheets
        self._waiting = waiting
        self._thrown: Unsaved | None = None

    def routes(self) -> list[Route]:
        """Where these pages are."""
        return [
            Route("/draft/{number:int}", self.open),
            Route("/draft/{number:int}/discard", self.throw_away, methods=["POST"]),
            Route("/draft/back", self.take_back, methods=["POST"]),
        ]

    def open(self, request: Request) -> Response:
        """Go on writing the draft."""
        now = seen(self._pages)
        if not now:
            return go_to("/")
        with self._waiting.lock:
            at = sheet_of(self._sheets, home(now[1]), request.path_params["number"])
            sheet = self._sheets.of(at)
            if sheet is None:
                return go_to("/plans")
            if not reopen(self._pages, sheet):
                plan = sheet.written.value("plan_id")
                return self._told(Notice("look", self._pages.say("draft.no_plan", plan=plan), ""))
            if sheet.drafted is None:
                read_back(self._pages, now[1], sheet)
        return go_to(f"/new/{at}")

    def throw_away(self, request: Request) -> Response:
        """Remove the draft from the disk; this desk still remembers it."""
        now = seen(self._pages)
        if not now:
            return go_to("/")
        number, folder = request.path_params["number"], folder_of(home(now[1]))
        with self._waiting.lock:
            thrown = read_one(folder, number)
            try:
                discard(folder, number)
            except UnwritableFile as error:
                return self._told(Notice("mend", str(error), ""))
            self._sheets.forget(folder, number)
            self._thrown = thrown
        title = self._pages.say("draft.thrown", plan=(thrown and thrown.plan) or number)
        return self._told(Notice("good", title, "", back=thrown is not None))

    def take_back(self, request: Request) -> Response:
        """Put the draft that was thrown away last where it was."""
        now, thrown = seen(self._pages), self._thrown
        if not now or thrown is None:
            return go_to("/plans")
        self._thrown, self._sheets.told = None, None
        try:
            keep(folder_of(home(now[1])), replace(thrown, number=0))
        except UnwritableFile as error:
            self._thrown = thrown
            return self._told(Notice("mend", str(error), "", back=True))
        return go_to("/plans")

    def _told(self, notice: Notice) -> Response:
        """The list of plans, with this above it."""
        view = self._pages.desk.view
        if view:
            self._sheets.told = notice, view.reading, self._pages.desk.around.now()
        self._pages.desk.say_changed()
        return go_to("/plans")
