"""What the workbook and this computer say of the clinic becomes pages, some of them to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan import __version__
from clinicplan.catalogue.values import Programme
from clinicplan.desk import clinic_letters
from clinicplan.desk.clinic_look import Look
from clinicplan.desk.dressing import Dressing
from clinicplan.desk.mailroom import MailRoom
from clinicplan.desk.pages import Notice, Pages, field, go_to
from clinicplan.desk.people import People
from clinicplan.desk.permit import let_write, may_write
from clinicplan.desk.rows import names_of_exercises
from clinicplan.desk.seen import seen
from clinicplan.desk.settling import Settling
from clinicplan.errors import ClinicPlanError


@dataclass(frozen=True, slots=True)
class OwnProgramme:
    """A programme of the clinic's own, with the names of its exercises."""

    name: str
    exercises: tuple[str, ...]


def routes(pages: Pages, dressing: Dressing, room: MailRoom) -> list[Route]:
    """Where these pages are."""
    settling = Settling(pages)
    return [
        *Look(pages, dressing, settling).routes(),
        *People(pages, settling).routes(),
        *clinic_letters.routes(pages, room),
        Route("/clinic/own", partial(own, pages)),
        Route("/clinic/programmes", partial(programmes, pages)),
        Route("/clinic/files", partial(files, pages), methods=["GET"]),
        Route("/clinic/files", partial(change, pages), methods=["POST"]),
        Route("/clinic/folder", partial(folder, pages), methods=["POST"]),
        Route("/clinic/about", partial(about, pages)),
    ]


def own(pages: Pages, request: Request) -> Response:
    """The clinic's own exercises, with what the check says of each."""
    if not (now := seen(pages)):
        return go_to("/")
    reading, lines = now[1].reading, now[1].own
    items = [(item, lines.get(item.code, ())) for item in reading.own]
    return pages.show("clinic_own.html", here="clinic", part="own", own=items)


def programmes(pages: Pages, request: Request) -> Response:
    """The clinic's own programmes, with their exercises."""
    if not (now := seen(pages)):
        return go_to("/")
    named = names_of_exercises(now[1])
    items = [_programme(item, named) for item in now[1].reading.programmes]
    return pages.show(
        "clinic_programmes.html", here="clinic", part="programmes", programmes=items
    )


def files(pages: Pages, request: Request, notice: Notice | None = None) -> Response:
    """Where everything lies, and whether the desk may write into the workbook."""
    if not (now := seen(pages)):
        return go_to("/")
    desk = pages.desk
    return pages.show(
        "clinic_files.html",
        here="clinic",
        part="files",
        notice=notice,
        file=now[0].file,
        folder=desk.folder,
        own_folder=desk.around.own,
        is_allowed=may_write(desk.around.own),
        is_fixed=not desk.around.saves,
    )


def change(pages: Pages, request: Request) -> Response:
    """Let the desk write into workbooks from now on, or no more."""
    if not pages.desk.around.saves:
        return go_to("/clinic/files")
    try:
        let_write(pages.desk.around.own, allowed=field(request, "writes") == "yes")
    except ClinicPlanError as error:
        return files(pages, request, Notice("mend", str(error), ""))
    return go_to("/clinic/files")


def folder(pages: Pages, request: Request) -> Response:
    """Show one of the folders of the page; that of the handouts may not be there yet."""
    desk = pages.desk
    if desk.view:
        wanted = desk.folder if field(request, "which") == "handouts" else desk.around.own
        if wanted.is_dir():
            desk.around.show(wanted, False)
        else:
            desk.around.show(desk.view.file, True)
    return go_to("/clinic/files")


def about(pages: Pages, request: Request) -> Response:
    """Which version this is, and how old its texts are."""
    if not seen(pages):
        return go_to("/")
    record = pages.desk.catalogue.record
    return pages.show(
        "clinic_about.html", here="clinic", part="about", version=__version__, record=record
    )


def _programme(item: Programme, named: Mapping[str, str]) -> OwnProgramme:
    return OwnProgramme(
        item.name, tuple(named.get(each.exercise, each.exercise) for each in item.items)
    )
