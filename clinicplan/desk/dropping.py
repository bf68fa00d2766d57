"""A workbook that is dropped on a page becomes a file in the clinic's folder, and is opened there.

A browser hands over a copy and not where it lay, so that one could not be watched. Where a file
of its name is there, somebody says which of the two goes on under that name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clinicplan.desk.door import DROP
from clinicplan.desk.pages import Notice, Pages, field, go_to
from clinicplan.errors import ClinicPlanError
from clinicplan.files import open_folder, write_whole
from clinicplan.tasks.rewrite import BEFORE, put_in_place
from clinicplan.workbook.xlsx.book import open_book
from clinicplan.workbook.xlsx.container import WrongFile

ASK = "/workbook/same"
"""Where it is asked what becomes of two workbooks of one name."""

PLACE, BOTH = "place", "both"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A workbook that was dropped, while there is another one at its path.

    `mark` stands for the bytes of both: an answer is one to these two.
    """

    path: Path
    content: bytes
    mark: str


class Dropping:
    """The workbook that was dropped on a page of one desk last, until it has its place."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._at_door: Dropped | None = None

    def routes(self) -> list[Route]:
        """Where these pages are."""
        return [
            Route(DROP, self.drop, methods=["POST"]),
            Route(ASK, self.ask, methods=["GET"]),
            Route(ASK, self.answer, methods=["POST"]),
        ]

    def drop(self, request: Request) -> Response:
        """Put the workbook into the clinic's folder and open it; ask where its name is taken."""
        pages, content = self._pages, request.scope["desk.body"]
        name = PurePath(unquote(request.headers.get("x-name", "")).replace("\\", "/")).name
        if not name.lower().endswith(".xlsx") or not name.isprintable() or name.startswith("."):
            return JSONResponse({"said": pages.say("drop.kind", file=name)})
        path = pages.desk.around.places[0] / pages.say("setup.folder") / name
        try:
            open_folder(path.parent)
            if is_taken := _free(path, content) != path and not _free(path, content).exists():
                if not _is_workbook(content):
                    return JSONResponse({"said": pages.say("drop.kind", file=name)})
                self._at_door = Dropped(path, content, _mark(path, content))
        except (ClinicPlanError, OSError) as error:
            return JSONResponse({"said": _why(error)})
        if is_taken:
            return JSONResponse({"go": ASK})
        return self._kept(path, content)

    def _kept(self, path: Path, content: bytes) -> Response:
        """Where the workbook is now: at its path, or where the same one lies already."""
        path = _free(path, content)
        try:
            if not path.exists():
                write_whole(path, content)
        except ClinicPlanError as error:
            return JSONResponse({"said": _why(error)})
        return JSONResponse({"go": self._open(path)})

    def ask(self, request: Request) -> Response:
        """Ask which of two workbooks of one name goes on under it."""
        return self._ask(None)

    def answer(self, request: Request) -> Response:
        """Do what was said with the workbook that was dropped."""
        dropped, decision = self._at_door, field(request, "decision")
        if dropped is None or decision not in (PLACE, BOTH):
            return go_to(ASK)
        if field(request, "mark") != dropped.mark:
            return go_to(ASK)
        path, content = dropped.path, dropped.content
        try:
            mark = _mark(path, content)
            if mark != dropped.mark:
                self._at_door = replace(dropped, mark=mark)
                return go_to(ASK)
            if decision == PLACE:
                put_in_place(path, content)
            else:
                path = _free(path, content)
                write_whole(path, content)
        except (ClinicPlanError, OSError) as error:
            return self._ask(Notice("mend", _why(error), ""))
        self._at_door = None
        return go_to(self._open(path))

    def _ask(self, notice: Notice | None) -> Response:
        dropped, pages = self._at_door, self._pages
        if dropped is None:
            return go_to("/")
        path = dropped.path
        return pages.show(
            "dropped.html",
            title=pages.say("drop.title"),
            notice=notice,
            dropped=dropped,
            other=_free(path, dropped.content).name,
            saved=datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            if path.exists() else None,
            before=BEFORE,
        )  # fmt: skip

    def _open(self, path: Path) -> str:
        """Open it; the address of the page that shows it."""
        desk = self._pages.desk
        view = desk.open(path)
        desk.dropped = path
        return "/plans" if view.checked else "/workbook"


def _free(path: Path, content: bytes) -> Path:
    """The path, or one beside it with a number, where no other file has the name."""
    found, number = path, 2
    while found.exists() and found.read_bytes() != content:
        found = path.with_stem(f"{path.stem} {number}")
        number += 1
    return found


def _is_workbook(content: bytes) -> bool:
    try:
        open_book(content)
    except WrongFile:
        return False
    return True


def _mark(path: Path, content: bytes) -> str:
    there = path.read_bytes() if path.exists() else b""
    return hashlib.sha256(hashlib.sha256(there).digest() + content).hexdigest()


def _why(error: ClinicPlanError | OSError) -> str:
    return f"{error} {error.remedy}" if isinstance(error, ClinicPlanError) else str(error.strerror)
