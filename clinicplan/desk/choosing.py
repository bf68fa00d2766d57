"""The folders where people keep workbooks become the page that one is chosen on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.pages import Notice, Pages, field, go_to
from clinicplan.errors import ClinicPlanError
from clinicplan.files import open_folder
from clinicplan.tasks.check import CHECKED, write_copy
from clinicplan.tasks.earlier import FOLDER as EARLIER
from clinicplan.tasks.rewrite import BEFORE

SAMPLE = "sample-clinic.xlsx"
MOST = 60
DEEP = 2
"""Folders below Documents that are looked into."""


@dataclass(frozen=True, slots=True)
class Found:
    """A workbook that can be chosen: its name, its folder, and when it was saved last."""

    number: int
    path: Path
    saved: datetime


def routes(pages: Pages) -> list[Route]:
    """Where these pages are."""
    post = ["POST"]
    return [
        Route("/workbook", partial(choose, pages)),
        Route("/workbook/which", partial(which, pages)),
        Route("/workbook/open", partial(take, pages), methods=post),
        Route("/workbook/sample", partial(sample, pages), methods=post),
        Route("/workbook/again", partial(again, pages), methods=post),
        Route("/workbook/excel", partial(excel, pages), methods=post),
        Route("/workbook/folder", partial(folder, pages), methods=post),
        Route("/workbook/copy", partial(copy, pages), methods=post),
    ]


def start(pages: Pages, request: Request) -> Response:
    """The very first page: a clinic of one's own, a sample, or a workbook that is there."""
    return pages.show("start.html")


def choose(pages: Pages, request: Request) -> Response:
    """Every workbook in the usual folders, the one saved last first."""
    return pages.show(
        "choose.html",
        title=pages.say("choose.title"),
        found=list(workbooks(pages.desk.around.places)),
    )


def workbooks(places: tuple[Path, ...]) -> Iterator[Found]:
    """The workbooks of these folders and what is below them, not too deep."""
    paths = {path for place in places for path in _below(place, DEEP)}
    saved = sorted(((path.stat().st_mtime, path) for path in paths), reverse=True)[:MOST]
    for number, (when, path) in enumerate(saved):
        yield Found(number, path, datetime.fromtimestamp(when).astimezone())


def _below(folder: Path, deep: int) -> Iterator[Path]:
    """The workbooks in and below a folder; none of the copies that the program makes."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    for path in inside:
        if path.name.startswith((".", "~$")) or path.name in (BEFORE, EARLIER):
            continue
        if path.suffix.lower() == ".xlsx" and path.is_file():
            if not path.stem.endswith(CHECKED):
                yield path
        elif deep and path.is_dir():
            yield from _below(path, deep - 1)


def take(pages: Pages, request: Request) -> Response:
    """Open the workbook that was chosen: of the list, or by the path that was typed."""
    desk, asked = pages.desk, field(request, "file").strip('"')
    if not asked:
        return go_to("/workbook")
    desk.asked_for = None
    view = desk.open(Path(asked))
    return go_to("/plans" if view.checked else "/workbook")


def sample(pages: Pages, request: Request) -> Response:
    """Open the invented clinic, which lies in a folder of its own; write it the first time."""
    from clinicplan.workbook.writing.blank import write_blank  # openpyxl takes long to load

    desk = pages.desk
    path = desk.around.places[0] / pages.say("start.sample_folder") / SAMPLE
    try:
        if not path.exists():
            open_folder(path.parent)
            write_blank(path, catalogue=desk.catalogue, templates=desk.templates, sample=True)
    except ClinicPlanError as error:
        return pages.show("start.html", notice=Notice("mend", str(error), error.remedy))
    desk.open(path)
    return go_to("/plans")


def which(pages: Pages, request: Request) -> Response:
    """Ask which workbook is meant, where a second start has named another."""
    desk = pages.desk
    if not desk.asked_for or not desk.view:
        return go_to("/")
    return pages.show("which.html", title=pages.say("which.title"), other=desk.asked_for,
                      present=desk.view.file)  # fmt: skip


def again(pages: Pages, request: Request) -> Response:
    """Read the workbook now."""
    pages.desk.read_again()
    return go_to("/plans")


def excel(pages: Pages, request: Request) -> Response:
    """Open the workbook in its own program."""
    if pages.desk.view:
        pages.desk.around.show(pages.desk.view.file, False)
    return _back(request)


def folder(pages: Pages, request: Request) -> Response:
    """Open the folder that the workbook lies in."""
    if pages.desk.view:
        pages.desk.around.show(pages.desk.view.file, True)
    return _back(request)


def copy(pages: Pages, request: Request) -> Response:
    """Write a copy of the workbook with each mistake coloured, and open it."""
    view = pages.desk.view
    if view and view.checked:
        pages.desk.around.show(write_copy(view.checked), False)
    return go_to("/mend")


def _back(request: Request) -> Response:
    """To the page of ours that the button was on."""
    came = request.headers.get("referer", "")
    ours = str(request.base_url).rstrip("/")
    return go_to(came.removeprefix(ours) if came.startswith(f"{ours}/") else "/plans")
